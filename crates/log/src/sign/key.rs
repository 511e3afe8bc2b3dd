//! Public keys: one spelling for each, and strict verification.

use super::{Alg, SM2_ID, SignError};
use crate::DeviceId;
use crate::ids::{hex, unhex};
use ed25519_dalek as ed25519;
use sm2::dsa::signature::Verifier;
use sm2::elliptic_curve::sec1::ToSec1Point;
use std::fmt;

/// How an uncompressed point of SM2 begins.
const UNCOMPRESSED: u8 = 4;

/// The key by which a device's signatures are checked.
///
/// Every key has one spelling only, as the device is named by the hash of it: other
/// encodings of the same point are no keys, nor are points of small order.
#[derive(Clone)]
pub struct PublicKey {
    bytes: Vec<u8>,
    // INVARIANT: the point that `bytes` spell.
    point: Point,
}

#[derive(Clone)]
pub(super) enum Point {
    Ed25519(ed25519::VerifyingKey),
    Sm2(sm2::dsa::VerifyingKey),
}

impl PublicKey {
    /// The key with these bytes.
    ///
    /// # Errors
    /// They are no key of `alg`.
    pub fn new(alg: Alg, bytes: &[u8]) -> Result<Self, SignError> {
        Self::read(alg, bytes).ok_or_else(|| SignError::malformed(alg))
    }

    fn read(alg: Alg, bytes: &[u8]) -> Option<Self> {
        let point = match alg {
            Alg::Ed25519Sha256 => {
                let key = ed25519::VerifyingKey::from_bytes(bytes.try_into().ok()?).ok()?;
                let spelled = key.to_edwards().compress();
                if key.is_weak() || spelled.as_bytes() != bytes {
                    return None;
                }
                Point::Ed25519(key)
            }
            Alg::Sm2Sm3 => {
                if bytes.len() != 65 || bytes.first() != Some(&UNCOMPRESSED) {
                    return None;
                }
                Point::Sm2(sm2::dsa::VerifyingKey::from_sec1_bytes(SM2_ID, bytes).ok()?)
            }
        };
        Some(PublicKey {
            bytes: bytes.to_vec(),
            point,
        })
    }

    pub(super) fn of(point: Point) -> Self {
        let bytes = match &point {
            Point::Ed25519(key) => key.to_bytes().to_vec(),
            Point::Sm2(key) => key.to_sec1_point(false).as_bytes().to_vec(),
        };
        PublicKey { bytes, point }
    }

    /// The key with these lower-case hexadecimal digits.
    ///
    /// # Errors
    /// They are no key of `alg`.
    pub fn from_hex(alg: Alg, text: &str) -> Result<Self, SignError> {
        let bytes = unhex(text).ok_or_else(|| SignError::malformed(alg))?;
        Self::new(alg, &bytes)
    }

    /// The algorithm it belongs to.
    pub fn alg(&self) -> Alg {
        match self.point {
            Point::Ed25519(_) => Alg::Ed25519Sha256,
            Point::Sm2(_) => Alg::Sm2Sm3,
        }
    }

    /// Its bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Its bytes as lower-case hexadecimal digits.
    pub fn to_hex(&self) -> String {
        hex(&self.bytes)
    }

    /// The name of the device that has it: the first 32 hexadecimal digits of the
    /// hash of `<algorithm>:<the key's hexadecimal digits>`.
    pub fn device(&self) -> DeviceId {
        let alg = self.alg();
        let hash = alg.digest(&[alg.as_str().as_bytes(), b":", self.to_hex().as_bytes()]);
        DeviceId::from_digest(&hash)
    }

    /// True where `signature` is this key's signature of `message`.
    pub fn verify(&self, message: &[u8], signature: &[u8]) -> bool {
        match &self.point {
            Point::Ed25519(key) => ed25519::Signature::from_slice(signature)
                .is_ok_and(|signature| key.verify_strict(message, &signature).is_ok()),
            Point::Sm2(key) => sm2::dsa::Signature::from_slice(signature)
                .is_ok_and(|signature| key.verify(message, &signature).is_ok()),
        }
    }
}

impl PartialEq for PublicKey {
    fn eq(&self, other: &Self) -> bool {
        self.alg() == other.alg() && self.bytes == other.bytes
    }
}

impl Eq for PublicKey {}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({}:{})", self.alg(), self.to_hex())
    }
}
