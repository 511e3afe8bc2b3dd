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
    /// 监督事项: a rectification item, a problem found or a supervision project,
    /// which the office follows in a ledger of the same kind (S2.2, S2.3).
    Matter,
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
    /// The opinions it was drawn up from, each with where and when it was heard
    /// (S1.1, S4.3); empty where none is kept.
    #[serde(default)]
    pub origins: Vec<String>,
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

/// Why something is put under key supervision (S0.11, S4.8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyCriterion {
    /// 经济社会发展难题
    Development,
    /// 群众关心的焦点热点问题
    HotIssue,
    /// 代表多年提出而未解决
    UnresolvedForYears,
    /// 代表反复提出
    RaisedRepeatedly,
    /// 反映比较集中
    Concentrated,
}

impl KeyCriterion {
    /// Every criterion, in the sources' order.
    pub const ALL: [KeyCriterion; 5] = [
        KeyCriterion::Development,
        KeyCriterion::HotIssue,
        KeyCriterion::UnresolvedForYears,
        KeyCriterion::RaisedRepeatedly,
        KeyCriterion::Concentrated,
    ];
}

/// The forms of supervision (S3.11, S0.12).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SupervisionForm {
    /// 现场督办
    OnSite,
    /// 重点督办
    Key,
    /// 跟踪督办
    Tracking,
    /// 专题视察
    Inspection,
    /// 听取办理情况汇报
    Hearing,
}

impl SupervisionForm {
    /// Every form.
    pub const ALL: [SupervisionForm; 5] = [
        SupervisionForm::OnSite,
        SupervisionForm::Key,
        SupervisionForm::Tracking,
        SupervisionForm::Inspection,
        SupervisionForm::Hearing,
    ];
}

/// Who supervises: the six roles of 大督办 (S1.11).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SupervisorRole {
    /// 常委会班子成员领衔督办
    Leadership,
    /// 专门委员会归口督办
    Committee,
    /// 政府协同督办
    Government,
    /// 代表工作机构常态督办
    DeputyOffice,
    /// 人大代表参与督办
    Deputies,
    /// 承办单位内部督办
    UnitItself,
}

impl SupervisorRole {
    /// Every role, in the source's order.
    pub const ALL: [SupervisorRole; 6] = [
        SupervisorRole::Leadership,
        SupervisorRole::Committee,
        SupervisorRole::Government,
        SupervisorRole::DeputyOffice,
        SupervisorRole::Deputies,
        SupervisorRole::UnitItself,
    ];
}

/// Whether supervision went on on the spot or over the network (S3.11: 两种平台媒介).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Medium {
    /// 线下
    Offline,
    /// 线上
    Online,
}

/// What is wrong with a reply or with the handling (S1.15).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Defect {
    /// 被动应付
    Passive,
    /// 敷衍塞责
    Perfunctory,
    /// 拖拉
    Dilatory,
    /// 避实就虚
    Evasive,
    /// 答非所问
    OffPoint,
}

impl Defect {
    /// Every defect, in the source's order.
    pub const ALL: [Defect; 5] = [
        Defect::Passive,
        Defect::Perfunctory,
        Defect::Dilatory,
        Defect::Evasive,
        Defect::OffPoint,
    ];
}

/// The steps of handling again what did not satisfy (S0.13).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RedoStep {
    /// 重新办理
    Rework,
    /// 重新答复
    Reply,
    /// 重新走访
    Revisit,
}

impl RedoStep {
    /// Every step, in the source's order.
    pub const ALL: [RedoStep; 3] = [RedoStep::Rework, RedoStep::Reply, RedoStep::Revisit];
}

/// What a deputy says of the reply to one point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PointVerdict {
    /// 已针对要点答复
    Answered,
    /// 有答复，但没有针对要点
    OffPoint,
    /// 没有答复
    Unanswered,
}

impl PointVerdict {
    /// Every verdict.
    pub const ALL: [PointVerdict; 3] = [
        PointVerdict::Answered,
        PointVerdict::OffPoint,
        PointVerdict::Unanswered,
    ];
}

/// A deputy's opinion of the reply to one of the suggestion's points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PointOpinion {
    /// Which point, counted from 0.
    pub point: u32,
    /// What the deputy says of it.
    pub verdict: PointVerdict,
}

/// An assessment recorded beside the deputies' own opinions, never instead of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AssessmentKind {
    /// 问卷调查 (S4.4)
    Questionnaire,
    /// 第三方评估 (S4.4, R22)
    ThirdParty,
    /// 办理绩效评估 by a committee (S4.10)
    Performance,
    /// 常委会会议满意度测评 (S1.6, R14–R20)
    Vote,
}

impl AssessmentKind {
    /// Every kind.
    pub const ALL: [AssessmentKind; 4] = [
        AssessmentKind::Questionnaire,
        AssessmentKind::ThirdParty,
        AssessmentKind::Performance,
        AssessmentKind::Vote,
    ];
}

/// How many opinions of each kind were given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpinionTotals {
    /// Satisfied.
    pub satisfied: u32,
    /// Basically satisfied.
    pub basically_satisfied: u32,
    /// Dissatisfied.
    pub dissatisfied: u32,
}

impl OpinionTotals {
    /// The totals of some opinions.
    pub fn of(ratings: impl Iterator<Item = crate::Rating>) -> OpinionTotals {
        let mut totals = OpinionTotals::default();
        for rating in ratings {
            match rating {
                crate::Rating::Satisfied => totals.satisfied += 1,
                crate::Rating::BasicallySatisfied => totals.basically_satisfied += 1,
                crate::Rating::Dissatisfied => totals.dissatisfied += 1,
            }
        }
        totals
    }

    /// Satisfied, basically satisfied, dissatisfied.
    pub const fn each(self) -> [u32; 3] {
        [self.satisfied, self.basically_satisfied, self.dissatisfied]
    }
}
