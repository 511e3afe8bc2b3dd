//! Identifiers: a newtype for each thing that has one, checked where it enters.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Longest identifier accepted, in bytes; longer ones come from hostile input.
const MAX_LEN: usize = 64;

/// Why a text is no identifier: it is empty, too long, or holds a character
/// outside `0-9 A-Z a-z - _ . /`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadId(pub String);

impl fmt::Display for BadId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not an identifier", self.0.escape_debug())
    }
}

impl std::error::Error for BadId {}

fn check(raw: String) -> Result<String, BadId> {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'/');
    if raw.is_empty() || raw.len() > MAX_LEN || !raw.bytes().all(plain) {
        let head: String = raw.chars().take(MAX_LEN).collect();
        return Err(BadId(head));
    }
    Ok(raw)
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The identifier as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = BadId;
            fn try_from(raw: String) -> Result<Self, BadId> {
                check(raw).map($name)
            }
        }

        impl TryFrom<&str> for $name {
            type Error = BadId;
            fn try_from(raw: &str) -> Result<Self, BadId> {
                check(raw.to_owned()).map($name)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

id! {
    /// Names one suggestion or motion for all time; its official number may change, this never does.
    SuggestionId
}
id! {
    /// Names one recorded event.
    EventId
}
id! {
    /// Names one import of a ledger, so that it can be undone as a whole.
    ImportId
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_short_plain_ascii() {
        for good in ["a", "01J9Z3", "s/01-b_c.d"] {
            assert_eq!(
                SuggestionId::try_from(good).map(String::from).as_deref(),
                Ok(good)
            );
        }
        for bad in ["", "空", "a b", "a\n", "x".repeat(65).as_str()] {
            assert!(SuggestionId::try_from(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn a_bad_identifier_does_not_enter_through_the_wire() {
        assert!(serde_json::from_str::<EventId>("\"<script>\"").is_err());
    }
}
