//! Why a text is no rulebook.

use crate::text::Text;
use crate::tree::{Misfit, Places};
use std::fmt;

/// What is wrong with a rulebook's document, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RulebookError {
    /// The place in the document, such as `reply` or `class-a.value.label`; empty for
    /// the document as a whole.
    pub at: String,
    /// The line of the document, from 1; `None` where there is no document.
    pub line: Option<usize>,
    /// What is wrong and what is allowed.
    pub text: Text,
}

impl RulebookError {
    pub(super) fn new(at: &str, zh: impl Into<String>, en: impl Into<String>) -> RulebookError {
        RulebookError {
            at: at.to_owned(),
            line: None,
            text: Text::new(zh, en),
        }
    }

    /// The same with the line of its place in `json`.
    pub(super) fn located(mut self, json: &str) -> RulebookError {
        self.line = self.line.or_else(|| Places::of(json).line(&self.at));
        self
    }

    /// Place and reason in one sentence, without the line.
    pub fn reason(&self) -> Text {
        if self.at.is_empty() {
            return self.text.clone();
        }
        Text::new(
            format!("“{}”：{}", self.at, self.text.zh),
            format!("`{}`: {}", self.at, self.text.en),
        )
    }
}

impl From<Misfit> for RulebookError {
    fn from(misfit: Misfit) -> RulebookError {
        RulebookError {
            at: misfit.at,
            line: None,
            text: misfit.text,
        }
    }
}

impl fmt::Display for RulebookError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("rulebook")?;
        if let Some(line) = self.line {
            write!(f, ", line {line}")?;
        }
        if !self.at.is_empty() {
            write!(f, ", `{}`", self.at)?;
        }
        write!(f, ": {}", self.text.en)
    }
}

impl std::error::Error for RulebookError {}
