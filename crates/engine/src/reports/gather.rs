//! Folding the suggestions a report is about, piece by piece.
//!
//! A report names its rows by their columns first, so that one year's report of a
//! workspace of a hundred thousand folds that year only. Each suggestion is judged by
//! the rulebook it stands under, not by the one in force today.

use crate::fail::Trouble;
use crate::history::History;
use crate::host::Host;
use crate::mask::Mask;
use crate::projection::Projection;
use crate::projection::columns::{Cells, flag};
use crate::projection::{stage_index, stage_of};
use crate::workspace::{Asker, Engine};
use huiyin_protocol::Push;
use huiyin_rules::ids::SuggestionId;
use huiyin_rules::suggestion::{StageName, Suggestion};
use huiyin_rules::{Calendar, Rulebook};
use huiyin_store::EventStore;

/// Suggestions folded before others get their turn.
const TOGETHER: usize = 200;

/// One suggestion as its events tell it, with what judges it.
#[derive(Clone, Copy)]
pub(crate) struct Folded<'a> {
    /// Its row.
    pub dense: u32,
    /// The suggestion.
    pub one: &'a Suggestion,
    /// The rulebook it stands under.
    pub book: &'a Rulebook,
    /// The calendar.
    pub calendar: &'a Calendar,
}

impl<S: EventStore, H: Host> Engine<S, H> {
    /// Folds `rows` and hands each to `take`, in their order. Between pieces others get
    /// their turn, the front end hears how far it is, and the person may stop it. Opinions
    /// that are hidden from the asking party are left out, whatever the report counts.
    pub(crate) async fn gather(
        &self,
        who: Asker<'_>,
        rows: &[u32],
        mut take: impl FnMut(&Projection, Folded<'_>),
    ) -> Result<(), Trouble> {
        self.cancelled.set(false);
        let mask = Mask::new(who.actor, self.today());
        for (index, piece) in rows.chunks(TOGETHER).enumerate() {
            if index > 0 {
                self.host.push(Push::Progress {
                    done: (index * TOGETHER) as u64,
                    total: rows.len() as u64,
                });
                self.host.breathe().await;
                if self.cancelled.get() {
                    return Err(stopped());
                }
            }
            let positions: Vec<Vec<u64>> = {
                let state = self.state.borrow();
                let of = |dense: &u32| state.projection.positions(*dense).to_vec();
                piece
                    .iter()
                    .map(|dense| of(dense).into_iter().map(u64::from).collect())
                    .collect()
            };
            let lines = self.store.read_at(&positions.concat()).await?;
            let mut lines = lines.iter().map(Vec::as_slice);
            let state = self.state.borrow();
            for (dense, own) in piece.iter().zip(&positions) {
                let name = state.projection.id(*dense);
                let apart = state.projection.marks.apart(name);
                let history = History::read(lines.by_ref().take(own.len()), apart);
                let Ok(id) = SuggestionId::try_from(name) else {
                    continue;
                };
                let (Some(mut one), _) = history.replay(&id) else {
                    continue;
                };
                let cells = state.projection.columns.get(*dense);
                if cells.is_none_or(|cells| mask.hides(&cells)) {
                    without_opinions(&mut one);
                }
                let Some(books) = &state.books else {
                    continue;
                };
                let folded = Folded {
                    dense: *dense,
                    one: &one,
                    book: books.of(one.reckoned_from()),
                    calendar: state.calendar(),
                };
                take(&state.projection, folded);
            }
        }
        Ok(())
    }
}

/// The person stopped a report.
pub(super) fn stopped() -> Trouble {
    Trouble::cancelled("汇总已停止。", "the report was stopped")
}

/// Takes out what deputies said of it.
fn without_opinions(one: &mut Suggestion) {
    for round in &mut one.rounds {
        round.evaluations.clear();
        round.look_backs.clear();
    }
}

/// The rows whose columns `keep` takes, in the order they came. Void ones and those
/// without any event that stands are never among them.
pub(super) fn rows(projection: &Projection, keep: impl Fn(u32, &Cells) -> bool) -> Vec<u32> {
    let void = stage_index(StageName::Void);
    let live = |cells: &Cells| cells.flags & flag::LIVE != 0 && cells.stage != void;
    (0..projection.len())
        .filter(|dense| {
            let cells = projection.columns.get(*dense);
            cells.is_some_and(|cells| live(&cells) && keep(*dense, &cells))
        })
        .collect()
}

/// The rows that count in a year: numbered, in force, assigned or numbered in it.
pub(super) fn of_year(projection: &Projection, year: i32) -> Vec<u32> {
    rows(projection, |_, cells| {
        i32::from(cells.year) == year && stage_of(cells.stage).counts()
    })
}
