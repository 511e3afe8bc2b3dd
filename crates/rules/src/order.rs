//! What the office's orders about stations, voices, drives, the notice board and the
//! intake have in common: whose they are, and how texts, lists and days are bounded, so
//! that nothing recorded grows beyond measure.

use crate::actor::{Actor, Role};
use crate::text::Text;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// What a decision is made with.
#[derive(Clone, Copy, Debug)]
pub struct OrderContext<'a> {
    /// Today.
    pub today: NaiveDate,
    /// Who orders it.
    pub actor: &'a Actor,
}

/// Why an order is not in place, whatever it is about; [`Unfit::code`] is stable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// It belongs to the congress's office.
    OfficeOnly(Role),
    /// A text is missing, too long, or holds what it may not.
    Text {
        /// Which one.
        field: Text,
        /// Least characters.
        least: usize,
        /// Most characters.
        most: usize,
    },
    /// There are too few or too many.
    Count {
        /// Of what.
        field: Text,
        /// Least.
        least: usize,
        /// Most.
        most: usize,
    },
    /// Something is given twice.
    Twice {
        /// What.
        what: String,
    },
    /// A name by which programs know something is none.
    Name {
        /// What of.
        field: Text,
    },
    /// The day has not come yet.
    Ahead {
        /// The day.
        on: NaiveDate,
        /// Today.
        today: NaiveDate,
    },
    /// The day lies before what it follows.
    Early {
        /// The day.
        on: NaiveDate,
        /// The day it follows.
        since: NaiveDate,
    },
}

impl Unfit {
    /// The stable name.
    pub const fn code(&self) -> &'static str {
        match self {
            Unfit::OfficeOnly(_) => "order_office_only",
            Unfit::Text { .. } => "order_text_unfit",
            Unfit::Count { .. } => "order_count",
            Unfit::Twice { .. } => "order_twice",
            Unfit::Name { .. } => "order_name_unfit",
            Unfit::Ahead { .. } => "order_day_ahead",
            Unfit::Early { .. } => "order_day_early",
        }
    }

    /// What is wrong, where, and what to do.
    pub fn text(&self) -> Text {
        match self {
            Unfit::OfficeOnly(_) => Text::new(
                "此项工作由人大机关负责。请切换到人大机关身份后操作。",
                "this is for the congress's office; act as it first",
            ),
            Unfit::Text { field, least, most } => {
                let (zh, en) = if *least > 0 {
                    ("应填写，", "is needed: ")
                } else {
                    ("", "has ")
                };
                Text::new(
                    format!("{}{zh}不超过{most}个字，且不含控制字符。请修改。", field.zh),
                    format!(
                        "{} {en}at most {most} characters and no control characters",
                        field.en
                    ),
                )
            }
            Unfit::Count { field, least, most } => Text::new(
                format!("{}的数量应为{least}至{most}。请增减后再试。", field.zh),
                format!("the number of {} has to be {least} to {most}", field.en),
            ),
            Unfit::Twice { what } => Text::new(
                format!("“{what}”出现了两次。请删去重复的一项；同名的，请加以区分。"),
                format!("\"{what}\" is given twice; remove one, or tell namesakes apart"),
            ),
            Unfit::Name { field } => Text::new(
                format!("{}的代码不正确。请重新生成或者刷新后再试。", field.zh),
                format!(
                    "the code of {} is malformed; make it anew or reload",
                    field.en
                ),
            ),
            Unfit::Ahead { on, today } => Text::new(
                format!("{on}还没有到，今天是{today}。请改为今天或者以前的日期。"),
                format!("{on} has not come yet, today is {today}; give today or an earlier day"),
            ),
            Unfit::Early { on, since } => Text::new(
                format!("{on}早于{since}，次序不对。请核对日期。"),
                format!("{on} lies before {since}, which it has to follow; check the day"),
            ),
        }
    }
}

/// Only the office orders.
pub(crate) fn office(actor: &Actor) -> Result<(), Unfit> {
    match actor.acting().role {
        Role::Office => Ok(()),
        role => Err(Unfit::OfficeOnly(role)),
    }
}

fn writable(value: &str, breaks: bool) -> bool {
    // Marks that turn the direction of writing make a text read as another one.
    let turning = |c: char| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let breaking = |c: char| breaks && matches!(c, '\n' | '\r' | '\t');
    !value
        .chars()
        .any(|c| (c.is_control() || turning(c)) && !breaking(c))
}

fn bounded(value: &str, field: Text, least: usize, most: usize, breaks: bool) -> Result<(), Unfit> {
    let long = value.len() > most && value.chars().count() > most;
    let missing = least > 0 && value.trim().is_empty();
    if long || missing || !writable(value, breaks) {
        return Err(Unfit::Text { field, least, most });
    }
    Ok(())
}

/// A line that has to be there.
pub(crate) fn line(value: &str, field: Text, most: usize) -> Result<(), Unfit> {
    bounded(value, field, 1, most, false)
}

/// A line that may be empty.
pub(crate) fn optional_line(value: &str, field: Text, most: usize) -> Result<(), Unfit> {
    bounded(value, field, 0, most, false)
}

/// A running text that has to be there.
pub(crate) fn body(value: &str, field: Text, most: usize) -> Result<(), Unfit> {
    bounded(value, field, 1, most, true)
}

/// A running text that may be empty.
pub(crate) fn optional_body(value: &str, field: Text, most: usize) -> Result<(), Unfit> {
    bounded(value, field, 0, most, true)
}

/// How many of something there are.
pub(crate) fn count(value: usize, field: Text, least: usize, most: usize) -> Result<(), Unfit> {
    if (least..=most).contains(&value) {
        return Ok(());
    }
    Err(Unfit::Count { field, least, most })
}

/// Every value is there once.
pub(crate) fn once<'a>(values: impl IntoIterator<Item = &'a str>) -> Result<(), Unfit> {
    let mut seen = BTreeSet::new();
    for value in values {
        if !seen.insert(value) {
            let what = value.to_owned();
            return Err(Unfit::Twice { what });
        }
    }
    Ok(())
}

/// A name for programs.
pub(crate) fn name(value: &str, field: Text) -> Result<(), Unfit> {
    if value.len() <= 64 && crate::ids::plain(value) {
        return Ok(());
    }
    Err(Unfit::Name { field })
}

/// Thirty-two bytes as hexadecimal digits.
pub(crate) fn hash(value: &str, field: Text) -> Result<(), Unfit> {
    let digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    if value.len() == 64 && value.bytes().all(digit) {
        return Ok(());
    }
    Err(Unfit::Name { field })
}

/// A day that has come, and not before the one it follows.
pub(crate) fn day(on: NaiveDate, since: Option<NaiveDate>, today: NaiveDate) -> Result<(), Unfit> {
    if on > today {
        return Err(Unfit::Ahead { on, today });
    }
    match since {
        Some(since) if on < since => Err(Unfit::Early { on, since }),
        _ => Ok(()),
    }
}

/// Counts one more thing that did not fit, of which there may be any number.
pub(crate) fn odd(anomalies: &mut u32, fits: bool) {
    *anomalies = anomalies.saturating_add(u32::from(!fits));
}
