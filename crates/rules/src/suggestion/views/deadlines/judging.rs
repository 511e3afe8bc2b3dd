//! What the deputies owe, and what is owed to them, once there is a reply.

use super::{Deadline, DeadlineKind, View};
use crate::rulebook::RuleCode;
use crate::suggestion::state::{Round, StageName};
use crate::suggestion::terms::ConsultPhase;
use chrono::NaiveDate;

impl View<'_> {
    pub(super) fn judging(&self, index: usize, round: &Round, all: &mut Vec<Deadline>) {
        let answered = matches!(self.stage(), StageName::Replied | StageName::Evaluated);
        // Once the totals are told nobody waits for opinions any more.
        let told = self.told(index);
        let open = self.is_current(index) && answered;
        if index == 0 {
            let after = (RuleCode::ContactAfter, ConsultPhase::After);
            let start = last_reply(round);
            all.extend(self.meeting(round, after, start, open));
        }
        if round.delivered.is_empty() {
            let waits = open && self.stage() == StageName::Replied && !told;
            all.extend(self.feedback(round, waits));
        } else {
            self.feedback_of_each(round, open && !told, all);
        }
        if index == 0 {
            all.extend(self.first_evaluation(round));
            all.extend(self.look_back(round));
        }
    }

    /// Whether the office told the totals of that round's opinions.
    fn told(&self, index: usize) -> bool {
        let round = u32::try_from(index + 1).unwrap_or(u32::MAX);
        let told = self.suggestion.announced.as_ref();
        told.is_some_and(|told| told.round == round)
    }

    /// From the last reply to the first opinion; the others are welcome later.
    fn feedback(&self, round: &Round, open: bool) -> Option<Deadline> {
        let start = last_reply(round)?;
        let due = self.by_rule(RuleCode::Feedback, start)?;
        Some(Deadline {
            met_on: round.evaluations.iter().filter_map(|given| given.on).min(),
            running: open,
            ..Deadline::new(DeadlineKind::Rule(RuleCode::Feedback), start, due)
        })
    }

    /// Where the replies were handed over one by one, each deputy's time runs from
    /// the day they got the last of them; from the reply where that is not recorded.
    fn feedback_of_each(&self, round: &Round, open: bool, all: &mut Vec<Deadline>) {
        if !round.replied() {
            return;
        }
        let dossier = &self.suggestion.dossier;
        for deputy in std::iter::once(&dossier.lead).chain(&dossier.co_signers) {
            let got = round
                .replies()
                .filter_map(|reply| round.delivered_on(&reply.unit, deputy).or(reply.on));
            let Some(start) = got.max() else { continue };
            let Some(due) = self.by_rule(RuleCode::Feedback, start) else {
                continue;
            };
            let mut given = round.evaluations.iter();
            let given = given.find(|given| given.deputy == *deputy);
            let mut looked = round.look_backs.iter();
            let spoke = given.is_some() || looked.any(|given| given.deputy == *deputy);
            all.push(Deadline {
                deputy: Some(deputy.clone()),
                met_on: given.and_then(|given| given.on),
                running: open && !spoke,
                ..Deadline::new(DeadlineKind::Rule(RuleCode::Feedback), start, due)
            });
        }
    }

    /// From the first assignment to the first opinion (S4.6).
    fn first_evaluation(&self, round: &Round) -> Option<Deadline> {
        let start = round.began?;
        let due = self.by_rule(RuleCode::FirstEvaluation, start)?;
        let one = self.suggestion;
        let open = self.stage().counts() && self.stage() != StageName::Closed;
        Some(Deadline {
            met_on: one.first_evaluated(),
            running: open && !one.evaluated() && one.announced.is_none(),
            ..Deadline::new(DeadlineKind::Rule(RuleCode::FirstEvaluation), start, due)
        })
    }

    /// A day of the year, counted from the year of the first assignment (S4.6). It
    /// runs once there is a reply to look back at, also when the item is closed.
    fn look_back(&self, round: &Round) -> Option<Deadline> {
        let one = self.suggestion;
        let start = round.began.filter(|_| one.has_reply())?;
        let due = self.by_rule(RuleCode::LookBack, start)?;
        let first = one.look_backs().map(|given| given.on).min();
        Some(Deadline {
            met_on: first,
            running: self.stage().counts() && first.is_none(),
            ..Deadline::new(DeadlineKind::Rule(RuleCode::LookBack), start, due)
        })
    }
}

/// The day of the last reply, once every unit that owes one has replied.
fn last_reply(round: &Round) -> Option<NaiveDate> {
    let replies = round.replies().filter(|_| round.replied());
    replies.filter_map(|reply| reply.on).max()
}
