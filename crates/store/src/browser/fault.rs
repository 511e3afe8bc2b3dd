//! What a browser's exception means.

use crate::StoreError;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::DomException;

/// Why a transaction did not do its work.
#[derive(Debug)]
pub(super) enum Fault {
    /// The connection is gone; a new one may do.
    Lost(String),
    /// A new attempt would fail the same way.
    Final(StoreError),
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        Fault::Final(error)
    }
}

impl From<JsValue> for Fault {
    fn from(value: JsValue) -> Self {
        let Some(exception) = value.dyn_ref::<DomException>() else {
            return Fault::Final(StoreError::Failed(format!("{value:?}")));
        };
        let words = format!("{}: {}", exception.name(), exception.message());
        match exception.name().as_str() {
            "QuotaExceededError" => Fault::Final(StoreError::Full),
            "VersionError" => Fault::Final(StoreError::Outdated),
            // Thrown by `transaction()` on a closing connection; WebKit reports a lost
            // database process as UnknownError, Chromium aborts with AbortError.
            "InvalidStateError" | "UnknownError" | "AbortError" => Fault::Lost(words),
            "SecurityError" => Fault::Final(StoreError::Unavailable(words)),
            _ => Fault::Final(StoreError::Failed(words)),
        }
    }
}

impl Fault {
    /// The error, when there is no further attempt.
    pub(super) fn last(self) -> StoreError {
        match self {
            Fault::Lost(words) => StoreError::Failed(words),
            Fault::Final(error) => error,
        }
    }
}

/// What is kept is not what was written.
pub(super) fn damaged(what: &str) -> Fault {
    Fault::Final(StoreError::Damaged(what.to_owned()))
}
