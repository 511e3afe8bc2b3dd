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
        format!("{}（星期{zh}）", date_zh(date)),
        format!("{date} ({en})"),
    )
}

/// The date in Chinese without its weekday: `2024年6月8日`.
pub(super) fn date_zh(date: NaiveDate) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

/// A holiday's name in both languages; one the table below does not know keeps
/// its Chinese name.
pub fn holiday_text(name: &str) -> Text {
    let en = match name {
        "元旦" => "New Year",
        "春节" => "Spring Festival",
        "清明节" => "Qingming Festival",
        "劳动节" => "Labour Day",
        "端午节" => "Dragon Boat Festival",
        "中秋节" => "Mid-Autumn Festival",
        "国庆节" => "National Day",
        "抗战胜利70周年纪念日" => "Victory Day",
        other => other,
    };
    Text::new(name, en)
}
