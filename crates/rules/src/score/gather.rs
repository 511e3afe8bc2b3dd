//! From one suggestion to a unit's facts.

use super::Measure;
use super::facts::{Held, UnitFacts};
use crate::answer::{AnswerClass, Rating};
use crate::calendar::Calendar;
use crate::rulebook::{Denominator, RuleCode, Rulebook, deadline_date};
use crate::suggestion::event::{Consulted, Replied};
use crate::suggestion::state::{Lane, LaneState, Round};
use crate::suggestion::terms::{AssessmentKind, ConsultPhase, RedoStep};
use crate::suggestion::views::{DeadlineKind, due_days};
use crate::suggestion::{Deadline, LaneRole, Suggestion};
use crate::verdict::verdict;
use chrono::NaiveDate;

impl UnitFacts {
    /// Takes one suggestion in, judged as of `today`. What does not count, and what
    /// the unit has no part in or gave back, changes nothing.
    pub fn add(
        &mut self,
        suggestion: &Suggestion,
        unit: &str,
        rulebook: &Rulebook,
        calendar: &Calendar,
        today: NaiveDate,
    ) {
        if !suggestion.stage.name().counts() {
            return;
        }
        let Some(role) = part(suggestion, unit) else {
            return;
        };
        let one = One {
            suggestion,
            unit,
            rulebook,
            calendar,
            today,
            deadlines: due_days(suggestion, rulebook, calendar),
        };
        match role {
            LaneRole::Lead => self.leads = self.leads.saturating_add(1),
            LaneRole::Separate => self.separate = self.separate.saturating_add(1),
            LaneRole::Assisting => self.assists = self.assists.saturating_add(1),
        }
        for (measure, held) in one.shares(role) {
            let share = self.shares.entry(measure).or_default();
            share.add(held, &suggestion.id);
        }
        for (measure, times) in one.counts(role) {
            let count = self.counts.entry(measure).or_default();
            count.add(times, &suggestion.id);
        }
        if role.replies()
            && let Some(rating) = suggestion.rating()
        {
            let [satisfied, basically, dissatisfied] = &mut self.ratings;
            let counter = match rating {
                Rating::Satisfied => satisfied,
                Rating::BasicallySatisfied => basically,
                Rating::Dissatisfied => dissatisfied,
            };
            *counter = counter.saturating_add(1);
        }
    }
}

/// The part a unit has in the latest round it is in; `None` where it has none or gave
/// it back.
pub(crate) fn part(suggestion: &Suggestion, unit: &str) -> Option<LaneRole> {
    let lanes = suggestion.rounds.iter().rev();
    let lane = lanes.filter_map(|round| round.lane(unit)).next()?;
    (lane.state != LaneState::GivenBack).then_some(lane.role)
}

struct One<'a> {
    suggestion: &'a Suggestion,
    unit: &'a str,
    rulebook: &'a Rulebook,
    calendar: &'a Calendar,
    today: NaiveDate,
    deadlines: Vec<Deadline>,
}

impl One<'_> {
    /// Rounds in which the unit has a lane it did not give back, with their index.
    fn lanes(&self) -> impl Iterator<Item = (usize, &Round, &Lane)> {
        let rounds = self.suggestion.rounds.iter().enumerate();
        rounds.filter_map(|(index, round)| {
            let lane = round.lane(self.unit)?;
            (lane.state != LaneState::GivenBack).then_some((index, round, lane))
        })
    }

    fn replies(&self) -> impl Iterator<Item = (usize, &Round, &Replied)> {
        self.lanes()
            .filter_map(|(index, round, lane)| match &lane.state {
                LaneState::Done(reply) => Some((index, round, &**reply)),
                _ => None,
            })
    }

    fn met(&self) -> impl Iterator<Item = &Consulted> {
        let rounds = self.suggestion.rounds.iter();
        rounds
            .flat_map(|round| &round.consultations)
            .filter(|met| met.unit == self.unit)
    }

    fn due(&self, index: usize, code: RuleCode, bound: Option<&str>) -> Option<&Deadline> {
        let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
        self.deadlines.iter().find(|one| {
            one.round == number
                && one.kind == DeadlineKind::Rule(code)
                && one.unit.as_deref() == bound
        })
    }

    /// Whether what was done on `done` was in time for `due`.
    fn in_time(&self, due: NaiveDate, done: Option<NaiveDate>) -> Held {
        match done {
            Some(day) if day <= due => Held::Met,
            Some(_) => Held::Missed,
            None if self.today > due => Held::Missed,
            None => Held::Open,
        }
    }

    fn shares(&self, role: LaneRole) -> Vec<(Measure, Held)> {
        let mut all = vec![(Measure::AcceptedInTime, self.accepted())];
        if role == LaneRole::Assisting {
            all.extend(self.assisted());
            return all;
        }
        let replied = self.replies().next().is_some();
        let yes_no = |yes: bool| if yes { Held::Met } else { Held::Missed };
        all.push((Measure::RepliedInTime, self.replied_in_time()));
        all.push((Measure::RepliedWithinLongest, self.within_longest()));
        all.push((Measure::ConsultedInTime, self.consulted_in_time()));
        all.push((Measure::FirstContact, self.first_contact(replied)));
        let of_base = [
            (Measure::Replied, &self.rulebook.rate_replied, replied),
            (
                Measure::Consulted,
                &self.rulebook.rate_consulted,
                self.met().next().is_some(),
            ),
            (
                Measure::ContactsComplete,
                &self.rulebook.rate_contacts,
                self.contacts_complete(),
            ),
            (
                Measure::Completed,
                &self.rulebook.rate_completed,
                self.completed(),
            ),
        ];
        for (measure, base, yes) in of_base {
            if self.in_base(base.value, replied) {
                all.push((measure, yes_no(yes)));
            }
        }
        let rating = self.suggestion.rating();
        if let Some(rating) = rating {
            all.push((Measure::Satisfied, yes_no(rating == Rating::Satisfied)));
            all.push((
                Measure::NotDissatisfied,
                yes_no(rating != Rating::Dissatisfied),
            ));
        }
        let rated = |rating: Option<Rating>| rating.map(|one| yes_no(one == Rating::Satisfied));
        all.extend(rated(self.first_rating()).map(|held| (Measure::FirstSatisfied, held)));
        all.extend(rated(self.second_rating()).map(|held| (Measure::SecondSatisfied, held)));
        all.extend(self.voted().map(|held| (Measure::CommitteeSatisfied, held)));
        all.extend(
            self.promises()
                .into_iter()
                .map(|held| (Measure::PromisesKept, held)),
        );
        all
    }

    fn in_base(&self, base: Denominator, replied: bool) -> bool {
        match base {
            Denominator::Replied => replied,
            Denominator::Evaluated => self.suggestion.rating().is_some(),
            _ => true,
        }
    }

    fn accepted(&self) -> Held {
        let Some((index, _, lane)) = self.lanes().next() else {
            return Held::Open;
        };
        let Some(due) = self.due(index, RuleCode::Accept, Some(self.unit)) else {
            return Held::Unknown;
        };
        let due = due.due.date;
        if lane.accepted.is_some() {
            return self.in_time(due, lane.accepted);
        }
        match &lane.state {
            LaneState::Working { .. } => Held::Unknown,
            // A reply by that day shows that it was taken; a later one shows nothing.
            LaneState::Done(reply) => match reply.on {
                Some(day) if day <= due => Held::Met,
                _ => Held::Unknown,
            },
            LaneState::Waiting | LaneState::GivenBack => self.in_time(due, None),
        }
    }

    fn assisted(&self) -> Option<(Measure, Held)> {
        let held = self.lanes().filter_map(|(index, round, _)| {
            let due = self.due(index, RuleCode::AssistOpinion, Some(self.unit))?;
            // Once the lead unit has replied an opinion comes too late.
            let over = round.replied() && due.met_on.is_none();
            Some(if over {
                Held::Missed
            } else {
                self.in_time(due.due.date, due.met_on)
            })
        });
        held.max().map(|held| (Measure::AssistedInTime, held))
    }

    /// Over all rounds: one late reply makes it late.
    fn replied_in_time(&self) -> Held {
        let rounds = self
            .lanes()
            .map(|(index, _, lane)| self.round_in_time(index, lane));
        rounds.max().unwrap_or(Held::Open)
    }

    fn round_in_time(&self, index: usize, lane: &Lane) -> Held {
        let code = if index == 0 {
            RuleCode::Reply
        } else {
            RuleCode::Rehandle
        };
        let due = self.due(index, code, Some(self.unit));
        match (&lane.state, due) {
            (LaneState::Done(reply), Some(due)) if reply.on.is_some() => {
                self.in_time(due.due.date, reply.on)
            }
            (LaneState::Done(_), _) => Held::Unknown,
            (_, Some(due)) if due.running => self.in_time(due.due.date, None),
            (_, Some(_)) => Held::Open,
            (_, None) => Held::Unknown,
        }
    }

    fn within_longest(&self) -> Held {
        let Some((_, _, lane)) = self.lanes().next() else {
            return Held::Open;
        };
        let longest = lane.assigned.and_then(|start| {
            deadline_date(self.rulebook, self.calendar, RuleCode::Extension, start).ok()
        });
        match (longest, &lane.state) {
            (None, _) => Held::Unknown,
            (Some(due), LaneState::Done(reply)) => match reply.on {
                Some(day) => self.in_time(due.date, Some(day)),
                None => Held::Unknown,
            },
            (Some(due), _) => self.in_time(due.date, None),
        }
    }

    fn consulted_in_time(&self) -> Held {
        let Some(due) = self.due(0, RuleCode::Consult, None) else {
            return Held::Unknown;
        };
        let first = self.met().filter_map(|met| met.on).min();
        if first.is_none() && self.met().next().is_some() {
            return Held::Unknown;
        }
        self.in_time(due.due.date, first)
    }

    fn first_contact(&self, replied: bool) -> Held {
        let met = self.met().any(|met| met.counts_for(ConsultPhase::Before));
        match (met, replied) {
            (true, _) => Held::Met,
            (false, true) => Held::Missed,
            (false, false) => Held::Open,
        }
    }

    fn contacts_complete(&self) -> bool {
        let met = |phase| self.met().any(|met| met.counts_for(phase));
        let asked = &self.rulebook.contacts.value;
        self.met().next().is_some() && asked.iter().all(|phase| met(*phase))
    }

    fn completed(&self) -> bool {
        let last = self.replies().last();
        last.is_some_and(|(_, round, reply)| {
            let kept = round.kept(self.unit);
            let class = if kept { AnswerClass::A } else { reply.class };
            self.rulebook.class(class).value.completed
        })
    }

    /// The worst of the first opinions, as they were given.
    fn first_rating(&self) -> Option<Rating> {
        let mut rounds = self.suggestion.rounds.iter();
        rounds.find_map(|round| round.evaluations.iter().map(|given| given.result).max())
    }

    fn second_rating(&self) -> Option<Rating> {
        self.suggestion.look_backs().map(|given| given.result).max()
    }

    /// What the latest vote with numbers came to.
    fn voted(&self) -> Option<Held> {
        let votes = self.suggestion.assessments.iter().rev();
        let mut votes = votes.filter(|one| one.kind == AssessmentKind::Vote);
        let (tally, own) = votes.find_map(|vote| Some((vote.tally?, vote.rule)))?;
        let rule = own.or(self.rulebook.vote.value)?;
        Some(match verdict(&tally, &rule) {
            Ok(found) if found.rating == Rating::Satisfied => Held::Met,
            Ok(_) => Held::Missed,
            Err(_) => Held::Unknown,
        })
    }

    fn promises(&self) -> Vec<Held> {
        let standing = self.suggestion.open_promises();
        let stands = |index: usize| {
            standing.iter().any(|(round, reply)| {
                usize::try_from(*round).is_ok_and(|round| round == index + 1)
                    && reply.unit == self.unit
            })
        };
        let mut all = Vec::new();
        for (index, round, reply) in self.replies().filter(|(_, _, reply)| reply.promises()) {
            let due = reply.promise.as_ref().and_then(|promise| promise.due);
            let mut kept = round.fulfilled.iter();
            let kept = kept.find(|kept| kept.unit == self.unit);
            match (kept, due) {
                (Some(kept), Some(due)) => all.push(self.in_time(due, Some(kept.on))),
                (Some(_), None) => all.push(Held::Met),
                (None, Some(due)) if stands(index) => all.push(self.in_time(due, None)),
                (None, None) if stands(index) => all.push(Held::Open),
                // A later reply took its place.
                (None, _) => {}
            }
        }
        all
    }

    fn counts(&self, role: LaneRole) -> Vec<(Measure, usize)> {
        let one = self.suggestion;
        let mine = |unit: &str| unit == self.unit;
        let revisits = one.rounds.iter().flat_map(|round| &round.redone);
        let revisits = revisits.filter(|step| step.step == RedoStep::Revisit && mine(&step.unit));
        let defects = one.defects.iter().filter(|noted| mine(&noted.unit));
        let mut all = vec![
            (
                Measure::Reminders,
                one.reminders.iter().filter(|r| mine(&r.unit)).count(),
            ),
            (
                Measure::Summons,
                one.summons.iter().filter(|s| mine(&s.unit)).count(),
            ),
            (
                Measure::Defects,
                defects.map(|noted| noted.defects.len()).sum(),
            ),
            (Measure::SiteVisits, self.met().count() + revisits.count()),
        ];
        if role.replies() {
            let late = self
                .lanes()
                .filter(|(index, _, lane)| self.round_in_time(*index, lane) == Held::Missed);
            all.push((Measure::Late, late.count()));
            let again = self.lanes().filter(|(index, ..)| *index > 0);
            all.push((Measure::Rehandled, again.count()));
        }
        all
    }
}
