//! The 28 characters on a card.

use crate::cipher::credential;

/// A card's 16 bytes.
pub struct Card([u8; 16]);

/// Crockford's base 32.
const ALPHABET: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// What is added to the check symbols of a card, and of no other paper.
const MARK: [u8; 2] = [11, 22];

/// Symbols of a code as somebody typed it: `O` is 0, `I` and `L` are 1, spaces and hyphens
/// are nothing. None where a character belongs to no code.
pub fn symbols(typed: &str) -> Option<Vec<u8>> {
    let plain = typed
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .take(64);
    let symbol = |character: char| {
        let upper = match character.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        };
        let at = ALPHABET.find(upper)?;
        u8::try_from(at).ok()
    };
    plain.map(symbol).collect()
}

impl Card {
    /// Reads a card's code; none where a character is wrong.
    pub fn read(typed: &str) -> Option<Self> {
        let mut symbols = symbols(typed)?;
        if symbols.len() != 28 {
            return None;
        }
        for (symbol, mark) in symbols.iter_mut().rev().zip(MARK.iter().rev()) {
            *symbol ^= mark;
        }
        // The code is a polynomial over GF(32) that is zero at 2 and at 4.
        let zero = |x| symbols.iter().fold(0, |sum, symbol| times(sum, x) ^ symbol) == 0;
        if !zero(2) || !zero(4) {
            return None;
        }
        let data = symbols.iter().take(26);
        let (bits, over) = data.fold((0_u128, 0_u128), |(bits, over), symbol| {
            (bits << 5 | u128::from(*symbol), over | bits >> 123)
        });
        // The two bits before the bytes are zero.
        (over == 0).then(|| Card(bits.to_be_bytes()))
    }

    /// Its credential for a question.
    pub fn public(&self, poll: &str, question: &str) -> [u8; 32] {
        credential(&self.0, poll, question)
    }
}

/// The product in GF(32) with x⁵ + x² + 1.
fn times(a: u8, b: u8) -> u8 {
    let product = (0..5)
        .filter(|bit| b >> bit & 1 == 1)
        .fold(0_u16, |sum, bit| sum ^ (u16::from(a) << bit));
    let reduced = (5..9).rev().fold(product, |rest, bit| {
        if rest >> bit & 1 == 1 {
            rest ^ (0b10_0101 << (bit - 5))
        } else {
            rest
        }
    });
    u8::try_from(reduced).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_field_has_one_inverse_for_each_element() {
        for a in 1..32 {
            assert_eq!((1..32).filter(|b| times(a, *b) == 1).count(), 1);
            assert_eq!(times(a, 1), a);
        }
        // 2⁵ = 2² + 1.
        assert_eq!(times(16, 2), 5);
    }

    #[test]
    fn what_is_no_card_is_not_read() {
        for bad in [
            "",
            "0000",
            "建议",
            &"0".repeat(28),
            &"Z".repeat(28),
            &"0".repeat(10_000),
        ] {
            assert!(Card::read(bad).is_none(), "{bad}");
        }
    }
}
