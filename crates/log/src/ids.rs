//! Identifiers that only the log knows: whose log, and what an event is about.

use huiyin_rules::ids::plain;
use huiyin_rules::text_id;
use sha2::{Digest, Sha256};

/// Longest aggregate id and longest event type, in bytes.
const MAX_NAME: usize = 96;
/// Longest name of a space, in bytes.
const MAX_SPACE: usize = 32;
/// What the names of deputies' spaces begin with.
const DEPUTYS: &str = "d-";

/// True for a name made of `0-9 A-Z a-z - _ . /`, neither empty nor over 96 bytes.
///
/// Such names need no escaping anywhere: in JSON, in a URL, in a file name's part.
pub(crate) fn plain_name(raw: &str) -> bool {
    raw.len() <= MAX_NAME && plain(raw)
}

pub(crate) fn is_hash32(raw: &str) -> bool {
    raw.len() == 32 && raw.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

/// Space names are folders, also on stores that do not tell `A` from `a`.
fn space_name(raw: &str) -> bool {
    let plain = |b: u8| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-');
    raw.len() <= MAX_SPACE
        && raw.starts_with(|c: char| c.is_ascii_lowercase())
        && raw.bytes().all(plain)
        && raw != "enrol"
}

text_id! {
    /// Names one device's log: 32 lower-case hexadecimal digits, from 16 random
    /// bytes drawn by the caller at installation and again after every restore.
    LogId, is_hash32
}
text_id! {
    /// Names a device: the first 32 hexadecimal digits of the hash of its public key
    /// (see [`crate::sign::PublicKey::device`]).
    DeviceId, is_hash32
}
text_id! {
    /// Names a workspace: the first 32 hexadecimal digits of the SHA-256 of what it
    /// was founded with, so that the name vouches for its root keys.
    WorkspaceId, is_hash32
}
text_id! {
    /// Names a signed object: the first 32 hexadecimal digits of the hash of its header.
    ObjectId, is_hash32
}
text_id! {
    /// A part of a workspace that is read by the same devices: lower-case letters,
    /// digits and `-`, beginning with a letter, at most 32 bytes. `enrol` is none:
    /// that folder of a store holds requests.
    Space, space_name
}
text_id! {
    /// Names what an event is about: `w` the workspace, `s/<id>` a suggestion,
    /// `i/<id>` an import. Plain ASCII, at most 96 bytes.
    AggregateId, plain_name
}

impl LogId {
    /// The id made of 16 random bytes; drawing them is the caller's part.
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        LogId(hex(&bytes))
    }
}

impl Space {
    /// Who may do what: founding, grants, revocations; always clear.
    pub const ACCESS: &str = "access";
    /// What everybody in the workspace works with.
    pub const MAIN: &str = "main";
    /// What only the office reads: who rated what.
    pub const OFFICE: &str = "office";

    /// The space [`Space::ACCESS`].
    pub fn access() -> Self {
        Space(Self::ACCESS.to_owned())
    }

    /// The space [`Space::MAIN`].
    pub fn main() -> Self {
        Space(Self::MAIN.to_owned())
    }

    /// The space [`Space::OFFICE`].
    pub fn office() -> Self {
        Space(Self::OFFICE.to_owned())
    }

    /// The space in which the office hands a deputy what is theirs: `d-` and the first 30
    /// hexadecimal digits of the SHA-256 of `huiyin-deputy-1/` and the name, so that
    /// everybody who knows the name finds it.
    pub fn of_deputy(name: &str) -> Self {
        let digest = Sha256::digest(["huiyin-deputy-1/", name].concat());
        let digits = hex(digest.get(..15).unwrap_or_default());
        Space([DEPUTYS, &digits].concat())
    }

    /// Whether it is some deputy's.
    pub fn is_deputys(&self) -> bool {
        let digits = self.0.strip_prefix(DEPUTYS);
        digits.is_some_and(|digits| {
            let hex = |b: u8| matches!(b, b'0'..=b'9' | b'a'..=b'f');
            digits.len() == 30 && digits.bytes().all(hex)
        })
    }
}

macro_rules! from_digest {
    ($($name:ident)+) => {$(
        impl $name {
            /// The name that a digest gives: its first 16 bytes.
            pub fn from_digest(digest: &[u8; 32]) -> Self {
                $name(hash32(digest))
            }
        }
    )+};
}

from_digest!(DeviceId WorkspaceId ObjectId);

/// The first 32 hexadecimal digits of a digest.
pub(crate) fn hash32(digest: &[u8; 32]) -> String {
    hex(digest.get(..16).unwrap_or_default())
}

/// The bytes that lower-case hexadecimal digits stand for.
pub fn unhex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    let pairs = text.as_bytes().chunks(2);
    pairs
        .map(|pair| match pair {
            [high, low] => Some(digit(*high)? << 4 | digit(*low)?),
            _ => None,
        })
        .collect()
}

/// Lower-case hexadecimal digits of `bytes`.
pub fn hex(bytes: &[u8]) -> String {
    let digit = |n: u8| char::from(if n < 10 { b'0' + n } else { b'a' + n - 10 });
    bytes
        .iter()
        .flat_map(|b| [digit(b >> 4), digit(b & 15)])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn log_ids_are_32_lower_case_hex_digits() {
        let id = LogId::from_bytes([0xab; 16]);
        assert_eq!(id.as_str(), "abababababababababababababababab");
        assert_eq!(LogId::try_from(id.as_str()), Ok(id.clone()));
        for bad in [
            "",
            "ab",
            &"AB".repeat(16),
            &"g0".repeat(16),
            &"ab".repeat(17),
        ] {
            assert!(LogId::try_from(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn hexadecimal_digits_read_back() {
        for bytes in [&[][..], &[0], &[0xab, 0x01, 0xff]] {
            assert_eq!(unhex(&hex(bytes)).as_deref(), Some(bytes));
        }
        for bad in ["a", "0g", "AB", "建议", " 1"] {
            assert_eq!(unhex(bad), None, "{bad}");
        }
    }

    #[test]
    fn spaces_are_folders_on_any_store() {
        for good in [
            Space::ACCESS,
            Space::MAIN,
            Space::OFFICE,
            "a-1",
            &"a".repeat(32),
        ] {
            assert!(Space::try_from(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "A",
            "1a",
            "-a",
            "a/b",
            "a.b",
            "..",
            "enrol",
            &"a".repeat(33),
        ] {
            assert!(Space::try_from(bad).is_err(), "{bad}");
        }
        assert_eq!(Space::access().as_str(), Space::ACCESS);
        assert_eq!(Space::main().as_str(), Space::MAIN);
        assert_eq!(Space::office().as_str(), Space::OFFICE);
    }

    #[test]
    fn a_deputys_space_is_found_by_name() {
        let own = Space::of_deputy("刘明");
        // Written down once: devices of all versions have to find the same.
        assert_eq!(own.as_str(), "d-d5b15347ea503e70ec345fefe65afb");
        assert!(own.is_deputys());
        assert!(Space::try_from(own.as_str()).is_ok());
        assert_ne!(own, Space::of_deputy("刘 明"));
        for other in [Space::access(), Space::main(), Space::office()] {
            assert!(!other.is_deputys());
        }
        for other in [
            "d-1",
            &format!("d-{}", "g".repeat(30)),
            &format!("e-{}", "0".repeat(30)),
        ] {
            assert!(!Space::try_from(other).unwrap().is_deputys(), "{other}");
        }
    }

    #[test]
    fn aggregates_are_short_and_plain() {
        for good in ["w", "s/01JD-x_y.z", &"a".repeat(96)] {
            assert!(AggregateId::try_from(good).is_ok(), "{good}");
        }
        for bad in ["", "s/ 1", "s/建议", "\"", &"a".repeat(97)] {
            assert!(AggregateId::try_from(bad).is_err(), "{bad}");
        }
    }
}
