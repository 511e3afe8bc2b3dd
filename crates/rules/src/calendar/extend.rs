//! A newer notice laid over a calendar, and what it changes.

use super::explain::kind_text;
use super::parse::{self, CalendarError};
use super::{Calendar, date_of, identity};
use crate::text::Text;
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// A day that another calendar has otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayChange {
    /// The day.
    pub date: NaiveDate,
    /// What it was, in words.
    pub from: Text,
    /// What it is, in words.
    pub to: Text,
    /// Whether offices are open on it now.
    pub working: bool,
}

impl Calendar {
    /// This calendar with a document's years laid over it: years of the document replace
    /// this one's, the horizon is that of the later last year. The years have to follow
    /// one another without a gap; the id is another one where any day is.
    ///
    /// # Errors
    ///
    /// As [`Calendar::from_json`]; also where a gap would be left between the two.
    pub fn extended(&self, json: &str) -> Result<Calendar, CalendarError> {
        let newer = Calendar::from_json(json)?;
        if self.first > self.horizon {
            return Ok(newer);
        }
        let (first, last) = (newer.first.year(), newer.horizon.year());
        let (known_first, known_last) = (self.first.year(), self.horizon.year());
        if first > known_last + 1 || last < known_first - 1 {
            return Err(parse::wrong(
                "years",
                format!("文件从{first}年到{last}年，与现有日历（{known_first}至{known_last}年）之间有缺年，年份必须连续"),
                format!("the file has {first} to {last}; between it and the calendar in use ({known_first} to {known_last}) years are missing, and they must follow one another"),
            )
            .located(json));
        }
        let whole = NaiveDate::from_ymd_opt(known_last, 12, 31);
        if first > known_last && whole.is_some_and(|end| self.horizon < end) {
            return Err(parse::wrong(
                "years",
                format!(
                    "现有日历只公布到{}，请在文件中一并给出{known_last}年",
                    self.horizon
                ),
                format!(
                    "the calendar in use reaches only to {}: give {known_last} in the file too",
                    self.horizon
                ),
            )
            .located(json));
        }
        let horizon = if last >= known_last {
            newer.horizon
        } else {
            self.horizon
        };
        let kept =
            |day: &i32| date_of(*day).is_none_or(|date| !(first..=last).contains(&date.year()));
        let mut announced = newer.announced;
        for (day, notice) in self.announced.iter().filter(|(day, _)| kept(day)) {
            announced.insert(*day, notice.clone());
        }
        let start = self.first.min(newer.first);
        let id = identity(start.year(), horizon, &announced);
        Ok(Calendar::assemble(id, start, horizon, announced))
    }

    /// The days that `newer` has otherwise, in order: other names count, for people read
    /// them, and so do days that only one of the two announces.
    pub fn changes(&self, newer: &Calendar) -> Vec<DayChange> {
        let mut days: Vec<i32> = self
            .announced
            .keys()
            .chain(newer.announced.keys())
            .copied()
            .collect();
        days.sort_unstable();
        days.dedup();
        let dates = days.into_iter().filter_map(date_of);
        let changed = dates.filter(|date| self.day_kind(*date) != newer.day_kind(*date));
        changed
            .map(|date| DayChange {
                date,
                from: kind_text(self.day_kind(date)),
                to: kind_text(newer.day_kind(date)),
                working: newer.is_working(date),
            })
            .collect()
    }
}
