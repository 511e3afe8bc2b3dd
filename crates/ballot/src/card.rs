//! A voter's card: 16 random bytes on paper, and what comes of them.

use crate::secret::{expand, hash};
use crate::{BallotError, Sheet};
use ed25519_dalek::SigningKey;
use hkdf::Hkdf;
use huiyin_log::code::paper::{self, Mark};
use sha2::Sha256;
use std::fmt;
use zeroize::Zeroizing;

const NAME: &[u8] = b"huiyin-card-1";
/// What a card's QR code begins with where no address is known.
const SCHEME: &str = "HUIYIN-CARD:";
/// Longest text a QR code or a person gives, in bytes.
const MAX_SCAN: usize = 2_048;

/// A card's 16 random bytes; wiped when dropped.
#[derive(Clone)]
pub struct CardSecret(Zeroizing<[u8; 16]>);

impl CardSecret {
    /// Of 16 random bytes; drawing them is the caller's part.
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        CardSecret(Zeroizing::new(bytes))
    }

    /// The code on the card: seven groups of four characters.
    pub fn code(&self) -> Zeroizing<String> {
        paper::write(Mark::CARD, 0, &self.0)
    }

    /// Reads a code as somebody typed it.
    ///
    /// # Errors
    /// It is mistyped, or another paper's code.
    pub fn read(typed: &str) -> Result<Self, BallotError> {
        match BallotError::reading(Mark::CARD, typed)? {
            (0, bytes) => Ok(CardSecret(bytes)),
            _ => Err(BallotError::Newer),
        }
    }

    /// What the card's QR code says: the page to vote on, below `address`, which ends
    /// with `/`; without an address, which poll and which card it is. `poll` is its id.
    pub fn qr(&self, address: Option<&str>, poll: &str) -> Zeroizing<String> {
        let code = self.code();
        Zeroizing::new(match address {
            Some(address) => [address, "vote.html#/", poll, "/", &code].concat(),
            None => [SCHEME, poll.get(..8).unwrap_or(poll), ":", &code].concat(),
        })
    }

    /// Whether the card is one of the sheet's: it is in the list of every question.
    pub fn belongs(&self, sheet: &Sheet) -> bool {
        let keys = self.keys();
        let mut questions = sheet.questions.iter();
        questions.all(|question| {
            let public = keys.key(&sheet.poll, &question.id).public();
            sheet.lists(
                &question.id,
                &commitment(&sheet.poll, &question.id, &public),
            )
        })
    }

    pub(crate) fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }

    pub(crate) fn keys(&self) -> CardKeys {
        CardKeys(Hkdf::new(Some(NAME), self.0.as_ref()))
    }
}

impl fmt::Debug for CardSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CardSecret")
    }
}

/// The card's keys, one for each question of each poll, none of which says anything
/// about another.
pub struct CardKeys(Hkdf<Sha256>);

impl CardKeys {
    pub fn key(&self, poll: &str, question: &str) -> QuestionKey {
        let info: [&[u8]; 3] = [poll.as_bytes(), b"\0", question.as_bytes()];
        QuestionKey(expand(&self.0, &info))
    }
}

/// One card's seed for one question.
pub struct QuestionKey(Zeroizing<[u8; 32]>);

impl QuestionKey {
    pub fn seed(&self) -> &[u8; 32] {
        &self.0
    }

    pub fn signing(&self) -> SigningKey {
        SigningKey::from_bytes(&self.0)
    }

    pub fn public(&self) -> [u8; 32] {
        self.signing().verifying_key().to_bytes()
    }
}

/// What a sheet lists of a card for one question.
pub fn commitment(poll: &str, question: &str, public: &[u8; 32]) -> [u8; 32] {
    hash(&[
        NAME,
        b"\0",
        poll.as_bytes(),
        b"\0",
        question.as_bytes(),
        b"\0",
        public,
    ])
}

/// What a card's QR code, or a person, said.
#[derive(Debug)]
pub struct Scanned {
    /// Which poll: its id, 32 hexadecimal digits, or the first 8 of them where the card
    /// was printed without an address. None where only the code was typed.
    pub poll: Option<String>,
    /// The card.
    pub card: CardSecret,
}

/// Reads what a camera found on a card, or what somebody typed.
///
/// # Errors
/// It is no card's code, or mistyped.
pub fn scan(text: &str) -> Result<Scanned, BallotError> {
    let text = text.trim();
    if text.len() > MAX_SCAN {
        return Err(BallotError::NoCard);
    }
    if let Some((_, place)) = text.split_once("vote.html#/") {
        return placed(place.split_once('/'), 32);
    }
    let head = text.get(..SCHEME.len());
    if head.is_some_and(|head| head.eq_ignore_ascii_case(SCHEME)) {
        let rest = text.get(SCHEME.len()..).unwrap_or_default();
        return placed(rest.split_once(':'), 8);
    }
    // Other QR codes are addresses or sentences, not mistyped cards.
    if text.contains("://") {
        return Err(BallotError::NoCard);
    }
    let card = CardSecret::read(text)?;
    Ok(Scanned { poll: None, card })
}

/// A poll, in so many digits, and a code.
fn placed(parts: Option<(&str, &str)>, digits: usize) -> Result<Scanned, BallotError> {
    let (poll, code) = parts.ok_or(BallotError::NoCard)?;
    let poll = poll.to_ascii_lowercase();
    if poll.len() != digits || !poll.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(BallotError::NoCard);
    }
    let card = CardSecret::read(code)?;
    Ok(Scanned {
        poll: Some(poll),
        card,
    })
}
