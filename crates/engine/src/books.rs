//! The rulebooks in force: every one that was chosen or adopted, in order, and
//! which of them a suggestion is judged by.

use crate::facts::{BookFact, BookSource, WorkspaceFacts};
use crate::rulebooks;
use chrono::NaiveDate;
use huiyin_protocol::rulebook::Existing;
use huiyin_rules::calendar::CalendarError;
use huiyin_rules::suggestion::Suggestion;
use huiyin_rules::{Calendar, Rulebook};
use std::ops::Deref;
use std::rc::Rc;

/// The rulebook of a workspace that has not chosen one.
pub const DEFAULT_RULEBOOK: &str = "national";

/// A rulebook that was put in force.
#[derive(Clone, Debug)]
pub struct Adopted {
    /// The rules.
    pub rulebook: Rc<Rulebook>,
    /// The day from which on; `None` for a preset, which holds for everything.
    pub from: Option<NaiveDate>,
    /// What became of suggestions under way.
    pub existing: Existing,
    /// When and by whom; `None` for the one that nobody chose.
    pub fact: Option<BookFact>,
}

/// The rulebooks in force, oldest first.
#[derive(Clone, Debug)]
pub struct Books {
    first: Adopted,
    later: Vec<Adopted>,
    /// Documents and presets that this program cannot read: a newer one wrote them. They
    /// are passed over, which the workspace reports.
    pub unread: u32,
}

impl Books {
    /// The rulebooks that the facts name; `None` only where the default is not shipped.
    pub fn new(facts: &WorkspaceFacts) -> Option<Books> {
        let first = Adopted {
            rulebook: Rc::new(rulebooks::preset(DEFAULT_RULEBOOK)?),
            from: None,
            existing: Existing::Move,
            fact: None,
        };
        let mut books = Books {
            first,
            later: Vec::new(),
            unread: 0,
        };
        for (_, fact) in facts.books() {
            books.take(fact);
        }
        Some(books)
    }

    fn take(&mut self, fact: &BookFact) {
        let (rulebook, from) = match &fact.source {
            BookSource::Preset(name) => (rulebooks::preset(name), None),
            BookSource::Own(own) => (read(&own.document).ok(), Some(own.from)),
        };
        match rulebook {
            Some(rulebook) => self.push(rulebook, from, fact.source.existing(), Some(fact.clone())),
            None => self.unread += 1,
        }
    }

    /// The same with one more put in force after them.
    #[must_use]
    pub fn with(&self, rulebook: Rulebook, from: NaiveDate, existing: Existing) -> Books {
        let mut books = self.clone();
        books.push(rulebook, Some(from), existing, None);
        books
    }

    fn push(
        &mut self,
        rulebook: Rulebook,
        from: Option<NaiveDate>,
        existing: Existing,
        fact: Option<BookFact>,
    ) {
        self.later.push(Adopted {
            rulebook: Rc::new(rulebook),
            from,
            existing,
            fact,
        });
    }

    /// The number of the one that judges what is reckoned from a day: each replaces the
    /// one before it where it moved everything, or where the day is its own or later.
    /// What is not reckoned from any day yet takes the newest.
    pub fn index_of(&self, reckoned: Option<NaiveDate>) -> u16 {
        let mut index = 0;
        for (at, one) in (1..).zip(&self.later) {
            let later = |from| reckoned.is_none_or(|day| day >= from);
            if one.existing == Existing::Move || one.from.is_none_or(later) {
                index = at;
            }
        }
        index
    }

    /// The one of a number; the first where there is none.
    pub fn get(&self, index: u16) -> &Adopted {
        let at = usize::from(index).checked_sub(1);
        at.and_then(|at| self.later.get(at)).unwrap_or(&self.first)
    }

    /// The one that judges what is reckoned from a day.
    pub fn of(&self, reckoned: Option<NaiveDate>) -> &Rc<Rulebook> {
        &self.get(self.index_of(reckoned)).rulebook
    }

    /// The one that judges a suggestion; `None` is one about to be begun on `today`.
    pub fn judging(&self, suggestion: Option<&Suggestion>, today: NaiveDate) -> &Rc<Rulebook> {
        match suggestion {
            Some(suggestion) => self.of(suggestion.reckoned_from()),
            None => self.of(Some(today)),
        }
    }

    /// The one that was put in force last.
    pub fn newest(&self) -> &Rulebook {
        &self.later.last().unwrap_or(&self.first).rulebook
    }

    /// Every one with its number, the newest first; the default only where nothing was chosen.
    pub fn newest_first(&self) -> impl Iterator<Item = (u16, &Adopted)> {
        let first = self.later.is_empty().then_some((0, &self.first));
        let last = u16::try_from(self.later.len()).unwrap_or(u16::MAX);
        let numbered = (1..=last).rev().zip(self.later.iter().rev());
        numbered.chain(first)
    }
}

/// Reads an office's own rulebook: its rules over the preset it inherits from.
///
/// # Errors
/// It is none; the error says where and why.
pub fn read(document: &str) -> Result<Rulebook, huiyin_rules::rulebook::RulebookError> {
    Rulebook::from_json_with(document, rulebooks::preset)
}

/// The calendar with the days of a document laid over it.
///
/// # Errors
/// It is none; the error says why.
pub fn extended(calendar: &Calendar, document: &str) -> Result<Calendar, CalendarError> {
    calendar.extended(document)
}

/// The holiday calendar in force: the one that ships, with what was loaded over it.
#[derive(Clone, Debug, Default)]
pub struct Days(Option<Rc<Calendar>>);

impl Days {
    /// The calendar that the facts make, and how many documents could not be read.
    pub fn new(facts: &WorkspaceFacts) -> (Days, u32) {
        let (mut days, mut unread) = (Days::default(), 0);
        for document in facts.calendars() {
            match extended(&days, document) {
                Ok(longer) => days = Days(Some(Rc::new(longer))),
                Err(_) => unread += 1,
            }
        }
        (days, unread)
    }
}

impl Deref for Days {
    type Target = Calendar;

    fn deref(&self) -> &Calendar {
        match &self.0 {
            Some(calendar) => calendar,
            None => Calendar::built_in(),
        }
    }
}
