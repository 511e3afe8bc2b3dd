//! Failures, worded in the language asked for.

use huiyin_log::LogError;
use huiyin_protocol::{Failure, FailureKind};
use huiyin_rules::{Lang, Refusal, Text};
use huiyin_store::StoreError;

/// A failure in both languages, until it is known who hears it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// What kind.
    pub kind: FailureKind,
    /// A stable code.
    pub code: String,
    /// What, where and what to do.
    pub text: Text,
    /// The rule's source, where a rule refused.
    // Boxed, so that carrying a failure about costs little.
    pub source: Option<Box<Text>>,
}

impl Trouble {
    /// A failure of some kind.
    pub fn new(
        kind: FailureKind,
        code: &str,
        zh: impl Into<String>,
        en: impl Into<String>,
    ) -> Self {
        Trouble {
            kind,
            code: code.to_owned(),
            text: Text::new(zh, en),
            source: None,
        }
    }

    /// What was given cannot be used.
    pub fn input(code: &str, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Trouble::new(FailureKind::BadInput, code, zh, en)
    }

    /// A check over the whole workspace refused.
    pub fn refused(code: &str, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Trouble::new(FailureKind::Refused, code, zh, en)
    }

    /// The suggestion asked for is not here.
    pub fn no_such(id: &str) -> Self {
        Trouble::new(
            FailureKind::NotFound,
            "no_such_suggestion",
            format!("没有编号为 {id} 的建议。它可能在另一窗口中被清除，请返回台账刷新。"),
            format!(
                "there is no suggestion `{id}`; it may have been cleared in another window, go back to the ledger"
            ),
        )
    }

    /// The person stopped it.
    pub fn cancelled(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Trouble::new(FailureKind::Cancelled, "cancelled", zh, en)
    }

    /// The failure in `lang`.
    pub fn told(self, lang: Lang) -> Failure {
        Failure {
            kind: self.kind,
            code: self.code,
            text: self.text.get(lang).to_owned(),
            source: self.source.map(|source| source.get(lang).to_owned()),
        }
    }
}

impl From<Refusal> for Trouble {
    fn from(refusal: Refusal) -> Self {
        Trouble {
            kind: FailureKind::Refused,
            code: refusal.code.code().to_owned(),
            text: refusal.text,
            source: Some(Box::new(refusal.source)),
        }
    }
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        Trouble {
            kind: FailureKind::NotSaved,
            code: error.code().to_owned(),
            text: error.text(),
            source: None,
        }
    }
}

impl From<LogError> for Trouble {
    fn from(error: LogError) -> Self {
        Trouble {
            kind: FailureKind::BadInput,
            code: error.code().to_owned(),
            text: error.text(),
            source: None,
        }
    }
}
