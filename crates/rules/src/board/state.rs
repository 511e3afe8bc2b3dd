//! What the board has come to.

use super::decide::limits;
use super::event::{BoardEvent, BoardSet};
use super::terms::BoardField;
use crate::ids::SuggestionId;
use crate::order::odd;
use crate::rulebook::Rulebook;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// The board: what it shows, and of which suggestions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Board {
    /// What it is called and shows; `None` where the office never chose.
    pub set: Option<BoardSet>,
    /// What is on it, with the day it was put there.
    pub items: BTreeMap<SuggestionId, NaiveDate>,
    /// What was taken off it, and why: their public files are to be removed.
    pub withdrawn: BTreeMap<SuggestionId, String>,
    /// Events that did not fit what was there.
    pub anomalies: u32,
}

impl BoardSet {
    /// The same with nothing that a rulebook does not let the board show: what was chosen
    /// under an earlier one may be more.
    pub fn within(mut self, book: &Rulebook) -> BoardSet {
        self.fields.retain(|one| one.open(book));
        self
    }
}

impl Board {
    /// What the office chose to show of each item; title and stage always are.
    pub fn fields(&self) -> BTreeSet<BoardField> {
        let mut fields = BTreeSet::new();
        for one in BoardField::ALL {
            let chosen = self
                .set
                .as_ref()
                .is_some_and(|set| set.fields.contains(&one));
            if one.always() || chosen {
                fields.insert(one);
            }
        }
        fields
    }
}

/// Whether a suggestion is on the board.
pub fn published(board: &Board, suggestion: &SuggestionId) -> bool {
    board.items.contains_key(suggestion)
}

/// Folds events in the order every device agrees on. Never fails: what does not fit is
/// counted as an anomaly.
pub fn replay<'a>(events: impl IntoIterator<Item = &'a BoardEvent>) -> Board {
    let mut board = Board::default();
    for event in events {
        apply(&mut board, event);
    }
    board
}

/// Adds one event.
pub fn apply(board: &mut Board, event: &BoardEvent) {
    let mut fits = true;
    match event {
        BoardEvent::BoardSet(set) => board.set = Some(set.clone()),
        BoardEvent::ItemsPublished(published) => {
            for one in &published.suggestions {
                let known = board.items.contains_key(one);
                let room = board.items.len() < limits::ITEMS;
                fits &= !known && room;
                if !known && room {
                    board.items.insert(one.clone(), published.on);
                    board.withdrawn.remove(one);
                }
            }
        }
        BoardEvent::ItemsWithdrawn(withdrawn) => {
            for one in &withdrawn.suggestions {
                let known = board.items.remove(one).is_some();
                fits &= known;
                if known {
                    let reason = withdrawn.reason.clone();
                    board.withdrawn.insert(one.clone(), reason);
                }
            }
        }
    }
    odd(&mut board.anomalies, fits);
}
