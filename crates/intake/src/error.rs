//! Why a voice, a picture or a code is not taken.

use huiyin_rules::Text;
use std::fmt;

/// Why something is not taken; [`IntakeError::code`] is stable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IntakeError {
    /// The key does not open it, or it was changed on the way.
    NotOpened,
    /// A member of the voice is missing or cannot be so; its name.
    Malformed(&'static str),
    /// Made by a newer program.
    Newer,
    /// More bytes than any voice has.
    TooLarge {
        /// The most there can be.
        limit: usize,
    },
    /// Nothing was said and nothing answered.
    Empty,
    /// A text is too long.
    TooLong {
        /// Which.
        what: &'static str,
        /// The most characters.
        limit: usize,
    },
    /// There are too many of something.
    TooMany {
        /// Of what.
        what: &'static str,
        /// The most.
        limit: usize,
    },
    /// A file is neither a JPEG nor a PNG.
    PictureUnknown,
    /// A picture breaks off or cannot be shown.
    PictureBroken,
    /// A picture has too many bytes.
    PictureTooLarge {
        /// The most.
        limit: usize,
    },
    /// A picture has too many dots.
    PictureSides {
        /// The longest side.
        limit: u32,
    },
    /// No code of a poster.
    CodeMistyped,
    /// No tracking code.
    TrackMistyped,
}

/// A member as people call it.
fn named(what: &str) -> (&'static str, &'static str) {
    match what {
        "text" => ("内容", "the text"),
        "place" => ("地点", "the place"),
        "contact" => ("联系方式", "the contact"),
        "pictures" => ("图片", "the pictures"),
        "answers" => ("问卷答案", "the answers"),
        "drive" => ("征集编号", "the drive's id"),
        "on" => ("日期", "the day"),
        "form" => ("格式", "the form"),
        "track" => ("查询码", "the tracking code"),
        "code" => ("专属码", "the code"),
        _ => ("民意", "the voice"),
    }
}

impl IntakeError {
    /// A stable code for programs.
    pub fn code(&self) -> &'static str {
        match self {
            IntakeError::NotOpened => "voice-not-opened",
            IntakeError::Malformed(_) => "voice-malformed",
            IntakeError::Newer => "voice-version-unknown",
            IntakeError::TooLarge { .. } => "voice-too-large",
            IntakeError::Empty => "voice-empty",
            IntakeError::TooLong { .. } => "voice-text-too-long",
            IntakeError::TooMany { .. } => "voice-too-many",
            IntakeError::PictureUnknown => "voice-picture-unknown",
            IntakeError::PictureBroken => "voice-picture-broken",
            IntakeError::PictureTooLarge { .. } => "voice-picture-too-large",
            IntakeError::PictureSides { .. } => "voice-picture-sides",
            IntakeError::CodeMistyped => "voice-code-mistyped",
            IntakeError::TrackMistyped => "voice-track-mistyped",
        }
    }

    /// What is wrong, where, and what to do.
    pub fn text(&self) -> Text {
        match self {
            IntakeError::NotOpened => Text::new(
                "本机的密钥打不开这条民意，可能传输中损坏，或者是封给旧密钥的。请在保存旧密钥的设备上打开。",
                "this device's key does not open the voice: it was damaged on the way or sealed to an earlier key; open it on a device that has that key",
            ),
            IntakeError::Malformed(what) => {
                let (zh, en) = named(what);
                Text::new(
                    format!("“{zh}”一项缺失或者写法不对。请更正后重新提交。"),
                    format!("{en} is missing or cannot be so; correct it and send again"),
                )
            }
            IntakeError::Newer => Text::new(
                "由更新版本的程序生成。请先升级程序。",
                "this was made by a newer program; upgrade the program first",
            ),
            IntakeError::TooLarge { limit } => {
                let kilobytes = limit / 1_000;
                Text::new(
                    format!("内容超过 {kilobytes} KB。请减少图片后重新提交。"),
                    format!("this is over {kilobytes} KB; leave pictures out and send again"),
                )
            }
            IntakeError::Empty => Text::new(
                "还没有填写内容。请写下您要反映的事情。",
                "nothing was written yet; write down what it is about",
            ),
            IntakeError::TooLong { what, limit } => {
                let (zh, en) = named(what);
                Text::new(
                    format!("“{zh}”超过 {limit} 字。请缩短后重新提交。"),
                    format!("{en} has more than {limit} characters; shorten it and send again"),
                )
            }
            IntakeError::TooMany { what, limit } => {
                let (zh, en) = named(what);
                Text::new(
                    format!("“{zh}”超过 {limit} 项。请减少后重新提交。"),
                    format!("{en} are more than {limit}; leave some out and send again"),
                )
            }
            IntakeError::PictureUnknown => Text::new(
                "图片只收 JPEG 和 PNG。请换一张，或者截图后再选。",
                "pictures are JPEG or PNG only; take another, or a screenshot of this one",
            ),
            IntakeError::PictureBroken => Text::new(
                "图片不完整或者无法显示。请换一张，或者截图后再选。",
                "the picture is not whole or cannot be shown; take another, or a screenshot of this one",
            ),
            IntakeError::PictureTooLarge { limit } => {
                let kilobytes = limit / 1_000;
                Text::new(
                    format!("图片超过 {kilobytes} KB。请缩小后再选。"),
                    format!("a picture is over {kilobytes} KB; make it smaller"),
                )
            }
            IntakeError::PictureSides { limit } => Text::new(
                format!("图片的边长超过 {limit} 像素或者总像素过多。请缩小后再选。"),
                format!(
                    "a picture's side is over {limit} dots, or it has too many in all; make it smaller"
                ),
            ),
            IntakeError::CodeMistyped => Text::new(
                "专属码应为 10 个字母数字，如 XXXXX-XXXXX。请对照海报重新输入或扫码。",
                "a poster's code has 10 letters and digits, XXXXX-XXXXX; compare it with the poster or scan it",
            ),
            IntakeError::TrackMistyped => Text::new(
                "查询码应为 12 个字母数字，如 XXXX-XXXX-XXXX。请对照提交时记下的查询码重新输入。",
                "a tracking code has 12 letters and digits, XXXX-XXXX-XXXX; compare it with the one shown when you sent",
            ),
        }
    }
}

impl fmt::Display for IntakeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text().en)
    }
}

impl std::error::Error for IntakeError {}
