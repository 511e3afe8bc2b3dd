//! The sheet: everything about a poll that is public before anybody votes.

use crate::json::{Members, Out, fits, hash, list};
use crate::questions::Question;
use crate::rule::SheetRule;
use crate::secret;
use crate::{BallotError, MAX_CARDS, MAX_QUESTIONS, MAX_SHEET};
use huiyin_log::seal::BoxPublic;
use huiyin_log::{hex, read};
use huiyin_rules::date;
use std::borrow::Cow;
use std::collections::BTreeMap;

const FORM: &str = "huiyin-sheet-1";

/// Whether anybody may know who voted what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Nobody may (无记名).
    Secret,
    /// Everybody may, after the vote (记名).
    Named,
}

impl Kind {
    /// The name it is written by.
    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::Secret => "secret",
            Kind::Named => "named",
        }
    }
}

/// A poll's public document.
#[derive(Clone, Debug, PartialEq, Eq)]
// INVARIANT: `check` holds.
pub struct Sheet {
    /// The poll's id: 32 lower-case hexadecimal digits.
    pub poll: String,
    /// What is voted on.
    pub title: String,
    /// Who votes.
    pub body: String,
    /// On which day, `2026-12-01`.
    pub on: String,
    /// Secret or named.
    pub kind: Kind,
    /// What is asked, in order.
    pub questions: Vec<Question>,
    /// How the votes will be judged.
    pub rule: SheetRule,
    /// All members of the body.
    pub members: u32,
    /// Those who are expected to vote.
    pub voters: u32,
    /// Cards printed, spare ones included.
    pub issued: u32,
    /// What votes are sealed to.
    pub key: BoxPublic,
    /// Who holds the shares of its key, by their place.
    pub observers: [String; 3],
    /// The shares' fingerprints: 64 hexadecimal digits each.
    pub checks: [String; 3],
    /// The commitments of each question, in the order of `questions`, sorted.
    pub(crate) cards: Vec<Vec<[u8; 32]>>,
    /// In a named poll, each voter's commitments in the order of `questions`; by name.
    pub(crate) holders: Option<Vec<(String, Vec<[u8; 32]>)>>,
}

const FIELDS: &[&str] = &[
    "form",
    "poll",
    "title",
    "body",
    "on",
    "kind",
    "questions",
    "rule",
    "members",
    "voters",
    "issued",
    "key",
    "observers",
    "checks",
    "cards",
    "holders",
];

impl Sheet {
    /// Reads a sheet.
    ///
    /// # Errors
    /// It is none, is not spelled the one way it is written, or contradicts itself.
    pub fn read(text: &str) -> Result<Self, BallotError> {
        let limit = MAX_SHEET;
        if text.len() > limit {
            return Err(BallotError::TooLarge { limit });
        }
        let members = Members::of(text, "sheet", FIELDS)?;
        if members.text("form")? != FORM {
            return Err(BallotError::Newer);
        }
        let kind = match members.text("kind")?.as_str() {
            "secret" => Kind::Secret,
            "named" => Kind::Named,
            _ => return Err(BallotError::Malformed("kind")),
        };
        let listed = members.list("questions", MAX_QUESTIONS)?;
        let questions: Result<Vec<_>, _> = listed.into_iter().map(Question::read).collect();
        let questions = questions?;
        let key = members.text("key")?;
        let three = |name| -> Result<[String; 3], BallotError> {
            let found = members.texts(name, 3)?;
            found.try_into().map_err(|_| BallotError::Malformed(name))
        };
        let holders = members.maybe("holders");
        let sheet = Sheet {
            poll: members.text("poll")?,
            title: members.text("title")?,
            body: members.text("body")?,
            on: members.text("on")?,
            kind,
            rule: SheetRule::read(members.raw("rule")?)?,
            members: members.number("members")?,
            voters: members.number("voters")?,
            issued: members.number("issued")?,
            key: BoxPublic::from_hex(&key).map_err(|_| BallotError::Malformed("key"))?,
            observers: three("observers")?,
            checks: three("checks")?,
            cards: lists(members.raw("cards")?, &questions)?,
            holders: holders
                .map(|raw| read_holders(raw, &questions))
                .transpose()?,
            questions,
        };
        sheet.check()?;
        if sheet.write() != text {
            return Err(BallotError::NotCanonical);
        }
        Ok(sheet)
    }

    /// The one spelling of it.
    pub fn write(&self) -> String {
        let mut out = Out::new();
        out.open(b'{').key("form").text(FORM);
        out.key("poll").text(&self.poll);
        out.key("title").text(&self.title);
        out.key("body").text(&self.body);
        out.key("on").text(&self.on);
        out.key("kind").text(self.kind.as_str());
        out.key("questions").open(b'[');
        for question in &self.questions {
            question.write(&mut out);
        }
        out.close(b']').key("rule");
        self.rule.write(&mut out);
        out.key("members").number(self.members);
        out.key("voters").number(self.voters);
        out.key("issued").number(self.issued);
        out.key("key").text(&self.key.to_hex());
        out.key("observers")
            .texts(self.observers.iter().map(String::as_str));
        out.key("checks")
            .texts(self.checks.iter().map(String::as_str));
        out.key("cards").open(b'{');
        for (question, hashes) in self.questions.iter().zip(&self.cards) {
            out.key(&question.id).open(b'[');
            for hash in hashes {
                out.text(&hex(hash));
            }
            out.close(b']');
        }
        out.close(b'}').key("holders");
        match &self.holders {
            None => drop(out.raw("null")),
            Some(holders) => {
                out.open(b'{');
                for (voter, hashes) in holders {
                    out.key(voter).open(b'{');
                    for (question, hash) in self.questions.iter().zip(hashes) {
                        out.key(&question.id).text(&hex(hash));
                    }
                    out.close(b'}');
                }
                out.close(b'}');
            }
        }
        out.close(b'}');
        out.finish()
    }

    /// The sheet's name: SHA-256 of what it is written as, 64 hexadecimal digits.
    pub fn name(&self) -> String {
        hex(&secret::hash(&[self.write().as_bytes()]))
    }

    /// The question of that id.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions.iter().find(|question| question.id == id)
    }

    /// Who holds the credential with this commitment; none in a secret poll.
    pub fn holder(&self, question: &str, commitment: &[u8; 32]) -> Option<&str> {
        let at = self.place(question)?;
        let mut holders = self.holders.as_ref()?.iter();
        let (voter, _) = holders.find(|(_, hashes)| hashes.get(at) == Some(commitment))?;
        Some(voter)
    }

    /// Whether the question's list holds this commitment.
    pub fn lists(&self, question: &str, commitment: &[u8; 32]) -> bool {
        let at = self.place(question);
        let list = at.and_then(|at| self.cards.get(at));
        list.is_some_and(|list| list.binary_search(commitment).is_ok())
    }

    /// Of each question, whose a commitment is; nothing in a secret poll.
    pub(crate) fn holders_by_commitment(&self) -> Vec<BTreeMap<[u8; 32], String>> {
        let Some(holders) = &self.holders else {
            return Vec::new();
        };
        let of = |at: usize| {
            let held = holders.iter();
            held.filter_map(|(voter, hashes)| Some((*hashes.get(at)?, voter.clone())))
                .collect()
        };
        (0..self.questions.len()).map(of).collect()
    }

    fn place(&self, question: &str) -> Option<usize> {
        self.questions.iter().position(|one| one.id == question)
    }

    /// Whether everything in it can be so.
    pub(crate) fn check(&self) -> Result<(), BallotError> {
        let digits = |text: &str, many| {
            let digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
            text.len() == many && text.bytes().all(digit)
        };
        let ok = |good, name| match good {
            true => Ok(()),
            false => Err(BallotError::Malformed(name)),
        };
        ok(digits(&self.poll, 32), "poll")?;
        for (text, name) in [(&self.title, "title"), (&self.body, "body")] {
            fits(text, name)?;
            ok(!text.trim().is_empty(), name)?;
        }
        ok(self.on.len() == 10 && date::parse(&self.on).is_some(), "on")?;
        let many = self.questions.len();
        ok((1..=MAX_QUESTIONS).contains(&many), "questions")?;
        let mut ids: Vec<&str> = Vec::with_capacity(many);
        for question in &self.questions {
            question.check()?;
            ids.push(&question.id);
        }
        ids.sort_unstable();
        ids.dedup();
        ok(ids.len() == many, "questions")?;
        self.rule.check()?;
        ok(self.members > 0, "members")?;
        ok((1..=self.members).contains(&self.voters), "voters")?;
        let issued = usize::try_from(self.issued).unwrap_or(usize::MAX);
        ok((1..=MAX_CARDS).contains(&issued), "issued")?;
        for observer in &self.observers {
            fits(observer, "observers")?;
        }
        ok(self.checks.iter().all(|one| digits(one, 64)), "checks")?;
        ok(self.cards.len() == many, "cards")?;
        for (question, list) in self.questions.iter().zip(&self.cards) {
            let sorted = list.is_sorted_by(|a, b| a < b);
            if !sorted || list.len() != issued {
                let question = question.id.clone();
                return Err(BallotError::ListWrong { question });
            }
        }
        let named = self.kind == Kind::Named;
        ok(named == self.holders.is_some(), "holders")?;
        self.check_holders()
    }

    fn check_holders(&self) -> Result<(), BallotError> {
        let bad = BallotError::Malformed("holders");
        let holders = self.holders.as_deref().unwrap_or_default();
        if !holders.is_sorted_by(|(a, _), (b, _)| a < b) {
            return Err(bad);
        }
        for (at, list) in self.cards.iter().enumerate() {
            let held = holders.iter().filter_map(|(_, hashes)| hashes.get(at));
            let mut held: Vec<&[u8; 32]> = held.collect();
            held.sort_unstable();
            held.dedup();
            let known = held.iter().all(|hash| list.binary_search(hash).is_ok());
            if held.len() != holders.len() || !known {
                return Err(bad);
            }
        }
        Ok(())
    }
}

/// The lists of all questions, which stand in the questions' order.
fn lists(raw: &str, questions: &[Question]) -> Result<Vec<Vec<[u8; 32]>>, BallotError> {
    let bad = |_| BallotError::Malformed("cards");
    let entries = read::entries(raw, MAX_QUESTIONS).map_err(bad)?;
    in_order(entries.iter().map(|(id, _)| id.as_ref()), questions)
        .ok_or(BallotError::Malformed("cards"))?;
    let one = |(_, raw): (_, &str)| -> Result<Vec<[u8; 32]>, BallotError> {
        let listed = list(raw, "cards", MAX_CARDS)?;
        listed.into_iter().map(|raw| hash(raw, "cards")).collect()
    };
    entries.into_iter().map(one).collect()
}

/// Each voter and his commitments, as a named poll lists them.
type Holders = Vec<(String, Vec<[u8; 32]>)>;

fn read_holders(raw: &str, questions: &[Question]) -> Result<Holders, BallotError> {
    let bad = || BallotError::Malformed("holders");
    let entries = read::entries(raw, MAX_CARDS).map_err(|_| bad())?;
    let one = |(voter, raw): (Cow<'_, str>, &str)| {
        fits(&voter, "holders")?;
        let held = read::entries(raw, MAX_QUESTIONS).map_err(|_| bad())?;
        in_order(held.iter().map(|(id, _)| id.as_ref()), questions).ok_or_else(bad)?;
        let hashes = held.into_iter().map(|(_, raw)| hash(raw, "holders"));
        let hashes: Result<Vec<_>, _> = hashes.collect();
        Ok((voter.into_owned(), hashes?))
    };
    entries.into_iter().map(one).collect()
}

fn in_order<'a>(ids: impl Iterator<Item = &'a str>, questions: &[Question]) -> Option<()> {
    ids.eq(questions.iter().map(|one| one.id.as_str()))
        .then_some(())
}
