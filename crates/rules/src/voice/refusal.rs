//! Why an order about a voice is not carried out.

use super::permit::VoiceAction;
use super::terms::VoiceStage;
use crate::drive::DriveRefusal;
use crate::order::Unfit;
use crate::text::Text;
use chrono::NaiveDate;

/// Why not; [`VoiceRefusal::code`] is stable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VoiceRefusal {
    /// What holds for every order.
    Unfit(Unfit),
    /// There is no such voice.
    NoSuchVoice,
    /// It came in already.
    ReceivedAlready,
    /// It holds neither words nor answers.
    SaysNothing,
    /// Its code is none.
    CodeUnfit,
    /// There is no such station, or it is closed.
    StationUnknown,
    /// There is no such drive, or answers were given to none.
    DriveUnknown,
    /// The drive did not take answers on that day.
    DriveOver {
        /// The day.
        on: NaiveDate,
        /// The drive's first day.
        opens: NaiveDate,
        /// The drive's last day.
        closes: NaiveDate,
    },
    /// The answers do not fit the drive's questions.
    Answers(DriveRefusal),
    /// A picture is not what it is said to be, or too large.
    PictureUnfit {
        /// Most bytes.
        most: u32,
    },
    /// It is not in place at this point.
    WrongStage {
        /// Where the voice stands.
        stage: VoiceStage,
        /// What was ordered.
        action: VoiceAction,
    },
    /// The station has it already.
    ThereAlready {
        /// The station's or deputy's name.
        name: String,
    },
    /// Not on the roll of deputies.
    NotOnRoll {
        /// Who.
        name: String,
    },
    /// It cannot be merged into itself.
    IntoItself,
    /// There is no voice to merge it into.
    OtherUnknown,
    /// The voice to merge it into is merged itself.
    OtherMerged,
    /// It neither came to this deputy nor was passed to them.
    NotTheirs {
        /// The deputy.
        name: String,
    },
    /// It was raised as that suggestion already.
    RaisedAlready,
    /// Its sender has been told nothing new since they rated it.
    RatedAlready,
    /// Too much was done with it.
    TooMany {
        /// Most.
        most: usize,
    },
}

impl From<Unfit> for VoiceRefusal {
    fn from(unfit: Unfit) -> VoiceRefusal {
        VoiceRefusal::Unfit(unfit)
    }
}

impl VoiceRefusal {
    /// The stable name.
    pub const fn code(&self) -> &'static str {
        match self {
            VoiceRefusal::Unfit(unfit) => unfit.code(),
            VoiceRefusal::NoSuchVoice => "no_such_voice",
            VoiceRefusal::ReceivedAlready => "voice_received_already",
            VoiceRefusal::SaysNothing => "voice_says_nothing",
            VoiceRefusal::CodeUnfit => "voice_code_unfit",
            VoiceRefusal::StationUnknown => "voice_station_unknown",
            VoiceRefusal::DriveUnknown => "voice_drive_unknown",
            VoiceRefusal::DriveOver { .. } => "voice_drive_over",
            VoiceRefusal::Answers(refusal) => refusal.code(),
            VoiceRefusal::PictureUnfit { .. } => "voice_picture_unfit",
            VoiceRefusal::WrongStage { .. } => "voice_wrong_stage",
            VoiceRefusal::ThereAlready { .. } => "voice_there_already",
            VoiceRefusal::NotOnRoll { .. } => "voice_deputy_unknown",
            VoiceRefusal::IntoItself => "voice_into_itself",
            VoiceRefusal::OtherUnknown => "voice_other_unknown",
            VoiceRefusal::OtherMerged => "voice_other_merged",
            VoiceRefusal::NotTheirs { .. } => "voice_not_theirs",
            VoiceRefusal::RaisedAlready => "voice_raised_already",
            VoiceRefusal::RatedAlready => "voice_rated_already",
            VoiceRefusal::TooMany { .. } => "voice_too_many",
        }
    }

    /// What is wrong, where, and what to do.
    pub fn text(&self) -> Text {
        match self {
            VoiceRefusal::Unfit(unfit) => unfit.text(),
            VoiceRefusal::NoSuchVoice => Text::new(
                "没有这条民意，可能尚未同步。请返回民意列表。",
                "there is no such voice here, or not yet; go back to the list",
            ),
            VoiceRefusal::ReceivedAlready => Text::new(
                "这条民意已经收到，不需要再次登记。",
                "this voice came in already; nothing more is needed",
            ),
            VoiceRefusal::SaysNothing => Text::new(
                "没有填写反映的内容。请填写后再登记。",
                "it says nothing; write down what was said",
            ),
            VoiceRefusal::CodeUnfit => Text::new(
                "专属码不正确：应为10位，不含字母I、L、O、U。请核对，或者不填。",
                "the code is none: ten symbols without I, L, O and U; check it or leave it out",
            ),
            VoiceRefusal::StationUnknown => Text::new(
                "没有这个联络站，或者已经撤销。请重新选择。",
                "there is no such station, or it is closed; choose again",
            ),
            VoiceRefusal::DriveUnknown => Text::new(
                "没有相应的意见征集，可能尚未同步。请刷新后重新选择。",
                "there is no such drive here, or not yet; reload and choose again",
            ),
            VoiceRefusal::DriveOver { on, opens, closes } => Text::new(
                format!(
                    "这次意见征集的期间是{opens}至{closes}，不包括{on}。请核对日期，或者按一般民意登记。"
                ),
                format!(
                    "the drive ran from {opens} to {closes}, not on {on}; check the day, or take it in without the drive"
                ),
            ),
            VoiceRefusal::Answers(refusal) => refusal.text(),
            VoiceRefusal::PictureUnfit { most } => {
                let most = most / 1_000;
                Text::new(
                    format!("照片应为JPEG或者PNG格式，每张不超过{most} KB。请压缩或者更换照片。"),
                    format!(
                        "pictures are JPEG or PNG of at most {most} KB each; make it smaller or choose another"
                    ),
                )
            }
            VoiceRefusal::WrongStage { stage, action } => {
                let (stage, action) = (stage.label(), action.label());
                Text::new(
                    format!(
                        "这条民意目前为“{}”，不能进行“{}”。请刷新后查看可以进行的操作。",
                        stage.zh, action.zh
                    ),
                    format!(
                        "the voice is {}: it is not in place to {} it; reload and see what can be done",
                        stage.en, action.en
                    ),
                )
            }
            VoiceRefusal::ThereAlready { name } => Text::new(
                format!("这条民意已经转给“{name}”。"),
                format!("it lies with \"{name}\" already"),
            ),
            VoiceRefusal::NotOnRoll { name } => Text::new(
                format!("代表名单中没有“{name}”。请核对姓名。"),
                format!("\"{name}\" is not on the roll of deputies; check the name"),
            ),
            VoiceRefusal::IntoItself => Text::new(
                "一条民意不能与自身合并。请选择另一条。",
                "a voice is not merged into itself; choose another",
            ),
            VoiceRefusal::OtherUnknown => Text::new(
                "没有要并入的那条民意，可能尚未同步。请重新选择。",
                "there is no such voice to merge it into, or not yet; choose again",
            ),
            VoiceRefusal::OtherMerged => Text::new(
                "要并入的那条民意自身已经并入别的民意。请选择它并入的那一条。",
                "that voice is merged itself; choose the one it was merged into",
            ),
            VoiceRefusal::NotTheirs { name } => Text::new(
                format!(
                    "这条民意不是向{name}代表反映的，也没有转给{name}代表。请由人大机关办理，或者先转给这位代表。"
                ),
                format!(
                    "it neither came to {name} nor was passed to them; let the office deal with it, or pass it on first"
                ),
            ),
            VoiceRefusal::RaisedAlready => Text::new(
                "这条民意已经转为该建议。",
                "it was raised as that suggestion already",
            ),
            VoiceRefusal::RatedAlready => Text::new(
                "反映人已经评价过，此后没有新的答复。有新的答复后可以再次评价。",
                "its sender has rated it, and nothing was told since; after another answer they can again",
            ),
            VoiceRefusal::TooMany { most } => Text::new(
                format!("一条民意的记录不能超过{most}项。请另行登记。"),
                format!("at most {most} things are recorded of one voice; take in another one"),
            ),
        }
    }
}
