//! The terms events and commands share.

use crate::ids::{ImportId, SuggestionId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What is raised: a suggestion or a motion.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// 代表建议、批评和意见
    #[default]
    Suggestion,
    /// 议案
    Motion,
}

/// When it was raised.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Occasion {
    /// 大会期间
    #[default]
    Session,
    /// 闭会期间
    Intersession,
}

/// What a suggestion says and who signs it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dossier {
    /// Suggestion or motion.
    #[serde(default)]
    pub kind: Kind,
    /// Session or between sessions.
    #[serde(default)]
    pub occasion: Occasion,
    /// The title (案由), at most 200 characters.
    pub title: String,
    /// The full text; empty where a ledger gave only the title.
    #[serde(default)]
    pub text: String,
    /// The office's category, where one is kept.
    #[serde(default)]
    pub category: Option<String>,
    /// The lead deputy (领衔代表).
    pub lead: String,
    /// The co-signing deputies (附议代表), each answered and evaluating in their own right.
    #[serde(default)]
    pub co_signers: Vec<String>,
    /// The delegation (代表团).
    #[serde(default)]
    pub delegation: Option<String>,
    /// The points a reply has to answer one by one; empty where it was not split.
    #[serde(default)]
    pub points: Vec<String>,
}

/// A name without the blanks around it, which would make two of one.
fn tidy(name: &str) -> String {
    name.trim().to_owned()
}

impl Dossier {
    /// The same with no blanks around title and names.
    #[must_use]
    pub fn tidied(&self) -> Dossier {
        Dossier {
            title: tidy(&self.title),
            category: self.category.as_deref().map(tidy),
            lead: tidy(&self.lead),
            co_signers: self.co_signers.iter().map(|name| tidy(name)).collect(),
            delegation: self.delegation.as_deref().map(tidy),
            ..self.clone()
        }
    }

    /// Whether `name` signed it, as lead or co-signer.
    pub fn signed_by(&self, name: &str) -> bool {
        self.lead == name || self.co_signers.iter().any(|co| co == name)
    }
}

/// Where an entered record came from, so that every figure can be traced to its row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The import that brought it.
    pub import: ImportId,
    /// File name as chosen.
    pub file: String,
    /// Sheet name.
    pub sheet: String,
    /// Row in the sheet, 1-based as the office sees it.
    pub row: u32,
}

/// Why something submitted is not accepted as a suggestion (Shenzhen, R13).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotAcceptedReason {
    /// 涉及代表本人或者亲属个人问题
    PersonalMatter,
    /// 进入诉讼、仲裁、复议等程序的具体案件
    PendingCase,
    /// 检举、控告、申诉
    Accusation,
    /// 代转人民群众来信
    RelayedLetter,
    /// 商品、技术推广
    Promotion,
    /// 没有实际内容
    Empty,
    /// 不属于本级职权范围
    OutsideJurisdiction,
}

impl NotAcceptedReason {
    /// Every reason, in the source's order.
    pub const ALL: [NotAcceptedReason; 7] = [
        NotAcceptedReason::PersonalMatter,
        NotAcceptedReason::PendingCase,
        NotAcceptedReason::Accusation,
        NotAcceptedReason::RelayedLetter,
        NotAcceptedReason::Promotion,
        NotAcceptedReason::Empty,
        NotAcceptedReason::OutsideJurisdiction,
    ];
}

/// What the office's screening (审查) came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScreenOutcome {
    /// To be registered and assigned.
    Accept,
    /// Not a suggestion; the reason is told to the deputy.
    NotAccept {
        /// The coded reason.
        reason: NotAcceptedReason,
        /// What the office adds.
        note: String,
    },
    /// Handled with another of the same content; its signers still get their own reply.
    Merge {
        /// The suggestion it goes into.
        into: SuggestionId,
    },
    /// Back to the deputy for completion.
    SendBack {
        /// What is missing.
        note: String,
    },
}

/// Who handles it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Arrangement {
    /// One lead unit (主办), with assisting units (协办, 会办) whose opinions go into its reply.
    Joint {
        /// The unit that replies.
        lead: String,
        /// Units that assist.
        assisting: Vec<String>,
    },
    /// Several units that each reply (分别办理).
    Separate {
        /// The units, at least two.
        units: Vec<String>,
    },
}

impl Arrangement {
    /// The same with no blanks around the units' names.
    #[must_use]
    pub fn tidied(&self) -> Arrangement {
        let all = |units: &[String]| units.iter().map(|unit| tidy(unit)).collect();
        match self {
            Arrangement::Joint { lead, assisting } => Arrangement::Joint {
                lead: tidy(lead),
                assisting: all(assisting),
            },
            Arrangement::Separate { units } => Arrangement::Separate { units: all(units) },
        }
    }

    /// Every unit with its part, in the arrangement's order.
    pub fn parts(&self) -> Vec<(&str, LaneRole)> {
        match self {
            Arrangement::Joint { lead, assisting } => {
                std::iter::once((lead.as_str(), LaneRole::Lead))
                    .chain(
                        assisting
                            .iter()
                            .map(|unit| (unit.as_str(), LaneRole::Assisting)),
                    )
                    .collect()
            }
            Arrangement::Separate { units } => units
                .iter()
                .map(|unit| (unit.as_str(), LaneRole::Separate))
                .collect(),
        }
    }
}

/// The part a unit has in an arrangement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LaneRole {
    /// 主办
    Lead,
    /// 协办 (会办)
    Assisting,
    /// 分别办理
    Separate,
}

impl LaneRole {
    /// Whether a unit in this part owes the deputies a reply of its own.
    pub const fn replies(self) -> bool {
        !matches!(self, LaneRole::Assisting)
    }
}

/// When in the handling the unit met the deputies (办前、办中、办后, S1.10).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConsultPhase {
    /// 办前
    Before,
    /// 办中
    During,
    /// 办后
    After,
    /// The ledger it was entered from does not say.
    Unstated,
}

/// How a reminder (催办) went out (S1.13).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// 电话
    Phone,
    /// 线上
    Online,
    /// 实地
    OnSite,
    /// 书面
    Letter,
}

/// The reply's answer to one of the suggestion's points.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PointAnswer {
    /// Which point, counted from 0.
    pub point: u32,
    /// What the unit answers to it.
    pub answer: String,
}

/// What a unit promised to do after a reply of class B or C.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    /// What will be done.
    pub what: String,
    /// By when, where the unit said.
    #[serde(default, with = "crate::date::option")]
    pub due: Option<NaiveDate>,
}

/// Why a record no longer counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VoidCause {
    /// The import that brought it was undone.
    ImportUndone {
        /// Which import.
        import: ImportId,
    },
    /// Its lead deputy withdrew it.
    Withdrawn {
        /// Why, in the deputy's words.
        reason: String,
    },
}
