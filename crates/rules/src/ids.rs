//! Identifiers: a newtype for each thing that has one, checked where it enters.

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

impl BadId {
    /// The complaint about `raw`, of which it keeps no more than a person can read.
    pub fn of(raw: &str) -> BadId {
        BadId(raw.chars().take(MAX_LEN).collect())
    }
}

/// Whether every character of a text may stand in an identifier: such names need
/// no escaping anywhere, in JSON, in an address, in a part of a file's name.
pub fn plain(raw: &str) -> bool {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'/');
    !raw.is_empty() && raw.bytes().all(plain)
}

fn short(raw: &str) -> bool {
    raw.len() <= MAX_LEN && plain(raw)
}

/// Declares an identifier: a text that a predicate accepts, checked wherever it enters.
#[macro_export]
macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident, $valid:path) => {
        $(#[$doc])*
        #[derive(
            Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash,
            ::serde::Serialize, ::serde::Deserialize,
        )]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The identifier as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = $crate::ids::BadId;
            fn try_from(raw: String) -> Result<Self, $crate::ids::BadId> {
                if $valid(&raw) { Ok($name(raw)) } else { Err($crate::ids::BadId::of(&raw)) }
            }
        }

        impl TryFrom<&str> for $name {
            type Error = $crate::ids::BadId;
            fn try_from(raw: &str) -> Result<Self, $crate::ids::BadId> {
                $name::try_from(raw.to_owned())
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.0
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

text_id! {
    /// Names one suggestion or motion for all time; its official number may change, this never does.
    SuggestionId, short
}
text_id! {
    /// Names one recorded event.
    EventId, short
}
text_id! {
    /// Names one import of a ledger, so that it can be undone as a whole.
    ImportId, short
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
