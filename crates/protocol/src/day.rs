//! Days as numbers on the wire: chrono's own form is text, whose reader and
//! writer would cost the page's small first module several kilobytes.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

/// Writes a day as the number of days since the year 1.
pub fn serialize<S: Serializer>(day: &NaiveDate, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_i32(day.num_days_from_ce())
}

/// Reads it back.
pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<NaiveDate, D::Error> {
    let number = i32::deserialize(from)?;
    NaiveDate::from_num_days_from_ce_opt(number).ok_or_else(|| D::Error::custom("no such day"))
}

/// The same for a day that may be missing.
pub mod option {
    use super::*;

    /// Writes nothing or the number.
    pub fn serialize<S: Serializer>(day: &Option<NaiveDate>, to: S) -> Result<S::Ok, S::Error> {
        day.map(|day| day.num_days_from_ce()).serialize(to)
    }

    /// Reads it back.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<NaiveDate>, D::Error> {
        let number = Option::<i32>::deserialize(from)?;
        let day = |number| {
            NaiveDate::from_num_days_from_ce_opt(number)
                .ok_or_else(|| D::Error::custom("no such day"))
        };
        number.map(day).transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Days(
        #[serde(with = "super")] NaiveDate,
        #[serde(with = "super::option")] Option<NaiveDate>,
    );

    #[test]
    fn days_come_back() {
        let day = NaiveDate::from_ymd_opt(2024, 2, 29).unwrap();
        for other in [None, Some(NaiveDate::MIN), Some(NaiveDate::MAX)] {
            let bytes = crate::encode(&Days(day, other));
            assert_eq!(crate::decode::<Days>(&bytes).unwrap(), Days(day, other));
        }
    }

    #[test]
    fn a_number_beyond_the_calendar_is_refused() {
        let bytes = crate::encode(&(i32::MAX, None::<i32>));
        assert!(crate::decode::<Days>(&bytes).is_err());
    }
}
