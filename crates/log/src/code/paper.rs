//! 16 secret bytes as 28 characters on a sheet of paper.
//!
//! 26 characters hold two bits, which are the caller's, and the 16 bytes; two more make
//! every wrong pair of characters show. They are the check symbols of a Reed–Solomon
//! code over GF(32), so that no hash has to be lucky: any one or two wrong characters,
//! two in each other's place among them, are always found, and where only one is wrong
//! it is known which.
//!
//! Each kind of paper has a [`Mark`] of its own, which is added to the check symbols.
//! A sum of two marks is no code, as it is not zero and only two characters long, so that
//! no code of one kind is ever a code of another.

use super::{CodeError, GROUP, spell, symbols};
use sm2::elliptic_curve::zeroize::Zeroizing;

/// Characters that hold the bits and the bytes.
const DATA: usize = 26;
/// All characters.
const LENGTH: usize = DATA + 2;
/// The element whose powers, the first and the second, are the code's zeros.
const ALPHA: u8 = 2;

/// What kind of paper a code stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark([u8; 2]);

impl Mark {
    /// The recovery code of a workspace.
    pub const RECOVERY: Mark = Mark([0, 0]);
    /// A voter's card.
    pub const CARD: Mark = Mark([11, 22]);
    /// An observer's share of a poll's key.
    pub const SHARE: Mark = Mark([22, 11]);
}

/// The code to be written down: seven groups of four characters. `top` are the two bits
/// before the bytes, 0 to 3.
pub fn write(mark: Mark, top: u8, bytes: &[u8; 16]) -> Zeroizing<String> {
    let bits = Zeroizing::new(u128::from_be_bytes(*bytes));
    let mut symbols = Zeroizing::new(Vec::with_capacity(LENGTH));
    symbols.extend((0..DATA).rev().map(|at| (*bits >> (5 * at) & 31) as u8));
    if let Some(first) = symbols.first_mut() {
        // It holds three of the bytes' bits.
        *first |= (top & 3) << 3;
    }
    let [high, low] = check(&symbols);
    let Mark([a, b]) = mark;
    symbols.extend([high ^ a, low ^ b]);
    Zeroizing::new(spell(&symbols))
}

/// Reads a code as somebody typed it: the two bits, and the bytes.
///
/// # Errors
/// A character no code has, too few or too many, or a wrong one; also where it is a
/// code of another kind of paper.
pub fn read(mark: Mark, typed: &str) -> Result<(u8, Zeroizing<[u8; 16]>), CodeError> {
    let mut symbols = Zeroizing::new(symbols(typed)?);
    let found = symbols.len();
    if found != LENGTH {
        return Err(CodeError::Length { found });
    }
    let Mark(mark) = mark;
    for (symbol, mark) in symbols.iter_mut().skip(DATA).zip(mark) {
        *symbol ^= mark;
    }
    check_typed(&symbols)?;
    let (data, _) = symbols.split_at(DATA);
    let top = data.first().map_or(0, |first| first >> 3);
    let bits = data
        .iter()
        .fold(0_u128, |bits, symbol| bits << 5 | u128::from(*symbol));
    Ok((top, Zeroizing::new(bits.to_be_bytes())))
}

/// Finds out whether and where typed symbols are wrong.
fn check_typed(symbols: &[u8]) -> Result<(), CodeError> {
    let (first, second) = (at(symbols, ALPHA), at(symbols, multiply(ALPHA, ALPHA)));
    if first == 0 && second == 0 {
        return Ok(());
    }
    // One wrong symbol, by e at the power p, makes the sums e·αᵖ and e·α²ᵖ: the second
    // is αᵖ times the first.
    let mut product = first;
    let place = (0..symbols.len()).rev().find(|_| {
        let here = first != 0 && product == second;
        product = multiply(product, ALPHA);
        here
    });
    let group = place.map(|place| place / GROUP + 1);
    Err(CodeError::Mistyped { group })
}

/// The two symbols that make the whole zero at α and α²: the rest of the division of
/// the data, shifted by two, by (x − α)(x − α²).
fn check(data: &[u8]) -> [u8; 2] {
    let square = multiply(ALPHA, ALPHA);
    let (sum, product) = (ALPHA ^ square, multiply(ALPHA, square));
    data.iter().fold([0, 0], |[high, low], symbol| {
        let lead = high ^ symbol;
        [low ^ multiply(lead, sum), multiply(lead, product)]
    })
}

/// The polynomial with these coefficients, highest first, at `x`.
fn at(coefficients: &[u8], x: u8) -> u8 {
    coefficients
        .iter()
        .fold(0, |sum, coefficient| multiply(sum, x) ^ coefficient)
}

/// The product in GF(32) with x⁵ + x² + 1.
fn multiply(a: u8, b: u8) -> u8 {
    (0..5).rev().fold(0, |sum: u8, bit| {
        let doubled = sum << 1;
        let reduced = doubled ^ if doubled & 32 != 0 { 0b10_0101 } else { 0 };
        reduced ^ if b >> bit & 1 == 1 { a } else { 0 }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const MARKS: [Mark; 3] = [Mark::RECOVERY, Mark::CARD, Mark::SHARE];

    proptest! {
        #[test]
        fn a_code_is_read_as_its_own_kind_and_no_other(top in 0u8..4, bytes: [u8; 16]) {
            for mark in MARKS {
                let code = write(mark, top, &bytes);
                prop_assert_eq!(code.len(), LENGTH + LENGTH / GROUP - 1);
                for other in MARKS {
                    let read = read(other, &code);
                    if other == mark {
                        let (found, kept) = read.unwrap();
                        prop_assert_eq!((found, *kept), (top, bytes));
                    } else {
                        let mistyped = matches!(read, Err(CodeError::Mistyped { .. }));
                        prop_assert!(mistyped);
                    }
                }
            }
        }
    }
}
