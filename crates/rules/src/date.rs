//! Days where they are written: as `2024-03-08` in JSON, as a day number in the
//! compact messages between page and engine.
//!
//! For fields: `#[serde(with = "huiyin_rules::date")]`, `date::option`,
//! `date::nested`, `date::time`, `date::instant`. What chrono itself writes is the same in JSON; its reader
//! would bring every format that chrono knows into the browser's module.

use crate::calendar::{date_of, day_number};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Timelike};
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// The day that `YYYY-MM-DD` names.
pub fn parse(text: &str) -> Option<NaiveDate> {
    // From the right, as a year before the first has a sign that looks like a hyphen.
    let mut parts = text.rsplitn(3, '-');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    // Digits only: a number's own reader would take a sign as well.
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let two = |part: &str| {
        let plain = part.len() == 2 && digits(part);
        part.parse::<u8>().ok().filter(|_| plain)
    };
    // A year of more than four digits is written with its sign.
    if year.len() < 4 || (year.len() > 4 && digits(year)) {
        return None;
    }
    NaiveDate::from_ymd_opt(year.parse().ok()?, two(month)?.into(), two(day)?.into())
}

/// A day that writes and reads itself so.
struct Day(NaiveDate);

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(&self.0)
        } else {
            serializer.serialize_i32(day_number(self.0))
        }
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            deserializer.deserialize_str(AnyDay)
        } else {
            deserializer.deserialize_i32(AnyDay)
        }
    }
}

struct AnyDay;

impl Visitor<'_> for AnyDay {
    type Value = Day;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a day, written YYYY-MM-DD")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Day, E> {
        let found = parse(text).map(Day);
        found.ok_or_else(|| E::custom("no day of the form YYYY-MM-DD"))
    }

    fn visit_i32<E: Error>(self, number: i32) -> Result<Day, E> {
        let found = date_of(number).map(Day);
        found.ok_or_else(|| E::custom("no day has this number"))
    }
}

/// Writes a day.
///
/// # Errors
/// The serializer's own.
pub fn serialize<S: Serializer>(date: &NaiveDate, serializer: S) -> Result<S::Ok, S::Error> {
    Day(*date).serialize(serializer)
}

/// Reads a day.
///
/// # Errors
/// There is none.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
    Day::deserialize(deserializer).map(|day| day.0)
}

/// A day that may not be known; give its field `default` too.
pub mod option {
    use super::{Day, Deserialize, Deserializer, NaiveDate, Serialize, Serializer};

    /// Writes it.
    ///
    /// # Errors
    /// The serializer's own.
    pub fn serialize<S: Serializer>(
        date: &Option<NaiveDate>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        date.map(Day).serialize(serializer)
    }

    /// Reads it.
    ///
    /// # Errors
    /// What is there is no day.
    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<NaiveDate>, D::Error> {
        Option::<Day>::deserialize(deserializer).map(|day| day.map(|day| day.0))
    }
}

/// Something that may have happened, on a day that may not be known.
pub mod nested {
    use super::{Day, Deserialize, Deserializer, NaiveDate, Serialize, Serializer};

    /// Writes it.
    ///
    /// # Errors
    /// The serializer's own.
    pub fn serialize<S: Serializer>(
        date: &Option<Option<NaiveDate>>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        date.map(|day| day.map(Day)).serialize(serializer)
    }

    /// Reads it.
    ///
    /// # Errors
    /// What is there is no day.
    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Option<NaiveDate>>, D::Error> {
        let read = Option::<Option<Day>>::deserialize(deserializer)?;
        Ok(read.map(|day| day.map(|day| day.0)))
    }
}

/// A day with a time of day, always as numbers: day, seconds since midnight, nanoseconds.
pub mod time {
    use super::{Deserialize, Deserializer, Error, NaiveDateTime, NaiveTime, Serialize};
    use super::{Serializer, Timelike, date_of, day_number};

    /// Writes it.
    ///
    /// # Errors
    /// The serializer's own.
    pub fn serialize<S: Serializer>(at: &NaiveDateTime, serializer: S) -> Result<S::Ok, S::Error> {
        let time = at.time();
        let parts = (
            day_number(at.date()),
            time.num_seconds_from_midnight(),
            time.nanosecond(),
        );
        parts.serialize(serializer)
    }

    /// Reads it.
    ///
    /// # Errors
    /// There is no such time.
    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<NaiveDateTime, D::Error> {
        let (day, seconds, nanos) = <(i32, u32, u32)>::deserialize(deserializer)?;
        let time = NaiveTime::from_num_seconds_from_midnight_opt(seconds, nanos);
        let at = date_of(day).zip(time).map(|(day, time)| day.and_time(time));
        at.ok_or_else(|| D::Error::custom("no such time"))
    }
}

/// An instant at its offset, always as numbers: seconds since 1970, seconds east.
pub mod instant {
    use super::{Deserialize, Deserializer, Error, Serialize, Serializer};
    use chrono::{DateTime, FixedOffset};

    /// Writes it.
    ///
    /// # Errors
    /// The serializer's own.
    pub fn serialize<S: Serializer>(
        at: &DateTime<FixedOffset>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        (at.timestamp(), at.offset().local_minus_utc()).serialize(serializer)
    }

    /// Reads it.
    ///
    /// # Errors
    /// There is no such time.
    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<DateTime<FixedOffset>, D::Error> {
        let (seconds, east) = <(i64, i32)>::deserialize(deserializer)?;
        let at = DateTime::from_timestamp(seconds, 0).zip(FixedOffset::east_opt(east));
        let at = at.map(|(at, zone)| at.with_timezone(&zone));
        at.ok_or_else(|| D::Error::custom("no such time"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Ours {
        #[serde(with = "super")]
        on: NaiveDate,
        #[serde(default, with = "super::option")]
        may: Option<NaiveDate>,
        #[serde(with = "super::nested")]
        twice: Option<Option<NaiveDate>>,
        #[serde(with = "super::time")]
        at: NaiveDateTime,
    }

    #[derive(Serialize)]
    struct Theirs {
        on: NaiveDate,
        may: Option<NaiveDate>,
        twice: Option<Option<NaiveDate>>,
    }

    proptest! {
        #[test]
        fn both_forms_come_back(day in -80_000_000i32..80_000_000, seconds in 0u32..86_400, nanos in 0u32..1_000_000_000, may: bool) {
            let on = date_of(day).unwrap();
            let time = NaiveTime::from_num_seconds_from_midnight_opt(seconds, nanos).unwrap();
            let may = may.then_some(on);
            let ours = Ours { on, may, twice: Some(may), at: on.and_time(time) };
            let bytes = postcard::to_stdvec(&ours).unwrap();
            prop_assert_eq!(&postcard::from_bytes::<Ours>(&bytes).unwrap(), &ours);
            let json = serde_json::to_string(&ours).unwrap();
            if may.is_some() {
                // `Some(None)` and `None` are the same in JSON.
                prop_assert_eq!(&serde_json::from_str::<Ours>(&json).unwrap(), &ours);
            }
            let theirs = serde_json::to_string(&Theirs { on, may, twice: Some(may) }).unwrap();
            let same = json.starts_with(theirs.trim_end_matches('}'));
            prop_assert!(same, "another spelling");
        }

        #[test]
        fn what_is_read_chrono_reads_the_same(text in "[+-]?[0-9]{3,5}-[0-9]{1,3}-[0-9]{1,3}") {
            if let Some(date) = parse(&text) {
                prop_assert_eq!(text.parse::<NaiveDate>(), Ok(date));
            }
        }
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for bad in [
            "",
            "2024",
            "2024-02-30",
            "2024-3-8",
            "24-03-08",
            "2024/03/08",
            "2024-03-+8",
            "00000-01-01",
            "12024-03-08",
        ] {
            assert_eq!(parse(bad), None, "{bad}");
        }
        assert_eq!(parse("2024-02-29"), NaiveDate::from_ymd_opt(2024, 2, 29));
    }
}
