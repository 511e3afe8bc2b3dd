//! Suggestions that raise the same matter, over the whole workspace.
//!
//! Titles stand in the columns, so that comparing them needs no folding. Texts are read
//! only of what the titles found.

use super::gather::stopped;
use crate::books::Books;
use crate::fail::Trouble;
use crate::host::Host;
use crate::projection::Projection;
use crate::projection::columns::{Cells, flag};
use crate::projection::row::class_of;
use crate::state::State;
use crate::workspace::Engine;
use huiyin_protocol::Push;
use huiyin_rules::Rulebook;
use huiyin_rules::repeats::{Candidate, Doc, DocFacts, Index, Sketch, Thresholds};
use huiyin_rules::suggestion::KeyCriterion;
use huiyin_store::EventStore;
use std::collections::{BTreeMap, BTreeSet};

/// Titles taken in before others get their turn.
const TOGETHER: u32 = 2_000;

impl<S: EventStore, H: Host> Engine<S, H> {
    /// Every suggestion of the workspace by its title. A hundred thousand different titles
    /// take a while, so that others get their turn and the person may stop it.
    pub(super) async fn titles(&self) -> Result<Index, Trouble> {
        self.cancelled.set(false);
        let mut index = Index::new();
        let mut from = 0;
        loop {
            let total = {
                let projection = &self.state.borrow().projection;
                for dense in from..projection.len().min(from + TOGETHER) {
                    add(&mut index, projection, dense, None);
                }
                projection.len()
            };
            from += TOGETHER;
            if from >= total {
                return Ok(index);
            }
            self.host.push(Push::Progress {
                done: from.into(),
                total: total.into(),
            });
            self.host.breathe().await;
            if self.cancelled.get() {
                return Err(stopped());
            }
        }
    }
}

/// Some suggestions by their titles, with their texts' sketches.
pub(super) fn some(
    projection: &Projection,
    rows: &[u32],
    sketches: &BTreeMap<u32, Sketch>,
) -> Index {
    let mut index = Index::new();
    for dense in rows {
        add(&mut index, projection, *dense, sketches.get(dense).copied());
    }
    index
}

fn add(index: &mut Index, projection: &Projection, dense: u32, text_sketch: Option<Sketch>) {
    if let Some(cells) = projection.columns.get(dense).filter(raised) {
        index.add(Doc {
            key: dense,
            year: cells.year,
            title: projection.title(dense),
            text_sketch,
        });
    }
}

/// Whether a row was raised by deputies and counts.
pub(super) fn raised(cells: &Cells) -> bool {
    cells.flags & flag::COUNTED != 0 && cells.flags & flag::MATTER == 0
}

/// What is known of a row beside its title.
pub(super) fn facts(projection: &Projection, books: &Books, dense: u32) -> DocFacts {
    let Some(cells) = projection.columns.get(dense) else {
        return DocFacts::default();
    };
    let book = &books.get(cells.book).rulebook;
    DocFacts {
        counted: raised(&cells),
        key: cells.flags & flag::KEY != 0,
        completed: class_of(cells.class).is_some_and(|class| book.class(class).value.completed),
        signers: u32::try_from(projection.words.get(cells.signers).len()).unwrap_or(u32::MAX),
    }
}

/// The suggestions of a year that could be put under key supervision.
pub(super) fn candidates(
    state: &State,
    index: &Index,
    year: i32,
    book: &Rulebook,
) -> Vec<Candidate> {
    let (Some(books), Ok(year)) = (&state.books, u16::try_from(year)) else {
        return Vec::new();
    };
    index.candidates(year, &Thresholds::of(book), |dense| {
        facts(&state.projection, books, dense)
    })
}

/// The rows of a year whose matter came up in as many years as the rulebook asks for.
pub(super) fn repeated(state: &State, index: &Index, year: i32, book: &Rulebook) -> BTreeSet<u32> {
    let (Some(books), Ok(year)) = (&state.books, u16::try_from(year)) else {
        return BTreeSet::new();
    };
    let found = index.candidates(year, &Thresholds::of(book), |dense| DocFacts {
        // Those under key supervision are looked for too.
        key: false,
        ..facts(&state.projection, books, dense)
    });
    let again = |one: &Candidate| {
        let mut reasons = one.reasons.iter();
        reasons.any(|reason| reason.criterion == KeyCriterion::RaisedRepeatedly)
    };
    found.into_iter().filter(again).map(|one| one.key).collect()
}
