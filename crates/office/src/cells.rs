//! From the Excel reader's cells to ours.

use calamine::{DataRef, ExcelDateTime};
use chrono::{Days, NaiveDate, NaiveDateTime, TimeDelta};
use huiyin_protocol::grid::Value;

/// The value of a cell; `None` for one that shows nothing.
pub(crate) fn value(data: DataRef<'_>, is_1904: bool) -> Option<Value> {
    match data {
        DataRef::Empty => None,
        DataRef::String(text) => (!text.is_empty()).then_some(Value::Text(text)),
        DataRef::SharedString(text) => (!text.is_empty()).then(|| Value::Text(text.to_owned())),
        DataRef::Int(number) => Some(Value::Number(number as f64)),
        // Excel shows a number it cannot hold as this error; nobody has to reckon with NaN.
        DataRef::Float(number) if !number.is_finite() => Some(Value::Error("#NUM!".to_owned())),
        DataRef::Float(number) => Some(Value::Number(number)),
        DataRef::Bool(truth) => Some(Value::Bool(truth)),
        DataRef::Error(error) => Some(Value::Error(error.to_string())),
        DataRef::DateTime(at) => Some(from_serial(&at, is_1904)),
        DataRef::DateTimeIso(text) => (!text.is_empty()).then(|| from_iso(text)),
        DataRef::DurationIso(text) => (!text.is_empty()).then_some(Value::Text(text)),
    }
}

/// Bytes of text in a value, for the bound on a workbook's text.
pub(crate) fn text_bytes(value: &Value) -> u64 {
    match value {
        Value::Text(text) | Value::Error(text) => text.len() as u64,
        Value::Number(_) | Value::Date(_) | Value::DateTime(_) | Value::Bool(_) => 0,
    }
}

/// Seconds of a day.
const DAY: i64 = 86_400;

/// A serial day number, with the day's fraction as time of day. Times and durations,
/// which are no days, come as the text Excel shows; a serial that is no day of either
/// calendar (negative, 0, the 60 that stands for 29 February 1900, after 9999)
/// stays a number, so that the import can report it as it is.
fn from_serial(at: &ExcelDateTime, is_1904: bool) -> Value {
    let serial = at.as_f64();
    let as_is = Value::Number(serial);
    if !serial.is_finite() {
        return Value::Error("#NUM!".to_owned());
    }
    if !(0.0..2_958_466.0).contains(&serial) {
        return as_is;
    }
    let seconds = (serial * DAY as f64).round() as i64;
    let (days, time) = (seconds / DAY, seconds % DAY);
    if at.is_duration() || (days == 0 && time > 0) {
        return Value::Text(format!(
            "{}:{:02}:{:02}",
            seconds / 3600,
            seconds / 60 % 60,
            seconds % 60
        ));
    }
    let Some(date) = date(days, is_1904) else {
        return as_is;
    };
    let midnight = NaiveDateTime::from(date);
    match midnight.checked_add_signed(TimeDelta::seconds(time)) {
        Some(moment) if time > 0 => Value::DateTime(moment),
        _ => Value::Date(date),
    }
}

/// The day of a serial number. Excel's 1900 calendar has a 29 February 1900 (serial 60)
/// that never was, so the days before it count from one day later.
fn date(days: i64, is_1904: bool) -> Option<NaiveDate> {
    let (year, month, day) = match (is_1904, days) {
        (true, _) => (1904, 1, 1),
        (false, ..=0 | 60) => return None,
        (false, ..60) => (1899, 12, 31),
        (false, _) => (1899, 12, 30),
    };
    NaiveDate::from_ymd_opt(year, month, day)?
        .checked_add_days(Days::new(u64::try_from(days).ok()?))
}

/// A date cell of the strict format; what does not read as one stays text.
fn from_iso(text: String) -> Value {
    let plain = text.trim().trim_end_matches('Z');
    if let Ok(date) = plain.parse::<NaiveDate>() {
        return Value::Date(date);
    }
    match plain.parse::<NaiveDateTime>() {
        Ok(at) if at == NaiveDateTime::from(at.date()) => Value::Date(at.date()),
        Ok(at) => Value::DateTime(at),
        Err(_) => Value::Text(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType;

    fn day(serial: f64, is_1904: bool) -> String {
        let at = ExcelDateTime::new(serial, ExcelDateTimeType::DateTime, is_1904);
        value(DataRef::DateTime(at), is_1904).unwrap().to_string()
    }

    #[test]
    fn serial_days_of_both_calendars() {
        assert_eq!(day(45359.0, false), "2024-03-08");
        assert_eq!(day(45404.5, false), "2024-04-22 12:00:00");
        assert_eq!(
            day(45_404.999_999_99, false),
            "2024-04-23",
            "rounded to the second"
        );
        assert_eq!(day(1.0, false), "1900-01-01");
        assert_eq!(day(59.0, false), "1900-02-28");
        assert_eq!(day(61.0, false), "1900-03-01");
        assert_eq!(day(43897.0, true), "2024-03-08");
        assert_eq!(day(0.0, true), "1904-01-01");
        assert_eq!(day(2_958_465.0, false), "9999-12-31");
    }

    #[test]
    fn serials_that_are_no_days() {
        for serial in [60.0, 0.0, -1.0, 2_958_466.0] {
            assert_eq!(day(serial, false), serial.to_string());
        }
        assert_eq!(day(1e300, false), "1E300");
        assert_eq!(day(f64::NAN, false), "#NUM!");
        assert_eq!(
            value(DataRef::Float(f64::INFINITY), false),
            Some(Value::Error("#NUM!".into()))
        );
        assert_eq!(day(0.395_833_333, false), "9:30:00");
        let long = ExcelDateTime::new(1.5, ExcelDateTimeType::TimeDelta, false);
        assert_eq!(
            value(DataRef::DateTime(long), false),
            Some(Value::Text("36:00:00".into()))
        );
    }

    #[test]
    fn dates_of_the_strict_format() {
        let iso = |text: &str| {
            value(DataRef::DateTimeIso(text.into()), false)
                .unwrap()
                .to_string()
        };
        assert_eq!(iso("2024-03-08"), "2024-03-08");
        assert_eq!(iso("2024-03-08T00:00:00Z"), "2024-03-08");
        assert_eq!(iso("2024-03-08T10:30:00"), "2024-03-08 10:30:00");
        assert_eq!(iso("2024-13-08"), "2024-13-08");
    }
}
