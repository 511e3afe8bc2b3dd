//! How a settings page lets people change a rule's value.

use super::shape::Term;
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// One choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormOption {
    /// What the file says for it.
    pub name: String,
    /// What people read.
    pub label: Text,
}

/// The kind of entry field, and with it the form of the value's JSON
/// ([`super::Entry::json`]).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Form {
    /// `{"count": 3, "unit": "months"}` or `null`; a period of 0 calendar days is the
    /// same day.
    Period {
        /// The units.
        units: Vec<FormOption>,
        /// Largest count.
        most: u32,
    },
    /// `{"month": 12, "day": 31, "years": 0}` or `null`.
    YearDay,
    /// `true` or `false`.
    Flag,
    /// A whole number, or `null` where the rule may be unset.
    Count {
        /// Whether it may be `null`.
        optional: bool,
        /// Largest number.
        most: u32,
    },
    /// `{"numerator": 1, "denominator": 10}` or `null`: a share of at most 1.
    Share,
    /// One of the options' names.
    Choice {
        /// What there is.
        options: Vec<FormOption>,
    },
    /// A list of options' names, each at most once; empty where nothing is laid down.
    Many {
        /// What there is.
        options: Vec<FormOption>,
    },
    /// A list of `{"zh": …, "en": …}`.
    Texts,
    /// JSON as it is, for what has no form of its own.
    Json,
}

/// The terms of a type as options.
pub(super) fn options<T: Term>() -> Vec<FormOption> {
    let options = T::TERMS.iter().map(|(name, term)| FormOption {
        name: (*name).to_owned(),
        label: term.wording(),
    });
    options.collect()
}
