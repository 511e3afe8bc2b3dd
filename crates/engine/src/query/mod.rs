//! Questions to the ledger: filtering, searching, sorting, a window of the rows.

pub mod cache;
mod facets;
mod filter;
mod sort;

pub use filter::Filter;

use crate::host::Host;
use crate::mask::Mask;
use crate::projection::row::Shown;
use crate::state::State;
use crate::workspace::{Asker, Engine};
use cache::{Cached, Key};
use chrono::NaiveDate;
use huiyin_protocol::ledger::{Facets, LedgerPage, LedgerQuery};
use huiyin_rules::Actor;
use huiyin_store::EventStore;
use std::rc::Rc;

/// Most rows of one window.
pub const MAX_WINDOW: u32 = 1_000;

impl State {
    /// The rows that match, in order. The last answer is remembered: scrolling asks again and again.
    pub fn rows(&mut self, query: &LedgerQuery, actor: &Actor, today: NaiveDate) -> Rc<Vec<u32>> {
        let key = Key::new(query, actor, self.projection.head, today);
        if let Some(cached) = self.cached.as_ref().filter(|cached| cached.key == key) {
            return Rc::clone(&cached.rows);
        }
        let filter = Filter::new(&self.projection, query, actor, today);
        let mut rows: Vec<u32> = (0..self.projection.len())
            .filter(|dense| filter.keeps(&self.projection, *dense))
            .collect();
        sort::sort(
            &mut self.projection,
            &mut rows,
            (query.sort, query.descending),
            Mask::new(actor, today),
        );
        let rows = Rc::new(rows);
        self.cached = Some(Cached {
            key,
            rows: Rc::clone(&rows),
        });
        rows
    }
}

impl<S: EventStore, H: Host> Engine<S, H> {
    pub(crate) fn ledger(&self, who: Asker<'_>, query: &LedgerQuery) -> LedgerPage {
        let today = self.today();
        let mut state = self.state.borrow_mut();
        let rows = state.rows(query, who.actor, today);
        let from = (query.offset as usize).min(rows.len());
        let window = rows
            .iter()
            .skip(from)
            .take(query.limit.min(MAX_WINDOW) as usize);
        let shown = Shown::to(who.actor, today, state.calendar(), who.lang);
        LedgerPage {
            head: state.projection.head,
            total: rows.len() as u32,
            offset: from as u32,
            rows: window
                .filter_map(|dense| state.projection.row(*dense, shown))
                .collect(),
        }
    }

    pub(crate) fn facets(&self) -> Facets {
        self.state.borrow_mut().facets()
    }
}
