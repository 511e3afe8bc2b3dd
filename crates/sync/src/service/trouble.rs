//! Why an ask came to nothing.

use crate::carrier::CarrierError;
use crate::replica::SyncError;
use huiyin_log::ObjectError;
use huiyin_log::sign::SignError;
use huiyin_protocol::{Failure, FailureKind};
use huiyin_rules::{Lang, Text};
use huiyin_store::StoreError;

/// Why an ask came to nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct Trouble {
    /// What kind.
    pub kind: FailureKind,
    /// A stable code for programs.
    pub code: String,
    /// What is wrong and what to do.
    pub text: Text,
}

impl Trouble {
    /// A trouble of some kind.
    pub fn new(
        kind: FailureKind,
        code: &str,
        zh: impl Into<String>,
        en: impl Into<String>,
    ) -> Trouble {
        Trouble {
            kind,
            code: code.to_owned(),
            text: Text::new(zh, en),
        }
    }

    /// What was given cannot be used.
    pub fn input(code: &str, zh: impl Into<String>, en: impl Into<String>) -> Trouble {
        Trouble::new(FailureKind::BadInput, code, zh, en)
    }

    /// It may not be done, or not now.
    pub fn refused(code: &str, zh: impl Into<String>, en: impl Into<String>) -> Trouble {
        Trouble::new(FailureKind::Refused, code, zh, en)
    }

    /// In the asked language.
    pub fn told(self, lang: Lang) -> Failure {
        Failure {
            kind: self.kind,
            code: self.code,
            text: self.text.get(lang).to_owned(),
            source: None,
        }
    }
}

impl From<SyncError> for Trouble {
    fn from(error: SyncError) -> Self {
        let kind = match &error {
            SyncError::Local(_) => FailureKind::NotSaved,
            SyncError::Cancelled => FailureKind::Cancelled,
            SyncError::Carrier(_) => FailureKind::BadInput,
            SyncError::NoMember => FailureKind::Refused,
            SyncError::Object(_) => FailureKind::Internal,
        };
        Trouble {
            kind,
            code: error.code().to_owned(),
            text: error.text(),
        }
    }
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        SyncError::from(error).into()
    }
}

impl From<CarrierError> for Trouble {
    fn from(error: CarrierError) -> Self {
        SyncError::from(error).into()
    }
}

impl From<SignError> for Trouble {
    fn from(error: SignError) -> Self {
        SyncError::from(ObjectError::Unsigned(error)).into()
    }
}
