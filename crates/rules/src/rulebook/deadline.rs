//! Deadlines: the period a rulebook sets, applied to a day, with its account.

use super::Rulebook;
use crate::calendar::{Calendar, Due, DueDate, OutOfRange, Period, Step, date_text, due, due_date};
use crate::text::Text;
use chrono::NaiveDate;
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
            let given: String = name.chars().take(40).collect();
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

/// Why there is no deadline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeadlineError {
    /// The rulebook sets no period for it.
    NotSet {
        /// Which rule.
        code: RuleCode,
        /// The rulebook's name.
        rulebook: Text,
    },
    /// It would end beyond the dates that can be written.
    OutOfRange(OutOfRange),
}

impl DeadlineError {
    /// What is wrong, in both languages.
    pub fn text(&self) -> Text {
        match self {
            DeadlineError::NotSet { code, rulebook } => {
                let title = code.title();
                Text::new(
                    format!("《{}》没有规定{}；可在设置中补充", rulebook.zh, title.zh),
                    format!(
                        "the rulebook `{}` sets no {}; it can be added in the settings",
                        rulebook.en, title.en
                    ),
                )
            }
            DeadlineError::OutOfRange(error) => error.text(),
        }
    }
}

impl fmt::Display for DeadlineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text().en)
    }
}

impl std::error::Error for DeadlineError {}

impl From<OutOfRange> for DeadlineError {
    fn from(error: OutOfRange) -> Self {
        DeadlineError::OutOfRange(error)
    }
}

/// The deadline that rule `code` sets from `start` on, with every step: the
/// rule and its source, the articles of the Civil Code, the calendar.
pub fn deadline(
    rulebook: &Rulebook,
    calendar: &Calendar,
    code: RuleCode,
    start: NaiveDate,
) -> Result<Due, DeadlineError> {
    deadline_for(rulebook, calendar, code, period(rulebook, code)?, start)
}

/// The same day without its account, cheap enough for a whole ledger.
pub fn deadline_date(
    rulebook: &Rulebook,
    calendar: &Calendar,
    code: RuleCode,
    start: NaiveDate,
) -> Result<DueDate, DeadlineError> {
    let period = period(rulebook, code)?;
    Ok(due_date(start, period, rulebook.rolling(), calendar)?)
}

/// As [`deadline`], where another period was fixed for this one case under the
/// rule, such as a reply whose extension was consented to: the account then
/// names both the rule's period and the one that was fixed.
pub fn deadline_for(
    rulebook: &Rulebook,
    calendar: &Calendar,
    code: RuleCode,
    fixed: Period,
    start: NaiveDate,
) -> Result<Due, DeadlineError> {
    let mut account = due(start, fixed, rulebook.rolling(), calendar)?;
    let Some(rule) = rulebook.period(code) else {
        return Err(not_set(rulebook, code));
    };
    let (title, from, here) = (code.title(), date_text(start), fixed.text());
    let source = &rule.source;
    let mut text = Text::new(
        format!("{}：{}，自{}起", title.zh, here.zh, from.zh),
        format!("{}: {}, from {}", title.en, here.en, from.en),
    );
    if rule.value != Some(fixed) {
        let usual = rule
            .value
            .map_or_else(|| Text::new("未规定", "not set"), Period::text);
        text.zh
            .push_str(&format!("（本件另定；规则为{}）", usual.zh));
        text.en
            .push_str(&format!(" (fixed for this one; the rule: {})", usual.en));
    }
    text.zh
        .push_str(&format!("。依据〔{}〕{}", source.cite, source.text.zh));
    text.en
        .push_str(&format!(". Source [{}]: {}", source.cite, source.text.en));
    let book = &rulebook.title;
    if rule.origin == rulebook.id {
        text.zh.push_str(&format!("（规则：{}）", book.zh));
        text.en.push_str(&format!(" (rulebook: {})", book.en));
    } else {
        let own_name = || Text::new(rule.origin.clone(), rule.origin.clone());
        let from = Rulebook::preset_title(&rule.origin).unwrap_or_else(own_name);
        text.zh
            .push_str(&format!("（规则：{}，沿用“{}”）", book.zh, from.zh));
        text.en.push_str(&format!(
            " (rulebook: {}, inherited from {})",
            book.en, from.en
        ));
    }
    account.steps.insert(
        0,
        Step {
            rule: format!("rulebook/{code}"),
            text,
            date: start,
        },
    );
    Ok(account)
}

fn period(rulebook: &Rulebook, code: RuleCode) -> Result<Period, DeadlineError> {
    let rule = rulebook.period(code).and_then(|rule| rule.value);
    rule.ok_or_else(|| not_set(rulebook, code))
}

fn not_set(rulebook: &Rulebook, code: RuleCode) -> DeadlineError {
    DeadlineError::NotSet {
        code,
        rulebook: rulebook.title.clone(),
    }
}
