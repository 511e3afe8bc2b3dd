//! Why bytes are no object, or a draft is not made into one.

use crate::LogError;
use crate::sign::SignError;
use huiyin_rules::Text;
use std::fmt;

/// Why bytes are no object, or why one cannot be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ObjectError {
    /// Longer than [`super::MAX_OBJECT`].
    TooLarge(usize),
    /// Not an object of any version, or torn.
    NotAnObject,
    /// Written by a newer program.
    UnknownVersion(u64),
    /// Somebody re-encoded it.
    NotCanonical,
    /// A field is missing, or holds what it may not.
    BadField(&'static str),
    /// One of its lines is no event.
    Event(LogError),
    /// The payload is not the one that was signed.
    WrongDigest,
    /// The content does not hash to the name.
    WrongId {
        /// The name it claims.
        claimed: String,
    },
    /// The signer did not sign.
    Unsigned(SignError),
}

impl ObjectError {
    /// A stable code for programs.
    pub fn code(&self) -> &'static str {
        match self {
            ObjectError::TooLarge(_) => "object-too-large",
            ObjectError::NotAnObject => "not-an-object",
            ObjectError::UnknownVersion(_) => "object-version-unknown",
            ObjectError::NotCanonical => "object-not-canonical",
            ObjectError::BadField(_) => "object-bad-field",
            ObjectError::Event(error) => error.code(),
            ObjectError::WrongDigest => "object-wrong-digest",
            ObjectError::WrongId { .. } => "object-wrong-id",
            ObjectError::Unsigned(_) => "object-unsigned",
        }
    }

    /// What is wrong and what to do, for a reader.
    pub fn text(&self) -> Text {
        match self {
            ObjectError::TooLarge(len) => Text::new(
                format!("该数据对象有 {len} 字节，超过 1 MiB 的上限。"),
                format!("the object has {len} bytes, over the limit of 1 MiB"),
            ),
            ObjectError::NotAnObject => Text::new(
                "这不是回音的数据对象，或者没有传输完整。请重新获取。",
                "this is no Huiyin object, or it did not arrive whole; fetch it again",
            ),
            ObjectError::UnknownVersion(found) => Text::new(
                format!("数据对象格式为第 {found} 版，本程序只认第 2 版。请先升级程序。"),
                format!(
                    "the object has format version {found}, this program knows 2; upgrade the program first"
                ),
            ),
            ObjectError::NotCanonical => Text::new(
                "数据对象被其他程序改写过。请使用原始数据。",
                "another program re-encoded the object; use the original",
            ),
            ObjectError::BadField(field) => Text::new(
                format!("数据对象的 {field} 不合格式。"),
                format!("the object's `{field}` is not valid"),
            ),
            ObjectError::Event(error) => error.text(),
            ObjectError::WrongDigest => Text::new(
                "数据对象的内容与签名时不同，被改动或已损坏。请使用原始数据。",
                "the object's content is not what was signed: changed or damaged; use the original",
            ),
            ObjectError::WrongId { claimed } => Text::new(
                format!("数据对象的内容与其名称 {claimed} 不符，被改动或已损坏。请使用原始数据。"),
                format!(
                    "the object's content does not match its name `{claimed}`: changed or damaged; use the original"
                ),
            ),
            ObjectError::Unsigned(error) => error.text().clone(),
        }
    }
}

impl fmt::Display for ObjectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text().en)
    }
}

impl std::error::Error for ObjectError {}
