//! The server's own clock. It dates tokens and ends grants; nothing in the log depends on it.

use chrono::{DateTime, NaiveDate};
use std::time::{SystemTime, UNIX_EPOCH};

/// Seconds that +08:00 is ahead of UTC.
const EAST: i64 = 8 * 3600;

/// Seconds since the epoch.
pub(crate) fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs())
}

/// Today in China.
pub(crate) fn today() -> NaiveDate {
    let seconds = i64::try_from(now()).unwrap_or(i64::MAX - EAST);
    DateTime::from_timestamp(seconds + EAST, 0)
        .map_or(NaiveDate::MIN, |instant| instant.date_naive())
}
