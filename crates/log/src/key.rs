//! The names under which stores keep things.
//!
//! | key | what |
//! |---|---|
//! | `v1/{space}/l/{log}/{seq/1000:05}/{seq:08}-{id}` | an object |
//! | `v1/{space}/s/{log}/{from:08}-{to:08}-{hash}` | a segment of a chain |
//! | `v1/{space}/p/{lines:010}-{hash}` | a signed snapshot |
//! | `v1/enrol/{device}` | a request to be let in |
//!
//! A folder never holds more than a thousand objects, because a listing of WebDAV
//! comes whole. No name depends on a clock.

use crate::ids::is_hash32;
use crate::segment::Name;
use crate::{DeviceId, LogId, ObjectId, Space};

/// Objects in one folder.
pub const BUCKET: u64 = 1_000;

/// A name that a store may be asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    /// An object.
    Object(ObjectKey),
    /// A segment.
    Segment(Name),
    /// A snapshot.
    Snapshot {
        /// Its space.
        space: Space,
        /// How many lines it holds; the one with most is the newest.
        lines: u64,
        /// The hash of its bytes.
        hash: String,
    },
    /// A request to be let in.
    Enrol(DeviceId),
}

/// An object's name taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObjectKey {
    /// Its space.
    pub space: Space,
    /// Its chain.
    pub log: LogId,
    /// Its place in the chain.
    pub seq: u64,
    /// Its id.
    pub id: ObjectId,
}

/// The key of an object.
pub fn object(space: &Space, log: &LogId, seq: u64, id: &ObjectId) -> String {
    format!("{}{seq:08}-{id}", bucket(space, log, seq))
}

/// The folder that holds the objects of a chain around `seq`.
pub fn bucket(space: &Space, log: &LogId, seq: u64) -> String {
    format!("{}{:05}/", chain(space, log), seq / BUCKET)
}

/// The folder of a chain's buckets.
pub fn chain(space: &Space, log: &LogId) -> String {
    format!("{}{log}/", chains(space))
}

/// The folder of a space's chains.
pub fn chains(space: &Space) -> String {
    format!("v1/{space}/l/")
}

/// The folder of a chain's segments.
pub fn segments(space: &Space, log: &LogId) -> String {
    format!("v1/{space}/s/{log}/")
}

/// The folder of a space's snapshots.
pub fn snapshots(space: &Space) -> String {
    format!("v1/{space}/p/")
}

/// The key of a snapshot.
pub fn snapshot(space: &Space, lines: u64, hash: &str) -> String {
    format!("{}{lines:010}-{hash}", snapshots(space))
}

/// The folder of requests to be let in.
pub const ENROL: &str = "v1/enrol/";

/// The key of a request to be let in.
pub fn enrol(device: &DeviceId) -> String {
    format!("{ENROL}{device}")
}

/// Takes a name apart; `None` where it is none of ours, spelled exactly.
pub fn parse(key: &str) -> Option<Key> {
    let rest = key.strip_prefix("v1/")?;
    if let Some(device) = rest.strip_prefix("enrol/") {
        return DeviceId::try_from(device).ok().map(Key::Enrol);
    }
    let parts: Vec<&str> = rest.split('/').collect();
    let found = match parts.as_slice() {
        [space, "l", log, _, name] => {
            let (seq, id) = name.split_once('-')?;
            Key::Object(ObjectKey {
                space: named_space(space)?,
                log: LogId::try_from(*log).ok()?,
                seq: digits(seq)?,
                id: ObjectId::try_from(id).ok()?,
            })
        }
        [_, "s", _, _] => Key::Segment(Name::parse(key)?),
        [space, "p", name] => {
            let (lines, hash) = name.split_once('-')?;
            Key::Snapshot {
                space: named_space(space)?,
                lines: digits(lines)?,
                hash: Some(hash).filter(|hash| is_hash32(hash))?.to_owned(),
            }
        }
        _ => return None,
    };
    (found.to_key() == key).then_some(found)
}

impl Key {
    /// The name as text.
    pub fn to_key(&self) -> String {
        match self {
            Key::Object(named) => object(&named.space, &named.log, named.seq, &named.id),
            Key::Segment(name) => name.to_string(),
            Key::Snapshot { space, lines, hash } => snapshot(space, *lines, hash),
            Key::Enrol(device) => enrol(device),
        }
    }
}

fn named_space(raw: &str) -> Option<Space> {
    Space::try_from(raw).ok()
}

fn digits(raw: &str) -> Option<u64> {
    let plain = (8..=16).contains(&raw.len()) && raw.bytes().all(|b| b.is_ascii_digit());
    raw.parse().ok().filter(|_| plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart_as_they_are_put_together() {
        let (log, id) = ("a".repeat(32), "b".repeat(32));
        for key in [
            format!("v1/main/l/{log}/00000/00000001-{id}"),
            format!("v1/office/l/{log}/00001/00001999-{id}"),
            format!("v1/main/s/{log}/00000001-00000128-{id}"),
            format!("v1/main/p/0000001234-{id}"),
            format!("v1/enrol/{id}"),
        ] {
            assert_eq!(parse(&key).map(|found| found.to_key()), Some(key));
        }
    }

    #[test]
    fn anything_else_is_no_name() {
        let (log, id) = ("a".repeat(32), "b".repeat(32));
        for key in [
            String::new(),
            "v1/".into(),
            "v1/main".into(),
            format!("v1/main/l/{log}/00001/00000001-{id}"),
            format!("v1/main/l/{log}/00000/1-{id}"),
            format!("v1/main/l/{log}/00000/00000001-{}", "B".repeat(32)),
            format!("v1/../l/{log}/00000/00000001-{id}"),
            format!("v1/main/l/{log}/00000/00000001-{id}/"),
            format!("/v1/enrol/{id}"),
            format!("v1/enrol/../{id}"),
            format!("v1/a/b/l/{log}/00000/00000001-{id}"),
        ] {
            assert_eq!(parse(&key), None, "{key}");
        }
    }
}
