//! The names of the rules that set a time.

use super::Rulebook;
use crate::text::Text;
use crate::tree;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The rules that set a period. The names ([`RuleCode::name`]) are stable; they
/// are the keys in rulebook files and what the command line takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RuleCode {
    /// 交办
    Assign,
    /// 退办
    Return,
    /// 答复
    Reply,
    /// 延期后最长答复期限, counted from the same day as the reply
    Extension,
    /// 协办意见
    AssistOpinion,
    /// 面商
    Consult,
    /// 代表反馈
    Feedback,
    /// 重新办理
    Rehandle,
    /// 签收
    Accept,
    /// 办前见面
    ContactBefore,
    /// 办中见面
    ContactDuring,
    /// 办后见面
    ContactAfter,
    /// 初次评价, counted from assignment
    FirstEvaluation,
    /// 回头看, a day of the year
    LookBack,
    /// 群众意见答复
    VoiceAnswer,
    /// 专题询问议题提出, a day of the year
    InquiryProposal,
    /// 执法检查报告提交, counted back from the meeting
    InspectionReport,
    /// 审议意见交办, counted from the meeting
    OpinionsOut,
    /// 规范性文件报备
    Filing,
    /// 规范性文件审查
    FilingReview,
}

impl RuleCode {
    /// Every code, in the order of the handling.
    pub const ALL: [RuleCode; 20] = [
        RuleCode::Assign,
        RuleCode::Return,
        RuleCode::Reply,
        RuleCode::Extension,
        RuleCode::AssistOpinion,
        RuleCode::Consult,
        RuleCode::Feedback,
        RuleCode::Rehandle,
        RuleCode::Accept,
        RuleCode::ContactBefore,
        RuleCode::ContactDuring,
        RuleCode::ContactAfter,
        RuleCode::FirstEvaluation,
        RuleCode::LookBack,
        RuleCode::VoiceAnswer,
        RuleCode::InquiryProposal,
        RuleCode::InspectionReport,
        RuleCode::OpinionsOut,
        RuleCode::Filing,
        RuleCode::FilingReview,
    ];

    /// The stable name.
    pub const fn name(self) -> &'static str {
        match self {
            RuleCode::Assign => "assign",
            RuleCode::Return => "return",
            RuleCode::Reply => "reply",
            RuleCode::Extension => "extension",
            RuleCode::AssistOpinion => "assist-opinion",
            RuleCode::Consult => "consult",
            RuleCode::Feedback => "feedback",
            RuleCode::Rehandle => "rehandle",
            RuleCode::Accept => "accept",
            RuleCode::ContactBefore => "contact-before",
            RuleCode::ContactDuring => "contact-during",
            RuleCode::ContactAfter => "contact-after",
            RuleCode::FirstEvaluation => "first-evaluation",
            RuleCode::LookBack => "look-back",
            RuleCode::VoiceAnswer => "voice-answer",
            RuleCode::InquiryProposal => "inquiry-proposal",
            RuleCode::InspectionReport => "inspection-report",
            RuleCode::OpinionsOut => "opinions-out",
            RuleCode::Filing => "filing",
            RuleCode::FilingReview => "filing-review",
        }
    }

    /// Whether it counts back from the day it is given: the report is filed before the
    /// meeting (R32).
    pub const fn counts_back(self) -> bool {
        matches!(self, RuleCode::InspectionReport)
    }

    /// What the rule is called.
    pub fn title(self) -> Text {
        Rulebook::rule_title(self.name()).unwrap_or_default()
    }
}

impl fmt::Display for RuleCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for RuleCode {
    type Err = Text;

    /// The code of a name; the error lists the names there are.
    fn from_str(name: &str) -> Result<RuleCode, Text> {
        let found = RuleCode::ALL.into_iter().find(|code| code.name() == name);
        found.ok_or_else(|| {
            let names = RuleCode::ALL.map(RuleCode::name);
            let given = tree::excerpt(name);
            Text::new(
                format!("没有期限规则“{given}”；可用的有：{}", names.join("、")),
                format!(
                    "there is no rule `{given}`; there are: {}",
                    names.join(", ")
                ),
            )
        })
    }
}
