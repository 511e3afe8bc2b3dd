//! The recovery code: the root key of a workspace on a sheet of paper.
//!
//! Spelled by [`super::paper`]; the two bits that stand before the bytes are zero and
//! name the form of the code.

use super::CodeError;
use super::paper::{self, Mark};
use hkdf::Hkdf;
use sha2::Sha256;
use sm2::elliptic_curve::zeroize::Zeroizing;
use std::fmt;

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
        paper::write(Mark::RECOVERY, 0, &self.0)
    }

    /// Reads a code as somebody typed it.
    ///
    /// # Errors
    /// A character no code has, too few or too many, or a wrong one.
    pub fn read(typed: &str) -> Result<Self, CodeError> {
        match paper::read(Mark::RECOVERY, typed)? {
            (0, bytes) => Ok(Recovery(bytes)),
            _ => Err(CodeError::Newer),
        }
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
