//! Reads JSON documents by hand: one generic tree, and small readers that say what
//! they found and what is allowed. A reader that `serde` generates for every type
//! would cost the browser's module a hundred kilobytes.

mod places;

pub(crate) use places::Places;

use crate::text::Text;
use serde_json::{Map, Value};

/// Characters of what was found that an error repeats.
const EXCERPT: usize = 40;

/// What does not fit, and where below the value that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Misfit {
    /// The path down to it, such as `source.text` or `[2].label`; empty for the value itself.
    pub(crate) at: String,
    /// What was found and what is allowed.
    pub(crate) text: Text,
}

impl Misfit {
    /// About the value itself.
    pub(crate) fn new(zh: impl Into<String>, en: impl Into<String>) -> Misfit {
        Misfit {
            at: String::new(),
            text: Text::new(zh, en),
        }
    }

    /// The same, seen from the object or list that holds the value under `step`.
    pub(crate) fn within(mut self, step: &str) -> Misfit {
        self.at = joined(step, &self.at);
        self
    }
}

/// A path of two parts: `reply` and `value.count` make `reply.value.count`.
pub(crate) fn joined(head: &str, tail: &str) -> String {
    let between = if head.is_empty() || tail.is_empty() || tail.starts_with('[') {
        ""
    } else {
        "."
    };
    [head, between, tail].concat()
}

/// A misfit that says what is needed and what was found.
pub(crate) fn misfit(found: &Value, zh: &str, en: &str) -> Misfit {
    let (found_zh, found_en) = described(found);
    Misfit::new(
        ["此处应为", zh, "，现为", &found_zh].concat(),
        ["needed here is ", en, "; found is ", &found_en].concat(),
    )
}

fn described(value: &Value) -> (String, String) {
    let (zh, en) = match value {
        Value::Null => ("null", "null"),
        Value::Bool(true) => ("true", "true"),
        Value::Bool(false) => ("false", "false"),
        Value::Array(_) => ("一个列表", "a list"),
        Value::Object(_) => ("一个对象", "an object"),
        Value::Number(number) => return (number.to_string(), number.to_string()),
        Value::String(text) => {
            let excerpt = excerpt(text);
            return (["“", &excerpt, "”"].concat(), ["`", &excerpt, "`"].concat());
        }
    };
    (zh.to_owned(), en.to_owned())
}

/// The beginning of a text, harmless to print.
pub(crate) fn excerpt(text: &str) -> String {
    let shown = text.chars().filter(|c| !c.is_control());
    shown.take(EXCERPT).collect()
}

/// The members of an object that may hold only the `known` ones.
pub(crate) fn members<'a>(
    value: &'a Value,
    known: &[&str],
) -> Result<&'a Map<String, Value>, Misfit> {
    let Value::Object(map) = value else {
        return Err(misfit(value, "一个对象", "an object"));
    };
    match map.keys().find(|key| !known.contains(&key.as_str())) {
        None => Ok(map),
        Some(key) => Err(unknown(key, known)),
    }
}

/// A key that is not one of the `known` ones.
pub(crate) fn unknown(key: &str, known: &[&str]) -> Misfit {
    let shown = excerpt(key);
    Misfit::new(
        format!("没有“{shown}”这一项；可用的有：{}", known.join("、")),
        format!("there is no `{shown}`; there are: {}", known.join(", ")),
    )
    .within(key)
}

/// A key that has to be there and is not; it is said of the object.
pub(crate) fn missing(key: &str) -> Misfit {
    Misfit::new(format!("缺少“{key}”这一项"), format!("`{key}` is missing"))
}

/// A list.
pub(crate) fn list(value: &Value) -> Result<&[Value], Misfit> {
    match value {
        Value::Array(items) => Ok(items),
        _ => Err(misfit(value, "一个列表", "a list")),
    }
}

/// A text.
pub(crate) fn text(value: &Value) -> Result<&str, Misfit> {
    match value {
        Value::String(text) => Ok(text),
        _ => Err(misfit(value, "一段文字", "a text")),
    }
}

/// Yes or no.
pub(crate) fn flag(value: &Value) -> Result<bool, Misfit> {
    match value {
        Value::Bool(flag) => Ok(*flag),
        _ => Err(misfit(value, "true 或者 false", "true or false")),
    }
}

/// A whole number from `least` to `most`.
pub(crate) fn whole(value: &Value, least: i64, most: i64) -> Result<i64, Misfit> {
    let number = value.as_i64().filter(|n| (least..=most).contains(n));
    number.ok_or_else(|| {
        misfit(
            value,
            &format!("{least}至{most}的整数"),
            &format!("a whole number from {least} to {most}"),
        )
    })
}

/// Which of the `names` a text is.
pub(crate) fn choice(value: &Value, names: &[&str]) -> Result<usize, Misfit> {
    let found = value
        .as_str()
        .and_then(|text| names.iter().position(|name| *name == text));
    found.ok_or_else(|| {
        misfit(
            value,
            &format!("以下之一：{}", names.join("、")),
            &format!("one of: {}", names.join(", ")),
        )
    })
}
