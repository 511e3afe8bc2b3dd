//! Why a store could not do what it was asked.

use huiyin_rules::Text;
use std::fmt;

/// Why a store could not do what it was asked. Nothing was written, unless said otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// Another handle appended meanwhile.
    Moved {
        /// The last position now.
        head: u64,
    },
    /// The device has no room left for this site.
    Full,
    /// Another handle cleared the store, or the browser's data were deleted.
    Reset,
    /// Another tab keeps an older layout open.
    Blocked,
    /// A newer program has taken the store over; this page is too old for it.
    Outdated,
    /// This browser keeps no data here (private window, switched off).
    Unavailable(String),
    /// There is no event at this position.
    NoSuchPosition(u64),
    /// What is kept cannot be read.
    Damaged(String),
    /// Anything else the browser reports, in its own words.
    Failed(String),
}

impl StoreError {
    /// A stable code for programs.
    pub fn code(&self) -> &'static str {
        match self {
            StoreError::Moved { .. } => "store-moved",
            StoreError::Full => "store-full",
            StoreError::Reset => "store-reset",
            StoreError::Blocked => "store-blocked",
            StoreError::Outdated => "store-outdated",
            StoreError::Unavailable(_) => "store-unavailable",
            StoreError::NoSuchPosition(_) => "store-no-such-position",
            StoreError::Damaged(_) => "store-damaged",
            StoreError::Failed(_) => "store-failed",
        }
    }

    /// What happened and what to do, for a reader.
    pub fn text(&self) -> Text {
        match self {
            StoreError::Moved { head } => Text::new(
                format!("未保存：另一窗口已先写入（现至第 {head} 条）。请核对最新内容后重试。"),
                format!(
                    "not saved: another window wrote first (now at {head}); look at what changed and try again"
                ),
            ),
            StoreError::Full => Text::new(
                "未保存：本机留给本站的存储空间已满。请先导出数据包，再清理磁盘或浏览器数据。",
                "not saved: this device has no room left for this site; export a bundle, then free disk space or browser data",
            ),
            StoreError::Reset => Text::new(
                "未保存：本工作区已在另一窗口重置，或浏览器数据已被清除。请刷新页面。",
                "not saved: the workspace was reset in another window, or the browser's data were deleted; reload the page",
            ),
            StoreError::Blocked => Text::new(
                "无法打开：另一窗口仍在使用旧版本。请关闭本站的其他窗口后刷新。",
                "cannot open: another window still uses an older version; close the site's other windows and reload",
            ),
            StoreError::Outdated => Text::new(
                "未保存：新版本已启用。请刷新页面。",
                "not saved: a newer version has taken over; reload the page",
            ),
            StoreError::Unavailable(why) => Text::new(
                format!(
                    "此浏览器不允许本站保存数据（{why}）。请退出无痕模式，或在浏览器设置中允许本站存储。"
                ),
                format!(
                    "this browser keeps no data for this site ({why}); leave private mode or allow site data in its settings"
                ),
            ),
            StoreError::NoSuchPosition(position) => Text::new(
                format!("第 {position} 条事件不存在。请刷新页面。"),
                format!("there is no event at position {position}; reload the page"),
            ),
            StoreError::Damaged(what) => Text::new(
                format!("本机保存的数据已损坏({what})。请用最近的数据包恢复。"),
                format!(
                    "the data kept on this device are damaged ({what}); restore the latest bundle"
                ),
            ),
            StoreError::Failed(why) => Text::new(
                format!(
                    "未保存：浏览器存储出错（{why}）。请重试；仍不成功请导出数据包后刷新页面。"
                ),
                format!(
                    "not saved: the browser's storage failed ({why}); try again, or export a bundle and reload the page"
                ),
            ),
        }
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text().en)
    }
}

impl std::error::Error for StoreError {}
