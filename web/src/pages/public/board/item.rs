//! A published file read back as the browser reads JSON, so that what is previewed is what
//! is published, word for word.

use huiyin_rules::Lang;
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

/// Reads a file; `None` where it is none. `rated` puts counts into words.
pub fn read(text: &str, lang: Lang, rated: impl Fn([u32; 3]) -> String) -> Option<Shown> {
    let file = JSON::parse(text).ok()?;
    let fields = NAMES.into_iter().filter_map(|name| {
        let value = member(&file, name);
        let words = match counts(&value) {
            Some(counts) => rated(counts),
            None => words(&value, lang),
        };
        Some((name, words)).filter(|(_, words)| !words.is_empty())
    });
    let fields = fields.collect();
    let steps = member(&file, "steps");
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
    Some(Shown { fields, steps })
}
