//! Signatures: which algorithms there are, who can sign, whose signature holds.
//!
//! Two profiles with the same shape: `ed25519-sha256`, and `sm2-sm3` for offices
//! that have to keep to the commercial cryptography standards (GB/T 32905, GB/T
//! 32918). Nothing here draws randomness: keys are made from seeds that are handed
//! in, and signing is deterministic (RFC 8032; RFC 6979 with SM3 for SM2).
//!
//! A device signs with a [`LocalKey`], or with a certified module of its own, a USB
//! key or a signature server, by an implementation of [`Signer`]. What holds is
//! decided by [`PublicKey::verify`] alone.
//!
//! ```
//! use huiyin_log::sign::{Alg, LocalKey, Signer};
//!
//! # fn main() -> Result<(), huiyin_log::sign::SignError> {
//! let key = LocalKey::from_seed(Alg::Sm2Sm3, [7; 32])?;
//! let signature = key.sign("建议".as_bytes())?;
//! assert!(key.public().verify("建议".as_bytes(), &signature));
//! assert!(!key.public().verify("议案".as_bytes(), &signature));
//! # Ok(())
//! # }
//! ```

mod error;
mod key;
mod local;

pub use error::SignError;
pub use key::PublicKey;
pub use local::LocalKey;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use sm3::Sm3;
use std::fmt;

/// A signature algorithm together with the hash that goes with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Alg {
    /// Ed25519 (RFC 8032) with SHA-256. Public keys of 32 bytes.
    #[serde(rename = "ed25519-sha256")]
    Ed25519Sha256,
    /// SM2 (GB/T 32918.2 on the recommended curve) with SM3. Public keys of 65
    /// bytes: `04`, x, y.
    #[serde(rename = "sm2-sm3")]
    Sm2Sm3,
}

impl Alg {
    /// Every algorithm there is.
    pub const ALL: [Alg; 2] = [Alg::Ed25519Sha256, Alg::Sm2Sm3];

    /// The name it is written by.
    pub const fn as_str(self) -> &'static str {
        match self {
            Alg::Ed25519Sha256 => "ed25519-sha256",
            Alg::Sm2Sm3 => "sm2-sm3",
        }
    }

    /// The hash of `parts` one after the other.
    pub fn digest(&self, parts: &[&[u8]]) -> [u8; 32] {
        match self {
            Alg::Ed25519Sha256 => digest::<Sha256>(parts),
            Alg::Sm2Sm3 => digest::<Sm3>(parts),
        }
    }
}

fn digest<D>(parts: &[&[u8]]) -> [u8; 32]
where
    D: Digest,
    [u8; 32]: From<sha2::digest::Output<D>>,
{
    let mut hash = D::new();
    for part in parts {
        hash.update(part);
    }
    hash.finalize().into()
}

impl TryFrom<&str> for Alg {
    type Error = SignError;

    fn try_from(name: &str) -> Result<Self, SignError> {
        let known = Alg::ALL.into_iter().find(|alg| alg.as_str() == name);
        known.ok_or_else(|| SignError::unknown(name))
    }
}

impl fmt::Display for Alg {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Something that signs for a device: a key in memory, or an external module.
///
/// An implementation hashes and signs the whole message as its algorithm says; for
/// [`Alg::Sm2Sm3`] with the distinguishing identifier [`SM2_ID`], and the signature
/// as `r` and `s`, 32 bytes each, not as ASN.1. A module need not sign
/// deterministically; whoever keeps an object signs it once.
pub trait Signer {
    /// The key by which others check the signatures.
    fn public(&self) -> PublicKey;

    /// Signs `message`: 64 bytes.
    ///
    /// # Errors
    /// The module is not there, is locked, or refuses.
    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SignError>;
}

impl<S: Signer + ?Sized> Signer for Box<S> {
    fn public(&self) -> PublicKey {
        (**self).public()
    }

    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SignError> {
        (**self).sign(message)
    }
}

/// The signer's distinguishing identifier in SM2 signatures: the default of
/// GM/T 0009, the same for everybody, as the public key itself names the device.
pub const SM2_ID: &str = "1234567812345678";

#[cfg(test)]
mod tests;
