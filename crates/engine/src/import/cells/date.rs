//! Days: real dates, Excel's serial numbers, and the ways people type them.

use super::{Flaw, Read, Reader, flaw};
use crate::import::fold::{fold, says_nothing, shorten, squeeze, text_of};
use chrono::{Datelike, Days, NaiveDate};
use huiyin_protocol::grid::Value;

/// Years a ledger can speak of; anything else is a slip of the keyboard.
/// 1979 is the year local people's congresses set up their standing committees.
const YEARS: std::ops::RangeInclusive<i32> = 1979..=2099;

/// Reads a day. An empty cell, `/`, `—`, `无` and words such as `未答复` are no day.
pub fn read(value: Option<&Value>, reader: &Reader) -> Read<Option<NaiveDate>> {
    let Some(value) = value else {
        return Read::plain(None);
    };
    let found = match value {
        Value::Date(date) => Found::Day(*date),
        Value::DateTime(at) => Found::Day(at.date()),
        Value::Number(number) => of_number(*number),
        Value::Text(text) => of_text(text),
        Value::Bool(_) | Value::Error(_) => Found::Unclear,
    };
    settle(found, value, reader)
}

/// What a cell was found to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Found {
    Nothing,
    Day(NaiveDate),
    /// Month and day without a year.
    Yearless(u32, u32),
    /// A year of two digits.
    ShortYear(u32, u32, u32),
    /// A year and a month only.
    NoDay,
    /// More than one day.
    Several,
    /// Figures that look like a day and are none, such as 31 April.
    NoSuchDay,
    Unclear,
}

fn settle(found: Found, value: &Value, reader: &Reader) -> Read<Option<NaiveDate>> {
    let lang = reader.lang;
    let shown = shorten(&text_of(Some(value)));
    let wrong = |flaw: Flaw| Read::with(None, flaw);
    match found {
        Found::Nothing => Read::plain(None),
        Found::Day(date) if YEARS.contains(&date.year()) => Read::plain(Some(date)),
        Found::Day(date) => wrong(flaw!(
            lang,
            Error,
            "date_out_of_range",
            "“{shown}”读作 {date}，不在 1979 年至 2099 年之间。"
                / "“{shown}” reads as {date}, which is not between 1979 and 2099.",
            "请核对年份。" / "Check the year."
        )),
        Found::Yearless(month, day) => with_year(month, day, &shown, reader),
        Found::ShortYear(year, month, day) => short_year(year, month, day, &shown, reader),
        Found::NoDay => wrong(flaw!(
            lang,
            Error,
            "date_without_day",
            "“{shown}”只有年和月，没有日。" / "“{shown}” has a year and a month but no day.",
            "请补上日，如 2024-03-08。" / "Add the day, such as 2024-03-08."
        )),
        Found::Several => wrong(flaw!(
            lang,
            Error,
            "date_several",
            "“{shown}”写了不止一个日期。" / "“{shown}” holds more than one date.",
            "请只留一个日期。" / "Keep one date only."
        )),
        Found::NoSuchDay => wrong(flaw!(
            lang,
            Error,
            "date_does_not_exist",
            "“{shown}”不是历法上存在的日期。" / "“{shown}” is no day of the calendar.",
            "请核对月和日。" / "Check the month and the day."
        )),
        Found::Unclear => wrong(flaw!(
            lang,
            Error,
            "date_unreadable",
            "“{shown}”不能读作日期。" / "“{shown}” cannot be read as a date.",
            "请写成 2024-03-08 或 2024年3月8日。" / "Write it as 2024-03-08."
        )),
    }
}

fn with_year(month: u32, day: u32, shown: &str, reader: &Reader) -> Read<Option<NaiveDate>> {
    let lang = reader.lang;
    let Some(year) = reader.year else {
        return Read::with(
            None,
            flaw!(
                lang,
                Error,
                "date_without_year",
                "“{shown}”没有写年份。" / "“{shown}” has no year.",
                "请补上年份，或在读取方式中选定全表的年份。"
                    / "Add the year, or set the year of the whole sheet in the reading options."
            ),
        );
    };
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(date) => Read::with(
            Some(date),
            flaw!(
                lang,
                Notice,
                "year_assumed",
                "“{shown}”没有写年份，按选定的 {year} 年读作 {date}。"
                    / "“{shown}” has no year; with the chosen year {year} it reads as {date}.",
                "不是这一年的，请在表中补上年份。"
                    / "If it is another year, write the year in the sheet."
            ),
        ),
        None => settle(Found::NoSuchDay, &Value::Text(shown.to_owned()), reader),
    }
}

fn short_year(
    short: u32,
    month: u32,
    day: u32,
    shown: &str,
    reader: &Reader,
) -> Read<Option<NaiveDate>> {
    let lang = reader.lang;
    let same = reader
        .year
        .filter(|year| u32::try_from(year % 100) == Ok(short));
    let date = same.and_then(|year| NaiveDate::from_ymd_opt(year, month, day));
    match date {
        Some(date) => Read::with(
            Some(date),
            flaw!(
                lang,
                Notice,
                "year_assumed",
                "“{shown}”的年份只有两位，与选定的年份相合，读作 {date}。"
                    / "“{shown}” has a year of two digits that agrees with the chosen year; it reads as {date}.",
                "不是这一天的，请在表中写全年份。" / "If that is wrong, write the year in full."
            ),
        ),
        None => Read::with(
            None,
            flaw!(
                lang,
                Error,
                "date_short_year",
                "“{shown}”的年份只有两位，不能确定是哪一天。"
                    / "“{shown}” has a year of two digits; which day it is cannot be told.",
                "请写成四位年份，如 2024-03-08。" / "Write four digits, such as 2024-03-08."
            ),
        ),
    }
}

/// A number: an Excel serial (`45450`) or a day written as one (`20240308`).
fn of_number(number: f64) -> Found {
    if !number.is_finite() || !(0.0..1e9).contains(&number) {
        return Found::Unclear;
    }
    let whole = number.trunc() as u32;
    if whole >= 1_000_000 && number.fract() == 0.0 {
        return compact(whole);
    }
    of_serial(whole, number.fract() > 0.0)
}

/// Excel's serial day number (1900 system). 28,856 is 1979-01-01; smaller ones
/// (a bare 2024, a 3.8 that lost its zero) are no serials that a ledger can mean.
fn of_serial(serial: u32, fraction: bool) -> Found {
    match serial {
        28_856..=73_050 => NaiveDate::from_ymd_opt(1899, 12, 30)
            .and_then(|zero| zero.checked_add_days(Days::new(u64::from(serial))))
            .map_or(Found::Unclear, Found::Day),
        1979..=2099 if fraction => Found::NoDay,
        _ => Found::Unclear,
    }
}

/// `20240308`.
fn compact(digits: u32) -> Found {
    let (year, month, day) = (digits / 10_000, digits / 100 % 100, digits % 100);
    of_parts(year, month, day)
}

fn of_parts(year: u32, month: u32, day: u32) -> Found {
    let year = i32::try_from(year).unwrap_or(i32::MAX);
    NaiveDate::from_ymd_opt(year, month, day).map_or(Found::NoSuchDay, Found::Day)
}

fn of_text(text: &str) -> Found {
    let folded = fold(text);
    let plain = squeeze(&folded);
    if says_nothing(&plain) || is_not_yet(&plain) {
        return Found::Nothing;
    }
    let Some(day) = without_time(&folded) else {
        return Found::Unclear;
    };
    let groups = digit_groups(&day);
    match groups.as_slice() {
        [(_, "", digits, end)] if is_end(end) => of_digits(digits, end),
        [(_, "", a, s1), (_, _, b, s2)] if is_end(s2) || *s2 == "月" => of_two(a, s1, b, s2),
        [(_, "", a, s1), (_, _, b, s2), (_, _, c, s3)] if is_end(s3) => of_three(a, s1, b, s2, c),
        groups if groups.len() >= 4 => Found::Several,
        _ => Found::Unclear,
    }
}

/// Words that say the thing has not happened.
fn is_not_yet(plain: &str) -> bool {
    [
        "未答复",
        "未办复",
        "未面商",
        "未见面",
        "未交办",
        "尚未",
        "待定",
        "待答复",
        "未",
    ]
    .contains(&plain)
}

fn is_end(text: &str) -> bool {
    matches!(text, "" | "日" | "号" | ".")
}

/// The day's part without spaces, time of day and day of the week; `None` when that part is unclear.
fn without_time(folded: &str) -> Option<String> {
    let cut = match folded.find(':') {
        Some(colon) => {
            let before = folded.get(..colon)?;
            let from = before.rfind(|c: char| c.is_whitespace() || c == 'T')?;
            before.get(..from)?
        }
        None => folded,
    };
    let mut day = squeeze(cut);
    if let Some(open) = day.find('(') {
        let bracket = day.split_off(open);
        if !["(周", "(星期", "(礼拜"]
            .iter()
            .any(|week| bracket.starts_with(week))
        {
            return None;
        }
    }
    for tail in ["上午", "下午", "晚上", "前", "止"] {
        if matches!(tail, "前" | "止") && day.ends_with(tail) {
            return None; // "by that day" is a deadline, not a day.
        }
        if let Some(rest) = day.strip_suffix(tail) {
            day.truncate(rest.len());
        }
    }
    Some(day)
}

/// The groups of digits, each with the text before the first and the text after it.
fn digit_groups(text: &str) -> Vec<(usize, &str, &str, &str)> {
    let mut groups = Vec::new();
    let mut at = text
        .find(|c: char| c.is_ascii_digit())
        .unwrap_or(text.len());
    let mut lead = text.get(..at).unwrap_or("");
    while at < text.len() {
        let rest = text.get(at..).unwrap_or("");
        let digits = rest
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(rest.len());
        let after = rest.get(digits..).unwrap_or("");
        let gap = after
            .find(|c: char| c.is_ascii_digit())
            .unwrap_or(after.len());
        groups.push((
            at,
            lead,
            rest.get(..digits).unwrap_or(""),
            after.get(..gap).unwrap_or(""),
        ));
        lead = "";
        at += digits + gap;
    }
    groups
}

fn number(digits: &str) -> u32 {
    // More than nine digits are no part of a day; an impossible number says so downstream.
    if digits.len() > 9 {
        u32::MAX
    } else {
        digits.parse().unwrap_or(u32::MAX)
    }
}

fn of_digits(digits: &str, end: &str) -> Found {
    match (digits.len(), end) {
        (8, "") => compact(number(digits)),
        (5, "") => of_serial(number(digits), false),
        (6, "") if (1979..=2099).contains(&(number(digits) / 100)) => Found::NoDay,
        _ => Found::Unclear,
    }
}

fn of_two(a: &str, s1: &str, b: &str, s2: &str) -> Found {
    if a.len() == 4 && matches!(s1, "年" | "-" | "/" | ".") && b.len() <= 2 {
        return Found::NoDay;
    }
    let spoken = s1 == "月";
    let short = matches!(s1, "." | "/" | "-") && matches!(s2, "" | "日" | "号");
    if (spoken || short) && s2 != "月" && a.len() <= 2 && b.len() <= 2 {
        return Found::Yearless(number(a), number(b));
    }
    Found::Unclear
}

fn of_three(a: &str, s1: &str, b: &str, s2: &str, c: &str) -> Found {
    let spoken = s1 == "年" && s2 == "月";
    let pointed = s1 == s2 && matches!(s1, "." | "/" | "-" | "、" | ",");
    // Mixed marks such as 2024-3.8 still say year, month, day in that order.
    let mixed = matches!(s1, "年" | "." | "/" | "-") && matches!(s2, "月" | "." | "/" | "-");
    if !(spoken || pointed || mixed) || b.len() > 2 || c.len() > 2 {
        return Found::Unclear;
    }
    match a.len() {
        4 => of_parts(number(a), number(b), number(c)),
        2 => Found::ShortYear(number(a), number(b), number(c)),
        _ => Found::Unclear,
    }
}

#[cfg(test)]
mod tests;
