//! What is due, by which rule, and how the day was reached.

use crate::calendar::{Calendar, Due, DueDate, Step, date_text};
use crate::rulebook::{RuleCode, Rulebook, deadline, deadline_date};
use crate::suggestion::event::Replied;
use crate::suggestion::limits::{reply_date, reply_due, reply_rule};
use crate::suggestion::state::{Lane, LaneState, Round, StageName, Suggestion};
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
    /// Whether it still runs: not met, not overtaken by what happened since.
    pub running: bool,
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
        round
            .consultations
            .iter()
            .any(|met| met.phase == phase || met.phase == ConsultPhase::Unstated)
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
            kind: DeadlineKind::Rule(RuleCode::Assign),
            unit: None,
            round: 0,
            start,
            due,
            met_on: first.and_then(|round| round.began),
            running: first.is_none(),
        });
    }

    fn round(&self, index: usize, round: &Round, all: &mut Vec<Deadline>) {
        let current = index + 1 == self.suggestion.rounds.len();
        let handling = matches!(self.stage(), StageName::Assigned | StageName::Handling);
        let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
        let before = all.len();
        for lane in &round.lanes {
            if index == 0 {
                all.extend(self.taking(round, lane, current && handling));
            }
            if lane.role.replies() {
                all.extend(self.replying((index, round), lane, current && handling));
            }
        }
        all.extend(self.consulting(round, current && handling));
        all.extend(self.feedback(round, current && self.stage() == StageName::Replied));
        let in_force = matches!(
            self.stage(),
            StageName::Replied | StageName::Evaluated | StageName::Closed
        );
        all.extend(
            round
                .replies()
                .filter_map(|reply| promise(round, reply, current && in_force)),
        );
        for one in all.iter_mut().skip(before) {
            one.round = number;
        }
    }

    /// Until when the unit says whether it takes it.
    fn taking(&self, round: &Round, lane: &Lane, open: bool) -> Option<Deadline> {
        let start = lane.assigned?;
        let due = self.by_rule(RuleCode::Return, start)?;
        let met_on = match &lane.state {
            LaneState::Waiting | LaneState::Done(_) => None,
            LaneState::Working { since } => *since,
            LaneState::GivenBack => {
                let back = round
                    .returns
                    .iter()
                    .rev()
                    .find(|back| back.unit == lane.unit);
                back.map(|back| back.on)
            }
        };
        Some(Deadline {
            kind: DeadlineKind::Rule(RuleCode::Return),
            unit: Some(lane.unit.clone()),
            round: 1,
            start,
            due,
            met_on,
            running: open && lane.state == LaneState::Waiting,
        })
    }

    fn replying(
        &self,
        (index, round): (usize, &Round),
        lane: &Lane,
        open: bool,
    ) -> Option<Deadline> {
        let start = lane.assigned?;
        let due = if self.account {
            reply_due((index, round), lane, None, self.rulebook, self.calendar)?
        } else {
            bare(reply_date(
                (index, round),
                lane,
                self.rulebook,
                self.calendar,
            )?)
        };
        let (met_on, owed) = match &lane.state {
            LaneState::Done(reply) => (reply.on, false),
            LaneState::GivenBack => (None, false),
            LaneState::Waiting | LaneState::Working { .. } => (None, true),
        };
        Some(Deadline {
            kind: DeadlineKind::Rule(reply_rule(index)),
            unit: Some(lane.unit.clone()),
            round: 1,
            start,
            due,
            met_on,
            running: open && owed,
        })
    }

    fn consulting(&self, round: &Round, open: bool) -> Option<Deadline> {
        let start = round.began?;
        let due = self.by_rule(RuleCode::Consult, start)?;
        Some(Deadline {
            kind: DeadlineKind::Rule(RuleCode::Consult),
            unit: None,
            round: 1,
            start,
            due,
            met_on: round.consultations.iter().filter_map(|met| met.on).min(),
            running: open && round.consultations.is_empty(),
        })
    }

    /// From the last reply to the first opinion; the others are welcome later.
    fn feedback(&self, round: &Round, open: bool) -> Option<Deadline> {
        if !round.replied() {
            return None;
        }
        let start = round.replies().filter_map(|reply| reply.on).max()?;
        let due = self.by_rule(RuleCode::Feedback, start)?;
        Some(Deadline {
            kind: DeadlineKind::Rule(RuleCode::Feedback),
            unit: None,
            round: 1,
            start,
            due,
            met_on: round.evaluations.iter().filter_map(|given| given.on).min(),
            running: open,
        })
    }
}

fn promise(round: &Round, reply: &Replied, open: bool) -> Option<Deadline> {
    let date = reply.promise.as_ref()?.due?;
    let second = round
        .fulfilled
        .iter()
        .find(|second| second.unit == reply.unit);
    let day = date_text(date);
    let stated = Step {
        rule: "promise".to_owned(),
        text: Text::new(
            format!("“{}”在答复中承诺{}前完成", reply.unit, day.zh),
            format!("`{}` promised it in its reply for {}", reply.unit, day.en),
        ),
        date,
    };
    Some(Deadline {
        kind: DeadlineKind::Promise,
        unit: Some(reply.unit.clone()),
        round: 1,
        start: reply.on.unwrap_or(date),
        due: Due {
            date,
            provisional: false,
            steps: vec![stated],
        },
        met_on: second.map(|second| second.on),
        running: open && second.is_none(),
    })
}
