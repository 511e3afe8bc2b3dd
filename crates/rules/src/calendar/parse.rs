//! Reads a calendar's JSON, bounded and checked, with errors that say where.

use super::{Announced, Calendar, day_number, identity};
use crate::text::Text;
use crate::tree::{self, Misfit, Places};
use chrono::{Datelike, NaiveDate, Weekday};
use serde_json::Value;
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
    /// The line of the file, from 1; `None` where it is the file as a whole.
    pub line: Option<usize>,
    /// The place in the document, such as `years.2026.holidays[3]`; may be empty.
    pub at: String,
    /// What is wrong and what to do.
    pub text: Text,
}

impl CalendarError {
    /// The same with the line of its place in `json`.
    pub(super) fn located(mut self, json: &str) -> CalendarError {
        self.line = self.line.or_else(|| Places::of(json).line(&self.at));
        self
    }
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

struct Day {
    date: NaiveDate,
    name: String,
}

/// The two lists of one year: days off, and weekend days that are worked.
type Year = [Vec<Day>; 2];

struct File {
    horizon: NaiveDate,
    years: BTreeMap<i32, Year>,
}

fn file(tree: &Value) -> Result<File, Misfit> {
    let map = tree::members(tree, &["about", "horizon", "years"])?;
    let part = |key: &str| map.get(key).ok_or_else(|| tree::missing(key));
    let horizon = date(part("horizon")?).map_err(|misfit| misfit.within("horizon"))?;
    let years = years(part("years")?).map_err(|misfit| misfit.within("years"))?;
    Ok(File { horizon, years })
}

fn years(tree: &Value) -> Result<BTreeMap<i32, Year>, Misfit> {
    let Value::Object(map) = tree else {
        return Err(tree::misfit(
            tree,
            "按年份列出的对象",
            "an object with one entry for each year",
        ));
    };
    let mut years = BTreeMap::new();
    for (key, lists) in map {
        let year: Option<i32> = key.parse().ok().filter(|year| YEARS.contains(year));
        let year = year.ok_or_else(|| {
            let (first, last) = (YEARS.start(), YEARS.end());
            let shown = tree::excerpt(key);
            Misfit::new(
                format!("“{shown}”不是{first}至{last}之间的年份"),
                format!("`{shown}` is not a year from {first} to {last}"),
            )
            .within(key)
        })?;
        years.insert(year, lists_of(lists).map_err(|misfit| misfit.within(key))?);
    }
    Ok(years)
}

const LISTS: [&str; 2] = ["holidays", "make_up_workdays"];

fn lists_of(tree: &Value) -> Result<Year, Misfit> {
    let map = tree::members(tree, &LISTS)?;
    let read = |key: &str| {
        let days = tree::list(map.get(key).ok_or_else(|| tree::missing(key))?);
        let days = days.map_err(|misfit| misfit.within(key))?;
        let mut read = Vec::new();
        for (index, tree) in days.iter().enumerate() {
            let within = |misfit: Misfit| misfit.within(&format!("{key}[{index}]"));
            read.push(day(tree).map_err(within)?);
        }
        Ok(read)
    };
    let [holidays, make_up] = LISTS;
    Ok([read(holidays)?, read(make_up)?])
}

fn day(tree: &Value) -> Result<Day, Misfit> {
    let map = tree::members(tree, &["date", "name"])?;
    let part = |key: &str| map.get(key).ok_or_else(|| tree::missing(key));
    let name = tree::text(part("name")?).map_err(|misfit| misfit.within("name"))?;
    Ok(Day {
        date: date(part("date")?).map_err(|misfit| misfit.within("date"))?,
        name: name.to_owned(),
    })
}

fn date(tree: &Value) -> Result<NaiveDate, Misfit> {
    let found = tree.as_str().and_then(crate::date::parse);
    found.ok_or_else(|| {
        tree::misfit(
            tree,
            "存在的日期，如 2026-01-01",
            "an existing day such as 2026-01-01",
        )
    })
}

/// Reads a calendar; whatever is wrong has its line.
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
    let tree: Value = serde_json::from_str(json).map_err(|error| CalendarError {
        line: Some(error.line()),
        at: String::new(),
        text: Text::new(
            format!("第{}列不符合 JSON 格式：{error}", error.column()),
            format!("this is not JSON: {error}"),
        ),
    })?;
    if let Some((at, line)) = Places::of(json).twice() {
        let mut error = wrong(at, "同一项写了两次", "it is given twice");
        error.line = Some(*line);
        return Err(error);
    }
    let file = file(&tree).map_err(|misfit| CalendarError {
        line: None,
        at: misfit.at,
        text: misfit.text,
    });
    file.and_then(assembled)
        .map_err(|error| error.located(json))
}

fn assembled(file: File) -> Result<Calendar, CalendarError> {
    let years = file.years;
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
        for ((list, off), days) in LISTS.into_iter().zip([true, false]).zip(lists) {
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

pub(super) fn wrong(at: &str, zh: impl Into<String>, en: impl Into<String>) -> CalendarError {
    CalendarError {
        line: None,
        at: at.to_owned(),
        text: Text::new(zh, en),
    }
}
