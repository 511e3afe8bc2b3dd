//! Days that are not counted on from a start: days of the year, and days counted back.

use super::explain::{basis, kind_text, step};
use super::{Calendar, Due, DueDate, OutOfRange, Period, Unit, date_of, date_text, day_number};
use crate::text::Text;
use chrono::{Months, NaiveDate};

/// A day of the year as a deadline, with its account. It is fixed: rest days do not move it.
pub fn day_of_year(date: NaiveDate) -> Due {
    let day = date_text(date);
    let text = Text::new(
        format!("指定日期为{}，是固定日期，不因休假日顺延", day.zh),
        format!(
            "the day laid down is {}; it is fixed, rest days do not move it",
            day.en
        ),
    );
    Due {
        date,
        provisional: false,
        steps: vec![step("year-day", text, date)],
    }
}

/// The last day on which something is done in time that has to be done `period` before
/// `end`, such as a report 20 days before a meeting. Days before a rest are never moved
/// on: that would make the time before `end` shorter.
///
/// # Errors
///
/// Where it lies before all dates.
pub fn day_before_date(
    end: NaiveDate,
    period: Period,
    calendar: &Calendar,
) -> Result<DueDate, OutOfRange> {
    let out = OutOfRange { start: end, period };
    let count = i32::try_from(period.count).map_err(|_| out)?;
    let date = match period.unit {
        Unit::Months => end.checked_sub_months(Months::new(period.count)),
        Unit::WorkingDays => calendar.add_working_days(end, -count),
        Unit::CalendarDays => day_number(end).checked_sub(count).and_then(date_of),
    };
    let date = date.ok_or(out)?;
    let asked = period.unit == Unit::WorkingDays;
    let provisional = asked && !(calendar.covers(date) && calendar.covers(end));
    Ok(DueDate { date, provisional })
}

/// The same as [`day_before_date`], with its account.
///
/// # Errors
///
/// Where it lies before all dates.
pub fn day_before(end: NaiveDate, period: Period, calendar: &Calendar) -> Result<Due, OutOfRange> {
    let found = day_before_date(end, period, calendar)?;
    let (length, from, to) = (period.text(), date_text(end), date_text(found.date));
    let kind = calendar.day_kind(found.date);
    let mut text = Text::new(
        format!("自{}往前推{}为{}", from.zh, length.zh, to.zh),
        format!("{} back from {} is {}", length.en, from.en, to.en),
    );
    if !kind.is_working() {
        let kind = kind_text(kind);
        text.zh
            .push_str(&format!("；该日为{}，不往后顺延，请提前办理", kind.zh));
        text.en.push_str(&format!(
            "; it is {} and does not move on: see to it before",
            kind.en
        ));
    }
    let mut steps = vec![step("counted-back", text, found.date)];
    if period.unit == Unit::WorkingDays {
        steps.push(basis(found.date, found.provisional, calendar));
    }
    Ok(Due {
        date: found.date,
        provisional: found.provisional,
        steps,
    })
}
