//! A stored event read in place, without copying or verifying it.

use crate::LogError;
use crate::read;
use chrono::{DateTime, FixedOffset, TimeZone};
use huiyin_rules::{Actor, date};

/// One event's fields, borrowed from its bytes.
///
/// For bytes that [`crate::Envelope::decode`] accepted before they were kept:
/// nothing is verified again, which makes folding a million stored events a
/// matter of parsing only. Never use it on bytes that come from outside.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// Version of the byte form; 1.
    pub v: u64,
    /// The event's id, 32 hexadecimal digits.
    pub id: &'a str,
    /// The log it stands in.
    pub log: &'a str,
    /// Its place in that log, from 1.
    pub seq: u64,
    /// What it is about, such as `s/<id>`.
    pub aggregate: &'a str,
    actor: &'a str,
    /// When it was recorded, RFC 3339 to the second at +08:00; see [`Line::at`].
    pub at: &'a str,
    /// The event's type.
    pub kind: &'a str,
    /// The event itself, as raw JSON.
    pub body: &'a str,
}

/// The members of an event, in their order.
const FIELDS: [&str; 9] = [
    "v",
    "id",
    "log",
    "seq",
    "aggregate",
    "actor",
    "at",
    "kind",
    "body",
];

/// `2026-03-08T09:30:00+08:00`, at any offset; to the second, so that a fraction is left out
/// and a leap second is the one before it.
pub(crate) fn instant(text: &str) -> Option<DateTime<FixedOffset>> {
    let (date, rest) = text.split_once('T')?;
    let (time, offset) = rest.split_at_checked(8)?;
    let two = |text: &str, at: usize| -> Option<u32> {
        let digits = text.get(at..at + 2)?;
        let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
        digits.parse().ok().filter(|_| plain)
    };
    let colon = |text: &str, at: usize| text.as_bytes().get(at) == Some(&b':');
    if !colon(time, 2) || !colon(time, 5) {
        return None;
    }
    let fraction = offset.strip_prefix('.').unwrap_or(offset);
    let offset = if fraction.len() < offset.len() {
        fraction.trim_start_matches(|c: char| c.is_ascii_digit())
    } else {
        offset
    };
    let second = match two(time, 6)? {
        60 => 59,
        second => second,
    };
    let east = match offset.as_bytes() {
        b"Z" => 0,
        [sign @ (b'+' | b'-'), _, _, b':', _, _] => {
            let seconds = two(offset, 1)? * 3600 + two(offset, 4)? * 60;
            let seconds = i32::try_from(seconds).ok()?;
            if *sign == b'-' { -seconds } else { seconds }
        }
        _ => return None,
    };
    let local = date::parse(date)?.and_hms_opt(two(time, 0)?, two(time, 3)?, second)?;
    FixedOffset::east_opt(east)?
        .from_local_datetime(&local)
        .single()
}

fn bad(field: &str) -> LogError {
    LogError::BadField {
        field: field.to_owned(),
    }
}

impl<'a> Line<'a> {
    /// Reads the fields of one stored event.
    ///
    /// # Errors
    /// The bytes are no event at all.
    pub fn read(bytes: &'a [u8]) -> Result<Self, LogError> {
        let text = std::str::from_utf8(bytes).map_err(|_| bad("UTF-8"))?;
        let found = read::members(text, &FIELDS).map_err(|error| LogError::BadField {
            field: error.to_string(),
        })?;
        let raw = |at: usize| {
            let value = found.get(at).copied().flatten();
            value.ok_or_else(|| bad(FIELDS.get(at).copied().unwrap_or_default()))
        };
        // None of these holds anything that is escaped.
        let plain = |at: usize| {
            let inner = raw(at)?.strip_prefix('"').and_then(|r| r.strip_suffix('"'));
            let name = FIELDS.get(at).copied().unwrap_or_default();
            inner
                .filter(|inner| !inner.contains('\\'))
                .ok_or_else(|| bad(name))
        };
        let number = |at: usize| {
            let name = FIELDS.get(at).copied().unwrap_or_default();
            raw(at)?.parse().map_err(|_| bad(name))
        };
        Ok(Line {
            v: number(0)?,
            id: plain(1)?,
            log: plain(2)?,
            seq: number(3)?,
            aggregate: plain(4)?,
            actor: raw(5)?,
            at: plain(6)?,
            kind: plain(7)?,
            body: raw(8)?,
        })
    }

    /// Who acted.
    ///
    /// # Errors
    /// The field is no actor.
    pub fn actor(&self) -> Result<Actor, LogError> {
        read::from_str(self.actor).map_err(|error| LogError::BadField {
            field: format!("actor: {error}"),
        })
    }

    /// When it was recorded.
    ///
    /// # Errors
    /// The field is no RFC 3339 time.
    pub fn at(&self) -> Result<DateTime<FixedOffset>, LogError> {
        instant(self.at).ok_or_else(|| bad("at"))
    }
}
