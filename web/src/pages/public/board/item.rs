//! A published file read back as the browser reads JSON, so that what is previewed is what
//! is published, word for word.

use super::texts as t;
use super::wall::Wall;
use crate::i18n::{Say, fill};
use huiyin_rules::Lang;
use huiyin_rules::board::BoardFile;
use js_sys::{Array, JSON, Reflect};
use wasm_bindgen::JsValue;

/// What a file says of a suggestion: each field by its name, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// Name in the file, and value.
    pub fields: Vec<(&'static str, String)>,
    /// Day and text of each step.
    pub steps: Vec<(String, String)>,
}

/// A rate over what is published, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rate {
    /// What it is called.
    pub title: String,
    /// Percent, and of how many; a dash where there is nothing to divide by.
    pub share: String,
    /// What is counted.
    pub basis: String,
}

/// The names in a file, in the order they are shown.
const NAMES: [&str; 12] = [
    "number", "title", "category", "deputies", "units", "stage", "light", "due", "replied",
    "class", "rating", "reply",
];

fn member(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &name.into()).unwrap_or_default()
}

/// A value in words: a text, a list, a term in both languages, or counts by name.
fn words(value: &JsValue, lang: Lang) -> String {
    if let Some(text) = value.as_string() {
        return text;
    }
    if Array::is_array(value) {
        let all = Array::from(value);
        let all = all.iter().filter_map(|one| one.as_string());
        let between = match lang {
            Lang::Zh => "、",
            Lang::En => ", ",
        };
        return all.collect::<Vec<_>>().join(between);
    }
    if !value.is_object() {
        return String::new();
    }
    let name = match lang {
        Lang::Zh => "zh",
        Lang::En => "en",
    };
    member(value, name).as_string().unwrap_or_default()
}

/// How many satisfied, basically satisfied, dissatisfied.
pub fn counts(value: &JsValue) -> Option<[u32; 3]> {
    let number = |name: &str| Some(member(value, name).as_f64()? as u32);
    Some([
        number("satisfied")?,
        number("basically_satisfied")?,
        number("dissatisfied")?,
    ])
}

/// Reads a file; `None` where it is none.
pub fn read(text: &str, lang: Lang) -> Option<Shown> {
    let file = JSON::parse(text).ok()?;
    Some(shown(&file, lang))
}

/// Reads the list; `None` where it is none.
pub fn read_list(text: &str, lang: Lang) -> Option<Wall> {
    let file = JSON::parse(text).ok()?;
    let text = |of: &JsValue, name: &str| member(of, name).as_string().unwrap_or_default();
    if text(&file, "form") != BoardFile::FORM {
        return None;
    }
    let list = |name: &str| {
        let all = member(&file, name);
        if Array::is_array(&all) {
            Array::from(&all)
        } else {
            Array::new()
        }
    };
    let chosen: Vec<String> = list("fields")
        .iter()
        .filter_map(|one| one.as_string())
        .collect();
    // A reply is in its item's file alone, and too long for a row.
    let column = |name: &&str| {
        let field = if *name == "replied" {
            "reply_date"
        } else {
            *name
        };
        chosen.iter().any(|one| one == field)
    };
    let rate = |of: &JsValue| {
        let number = |name: &str| member(of, name).as_f64().unwrap_or_default().to_string();
        let percent = member(of, "percent").as_string();
        let percent = percent.map_or_else(|| "—".to_owned(), |percent| [&percent, "%"].concat());
        Rate {
            title: words(of, lang),
            share: [
                &percent,
                " (",
                &number("numerator"),
                " / ",
                &number("denominator"),
                ")",
            ]
            .concat(),
            basis: match lang {
                Lang::Zh => text(of, "basis_zh"),
                Lang::En => text(of, "basis_en"),
            },
        }
    };
    Some(Wall {
        title: text(&file, "title"),
        intro: text(&file, "intro"),
        updated: text(&file, "updated"),
        columns: NAMES.into_iter().filter(column).collect(),
        rows: list("items").iter().map(|one| shown(&one, lang)).collect(),
        rates: list("rates").iter().map(|one| rate(&one)).collect(),
    })
}

fn rated(counts: [u32; 3], lang: Lang) -> String {
    let counts = counts.map(|one| one.to_string());
    fill(lang.say(t::RATED), &[&counts[0], &counts[1], &counts[2]])
}

fn shown(file: &JsValue, lang: Lang) -> Shown {
    let fields = NAMES.into_iter().filter_map(|name| {
        let value = member(file, name);
        let words = match counts(&value) {
            Some(counts) => rated(counts, lang),
            None => words(&value, lang),
        };
        Some((name, words)).filter(|(_, words)| !words.is_empty())
    });
    let fields = fields.collect();
    let steps = member(file, "steps");
    let steps = if Array::is_array(&steps) {
        let all = Array::from(&steps);
        all.iter()
            .map(|step| {
                let on = member(&step, "on").as_string().unwrap_or_default();
                (on, words(&step, lang))
            })
            .collect()
    } else {
        Vec::new()
    };
    Shown { fields, steps }
}
