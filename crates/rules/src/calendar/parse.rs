//! Reads a calendar's JSON, bounded and checked, with errors that say where.

use super::{Announced, Calendar, day_number, identity};
use crate::text::Text;
use chrono::{Datelike, NaiveDate, Weekday};
use serde::Deserialize;
use serde::de::{self, MapAccess, Visitor};
use std::collections::BTreeMap;
use std::fmt;

/// Largest file read, in bytes; twelve announced years take 28 KB.
const MAX_BYTES: usize = 1 << 20;
/// Years a calendar may speak of.
const YEARS: std::ops::RangeInclusive<i32> = 1949..=2200;
/// Longest name of a holiday, in characters.
const MAX_NAME: usize = 40;

/// Why a text is no calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarError {
    /// The line of the file, from 1, where its form is wrong; `None` where the
    /// form is right and the content is not.
    pub line: Option<usize>,
    /// The place in the document, such as `years.2026.holidays[3]`; may be empty.
    pub at: String,
    /// What is wrong and what to do.
    pub text: Text,
}

impl fmt::Display for CalendarError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("holiday calendar")?;
        if let Some(line) = self.line {
            write!(f, ", line {line}")?;
        }
        if !self.at.is_empty() {
            write!(f, ", `{}`", self.at)?;
        }
        write!(f, ": {}", self.text.en)
    }
}

impl std::error::Error for CalendarError {}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default, rename = "about")]
    _about: Option<String>,
    horizon: NaiveDate,
    years: Years,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Year {
    holidays: Vec<Day>,
    make_up_workdays: Vec<Day>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Day {
    date: NaiveDate,
    name: String,
}

/// The years by number. Written out because a plain map would let a year that
/// is given twice silently replace itself.
struct Years(BTreeMap<i32, Year>);

impl<'de> Deserialize<'de> for Years {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Each;
        impl<'de> Visitor<'de> for Each {
            type Value = Years;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object with one entry for each year")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Years, A::Error> {
                let mut years = BTreeMap::new();
                while let Some(key) = map.next_key::<String>()? {
                    let year: i32 = key
                        .parse()
                        .ok()
                        .filter(|year| YEARS.contains(year))
                        .ok_or_else(|| {
                            de::Error::custom(format_args!(
                                "`{}` is not a year from {} to {}",
                                key.escape_debug(),
                                YEARS.start(),
                                YEARS.end()
                            ))
                        })?;
                    if years.insert(year, map.next_value()?).is_some() {
                        return Err(de::Error::custom(format_args!(
                            "year {year} is given twice"
                        )));
                    }
                }
                Ok(Years(years))
            }
        }
        deserializer.deserialize_map(Each)
    }
}

pub(super) fn calendar(json: &str) -> Result<Calendar, CalendarError> {
    if json.len() > MAX_BYTES {
        return Err(wrong(
            "",
            format!("文件超过{MAX_BYTES}字节，请确认是放假日历文件"),
            format!(
                "the file is larger than {MAX_BYTES} bytes; check that it is a holiday calendar"
            ),
        ));
    }
    let file: File = serde_json::from_str(json).map_err(|error| CalendarError {
        line: Some(error.line()),
        at: String::new(),
        text: Text::new(
            format!("内容不符合放假日历的格式：{error}"),
            error.to_string(),
        ),
    })?;
    let years = file.years.0;
    let (Some((&first, _)), Some((&last, _))) = (years.first_key_value(), years.last_key_value())
    else {
        return Err(wrong("years", "没有任何年份", "there is no year in it"));
    };
    if let Some(gap) = (first..=last).find(|year| !years.contains_key(year)) {
        return Err(wrong(
            "years",
            format!("缺少{gap}年，年份必须连续"),
            format!("year {gap} is missing; the years must follow one another"),
        ));
    }
    if file.horizon.year() != last {
        return Err(wrong(
            "horizon",
            format!("截止日{}应在最后一年（{last}年）之内", file.horizon),
            format!(
                "the horizon {} must lie in the last year, {last}",
                file.horizon
            ),
        ));
    }
    let mut announced = BTreeMap::new();
    for (year, lists) in years {
        let lists = [
            ("holidays", true, lists.holidays),
            ("make_up_workdays", false, lists.make_up_workdays),
        ];
        for (list, off, days) in lists {
            for (index, day) in days.into_iter().enumerate() {
                let at = format!("years.{year}.{list}[{index}]");
                check(&at, year, off, &day, file.horizon)?;
                let number = day_number(day.date);
                let notice = Announced {
                    off,
                    name: day.name,
                };
                if announced.insert(number, notice).is_some() {
                    return Err(wrong(
                        &at,
                        format!("日期{}重复出现", day.date),
                        format!("the date {} is given twice", day.date),
                    ));
                }
            }
        }
    }
    let start = NaiveDate::from_ymd_opt(first, 1, 1).unwrap_or_default();
    let id = identity(first, file.horizon, &announced);
    Ok(Calendar::assemble(id, start, file.horizon, announced))
}

fn check(
    at: &str,
    year: i32,
    off: bool,
    day: &Day,
    horizon: NaiveDate,
) -> Result<(), CalendarError> {
    let date = day.date;
    if date.year() != year {
        return Err(wrong(
            at,
            format!("日期{date}不在{year}年"),
            format!("the date {date} is not in {year}"),
        ));
    }
    if date > horizon {
        return Err(wrong(
            at,
            format!("日期{date}晚于截止日{horizon}，请同时更新截止日"),
            format!("the date {date} is after the horizon {horizon}; move the horizon too"),
        ));
    }
    if !off && !matches!(date.weekday(), Weekday::Sat | Weekday::Sun) {
        return Err(wrong(
            at,
            format!("调休上班日{date}不是周六或周日"),
            format!("the make-up working day {date} is not a Saturday or Sunday"),
        ));
    }
    let length = day.name.chars().count();
    if length == 0 || length > MAX_NAME || day.name.chars().any(char::is_control) {
        return Err(wrong(
            at,
            format!("节日名称应为1至{MAX_NAME}个字"),
            format!("the name must have 1 to {MAX_NAME} characters"),
        ));
    }
    Ok(())
}

fn wrong(at: &str, zh: impl Into<String>, en: impl Into<String>) -> CalendarError {
    CalendarError {
        line: None,
        at: at.to_owned(),
        text: Text::new(zh, en),
    }
}
