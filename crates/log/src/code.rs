//! Codes that people read out, compare and write down.
//!
//! Spelled in Crockford's base 32, which has no `I`, `L`, `O` and `U`; whoever reads
//! a code back may write `O` for 0, `I` and `L` for 1, and any case, spaces and
//! hyphens, also full-width ones as Chinese keyboards make them.
//!
//! ```
//! use huiyin_log::code::Recovery;
//!
//! # fn main() -> Result<(), huiyin_log::code::CodeError> {
//! let recovery = Recovery::from_bytes([7; 16]);
//! let paper = recovery.code();
//! assert_eq!(paper.as_str(), "070W-3GE1-R70W-3GE1-R70W-3GE1-R7KC");
//! assert_eq!(Recovery::read("o7ow 3ge1 r70w 3gel r7ow 3gei r7kc")?.code(), paper);
//! # Ok(())
//! # }
//! ```

mod error;
pub mod paper;
mod recovery;

pub use error::CodeError;
pub use recovery::Recovery;

use crate::{DeviceId, WorkspaceId};

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Characters of a group.
const GROUP: usize = 4;
/// Characters of a short code.
const SHORT: usize = 8;

/// A device's short code, such as `K7QM-2XNP`: the first 40 bits of its id.
///
/// It tells devices apart and is read out over the telephone when one is taken in. It
/// is no secret, and no proof either: whoever spends some months of computing can
/// make a key with a given code. What counts is the id.
pub fn of_device(device: &DeviceId) -> String {
    short(device.as_str())
}

/// A workspace's short code: the first 40 bits of its id.
pub fn of_workspace(workspace: &WorkspaceId) -> String {
    short(workspace.as_str())
}

/// True where a short code, as somebody typed it, is that of the id `hash`.
pub fn names(typed: &str, hash: &str) -> bool {
    symbols(typed).is_ok_and(|typed| typed.len() == SHORT && typed == of_hash(hash))
}

/// The first 40 bits of a hash in hexadecimal digits, as eight characters.
pub fn short(hash: &str) -> String {
    spell(&of_hash(hash))
}

/// A code of `length` symbols, at most 12, of random bytes: five bits each, without groups.
pub fn draw(random: [u8; 8], length: usize) -> String {
    let bits = u64::from_be_bytes(random);
    let symbol = |at: usize| ALPHABET.get((bits >> (5 * at) & 31) as usize).copied();
    (0..length.min(12))
        .filter_map(symbol)
        .map(char::from)
        .collect()
}

/// The `length` symbols of a code that somebody typed, as they are drawn; `None` where it is no
/// such code.
///
/// ```
/// use huiyin_log::code::{draw, plain};
///
/// let code = draw([7; 8], 10);
/// let typed = format!("{} - {}", code[..5].to_lowercase(), &code[5..]);
/// assert_eq!(plain(&typed, 10), Some(code));
/// assert_eq!(plain(&typed, 12), None);
/// ```
pub fn plain(typed: &str, length: usize) -> Option<String> {
    let symbols = symbols(typed).ok().filter(|found| found.len() == length)?;
    let of = |symbol: &u8| ALPHABET.get(usize::from(*symbol)).copied().map(char::from);
    symbols.iter().map(of).collect()
}

/// The first 40 bits of hexadecimal digits, five at a time.
fn of_hash(hash: &str) -> Vec<u8> {
    let digits = hash.bytes().take(10);
    let bits = digits.filter_map(|digit| char::from(digit).to_digit(16));
    let bits = bits.fold(0_u64, |bits, digit| bits << 4 | u64::from(digit));
    (0..SHORT)
        .rev()
        .map(|at| (bits >> (5 * at) & 31) as u8)
        .collect()
}

/// Symbols as characters, in groups of four.
fn spell(symbols: &[u8]) -> String {
    let mut out = String::with_capacity(symbols.len() * 5 / 4);
    for (at, symbol) in symbols.iter().enumerate() {
        if at > 0 && at % GROUP == 0 {
            out.push('-');
        }
        let character = ALPHABET.get(usize::from(*symbol)).copied();
        out.push(char::from(character.unwrap_or(b'?')));
    }
    out
}

/// The symbols that somebody typed; hyphens and spaces are passed over.
fn symbols(typed: &str) -> Result<Vec<u8>, CodeError> {
    // Never grown: a secret would stay behind where it lay before.
    let mut found = Vec::with_capacity(MAX_TYPED + 1);
    for character in typed.chars() {
        let plain = match character {
            // Full-width forms stand in the order of ASCII.
            '\u{ff01}'..='\u{ff5e}' => {
                char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character)
            }
            other => other,
        };
        if plain.is_whitespace() || is_hyphen(plain) {
            continue;
        }
        let plain = match plain.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        };
        let value = ALPHABET
            .iter()
            .position(|known| char::from(*known) == plain);
        match value.and_then(|value| u8::try_from(value).ok()) {
            Some(value) => found.push(value),
            None => {
                return Err(CodeError::Character {
                    found: character,
                    group: found.len() / GROUP + 1,
                });
            }
        }
        if found.len() > MAX_TYPED {
            break;
        }
    }
    Ok(found)
}

/// More characters than any code has are not read.
const MAX_TYPED: usize = 64;

fn is_hyphen(character: char) -> bool {
    matches!(character, '-' | '_' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

#[cfg(test)]
mod tests;
