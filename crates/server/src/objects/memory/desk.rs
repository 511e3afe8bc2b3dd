//! The desk in memory.

use super::{Memory, ready};
use crate::objects::desk::{Desk, Gather, Kept as Outcome, Piece, Room, Shelf};
use crate::objects::{Answer, Page, page};
use bytes::Bytes;
use std::collections::BTreeMap;
use std::ops::Bound;

/// A shelf and how much is on it.
#[derive(Default)]
pub(super) struct Kept {
    items: BTreeMap<String, Bytes>,
    bytes: u64,
}

fn length(bytes: &Bytes) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}

impl Kept {
    fn held(&self) -> Room {
        Room {
            items: u64::try_from(self.items.len()).unwrap_or(u64::MAX),
            bytes: self.bytes,
        }
    }

    fn keep(&mut self, name: &str, bytes: Bytes, most: Room) -> Outcome {
        let outcome = match self.items.get(name) {
            Some(there) if *there == bytes => return Outcome::Same,
            Some(there) => {
                self.bytes = self.bytes.saturating_sub(length(there));
                Outcome::Over
            }
            None if !self.held().takes(bytes.len(), most) => return Outcome::Full,
            None => Outcome::New,
        };
        self.bytes = self.bytes.saturating_add(length(&bytes));
        self.items.insert(name.to_owned(), bytes);
        outcome
    }

    fn forget(&mut self, name: &str) {
        if let Some(bytes) = self.items.remove(name) {
            self.bytes = self.bytes.saturating_sub(length(&bytes));
        }
    }

    fn after(&self, after: &str) -> impl Iterator<Item = (&String, &Bytes)> {
        let from = (Bound::Excluded(after), Bound::Unbounded);
        self.items.range::<str, _>(from)
    }
}

impl Desk for Memory {
    fn keep<'a>(
        &'a self,
        shelf: Shelf,
        name: &'a str,
        bytes: Bytes,
        most: Room,
    ) -> Answer<'a, Outcome> {
        ready(
            self.kept()
                .desk
                .entry(shelf)
                .or_default()
                .keep(name, bytes, most),
        )
    }

    fn kept<'a>(&'a self, shelf: Shelf, name: &'a str) -> Answer<'a, Option<Bytes>> {
        let mut kept = self.kept();
        ready(kept.desk.entry(shelf).or_default().items.get(name).cloned())
    }

    fn piece<'a>(&'a self, shelf: Shelf, after: &'a str, most: Room) -> Answer<'a, Piece> {
        let mut kept = self.kept();
        let mut gather = Gather::default();
        for (name, bytes) in kept.desk.entry(shelf).or_default().after(after) {
            if !gather.wants(most) {
                return ready(gather.end(true));
            }
            gather.add(name.clone(), bytes.clone());
        }
        ready(gather.end(false))
    }

    fn names<'a>(&'a self, shelf: Shelf, after: &'a str, limit: usize) -> Answer<'a, Page> {
        let mut kept = self.kept();
        let names = kept.desk.entry(shelf).or_default().after(after);
        let names = names
            .map(|(name, _)| name.clone())
            .take(limit + 1)
            .collect();
        ready(page(names, limit))
    }

    fn forget<'a>(&'a self, shelf: Shelf, name: &'a str) -> Answer<'a, ()> {
        self.kept().desk.entry(shelf).or_default().forget(name);
        ready(())
    }

    fn forget_same<'a>(&'a self, shelf: Shelf, name: &'a str, bytes: Bytes) -> Answer<'a, ()> {
        let mut kept = self.kept();
        let shelf = kept.desk.entry(shelf).or_default();
        if shelf.items.get(name) == Some(&bytes) {
            shelf.forget(name);
        }
        ready(())
    }

    fn held(&self, shelf: Shelf) -> Answer<'_, Room> {
        ready(self.kept().desk.entry(shelf).or_default().held())
    }
}
