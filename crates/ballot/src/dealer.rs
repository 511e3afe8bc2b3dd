//! Making a poll's cards, its key, the shares, and the sheet.

use crate::card::{CardKeys, commitment};
use crate::secret::PollSecret;
use crate::sheet::Kind;
use crate::{BallotError, CardSecret, MAX_CARDS, Question, Share, Sheet, SheetRule};
use huiyin_log::hex;
use std::fmt;
use zeroize::Zeroizing;

/// What the office has to say about a poll before its cards are made. The fields are
/// those of [`Sheet`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetDraft {
    /// See [`Sheet::poll`]; from 16 random bytes.
    pub poll: String,
    /// See [`Sheet::title`].
    pub title: String,
    /// See [`Sheet::body`].
    pub body: String,
    /// See [`Sheet::on`].
    pub on: String,
    /// See [`Sheet::questions`].
    pub questions: Vec<Question>,
    /// See [`Sheet::rule`].
    pub rule: SheetRule,
    /// See [`Sheet::members`].
    pub members: u32,
    /// See [`Sheet::voters`].
    pub voters: u32,
    /// See [`Sheet::observers`].
    pub observers: [String; 3],
    /// For a named poll, who gets which card: the first name the first card, and so on.
    /// None for a secret one.
    pub holders: Option<Vec<String>>,
}

/// Makes a sheet step by step: a thousand cards by 75 questions take some seconds.
pub struct Dealer {
    sheet: Sheet,
    cards: Vec<CardSecret>,
    shares: [Share; 3],
    /// The card under way.
    keys: Option<CardKeys>,
    done: usize,
    /// Whom the cards belong to, in a named poll.
    holders: Vec<(String, Vec<[u8; 32]>)>,
}

/// What a dealer made.
pub struct Dealt {
    /// To be published.
    pub sheet: Sheet,
    /// One for each observer, in the sheet's order.
    pub shares: [Share; 3],
    /// The codes of the cards in the order in which these were given. To be printed, and
    /// mixed before they are handed out.
    pub codes: Vec<Zeroizing<String>>,
}

impl fmt::Debug for Dealer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Dealer({:?})", self.progress())
    }
}

impl fmt::Debug for Dealt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Dealt({} cards)", self.codes.len())
    }
}

impl Dealer {
    /// Begins. The bytes of the cards and of the secret, and the 16 of `mix`, out of
    /// which the shares are made, are random.
    ///
    /// # Errors
    /// Something in the draft cannot be so; too many cards or none; a card stands twice.
    pub fn new(
        draft: SheetDraft,
        cards: Vec<CardSecret>,
        secret: PollSecret,
        mix: [u8; 16],
    ) -> Result<Self, BallotError> {
        let mix = Zeroizing::new(mix);
        if cards.is_empty() || cards.len() > MAX_CARDS {
            return Err(BallotError::Malformed("issued"));
        }
        let mut sorted: Vec<&[u8; 16]> = cards.iter().map(CardSecret::as_bytes).collect();
        sorted.sort_unstable();
        if sorted
            .windows(2)
            .any(|pair| matches!(pair, [a, b] if a == b))
        {
            return Err(BallotError::CardTwice);
        }
        let shares = Share::split(&secret, &mix);
        let named = draft.holders.is_some();
        let names = draft.holders.unwrap_or_default();
        if names.len() > cards.len() || named == names.is_empty() {
            return Err(BallotError::Malformed("holders"));
        }
        let lists = draft.questions.iter().map(|_| Vec::new());
        let sheet = Sheet {
            kind: Kind::Secret,
            rule: draft.rule,
            key: secret.key(&draft.poll).public(),
            checks: [&shares[0], &shares[1], &shares[2]]
                .map(|share| hex(&share.fingerprint(&draft.poll))),
            cards: lists.collect(),
            holders: None,
            poll: draft.poll,
            title: draft.title,
            body: draft.body,
            on: draft.on,
            questions: draft.questions,
            members: draft.members,
            voters: draft.voters,
            issued: u32::try_from(cards.len()).unwrap_or(u32::MAX),
            observers: draft.observers,
        };
        let mut dealer = Dealer {
            sheet,
            cards,
            shares,
            keys: None,
            done: 0,
            holders: names.into_iter().map(|name| (name, Vec::new())).collect(),
        };
        dealer.check()?;
        // A named sheet without its holders, which are not made yet, would not check.
        if named {
            dealer.sheet.kind = Kind::Named;
        }
        Ok(dealer)
    }

    /// Whether everything but the lists, which are not made yet, can be so.
    fn check(&self) -> Result<(), BallotError> {
        let mut names: Vec<&str> = self.holders.iter().map(|(name, _)| name.as_str()).collect();
        for name in &names {
            crate::json::fits(name, "holders")?;
        }
        names.sort_unstable();
        if names
            .windows(2)
            .any(|pair| matches!(pair, [a, b] if a == b))
        {
            return Err(BallotError::Malformed("holders"));
        }
        let probe = Sheet {
            cards: (self.sheet.questions.iter())
                .map(|_| (0..self.sheet.issued).map(numbered).collect())
                .collect(),
            ..self.sheet.clone()
        };
        probe.check()
    }

    /// How many commitments are made, of how many.
    pub fn progress(&self) -> (usize, usize) {
        (self.done, self.cards.len() * self.sheet.questions.len())
    }

    /// Makes up to `n` commitments more; true where all are made.
    pub fn step(&mut self, n: usize) -> bool {
        let each = self.sheet.questions.len();
        for _ in 0..n {
            let (card, question) = (self.done / each, self.done % each);
            let Some(secret) = self.cards.get(card) else {
                break;
            };
            if question == 0 {
                self.keys = None;
            }
            let keys = self.keys.get_or_insert_with(|| secret.keys());
            let poll = &self.sheet.poll;
            let (Some(asked), Some(list)) = (
                self.sheet.questions.get(question),
                self.sheet.cards.get_mut(question),
            ) else {
                break;
            };
            let made = commitment(poll, &asked.id, &keys.key(poll, &asked.id).public());
            list.push(made);
            if let Some((_, held)) = self.holders.get_mut(card) {
                held.push(made);
            }
            self.done += 1;
        }
        let (done, all) = self.progress();
        done == all
    }

    /// What was made; what is missing is made first.
    pub fn finish(mut self) -> Dealt {
        while !self.step(1_000) {}
        for list in &mut self.sheet.cards {
            list.sort_unstable();
        }
        if self.sheet.kind == Kind::Named {
            self.holders.sort_unstable();
            self.sheet.holders = Some(self.holders);
        }
        Dealt {
            sheet: self.sheet,
            shares: self.shares,
            codes: self.cards.iter().map(CardSecret::code).collect(),
        }
    }
}

/// A stand-in for a commitment, in ascending order.
fn numbered(n: u32) -> [u8; 32] {
    let mut bytes = [0; 32];
    for (place, byte) in bytes.iter_mut().zip(n.to_be_bytes()) {
        *place = byte;
    }
    bytes
}
