//! Days: what they are to an office, and how many lie between two.

use super::Answer;
use super::args::{self, Fields};
use super::fault::{Fault, give};
use chrono::NaiveDate;
use huiyin_rules::calendar::{DayKind, OutOfRange, Period, holiday_text};
use huiyin_rules::{Calendar, Text};
use serde::Serialize;
use std::borrow::Cow;
use wasm_bindgen::JsValue;

/// The calendar that ships, with the newer notices of `{notices}` laid over it.
pub(super) fn of_options(options: &JsValue) -> Result<Cow<'static, Calendar>, Fault> {
    let fields = Fields::options(options, "options", &["notices"])?;
    let built_in = Calendar::built_in();
    Ok(match fields.may("notices", args::text)? {
        Some(notices) => Cow::Owned(built_in.extended(&notices)?),
        None => Cow::Borrowed(built_in),
    })
}

/// A day as it is written, once it is known to exist.
///
/// # Errors
/// It does not, or is written otherwise.
pub fn day(value: &JsValue) -> Answer {
    let day = args::day(value, "day")?;
    Ok(JsValue::from_str(&day.to_string()))
}

#[derive(Serialize)]
struct About {
    id: String,
    #[serde(with = "huiyin_rules::date")]
    first: NaiveDate,
    #[serde(with = "huiyin_rules::date")]
    horizon: NaiveDate,
    text: Text,
}

/// Which calendar it is and how far it reaches.
///
/// # Errors
/// The notices are none.
pub fn calendar(options: &JsValue) -> Answer {
    let calendar = of_options(options)?;
    give(&About {
        id: calendar.id().to_owned(),
        first: calendar.first(),
        horizon: calendar.horizon(),
        text: calendar.describe(),
    })
}

#[derive(Serialize)]
struct Kind {
    #[serde(with = "huiyin_rules::date")]
    date: NaiveDate,
    kind: &'static str,
    /// The holiday it is, or is made up for.
    holiday: Option<Text>,
    working: bool,
    provisional: bool,
}

/// What a day is to an office.
///
/// # Errors
/// An argument is none.
pub fn day_kind(value: &JsValue, options: &JsValue) -> Answer {
    let date = args::day(value, "day")?;
    let calendar = of_options(options)?;
    let found = calendar.day_kind(date);
    let (kind, holiday) = match found {
        DayKind::Working => ("working", None),
        DayKind::Weekend => ("weekend", None),
        DayKind::Holiday(name) => ("holiday", Some(name)),
        DayKind::MakeUpWorkday(name) => ("make_up_workday", Some(name)),
    };
    give(&Kind {
        date,
        kind,
        holiday: holiday.map(holiday_text),
        working: found.is_working(),
        provisional: !calendar.covers(date),
    })
}

#[derive(Serialize)]
struct Between {
    days: i32,
    provisional: bool,
}

/// Working days after the one day up to and including the other.
///
/// # Errors
/// An argument is none.
pub fn working_days_between(from: &JsValue, to: &JsValue, options: &JsValue) -> Answer {
    let (from, to) = (args::day(from, "from")?, args::day(to, "to")?);
    let calendar = of_options(options)?;
    give(&Between {
        days: calendar.working_days_between(from, to),
        provisional: !calendar.covers(from) || !calendar.covers(to),
    })
}

#[derive(Serialize)]
struct Reached {
    #[serde(with = "huiyin_rules::date")]
    date: NaiveDate,
    provisional: bool,
}

/// The day on which so many working days after another are over.
///
/// # Errors
/// An argument is none, or the day is beyond those that can be written.
pub fn add_working_days(from: &JsValue, count: &JsValue, options: &JsValue) -> Answer {
    let from = args::day(from, "from")?;
    let count = args::signed32(count, "count")?;
    let calendar = of_options(options)?;
    let date = calendar.add_working_days(from, count).ok_or_else(|| {
        let beyond = OutOfRange {
            start: from,
            period: Period::working_days(count.unsigned_abs()),
        };
        Fault::new("out_of_range", beyond.text())
    })?;
    give(&Reached {
        date,
        provisional: !calendar.covers(from) || !calendar.covers(date),
    })
}
