//! Things that are folded once and then followed: each kept with its events, so that a new
//! one folds only what it is about.

use crate::marks::Marks;
use crate::wire::Wire;
use chrono::NaiveDate;
use huiyin_log::Line;
use huiyin_rules::Actor;
use std::collections::{BTreeMap, BTreeSet};

/// An event as it is kept.
#[derive(Clone, Debug)]
pub(super) struct Told<E> {
    /// Among all events: the number, then the id.
    stamp: (u64, String),
    /// The day it was recorded.
    pub on: NaiveDate,
    /// Who recorded it, and whose act it is.
    pub by: Actor,
    /// What.
    pub event: E,
}

/// What makes a thing of its events, in their order.
pub(super) type Fold<E, T> = fn(&[&Told<E>]) -> Option<T>;

/// Things of one kind, by what they are called without the prefix.
pub(super) struct Shelf<E, T> {
    prefix: &'static str,
    fold: Fold<E, T>,
    /// How many of the places noted were read.
    read: usize,
    told: BTreeMap<String, Vec<Told<E>>>,
    things: BTreeMap<String, T>,
    /// What has events that are not folded yet.
    stale: BTreeSet<String>,
}

impl<E, T> std::fmt::Debug for Shelf<E, T> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Shelf")
            .field("prefix", &self.prefix)
            .field("things", &self.things.len())
            .finish_non_exhaustive()
    }
}

impl<E: Wire, T> Shelf<E, T> {
    pub(super) const fn new(prefix: &'static str, fold: Fold<E, T>) -> Self {
        Shelf {
            prefix,
            fold,
            read: 0,
            told: BTreeMap::new(),
            things: BTreeMap::new(),
            stale: BTreeSet::new(),
        }
    }

    /// The things.
    pub(super) fn all(&self) -> impl DoubleEndedIterator<Item = (&str, &T)> {
        self.things.iter().map(|(id, thing)| (id.as_str(), thing))
    }

    /// One of them.
    pub(super) fn get(&self, id: &str) -> Option<&T> {
        self.things.get(id)
    }

    /// What happened to one, in order; what does not count is left out.
    pub(super) fn told(&self, id: &str, marks: &Marks) -> Vec<&Told<E>> {
        let aggregate = self.aggregate(id);
        let all = self.told.get(id).into_iter().flatten();
        all.filter(|one| !marks.aside(&aggregate, &one.stamp.1))
            .collect()
    }

    /// What it is called in the record.
    pub(super) fn aggregate(&self, id: &str) -> String {
        [self.prefix, id].concat()
    }

    /// The places that were noted and not read yet, out of `all`.
    pub(super) fn unread<'a>(&self, all: &'a [u32]) -> &'a [u32] {
        all.get(self.read..).unwrap_or_default()
    }

    /// Takes in the events of the next places.
    pub(super) fn take(&mut self, lines: &[Vec<u8>]) {
        self.read += lines.len();
        for line in lines {
            let Ok(line) = Line::read(line) else {
                continue;
            };
            let Some(id) = line.aggregate.strip_prefix(self.prefix) else {
                continue;
            };
            let (Ok(at), Ok(actor)) = (line.at(), line.actor()) else {
                continue;
            };
            // What this program does not know is kept in the record for one that does.
            let Some(event) = E::read(line.kind, line.body) else {
                continue;
            };
            let told = Told {
                stamp: (line.seq, line.id.to_owned()),
                on: at.date_naive(),
                by: actor,
                event,
            };
            let all = self.told.entry(id.to_owned()).or_default();
            let place = all.partition_point(|one| one.stamp < told.stamp);
            if all.get(place).is_none_or(|one| one.stamp != told.stamp) {
                all.insert(place, told);
            }
            self.stale.insert(id.to_owned());
        }
    }

    /// Folds anew what got new events; gives what it was.
    pub(super) fn settle(&mut self, marks: &Marks) -> BTreeSet<String> {
        let stale = std::mem::take(&mut self.stale);
        for id in &stale {
            let told = self.told(id, marks);
            match (self.fold)(&told) {
                Some(thing) => self.things.insert(id.clone(), thing),
                None => self.things.remove(id),
            };
        }
        stale
    }

    /// Notes that other events of these aggregates count now.
    pub(super) fn mistrust(&mut self, aggregates: &[&str]) {
        for id in aggregates {
            let own = id.strip_prefix(self.prefix);
            if let Some(id) = own.filter(|id| self.told.contains_key(*id)) {
                self.stale.insert(id.to_owned());
            }
        }
    }
}
