//! What the desk for citizens keeps: sealed voices that wait for the office, what became of them,
//! how citizens rated that, and the files that are published.
//!
//! Bytes under names again, but apart from the signed objects: nothing here is told to listeners,
//! numbered or dated, so that beside a sealed voice there is nothing but a name that is the hash
//! of it. Every shelf has only so much room, since strangers fill some of them.
//!
//! SQLite and memory keep no time and no order. PostgreSQL and S3 keep both whatever one does:
//! whoever can read the database can tell when something came, though not what was said.

#[cfg(feature = "conformance")]
pub mod conformance;
mod tally;

pub(super) use tally::Tally;

use super::{Answer, Page};
use bytes::Bytes;

/// What lies together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shelf {
    /// Sealed voices by their hash, until the office has taken them.
    Voices,
    /// What became of a voice, by the hash of its tracking code.
    Tracks,
    /// How citizens rated it, by the same, until the office has taken it.
    Ratings,
    /// Published files, by path.
    Files,
    /// Whether voices are taken, and the codes of the posters.
    Settings,
}

impl Shelf {
    /// Every shelf.
    pub const ALL: [Shelf; 5] = [
        Shelf::Voices,
        Shelf::Tracks,
        Shelf::Ratings,
        Shelf::Files,
        Shelf::Settings,
    ];

    /// Its number in a table, for ever.
    pub(super) const fn number(self) -> i32 {
        match self {
            Shelf::Voices => 0,
            Shelf::Tracks => 1,
            Shelf::Ratings => 2,
            Shelf::Files => 3,
            Shelf::Settings => 4,
        }
    }

    /// Its folder in a bucket, for ever.
    pub(super) const fn folder(self) -> &'static str {
        match self {
            Shelf::Voices => "private/desk/voices/",
            Shelf::Tracks => "private/desk/tracks/",
            Shelf::Ratings => "private/desk/ratings/",
            Shelf::Files => "private/desk/files/",
            Shelf::Settings => "private/desk/settings/",
        }
    }
}

/// How much of something there is, or may be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Room {
    /// Names.
    pub items: u64,
    /// Bytes under them.
    pub bytes: u64,
}

impl Room {
    /// Whether as much and one of `bytes` more stays within `most`.
    pub(super) fn takes(self, bytes: usize, most: Room) -> bool {
        let bytes = u64::try_from(bytes).unwrap_or(u64::MAX);
        self.items < most.items && self.bytes.saturating_add(bytes) <= most.bytes
    }
}

/// What became of keeping something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// There was nothing under the name.
    New,
    /// The same bytes were there already.
    Same,
    /// They took the place of others.
    Over,
    /// The shelf has no room. Nothing was changed.
    Full,
}

/// A piece of a shelf.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Piece {
    /// Names and what is under them, in the order of the names.
    pub items: Vec<(String, Bytes)>,
    /// Whether more follow.
    pub more: bool,
}

/// What the desk keeps. Names are ASCII. Every write answers only when it would outlive the end
/// of the process and, where the store promises it, of the machine.
pub trait Desk: Send + Sync {
    /// Keeps `bytes` under `name`, in place of what was there, within `most`.
    fn keep<'a>(
        &'a self,
        shelf: Shelf,
        name: &'a str,
        bytes: Bytes,
        most: Room,
    ) -> Answer<'a, Kept>;

    /// What is kept under `name`.
    fn kept<'a>(&'a self, shelf: Shelf, name: &'a str) -> Answer<'a, Option<Bytes>>;

    /// What comes after the name `after`: up to `most.items`, and no more once there are
    /// `most.bytes`.
    fn piece<'a>(&'a self, shelf: Shelf, after: &'a str, most: Room) -> Answer<'a, Piece>;

    /// The first `limit` names after `after`.
    fn names<'a>(&'a self, shelf: Shelf, after: &'a str, limit: usize) -> Answer<'a, Page>;

    /// Forgets what is under a name.
    fn forget<'a>(&'a self, shelf: Shelf, name: &'a str) -> Answer<'a, ()>;

    /// Forgets what is under a name where it is still `bytes`: what took its place stays. Over S3,
    /// what takes its place in that very moment goes with it.
    fn forget_same<'a>(&'a self, shelf: Shelf, name: &'a str, bytes: Bytes) -> Answer<'a, ()>;

    /// How much there is; over some stores a moment old.
    fn held(&self, shelf: Shelf) -> Answer<'_, Room>;
}

/// Takes from what comes in order until there is enough.
#[derive(Default)]
pub(super) struct Gather {
    piece: Piece,
    bytes: u64,
}

impl Gather {
    /// Whether one more is wanted.
    pub(super) fn wants(&self, most: Room) -> bool {
        let items = u64::try_from(self.piece.items.len()).unwrap_or(u64::MAX);
        items < most.items && self.bytes < most.bytes
    }

    pub(super) fn add(&mut self, name: String, bytes: Bytes) {
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        self.bytes = self.bytes.saturating_add(length);
        self.piece.items.push((name, bytes));
    }

    pub(super) fn end(mut self, more: bool) -> Piece {
        self.piece.more = more;
        self.piece
    }
}
