//! A segment's name: chain, range and the hash of its bytes.

use super::OBJECTS;
use crate::ids::{hash32, is_hash32};
use crate::sign::Alg;
use crate::{LogId, Space};
use std::fmt;

/// Under which key of a store a segment is kept.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name {
    space: Space,
    log: LogId,
    // INVARIANT: one more than a multiple of 128.
    from: u64,
    hash: String,
}

impl Name {
    pub(super) fn new(space: Space, log: LogId, from: u64, bytes: &[u8]) -> Self {
        let hash = hash(bytes);
        Name {
            space,
            log,
            from,
            hash,
        }
    }

    /// Reads a key of a store; `None` where it is not that of a segment.
    pub fn parse(key: &str) -> Option<Name> {
        let mut parts = key.strip_prefix("v1/")?.split('/');
        let space = Space::try_from(parts.next()?).ok()?;
        let kind = parts.next()?;
        let log = LogId::try_from(parts.next()?).ok()?;
        let (range, hash) = parts.next()?.rsplit_once('-')?;
        let from = range.split('-').next()?.parse().ok()?;
        let name = Name {
            space,
            log,
            from,
            hash: hash.to_owned(),
        };
        let right = kind == "s" && is_hash32(hash) && range_of(from).0 == from;
        // Written again it has to be the same: digits, zeros, and nothing after it.
        (right && name.to_string() == key).then_some(name)
    }

    /// The space its objects are in.
    pub fn space(&self) -> &Space {
        &self.space
    }

    /// The log of the chain.
    pub fn log(&self) -> &LogId {
        &self.log
    }

    /// The `seq` of the first object.
    pub fn from(&self) -> u64 {
        self.from
    }

    /// The `seq` of the last object.
    pub fn to(&self) -> u64 {
        range_of(self.from).1
    }

    /// True where the bytes have the hash in the name.
    pub fn names(&self, bytes: &[u8]) -> bool {
        self.hash == hash(bytes)
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Name {
            space,
            log,
            from,
            hash,
        } = self;
        write!(f, "v1/{space}/s/{log}/{from:08}-{:08}-{hash}", self.to())
    }
}

/// The range that the object `seq` is compacted in: its first and its last `seq`.
pub fn range_of(seq: u64) -> (u64, u64) {
    let from = seq.saturating_sub(1) / OBJECTS * OBJECTS + 1;
    (from, from.saturating_add(OBJECTS - 1))
}

/// SHA-256 whatever the chain's algorithm is: the name only says which bytes, the
/// signatures inside say whose.
fn hash(bytes: &[u8]) -> String {
    hash32(&Alg::Ed25519Sha256.digest(&[bytes]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_128_long_and_cover_every_place() {
        for (seq, range) in [
            (1, (1, 128)),
            (128, (1, 128)),
            (129, (129, 256)),
            (99_999_999, (99_999_873, 100_000_000)),
            (u64::MAX, (u64::MAX - 126, u64::MAX)),
        ] {
            assert_eq!(range_of(seq), range, "{seq}");
        }
    }

    #[test]
    fn names_read_back_and_have_one_spelling() {
        let log = LogId::from_bytes([7; 16]);
        let name = Name::new(Space::main(), log, 129, b"bytes");
        let key = name.to_string();
        assert!(key.starts_with("v1/main/s/0707"), "{key}");
        assert!(key.contains("/00000129-00000256-"), "{key}");
        assert_eq!(Name::parse(&key), Some(name));
        for bad in [
            String::new(),
            "v1".to_owned(),
            format!("{key}/"),
            format!("{key}0"),
            format!("/{key}"),
            key.replace("v1/", "v2/"),
            key.replace("/s/", "/l/"),
            key.replace("/main/", "/Main/"),
            key.replace("00000129", "129"),
            key.replace("00000129", "+0000129"),
            key.replace("00000256", "00000255"),
            key.replace("00000129-00000256", "00000130-00000257"),
            key.replace("00000129-00000256", "00000000-00000127"),
            key.replace("00000129-00000256", "18446744073709551615-1"),
            key.to_uppercase(),
        ] {
            assert_eq!(Name::parse(&bad), None, "{bad}");
        }
    }
}
