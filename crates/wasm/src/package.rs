//! The JavaScript package: functions over plain objects.

use huiyin_engine::rulebooks;
use huiyin_rules::Calendar;
use huiyin_rules::Rulebook;
use huiyin_rules::date;
use huiyin_rules::rulebook::{RuleCode, deadline as rule_deadline};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::{JsError, JsValue, wasm_bindgen};

/// The last day of a period of a rulebook, with its account:
/// `{due: "2024-06-11", provisional: false, steps: [{rule, text: {zh, en}, date}]}`.
///
/// # Errors
/// An unknown rulebook or rule, a date that is not `YYYY-MM-DD`, or a rule that sets no period here.
#[wasm_bindgen]
pub fn deadline(rulebook: &str, rule: &str, from: &str) -> Result<JsValue, JsError> {
    let book = rulebooks::preset(rulebook).ok_or_else(|| {
        let known: Vec<&str> = Rulebook::presets().collect();
        JsError::new(&format!(
            "there is no rulebook `{rulebook}`; there are: {}",
            known.join(", ")
        ))
    })?;
    let code: RuleCode = rule
        .parse()
        .map_err(|text: huiyin_rules::Text| JsError::new(&text.en))?;
    let start = date::parse(from)
        .ok_or_else(|| JsError::new(&format!("`{from}` is no date of the form YYYY-MM-DD")))?;
    let due = rule_deadline(&book, Calendar::built_in(), code, start)
        .map_err(|error| JsError::new(&error.text().en))?;
    Ok(due.serialize(&Serializer::json_compatible())?)
}
