//! Shares of a poll's secret: any two of three make it whole, one alone says nothing.
//!
//! Shamir's scheme over GF(256) with x⁸ + x⁴ + x³ + x + 1, byte by byte: share *i* is
//! `secret ⊕ r·i` with one random byte *r* for each byte. For every secret byte and every
//! *i* there is exactly one *r* for each value of the share, so that a share is as random
//! as *r* is.

use crate::secret::hash;
use crate::{BallotError, PollSecret, Sheet};
use huiyin_log::code::paper::{self, Mark};
use huiyin_log::hex;
use std::fmt;
use zeroize::Zeroizing;

/// One observer's share; wiped when dropped.
#[derive(Clone)]
pub struct Share {
    // INVARIANT: 1 to 3.
    index: u8,
    bytes: Zeroizing<[u8; 16]>,
}

impl Share {
    /// The three shares of a secret. `mix` are 16 random bytes.
    pub(crate) fn split(secret: &PollSecret, mix: &[u8; 16]) -> [Share; 3] {
        [1, 2, 3].map(|index| {
            let mut bytes = Zeroizing::new(*secret.as_bytes());
            for (byte, mix) in bytes.iter_mut().zip(mix) {
                *byte ^= multiply(*mix, index);
            }
            Share { index, bytes }
        })
    }

    /// The secret of two shares; none where they are the same one.
    pub(crate) fn combine(a: &Share, b: &Share) -> Option<Zeroizing<[u8; 16]>> {
        // a = s ⊕ r·i and b = s ⊕ r·j, so r = (a ⊕ b) / (i ⊕ j).
        let divisor = inverse(a.index ^ b.index)?;
        let mut secret = a.bytes.clone();
        for (byte, other) in secret.iter_mut().zip(b.bytes.iter()) {
            let mix = multiply(*byte ^ other, divisor);
            *byte ^= multiply(mix, a.index);
        }
        Some(secret)
    }

    /// Whose it is: the observer's place on the sheet, 1 to 3.
    pub fn index(&self) -> u8 {
        self.index
    }

    /// The code to be written down: seven groups of four characters. The two bits before
    /// the bytes are the index.
    pub fn code(&self) -> Zeroizing<String> {
        paper::write(Mark::SHARE, self.index, &self.bytes)
    }

    /// Reads a share as somebody typed it.
    ///
    /// # Errors
    /// It is mistyped, or another paper's code.
    pub fn read(typed: &str) -> Result<Self, BallotError> {
        match BallotError::reading(Mark::SHARE, typed)? {
            (0, _) => Err(BallotError::Newer),
            (index, bytes) => Ok(Share { index, bytes }),
        }
    }

    /// What the sheet says of it, so that a wrong one is found by itself.
    pub(crate) fn fingerprint(&self, poll: &str) -> [u8; 32] {
        hash(&[
            b"huiyin-share-1\0",
            poll.as_bytes(),
            b"\0",
            &[self.index],
            self.bytes.as_ref(),
        ])
    }

    /// Whether it is one of this poll's.
    ///
    /// # Errors
    /// It is not; the observer whose it should be is named.
    pub fn check(&self, sheet: &Sheet) -> Result<(), BallotError> {
        let at = usize::from(self.index).checked_sub(1);
        let known = at.and_then(|at| sheet.checks.get(at));
        if known.is_some_and(|known| *known == hex(&self.fingerprint(&sheet.poll))) {
            return Ok(());
        }
        Err(BallotError::ShareWrong {
            index: self.index,
            observer: at
                .and_then(|at| sheet.observers.get(at))
                .cloned()
                .unwrap_or_default(),
        })
    }
}

impl fmt::Debug for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Share({})", self.index)
    }
}

/// The product in GF(256), in the same time whatever the factors are.
fn multiply(a: u8, b: u8) -> u8 {
    (0..8).rev().fold(0, |sum: u8, bit| {
        let reduced = (sum << 1) ^ (0x1b & (sum >> 7).wrapping_neg());
        reduced ^ (a & (b >> bit & 1).wrapping_neg())
    })
}

/// The number that multiplied with `a` makes 1: a²⁵⁴. None for 0.
fn inverse(a: u8) -> Option<u8> {
    (a != 0).then(|| (0..253).fold(a, |power, _| multiply(power, a)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(index: u8, byte: u8) -> Share {
        Share {
            index,
            bytes: Zeroizing::new([byte; 16]),
        }
    }

    #[test]
    fn the_field_is_that_of_aes() {
        // FIPS 197, sections 4.2 and 4.2.1.
        assert_eq!(multiply(0x57, 0x83), 0xc1);
        assert_eq!(multiply(0x57, 0x13), 0xfe);
        assert_eq!(inverse(0), None);
        for a in 1..=u8::MAX {
            assert_eq!(multiply(a, inverse(a).unwrap()), 1);
            for b in 0..=u8::MAX {
                assert_eq!(multiply(a, b), multiply(b, a));
                assert_eq!(multiply(a, b ^ 1), multiply(a, b) ^ a);
            }
        }
    }

    #[test]
    fn any_two_of_three_make_every_secret_whole() {
        for secret in 0..=u8::MAX {
            for mix in 0..=u8::MAX {
                let kept = PollSecret::from_bytes([secret; 16]);
                let shares = Share::split(&kept, &[mix; 16]);
                for a in &shares {
                    for b in &shares {
                        let whole = Share::combine(a, b);
                        if a.index == b.index {
                            assert!(whole.is_none());
                        } else {
                            assert_eq!(*whole.unwrap(), [secret; 16]);
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn one_share_alone_says_nothing() {
        // Whatever the secret, every value of a share comes from exactly one mix.
        for secret in 0..=u8::MAX {
            let kept = PollSecret::from_bytes([secret; 16]);
            let mut seen = [[0_u8; 256]; 3];
            for mix in 0..=u8::MAX {
                for (share, seen) in Share::split(&kept, &[mix; 16]).iter().zip(&mut seen) {
                    assert_eq!(*share.bytes, [share.bytes[0]; 16]);
                    seen[usize::from(share.bytes[0])] += 1;
                }
            }
            assert_eq!(seen, [[1; 256]; 3], "{secret}");
        }
    }

    #[test]
    fn bytes_are_shared_each_for_itself() {
        let secret: [u8; 16] = std::array::from_fn(|at| at as u8 * 17);
        let mix: [u8; 16] = std::array::from_fn(|at| 255 - at as u8);
        let shares = Share::split(&PollSecret::from_bytes(secret), &mix);
        for (at, share) in shares.iter().enumerate() {
            for place in 0..16 {
                let expected = secret[place] ^ multiply(mix[place], at as u8 + 1);
                assert_eq!(share.bytes[place], expected);
            }
        }
        assert_eq!(*Share::combine(&shares[2], &shares[0]).unwrap(), secret);
    }

    #[test]
    fn codes_read_back_with_their_index() {
        for index in 1..=3 {
            for byte in [0, 1, 0x7f, 0xff] {
                let code = share(index, byte).code();
                let read = Share::read(&code.to_lowercase()).unwrap();
                assert_eq!((read.index, *read.bytes), (index, [byte; 16]));
            }
        }
        assert_eq!(
            Share::read(&share(0, 1).code()).unwrap_err(),
            BallotError::Newer
        );
        assert_eq!(format!("{:?}", share(2, 9)), "Share(2)");
    }
}
