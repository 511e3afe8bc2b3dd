//! The recovery code: the root key of a workspace on a sheet of paper.
//!
//! 26 characters hold two zero bits, which name the form of the code, and the 16
//! bytes; two more make every wrong pair of characters show. They are the check
//! symbols of a Reed–Solomon code over GF(32), so that no hash has to be lucky: any
//! one or two wrong characters, two in each other's place among them, are always
//! found, and where only one is wrong it is known which.

use super::{CodeError, GROUP, spell, symbols};
use hkdf::Hkdf;
use sha2::Sha256;
use sm2::elliptic_curve::zeroize::Zeroizing;
use std::fmt;

/// Characters that hold the bytes.
const DATA: usize = 26;
/// All characters.
const LENGTH: usize = DATA + 2;
/// The element whose powers, the first and the second, are the code's zeros.
const ALPHA: u8 = 2;

/// 16 random bytes that a workspace's root key is made of; wiped when dropped.
pub struct Recovery(Zeroizing<[u8; 16]>);

impl Recovery {
    /// Of 16 random bytes; drawing them is the caller's part.
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Recovery(Zeroizing::new(bytes))
    }

    /// The bytes, to be kept where the key is kept.
    pub fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }

    /// The code to be written down: seven groups of four characters.
    pub fn code(&self) -> Zeroizing<String> {
        let bits = Zeroizing::new(u128::from_be_bytes(*self.0));
        let mut symbols = Zeroizing::new(Vec::with_capacity(LENGTH));
        symbols.extend((0..DATA).rev().map(|at| (*bits >> (5 * at) & 31) as u8));
        let check = check(&symbols);
        symbols.extend(check);
        Zeroizing::new(spell(&symbols))
    }

    /// Reads a code as somebody typed it.
    ///
    /// # Errors
    /// A character no code has, too few or too many, or a wrong one.
    pub fn read(typed: &str) -> Result<Self, CodeError> {
        let symbols = Zeroizing::new(symbols(typed)?);
        let found = symbols.len();
        if found != LENGTH {
            return Err(CodeError::Length { found });
        }
        check_typed(&symbols)?;
        let (data, _) = symbols.split_at(DATA);
        // The first character holds the two bits of the form and three of the bytes.
        if data.first().is_some_and(|first| *first >= 8) {
            return Err(CodeError::Newer);
        }
        let bits = data
            .iter()
            .fold(0_u128, |bits, symbol| bits << 5 | u128::from(*symbol));
        Ok(Self::from_bytes(bits.to_be_bytes()))
    }

    /// The seed of the root's signing key, for [`crate::sign::LocalKey::from_seed`].
    pub fn root_seed(&self) -> [u8; 32] {
        self.draw(b"huiyin-root-sign-1")
    }

    /// The seed of the key by which the root opens what was sealed to it, for
    /// [`crate::seal::BoxKey::from_seed`]: whoever has the paper can read again what
    /// was kept in sealed spaces.
    pub fn box_seed(&self) -> [u8; 32] {
        self.draw(b"huiyin-root-box-1")
    }

    /// HKDF's first half, with the purpose for its salt: 32 bytes are one hash, so that
    /// there is nothing to expand and nothing that can fail.
    fn draw(&self, purpose: &[u8]) -> [u8; 32] {
        let (seed, _) = Hkdf::<Sha256>::extract(Some(purpose), self.0.as_ref());
        seed.into()
    }
}

impl fmt::Debug for Recovery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Recovery")
    }
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
