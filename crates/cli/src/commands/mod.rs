//! One file per command; each gives the text to print.

pub mod deadline;
pub mod demo;
pub mod explain;
pub mod import;
pub mod stats;

use crate::fault::Fault;
use huiyin_rules::{Lang, Rulebook};
use serde::Serialize;

/// A result as one line of JSON.
fn json(value: &impl Serialize) -> Result<String, Fault> {
    let text = serde_json::to_string(value).map_err(|error| {
        Fault::new(
            format!("无法写成 JSON:{error}"),
            format!("this cannot be written as JSON: {error}"),
        )
    })?;
    Ok(text + "\n")
}

/// The version in a language.
const fn say(lang: Lang, zh: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

fn rulebook(name: &str) -> Result<Rulebook, Fault> {
    Rulebook::preset(name).ok_or_else(|| {
        let known: Vec<&str> = Rulebook::presets().collect();
        Fault::new(
            format!("没有规则 {name}。可选：{}。", known.join("、")),
            format!(
                "there is no rulebook {name}; there are {}",
                known.join(", ")
            ),
        )
    })
}
