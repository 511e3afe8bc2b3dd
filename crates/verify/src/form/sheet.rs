//! The sheet's JSON: what is asked, by which rule it is judged, and whose cards may vote.

use super::Pairs;
use crate::cipher::{hash, hex, unhex};
use crate::report::Malformed;
use std::collections::BTreeSet;

/// Most questions of a poll.
const MAX_QUESTIONS: usize = 200;

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct SheetForm {
    form: String,
    poll: String,
    title: String,
    body: String,
    on: String,
    kind: String,
    questions: Vec<Question>,
    rule: Rule,
    members: u32,
    #[serde(rename = "voters")]
    _voters: u32,
    issued: u32,
    key: String,
    #[serde(rename = "observers")]
    _observers: [String; 3],
    #[serde(rename = "checks")]
    _checks: [String; 3],
    cards: Pairs<Vec<String>>,
    holders: Option<Pairs<Pairs<String>>>,
}

/// What is asked.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    pub id: String,
    #[serde(rename = "item")]
    _item: u32,
    pub title: String,
    #[serde(rename = "number")]
    _number: Option<String>,
    #[serde(rename = "unit")]
    _unit: Option<String>,
    pub aspect: String,
}

/// By which rule the votes are judged.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    pub title: Words,
    pub source: String,
    pub base: Base,
    pub threshold: (u64, u64),
    pub inclusive: bool,
    pub quorum: Option<(u64, u64)>,
    pub blank: Blank,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    pub zh: String,
    pub en: String,
}

#[derive(serde::Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Base {
    Members,
    Present,
    Collected,
    Valid,
}

#[derive(serde::Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Blank {
    Abstention,
    Invalid,
}

/// The sheet, as far as a count needs it.
pub struct Sheet {
    /// SHA-256 of its text.
    pub hash: String,
    pub poll: String,
    pub title: String,
    pub body: String,
    pub on: String,
    pub questions: Vec<Question>,
    pub rule: Rule,
    pub members: u32,
    pub issued: u32,
    pub key: [u8; 32],
    /// By question. Hashes that are none are left out.
    cards: Vec<Vec<[u8; 32]>>,
    /// In a vote by name, whose card has which commitment, by question.
    pub holders: Vec<(String, Vec<Option<[u8; 32]>>)>,
    /// How many are wrong, by question.
    wrong: Vec<(Option<usize>, usize)>,
}

impl Sheet {
    pub(super) fn read(text: &str) -> Result<Self, Malformed> {
        let form: SheetForm = serde_json::from_str(text).map_err(Malformed::board)?;
        if form.form != "huiyin-sheet-1" {
            return Err(Malformed::newer(&form.form));
        }
        let ids: BTreeSet<&str> = form.questions.iter().map(|one| one.id.as_str()).collect();
        let many = form.questions.len();
        if ids.len() != many || !(1..=MAX_QUESTIONS).contains(&many) {
            return Err(Malformed::part("questions"));
        }
        for (name, (part, whole)) in [
            ("threshold", form.rule.threshold),
            ("quorum", form.rule.quorum.unwrap_or((1, 2))),
        ] {
            if whole == 0 || part > whole {
                return Err(Malformed::part(name));
            }
        }
        let named = form.kind == "named";
        if (!named && form.kind != "secret") || named != form.holders.is_some() {
            return Err(Malformed::part("kind"));
        }
        let key = unhex(&form.key).ok_or_else(|| Malformed::part("key"))?;
        let mut sheet = Sheet {
            hash: hex(&hash(&[text.as_bytes()])),
            poll: form.poll,
            title: form.title,
            body: form.body,
            on: form.on,
            questions: form.questions,
            rule: form.rule,
            members: form.members,
            issued: form.issued,
            key,
            cards: Vec::new(),
            holders: Vec::new(),
            wrong: Vec::new(),
        };
        sheet.take_lists(form.cards.0);
        if let Some(Pairs(holders)) = form.holders {
            sheet.check_holders(&holders);
            sheet.take_holders(holders);
        }
        Ok(sheet)
    }

    /// The lists in the order of the questions, and what is wrong with them.
    fn take_lists(&mut self, mut lists: Vec<(String, Vec<String>)>) {
        let issued = usize::try_from(self.issued).unwrap_or(usize::MAX);
        for (at, question) in self.questions.iter().enumerate() {
            let found = lists.iter().position(|(id, _)| *id == question.id);
            let list = found.map_or_else(Vec::new, |found| lists.remove(found).1);
            let hashes: Vec<[u8; 32]> = list.iter().filter_map(|text| unhex(text)).collect();
            let disorder = hashes.windows(2).filter(|pair| pair.first() >= pair.last());
            let wrong = disorder.count() + hashes.len().abs_diff(issued);
            let wrong = wrong.max(list.len() - hashes.len());
            self.wrong.push((Some(at), wrong));
            let mut hashes = hashes;
            hashes.sort_unstable();
            self.cards.push(hashes);
        }
        self.wrong.push((None, lists.len()));
    }

    /// Each holder has one card of his own in every list.
    fn check_holders(&mut self, holders: &[(String, Pairs<String>)]) {
        let names: BTreeSet<&str> = holders.iter().map(|(name, _)| name.as_str()).collect();
        self.wrong.push((None, holders.len() - names.len()));
        for (at, question) in self.questions.iter().enumerate() {
            let mut held = BTreeSet::new();
            let mut wrong = 0;
            for (_, Pairs(cards)) in holders {
                let mut mine = cards.iter().filter(|(id, _)| *id == question.id);
                let hash = mine.next().and_then(|(_, text)| unhex::<32>(text));
                let good = hash.is_some_and(|hash| self.lists(at, &hash) && held.insert(hash));
                wrong += usize::from(!good || mine.next().is_some());
            }
            self.wrong.push((Some(at), wrong));
        }
    }

    /// Whose the cards are, in the order of the questions.
    fn take_holders(&mut self, holders: Vec<(String, Pairs<String>)>) {
        let own = |cards: &[(String, String)], id: &str| {
            let (_, text) = cards.iter().find(|(question, _)| question == id)?;
            unhex(text)
        };
        let of = |cards: &[(String, String)]| {
            let asked = self.questions.iter();
            asked.map(|question| own(cards, &question.id)).collect()
        };
        let holders = holders.into_iter();
        self.holders = holders
            .map(|(name, Pairs(cards))| (name, of(&cards)))
            .collect();
    }

    /// How much is wrong with the lists, by question.
    pub fn wrong_lists(&self) -> Vec<(Option<usize>, usize)> {
        self.wrong.clone()
    }

    /// Whether the list of the question at that place has the commitment.
    pub fn lists(&self, question: usize, commitment: &[u8; 32]) -> bool {
        let list = self.cards.get(question);
        list.is_some_and(|list| list.binary_search(commitment).is_ok())
    }
}
