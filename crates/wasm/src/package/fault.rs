//! What a function of the package throws.

use huiyin_rules::Text;
use huiyin_rules::calendar::CalendarError;
use huiyin_rules::rulebook::{DeadlineError, RulebookError};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;

/// The package's script makes a `HuiyinError` of it.
#[derive(Debug, Serialize)]
pub(super) struct Fault {
    /// The stable name.
    code: &'static str,
    zh: String,
    en: String,
    /// The argument, or the place in a document.
    at: Option<String>,
    /// The line in a document, from 1.
    line: Option<u32>,
}

impl Fault {
    pub(super) fn new(code: &'static str, text: Text) -> Fault {
        Fault {
            code,
            zh: text.zh,
            en: text.en,
            at: None,
            line: None,
        }
    }

    /// An argument that is none of what can be there.
    pub(super) fn argument(at: &str, zh: impl Into<String>, en: impl Into<String>) -> Fault {
        let text = Text::new(
            format!("参数 {at}：{}", zh.into()),
            format!("argument {at}: {}", en.into()),
        );
        Fault {
            at: Some(at.to_owned()),
            ..Fault::new("argument", text)
        }
    }

    fn placed(mut self, at: String, line: Option<usize>) -> Fault {
        self.at = Some(at).filter(|at| !at.is_empty());
        self.line = line.and_then(|line| u32::try_from(line).ok());
        self
    }
}

impl From<RulebookError> for Fault {
    fn from(error: RulebookError) -> Fault {
        Fault::new("bad_rulebook", error.reason()).placed(error.at, error.line)
    }
}

impl From<CalendarError> for Fault {
    fn from(error: CalendarError) -> Fault {
        Fault::new("bad_calendar", error.text).placed(error.at, error.line)
    }
}

impl From<DeadlineError> for Fault {
    fn from(error: DeadlineError) -> Fault {
        let code = match error {
            DeadlineError::NotSet { .. } => "not_set",
            DeadlineError::OutOfRange(_) => "out_of_range",
        };
        Fault::new(code, error.text())
    }
}

impl From<Fault> for JsValue {
    fn from(fault: Fault) -> JsValue {
        give(&fault).unwrap_or_else(|error| error)
    }
}

/// A plain value: objects and lists, `null` for what is not there.
///
/// # Errors
/// There is none for what this package gives.
pub(super) fn give(value: &impl Serialize) -> Result<JsValue, JsValue> {
    let given = value.serialize(&Serializer::json_compatible());
    given.map_err(JsValue::from)
}
