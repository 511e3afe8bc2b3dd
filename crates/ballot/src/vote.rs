//! One card's sealed choice on one question: making it, and its one line of text.

use crate::card::{CardSecret, commitment};
use crate::secret::{draw, hash};
use crate::{BallotError, MAX_LINE, Sheet};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use ed25519_dalek::Signer;
use huiyin_log::seal::{OVERHEAD, seal};
use huiyin_log::{code, hex, read};
use std::fmt;
use zeroize::Zeroizing;

const NAME: &[u8] = b"huiyin-vote-1";
/// Bytes that are sealed, whatever the choice.
const PLAIN: usize = 16;

/// What a voter chose on one question.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// 满意
    Satisfied,
    /// 基本满意
    BasicallySatisfied,
    /// 不满意
    Dissatisfied,
    /// No mark (弃权).
    Blank,
}

// Choices are secrets: they are not printed by accident.
impl fmt::Debug for Choice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Choice")
    }
}

impl Choice {
    /// Every choice, in the order of the buttons.
    pub const ALL: [Choice; 4] = [
        Choice::Satisfied,
        Choice::BasicallySatisfied,
        Choice::Dissatisfied,
        Choice::Blank,
    ];

    fn plain(self) -> Zeroizing<[u8; PLAIN]> {
        let mut plain = Zeroizing::new([0; PLAIN]);
        plain[0] = match self {
            Choice::Satisfied => 1,
            Choice::BasicallySatisfied => 2,
            Choice::Dissatisfied => 3,
            Choice::Blank => 4,
        };
        plain
    }

    /// The choice that was sealed; none where it is no choice.
    pub(crate) fn read(plain: &[u8]) -> Option<Self> {
        let all = Choice::ALL.into_iter();
        all.into_iter().find(|one| one.plain().as_ref() == plain)
    }
}

/// A sealed, signed choice.
#[derive(Clone, PartialEq, Eq)]
pub struct Vote {
    question: String,
    line: String,
    name: String,
}

impl Vote {
    /// The line that goes into the box.
    pub fn line(&self) -> &str {
        &self.line
    }

    /// Its name: SHA-256 of the line, 64 hexadecimal digits.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// On which question.
    pub fn question(&self) -> &str {
        &self.question
    }

    /// What the voter may note down, `K7QM-2XNP`: the first 40 bits of the name. It finds
    /// the line on the board, and with the published key the choice: it is no secret only
    /// while the box is closed.
    pub fn receipt(&self) -> String {
        receipt(&self.name)
    }
}

impl fmt::Debug for Vote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Vote({}, {})", self.question, self.name)
    }
}

/// The name of a line.
pub fn name(line: &str) -> String {
    hex(&hash(&[line.as_bytes()]))
}

/// The receipt of a vote of that name.
pub fn receipt(name: &str) -> String {
    code::short(name)
}

/// What a box is sealed as and a signature is about.
pub fn context(poll: &str, question: &str) -> Vec<u8> {
    [NAME, b"\0", poll.as_bytes(), b"\0", question.as_bytes()].concat()
}

/// What is signed: the place and the box.
pub fn message(poll: &str, question: &str, sealed: &[u8]) -> Vec<u8> {
    let mut message = context(poll, question);
    message.push(0);
    message.extend(sealed);
    message
}

/// A card's votes, in the sheet's order. The same card and choices make the same bytes.
///
/// # Errors
/// The card is not of this sheet, or the choices are not one for every question.
pub fn cast(
    sheet: &Sheet,
    card: &CardSecret,
    choices: &[(String, Choice)],
) -> Result<Vec<Vote>, BallotError> {
    if let Some((id, _)) = choices.iter().find(|(id, _)| sheet.question(id).is_none()) {
        return Err(BallotError::QuestionUnknown(id.clone()));
    }
    let keys = card.keys();
    let one = |question: &crate::Question| {
        let id = &question.id;
        let mut chosen = choices.iter().filter(|(of, _)| of == id);
        let choice = match (chosen.next(), chosen.next()) {
            (Some((_, choice)), None) => *choice,
            (None, _) => return Err(BallotError::ChoiceMissing(question.title.clone())),
            _ => return Err(BallotError::ChoiceTwice(question.title.clone())),
        };
        let key = keys.key(&sheet.poll, id);
        let signing = key.signing();
        let public = signing.verifying_key().to_bytes();
        if !sheet.lists(id, &commitment(&sheet.poll, id, &public)) {
            return Err(BallotError::CardUnknown);
        }
        let plain = choice.plain();
        let ephemeral = draw(NAME, key.seed(), &[plain.as_ref()]);
        let place = context(&sheet.poll, id);
        let sealed = seal(&sheet.key, &place, plain.as_ref(), *ephemeral);
        let signature = signing.sign(&message(&sheet.poll, id, &sealed));
        let line = write(id, &public, &sealed, &signature.to_bytes());
        Ok(Vote {
            question: id.clone(),
            name: name(&line),
            line,
        })
    };
    sheet.questions.iter().map(one).collect()
}

/// The credentials of a card, one for each question in the sheet's order, as votes spell
/// them: to look for a card's own votes.
pub fn own_votes(sheet: &Sheet, card: &CardSecret) -> Vec<String> {
    let keys = card.keys();
    let one =
        |question: &crate::Question| BASE64.encode(keys.key(&sheet.poll, &question.id).public());
    sheet.questions.iter().map(one).collect()
}

/// The one spelling of a vote. Nothing in it needs an escape.
fn write(question: &str, public: &[u8; 32], sealed: &[u8], signature: &[u8; 64]) -> String {
    let [pk, sealed, sig] = [public.as_slice(), sealed, signature].map(|b| BASE64.encode(b));
    [
        r#"{"q":""#,
        question,
        r#"","pk":""#,
        &pk,
        r#"","box":""#,
        &sealed,
        r#"","sig":""#,
        &sig,
        r#""}"#,
    ]
    .concat()
}

/// What a line says, before anything of it was checked.
pub struct Parts {
    pub question: String,
    pub public: [u8; 32],
    pub sealed: Vec<u8>,
    pub signature: [u8; 64],
}

/// Takes a line apart; none where it is not the one spelling of a vote.
pub fn parts(line: &str) -> Option<Parts> {
    if line.len() > MAX_LINE {
        return None;
    }
    let values = read::members(line, &["q", "pk", "box", "sig"]).ok()?;
    let mut texts = values.into_iter().map(|raw| read::unescape(raw?).ok());
    let mut text = || texts.next().flatten();
    let question = text()?.into_owned();
    let mut bytes = || BASE64.decode(text()?.as_bytes()).ok();
    let parts = Parts {
        public: bytes()?.try_into().ok()?,
        sealed: bytes()?,
        signature: bytes()?.try_into().ok()?,
        question,
    };
    let plain = crate::questions::is_id(&parts.question);
    let length = parts.sealed.len() == PLAIN + OVERHEAD;
    let written = write(
        &parts.question,
        &parts.public,
        &parts.sealed,
        &parts.signature,
    );
    (plain && length && written == line).then_some(parts)
}
