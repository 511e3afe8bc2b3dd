//! What the engine keeps in memory between two asks.

use crate::act::batch::LastBatch;
use crate::bundle::{Giving, Taking};
use crate::import::Session;
use crate::projection::Projection;
use crate::projection::row::Basis;
use crate::query::cache::Cached;
use crate::rulebooks;
use huiyin_log::LogId;
use huiyin_rules::{Calendar, Rulebook};

/// The rulebook of a workspace that has not chosen one.
pub const DEFAULT_RULEBOOK: &str = "national";

/// Everything between two asks. Never borrowed across an await.
pub struct State {
    /// Whether the projection stands for the store.
    pub open: bool,
    /// What lists read.
    pub projection: Projection,
    /// The rulebook in force.
    pub rulebook: Option<Rulebook>,
    /// This device's log, once it is known.
    pub log: Option<LogId>,
    /// How it was opened: `empty`, `snapshot` or `replay`, and how many events were folded.
    pub opened: (&'static str, u64),
    /// Events folded since the last snapshot.
    pub since_snapshot: u64,
    /// The rows of the last query.
    pub cached: Option<Cached>,
    /// The workbook in hand.
    pub import: Option<Session>,
    /// The bundle that is being taken in.
    pub taking: Option<Taking>,
    /// The bundle that is being given out.
    pub giving: Option<Giving>,
    /// The batch that can be taken back.
    pub last_batch: LastBatch,
}

impl State {
    /// Nothing known yet.
    pub fn new() -> State {
        State {
            open: false,
            projection: Projection::default(),
            rulebook: None,
            log: None,
            opened: ("empty", 0),
            since_snapshot: 0,
            cached: None,
            import: None,
            taking: None,
            giving: None,
            last_batch: LastBatch::default(),
        }
    }

    /// The calendar rows are judged by.
    pub fn calendar(&self) -> &'static Calendar {
        Calendar::built_in()
    }

    /// Puts the rulebook in force that the workspace chose; says whether rows have to be judged anew.
    pub fn settle_rulebook(&mut self) -> bool {
        let chosen = self.projection.facts.rulebook().unwrap_or(DEFAULT_RULEBOOK);
        if self.rulebook.as_ref().is_none_or(|book| book.id != chosen) {
            // A newer program may have chosen a preset that this one does not ship.
            self.rulebook =
                rulebooks::preset(chosen).or_else(|| rulebooks::preset(DEFAULT_RULEBOOK));
        }
        let Some(book) = &self.rulebook else {
            return false;
        };
        let basis = (book.id.clone(), self.calendar().id().to_owned());
        if self.projection.basis == basis {
            return false;
        }
        self.projection.basis = basis;
        !self.projection.is_empty()
    }

    /// The projection to be written to, and what its rows are judged by.
    pub fn parts(&mut self) -> Option<(&mut Projection, Basis<'_>)> {
        let calendar = self.calendar();
        let rulebook = self.rulebook.as_ref()?;
        Some((&mut self.projection, Basis { rulebook, calendar }))
    }
}
