//! The gate at half time (时间过半任务过半, S1.12): what is done by its day, unit by unit,
//! and whom to warn.

use crate::calendar::Calendar;
use crate::fraction::Fraction;
use crate::rulebook::{RuleCode, Rulebook};
use crate::suggestion::state::{LaneState, Stage};
use crate::suggestion::views::DeadlineKind;
use crate::suggestion::{Round, Suggestion, deadlines};
use crate::text::Text;
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// What the gate says of a share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GateOutcome {
    /// The gate's day.
    #[serde(with = "crate::date")]
    pub day: NaiveDate,
    /// Done of owed.
    pub done: Fraction,
    /// The share that is asked for.
    pub share: Fraction,
    /// Whether it is enough. With nothing owed it is.
    pub passed: bool,
    /// The comparison in words.
    pub text: Text,
}

/// What the rulebook's gate says of `done` in a year; `None` where it sets none. A day
/// the month does not have is its last.
pub fn gate(year: i32, done: Fraction, rulebook: &Rulebook) -> Option<GateOutcome> {
    let gate = rulebook.mid_year.value?;
    let day = day_of(year, gate.month, gate.day)?;
    let passed = done.compare(gate.share) != Some(Ordering::Less);
    let (n, d) = (done.numerator, done.denominator);
    let (is, least) = (done.percent(2), gate.share.percent(0).unwrap_or_default());
    let is = is.unwrap_or_else(|| "—".to_owned());
    let text = if passed {
        Text::new(
            format!("截至{day}应办{d}件，已办{n}件（{is}%），达到{least}%"),
            format!("{n} of {d} done by {day} ({is} %), {least} % reached"),
        )
    } else {
        Text::new(
            format!("截至{day}应办{d}件，已办{n}件（{is}%），未达到{least}%，请提醒"),
            format!("{n} of {d} done by {day} ({is} %), short of {least} %: to be warned"),
        )
    };
    Some(GateOutcome {
        day,
        done,
        share: gate.share,
        passed,
        text,
    })
}

fn day_of(year: i32, month: u8, day: u8) -> Option<NaiveDate> {
    let (month, day) = (u32::from(month), u32::from(day));
    let exact = NaiveDate::from_ymd_opt(year, month, day);
    exact.or_else(|| {
        let first = NaiveDate::from_ymd_opt(year, month, 1)?;
        first
            .checked_add_months(chrono::Months::new(1))?
            .checked_sub_days(Days::new(1))
    })
}

/// What one unit had done at the gate.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitAtGate {
    /// Suggestions it owed a reply to by then.
    pub owed: u64,
    /// Of these replied to by then.
    pub done: u64,
    /// Overdue today.
    pub overdue: u64,
}

impl UnitAtGate {
    /// Done of owed.
    pub fn share(&self) -> Fraction {
        Fraction::new(self.done, self.owed)
    }
}

/// A year at its gate. Feed it with the year's suggestions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MidYear {
    /// The last day that counts: the gate's, or today where that is earlier.
    #[serde(with = "crate::date")]
    pub until: NaiveDate,
    #[serde(with = "crate::date")]
    today: NaiveDate,
    whole: UnitAtGate,
    units: BTreeMap<String, UnitAtGate>,
}

impl MidYear {
    /// A year of which nothing is known yet; `None` where the rulebook sets no gate.
    pub fn new(year: i32, rulebook: &Rulebook, today: NaiveDate) -> Option<MidYear> {
        let gate = rulebook.mid_year.value?;
        let day = day_of(year, gate.month, gate.day)?;
        Some(MidYear {
            until: day.min(today),
            today,
            whole: UnitAtGate::default(),
            units: BTreeMap::new(),
        })
    }

    /// Takes one suggestion in. What was assigned only after the day is not owed by then;
    /// what was closed by then is done whoever replied.
    pub fn add(&mut self, suggestion: &Suggestion, rulebook: &Rulebook, calendar: &Calendar) {
        let counts = suggestion.stage.name().counts();
        let (Some(first), Some(last)) = (suggestion.rounds.first(), suggestion.rounds.last())
        else {
            return;
        };
        if !counts || first.began.is_some_and(|began| began > self.until) {
            return;
        }
        let closed = matches!(suggestion.stage, Stage::Closed { on, .. } if on <= self.until);
        let due = deadlines(suggestion, rulebook, calendar);
        // Given back and not given to anybody anew, it is owed and nobody has done it.
        let mut every = closed || !last.given_back();
        let lanes = last.lanes.iter().filter(|lane| lane.role.replies());
        for lane in lanes.filter(|lane| lane.state != LaneState::GivenBack) {
            let done = closed || replied_by(suggestion, &lane.unit, self.until);
            let late = due.iter().any(|one| {
                let reply = matches!(
                    one.kind,
                    DeadlineKind::Rule(RuleCode::Reply | RuleCode::Rehandle)
                );
                reply
                    && one.running
                    && one.unit.as_ref() == Some(&lane.unit)
                    && one.due.date < self.today
            });
            let unit = self.units.entry(lane.unit.clone()).or_default();
            unit.owed += 1;
            unit.done += u64::from(done);
            unit.overdue += u64::from(late);
            self.whole.overdue += u64::from(late);
            every &= done;
        }
        self.whole.owed += 1;
        self.whole.done += u64::from(every);
    }

    /// All of the year together.
    pub fn whole(&self) -> &UnitAtGate {
        &self.whole
    }

    /// Every unit with what the gate says of it, those to be warned first, the one
    /// furthest behind before the others.
    pub fn units(&self, year: i32, rulebook: &Rulebook) -> Vec<(String, UnitAtGate, GateOutcome)> {
        let lines = self.units.iter().filter_map(|(unit, count)| {
            let outcome = gate(year, count.share(), rulebook)?;
            Some((unit.clone(), count.clone(), outcome))
        });
        let mut lines: Vec<_> = lines.collect();
        lines.sort_by(|a, b| {
            let behind = || a.1.share().compare(b.1.share()).unwrap_or(Ordering::Equal);
            a.2.passed.cmp(&b.2.passed).then_with(behind)
        });
        lines
    }
}

/// Whether a unit had replied by a day; a reply whose day the ledger does not state counts.
fn replied_by(suggestion: &Suggestion, unit: &str, until: NaiveDate) -> bool {
    let mut replies = suggestion.rounds.iter().flat_map(Round::replies);
    replies.any(|reply| reply.unit == unit && reply.on.is_none_or(|on| on <= until))
}
