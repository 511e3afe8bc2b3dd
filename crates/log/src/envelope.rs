//! One event and everything said about it, in exactly one byte form.
//!
//! Version 1, one line of canonical JSON (see [`crate::canonical`]) with the
//! fields in this order and no line end:
//!
//! ```text
//! {"v":1,"id":"<32 hex>","log":"<32 hex>","seq":1,"aggregate":"s/…","actor":{…},
//!  "at":"2026-03-08T09:30:00+08:00","kind":"…","body":…}
//! ```
//!
//! `id` is the first 32 lower-case hexadecimal digits of the SHA-256 of this
//! same line **without** the member `"id":"…",`, that is, of `{"v":1,"log":…}`.
//! As `id` always stands at the same place, that is the line less its bytes 7
//! to 46. Anybody can check it with `sed` and `sha256sum`.

use crate::canonical::{self, Flaw};
use crate::ids::{hex, is_hash32, plain_name};
use crate::{AggregateId, Line, LogError, LogId, MAX_EVENT, VERSION};
use chrono::{DateTime, Datelike, FixedOffset, Timelike};
use huiyin_rules::Actor;
use huiyin_rules::ids::EventId;
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};

/// How every version-1 line begins; the member `id` follows at once.
const OPENING: &[u8] = b"{\"v\":1,";
/// Length of the member `"id":"<32 hex>",`.
const ID_MEMBER: usize = 6 + 32 + 2;
/// Seconds that +08:00 is ahead of UTC.
const OFFSET: i32 = 8 * 3600;

/// What an event says, before it has an id.
#[derive(Clone, Debug)]
pub struct Parts {
    /// The log it stands in.
    pub log: LogId,
    /// Its place in that log, from 1 to 2⁵³−1.
    pub seq: u64,
    /// What it is about.
    pub aggregate: AggregateId,
    /// Who acted.
    pub actor: Actor,
    /// When it was recorded: a claim of the device, kept to the second at
    /// +08:00. Nothing is ever ordered by it.
    pub at: DateTime<FixedOffset>,
    /// The event's type: plain ASCII, at most 96 bytes. Unknown types are kept as they are.
    pub kind: String,
    /// The event itself: canonical JSON, kept byte for byte.
    pub body: Box<RawValue>,
}

/// One recorded event under its id.
#[derive(Clone, Debug)]
pub struct Envelope {
    // INVARIANT: `id` is the hash of `parts`, and `parts` are what `encode` can write.
    id: EventId,
    parts: Parts,
}

impl Envelope {
    /// Gives `parts` their id. The time is cut to the second and moved to +08:00.
    ///
    /// # Errors
    /// A part cannot be written: the sequence or the year out of range, a type
    /// that is no plain name, a body that is not canonical, or more than
    /// [`MAX_EVENT`] bytes in all.
    pub fn seal(parts: Parts) -> Result<Envelope, LogError> {
        let (envelope, rest) = Envelope::named(parts)?;
        let line = join(envelope.id.as_str(), &rest);
        canonical::check(&line).map_err(|(at, flaw)| LogError::NotCanonical { at, flaw })?;
        Ok(envelope)
    }

    /// Gives `parts` their id, and what of the line follows it; whether that is canonical is
    /// for the caller to know.
    fn named(parts: Parts) -> Result<(Envelope, Vec<u8>), LogError> {
        let bad = |field: &str| LogError::BadField {
            field: field.to_owned(),
        };
        if parts.seq == 0 || parts.seq > canonical::MAX_INTEGER {
            return Err(bad("seq"));
        }
        if !plain_name(&parts.kind) {
            return Err(bad("kind"));
        }
        let at = to_the_second(parts.at).ok_or_else(|| bad("at"))?;
        let parts = Parts { at, ..parts };
        let rest = encode_rest(&parts)?;
        let len = OPENING.len() + ID_MEMBER + rest.len();
        if len > MAX_EVENT {
            return Err(LogError::TooLarge { len });
        }
        let id = EventId::try_from(hash(&rest)).map_err(|_| bad("id"))?;
        Ok((Envelope { id, parts }, rest))
    }

    /// The hash of everything else, 32 hexadecimal digits.
    pub fn id(&self) -> &EventId {
        &self.id
    }

    /// What the event says.
    pub fn parts(&self) -> &Parts {
        &self.parts
    }

    /// What the event says, by value.
    pub fn into_parts(self) -> Parts {
        self.parts
    }

    /// The one byte form, without a line end.
    pub fn encode(&self) -> Vec<u8> {
        // `seal` and `decode` have encoded these very parts before, so they can be.
        join(
            self.id.as_str(),
            &encode_rest(&self.parts).unwrap_or_default(),
        )
    }

    /// Reads and verifies one event.
    ///
    /// Never panics and never allocates more than a few times the input,
    /// whatever the bytes are.
    ///
    /// # Errors
    /// Too long, a version from the future, not canonical, a field that is
    /// wrong, or an id that is not the hash of the rest.
    pub fn decode(bytes: &[u8]) -> Result<Envelope, LogError> {
        if bytes.len() > MAX_EVENT {
            return Err(LogError::TooLarge { len: bytes.len() });
        }
        check_version(bytes)?;
        canonical::check(bytes).map_err(|(at, flaw)| LogError::NotCanonical { at, flaw })?;
        let line = Line::read(bytes)?;
        if !is_hash32(line.id) {
            return Err(LogError::BadField {
                field: "id".to_owned(),
            });
        }
        let parts = Parts {
            log: field("log", LogId::try_from(line.log))?,
            seq: line.seq,
            aggregate: field("aggregate", AggregateId::try_from(line.aggregate))?,
            actor: line.actor()?,
            at: line.at()?,
            kind: line.kind.to_owned(),
            body: field("body", RawValue::from_string(line.body.to_owned()))?,
        };
        let claimed = line.id.to_owned();
        // The same bytes as those that were found canonical, or an error.
        let (envelope, rest) = Envelope::named(parts)?;
        let respelled = join(&claimed, &rest);
        if respelled != bytes {
            let same = respelled
                .iter()
                .zip(bytes)
                .take_while(|(a, b)| a == b)
                .count();
            return Err(LogError::NotCanonical {
                at: same,
                flaw: Flaw::Spelling,
            });
        }
        if envelope.id.as_str() != claimed {
            return Err(LogError::WrongId {
                computed: envelope.id.into(),
                claimed,
            });
        }
        Ok(envelope)
    }
}

impl PartialEq for Envelope {
    /// Equal ids are equal events: the id is the hash of everything else.
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Envelope {}

/// A time cut to the second and moved to +08:00; `None` for a year that has no four digits.
pub(crate) fn to_the_second(at: DateTime<FixedOffset>) -> Option<DateTime<FixedOffset>> {
    east8()
        .and_then(|zone| at.with_timezone(&zone).with_nanosecond(0))
        .filter(|at| (0..=9999).contains(&at.year()))
}

pub(crate) fn east8() -> Option<FixedOffset> {
    FixedOffset::east_opt(OFFSET)
}

pub(crate) fn field<T, E: std::fmt::Display>(
    name: &str,
    value: Result<T, E>,
) -> Result<T, LogError> {
    value.map_err(|error| LogError::BadField {
        field: format!("{name}: {error}"),
    })
}

/// Every version begins `{"v":N,`, so that an old program can name a new one.
fn check_version(bytes: &[u8]) -> Result<(), LogError> {
    let rest = bytes.strip_prefix(b"{\"v\":").ok_or(LogError::NotAnEvent)?;
    let digits: Vec<u8> = rest
        .iter()
        .copied()
        .take_while(u8::is_ascii_digit)
        .take(18)
        .collect();
    let found = String::from_utf8(digits)
        .ok()
        .and_then(|digits| digits.parse::<u64>().ok())
        .ok_or(LogError::NotAnEvent)?;
    if found != VERSION {
        return Err(LogError::UnknownVersion { found });
    }
    Ok(())
}

/// Everything after the member `id`: `"log":…}`.
fn encode_rest(parts: &Parts) -> Result<Vec<u8>, LogError> {
    let actor = field("actor", serde_json::to_vec(&parts.actor))?;
    let body = parts.body.get().as_bytes();
    let mut out = Vec::with_capacity(192 + actor.len() + body.len());
    out.extend(b"\"log\":");
    canonical::push_string(&mut out, parts.log.as_str());
    out.extend(b",\"seq\":");
    out.extend(parts.seq.to_string().bytes());
    out.extend(b",\"aggregate\":");
    canonical::push_string(&mut out, parts.aggregate.as_str());
    out.extend(b",\"actor\":");
    out.extend(&actor);
    out.extend(b",\"at\":\"");
    out.extend(time(&parts.at).bytes());
    out.extend(b"\",\"kind\":");
    canonical::push_string(&mut out, &parts.kind);
    out.extend(b",\"body\":");
    out.extend(body);
    out.push(b'}');
    Ok(out)
}

/// A time as it is written in events: `2026-03-08T09:30:00+08:00`, in its own offset's digits.
pub fn time(at: &DateTime<FixedOffset>) -> String {
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}+08:00",
        at.year(),
        at.month(),
        at.day(),
        at.hour(),
        at.minute(),
        at.second()
    )
}

fn join(id: &str, rest: &[u8]) -> Vec<u8> {
    [OPENING, b"\"id\":\"", id.as_bytes(), b"\",", rest].concat()
}

fn hash(rest: &[u8]) -> String {
    let digest = Sha256::new()
        .chain_update(OPENING)
        .chain_update(rest)
        .finalize();
    hex(digest.get(..16).unwrap_or_default())
}
