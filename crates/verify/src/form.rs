//! The board's JSON.

mod sheet;

pub use sheet::{Base, Blank, Rule, Sheet};

use crate::report::Malformed;
use serde::de::{self, Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::collections::BTreeSet;
use std::fmt;
use std::marker::PhantomData;

/// Most cards of a poll.
const MAX_CARDS: usize = 3_000;

/// An object whose members' names are not known before, in their order.
struct Pairs<T>(Vec<(String, T)>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Pairs<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Reader<T> {
            type Value = Pairs<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    if pairs.len() == MAX_CARDS {
                        return Err(de::Error::custom("too many members"));
                    }
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }
        deserializer.deserialize_map(Reader(PhantomData))
    }
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct BoardForm<'a> {
    form: String,
    #[serde(borrow)]
    sheet: &'a RawValue,
    sheet_name: String,
    taken: u32,
    paper_taken: u32,
    present: u32,
    voters: Vec<String>,
    voids: Vec<Void>,
    r#box: Vec<String>,
    box_root: String,
    key: Option<String>,
    paper: Vec<Paper>,
    results: Vec<Outcome>,
    #[serde(rename = "exceptions")]
    _exceptions: Vec<Exception>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Exception {
    #[serde(rename = "code")]
    _code: String,
    #[serde(rename = "q")]
    _q: Option<String>,
    #[serde(rename = "count")]
    _count: u32,
    #[serde(rename = "note")]
    _note: String,
}

/// A card declared void.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Void {
    pub card: String,
    pub cause: Cause,
}

#[derive(serde::Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Cause {
    Leftover,
    Replaced,
    Spoiled,
}

/// The paper ballots on one question.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paper {
    pub q: String,
    pub issued: u32,
    pub collected: u32,
    pub satisfied: u32,
    pub basically_satisfied: u32,
    pub dissatisfied: u32,
    pub abstained: u32,
    pub invalid: u32,
}

/// What the board says of one question.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    pub q: String,
    pub device: Tally,
    pub paper: Option<Tally>,
    pub whole: Tally,
    pub verdict: Option<String>,
    pub fault: Option<String>,
}

#[derive(serde::Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Tally {
    pub members: Option<u32>,
    pub present: Option<u32>,
    pub issued: Option<u32>,
    pub collected: Option<u32>,
    pub satisfied: u32,
    pub basically_satisfied: u32,
    pub dissatisfied: u32,
    pub abstained: u32,
    pub invalid: u32,
    pub unpressed: u32,
}

/// The board.
pub struct Board {
    pub sheet: Sheet,
    pub sheet_name: String,
    pub taken: u32,
    pub paper_taken: u32,
    pub present: u32,
    pub voters: Vec<String>,
    pub voids: Vec<Void>,
    pub lines: Vec<String>,
    pub box_root: String,
    pub key: String,
    pub paper: Vec<Paper>,
    pub results: Vec<Outcome>,
}

impl Board {
    pub fn read(json: &str) -> Result<Self, Malformed> {
        let form: BoardForm<'_> = serde_json::from_str(json).map_err(Malformed::board)?;
        if form.form != "huiyin-board-1" {
            return Err(Malformed::newer(&form.form));
        }
        let board = Board {
            sheet: Sheet::read(form.sheet.get())?,
            sheet_name: form.sheet_name,
            taken: form.taken,
            paper_taken: form.paper_taken,
            present: form.present,
            voters: form.voters,
            voids: form.voids,
            lines: form.r#box,
            box_root: form.box_root,
            key: form.key.unwrap_or_default(),
            paper: form.paper,
            results: form.results,
        };
        let ids: BTreeSet<&str> = board.paper.iter().map(|row| row.q.as_str()).collect();
        let asked = |id: &&str| board.sheet.questions.iter().any(|one| one.id == *id);
        if ids.len() != board.paper.len() || !ids.iter().all(asked) {
            return Err(Malformed::part("paper"));
        }
        Ok(board)
    }
}
