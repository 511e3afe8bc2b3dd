//! Why objects are no segment.

use super::{MAX_SEGMENT, OBJECTS};
use huiyin_rules::Text;
use std::fmt;

/// Why objects cannot be joined, or bytes are not the segment they are named as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SegmentError {
    /// Not 128 objects; more are not counted.
    Count {
        /// How many there are.
        found: u64,
    },
    /// Longer than [`MAX_SEGMENT`].
    TooLarge {
        /// Its length in bytes.
        len: usize,
    },
    /// The bytes do not have the hash, or not the chain and range, in the name.
    WrongName,
    /// One object does not belong there.
    Object {
        /// Which, from 1.
        nth: u64,
        /// Why.
        flaw: Flaw,
    },
}

/// Why an object does not belong in a segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// It is no object; what its reader says.
    Unreadable(String),
    /// It is of another space, device or log.
    Chain,
    /// It does not stand at its place in the range.
    Range,
    /// It does not follow the object before it: the chain was forked.
    Link,
}

impl SegmentError {
    /// A stable code for programs.
    pub fn code(&self) -> &'static str {
        match self {
            SegmentError::Count { .. } => "segment-wrong-count",
            SegmentError::TooLarge { .. } => "segment-too-large",
            SegmentError::WrongName => "segment-wrong-name",
            SegmentError::Object { .. } => "segment-bad-object",
        }
    }

    /// What is wrong and what to do, for a reader.
    pub fn text(&self) -> Text {
        match self {
            SegmentError::Count { found } => Text::new(
                format!("一段应有 {OBJECTS} 个对象，实有 {found} 个。请改为逐个读取。"),
                format!("a segment has {OBJECTS} objects, here are {found}; read them one by one"),
            ),
            SegmentError::TooLarge { len } => Text::new(
                format!("该段有 {len} 字节，超过 {MAX_SEGMENT} 字节的上限。请改为逐个读取。"),
                format!(
                    "the segment has {len} bytes, over the limit of {MAX_SEGMENT}; read its objects one by one"
                ),
            ),
            SegmentError::WrongName => Text::new(
                "该段的内容与名称不符，可能没有写完或已损坏。请稍后重试，或逐个读取。",
                "the segment is not what its name says: it may not be written whole, or is damaged; try again later or read its objects one by one",
            ),
            SegmentError::Object { nth, flaw } => {
                let (zh, en) = match flaw {
                    Flaw::Unreadable(error) => (
                        format!("无法读取（{error}）"),
                        format!("cannot be read ({error})"),
                    ),
                    Flaw::Chain => ("属于另一条日志".into(), "is of another chain".into()),
                    Flaw::Range => ("不在应有的位置".into(), "is not at its place".into()),
                    Flaw::Link => (
                        "与前一个对象不相连".into(),
                        "does not follow the one before it".into(),
                    ),
                };
                Text::new(
                    format!("该段第 {nth} 个对象{zh}。请改为逐个读取。"),
                    format!("object {nth} of the segment {en}; read them one by one"),
                )
            }
        }
    }
}

impl fmt::Display for SegmentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text().en)
    }
}

impl std::error::Error for SegmentError {}
