//! One rule: its value, the source it rests on, and the rulebook that states it.

use super::values::SAME_DAY;
use crate::answer::Rating;
use crate::calendar::Period;
use crate::fraction::{Fraction, MAX_DECIMALS};
use crate::suggestion::terms::{ConsultPhase, NotAcceptedReason};
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// Longest text a rulebook may hold, in characters.
pub(super) const MAX_TEXT: usize = 600;

/// Where a rule comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The citation: a law's article, a numbered source, or `product default`.
    pub cite: String,
    /// What the source says, for people.
    pub text: Text,
}

/// A value that differs by place, with its source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "T: Deserialize<'de>"))]
pub struct Rule<T> {
    /// The value. It has to be written even where it is `null`, so that a rule
    /// that sets no period says so.
    #[serde(deserialize_with = "T::deserialize")]
    pub value: T,
    /// What it rests on.
    pub source: Source,
    /// The id of the rulebook that states it; a rulebook file leaves it out.
    #[serde(default)]
    pub origin: String,
}

/// What a class of reply says here, and what follows from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClassRule {
    /// What the letter means.
    pub label: Text,
    /// Whether a suggestion so answered counts as completed (办结).
    pub completed: bool,
    /// Whether what was promised is tracked after the reply, until it is done.
    pub tracked: bool,
}

/// One choice of the feedback form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RatingRule {
    /// The rating.
    pub rating: Rating,
    /// How the form words it.
    pub label: Text,
}

/// One ground on which something is not accepted as a suggestion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReasonRule {
    /// The coded reason.
    pub reason: NotAcceptedReason,
    /// How it is worded to the deputy.
    pub label: Text,
}

/// What a rate is a share of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Denominator {
    /// All suggestions that count.
    Total,
    /// Those that have been replied to.
    Replied,
    /// Those whose reply has been evaluated.
    Evaluated,
}

impl Denominator {
    /// In words.
    pub fn text(self) -> Text {
        match self {
            Denominator::Total => Text::new("建议总件数", "all suggestions"),
            Denominator::Replied => Text::new("已答复件数", "suggestions replied to"),
            Denominator::Evaluated => Text::new("已评价件数", "suggestions evaluated"),
        }
    }
}

/// What every value of a rule can do: be shown to people, and be checked when a
/// rulebook is read.
pub(crate) trait RuleValue {
    /// The value in words.
    fn show(&self) -> Text;
    /// What is wrong with it and what is allowed, or nothing.
    fn fault(&self) -> Option<Text>;
}

impl RuleValue for Option<Period> {
    fn show(&self) -> Text {
        self.map_or_else(|| Text::new("未规定", "not set"), Period::text)
    }

    fn fault(&self) -> Option<Text> {
        let period = (*self)?;
        let max = Period::MAX_COUNT;
        ((period.count == 0 && *self != SAME_DAY) || period.count > max).then(|| {
            Text::new(
                format!("期限为{}，应为1至{max}", period.count),
                format!("the count is {}; allowed are 1 to {max}", period.count),
            )
        })
    }
}

impl RuleValue for ClassRule {
    fn show(&self) -> Text {
        let mut shown = self.label.clone();
        if self.completed {
            shown.zh.push_str("（计为办结）");
            shown.en.push_str(" (counts as completed)");
        }
        if self.tracked {
            shown.zh.push_str("（继续跟踪）");
            shown.en.push_str(" (tracked until done)");
        }
        shown
    }

    fn fault(&self) -> Option<Text> {
        text_fault(&self.label)
    }
}

impl RuleValue for Vec<RatingRule> {
    fn show(&self) -> Text {
        joined(self.iter().map(|option| option.label.clone()))
    }

    fn fault(&self) -> Option<Text> {
        if !distinct(self.iter().map(|option| option.rating), Rating::ALL.len()) || self.len() < 2 {
            return Some(Text::new(
                "应列出二至三个互不相同的评价等次：satisfied、basically_satisfied、dissatisfied",
                "two or three different ratings are needed: satisfied, basically_satisfied, dissatisfied",
            ));
        }
        self.iter().find_map(|option| text_fault(&option.label))
    }
}

impl RuleValue for Vec<ReasonRule> {
    fn show(&self) -> Text {
        // The wordings have commas of their own.
        let labels = self
            .iter()
            .map(|rule| (rule.label.zh.as_str(), rule.label.en.as_str()));
        let (zh, en): (Vec<&str>, Vec<&str>) = labels.unzip();
        Text::new(zh.join("；"), en.join("; "))
    }

    fn fault(&self) -> Option<Text> {
        let all = NotAcceptedReason::ALL.len();
        if !distinct(self.iter().map(|reason| reason.reason), all) {
            return Some(Text::new("同一理由重复出现", "a reason is given twice"));
        }
        self.iter().find_map(|reason| text_fault(&reason.label))
    }
}

impl RuleValue for Vec<ConsultPhase> {
    fn show(&self) -> Text {
        if self.is_empty() {
            return Text::new("不限阶段", "at any time");
        }
        joined(self.iter().map(|phase| phase_text(*phase)))
    }

    fn fault(&self) -> Option<Text> {
        let wrong = self.contains(&ConsultPhase::Unstated) || !distinct(self.iter().copied(), 3);
        wrong.then(|| {
            Text::new(
                "见面阶段应为 before、during、after，且不重复",
                "allowed are before, during and after, each once",
            )
        })
    }
}

impl RuleValue for Denominator {
    fn show(&self) -> Text {
        let of = self.text();
        Text::new(format!("占{}的比例", of.zh), format!("share of {}", of.en))
    }

    fn fault(&self) -> Option<Text> {
        None
    }
}

impl RuleValue for Option<Fraction> {
    fn show(&self) -> Text {
        let percent = self.and_then(|quota| quota.percent(0));
        percent.map_or_else(
            || Text::new("未规定", "not set"),
            |p| Text::new(format!("不少于{p}%"), format!("at least {p} %")),
        )
    }

    fn fault(&self) -> Option<Text> {
        let quota = (*self)?;
        (quota.denominator == 0 || quota.numerator > quota.denominator).then(|| {
            Text::new(
                format!("比例为{quota}，应在0与1之间"),
                format!("the share is {quota}; allowed are shares from 0 to 1"),
            )
        })
    }
}

impl RuleValue for u8 {
    fn show(&self) -> Text {
        Text::new(format!("{self}位小数"), format!("{self} decimals"))
    }

    fn fault(&self) -> Option<Text> {
        (*self > MAX_DECIMALS).then(|| {
            Text::new(
                format!("小数位数为{self}，应为0至{MAX_DECIMALS}"),
                format!("{self} decimals; allowed are 0 to {MAX_DECIMALS}"),
            )
        })
    }
}

impl RuleValue for u32 {
    fn show(&self) -> Text {
        Period::working_days(*self).text()
    }

    fn fault(&self) -> Option<Text> {
        (*self > 250).then(|| {
            Text::new(
                format!("工作日数为{self}，应为0至250"),
                format!("{self} working days; allowed are 0 to 250"),
            )
        })
    }
}

impl RuleValue for bool {
    fn show(&self) -> Text {
        if *self {
            Text::new("是", "yes")
        } else {
            Text::new("否", "no")
        }
    }

    fn fault(&self) -> Option<Text> {
        None
    }
}

/// The phase of a consultation in words.
pub fn phase_text(phase: ConsultPhase) -> Text {
    match phase {
        ConsultPhase::Before => Text::new("办前", "before handling"),
        ConsultPhase::During => Text::new("办中", "during handling"),
        ConsultPhase::After => Text::new("办后", "after handling"),
        ConsultPhase::Unstated => Text::new("阶段未注明", "phase not stated"),
    }
}

/// What is wrong with a text that people are to read, or nothing.
pub(super) fn text_fault(text: &Text) -> Option<Text> {
    let good = |part: &str| {
        let length = part.chars().count();
        (1..=MAX_TEXT).contains(&length) && !part.chars().any(char::is_control)
    };
    (!good(&text.zh) || !good(&text.en)).then(|| {
        Text::new(
            format!("中文和英文都应有1至{MAX_TEXT}个字"),
            format!("both languages need 1 to {MAX_TEXT} characters"),
        )
    })
}

pub(super) fn joined(texts: impl Iterator<Item = Text>) -> Text {
    let (zh, en): (Vec<String>, Vec<String>) = texts.map(|text| (text.zh, text.en)).unzip();
    Text::new(zh.join("、"), en.join(", "))
}

pub(super) fn distinct<T: PartialEq>(items: impl Iterator<Item = T>, most: usize) -> bool {
    let mut seen = Vec::new();
    for item in items {
        if seen.len() == most || seen.contains(&item) {
            return false;
        }
        seen.push(item);
    }
    true
}
