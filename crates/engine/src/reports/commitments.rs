//! Promises across years (跨年度建议台账, S4.5): open until kept, counted by the year
//! in which they were made.

use super::gather::{Folded, rows};
use crate::fail::Trouble;
use crate::host::Host;
use crate::projection::Projection;
use crate::projection::columns::{Cells, flag, lane};
use crate::workspace::{Asker, Engine};
use chrono::{Datelike, NaiveDate};
use huiyin_protocol::report::{CommitmentRow, CommitmentsView};
use huiyin_rules::rulebook::{Light, finished, light};
use huiyin_rules::suggestion::Round;
use huiyin_rules::suggestion::event::Replied;
use huiyin_store::EventStore;
use std::collections::BTreeMap;

impl<S: EventStore, H: Host> Engine<S, H> {
    /// Every promise of the workspace, or of one unit. Those that were kept count
    /// always and are listed where `kept` asks for them.
    pub(super) async fn commitments_report(
        &self,
        who: Asker<'_>,
        kept: bool,
        unit: Option<&str>,
    ) -> Result<CommitmentsView, Trouble> {
        let today = self.today();
        let asked = {
            let projection = &self.state.borrow().projection;
            let symbol = unit.map(|unit| projection.names.find(unit));
            let of_unit = |cells: &Cells| {
                symbol.is_none_or(|symbol| {
                    let mut lanes = projection.words.get(cells.lanes).iter();
                    lanes.any(|word| Some(word >> lane::SHIFT) == symbol)
                })
            };
            rows(projection, |_, cells| {
                cells.flags & (flag::PROMISED | flag::KEPT) != 0 && of_unit(cells)
            })
        };
        let mut all = Vec::new();
        self.gather(who, &asked, |projection, folded| {
            all.extend(promises(projection, folded, today));
        })
        .await?;
        all.retain(|one| unit.is_none_or(|unit| one.unit == unit));
        Ok(view(all, kept))
    }
}

/// The promises of one suggestion, open and kept.
fn promises(projection: &Projection, folded: Folded<'_>, today: NaiveDate) -> Vec<CommitmentRow> {
    let Folded {
        dense,
        one,
        book,
        calendar,
    } = folded;
    let row = |reply: &Replied, round: Option<&Round>, kept: Option<NaiveDate>| {
        let promise = reply.promise.as_ref();
        let due = promise.and_then(|promise| promise.due);
        let since = reply.on.or(round.and_then(|round| round.began));
        let reports: Vec<_> = round
            .into_iter()
            .flat_map(|round| &round.progress)
            .filter(|report| report.unit == reply.unit)
            .collect();
        let until = kept.unwrap_or(today).year();
        CommitmentRow {
            id: one.id.clone(),
            number: projection.number(dense).to_owned(),
            title: projection.title(dense).to_owned(),
            unit: reply.unit.clone(),
            what: promise
                .map(|promise| promise.what.clone())
                .unwrap_or_default(),
            since,
            due,
            light: match (kept, due) {
                (Some(kept), Some(due)) => finished(due, kept),
                (Some(_), None) => Light::Done,
                (None, Some(due)) => light(due, today, book, calendar),
                (None, None) => Light::Normal,
            },
            carried: since.map_or(0, |since| {
                u32::try_from(until - since.year()).unwrap_or_default()
            }),
            progress: (
                u32::try_from(reports.len()).unwrap_or(u32::MAX),
                reports
                    .last()
                    .map(|report| report.note.clone())
                    .unwrap_or_default(),
            ),
            kept,
        }
    };
    let mut all = Vec::new();
    for round in &one.rounds {
        for second in &round.fulfilled {
            let reply = round.replies().find(|reply| reply.unit == second.unit);
            all.extend(reply.map(|reply| row(reply, Some(round), Some(second.on))));
        }
    }
    for (number, reply) in one.open_promises() {
        let index = usize::try_from(number).unwrap_or(0).checked_sub(1);
        let round = index.and_then(|index| one.rounds.get(index));
        all.push(row(reply, round, None));
    }
    all
}

fn view(mut all: Vec<CommitmentRow>, kept: bool) -> CommitmentsView {
    let mut years: BTreeMap<i32, (u64, u64, u64)> = BTreeMap::new();
    let mut counts = [0; 4];
    let [total, open, overdue, done] = &mut counts;
    for one in &all {
        let year = one.since.map_or(0, |since| since.year());
        let (made, made_kept, made_open) = years.entry(year).or_default();
        *total += 1;
        *made += 1;
        if one.kept.is_some() {
            *done += 1;
            *made_kept += 1;
        } else {
            *open += 1;
            *made_open += 1;
            *overdue += u64::from(one.light == Light::Overdue);
        }
    }
    all.retain(|one| kept || one.kept.is_none());
    // Open ones by the day promised, those without a day by their age; then what was
    // kept, the latest first.
    all.sort_by(|a, b| {
        let open =
            |one: &CommitmentRow| (one.kept.is_some(), one.due.is_none(), one.due.or(one.since));
        match (a.kept, b.kept) {
            (Some(x), Some(y)) => y.cmp(&x).then_with(|| a.number.cmp(&b.number)),
            _ => open(a).cmp(&open(b)).then_with(|| a.number.cmp(&b.number)),
        }
    });
    CommitmentsView {
        rows: all,
        counts,
        years: years
            .into_iter()
            .map(|(year, (made, kept, open))| (year, made, kept, open))
            .collect(),
    }
}
