//! Everything that is wrong with a document, for those who correct it.

use super::book::Rulebook;
use super::error::RulebookError;
use super::layer;
use super::read::{HEAD, document, unknown_parent};
use serde_json::Value;

/// Most faults told at once: a document with more is no rulebook.
const MOST: usize = 100;

impl Rulebook {
    /// What is wrong with a document, in the order of its lines; empty where
    /// [`Rulebook::from_json`] takes it. Every rule is read by itself, so that one fault
    /// hides no other; within a rule, and in the head, the first fault is told. Of very
    /// many the first hundred.
    pub fn faults_in(json: &str) -> Vec<RulebookError> {
        let Err(first) = Rulebook::from_json(json) else {
            return Vec::new();
        };
        let mut faults = vec![first];
        let Ok(rules) = document(json) else {
            return faults;
        };
        let mut note = |error: RulebookError| {
            if faults.len() < MOST && faults.iter().all(|known| known.at != error.at) {
                faults.push(error.located(json));
            }
        };
        let inherits = rules.get("inherits").and_then(Value::as_str);
        let parent = inherits.and_then(Rulebook::preset);
        if let (Some(name), None) = (inherits, &parent) {
            note(unknown_parent(name));
        }
        // Rules are read onto any rulebook that is good.
        let good = parent.or_else(|| Rulebook::preset(Rulebook::presets().next()?));
        for (key, value) in &rules {
            if HEAD.contains(&key.as_str()) {
                continue;
            }
            let read = good.clone().map_or(Ok(()), |mut book| {
                book.set(key, value).and_then(|()| book.check())
            });
            if let Err(error) = read {
                note(error);
            }
        }
        if !rules.contains_key("inherits") {
            for key in Rulebook::KEYS
                .iter()
                .filter(|key| !rules.contains_key(**key))
            {
                note(layer::missing(key));
            }
        }
        faults.sort_by_key(|fault| fault.line.unwrap_or(usize::MAX));
        faults
    }
}
