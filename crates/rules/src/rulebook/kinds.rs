//! The kinds of value a rule can have, beside those other modules define.

use crate::fraction::Fraction;
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// A day of a year, counted from the year something began in: `{12, 31, 0}` is the
/// end of that year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct YearDay {
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31; the month's last day where there is none.
    pub day: u8,
    /// Years later.
    pub years: u8,
}

impl YearDay {
    /// Which year it is in, in words.
    pub(super) fn year_text(self) -> (String, String) {
        match self.years {
            0 => ("当年".to_owned(), "the same year".to_owned()),
            1 => ("次年".to_owned(), "the next year".to_owned()),
            n => (format!("{n}年后"), format!("the year {n} years on")),
        }
    }
}

/// A number of things or years.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Count(pub u32);

/// What happens to a unit's giving back after its window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LateReturn {
    /// It is not taken: the unit handles it (R8: 逾期不予受理).
    #[default]
    Refused,
    /// It is taken where the office or the coordinator agreed.
    WithConsent,
}

impl LateReturn {
    /// In words.
    pub fn label(self) -> Text {
        match self {
            LateReturn::Refused => Text::new("不予受理", "not taken"),
            LateReturn::WithConsent => Text::new("经同意可以退办", "taken with consent"),
        }
    }
}

/// What a reply has to bear (R2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ReplyForm {
    /// The signature of the unit's head.
    pub signed: bool,
    /// The unit's seal.
    pub sealed: bool,
    /// The feedback form enclosed.
    pub form_enclosed: bool,
}

/// The steps from raising to supervising (S3.10).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FlowStep {
    /// 提出
    Raise,
    /// 收集
    Collect,
    /// 分析
    Analyse,
    /// 交办
    Assign,
    /// 转办
    Transfer,
    /// 督办
    Supervise,
}

impl FlowStep {
    /// Every step, in the source's order.
    pub const ALL: [FlowStep; 6] = [
        FlowStep::Raise,
        FlowStep::Collect,
        FlowStep::Analyse,
        FlowStep::Assign,
        FlowStep::Transfer,
        FlowStep::Supervise,
    ];

    /// In words.
    pub fn text(self) -> Text {
        match self {
            FlowStep::Raise => Text::new("提出", "raise"),
            FlowStep::Collect => Text::new("收集", "collect"),
            FlowStep::Analyse => Text::new("分析", "analyse"),
            FlowStep::Assign => Text::new("交办", "assign"),
            FlowStep::Transfer => Text::new("转办", "transfer"),
            FlowStep::Supervise => Text::new("督办", "supervise"),
        }
    }
}

/// Who answers for a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepOwner {
    /// The step.
    pub step: FlowStep,
    /// Who answers for it; `None` where the source says only that somebody does.
    pub owner: Option<Text>,
}

/// The mid-year gate (时间过半任务过半, S1.12): by this day of the year at least this
/// share has to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gate {
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
    /// The share to be done by then.
    pub share: Fraction,
}

/// What a third party looks into (R22).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ThirdPartyScope {
    /// What the deputies are dissatisfied with.
    Dissatisfied,
    /// Some of what they are basically satisfied with.
    BasicallySatisfied,
    /// The same matter raised in two years or more.
    Repeated,
    /// What either side asks for.
    OnRequest,
}

impl ThirdPartyScope {
    /// Every scope, in the source's order.
    pub const ALL: [ThirdPartyScope; 4] = [
        ThirdPartyScope::Dissatisfied,
        ThirdPartyScope::BasicallySatisfied,
        ThirdPartyScope::Repeated,
        ThirdPartyScope::OnRequest,
    ];

    /// In words.
    pub fn label(self) -> Text {
        match self {
            ThirdPartyScope::Dissatisfied => Text::new("评价为不满意的", "rated dissatisfied"),
            ThirdPartyScope::BasicallySatisfied => Text::new(
                "部分评价为基本满意的",
                "some of those rated basically satisfied",
            ),
            ThirdPartyScope::Repeated => {
                Text::new("两年以上反复提出的", "raised in two years or more")
            }
            ThirdPartyScope::OnRequest => {
                Text::new("代表或者承办单位提出要求的", "on either side's request")
            }
        }
    }
}
