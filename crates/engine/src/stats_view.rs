//! The statistics' asks: the rows of the ledger query, counted.

use crate::fail::Trouble;
use crate::host::Host;
use crate::mask::Mask;
use crate::projection::row::{date, light_of};
use crate::stats::{Counter, Naming, StatsRow, table, view};
use crate::workspace::{Asker, Engine};
use huiyin_protocol::FailureKind;
use huiyin_protocol::grid::Table;
use huiyin_protocol::stats::{StatsQuery, StatsView};
use huiyin_rules::calendar::day_number;
use huiyin_rules::rates::Rates;
use huiyin_rules::rulebook::Light;
use huiyin_rules::{Actor, Rulebook};
use huiyin_store::EventStore;
use std::rc::Rc;

impl<S: EventStore, H: Host> Engine<S, H> {
    /// The overall rates of the rows that `query` keeps, as `actor` sees them;
    /// `None` before the workspace was opened by an ask.
    pub fn rates(&self, actor: &Actor, query: &StatsQuery) -> Option<Rates> {
        let (counter, rulebook) = self.counted(actor, query)?;
        Some(counter.rates(&rulebook))
    }

    pub(crate) fn stats(&self, who: Asker<'_>, query: &StatsQuery) -> Result<StatsView, Trouble> {
        let (counter, rulebook) = self.counted(who.actor, query).ok_or_else(not_open)?;
        let mut state = self.state.borrow_mut();
        state.projection.names.sort();
        let names = &state.projection.names;
        let naming = Naming {
            name: &|symbol| names.get(symbol).to_owned(),
            rank: &|symbol| names.rank(symbol),
        };
        Ok(view(&counter, naming, &query.filter, &rulebook, who.lang))
    }

    pub(crate) fn stats_table(&self, who: Asker<'_>, query: &StatsQuery) -> Result<Table, Trouble> {
        Ok(table(&self.stats(who, query)?, who.lang))
    }

    fn counted(&self, actor: &Actor, query: &StatsQuery) -> Option<(Counter, Rc<Rulebook>)> {
        let today = self.today();
        let mut state = self.state.borrow_mut();
        let rows = state.rows(&query.filter, actor, today);
        let mask = Mask::new(actor, today);
        let projection = &state.projection;
        let mut counter = Counter::default();
        let mut units = Vec::new();
        // What the rates are shares of is one rulebook's say: that of the rows where they
        // have one in common, else the one in force today.
        let mut of_rows = rows
            .iter()
            .filter_map(|dense| projection.columns.book.get(*dense as usize));
        let first = of_rows.next().copied();
        let book = first.filter(|first| of_rows.all(|other| other == first));
        for dense in rows.iter() {
            let Some(cells) = projection.columns.get(*dense) else {
                continue;
            };
            units.clear();
            units.extend(projection.units(&cells, false));
            counter.add(&StatsRow {
                facts: projection.facts(*dense, mask),
                overdue: light_of(cells.due, cells.warn, day_number(today)) == Some(Light::Overdue),
                units: &units,
                category: cells.category,
                delegation: cells.delegation,
                days: [
                    date(cells.assigned),
                    date(cells.consulted),
                    date(cells.replied),
                ],
            });
        }
        let books = state.books.as_ref()?;
        let index = book.unwrap_or_else(|| books.index_of(Some(today)));
        Some((counter, Rc::clone(&books.get(index).rulebook)))
    }
}

fn not_open() -> Trouble {
    Trouble::new(
        FailureKind::Internal,
        "not_open",
        "工作区尚未打开，请刷新页面。",
        "the workspace is not open; reload the page",
    )
}
