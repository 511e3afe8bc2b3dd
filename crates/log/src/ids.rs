//! Identifiers that only the log knows: whose log, and what an event is about.

use huiyin_rules::ids::plain;
use huiyin_rules::text_id;

/// Longest aggregate id and longest event type, in bytes.
const MAX_NAME: usize = 96;

/// True for a name made of `0-9 A-Z a-z - _ . /`, neither empty nor over 96 bytes.
///
/// Such names need no escaping anywhere: in JSON, in a URL, in a file name's part.
pub(crate) fn plain_name(raw: &str) -> bool {
    raw.len() <= MAX_NAME && plain(raw)
}

pub(crate) fn is_hash32(raw: &str) -> bool {
    raw.len() == 32 && raw.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

text_id! {
    /// Names one device's log: 32 lower-case hexadecimal digits, from 16 random
    /// bytes drawn by the caller at installation and again after every restore.
    LogId, is_hash32
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

/// Lower-case hexadecimal digits of `bytes`.
pub(crate) fn hex(bytes: &[u8]) -> String {
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
    fn aggregates_are_short_and_plain() {
        for good in ["w", "s/01JD-x_y.z", &"a".repeat(96)] {
            assert!(AggregateId::try_from(good).is_ok(), "{good}");
        }
        for bad in ["", "s/ 1", "s/建议", "\"", &"a".repeat(97)] {
            assert!(AggregateId::try_from(bad).is_err(), "{bad}");
        }
    }
}
