//! A text's sketch: small, of fixed size, comparable.

use serde::{Deserialize, Serialize};

const SLOTS: usize = 32;
/// Shorter texts say too little to be compared.
const LEAST: usize = 20;

/// The least hashes of a text's three-character runs under 32 hash functions. The
/// share of equal slots estimates how much of two texts is the same. 64 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Sketch([u16; SLOTS]);

/// A well-mixing step (the finaliser of splitmix64). It spreads, it does not protect.
const fn mixed(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

impl Sketch {
    /// The sketch of a text; `None` where it has fewer than 20 letters and characters.
    pub fn of(text: &str) -> Option<Sketch> {
        let chars: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
        if chars.len() < LEAST {
            return None;
        }
        let mut least = [u32::MAX; SLOTS];
        for run in chars.windows(3) {
            let packed = run
                .iter()
                .fold(0u64, |packed, c| (packed << 21) | u64::from(u32::from(*c)));
            let mut hash = mixed(packed);
            for slot in &mut least {
                hash = mixed(hash.wrapping_add(0x9e37_79b9_7f4a_7c15));
                // The upper half decides which run is least, so that ties are rare.
                *slot = (*slot).min(u32::try_from(hash >> 32).unwrap_or(u32::MAX));
            }
        }
        // The lower bits of the least hash are as good as random: they tell runs apart.
        Some(Sketch(
            least.map(|hash| u16::try_from(hash & 0xffff).unwrap_or(0)),
        ))
    }

    /// How much of the two texts is the same, 0 to 1000.
    pub fn similarity(&self, other: &Sketch) -> u16 {
        let same = self
            .0
            .iter()
            .zip(other.0)
            .filter(|(a, b)| **a == *b)
            .count();
        u16::try_from(same * 1000 / SLOTS).unwrap_or(1000)
    }
}
