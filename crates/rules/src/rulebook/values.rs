//! The kinds of value of `kinds.rs` and of other modules, shown and checked.

use super::kinds::{Count, Gate, LateReturn, ReplyForm, StepOwner, ThirdPartyScope, YearDay};
use super::rule::{RuleValue, distinct, joined, text_fault};
use crate::calendar::Period;
use crate::fraction::Fraction;
use crate::score::ScoreCard;
use crate::suggestion::terms::{KeyCriterion, RedoStep, SupervisionForm, SupervisorRole};
use crate::text::Text;
use crate::verdict::{Base, VoteRule};

fn unset() -> Text {
    Text::new("未规定", "not set")
}

/// Months and days that can be.
fn day_fault(month: u8, day: u8) -> Option<Text> {
    let wrong = !(1..=12).contains(&month) || !(1..=31).contains(&day);
    wrong.then(|| {
        Text::new(
            format!("{month}月{day}日不是一年中的日期"),
            format!("month {month}, day {day} is no day of a year"),
        )
    })
}

fn share_fault(share: Fraction) -> Option<Text> {
    let wrong = share.denominator == 0 || share.numerator > share.denominator;
    wrong.then(|| {
        Text::new(
            format!("比例为{share}，应在0与1之间"),
            format!("the share is {share}; allowed are shares from 0 to 1"),
        )
    })
}

impl RuleValue for Option<YearDay> {
    fn show(&self) -> Text {
        self.map_or_else(unset, |d| {
            let zh = match d.years {
                0 => "当年".to_owned(),
                1 => "次年".to_owned(),
                n => format!("{n}年后"),
            };
            let en = match d.years {
                0 => "of the same year".to_owned(),
                1 => "of the next year".to_owned(),
                n => format!("{n} years later"),
            };
            Text::new(
                format!("{zh}{}月{}日前", d.month, d.day),
                format!("by {:02}-{:02} {en}", d.month, d.day),
            )
        })
    }

    fn fault(&self) -> Option<Text> {
        let day = (*self)?;
        day_fault(day.month, day.day).or_else(|| {
            (day.years > 20).then(|| Text::new("年数应为0至20", "allowed are 0 to 20 years"))
        })
    }
}

impl RuleValue for Count {
    fn show(&self) -> Text {
        Text::new(self.0.to_string(), self.0.to_string())
    }

    fn fault(&self) -> Option<Text> {
        (self.0 > 10_000).then(|| Text::new("数目应为0至10000", "allowed are 0 to 10000"))
    }
}

impl RuleValue for Option<Count> {
    fn show(&self) -> Text {
        self.map_or_else(unset, |count| count.show())
    }

    fn fault(&self) -> Option<Text> {
        self.and_then(|count| count.fault())
    }
}

impl RuleValue for LateReturn {
    fn show(&self) -> Text {
        match self {
            LateReturn::Refused => Text::new("不予受理", "not taken"),
            LateReturn::WithConsent => Text::new("经同意可以退办", "taken with consent"),
        }
    }

    fn fault(&self) -> Option<Text> {
        None
    }
}

impl RuleValue for ReplyForm {
    fn show(&self) -> Text {
        let parts = [
            (self.signed, "单位负责人签发", "signed by the unit's head"),
            (self.sealed, "加盖单位公章", "sealed"),
            (self.form_enclosed, "附征询意见表", "with the feedback form"),
        ];
        let asked = parts.iter().filter(|(asked, ..)| *asked);
        let asked: Vec<Text> = asked.map(|(_, zh, en)| Text::new(*zh, *en)).collect();
        if asked.is_empty() {
            return Text::new("不作要求", "nothing asked");
        }
        joined(asked.into_iter())
    }

    fn fault(&self) -> Option<Text> {
        None
    }
}

/// Lists of terms, each at most once.
macro_rules! lists {
    ($($type:ident: $empty_zh:literal, $empty_en:literal;)+) => {$(
        impl RuleValue for Vec<$type> {
            fn show(&self) -> Text {
                if self.is_empty() {
                    return Text::new($empty_zh, $empty_en);
                }
                joined(self.iter().map(|one| one.label()))
            }

            fn fault(&self) -> Option<Text> {
                (!distinct(self.iter().copied(), $type::ALL.len())).then(|| {
                    Text::new("同一项重复出现", "an entry is given twice")
                })
            }
        }
    )+};
}

impl ThirdPartyScope {
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

lists! {
    KeyCriterion: "未规定", "not set";
    SupervisionForm: "不限形式", "any form";
    SupervisorRole: "不限主体", "anyone";
    RedoStep: "未规定", "not set";
    ThirdPartyScope: "未规定", "not set";
}

impl RuleValue for Option<Gate> {
    fn show(&self) -> Text {
        self.map_or_else(unset, |gate| {
            let share = gate.share.percent(0).unwrap_or_default();
            Text::new(
                format!("{}月{}日前完成不少于{share}%", gate.month, gate.day),
                format!("at least {share} % by {:02}-{:02}", gate.month, gate.day),
            )
        })
    }

    fn fault(&self) -> Option<Text> {
        let gate = (*self)?;
        day_fault(gate.month, gate.day).or_else(|| share_fault(gate.share))
    }
}

impl RuleValue for Vec<Text> {
    fn show(&self) -> Text {
        if self.is_empty() {
            return unset();
        }
        joined(self.iter().cloned())
    }

    fn fault(&self) -> Option<Text> {
        self.iter().find_map(text_fault).or_else(|| {
            (!distinct(self.iter(), 50)).then(|| {
                Text::new(
                    "同一项重复出现，或者超过50项",
                    "an entry is given twice, or there are more than 50",
                )
            })
        })
    }
}

impl RuleValue for Vec<StepOwner> {
    fn show(&self) -> Text {
        if self.is_empty() {
            return unset();
        }
        joined(self.iter().map(|one| {
            let step = one.step.text();
            match &one.owner {
                Some(owner) => Text::new(
                    format!("{}：{}", step.zh, owner.zh),
                    format!("{}: {}", step.en, owner.en),
                ),
                None => Text::new(
                    format!("{}（责任主体待定）", step.zh),
                    format!("{} (owner to be named)", step.en),
                ),
            }
        }))
    }

    fn fault(&self) -> Option<Text> {
        if !distinct(self.iter().map(|one| one.step), 6) {
            return Some(Text::new("同一环节重复出现", "a step is given twice"));
        }
        self.iter()
            .filter_map(|one| one.owner.as_ref())
            .find_map(text_fault)
    }
}

impl RuleValue for Option<VoteRule> {
    fn show(&self) -> Text {
        self.map_or_else(unset, |rule| {
            let base = match rule.base {
                Base::Members => Text::new("全体组成人员", "all members"),
                Base::Present => Text::new("到会人员", "members present"),
                Base::Collected => Text::new("收回票数", "ballots collected"),
                Base::Valid => Text::new("有效票数", "valid ballots"),
            };
            let share = rule.threshold;
            let (zh, en) = if rule.inclusive {
                ("达到", "at least")
            } else {
                ("超过", "more than")
            };
            Text::new(
                format!("{zh}{}的{share}", base.zh),
                format!("{en} {share} of {}", base.en),
            )
        })
    }

    fn fault(&self) -> Option<Text> {
        let rule = (*self)?;
        share_fault(rule.threshold).or_else(|| rule.quorum.and_then(share_fault))
    }
}

impl RuleValue for Option<ScoreCard> {
    fn show(&self) -> Text {
        match self {
            None => unset(),
            Some(card) => joined(card.items.iter().map(|item| item.label.clone())),
        }
    }

    fn fault(&self) -> Option<Text> {
        let card = self.as_ref()?;
        if card.items.is_empty() || card.items.len() > 100 {
            return Some(Text::new("评分项应为1至100项", "1 to 100 lines are needed"));
        }
        let labels = card.items.iter().map(|item| &item.label);
        let grades = card.grades.iter().map(|grade| &grade.label);
        labels.chain(grades).find_map(text_fault)
    }
}

/// A period counted in days may be 0 for the one rule that means the same day.
pub(super) const SAME_DAY: Option<Period> = Some(Period::calendar_days(0));
