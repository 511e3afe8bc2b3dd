//! A key in this program's memory.

use super::key::Point;
use super::{Alg, PublicKey, SM2_ID, SignError, Signer};
use ed25519_dalek as ed25519;
use ed25519_dalek::Signer as _;
use hkdf::Hkdf;
use sm2::elliptic_curve::zeroize::Zeroizing;
use sm3::Sm3;
use std::fmt;

/// A key in memory, made of a seed; its secret is wiped when it is dropped.
pub struct LocalKey {
    secret: Secret,
    public: PublicKey,
}

enum Secret {
    // Both wipe themselves. The signing key of SM2 does not, so it is made anew for
    // every signature.
    Ed25519(ed25519::SigningKey),
    Sm2(sm2::SecretKey),
}

impl LocalKey {
    /// The key of a seed of 32 random bytes; drawing them is the caller's part.
    ///
    /// For Ed25519 the seed is the private key of RFC 8032. For SM2 the private key
    /// is drawn from the seed by HKDF with SM3.
    ///
    /// # Errors
    /// No key of SM2 comes out of the seed, which no seed is known for.
    pub fn from_seed(alg: Alg, seed: [u8; 32]) -> Result<LocalKey, SignError> {
        let seed = Zeroizing::new(seed);
        let (secret, point) = match alg {
            Alg::Ed25519Sha256 => {
                let key = ed25519::SigningKey::from_bytes(&seed);
                let public = key.verifying_key();
                (Secret::Ed25519(key), Point::Ed25519(public))
            }
            Alg::Sm2Sm3 => {
                let key = sm2_key(&seed).ok_or_else(SignError::seed)?;
                let public = sm2::dsa::VerifyingKey::new(SM2_ID, key.public_key())
                    .map_err(|_| SignError::seed())?;
                (Secret::Sm2(key), Point::Sm2(public))
            }
        };
        let public = PublicKey::of(point);
        Ok(LocalKey { secret, public })
    }
}

/// The first of up to 256 draws that is a private key. One in four thousand million
/// draws is not: the group's order begins with 31 ones and a zero.
fn sm2_key(seed: &[u8; 32]) -> Option<sm2::SecretKey> {
    let draws = Hkdf::<Sm3>::new(None, seed);
    (0..=u8::MAX).find_map(|nth| {
        let mut scalar = Zeroizing::new([0; 32]);
        let info: [&[u8]; 2] = [b"huiyin-sm2-key-1", &[nth]];
        draws.expand_multi_info(&info, scalar.as_mut()).ok()?;
        sm2::SecretKey::from_slice(scalar.as_ref()).ok()
    })
}

impl Signer for LocalKey {
    fn public(&self) -> PublicKey {
        self.public.clone()
    }

    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SignError> {
        match &self.secret {
            Secret::Ed25519(key) => {
                let signature = key.try_sign(message).map_err(|_| SignError::failed())?;
                Ok(signature.to_bytes().to_vec())
            }
            Secret::Sm2(key) => {
                let key = sm2::dsa::SigningKey::new(SM2_ID, key);
                let signature = key.and_then(|key| key.try_sign(message));
                let signature = signature.map_err(|_| SignError::failed())?;
                Ok(signature.to_bytes().to_vec())
            }
        }
    }
}

impl fmt::Debug for LocalKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LocalKey({:?})", self.public)
    }
}
