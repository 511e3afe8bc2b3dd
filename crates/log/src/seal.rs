//! Boxes: bytes that only the holder of one key can open.
//!
//! X25519 with a key pair made for the one box, HKDF-SHA256, XChaCha20-Poly1305:
//!
//! ```text
//! box     = 01 ‖ ephemeral public key (32) ‖ ciphertext and tag
//! key ‖ nonce = HKDF(shared secret, "huiyin-box-1" ‖ ephemeral ‖ recipient), 32 + 24 bytes
//! ```
//!
//! The `context` is authenticated and not kept: whoever opens a box says what it is
//! expected to be, so that a box put in another place opens nothing. A box says
//! nothing about who made it; what it travels in is signed.
//!
//! ```
//! use huiyin_log::seal::{BoxKey, open, seal};
//!
//! let key = BoxKey::from_seed([1; 32]);
//! let sealed = seal(&key.public(), b"space office", "评价".as_bytes(), [2; 32]);
//! assert_eq!(open(&key, b"space office", &sealed).as_deref(), Some("评价".as_bytes()));
//! assert_eq!(open(&key, b"space main", &sealed), None);
//! ```

use crate::ids::{hex, unhex};
use crate::sign::SignError;
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305};
use hkdf::Hkdf;
use sha2::{Digest, Sha256};
use sm2::elliptic_curve::zeroize::Zeroizing;
use std::fmt;
use x25519_dalek::{PublicKey, SharedSecret, StaticSecret};

/// The version of the box's form, its first byte.
const VERSION: u8 = 1;
/// What the version and the ephemeral key take.
const HEAD: usize = 33;
/// How much longer a box is than what is in it.
pub const OVERHEAD: usize = HEAD + 16;

/// The key that opens boxes; wiped when it is dropped.
pub struct BoxKey {
    secret: StaticSecret,
    public: BoxPublic,
}

impl BoxKey {
    /// The key of 32 random bytes; drawing them is the caller's part.
    pub fn from_seed(seed: [u8; 32]) -> Self {
        let secret = StaticSecret::from(seed);
        // What is made of a secret is never of small order and is spelled one way.
        let public = BoxPublic(PublicKey::from(&secret));
        BoxKey { secret, public }
    }

    /// The seed it was made of, to be sealed to somebody else who may read.
    pub fn to_seed(&self) -> [u8; 32] {
        self.secret.to_bytes()
    }

    /// The key that boxes are sealed to.
    pub fn public(&self) -> BoxPublic {
        self.public
    }

    /// The key that whoever holds this one makes for `context`, the same each time. Nobody
    /// who was given it finds this one by it, nor one of another context.
    pub fn derive(&self, context: &[u8]) -> BoxKey {
        let mut seed = Zeroizing::new([0; 32]);
        let own = Zeroizing::new(self.to_seed());
        let info: [&[u8]; 2] = [b"huiyin-box-derived-1", context];
        let draw = Hkdf::<Sha256>::new(None, own.as_ref());
        // It fails for lengths over 255 hashes alone.
        let _ = draw.expand_multi_info(&info, seed.as_mut());
        BoxKey::from_seed(*seed)
    }
}

impl fmt::Debug for BoxKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BoxKey({:?})", self.public)
    }
}

/// The points of small order in their one spelling, lowest byte first: 0, 1, both of order
/// 8, and −1. Known by heart, because a roll reads every member's key each time it is called.
const SMALL_ORDER: [[u8; 32]; 5] = [
    [0; 32],
    [
        1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0,
    ],
    [
        0xe0, 0xeb, 0x7a, 0x7c, 0x3b, 0x41, 0xb8, 0xae, 0x16, 0x56, 0xe3, 0xfa, 0xf1, 0x9f, 0xc4,
        0x6a, 0xda, 0x09, 0x8d, 0xeb, 0x9c, 0x32, 0xb1, 0xfd, 0x86, 0x62, 0x05, 0x16, 0x5f, 0x49,
        0xb8, 0x00,
    ],
    [
        0x5f, 0x9c, 0x95, 0xbc, 0xa3, 0x50, 0x8c, 0x24, 0xb1, 0xd0, 0xb1, 0x55, 0x9c, 0x83, 0xef,
        0x5b, 0x04, 0x44, 0x5c, 0xc4, 0x58, 0x1c, 0x8e, 0x86, 0xd8, 0x22, 0x4e, 0xdd, 0xd0, 0x9f,
        0x11, 0x57,
    ],
    [
        0xec, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
        0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
        0xff, 0x7f,
    ],
];

/// The key that boxes are sealed to: 32 bytes.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
// INVARIANT: not of small order, so that no secret shared with it is zero.
pub struct BoxPublic(PublicKey);

impl BoxPublic {
    /// The key with these lower-case hexadecimal digits.
    ///
    /// # Errors
    /// They are no such key, or one with which anybody could open the box.
    pub fn from_hex(text: &str) -> Result<Self, SignError> {
        unhex(text)
            .and_then(|bytes| Self::read(&bytes))
            .ok_or_else(SignError::no_box_key)
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        let bytes: [u8; 32] = bytes.try_into().ok()?;
        let key = PublicKey::from(bytes);
        // Points of small order give the same secret with every key there is: zero.
        (reduced(&bytes) && !SMALL_ORDER.contains(&bytes)).then_some(BoxPublic(key))
    }

    /// Its bytes as lower-case hexadecimal digits.
    pub fn to_hex(&self) -> String {
        hex(self.0.as_bytes())
    }
}

/// Whether the number, lowest byte first, is below 2²⁵⁵ − 19: the one spelling.
fn reduced(bytes: &[u8; 32]) -> bool {
    let [low, middle @ .., high] = bytes;
    *high < 0x7f || (*high == 0x7f && (*low < 0xed || middle.iter().any(|byte| *byte != 0xff)))
}

impl fmt::Debug for BoxPublic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BoxPublic({})", self.to_hex())
    }
}

/// Seals `plain` so that only the holder of `to` can open it, and only as `context`.
///
/// `random` are 32 random bytes, drawn by the caller for this box. The box's own key
/// is made of them together with everything else: should a caller ever hand in the
/// same bytes twice, two different contents are still sealed with different keys.
pub fn seal(to: &BoxPublic, context: &[u8], plain: &[u8], random: [u8; 32]) -> Vec<u8> {
    let random = Zeroizing::new(random);
    let hashes = [Sha256::digest(context), Sha256::digest(plain)];
    let mut own = Zeroizing::new([0; 32]);
    let info: [&[u8]; 4] = [
        b"huiyin-box-ephemeral-1",
        to.0.as_bytes(),
        &hashes[0],
        &hashes[1],
    ];
    let draw = Hkdf::<Sha256>::new(None, random.as_ref());
    let drawn = draw.expand_multi_info(&info, own.as_mut());
    let own = StaticSecret::from(*own);
    let ephemeral = BoxPublic(PublicKey::from(&own));
    let sealed = drawn.ok().and_then(|()| {
        let shared = own.diffie_hellman(&to.0);
        let (cipher, nonce) = cipher(&shared, &ephemeral, to)?;
        let aad = context;
        cipher
            .encrypt(&nonce.into(), Payload { msg: plain, aad })
            .ok()
    });
    // Only lengths beyond 2³⁸ bytes are refused, which no memory here holds. Should it
    // happen, the box is empty and opens nothing.
    sealed.map_or_else(Vec::new, |sealed| {
        [&[VERSION], ephemeral.0.as_bytes().as_slice(), &sealed].concat()
    })
}

/// What is in a box, or `None` where this key or this context does not open it, or it
/// was changed.
pub fn open(key: &BoxKey, context: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
    let (head, msg) = sealed.split_at_checked(HEAD)?;
    let (version, ephemeral) = head.split_first()?;
    if *version != VERSION {
        return None;
    }
    // One of small order is found by the secret it gives, below: no need to probe it first.
    let bytes: [u8; 32] = ephemeral.try_into().ok()?;
    let ephemeral = reduced(&bytes).then(|| BoxPublic(PublicKey::from(bytes)))?;
    let shared = key.secret.diffie_hellman(&ephemeral.0);
    let (cipher, nonce) = cipher(&shared, &ephemeral, &key.public)?;
    let aad = context;
    cipher.decrypt(&nonce.into(), Payload { msg, aad }).ok()
}

/// The cipher and nonce of one box; none where the shared secret is zero.
fn cipher(
    shared: &SharedSecret,
    ephemeral: &BoxPublic,
    recipient: &BoxPublic,
) -> Option<(XChaCha20Poly1305, [u8; 24])> {
    if !shared.was_contributory() {
        return None;
    }
    let mut drawn = Zeroizing::new([0; 56]);
    let info: [&[u8]; 3] = [
        b"huiyin-box-1",
        ephemeral.0.as_bytes(),
        recipient.0.as_bytes(),
    ];
    let draw = Hkdf::<Sha256>::new(None, shared.as_bytes());
    draw.expand_multi_info(&info, drawn.as_mut()).ok()?;
    let (key, nonce) = drawn.split_at_checked(32)?;
    let cipher = XChaCha20Poly1305::new_from_slice(key).ok()?;
    Some((cipher, nonce.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn key(seed: u8) -> BoxKey {
        BoxKey::from_seed([seed; 32])
    }

    #[test]
    fn the_key_printed_in_rfc_7748_is_made() {
        let seed = "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a";
        let key = BoxKey::from_seed(unhex(seed).unwrap().try_into().unwrap());
        let public = "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a";
        assert_eq!(key.public().to_hex(), public);
        assert_eq!(BoxPublic::from_hex(public), Ok(key.public()));
    }

    #[test]
    fn a_key_makes_others_that_give_nothing_away() {
        let (office, other) = (key(7), key(8));
        let made = office.derive("d-1/1".as_bytes());
        assert_eq!(made.public(), office.derive("d-1/1".as_bytes()).public());
        let all = [
            office.public(),
            made.public(),
            office.derive("d-1/2".as_bytes()).public(),
            office.derive("".as_bytes()).public(),
            other.derive("d-1/1".as_bytes()).public(),
        ];
        let spelled: std::collections::BTreeSet<String> =
            all.iter().map(BoxPublic::to_hex).collect();
        assert_eq!(spelled.len(), all.len());
        // Written down once: another version has to make the same.
        assert_eq!(
            made.public().to_hex(),
            "0c764daefe6afcfbd15480a493a04ca9c2eed6380cdb4d2f614f9e866049b93d"
        );
    }

    #[test]
    fn what_is_known_of_small_order_is_so() {
        for bytes in SMALL_ORDER {
            let shared = StaticSecret::from([1; 32]).diffie_hellman(&PublicKey::from(bytes));
            assert!(reduced(&bytes) && !shared.was_contributory());
        }
    }

    #[test]
    fn keys_of_small_order_and_other_spellings_are_refused() {
        for bad in [
            "0000000000000000000000000000000000000000000000000000000000000000",
            "0100000000000000000000000000000000000000000000000000000000000000",
            "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
            "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            // 9 once more, as 9 + p and with the bit that X25519 passes over.
            "f6ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "0900000000000000000000000000000000000000000000000000000000000080",
            "09000000000000000000000000000000000000000000000000000000000000",
            "",
        ] {
            let error = BoxPublic::from_hex(bad).unwrap_err();
            assert_eq!(error.code(), "seal-key-malformed", "{bad}");
        }
        let nine = "0900000000000000000000000000000000000000000000000000000000000000";
        assert_eq!(BoxPublic::from_hex(nine).unwrap().to_hex(), nine);
    }

    #[test]
    fn a_box_from_a_key_of_small_order_opens_nothing() {
        // With the ephemeral key 0 anybody knows the secret; the cipher's key is then
        // as good as published, so the box must not open though its tag is right.
        let (to, zero) = (key(1), BoxPublic(PublicKey::from([0; 32])));
        let (mut drawn, public) = ([0; 56], to.public());
        let info: [&[u8]; 3] = [b"huiyin-box-1", &[0; 32], public.0.as_bytes()];
        let draw = Hkdf::<Sha256>::new(None, &[0; 32]);
        draw.expand_multi_info(&info, &mut drawn).unwrap();
        let nonce: [u8; 24] = drawn[32..].try_into().unwrap();
        let cipher = XChaCha20Poly1305::new_from_slice(&drawn[..32]).unwrap();
        let sealed = cipher.encrypt(&nonce.into(), b"forged".as_slice()).unwrap();
        let forged = [&[VERSION], zero.0.as_bytes().as_slice(), &sealed].concat();
        assert_eq!(open(&to, b"", &forged), None);
    }

    #[test]
    fn the_same_randomness_twice_does_not_give_contents_away() {
        let to = key(1).public();
        let [a, b] = ["a", "b"].map(|plain| seal(&to, b"", plain.as_bytes(), [3; 32]));
        assert_ne!(a[1..HEAD], b[1..HEAD]);
        let other = seal(&key(2).public(), b"", b"a", [3; 32]);
        assert_ne!(a[1..HEAD], other[1..HEAD]);
        assert_ne!(a, seal(&to, b"", b"a", [4; 32]));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(16))]

        #[test]
        fn what_is_sealed_opens_again_and_nothing_else_does(
            seed: [u8; 32], other: [u8; 32], random: [u8; 32],
            context in proptest::collection::vec(any::<u8>(), 0..40),
            wrong in proptest::collection::vec(any::<u8>(), 0..40),
            plain in proptest::collection::vec(any::<u8>(), 0..200),
            at: proptest::sample::Index, bit in 0..8_u8,
        ) {
            let key = BoxKey::from_seed(seed);
            let sealed = seal(&key.public(), &context, &plain, random);
            prop_assert_eq!(sealed.len(), plain.len() + OVERHEAD);
            prop_assert_eq!(open(&key, &context, &sealed), Some(plain));
            if wrong != context {
                prop_assert_eq!(open(&key, &wrong, &sealed), None);
            }
            let other = BoxKey::from_seed(other);
            if other.public() != key.public() {
                prop_assert_eq!(open(&other, &context, &sealed), None);
            }
            let mut bent = sealed.clone();
            bent[at.index(sealed.len())] ^= 1 << bit;
            prop_assert_eq!(open(&key, &context, &bent), None);
            prop_assert_eq!(open(&key, &context, &sealed[..at.index(sealed.len())]), None);
            prop_assert_eq!(open(&key, &context, &[sealed, vec![0]].concat()), None);
        }

        #[test]
        fn noise_opens_nothing(noise in proptest::collection::vec(any::<u8>(), 0..200)) {
            prop_assert_eq!(open(&key(1), b"", &noise), None);
            prop_assert_eq!(open(&key(1), b"", &[&[VERSION], noise.as_slice()].concat()), None);
        }
    }

    #[test]
    fn a_flipped_bit_in_any_byte_is_noticed() {
        let key = key(7);
        let sealed = seal(&key.public(), b"c", b"p", [8; 32]);
        for at in 0..sealed.len() {
            let mut bent = sealed.clone();
            bent[at] ^= 1 << (at % 8);
            assert_eq!(open(&key, b"c", &bent), None, "byte {at}");
        }
    }
}
