//! What units owe while they handle it.

use super::{Deadline, DeadlineKind, View, bare};
use crate::rulebook::RuleCode;
use crate::suggestion::limits::{reply_date, reply_due, reply_rule};
use crate::suggestion::state::{Lane, LaneState, Round};
use crate::suggestion::terms::{ConsultPhase, LaneRole};
use chrono::NaiveDate;

impl View<'_> {
    pub(super) fn handling(&self, index: usize, round: &Round, all: &mut Vec<Deadline>) {
        let open = self.at_work(index, round);
        for lane in &round.lanes {
            if index == 0 {
                all.extend(self.taking(RuleCode::Accept, round, lane, open));
                all.extend(self.taking(RuleCode::Return, round, lane, open));
            }
            if lane.role == LaneRole::Assisting {
                all.extend(self.assisting(round, lane, open));
            } else {
                all.extend(self.replying((index, round), lane, open));
            }
        }
        all.extend(self.consulting(round, open));
        if index == 0 {
            let phases = [
                (RuleCode::ContactBefore, ConsultPhase::Before),
                (RuleCode::ContactDuring, ConsultPhase::During),
            ];
            for (code, phase) in phases {
                all.extend(self.meeting(round, (code, phase), round.began, open));
            }
        }
    }

    /// Until when the unit says that it takes it, or whether it does.
    fn taking(&self, code: RuleCode, round: &Round, lane: &Lane, open: bool) -> Option<Deadline> {
        let start = lane.assigned?;
        let due = self.by_rule_in(round, code, start)?;
        let met_on = match &lane.state {
            LaneState::Waiting => None,
            LaneState::Working { .. } | LaneState::Done(_) => lane.accepted,
            LaneState::GivenBack => {
                let mut back = round.returns.iter().rev();
                back.find(|back| back.unit == lane.unit).map(|back| back.on)
            }
        };
        Some(Deadline {
            unit: Some(lane.unit.clone()),
            met_on,
            running: open && lane.state == LaneState::Waiting,
            ..Deadline::new(DeadlineKind::Rule(code), start, due)
        })
    }

    fn replying(
        &self,
        (index, round): (usize, &Round),
        lane: &Lane,
        open: bool,
    ) -> Option<Deadline> {
        let start = lane.assigned?;
        let (rulebook, calendar) = (self.rulebook, self.calendar);
        let due = if self.account {
            reply_due((index, round), lane, None, rulebook, calendar)?
        } else {
            bare(reply_date((index, round), lane, rulebook, calendar)?)
        };
        let (met_on, owed) = match &lane.state {
            LaneState::Done(reply) => (reply.on, false),
            LaneState::GivenBack => (None, false),
            LaneState::Waiting | LaneState::Working { .. } => (None, true),
        };
        Some(Deadline {
            unit: Some(lane.unit.clone()),
            met_on,
            running: open && owed,
            ..Deadline::new(DeadlineKind::Rule(reply_rule(index)), start, due)
        })
    }

    /// An assisting unit's opinion to the lead unit; overtaken by the reply.
    fn assisting(&self, round: &Round, lane: &Lane, open: bool) -> Option<Deadline> {
        let start = lane.assigned?;
        let due = self.by_rule_in(round, RuleCode::AssistOpinion, start)?;
        let mut opinions = round.opinions.iter();
        let given = opinions.find(|given| given.unit == lane.unit);
        Some(Deadline {
            unit: Some(lane.unit.clone()),
            met_on: given.map(|given| given.on),
            running: open && given.is_none() && lane.state != LaneState::GivenBack,
            ..Deadline::new(DeadlineKind::Rule(RuleCode::AssistOpinion), start, due)
        })
    }

    fn consulting(&self, round: &Round, open: bool) -> Option<Deadline> {
        let start = round.began?;
        let due = self.by_rule_in(round, RuleCode::Consult, start)?;
        Some(Deadline {
            met_on: round.consultations.iter().filter_map(|met| met.on).min(),
            running: open && round.consultations.is_empty(),
            ..Deadline::new(DeadlineKind::Rule(RuleCode::Consult), start, due)
        })
    }

    /// One of the meetings the rulebook asks for (S1.10).
    pub(super) fn meeting(
        &self,
        round: &Round,
        (code, phase): (RuleCode, ConsultPhase),
        start: Option<NaiveDate>,
        open: bool,
    ) -> Option<Deadline> {
        if !self.rulebook.contacts.value.contains(&phase) {
            return None;
        }
        let start = start?;
        let due = self.by_rule_in(round, code, start)?;
        let held = || {
            let all = round.consultations.iter();
            all.filter(|met| met.counts_for(phase))
        };
        Some(Deadline {
            met_on: held().filter_map(|met| met.on).min(),
            running: open && held().next().is_none(),
            ..Deadline::new(DeadlineKind::Rule(code), start, due)
        })
    }
}
