//! Periods, days of a year, and the mid-year gate.

use super::{RuleValue, unset};
use crate::calendar::{Period, Unit};
use crate::fraction::Fraction;
use crate::rulebook::form::{Form, options};
use crate::rulebook::kinds::{Gate, YearDay};
use crate::rulebook::shape::{
    Shape, Term, member, number, number_schema, object_schema, objects, parse_term, terms,
    write_term,
};
use crate::text::Text;
use crate::tree::{self, Misfit};
use serde_json::{Map, Value, json};

terms! {
    Unit by text { Months = "months", WorkingDays = "working-days", CalendarDays = "calendar-days" }
}

objects! {
    YearDay {
        month: "month" = u8 [1, 12];
        day: "day" = u8 [1, 31];
        years: "years" = u8 [0, MAX_YEARS];
    }
    Gate {
        month: "month" = u8 [1, 12];
        day: "day" = u8 [1, 31];
        share: "share" = Fraction;
    }
}

/// Most years a day of the year may lie after the year it is counted from.
const MAX_YEARS: u8 = 20;

impl Shape for Period {
    fn parse(value: &Value) -> Result<Period, Misfit> {
        let map = tree::members(value, &["count", "unit"])?;
        let unit = member(map, "unit")?;
        // A day of none is the same day; a month of none would mean nothing.
        let least = i64::from(unit != Unit::CalendarDays);
        let count = number(map, "count", least, i64::from(Period::MAX_COUNT))?;
        Ok(Period {
            count: u32::try_from(count).unwrap_or_default(),
            unit,
        })
    }

    fn write(&self) -> Value {
        Value::Object(Map::from_iter([
            ("count".to_owned(), Value::from(self.count)),
            ("unit".to_owned(), self.unit.write()),
        ]))
    }

    fn schema() -> Value {
        json!({"$ref": "#/$defs/period"})
    }
}

/// The schema of a period, defined once.
pub(in crate::rulebook) fn period_schema() -> Value {
    let most = i64::from(Period::MAX_COUNT);
    let with = |least, units: &[&str]| {
        object_schema(vec![
            ("count", number_schema(least, most), false),
            ("unit", json!({"enum": units}), false),
        ])
    };
    json!({"anyOf": [
        with(1, &["months", "working-days"]),
        with(0, &["calendar-days"]),
    ]})
}

impl RuleValue for Option<Period> {
    fn show(&self) -> Text {
        match self {
            None => unset(),
            Some(period) if period.same_day() => Text::new("当日", "the same day"),
            Some(period) => period.text(),
        }
    }

    fn fault(&self) -> Option<Text> {
        let period = (*self)?;
        let max = Period::MAX_COUNT;
        ((period.count == 0 && !period.same_day()) || period.count > max).then(|| {
            Text::new(
                format!("期限为{}，应为1至{max}", period.count),
                format!("the count is {}; allowed are 1 to {max}", period.count),
            )
        })
    }

    fn form() -> Form {
        Form::Period {
            units: options::<Unit>(),
            most: Period::MAX_COUNT,
        }
    }
}

fn day_fault(month: u8, day: u8) -> Option<Text> {
    let wrong = !(1..=12).contains(&month) || !(1..=31).contains(&day);
    wrong.then(|| {
        Text::new(
            format!("{month}月{day}日不是一年中的日期"),
            format!("month {month}, day {day} is no day of a year"),
        )
    })
}

impl RuleValue for Option<YearDay> {
    fn show(&self) -> Text {
        self.map_or_else(unset, |day| {
            let (zh, en) = day.year_text();
            Text::new(
                format!("{zh}{}月{}日前", day.month, day.day),
                format!("by {:02}-{:02} of {en}", day.month, day.day),
            )
        })
    }

    fn fault(&self) -> Option<Text> {
        let day = (*self)?;
        day_fault(day.month, day.day).or_else(|| {
            (day.years > MAX_YEARS).then(|| {
                Text::new(
                    format!("年数应为0至{MAX_YEARS}"),
                    format!("allowed are 0 to {MAX_YEARS} years"),
                )
            })
        })
    }

    fn form() -> Form {
        Form::YearDay
    }
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
        day_fault(gate.month, gate.day).or_else(|| super::single::share_fault(gate.share))
    }

    fn form() -> Form {
        Form::Json
    }
}
