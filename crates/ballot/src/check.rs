//! Whether a line may go into the box: all that can be told without the poll's key.

use crate::Sheet;
use crate::card::commitment;
use crate::vote::{self, Parts};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use ed25519_dalek::{Signature, VerifyingKey};
use huiyin_rules::Text;
use std::collections::BTreeMap;
use std::fmt;

/// Checks lines against a sheet, of which it keeps what it needs.
#[derive(Clone, Debug)]
pub struct Checker {
    poll: String,
    lists: BTreeMap<String, Vec<[u8; 32]>>,
}

/// A line that is a vote of this poll.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The line's name.
    pub name: String,
    /// On which question.
    pub q: String,
    /// By which credential, as the line spells it.
    pub pk: String,
}

/// Why a line is no vote of this poll.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VoteRefused {
    /// It is not the one spelling of a vote.
    Malformed,
    /// The sheet asks no such question.
    UnknownQuestion(String),
    /// No card of the sheet has this credential for the question, which is named.
    UnknownCard(String),
    /// The signature does not hold; the question is named.
    Forged(String),
}

impl VoteRefused {
    /// A stable code for programs.
    pub const fn code(&self) -> &'static str {
        match self {
            VoteRefused::Malformed => "malformed",
            VoteRefused::UnknownQuestion(_) => "unknown_question",
            VoteRefused::UnknownCard(_) => "unknown_card",
            VoteRefused::Forged(_) => "forged",
        }
    }

    /// The question, where one was named that can be one.
    pub fn question(&self) -> Option<&str> {
        match self {
            VoteRefused::Malformed => None,
            VoteRefused::UnknownQuestion(q)
            | VoteRefused::UnknownCard(q)
            | VoteRefused::Forged(q) => Some(q),
        }
    }

    /// What is wrong, and what to do.
    pub fn text(&self) -> Text {
        match self {
            VoteRefused::Malformed => Text::new(
                "这不是一张票。请用票卡重新打开投票页面后再投。",
                "this is no vote; open the voting page with the card again",
            ),
            VoteRefused::UnknownQuestion(q) => Text::new(
                format!("本次测评没有编号为“{q}”的事项。请用票卡重新打开投票页面后再投。"),
                format!(
                    "this poll has no question `{q}`; open the voting page with the card again"
                ),
            ),
            VoteRefused::UnknownCard(q) => Text::new(
                format!(
                    "投在“{q}”上的票所用的票卡不在本次测评单中。请核对票卡，或者到签到处换卡。"
                ),
                format!(
                    "the vote on `{q}` is by a card that is not on this poll's sheet; check the card, or have it replaced at the check-in"
                ),
            ),
            VoteRefused::Forged(q) => Text::new(
                format!("投在“{q}”上的票签名不符，没有收下。请用票卡重新投。"),
                format!(
                    "the signature of the vote on `{q}` does not hold, so it was not taken; vote again with the card"
                ),
            ),
        }
    }
}

impl fmt::Display for VoteRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text().en)
    }
}

impl std::error::Error for VoteRefused {}

impl Checker {
    /// For a sheet.
    pub fn new(sheet: &Sheet) -> Self {
        let ids = sheet.questions.iter().map(|question| question.id.clone());
        Checker {
            poll: sheet.poll.clone(),
            lists: ids.zip(sheet.cards.iter().cloned()).collect(),
        }
    }

    /// The line's name, question and credential.
    ///
    /// # Errors
    /// It is no vote, or not of this poll, or forged.
    pub fn check(&self, line: &str) -> Result<Checked, VoteRefused> {
        let parts = self.parts(line)?;
        Ok(Checked {
            name: vote::name(line),
            pk: BASE64.encode(parts.public),
            q: parts.question,
        })
    }

    /// The checked parts of a line.
    pub(crate) fn parts(&self, line: &str) -> Result<Parts, VoteRefused> {
        let parts = vote::parts(line).ok_or(VoteRefused::Malformed)?;
        let q = &parts.question;
        let list = self.lists.get(q);
        let list = list.ok_or_else(|| VoteRefused::UnknownQuestion(q.clone()))?;
        let listed = commitment(&self.poll, q, &parts.public);
        if list.binary_search(&listed).is_err() {
            return Err(VoteRefused::UnknownCard(q.clone()));
        }
        let message = vote::message(&self.poll, q, &parts.sealed);
        let signature = Signature::from_bytes(&parts.signature);
        let holds = VerifyingKey::from_bytes(&parts.public)
            .is_ok_and(|key| key.verify_strict(&message, &signature).is_ok());
        if !holds {
            return Err(VoteRefused::Forged(q.clone()));
        }
        Ok(parts)
    }
}

impl Checker {
    /// Where the credential of a checked line stands: the place of its question among all by
    /// their ids, and that of its commitment in the question's list. A place tells nothing of
    /// the card: lists are sorted by hash, each on its own.
    pub fn place(&self, checked: &Checked) -> Option<(usize, usize)> {
        let mut ids = self.lists.iter().enumerate();
        let (question, (_, list)) = ids.find(|(_, (id, _))| **id == checked.q)?;
        let public = BASE64.decode(&checked.pk).ok()?.try_into().ok()?;
        let listed = commitment(&self.poll, &checked.q, &public);
        Some((question, list.binary_search(&listed).ok()?))
    }
}
