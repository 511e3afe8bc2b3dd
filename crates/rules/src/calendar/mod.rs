//! Days: which are worked, how many lie between two, and when a period ends.
//!
//! ```
//! use chrono::NaiveDate;
//! use huiyin_rules::calendar::{Calendar, Period, Rolling, due};
//!
//! let calendar = Calendar::built_in();
//! let start = NaiveDate::from_ymd_opt(2024, 3, 8).ok_or("no such day")?;
//! let end = due(start, Period::months(3), Rolling::RestDays, calendar).map_err(|e| e.to_string())?;
//! // 8 June 2024 is in the Dragon Boat holiday, which ends on the 10th.
//! assert_eq!(end.date.to_string(), "2024-06-11");
//! assert!(!end.provisional);
//! # Ok::<(), String>(())
//! ```

mod days;
mod explain;
mod extend;
mod fixed;
mod packed;
mod parse;
mod period;
mod table;

pub use days::{date_of, date_text, day_number, holiday_text};
pub use explain::{Due, Step, due};
pub use extend::DayChange;
pub use fixed::{day_before, day_before_date, day_of_year};
pub use parse::CalendarError;
pub use period::{DueDate, OutOfRange, Period, Rolling, Unit, due_date};

use crate::text::Text;
use chrono::{Datelike, NaiveDate, Weekday};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::OnceLock;
use table::Table;

/// What a day is to an office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayKind<'a> {
    /// Monday to Friday, nothing announced.
    Working,
    /// Saturday or Sunday, nothing announced.
    Weekend,
    /// A day off by the State Council's notice (放假). Published tables list the
    /// weekend days inside a holiday in some years and not in others.
    Holiday(&'a str),
    /// A Saturday or Sunday worked by the State Council's notice (调休上班).
    MakeUpWorkday(&'a str),
}

impl DayKind<'_> {
    /// Whether offices are open on it.
    pub const fn is_working(self) -> bool {
        matches!(self, DayKind::Working | DayKind::MakeUpWorkday(_))
    }
}

/// One announced day: off, or worked although it is a weekend.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Announced {
    off: bool,
    name: String,
}

/// The announced calendar: public holidays and make-up working days up to a
/// horizon. Outside its span days follow the plain week, and every date reached
/// that way is provisional (暂估), for such days are decreed year by year.
#[derive(Clone, Debug)]
pub struct Calendar {
    id: String,
    first: NaiveDate,
    horizon: NaiveDate,
    announced: BTreeMap<i32, Announced>,
    table: Table,
}

impl Calendar {
    /// The calendar shipped with the product: mainland China, announced year by
    /// year by the General Office of the State Council.
    pub fn built_in() -> &'static Calendar {
        static BUILT_IN: OnceLock<Calendar> = OnceLock::new();
        // A test proves that it is what the file says; should it ever not be there, every
        // date is provisional, which is true, rather than the program ending.
        BUILT_IN.get_or_init(|| packed::calendar().unwrap_or_else(Calendar::plain_week))
    }

    /// A calendar that knows no notice at all: the plain week, everything provisional.
    pub fn plain_week() -> Calendar {
        let horizon = NaiveDate::default();
        let first = horizon.succ_opt().unwrap_or(horizon);
        Calendar::assemble("plain-week".to_owned(), first, horizon, BTreeMap::new())
    }

    /// Reads a calendar from the JSON form of `data/holidays-cn.json`, bounded in
    /// size and checked: years without gaps, each date in its year and only once,
    /// make-up days on weekends, nothing announced after the horizon.
    pub fn from_json(json: &str) -> Result<Calendar, CalendarError> {
        parse::calendar(json)
    }

    fn assemble(
        id: String,
        first: NaiveDate,
        horizon: NaiveDate,
        announced: BTreeMap<i32, Announced>,
    ) -> Calendar {
        let span = day_number(first)..=day_number(horizon);
        let table = Table::new(span, |day| match announced.get(&day) {
            Some(notice) => !notice.off,
            None => table::is_weekday(day),
        });
        Calendar {
            id,
            first,
            horizon,
            announced,
            table,
        }
    }

    /// Names this version of the calendar in explanations: two calendars that
    /// differ in any day have different ids.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The last day announced; later dates are provisional.
    pub fn horizon(&self) -> NaiveDate {
        self.horizon
    }

    /// The first day announced.
    pub fn first(&self) -> NaiveDate {
        self.first
    }

    /// Whether what this calendar says of `date` was announced.
    pub fn covers(&self, date: NaiveDate) -> bool {
        self.first <= date && date <= self.horizon
    }

    /// What `date` is; beyond the announced span by the plain week.
    pub fn day_kind(&self, date: NaiveDate) -> DayKind<'_> {
        match self.announced.get(&day_number(date)) {
            Some(notice) if notice.off => DayKind::Holiday(&notice.name),
            Some(notice) => DayKind::MakeUpWorkday(&notice.name),
            None if matches!(date.weekday(), Weekday::Sat | Weekday::Sun) => DayKind::Weekend,
            None => DayKind::Working,
        }
    }

    /// Whether offices are open on `date`.
    pub fn is_working(&self, date: NaiveDate) -> bool {
        self.day_kind(date).is_working()
    }

    /// Working days after `from` up to and including `to`: what is left of a
    /// period on `from` that ends on `to`. Negative when `to` is earlier, in
    /// working days after `to` up to and including `from`.
    pub fn working_days_between(&self, from: NaiveDate, to: NaiveDate) -> i32 {
        self.working_days_between_numbers(day_number(from), day_number(to))
    }

    /// [`Calendar::working_days_between`] on day numbers (see [`day_number`]),
    /// for columns of a hundred thousand dates.
    pub fn working_days_between_numbers(&self, from: i32, to: i32) -> i32 {
        let count = self.table.working_up_to(to) - self.table.working_up_to(from);
        // Both ends are day numbers of 32 bits, five sevenths of whose distance fits.
        i32::try_from(count).unwrap_or(if count < 0 { i32::MIN } else { i32::MAX })
    }

    /// The day on which the `count`-th working day after `from` falls; `from`
    /// itself for 0; for a negative count, the working day from which on exactly
    /// that many are left until `from` (`from` included when it is worked).
    /// `None` outside the dates that can be written.
    pub fn add_working_days(&self, from: NaiveDate, count: i32) -> Option<NaiveDate> {
        if count == 0 {
            return Some(from);
        }
        let target = self.table.working_up_to(day_number(from)) + i64::from(count);
        date_of(i32::try_from(self.table.nth_working(target)).ok()?)
    }

    /// The first day from which on no more than `left` working days remain until `due`.
    fn day_with_left(&self, due: NaiveDate, left: u32) -> Option<NaiveDate> {
        let target = self.table.working_up_to(day_number(due)) - i64::from(left);
        date_of(i32::try_from(self.table.nth_working(target)).ok()?)
    }

    /// The day from which on a date is due soon, when "soon" is `soon` working
    /// days or fewer left; the due date itself in the far past beyond all dates.
    pub fn warn_from(&self, due: NaiveDate, soon: u32) -> NaiveDate {
        self.day_with_left(due, soon).unwrap_or(due)
    }

    /// Whether a rest day belongs to an unbroken rest that has a holiday in it,
    /// as a Saturday does whose Monday is off.
    fn within_holiday(&self, day: NaiveDate) -> bool {
        let mut back = std::iter::successors(Some(day), NaiveDate::pred_opt);
        let mut ahead = std::iter::successors(Some(day), NaiveDate::succ_opt);
        let holiday = |days: &mut dyn Iterator<Item = NaiveDate>| {
            days.map(|day| self.day_kind(day))
                .take_while(|kind| !kind.is_working())
                .any(|kind| matches!(kind, DayKind::Holiday(_)))
        };
        holiday(&mut back) || holiday(&mut ahead)
    }

    /// The days announced in `days`, with their names and whether they are off.
    fn announced_in(&self, days: RangeInclusive<i32>) -> impl Iterator<Item = (&str, bool)> {
        let days = if days.is_empty() { 0..=0 } else { days };
        self.announced
            .range(days)
            .map(|(_, notice)| (notice.name.as_str(), notice.off))
    }

    /// A sentence naming this calendar and how far it reaches.
    pub fn describe(&self) -> Text {
        if self.first > self.horizon {
            return Text::new(
                "没有可用的放假通知，按平常周推算",
                "no holiday notice is known; the plain week is followed",
            );
        }
        let (first, last) = (self.first.year(), self.horizon);
        Text::new(
            format!(
                "国务院办公厅{first}—{}年放假通知（版本 {}，公布至{}）",
                last.year(),
                self.id,
                days::date_zh(last)
            ),
            format!(
                "State Council holiday notices {first}–{} (version {}, announced to {last})",
                last.year(),
                self.id
            ),
        )
    }
}

/// `cn-2015-2026-` and the first half of an FNV-1a checksum over every announced
/// day, so that a changed notice gives another version. It names, it does not protect.
fn identity(first: i32, horizon: NaiveDate, announced: &BTreeMap<i32, Announced>) -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut eat = |bytes: &[u8]| {
        for byte in bytes {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    eat(&day_number(horizon).to_le_bytes());
    for (day, notice) in announced {
        eat(&day.to_le_bytes());
        eat(&[u8::from(notice.off)]);
        eat(notice.name.as_bytes());
        eat(&[0]);
    }
    format!("cn-{first}-{}-{:08x}", horizon.year(), hash >> 32)
}

#[cfg(test)]
mod tests;
