//! What is drawn from the secrets of cards and of the poll.

use crate::share::Share;
use crate::{BallotError, Sheet};
use hkdf::Hkdf;
use huiyin_log::seal::BoxKey;
use huiyin_log::{hex, unhex};
use sha2::{Digest, Sha256};
use std::fmt;
use zeroize::Zeroizing;

/// HKDF-SHA256 of `secret`, 32 bytes. `info` are parts of one text.
pub fn draw(salt: &[u8], secret: &[u8], info: &[&[u8]]) -> Zeroizing<[u8; 32]> {
    expand(&Hkdf::new(Some(salt), secret), info)
}

/// The second half of [`draw`], for many texts of one secret.
pub fn expand(secret: &Hkdf<Sha256>, info: &[&[u8]]) -> Zeroizing<[u8; 32]> {
    let mut drawn = Zeroizing::new([0; 32]);
    // Refused only beyond 255 hashes; this is one.
    let _ = secret.expand_multi_info(info, drawn.as_mut());
    drawn
}

/// SHA-256 of the parts one after the other.
pub fn hash(parts: &[&[u8]]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
    }
    hash.finalize().into()
}

/// The 16 random bytes that a poll's key is made of; wiped when dropped.
#[derive(Clone)]
pub struct PollSecret(Zeroizing<[u8; 16]>);

impl PollSecret {
    /// Of 16 random bytes; drawing them is the caller's part.
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        PollSecret(Zeroizing::new(bytes))
    }

    /// The bytes.
    pub fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }

    /// The secret as a board publishes it: 32 lower-case hexadecimal digits.
    pub fn to_hex(&self) -> String {
        hex(self.0.as_ref())
    }

    /// The secret with these digits.
    ///
    /// # Errors
    /// They are none.
    pub fn from_hex(text: &str) -> Result<Self, BallotError> {
        let digits = Some(text).filter(|text| text.len() == 32);
        digits
            .and_then(unhex)
            .and_then(|bytes| bytes.try_into().ok())
            .map(Self::from_bytes)
            .ok_or(BallotError::Malformed("key"))
    }

    /// The secret out of two observers' shares.
    ///
    /// # Errors
    /// A share is not of this poll, which is named by whose it should be; both are the
    /// same one; or together they do not make the sheet's key.
    pub fn join(sheet: &Sheet, a: &Share, b: &Share) -> Result<Self, BallotError> {
        for share in [a, b] {
            share.check(sheet)?;
        }
        let bytes = Share::combine(a, b).ok_or(BallotError::ShareTwice { index: a.index() })?;
        let secret = PollSecret(bytes);
        if secret.key(&sheet.poll).public() != sheet.key {
            return Err(BallotError::KeyWrong);
        }
        Ok(secret)
    }

    /// The key that opens the votes of the poll.
    pub fn key(&self, poll: &str) -> BoxKey {
        let seed = draw(b"huiyin-poll-1", self.0.as_ref(), &[poll.as_bytes()]);
        BoxKey::from_seed(*seed)
    }
}

impl fmt::Debug for PollSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PollSecret")
    }
}
