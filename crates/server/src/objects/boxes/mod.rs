//! Boxes of votes: what is put in stays until all of it is read, and nothing in it tells when or
//! by whom.
//!
//! A box has a place for every card and question, known before the first vote: so what a store
//! keeps can be a function of the set of votes alone, whatever order they came in. A store that
//! cannot do without times or an order of its own says so (`forgetful`), and votes are handed in
//! to it only after closing, all together.
//!
//! What a store does is small on purpose: it neither reads votes nor judges them.

#[cfg(feature = "conformance")]
pub mod conformance;
mod phase;

pub use phase::Phase;

use super::Answer;
use std::collections::{BTreeMap, BTreeSet};

/// Lines of one card on one question that are kept. Two that differ make the choice invalid; a
/// third would say nothing more, and a card could fill the store.
pub const LINES: usize = 2;

/// How large a box is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Questions.
    pub questions: u32,
    /// Cards.
    pub cards: u32,
    /// Bytes of the longest line.
    pub width: u32,
}

/// A vote and its place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ballot {
    /// The place of its question in the sheet, from 0.
    pub question: u32,
    /// The place of its card's commitment in the question's list, from 0.
    pub card: u32,
    /// The hash of its line, in hexadecimal digits.
    pub name: String,
    /// The vote as it was handed in; never empty, without zero bytes.
    pub line: String,
}

/// How a box stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct State {
    /// Its phase.
    pub phase: Phase,
    /// Cards with a vote, on the question that has most.
    pub cast: u32,
}

/// What became of votes that were handed in together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cast {
    /// All of them are in the box and will be in its list.
    Kept,
    /// There is no such box.
    NoBox,
    /// The box takes none in this phase.
    Shut(Phase),
    /// The card of the one at this place has handed in `LINES` others. Nothing was kept.
    Full(usize),
}

/// What became of wishing for another phase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// The box is in it.
    Done,
    /// There is no such box.
    NoBox,
    /// No way leads there from this one.
    Refused(Phase),
}

/// A piece of a box's list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines {
    /// Names and lines, in the order of the names.
    pub lines: Vec<(String, String)>,
    /// Whether more follow.
    pub more: bool,
}

/// Boxes of votes. Every write answers only when it would outlive the end of the process and,
/// where the store promises it, of the machine.
pub trait Boxes: Send + Sync {
    /// Whether nothing in the store shows when a vote was put in, or after which other.
    fn forgetful(&self) -> bool;

    /// Makes a box. Doing it again changes nothing.
    fn make<'a>(&'a self, poll: &'a str, shape: Shape) -> Answer<'a, ()>;

    /// How a box stands; `None` where there is none.
    fn state<'a>(&'a self, poll: &'a str) -> Answer<'a, Option<State>>;

    /// Leads a box into a phase. Once this has answered `Done` for `Fixed`, no list of it
    /// changes; asked for that again, the store lets go of whatever it kept beside the list.
    fn turn<'a>(&'a self, poll: &'a str, to: Phase) -> Answer<'a, Turn>;

    /// Puts votes in, all or none. Doing it again changes nothing.
    ///
    /// Whatever was `Kept` is in every list that is read after the box was fixed, whichever
    /// server was asked.
    fn cast<'a>(&'a self, poll: &'a str, ballots: Vec<Ballot>) -> Answer<'a, Cast>;

    /// The first `limit` votes whose names come after `after`.
    fn lines<'a>(&'a self, poll: &'a str, after: &'a str, limit: usize) -> Answer<'a, Lines>;
}

/// What holds the `limit` least names after one, and whether there were more.
struct Least<'a> {
    after: &'a str,
    limit: usize,
    found: BTreeMap<String, String>,
    more: bool,
}

impl<'a> Least<'a> {
    fn new(after: &'a str, limit: usize) -> Self {
        Least {
            after,
            limit,
            found: BTreeMap::new(),
            more: false,
        }
    }

    fn add(&mut self, name: String, line: String) {
        if name.as_str() <= self.after {
            return;
        }
        self.found.insert(name, line);
        if self.found.len() > self.limit {
            self.found.pop_last();
            self.more = true;
        }
    }

    fn lines(self) -> Lines {
        Lines {
            lines: self.found.into_iter().collect(),
            more: self.more,
        }
    }
}

pub(super) fn least(
    all: impl IntoIterator<Item = (String, String)>,
    after: &str,
    limit: usize,
) -> Lines {
    let mut least = Least::new(after, limit);
    for (name, line) in all {
        least.add(name, line);
    }
    least.lines()
}

/// The first vote that its card may not hand in any more, where `kept` tells the names of what
/// lies in a place.
pub(super) fn full<'a>(
    ballots: &'a [Ballot],
    kept: impl Fn(u32, u32) -> Vec<&'a str>,
) -> Option<usize> {
    let mut places: BTreeMap<(u32, u32), BTreeSet<&str>> = BTreeMap::new();
    ballots.iter().position(|ballot| {
        let place = (ballot.question, ballot.card);
        let names = places
            .entry(place)
            .or_insert_with(|| kept(place.0, place.1).into_iter().collect());
        names.insert(&ballot.name) && names.len() > LINES
    })
}
