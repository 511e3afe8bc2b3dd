//! A stored event read in place, without copying or verifying it.

use crate::LogError;
use chrono::{DateTime, FixedOffset};
use huiyin_rules::Actor;
use serde::Deserialize;
use serde_json::value::RawValue;

/// One event's fields, borrowed from its bytes.
///
/// For bytes that [`crate::Envelope::decode`] accepted before they were kept:
/// nothing is verified again, which makes folding a million stored events a
/// matter of parsing only. Never use it on bytes that come from outside.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
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
    #[serde(borrow)]
    actor: &'a RawValue,
    /// When it was recorded, RFC 3339 to the second at +08:00; see [`Line::at`].
    pub at: &'a str,
    /// The event's type.
    pub kind: &'a str,
    /// The event itself, as raw JSON.
    #[serde(borrow)]
    pub body: &'a RawValue,
}

impl<'a> Line<'a> {
    /// Reads the fields of one stored event.
    ///
    /// # Errors
    /// The bytes are no event at all.
    pub fn read(bytes: &'a [u8]) -> Result<Self, LogError> {
        serde_json::from_slice(bytes).map_err(|error| LogError::BadField {
            field: error.to_string(),
        })
    }

    /// Who acted.
    ///
    /// # Errors
    /// The field is no actor.
    pub fn actor(&self) -> Result<Actor, LogError> {
        serde_json::from_str(self.actor.get()).map_err(|error| LogError::BadField {
            field: format!("actor: {error}"),
        })
    }

    /// When it was recorded.
    ///
    /// # Errors
    /// The field is no RFC 3339 time.
    pub fn at(&self) -> Result<DateTime<FixedOffset>, LogError> {
        DateTime::parse_from_rfc3339(self.at).map_err(|error| LogError::BadField {
            field: format!("at: {error}"),
        })
    }
}
