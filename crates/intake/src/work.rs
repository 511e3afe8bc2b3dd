//! Proof of work: what a sender of voices pays with, a moment of computing.
//!
//! A nonce solves a challenge where `SHA-256("huiyin-work-1" ‖ 00 ‖ challenge ‖ 00 ‖ nonce)`, the
//! nonce in decimal digits, begins with so many zero bits. Sixteen of them take a phone a moment
//! and a flood of thousands hours.

use sha2::{Digest, Sha256};

fn begun(challenge: &str) -> Sha256 {
    let mut hash = Sha256::new();
    hash.update(b"huiyin-work-1\0");
    hash.update(challenge.as_bytes());
    hash.update(b"\0");
    hash
}

fn zeros(mut hash: Sha256, nonce: u64) -> u32 {
    let (mut digits, mut at, mut rest) = ([0; 20], 20_usize, nonce);
    loop {
        at = at.saturating_sub(1);
        if let Some(digit) = digits.get_mut(at) {
            *digit = b'0' + (rest % 10) as u8;
        }
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    hash.update(digits.get(at..).unwrap_or_default());
    let mut zeros = 0;
    for byte in hash.finalize() {
        zeros += byte.leading_zeros();
        if byte != 0 {
            break;
        }
    }
    zeros
}

/// Whether a nonce solves a challenge.
pub fn solved(challenge: &str, nonce: u64, bits: u8) -> bool {
    zeros(begun(challenge), nonce) >= u32::from(bits)
}

/// The first nonce from `start` on that solves a challenge, of as many as `tries`. `None` where
/// none does: go on from `start + tries`, so that a page can breathe in between.
///
/// ```
/// use huiyin_intake::{solve, solved};
///
/// let nonce = (0..).step_by(64).find_map(|start| solve("challenge", 8, start, 64));
/// assert!(nonce.is_some_and(|nonce| solved("challenge", nonce, 8)));
/// ```
pub fn solve(challenge: &str, bits: u8, start: u64, tries: u32) -> Option<u64> {
    let begun = begun(challenge);
    (0..u64::from(tries))
        .map_while(|more| start.checked_add(more))
        .find(|nonce| zeros(begun.clone(), *nonce) >= u32::from(bits))
}
