//! The mid-year gate (时间过半任务过半, S1.12): what was replied to by its day, unit by
//! unit, and whom to warn.

use super::gather::of_year;
use crate::fail::Trouble;
use crate::host::Host;
use crate::projection::columns::flag;
use crate::workspace::{Asker, Engine};
use huiyin_protocol::ledger::LedgerQuery;
use huiyin_protocol::report::{MidYearUnit, MidYearView};
use huiyin_rules::Fraction;
use huiyin_rules::report::{GateOutcome, MidYear, UnitAtGate, gate};
use huiyin_rules::suggestion::StageName;
use huiyin_store::EventStore;

impl<S: EventStore, H: Host> Engine<S, H> {
    /// How much of a year was done by the gate's day, or by today before that. Where the
    /// rulebook sets no gate there is nothing to hold a unit against.
    pub(super) async fn mid_year_report(
        &self,
        who: Asker<'_>,
        year: i32,
    ) -> Result<MidYearView, Trouble> {
        let book = self.book_of_year(year)?;
        let rule = super::rule_lines(&book, &["mid-year"], who.lang);
        let (rule, source) = rule.into_iter().next().unwrap_or_default();
        let mut view = MidYearView {
            year,
            gate: None,
            rule,
            source,
            done: Fraction::default(),
            passed: true,
            units: Vec::new(),
        };
        let Some(mut counted) = MidYear::new(year, &book, self.today()) else {
            return Ok(view);
        };
        let asked = {
            let projection = &self.state.borrow().projection;
            let mut asked = of_year(projection, year);
            asked.retain(|dense| !projection.has(*dense, flag::MATTER));
            asked
        };
        self.gather(who, &asked, |_, folded| {
            counted.add(folded.one, folded.book, folded.calendar);
        })
        .await?;
        view.done = counted.whole().share();
        if let Some(outcome) = gate(year, view.done, &book) {
            (view.gate, view.passed) = (Some(outcome.day), outcome.passed);
        }
        let line = |(unit, count, outcome): (String, UnitAtGate, GateOutcome)| MidYearUnit {
            done: outcome.done,
            overdue: u32::try_from(count.overdue).unwrap_or(u32::MAX),
            warn: if outcome.passed {
                String::new()
            } else {
                outcome.text.get(who.lang).to_owned()
            },
            open: LedgerQuery {
                reply_unit: Some(unit.clone()),
                year: Some(year),
                stages: vec![StageName::Assigned, StageName::Handling],
                ..LedgerQuery::default()
            },
            unit,
        };
        view.units = counted.units(year, &book).into_iter().map(line).collect();
        Ok(view)
    }
}
