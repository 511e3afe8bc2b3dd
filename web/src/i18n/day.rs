//! Days as people write them here, by hand: chrono's formatting machinery would double the module.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, Timelike};

fn two(text: &mut String, number: u32) {
    if number < 10 {
        text.push('0');
    }
    text.push_str(&number.to_string());
}

/// `2024-03-08`.
pub fn iso(day: NaiveDate) -> String {
    let mut text = day.year().to_string();
    text.push('-');
    two(&mut text, day.month());
    text.push('-');
    two(&mut text, day.day());
    text
}

/// A day, or nothing.
pub fn iso_or_empty(day: Option<NaiveDate>) -> String {
    day.map_or_else(String::new, iso)
}

/// `2024-03-08 09:05`, in the time it was recorded with.
pub fn minute(at: DateTime<FixedOffset>) -> String {
    let mut text = iso(at.date_naive());
    text.push(' ');
    text.push_str(&time(at.hour(), at.minute()));
    text
}

/// `09:05`.
pub fn time(hours: u32, minutes: u32) -> String {
    let mut text = String::new();
    two(&mut text, hours);
    text.push(':');
    two(&mut text, minutes);
    text
}

/// Reads `2024-03-08`, and also `2024/3/8` and `2024.3.8` as typed where there is no date picker.
pub fn parse(text: &str) -> Option<NaiveDate> {
    let mut parts = text.trim().split(['-', '/', '.']);
    let year: i32 = parts.next()?.parse().ok()?;
    let month: u32 = parts.next()?.parse().ok()?;
    let day: u32 = parts.next()?.parse().ok()?;
    if parts.next().is_some() || !(1900..=2200).contains(&year) {
        return None;
    }
    NaiveDate::from_ymd_opt(year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_written_and_read_back() {
        let day = NaiveDate::from_ymd_opt(2024, 3, 8).unwrap();
        assert_eq!(iso(day), "2024-03-08");
        for text in ["2024-03-08", " 2024/3/8 ", "2024.3.8"] {
            assert_eq!(parse(text), Some(day), "{text}");
        }
        for text in [
            "",
            "2024-02-30",
            "24-03-08",
            "2024-03",
            "2024-03-08-01",
            "今天",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
