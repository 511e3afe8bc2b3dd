//! Why a file is not accepted as a bundle, and where in it.

use super::{Contents, MAX_OBJECT};
use crate::LogError;
use huiyin_rules::Text;
use std::fmt;

/// What is wrong with a bundle, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BundleError {
    /// What the bundle was read or written as.
    pub contents: Contents,
    /// The line, from 1; 0 when writing.
    pub line: u64,
    /// How many events or objects stood before it.
    pub items: u64,
    /// What is wrong.
    pub problem: Problem,
}

/// What is wrong with a bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Not a bundle at all: another kind of file, or JSON of another shape.
    NotABundle,
    /// Written by a newer program.
    UnknownVersion {
        /// The version the frame names.
        found: u64,
    },
    /// The other kind of bundle, which is taken in elsewhere.
    Contents {
        /// What it holds.
        found: Contents,
    },
    /// The frame before the list is longer than [`super::MAX_HEADER`].
    HeaderTooLarge,
    /// Something other than what comes next in the list, or its end.
    Unexpected {
        /// What stands there.
        found: char,
    },
    /// An event is wrong.
    Event(LogError),
    /// An object is longer than [`MAX_OBJECT`].
    ObjectTooLarge {
        /// Its length in bytes, as far as it was read.
        len: usize,
    },
    /// The file ends before the list does.
    Truncated,
    /// The frame promised another number.
    Count {
        /// What the frame says.
        promised: u64,
    },
    /// The workspace's description is not canonical JSON.
    BadWorkspace,
}

impl BundleError {
    /// A stable code for programs.
    pub fn code(&self) -> &'static str {
        match &self.problem {
            Problem::NotABundle => "bundle-not-a-bundle",
            Problem::UnknownVersion { .. } => "bundle-version-unknown",
            Problem::Contents {
                found: Contents::Objects,
            } => "bundle-of-objects",
            Problem::Contents {
                found: Contents::Events,
            } => "bundle-of-events",
            Problem::ObjectTooLarge { .. } => "bundle-object-too-large",
            Problem::HeaderTooLarge => "bundle-header-too-large",
            Problem::Unexpected { .. } => "bundle-malformed",
            Problem::Event(error) => error.code(),
            Problem::Truncated => "bundle-truncated",
            Problem::Count { .. } => "bundle-wrong-count",
            Problem::BadWorkspace => "bundle-bad-workspace",
        }
    }

    /// What is wrong, where, and what to do.
    pub fn text(&self) -> Text {
        let BundleError {
            contents,
            line,
            items,
            problem,
        } = self;
        let (zh, en) = match contents {
            Contents::Events => ("条事件", "event"),
            Contents::Objects => ("个签名对象", "object"),
        };
        let inner = match problem {
            Problem::NotABundle => Text::new(
                "这不是回音的数据包(*.huiyin.json)。请检查是否选错了文件。",
                "this is not a Huiyin bundle (*.huiyin.json); check that it is the right file",
            ),
            Problem::UnknownVersion { found } => Text::new(
                format!("数据包格式为第 {found} 版，本程序只认第 1、2 版。请先升级程序。"),
                format!(
                    "the bundle has format version {found}, this program knows 1 and 2; upgrade the program first"
                ),
            ),
            Problem::Contents {
                found: Contents::Objects,
            } => Text::new(
                "这是共享工作区的签名数据包，不能作为普通数据包导入。请在“协同”的“同步”中读入。",
                "this is a bundle of a shared workspace, of signed objects, and cannot be imported as events; take it in under Sharing",
            ),
            Problem::Contents {
                found: Contents::Events,
            } => Text::new(
                "这是普通数据包，其中的事件没有签名，不能在“协同”中读入。请在工作区的数据包导入处导入。",
                "this is a bundle of events without signatures and cannot be taken in under Sharing; import it as a bundle of the workspace",
            ),
            Problem::ObjectTooLarge { len } => Text::new(
                format!(
                    "该签名对象超过 {MAX_OBJECT} 字节的上限（已读 {len} 字节）。请使用原始文件。"
                ),
                format!(
                    "the object is over the limit of {MAX_OBJECT} bytes ({len} read); use the original file"
                ),
            ),
            Problem::HeaderTooLarge => Text::new(
                "数据包开头的工作区说明超过 1 MiB,无法读取。",
                "the workspace description that opens the bundle is over 1 MiB",
            ),
            Problem::Unexpected { found } => Text::new(
                format!(
                    "此处应为下一{zh}或列表结尾，却是“{}”。文件可能已损坏。",
                    found.escape_debug()
                ),
                format!(
                    "here the next {en} or the end of the list should stand, not `{}`; the file may be damaged",
                    found.escape_debug()
                ),
            ),
            Problem::Event(error) => error.text(),
            Problem::Truncated => Text::new(
                "文件在中途结束，可能没有复制完整。请重新复制或重新导出。",
                "the file ends in the middle and may not have been copied whole; copy or export it again",
            ),
            Problem::Count { promised } => Text::new(
                format!("文件开头写明 {promised} {zh}，实有 {items} {zh}。请使用原始文件。"),
                format!(
                    "the file promises {promised} {en}s and holds {items}; use the original file"
                ),
            ),
            Problem::BadWorkspace => Text::new(
                "工作区说明不是规范的 JSON,无法导出。",
                "the workspace description is not canonical JSON and cannot be exported",
            ),
        };
        if *line == 0 {
            return inner;
        }
        Text::new(
            format!("第 {line} 行(此前已读 {items} {zh}):{}", inner.zh),
            format!("line {line} (after {items} {en}s): {}", inner.en),
        )
    }
}

impl fmt::Display for BundleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text().en)
    }
}

impl std::error::Error for BundleError {}
