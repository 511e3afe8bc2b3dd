//! Refusals: what the rules answer when something may not be done.
//!
//! Each has a code that never changes, a text in both languages that says what
//! was refused, why, and what to do, and the source of the rule. The texts are
//! built in this folder and nowhere else: [`who`](self) may act, in which stage,
//! with what content, and what a ledger's row may say.

mod cite;
mod code;
mod content;
mod days;
mod field;
mod joint;
mod ledger;
mod opinion;
mod stage;
mod supervise;
mod who;

pub(crate) use cite::{
    BALLOTS, CONSULT, JOINT, MERGE, PRODUCT, REHANDLE, REPLY_AGAIN, REPLY_FORM, RETURN, SUPERVISORS,
};
pub use code::RefusalCode;
pub use field::Field;

use crate::text::{Lang, Text};
use serde::{Deserialize, Serialize};
use std::fmt;

/// One refusal, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[must_use]
pub struct Refusal {
    /// Which rule.
    pub code: RefusalCode,
    /// What was refused, why, and what to do.
    pub text: Text,
    /// Where the rule comes from; a regulation keeps its Chinese name.
    pub source: Text,
}

impl Refusal {
    pub(crate) fn new(
        code: RefusalCode,
        zh: impl Into<String>,
        en: impl Into<String>,
        source: impl Into<String>,
    ) -> Refusal {
        Refusal {
            code,
            text: Text::new(zh, en),
            source: cite::source(source.into()),
        }
    }

    /// The text in `lang`.
    pub fn message(&self, lang: Lang) -> &str {
        self.text.get(lang)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code.code(), self.text.zh)
    }
}

impl std::error::Error for Refusal {}
