//! Why a file is not accepted as a bundle, and where in it.

use crate::LogError;
use huiyin_rules::Text;
use std::fmt;

/// What is wrong with a bundle, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BundleError {
    /// The line, from 1; 0 when writing.
    pub line: u64,
    /// How many events stood before it.
    pub events: u64,
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
    /// The frame before the events is longer than [`super::MAX_HEADER`].
    HeaderTooLarge,
    /// Something other than the next event or the end of the list.
    Unexpected {
        /// What stands there.
        found: char,
    },
    /// An event is wrong.
    Event(LogError),
    /// The file ends before the list does.
    Truncated,
    /// The frame promised another number of events.
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
            line,
            events,
            problem,
        } = self;
        let inner = match problem {
            Problem::NotABundle => Text::new(
                "这不是回音的数据包(*.huiyin.json)。请检查是否选错了文件。",
                "this is not a Huiyin bundle (*.huiyin.json); check that it is the right file",
            ),
            Problem::UnknownVersion { found } => Text::new(
                format!("数据包格式为第 {found} 版，本程序只认第 1 版。请先升级程序。"),
                format!(
                    "the bundle has format version {found}, this program knows 1; upgrade the program first"
                ),
            ),
            Problem::HeaderTooLarge => Text::new(
                "数据包开头的工作区说明超过 1 MiB,无法读取。",
                "the workspace description that opens the bundle is over 1 MiB",
            ),
            Problem::Unexpected { found } => Text::new(
                format!(
                    "此处应为下一条事件或列表结尾，却是“{}”。文件可能已损坏。",
                    found.escape_debug()
                ),
                format!(
                    "here the next event or the end of the list should stand, not `{}`; the file may be damaged",
                    found.escape_debug()
                ),
            ),
            Problem::Event(error) => error.text(),
            Problem::Truncated => Text::new(
                "文件在中途结束，可能没有复制完整。请重新复制或重新导出。",
                "the file ends in the middle and may not have been copied whole; copy or export it again",
            ),
            Problem::Count { promised } => Text::new(
                format!("文件开头写明 {promised} 条事件，实有 {events} 条。请使用原始文件。"),
                format!(
                    "the file promises {promised} events and holds {events}; use the original file"
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
            format!("第 {line} 行(此前已读 {events} 条事件):{}", inner.zh),
            format!("line {line} (after {events} events): {}", inner.en),
        )
    }
}

impl fmt::Display for BundleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text().en)
    }
}

impl std::error::Error for BundleError {}
