//! Rules as a settings page lists them.

use super::form::Form;
use super::rule::{Rule, Source};
use super::shape::Shape;
use super::values::RuleValue;
use crate::score::{NamedCard, cards};
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// One rule as a settings page lists it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The rule's key in a rulebook file, such as `reply`.
    pub key: String,
    /// Its name.
    pub title: Text,
    /// Its value in words.
    pub value: Text,
    /// Its value as a rulebook file writes it, on one line.
    pub json: String,
    /// How a settings page lets people change it.
    pub form: Form,
    /// What it rests on.
    pub source: Source,
    /// The id of the rulebook that states it.
    pub origin: String,
}

impl Entry {
    pub(super) fn of<T: RuleValue>(key: &str, title: Text, rule: &Rule<T>) -> Entry {
        Entry {
            key: key.to_owned(),
            title,
            value: rule.value.show(),
            json: rule.value.write().to_string(),
            form: T::form(),
            source: rule.source.clone(),
            origin: rule.origin.clone(),
        }
    }
}

/// The score cards of places (R23–R26), each with its value as a rulebook file writes it:
/// what an office may begin its own card with.
pub fn card_samples() -> Vec<(NamedCard, String)> {
    let written = |named: NamedCard| {
        let json = Some(named.card.clone()).write().to_string();
        (named, json)
    };
    cards().into_iter().map(written).collect()
}
