//! One file per kind of cell: each reads what offices write, or says why it cannot.

pub mod class;
pub mod date;
pub mod key;
pub mod names;
pub mod number;
pub mod rating;

use huiyin_protocol::import::Severity;
use huiyin_rules::Lang;

/// What every reader of cells needs to know.
#[derive(Clone, Copy, Debug)]
pub struct Reader {
    /// The language of messages.
    pub lang: Lang,
    /// The year of dates and numbers that state none.
    pub year: Option<i32>,
}

/// What was read, and what there is to say about it. A value that could not be
/// read is its type's "nothing", with an error among the flaws.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read<T> {
    /// The value.
    pub value: T,
    /// Notices, warnings and errors.
    pub flaws: Vec<Flaw>,
}

impl<T> Read<T> {
    /// Read without anything to say.
    pub fn plain(value: T) -> Self {
        Read {
            value,
            flaws: Vec::new(),
        }
    }

    /// Read, with something to say.
    pub fn with(value: T, flaw: Flaw) -> Self {
        Read {
            value,
            flaws: vec![flaw],
        }
    }
}

/// Something to say about a cell; the cell's address is added by the caller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// A stable code, such as `date_unreadable`.
    pub code: &'static str,
    /// How serious.
    pub severity: Severity,
    /// What stands there and what is wrong with it.
    pub message: String,
    /// What to do.
    pub advice: String,
}

/// Makes a [`Flaw`] in the asked language: message and advice, each in Chinese then English.
macro_rules! flaw {
    ($lang:expr, $severity:ident, $code:literal,
     $zh:literal / $en:literal, $do_zh:literal / $do_en:literal) => {{
        let (message, advice) = match $lang {
            huiyin_rules::Lang::Zh => (format!($zh), format!($do_zh)),
            huiyin_rules::Lang::En => (format!($en), format!($do_en)),
        };
        $crate::import::cells::Flaw {
            code: $code,
            severity: huiyin_protocol::import::Severity::$severity,
            message,
            advice,
        }
    }};
}
pub(crate) use flaw;
