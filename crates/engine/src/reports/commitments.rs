//! Promises across years (跨年度建议台账, S4.5): open until kept, counted by the year
//! in which they were made.

use super::gather::{Folded, rows};
use crate::fail::Trouble;
use crate::host::Host;
use crate::projection::columns::{Cells, flag, lane};
use crate::workspace::{Asker, Engine};
use chrono::{Datelike, NaiveDate};
use huiyin_protocol::report::{CommitmentRow, CommitmentsView};
use huiyin_rules::report::{Commitment, Standing, commitments};
use huiyin_rules::rulebook::{Light, finished, light};
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
        let mut all: Vec<(Standing, CommitmentRow)> = Vec::new();
        self.gather(who, &asked, |_, folded| {
            let promises = commitments(folded.one, today).into_iter();
            let own = promises.filter(|one| unit.is_none_or(|unit| one.unit == unit));
            all.extend(own.map(|one| (one.standing, row(one, folded, today))));
        })
        .await?;
        Ok(view(all, kept))
    }
}

fn row(one: Commitment, folded: Folded<'_>, today: NaiveDate) -> CommitmentRow {
    CommitmentRow {
        light: match (one.kept, one.due) {
            (Some(kept), Some(due)) => finished(due, kept),
            (Some(_), None) => Light::Done,
            (None, Some(due)) => light(due, today, folded.book, folded.calendar),
            (None, None) => Light::Normal,
        },
        id: one.id,
        number: one.number.unwrap_or_default(),
        title: one.title,
        unit: one.unit,
        what: one.what,
        since: one.since,
        due: one.due,
        carried: one.carried,
        progress: one.progress,
        kept: one.kept,
    }
}

fn view(all: Vec<(Standing, CommitmentRow)>, kept: bool) -> CommitmentsView {
    let mut years: BTreeMap<i32, (u64, u64, u64)> = BTreeMap::new();
    let mut counts = [0; 4];
    let [total, open, overdue, done] = &mut counts;
    for (standing, one) in &all {
        let year = one.since.map_or(0, |since| since.year());
        let (made, made_kept, made_open) = years.entry(year).or_default();
        *total += 1;
        *made += 1;
        if *standing == Standing::Kept {
            *done += 1;
            *made_kept += 1;
        } else {
            *open += 1;
            *made_open += 1;
            *overdue += u64::from(*standing == Standing::Overdue);
        }
    }
    let mut rows: Vec<CommitmentRow> = all
        .into_iter()
        .filter(|(standing, _)| kept || *standing != Standing::Kept)
        .map(|(_, row)| row)
        .collect();
    // Open ones by the day promised, those without a day by their age; then what was
    // kept, the latest first.
    rows.sort_by(|a, b| {
        let open = |one: &CommitmentRow| {
            let day = one.due.or(one.since);
            (one.kept.is_some(), one.due.is_none(), day)
        };
        match (a.kept, b.kept) {
            (Some(x), Some(y)) => y.cmp(&x).then_with(|| a.number.cmp(&b.number)),
            _ => open(a).cmp(&open(b)).then_with(|| a.number.cmp(&b.number)),
        }
    });
    CommitmentsView {
        rows,
        counts,
        years: years
            .into_iter()
            .map(|(year, (made, kept, open))| (year, made, kept, open))
            .collect(),
    }
}
