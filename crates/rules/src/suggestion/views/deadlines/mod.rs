//! What is due, by which rule, and how the day was reached.

mod handling;
mod judging;
mod kept;

use crate::calendar::{Calendar, Due, DueDate};
use crate::rulebook::{RuleCode, Rulebook, deadline, deadline_date};
use crate::suggestion::limits::Stopped;
use crate::suggestion::state::{Round, StageName, Suggestion};
use crate::suggestion::terms::{ConsultPhase, Occasion};
use crate::text::Text;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What sets a deadline: a rule of the rulebook, or a unit's own promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeadlineKind {
    /// The period of this rule.
    Rule(RuleCode),
    /// The day a unit promised.
    Promise,
}

impl DeadlineKind {
    /// What is due, in words.
    pub fn title(self) -> Text {
        match self {
            DeadlineKind::Rule(code) => code.title(),
            DeadlineKind::Promise => Text::new("承诺完成期限", "day promised"),
        }
    }
}

/// One thing that is or was due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// What sets it.
    pub kind: DeadlineKind,
    /// The unit it binds; `None` where it binds the office or the deputies.
    pub unit: Option<String>,
    /// The round it belongs to, counted from 1; 0 before the first assignment.
    pub round: u32,
    /// The day its period starts on.
    pub start: NaiveDate,
    /// The last day, with its account.
    pub due: Due,
    /// The day it was met, where it was and that day is known.
    pub met_on: Option<NaiveDate>,
    /// Whether it still runs: not met, not overtaken by what happened since, and
    /// time has not stopped.
    pub running: bool,
    /// The one deputy it binds; `None` where it binds a unit, the office, or the
    /// deputies together.
    pub deputy: Option<String>,
}

impl Deadline {
    /// One that binds nobody in particular and is neither met nor running.
    fn new(kind: DeadlineKind, start: NaiveDate, due: Due) -> Deadline {
        Deadline {
            kind,
            unit: None,
            round: 0,
            start,
            due,
            met_on: None,
            running: false,
            deputy: None,
        }
    }
}

/// Everything that is or was due, oldest round first. Where the day a period
/// starts on is not known, or the rulebook sets no period, there is no deadline.
pub fn deadlines(
    suggestion: &Suggestion,
    rulebook: &Rulebook,
    calendar: &Calendar,
) -> Vec<Deadline> {
    View {
        suggestion,
        rulebook,
        calendar,
        account: true,
    }
    .all()
}

/// The same as [`deadlines`] without the accounts: every [`Due::steps`] is empty. For
/// what looks at the days of thousands of suggestions and explains none.
pub fn due_days(
    suggestion: &Suggestion,
    rulebook: &Rulebook,
    calendar: &Calendar,
) -> Vec<Deadline> {
    View {
        suggestion,
        rulebook,
        calendar,
        account: false,
    }
    .all()
}

/// What runs out first and when: the same as [`next_deadline`] of [`deadlines`],
/// without the accounts, cheap enough for every row of a ledger.
pub fn next_due(
    suggestion: &Suggestion,
    rulebook: &Rulebook,
    calendar: &Calendar,
) -> Option<(DeadlineKind, DueDate)> {
    let view = View {
        suggestion,
        rulebook,
        calendar,
        account: false,
    };
    let all = view.all();
    next_deadline(&all).map(|next| {
        let (date, provisional) = (next.due.date, next.due.provisional);
        (next.kind, DueDate { date, provisional })
    })
}

/// The running deadline that comes first.
pub fn next_deadline(deadlines: &[Deadline]) -> Option<&Deadline> {
    deadlines
        .iter()
        .filter(|one| one.running)
        .min_by_key(|one| one.due.date)
}

/// The meetings the rulebook asks for (S1.10) of which none is recorded in the
/// current round. A meeting from a ledger that names no phase counts for all.
pub fn missing_contacts(suggestion: &Suggestion, rulebook: &Rulebook) -> Vec<ConsultPhase> {
    let Some(round) = suggestion.round() else {
        return Vec::new();
    };
    let met = |phase: ConsultPhase| {
        let mut all = round.consultations.iter();
        all.any(|met| met.counts_for(phase))
    };
    let asked = rulebook.contacts.value.iter().copied();
    asked.filter(|phase| !met(*phase)).collect()
}

struct View<'a> {
    suggestion: &'a Suggestion,
    rulebook: &'a Rulebook,
    calendar: &'a Calendar,
    /// Whether each date comes with the steps that lead to it.
    account: bool,
}

/// A day without its account.
fn bare(due: DueDate) -> Due {
    Due {
        date: due.date,
        provisional: due.provisional,
        steps: Vec::new(),
    }
}

impl View<'_> {
    fn all(&self) -> Vec<Deadline> {
        let mut all = Vec::new();
        self.assigning(&mut all);
        for (index, round) in self.suggestion.rounds.iter().enumerate() {
            self.round(index, round, &mut all);
        }
        all
    }

    fn stage(&self) -> StageName {
        self.suggestion.stage.name()
    }

    fn by_rule(&self, code: RuleCode, start: NaiveDate) -> Option<Due> {
        if self.account {
            return deadline(self.rulebook, self.calendar, code, start).ok();
        }
        let day = deadline_date(self.rulebook, self.calendar, code, start);
        day.ok().map(bare)
    }

    /// From receipt to assignment. The rule (R5) speaks of suggestions raised
    /// between sessions; those of a session are assigned at one meeting.
    fn assigning(&self, all: &mut Vec<Deadline>) {
        let one = self.suggestion;
        let first = one.rounds.first();
        let waits = matches!(
            self.stage(),
            StageName::Submitted | StageName::Screened | StageName::Registered
        );
        if one.dossier.occasion != Occasion::Intersession || (first.is_none() && !waits) {
            return;
        }
        let Some(start) = one.submitted.or(one.registered) else {
            return;
        };
        let Some(due) = self.by_rule(RuleCode::Assign, start) else {
            return;
        };
        all.push(Deadline {
            met_on: first.and_then(|round| round.began),
            running: first.is_none(),
            ..Deadline::new(DeadlineKind::Rule(RuleCode::Assign), start, due)
        });
    }

    fn round(&self, index: usize, round: &Round, all: &mut Vec<Deadline>) {
        let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
        let before = all.len();
        self.handling(index, round, all);
        self.judging(index, round, all);
        self.kept(number, round, all);
        for one in all.iter_mut().skip(before) {
            one.round = number;
        }
    }

    /// Whether `index` is the round that is being handled, its units at work or
    /// not yet, and time runs.
    fn at_work(&self, index: usize, round: &Round) -> bool {
        let stopped = self.rulebook.suspension.value.is_some() && round.suspended().is_some();
        self.is_current(index)
            && matches!(self.stage(), StageName::Assigned | StageName::Handling)
            && !stopped
    }

    fn is_current(&self, index: usize) -> bool {
        index + 1 == self.suggestion.rounds.len()
    }

    /// As [`View::by_rule`], with the time that did not count in the round.
    fn by_rule_in(&self, round: &Round, code: RuleCode, start: NaiveDate) -> Option<Due> {
        let period = self.rulebook.period(code)?.value?;
        let stopped = Stopped::of(round, self.rulebook, self.calendar);
        if self.account {
            return stopped.due(code, start, period).ok();
        }
        stopped.date(start, period).ok().map(bare)
    }
}
