//! What the engine keeps in memory between two asks.

use crate::act::batch::LastBatch;
use crate::books::{Books, Days};
#[cfg(feature = "reports")]
use crate::bundle::Giving;
use crate::bundle::Taking;
#[cfg(feature = "reports")]
use crate::import::Session;
use crate::projection::Projection;
use crate::projection::write::Basis;
use crate::query::cache::Cached;
use chrono::NaiveDate;
use huiyin_log::LogId;
use huiyin_log::standing::Own;
#[cfg(feature = "reports")]
use huiyin_rules::suggestion::Suggestion;
use huiyin_rules::{Calendar, Rulebook};
use std::rc::Rc;

/// Everything between two asks. Never borrowed across an await.
pub struct State {
    /// Whether the projection stands for the store.
    pub open: bool,
    /// What lists read.
    pub projection: Projection,
    /// The rulebooks in force.
    pub books: Option<Books>,
    /// The calendar in force.
    pub days: Days,
    /// Calendars that this program cannot read.
    pub unread_days: u32,
    /// The ids of the events that rulebooks and calendar were made from.
    made_from: Option<(String, String)>,
    /// What this device may do in a shared workspace; `None` where it works alone.
    pub own: Option<Own>,
    /// The syncer's document as it was last read; `None` before it was.
    pub standing: Option<Vec<u8>>,
    /// Whether that changed what is shown, and nobody was told yet.
    pub moved: bool,
    /// This device's log, once it is known.
    pub log: Option<LogId>,
    /// How it was opened: `empty`, `snapshot` or `replay`, and how many events were folded.
    pub opened: (&'static str, u64),
    /// Events folded since the last snapshot.
    pub since_snapshot: u64,
    /// The rows of the last query.
    pub cached: Option<Cached>,
    /// The workbook in hand.
    #[cfg(feature = "reports")]
    pub import: Option<Session>,
    /// The bundle that is being taken in.
    pub taking: Option<Taking>,
    /// The bundle that is being given out.
    #[cfg(feature = "reports")]
    pub giving: Option<Giving>,
    /// The batch that can be taken back.
    pub last_batch: LastBatch,
    /// The last report.
    #[cfg(feature = "reports")]
    pub(crate) report: Option<crate::reports::Kept>,
    /// The public side, once it was asked for.
    #[cfg(feature = "public")]
    pub(crate) public: crate::public::Kept,
}

impl State {
    /// Nothing known yet.
    pub fn new() -> State {
        State {
            open: false,
            projection: Projection::default(),
            books: None,
            days: Days::default(),
            unread_days: 0,
            made_from: None,
            own: None,
            standing: None,
            moved: false,
            log: None,
            opened: ("empty", 0),
            since_snapshot: 0,
            cached: None,
            #[cfg(feature = "reports")]
            import: None,
            taking: None,
            #[cfg(feature = "reports")]
            giving: None,
            last_batch: LastBatch::default(),
            #[cfg(feature = "reports")]
            report: None,
            #[cfg(feature = "public")]
            public: crate::public::Kept::default(),
        }
    }

    /// The calendar rows are judged by.
    pub fn calendar(&self) -> &Calendar {
        &self.days
    }

    /// Puts the rulebooks and the calendar in force that the workspace's events name;
    /// says whether rows have to be judged anew.
    pub fn settle_rules(&mut self) -> bool {
        let facts = &self.projection.facts;
        let wanted = facts.basis();
        if self.made_from.as_ref() != Some(&wanted) {
            self.books = Books::new(facts);
            (self.days, self.unread_days) = Days::new(facts);
            self.made_from = Some(wanted.clone());
        }
        // The calendar that ships is part of what rows were judged by.
        let basis = (wanted.0, wanted.1 + Calendar::built_in().id());
        if self.projection.basis == basis {
            return false;
        }
        self.projection.basis = basis;
        !self.projection.is_empty()
    }

    /// The projection to be written to, and what its rows are judged by.
    pub fn parts(&mut self) -> Option<(&mut Projection, Basis<'_>)> {
        let books = self.books.as_ref()?;
        let basis = Basis {
            books,
            calendar: &self.days,
        };
        Some((&mut self.projection, basis))
    }

    #[cfg(feature = "reports")]
    /// The rulebook that judges a suggestion; `None` before the workspace is open.
    pub fn book_of(&self, suggestion: &Suggestion) -> Option<&Rulebook> {
        let books = self.books.as_ref()?;
        Some(books.of(suggestion.reckoned_from()))
    }

    /// The rulebook that judges what begins on `today`.
    pub fn book_now(&self, today: NaiveDate) -> Option<&Rc<Rulebook>> {
        Some(self.books.as_ref()?.of(Some(today)))
    }

    /// Rulebooks and calendars that could not be read.
    pub fn unread(&self) -> u32 {
        self.unread_days + self.books.as_ref().map_or(0, |books| books.unread)
    }
}
