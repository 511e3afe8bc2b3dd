//! A tablet that many people use: held to one poll, left by a PIN only.
//!
//! A web page cannot lock a tablet; what it can do is here and in [`crate::platform::screen`],
//! and the setup says what to set besides.

use crate::platform::{prefs, screen};
use sha2::{Digest, Sha256};

const POLL: &str = "vote.kiosk";
const PIN: &str = "vote.pin";
/// How often the PIN is hashed: somebody who reads the tablet's storage has some work.
const ROUNDS: u32 = 20_000;

/// The poll that this tablet is held to.
pub fn poll() -> Option<String> {
    prefs::get(POLL).filter(|poll| !poll.is_empty())
}

/// Holds the tablet to a poll from now on.
pub fn hold(poll: &str, pin: &str) {
    // Without chance the salt is the same everywhere, which a PIN of a hall's tablet survives.
    let salt = hex(&screen::random::<16>());
    prefs::set(PIN, &[&salt, ":", &hash(&salt, pin)].concat());
    prefs::set(POLL, poll);
}

/// Lets it go.
pub fn release() {
    prefs::set(POLL, "");
    prefs::set(PIN, "");
}

/// Whether this is the PIN; where none was set any is.
pub fn is_pin(pin: &str) -> bool {
    let Some(kept) = prefs::get(PIN) else {
        return true;
    };
    match kept.split_once(':') {
        Some((salt, kept)) => hash(salt, pin) == kept,
        None => kept.is_empty(),
    }
}

/// Whether a text can be a PIN: 4 to 8 digits.
pub fn can_be_pin(text: &str) -> bool {
    (4..=8).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn hash(salt: &str, pin: &str) -> String {
    let mut hash = Sha256::digest([salt, ":", pin].concat().as_bytes());
    for _ in 0..ROUNDS {
        hash = Sha256::digest(hash);
    }
    hex(&hash)
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |nibble: u8| char::from(DIGITS[usize::from(nibble & 15)]);
    let pairs = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    pairs.map(digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pins_are_four_to_eight_digits() {
        for (text, good) in [
            ("1234", true),
            ("12345678", true),
            ("123", false),
            ("123456789", false),
            ("12a4", false),
            ("１２３４", false),
        ] {
            assert_eq!(can_be_pin(text), good, "{text}");
        }
    }

    #[test]
    fn hashes_differ_by_salt_and_by_pin() {
        let one = hash("00", "1234");
        assert_eq!(one.len(), 64);
        assert_ne!(one, hash("01", "1234"));
        assert_ne!(one, hash("00", "1235"));
    }
}
