//! Hashes, keys, boxes and signatures, put together from published crates.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305};
use ed25519_dalek::{Signature, SigningKey, VerifyingKey};
use hkdf::Hkdf;
use sha2::{Digest, Sha256};
use x25519_dalek::{PublicKey, StaticSecret};

/// SHA-256 of the parts joined.
pub fn hash(parts: &[&[u8]]) -> [u8; 32] {
    Sha256::digest(parts.concat()).into()
}

/// HKDF-SHA256, as many bytes as `out` has.
fn derive(salt: Option<&[u8]>, secret: &[u8], info: &[u8], out: &mut [u8]) -> Option<()> {
    Hkdf::<Sha256>::new(salt, secret).expand(info, out).ok()
}

pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |nibble: u8| DIGITS.get(usize::from(nibble)).map(|d| char::from(*d));
    let both = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    both.filter_map(digit).collect()
}

/// Exactly `N` bytes of lower-case hexadecimal digits.
pub fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let lower = text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    if !lower || text.len() != 2 * N {
        return None;
    }
    let mut out = [0; N];
    for (at, byte) in out.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(2 * at..2 * at + 2)?, 16).ok()?;
    }
    Some(out)
}

/// Base 64 for addresses, unpadded.
pub fn unbase64(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok()
}

pub fn base64(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Parts with a zero byte between them.
fn joined(parts: &[&[u8]]) -> Vec<u8> {
    parts.join(&0)
}

/// What the sheet lists of a credential.
pub fn commitment(poll: &str, question: &str, public: &[u8; 32]) -> [u8; 32] {
    let parts: [&[u8]; 4] = [
        b"huiyin-card-1",
        poll.as_bytes(),
        question.as_bytes(),
        public,
    ];
    hash(&[&joined(&parts)])
}

/// The credential that a card has for a question.
pub fn credential(card: &[u8; 16], poll: &str, question: &str) -> [u8; 32] {
    let info = joined(&[poll.as_bytes(), question.as_bytes()]);
    let mut seed = [0; 32];
    // Only lengths beyond 255 hashes are refused.
    let _ = derive(Some(b"huiyin-card-1"), card, &info, &mut seed);
    SigningKey::from_bytes(&seed).verifying_key().to_bytes()
}

/// What a vote is sealed as.
fn context(poll: &str, question: &str) -> Vec<u8> {
    joined(&[b"huiyin-vote-1", poll.as_bytes(), question.as_bytes()])
}

/// Whether a vote's signature holds.
pub fn signed(poll: &str, question: &str, public: &[u8; 32], sealed: &[u8], sig: &[u8]) -> bool {
    let (Ok(key), Ok(signature)) = (VerifyingKey::from_bytes(public), Signature::from_slice(sig))
    else {
        return false;
    };
    let message = joined(&[&context(poll, question), sealed]);
    key.verify_strict(&message, &signature).is_ok()
}

/// The key that opens a poll's box.
pub struct Key {
    secret: StaticSecret,
    public: [u8; 32],
}

impl Key {
    /// Of the published secret: 32 hexadecimal digits.
    pub fn of_poll(published: &str, poll: &str) -> Option<Self> {
        let secret: [u8; 16] = unhex(published)?;
        let mut seed = [0; 32];
        derive(Some(b"huiyin-poll-1"), &secret, poll.as_bytes(), &mut seed)?;
        let secret = StaticSecret::from(seed);
        let public = PublicKey::from(&secret).to_bytes();
        Some(Key { secret, public })
    }

    pub fn public(&self) -> [u8; 32] {
        self.public
    }

    /// What is in a vote's box: `01`, an X25519 key, and XChaCha20-Poly1305 of the rest
    /// by the secret shared with that key.
    pub fn open(&self, poll: &str, question: &str, sealed: &[u8]) -> Option<Vec<u8>> {
        let (ephemeral, msg) = sealed.strip_prefix(&[1])?.split_first_chunk::<32>()?;
        if !canonical(ephemeral) {
            return None;
        }
        let shared = self.secret.diffie_hellman(&PublicKey::from(*ephemeral));
        if !shared.was_contributory() {
            return None;
        }
        let info = [b"huiyin-box-1".as_slice(), ephemeral, &self.public].concat();
        let mut drawn = [0; 56];
        derive(None, shared.as_bytes(), &info, &mut drawn)?;
        let (key, nonce) = drawn.split_first_chunk::<32>()?;
        let nonce: [u8; 24] = nonce.try_into().ok()?;
        let aad = context(poll, question);
        let payload = Payload { msg, aad: &aad };
        let cipher = XChaCha20Poly1305::new_from_slice(key).ok()?;
        cipher.decrypt(&nonce.into(), payload).ok()
    }
}

/// Whether the number, lowest byte first, is below 2²⁵⁵ − 19.
fn canonical(key: &[u8; 32]) -> bool {
    let mut prime = [0xff; 32];
    (prime[0], prime[31]) = (0xed, 0x7f);
    key.iter().rev().lt(prime.iter().rev())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hexadecimal_digits_are_lower_case_and_exact() {
        assert_eq!(unhex::<2>("0aff"), Some([10, 255]));
        assert_eq!(hex(&[10, 255]), "0aff");
        for bad in ["0aF0", "0a", "0aff00", "+aff", "回回"] {
            assert_eq!(unhex::<2>(bad), None, "{bad}");
        }
    }

    #[test]
    fn only_reduced_numbers_are_keys() {
        assert!(canonical(&[0; 32]));
        let mut edge = [0xff; 32];
        (edge[0], edge[31]) = (0xec, 0x7f);
        assert!(canonical(&edge));
        edge[0] = 0xed;
        assert!(!canonical(&edge));
        assert!(!canonical(&[0xff; 32]));
    }

    #[test]
    fn the_published_vector_of_hkdf_comes_out() {
        // RFC 5869, appendix A.1.
        let salt: [u8; 13] = unhex("000102030405060708090a0b0c").unwrap();
        let info: [u8; 10] = unhex("f0f1f2f3f4f5f6f7f8f9").unwrap();
        let mut out = [0; 42];
        derive(Some(&salt), &[0x0b; 22], &info, &mut out).unwrap();
        assert_eq!(
            hex(&out),
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"
        );
    }
}
