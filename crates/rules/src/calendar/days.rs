//! Dates as whole numbers and as words.

use crate::text::Text;
use chrono::{Datelike, NaiveDate, Weekday};

/// The day as a number: days since the first of January of the year 1, which
/// is day 1 and a Monday. Columns of dates hold these.
pub fn day_number(date: NaiveDate) -> i32 {
    date.num_days_from_ce()
}

/// The date of a day number; `None` outside the dates that can be written.
pub fn date_of(day: i32) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(day)
}

/// The date as people read it, with its weekday: `2024年6月8日（星期六）`,
/// `2024-06-08 (Saturday)`.
pub fn date_text(date: NaiveDate) -> Text {
    let (zh, en) = match date.weekday() {
        Weekday::Mon => ("一", "Monday"),
        Weekday::Tue => ("二", "Tuesday"),
        Weekday::Wed => ("三", "Wednesday"),
        Weekday::Thu => ("四", "Thursday"),
        Weekday::Fri => ("五", "Friday"),
        Weekday::Sat => ("六", "Saturday"),
        Weekday::Sun => ("日", "Sunday"),
    };
    Text::new(
        format!(
            "{}年{}月{}日（星期{zh}）",
            date.year(),
            date.month(),
            date.day()
        ),
        format!("{date} ({en})"),
    )
}
