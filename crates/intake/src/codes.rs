//! Codes that people read off a poster or write down: the code of a station's or a deputy's
//! poster (专属码), and the tracking code (查询码).

use crate::IntakeError;
use huiyin_log::{code, hex};
use sha2::{Digest, Sha256};

/// Symbols of a poster's code: 50 bits.
const CODE: usize = 10;
/// Symbols of a tracking code: 60 bits.
const TRACK: usize = 12;

/// A poster's code of random bytes, without its dash: 10 symbols.
pub fn issue_code(random: [u8; 8]) -> String {
    code::draw(random, CODE)
}

/// The 10 symbols of a poster's code that somebody typed or scanned; case, spaces and dashes do
/// not matter.
///
/// # Errors
/// It is no such code.
pub fn read_code(typed: &str) -> Result<String, IntakeError> {
    code::plain(typed, CODE).ok_or(IntakeError::CodeMistyped)
}

/// A poster's code as people see it: `XXXXX-XXXXX`.
pub fn spell_code(symbols: &str) -> String {
    grouped(symbols, 5)
}

/// A tracking code of random bytes, as people see it: `XXXX-XXXX-XXXX`.
pub fn track_code(random: [u8; 8]) -> String {
    spell_track(&code::draw(random, TRACK))
}

/// The 12 symbols of a tracking code that somebody typed.
///
/// # Errors
/// It is no such code.
pub fn read_track(typed: &str) -> Result<String, IntakeError> {
    code::plain(typed, TRACK).ok_or(IntakeError::TrackMistyped)
}

/// A tracking code as people see it: `XXXX-XXXX-XXXX`.
pub fn spell_track(symbols: &str) -> String {
    grouped(symbols, 4)
}

/// The name that a voice's status is published under: nobody gets from it to the code.
///
/// # Errors
/// It is no tracking code.
pub fn track_hash(typed: &str) -> Result<String, IntakeError> {
    let symbols = read_track(typed)?;
    let mut hash = Sha256::new();
    hash.update(b"huiyin-track-1\0");
    hash.update(symbols.as_bytes());
    Ok(hex(&hash.finalize()))
}

fn grouped(symbols: &str, size: usize) -> String {
    let mut out = String::with_capacity(symbols.len() + symbols.len() / size.max(1));
    for (at, symbol) in symbols.chars().enumerate() {
        if at > 0 && at % size == 0 {
            out.push('-');
        }
        out.push(symbol);
    }
    out
}
