//! Periods of time and the day on which they end (Civil Code, articles 200–204).

use super::{Calendar, DayKind, date_of, day_number};
use crate::text::Text;
use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};
use std::fmt;

/// What a period is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// 月: to the corresponding day of the last month (article 202).
    Months,
    /// 工作日: days offices are open, make-up working days included.
    WorkingDays,
    /// 日（自然日）: every day counts.
    CalendarDays,
}

impl Unit {
    /// In words.
    pub fn text(self) -> Text {
        match self {
            Unit::Months => Text::new("个月", "months"),
            Unit::WorkingDays => Text::new("个工作日", "working days"),
            Unit::CalendarDays => Text::new("日（自然日）", "calendar days"),
        }
    }
}

/// A length of time as a rule writes it: three months, five working days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// How many.
    pub count: u32,
    /// Of what.
    pub unit: Unit,
}

impl Period {
    /// Most units a rule may ask for: a century of months, ten years of days.
    pub const MAX_COUNT: u32 = 3660;

    /// A period in months.
    pub const fn months(count: u32) -> Period {
        Period {
            count,
            unit: Unit::Months,
        }
    }

    /// A period in working days.
    pub const fn working_days(count: u32) -> Period {
        Period {
            count,
            unit: Unit::WorkingDays,
        }
    }

    /// A period in calendar days.
    pub const fn calendar_days(count: u32) -> Period {
        Period {
            count,
            unit: Unit::CalendarDays,
        }
    }

    /// Whether it is no time at all: what begins on a day ends on that day.
    pub const fn same_day(self) -> bool {
        self.count == 0 && matches!(self.unit, Unit::CalendarDays)
    }

    /// The period in words: `3个月`, `3 months`.
    pub fn text(self) -> Text {
        let n = self.count;
        let s = if n == 1 { "" } else { "s" };
        match self.unit {
            Unit::Months => Text::new(format!("{n}个月"), format!("{n} month{s}")),
            Unit::WorkingDays => Text::new(format!("{n}个工作日"), format!("{n} working day{s}")),
            Unit::CalendarDays => Text::new(format!("{n}日"), format!("{n} calendar day{s}")),
        }
    }
}

/// Which last days move on to the next one (article 203). The article speaks of
/// 法定休假日, and practice counts the weekly rest days among them; a rulebook
/// may read it narrowly. Periods in working days end on a working day anyway.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rolling {
    /// Announced holidays and weekends that are not worked.
    #[default]
    RestDays,
    /// Announced holidays only, with the weekends that lie in them or touch
    /// them; a period may end on an ordinary Saturday.
    HolidaysOnly,
}

/// The last day of a period, without the account of how it was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct DueDate {
    /// The last day; what is done on it is in time.
    pub date: NaiveDate,
    /// Whether a day was used that no notice covers yet (暂估).
    pub provisional: bool,
}

/// A period that ends after the last date that can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutOfRange {
    /// The day it starts on.
    pub start: NaiveDate,
    /// The period.
    pub period: Period,
}

impl OutOfRange {
    /// What is wrong, in both languages.
    pub fn text(&self) -> Text {
        let period = self.period.text();
        Text::new(
            format!("自{}起{}的期限超出可表示的日期范围", self.start, period.zh),
            format!(
                "{} from {} ends beyond the dates that can be written",
                period.en, self.start
            ),
        )
    }
}

impl fmt::Display for OutOfRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text().en)
    }
}

impl std::error::Error for OutOfRange {}

/// The last day of `period` when it starts on `start`. Cheap enough for a whole
/// ledger; [`super::due`] gives the same day with its account.
///
/// - Article 201: the day it starts on does not count.
/// - Article 202: months end on the corresponding day of the last month, or on
///   that month's last day where there is none.
/// - Article 203: a last day that is a rest day moves to the day after the rest.
///
/// A period of 0 calendar days ends on the day it starts on, a rest day or not: what is
/// to be done the same day does not wait.
pub fn due_date(
    start: NaiveDate,
    period: Period,
    rolling: Rolling,
    calendar: &Calendar,
) -> Result<DueDate, OutOfRange> {
    if period.same_day() {
        return Ok(DueDate {
            date: start,
            provisional: false,
        });
    }
    let out = OutOfRange { start, period };
    let date = nominal_end(start, period, calendar).ok_or(out)?;
    if period.unit == Unit::WorkingDays {
        // Every day from the start on was asked whether it is worked.
        let provisional = !calendar.covers(start) || !calendar.covers(date);
        return Ok(DueDate { date, provisional });
    }
    let end = rolled(date, rolling, calendar).ok_or(out)?;
    let provisional = !calendar.covers(date) || !calendar.covers(end);
    Ok(DueDate {
        date: end,
        provisional,
    })
}

/// The last day before article 203 is asked.
pub(super) fn nominal_end(
    start: NaiveDate,
    period: Period,
    calendar: &Calendar,
) -> Option<NaiveDate> {
    match period.unit {
        Unit::Months => start.checked_add_months(Months::new(period.count)),
        Unit::WorkingDays => calendar.add_working_days(start, i32::try_from(period.count).ok()?),
        Unit::CalendarDays => {
            let day = i64::from(day_number(start)) + i64::from(period.count);
            date_of(i32::try_from(day).ok()?)
        }
    }
}

fn rolled(date: NaiveDate, rolling: Rolling, calendar: &Calendar) -> Option<NaiveDate> {
    let mut day = date;
    while rests(day, rolling, calendar) {
        day = day.succ_opt()?;
    }
    Some(day)
}

fn rests(day: NaiveDate, rolling: Rolling, calendar: &Calendar) -> bool {
    match calendar.day_kind(day) {
        DayKind::Holiday(_) => true,
        DayKind::Weekend => rolling == Rolling::RestDays || calendar.within_holiday(day),
        DayKind::Working | DayKind::MakeUpWorkday(_) => false,
    }
}
