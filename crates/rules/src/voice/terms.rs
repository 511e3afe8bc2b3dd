//! What voices are made of.

use crate::drive::DriveAnswer;
use crate::text::Text;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// How it came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Via {
    /// Written on the page that a code leads to (扫码).
    Qr,
    /// Said at a station (进站).
    Station,
    /// By telephone.
    Phone,
    /// By letter.
    Letter,
    /// At a meeting (座谈).
    Meeting,
}

impl Via {
    /// Every way.
    pub const ALL: [Via; 5] = [Via::Qr, Via::Station, Via::Phone, Via::Letter, Via::Meeting];

    /// The name it is written by.
    pub const fn as_str(self) -> &'static str {
        match self {
            Via::Qr => "qr",
            Via::Station => "station",
            Via::Phone => "phone",
            Via::Letter => "letter",
            Via::Meeting => "meeting",
        }
    }

    /// In words.
    pub fn label(self) -> Text {
        match self {
            Via::Qr => Text::new("扫码", "by code"),
            Via::Station => Text::new("进站", "at a station"),
            Via::Phone => Text::new("电话", "by telephone"),
            Via::Letter => Text::new("来信", "by letter"),
            Via::Meeting => Text::new("座谈", "at a meeting"),
        }
    }
}

/// What kind of picture it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PictureKind {
    /// JPEG
    Jpeg,
    /// PNG
    Png,
}

impl PictureKind {
    /// The media type.
    pub const fn mime(self) -> &'static str {
        match self {
            PictureKind::Jpeg => "image/jpeg",
            PictureKind::Png => "image/png",
        }
    }
}

/// One of its pictures; what it shows is recorded apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoicePicture {
    /// The hash of its bytes, 64 hexadecimal digits.
    pub name: String,
    /// What kind it is.
    pub kind: PictureKind,
    /// How many bytes it has.
    pub bytes: u32,
}

/// What was said, and how it came in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Received {
    /// How it came in.
    pub via: Via,
    /// The code it came by, without the dash.
    #[serde(default)]
    pub code: Option<String>,
    /// The station it belongs to.
    #[serde(default)]
    pub station: Option<String>,
    /// The deputy who was told.
    #[serde(default)]
    pub deputy: Option<String>,
    /// Where it is about; may be empty.
    #[serde(default)]
    pub place: String,
    /// What was said; may be empty where a drive's questions were answered.
    #[serde(default)]
    pub text: String,
    /// How its sender is reached, where they said.
    #[serde(default)]
    pub contact: Option<String>,
    /// Its pictures.
    #[serde(default)]
    pub pictures: Vec<VoicePicture>,
    /// The hash of the code its sender follows it by, 64 hexadecimal digits.
    #[serde(default)]
    pub tracking: Option<String>,
    /// The drive it answers.
    #[serde(default)]
    pub drive: Option<String>,
    /// What it answers.
    #[serde(default)]
    pub answers: Vec<DriveAnswer>,
    /// The day.
    #[serde(with = "crate::date")]
    pub on: NaiveDate,
}

/// Whom it was passed to (分办). Names are kept as they were then: the sender is told
/// the name of a station or a unit, never that of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Passed {
    /// A station.
    Station {
        /// Which.
        id: String,
        /// Its name.
        name: String,
    },
    /// A deputy.
    Deputy {
        /// As the roll names them.
        name: String,
    },
    /// A unit.
    Unit {
        /// Its name.
        name: String,
    },
    /// The next level above the station it lay with (S3.13: 分级负责).
    LevelUp {
        /// The station there; `None` where it lay with the topmost one already, or with
        /// none, so that it goes beyond this congress.
        #[serde(default)]
        id: Option<String>,
        /// That station's name; empty without one.
        #[serde(default)]
        name: String,
    },
}

impl Passed {
    /// The station it lies with from then on, where it was passed to one.
    pub fn station(&self) -> Option<&str> {
        match self {
            Passed::Station { id, .. } => Some(id),
            Passed::LevelUp { id, .. } => id.as_deref(),
            Passed::Deputy { .. } | Passed::Unit { .. } => None,
        }
    }
}

/// What has become of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VoiceStage {
    /// Nothing yet.
    New,
    /// It was answered.
    Answered,
    /// It was passed on.
    Passed,
    /// It is handled with another one.
    Merged,
    /// It is not taken up.
    Refused,
    /// It was raised as a suggestion.
    Raised,
}

impl VoiceStage {
    /// Every stage.
    pub const ALL: [VoiceStage; 6] = [
        VoiceStage::New,
        VoiceStage::Answered,
        VoiceStage::Passed,
        VoiceStage::Merged,
        VoiceStage::Refused,
        VoiceStage::Raised,
    ];

    /// The stable name.
    pub const fn code(self) -> &'static str {
        match self {
            VoiceStage::New => "new",
            VoiceStage::Answered => "answered",
            VoiceStage::Passed => "passed",
            VoiceStage::Merged => "merged",
            VoiceStage::Refused => "refused",
            VoiceStage::Raised => "raised",
        }
    }

    /// In words, for the office.
    pub fn label(self) -> Text {
        match self {
            VoiceStage::New => Text::new("待分办", "new"),
            VoiceStage::Answered => Text::new("已答复", "answered"),
            VoiceStage::Passed => Text::new("已转办", "passed on"),
            VoiceStage::Merged => Text::new("已合并", "merged"),
            VoiceStage::Refused => Text::new("不予受理", "not taken up"),
            VoiceStage::Raised => Text::new("已转为建议", "raised as a suggestion"),
        }
    }
}
