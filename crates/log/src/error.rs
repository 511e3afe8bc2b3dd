//! Why bytes are not accepted as an event, or parts not sealed into one.

use crate::canonical::Flaw;
use huiyin_rules::Text;
use std::fmt;

/// Why bytes are not an event, or why an event cannot be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LogError {
    /// Longer than [`crate::MAX_EVENT`].
    TooLarge {
        /// Its length in bytes.
        len: usize,
    },
    /// The bytes do not begin like an event of any version.
    NotAnEvent,
    /// Written by a newer program.
    UnknownVersion {
        /// The version the bytes name.
        found: u64,
    },
    /// Not in the one accepted form of JSON; somebody re-encoded it, or it is damaged.
    NotCanonical {
        /// Where, in bytes from 0.
        at: usize,
        /// What is wrong there.
        flaw: Flaw,
    },
    /// Canonical JSON, but a field is missing, unknown, or holds what it may not.
    BadField {
        /// The field, or the parser's own words where it has no name.
        field: String,
    },
    /// The content does not hash to the id: it was changed or damaged.
    WrongId {
        /// The id the content has.
        computed: String,
        /// The id the bytes claim.
        claimed: String,
    },
}

impl LogError {
    /// A stable code for programs.
    pub fn code(&self) -> &'static str {
        match self {
            LogError::TooLarge { .. } => "event-too-large",
            LogError::NotAnEvent => "not-an-event",
            LogError::UnknownVersion { .. } => "event-version-unknown",
            LogError::NotCanonical { .. } => "event-not-canonical",
            LogError::BadField { .. } => "event-bad-field",
            LogError::WrongId { .. } => "event-wrong-id",
        }
    }

    /// What is wrong and what to do, for a reader.
    pub fn text(&self) -> Text {
        match self {
            LogError::TooLarge { len } => Text::new(
                format!("该事件有 {len} 字节，超过 262144 字节的上限。请缩短正文。"),
                format!("the event has {len} bytes, over the limit of 262144; shorten its text"),
            ),
            LogError::NotAnEvent => Text::new(
                "此处不是回音的事件记录。请检查是否选错了文件。",
                "this is not a Huiyin event; check that it is the right file",
            ),
            LogError::UnknownVersion { found } => Text::new(
                format!("事件格式为第 {found} 版，本程序只认第 1 版。请先升级程序。"),
                format!(
                    "the event has format version {found}, this program knows 1; upgrade the program first"
                ),
            ),
            LogError::NotCanonical { at, flaw } => {
                let flaw = flaw.text();
                Text::new(
                    format!(
                        "事件第 {at} 字节处{}。该文件可能被其他程序改写过，请使用原始文件。",
                        flaw.zh
                    ),
                    format!(
                        "at byte {at} of the event: {}; another program may have rewritten the file, use the original",
                        flaw.en
                    ),
                )
            }
            LogError::BadField { field } => Text::new(
                format!("事件的内容不合格式：{field}。"),
                format!("the event's content is not valid: {field}"),
            ),
            LogError::WrongId { computed, claimed } => Text::new(
                format!(
                    "事件内容与其编号不符（应为 {computed}，实为 {claimed}），内容被改动或已损坏。请使用原始文件。"
                ),
                format!(
                    "the event's content does not match its id (`{claimed}` claimed, `{computed}` computed): it was changed or damaged; use the original file"
                ),
            ),
        }
    }
}

impl fmt::Display for LogError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text().en)
    }
}

impl std::error::Error for LogError {}
