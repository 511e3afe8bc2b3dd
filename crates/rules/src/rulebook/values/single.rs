//! Single values: numbers, shares, flags, choices, and small records.

use super::{RuleValue, listed, unset};
use crate::calendar::Period;
use crate::fraction::{Fraction, MAX_DECIMALS};
use crate::rulebook::form::{Form, options};
use crate::rulebook::kinds::{Count, LateReturn, ReplyForm};
use crate::rulebook::rule::{ClassRule, Denominator, text_fault};
use crate::rulebook::shape::{
    Shape, Term, member, number, number_schema, object_schema, objects, parse_term, terms,
    write_term,
};
use crate::text::Text;
use crate::tree::{self, Misfit};
use crate::verdict::{Base, VoteRule};
use serde_json::{Map, Value, json};

/// Most things or years a rule may count.
const MAX_COUNT: u32 = 10_000;
/// Most working days ahead of which a date can be due soon: a year of them.
const MAX_SOON: u32 = 250;
/// Largest number in a share.
const MAX_SHARE: u32 = 1_000_000;

terms! {
    LateReturn by label { Refused = "refused", WithConsent = "with-consent" }
    Denominator by text { Total = "total", Replied = "replied", Evaluated = "evaluated" }
    Base by text { Members = "members", Present = "present", Collected = "collected", Valid = "valid" }
}

objects! {
    ClassRule {
        label: "label" = Text;
        completed: "completed" = bool;
        tracked: "tracked" = bool;
    }
    ReplyForm {
        signed: "signed" = bool;
        sealed: "sealed" = bool;
        form_enclosed: "form-enclosed" = bool;
    }
    VoteRule {
        base: "base" = Base;
        threshold: "threshold" = Fraction;
        inclusive: "inclusive" = bool;
        quorum: "quorum" = Option<Fraction>;
    }
}

/// A bare whole number.
macro_rules! numbers {
    ($($type:ty: $most:expr, $make:expr, $get:expr;)+) => {$(
        impl Shape for $type {
            fn parse(value: &Value) -> Result<Self, Misfit> {
                let number = tree::whole(value, 0, i64::from($most))?;
                // The bound fits the type.
                Ok($make(number.try_into().unwrap_or_default()))
            }

            fn write(&self) -> Value {
                Value::from($get(self))
            }

            fn schema() -> Value {
                number_schema(0, i64::from($most))
            }
        }
    )+};
}

numbers! {
    Count: MAX_COUNT, Count, |count: &Count| count.0;
    u8: MAX_DECIMALS, |n: u8| n, |n: &u8| *n;
    u32: MAX_SOON, |n: u32| n, |n: &u32| *n;
}

impl Shape for Fraction {
    fn parse(value: &Value) -> Result<Fraction, Misfit> {
        let map = tree::members(value, &["numerator", "denominator"])?;
        let part = |key, least| -> Result<u64, Misfit> {
            let number = number(map, key, least, i64::from(MAX_SHARE))?;
            Ok(number.unsigned_abs())
        };
        let share = Fraction::new(part("numerator", 0)?, part("denominator", 1)?);
        match share_fault(share) {
            None => Ok(share),
            Some(fault) => Err(Misfit::new(fault.zh, fault.en)),
        }
    }

    fn write(&self) -> Value {
        Value::Object(Map::from_iter([
            ("numerator".to_owned(), Value::from(self.numerator)),
            ("denominator".to_owned(), Value::from(self.denominator)),
        ]))
    }

    fn schema() -> Value {
        json!({"$ref": "#/$defs/share"})
    }
}

/// The schema of a share, defined once.
pub(in crate::rulebook) fn share_schema() -> Value {
    object_schema(vec![
        ("numerator", number_schema(0, i64::from(MAX_SHARE)), false),
        ("denominator", number_schema(1, i64::from(MAX_SHARE)), false),
    ])
}

pub(super) fn share_fault(share: Fraction) -> Option<Text> {
    let wrong = share.denominator == 0 || share.numerator > share.denominator;
    wrong.then(|| {
        Text::new(
            format!("比例为{share}，应在0与1之间"),
            format!("the share is {share}; allowed are shares from 0 to 1"),
        )
    })
}

impl RuleValue for Option<Fraction> {
    fn show(&self) -> Text {
        let percent = self.and_then(|quota| quota.percent(0));
        percent.map_or_else(unset, |p| {
            Text::new(format!("不少于{p}%"), format!("at least {p} %"))
        })
    }

    fn fault(&self) -> Option<Text> {
        self.and_then(share_fault)
    }

    fn form() -> Form {
        Form::Share
    }
}

fn above(most: u32) -> Text {
    Text::new(
        format!("应为0至{most}的整数"),
        format!("allowed are whole numbers from 0 to {most}"),
    )
}

impl RuleValue for Count {
    fn show(&self) -> Text {
        Text::new(self.0.to_string(), self.0.to_string())
    }

    fn fault(&self) -> Option<Text> {
        (self.0 > MAX_COUNT).then(|| above(MAX_COUNT))
    }

    fn form() -> Form {
        Form::Count {
            optional: false,
            most: MAX_COUNT,
        }
    }
}

impl RuleValue for Option<Count> {
    fn show(&self) -> Text {
        self.map_or_else(unset, |count| count.show())
    }

    fn fault(&self) -> Option<Text> {
        self.and_then(|count| count.fault())
    }

    fn form() -> Form {
        Form::Count {
            optional: true,
            most: MAX_COUNT,
        }
    }
}

impl RuleValue for u8 {
    fn show(&self) -> Text {
        Text::new(format!("{self}位小数"), format!("{self} decimals"))
    }

    fn fault(&self) -> Option<Text> {
        (*self > MAX_DECIMALS).then(|| above(u32::from(MAX_DECIMALS)))
    }

    fn form() -> Form {
        Form::Count {
            optional: false,
            most: u32::from(MAX_DECIMALS),
        }
    }
}

impl RuleValue for u32 {
    fn show(&self) -> Text {
        Period::working_days(*self).text()
    }

    fn fault(&self) -> Option<Text> {
        (*self > MAX_SOON).then(|| above(MAX_SOON))
    }

    fn form() -> Form {
        Form::Count {
            optional: false,
            most: MAX_SOON,
        }
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

    fn form() -> Form {
        Form::Flag
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

    fn form() -> Form {
        Form::Json
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

    fn form() -> Form {
        Form::Choice {
            options: options::<Denominator>(),
        }
    }
}

impl RuleValue for LateReturn {
    fn show(&self) -> Text {
        self.label()
    }

    fn fault(&self) -> Option<Text> {
        None
    }

    fn form() -> Form {
        Form::Choice {
            options: options::<LateReturn>(),
        }
    }
}

impl RuleValue for ReplyForm {
    fn show(&self) -> Text {
        if *self == ReplyForm::default() {
            return Text::new("不作要求", "nothing asked");
        }
        let parts = [
            (self.signed, "单位负责人签发", "signed by the unit's head"),
            (self.sealed, "加盖单位公章", "sealed"),
            (self.form_enclosed, "附征询意见表", "with the feedback form"),
        ];
        let asked = parts.into_iter().filter(|(asked, ..)| *asked);
        listed(asked.map(|(_, zh, en)| Text::new(zh, en)))
    }

    fn fault(&self) -> Option<Text> {
        None
    }

    fn form() -> Form {
        Form::Json
    }
}

impl RuleValue for Option<VoteRule> {
    fn show(&self) -> Text {
        self.map_or_else(unset, |rule| {
            let (base, share) = (rule.base.text(), rule.threshold);
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

    fn form() -> Form {
        Form::Json
    }
}
