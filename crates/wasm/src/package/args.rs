//! Reads arguments, and says which is wrong and what is allowed there.

use super::fault::Fault;
use chrono::NaiveDate;
use huiyin_rules::date;
use js_sys::{Array, Reflect};
use wasm_bindgen::JsValue;

/// Characters of what was found that an error repeats.
const EXCERPT: usize = 40;

/// Greatest whole number that a script's number holds exactly.
const MAX_SAFE: f64 = 9_007_199_254_740_991.0;

/// What was found, in few words.
fn found(value: &JsValue) -> String {
    if let Some(text) = value.as_string() {
        let shown = text.chars().filter(|c| !c.is_control()).take(EXCERPT);
        return format!("`{}`", shown.collect::<String>());
    }
    if let Some(number) = value.as_f64() {
        return number.to_string();
    }
    let kind = || value.js_typeof().as_string().unwrap_or_default();
    match value {
        value if value.is_null() => "null".to_owned(),
        value if Array::is_array(value) => "array".to_owned(),
        value => value.as_bool().map_or_else(kind, |flag| flag.to_string()),
    }
}

/// An argument that should be something else.
pub(super) fn misfit(at: &str, value: &JsValue, zh: &str, en: &str) -> Fault {
    let found = found(value);
    Fault::argument(
        at,
        format!("此处应为{zh}，现为 {found}"),
        format!("needed here is {en}; found is {found}"),
    )
}

/// Whether nothing was given.
pub(super) fn absent(value: &JsValue) -> bool {
    value.is_undefined() || value.is_null()
}

pub(super) fn text(value: &JsValue, at: &str) -> Result<String, Fault> {
    let text = value.as_string();
    text.ok_or_else(|| misfit(at, value, "文字", "a string"))
}

pub(super) fn day(value: &JsValue, at: &str) -> Result<NaiveDate, Fault> {
    let day = value.as_string().as_deref().and_then(date::parse);
    day.ok_or_else(|| {
        misfit(
            at,
            value,
            "存在的日期，写成 2024-03-08",
            "a day that exists, written like 2024-03-08",
        )
    })
}

pub(super) fn flag(value: &JsValue, at: &str) -> Result<bool, Fault> {
    let flag = value.as_bool();
    flag.ok_or_else(|| misfit(at, value, " true 或 false", "true or false"))
}

/// A whole number within bounds that scripts can hold.
fn whole(value: &JsValue, at: &str, least: f64, most: f64) -> Result<f64, Fault> {
    let fits = |number: &f64| number.fract() == 0.0 && (least..=most).contains(number);
    value.as_f64().filter(fits).ok_or_else(|| {
        misfit(
            at,
            value,
            &format!("{least}至{most}的整数"),
            &format!("a whole number from {least} to {most}"),
        )
    })
}

pub(super) fn count(value: &JsValue, at: &str) -> Result<u64, Fault> {
    // Whole, not negative and at most 2⁵³−1: nothing is lost.
    whole(value, at, 0.0, MAX_SAFE).map(|number| number as u64)
}

pub(super) fn count32(value: &JsValue, at: &str) -> Result<u32, Fault> {
    whole(value, at, 0.0, f64::from(u32::MAX)).map(|number| number as u32)
}

pub(super) fn signed32(value: &JsValue, at: &str) -> Result<i32, Fault> {
    whole(value, at, f64::from(i32::MIN), f64::from(i32::MAX)).map(|number| number as i32)
}

/// One of some values by its name.
pub(super) fn choice<T: Copy>(value: &JsValue, at: &str, all: &[(&str, T)]) -> Result<T, Fault> {
    let name = value.as_string();
    let known = all.iter().find(|(known, _)| name.as_deref() == Some(known));
    known.map(|(_, one)| *one).ok_or_else(|| {
        let names: Vec<&str> = all.iter().map(|(name, _)| *name).collect();
        let zh = names.join("、");
        misfit(
            at,
            value,
            &format!("{zh}之一"),
            &format!("one of {}", names.join(", ")),
        )
    })
}

/// A list, or anything else that can be gone through.
pub(super) fn list(value: &JsValue, at: &str) -> Result<Array, Fault> {
    let wrong = || misfit(at, value, "列表", "a list");
    if value.is_string() {
        return Err(wrong());
    }
    let all = js_sys::try_iter(value)
        .map_err(|_| wrong())?
        .ok_or_else(wrong)?;
    all.collect::<Result<Array, JsValue>>().map_err(|_| wrong())
}

/// An object's fields. One that nobody asks for is refused: it is most often misspelt.
///
/// Only the object's own fields are read: what lies on a prototype, of everything or of one
/// that a document brought as `__proto__`, was not given by whoever calls.
pub(super) struct Fields<'a> {
    value: &'a JsValue,
    at: String,
    own: Vec<String>,
}

impl<'a> Fields<'a> {
    pub(super) fn of(value: &'a JsValue, at: &str, known: &[&str]) -> Result<Self, Fault> {
        if !value.is_object() || Array::is_array(value) {
            return Err(misfit(at, value, "一个对象", "an object"));
        }
        // Not asked for its class: an object without a prototype will do.
        let keys = Reflect::own_keys(value);
        let keys = keys.map_err(|_| misfit(at, value, "一个对象", "an object"))?;
        let own: Vec<String> = keys.iter().filter_map(|key| key.as_string()).collect();
        for key in &own {
            if !known.contains(&key.as_str()) {
                let field: String = key.chars().take(EXCERPT).collect();
                return Err(Fault::argument(
                    &format!("{at}.{field}"),
                    format!("没有这一项；可用的有：{}", known.join("、")),
                    format!("there is no such field; there are: {}", known.join(", ")),
                ));
            }
        }
        let at = at.to_owned();
        Ok(Fields { value, at, own })
    }

    /// An object that may be left out altogether.
    pub(super) fn options(value: &'a JsValue, at: &str, known: &[&str]) -> Result<Self, Fault> {
        if absent(value) {
            let (at, own) = (at.to_owned(), Vec::new());
            return Ok(Fields { value, at, own });
        }
        Fields::of(value, at, known)
    }

    fn get(&self, key: &str) -> (JsValue, String) {
        let at = format!("{}.{key}", self.at);
        if !self.own.iter().any(|own| own == key) {
            return (JsValue::UNDEFINED, at);
        }
        let value = Reflect::get(self.value, &JsValue::from_str(key));
        (value.unwrap_or(JsValue::UNDEFINED), at)
    }

    pub(super) fn need<T>(
        &self,
        key: &str,
        read: impl FnOnce(&JsValue, &str) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let (value, at) = self.get(key);
        read(&value, &at)
    }

    /// A field that may be left out, or be `null`.
    pub(super) fn may<T>(
        &self,
        key: &str,
        read: impl FnOnce(&JsValue, &str) -> Result<T, Fault>,
    ) -> Result<Option<T>, Fault> {
        let (value, at) = self.get(key);
        if absent(&value) {
            return Ok(None);
        }
        read(&value, &at).map(Some)
    }
}
