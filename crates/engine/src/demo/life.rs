//! One suggestion's life: commands on their days, judged by the rules like any other.

use super::numbers::Numbers;
use super::words::{GOVERNMENT, LEADERS, OFFICE};
use super::{DemoError, moment};
use crate::history::Sealer;
use chrono::{Datelike, Days, NaiveDate, Weekday};
use huiyin_log::{LogError, LogId};
use huiyin_rules::calendar::{Period, Unit};
use huiyin_rules::ids::SuggestionId;
use huiyin_rules::suggestion::{
    Applied, Arrangement, Channel, Command, ConsultPhase, Context, Dossier, LaneState,
    NotAcceptedReason, Promise, Recorded, RedoStep, ScreenOutcome, Suggestion, apply, decide,
};
use huiyin_rules::{Actor, AnswerClass, Calendar, Rating, Role, Rulebook};

/// What a life came to.
#[derive(Debug)]
pub struct Made {
    /// The events' bytes.
    pub lines: Vec<Vec<u8>>,
    /// The next free sequence number.
    pub seq: u64,
    /// Whether it stands in the ledger at the end: numbered and in force.
    pub listed: bool,
}

/// Why a life goes no further: its day lies after the last one, or the generator itself is wrong.
#[derive(Debug)]
pub(super) enum Stop {
    Later,
    Broken(DemoError),
}

impl From<LogError> for Stop {
    fn from(error: LogError) -> Self {
        Stop::Broken(DemoError::Log(error))
    }
}

/// One suggestion being lived.
#[derive(Debug)]
pub struct Life<'a> {
    pub(super) numbers: &'a mut Numbers,
    /// Numbers for what happens beside the handling, which leave the others as they are.
    pub(super) beside: Numbers,
    pub(super) rulebook: &'a Rulebook,
    calendar: &'a Calendar,
    until: NaiveDate,
    pub(super) day: NaiveDate,
    pub(super) state: Option<Suggestion>,
    log: LogId,
    made: Made,
}

impl<'a> Life<'a> {
    /// A life that goes on until `until` at most.
    pub fn new(
        numbers: &'a mut Numbers,
        rulebook: &'a Rulebook,
        calendar: &'a Calendar,
        until: NaiveDate,
    ) -> Self {
        let made = Made {
            lines: Vec::new(),
            seq: 1,
            listed: false,
        };
        let log = LogId::from_bytes([0; 16]);
        Life {
            numbers,
            beside: Numbers::new(0),
            rulebook,
            calendar,
            until,
            day: until,
            state: None,
            log,
            made,
        }
    }

    /// Whose log it is recorded in, and from which sequence number on.
    pub fn log(&mut self, log: LogId, seq: u64) {
        self.log = log;
        self.made.seq = seq;
    }

    /// Lives it from the day it is begun.
    pub fn live(
        mut self,
        begun: NaiveDate,
        number: String,
        before: Option<SuggestionId>,
    ) -> Result<(SuggestionId, Made), DemoError> {
        let hex: String = self
            .numbers
            .bytes()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let id = SuggestionId::try_from(hex).map_err(|error| LogError::BadField {
            field: error.to_string(),
        })?;
        self.beside = Numbers::new(id.as_str().bytes().fold(0, |sum: u64, byte| {
            sum.wrapping_mul(31).wrapping_add(u64::from(byte))
        }));
        self.day = begun;
        match self.whole(&id, number, before) {
            Ok(()) | Err(Stop::Later) => {}
            Err(Stop::Broken(error)) => return Err(error),
        }
        let state = self.state.as_ref();
        self.made.listed = state.is_some_and(|state| state.stage.name().counts());
        Ok((id, self.made))
    }

    /// Moves on by `low` to `high` days, to a day the offices work.
    fn wait(&mut self, low: u32, high: u32) {
        let days = u64::from(self.numbers.between(low, high));
        self.day = self.day + Days::new(days);
        let rest = match self.day.weekday() {
            Weekday::Sat => 2,
            Weekday::Sun => 1,
            _ => 0,
        };
        self.day = self.day + Days::new(rest);
    }

    /// Gives one command on the current day.
    fn give(&mut self, id: &SuggestionId, actor: &Actor, command: Command) -> Result<(), Stop> {
        if self.day > self.until {
            return Err(Stop::Later);
        }
        let minutes = self.numbers.below(480);
        self.give_at(id, actor, command, minutes)
    }

    /// Gives one command beside the handling, on the same day.
    pub(super) fn give_beside(
        &mut self,
        id: &SuggestionId,
        actor: &Actor,
        command: Command,
    ) -> Result<(), Stop> {
        let minutes = self.beside.below(480);
        self.give_at(id, actor, command, minutes)
    }

    fn give_at(
        &mut self,
        id: &SuggestionId,
        actor: &Actor,
        command: Command,
        minutes: u32,
    ) -> Result<(), Stop> {
        if self.day > self.until {
            return Err(Stop::Later);
        }
        let now = moment(self.day, minutes);
        let ctx = Context {
            today: self.day,
            now,
            actor,
            rulebook: self.rulebook,
            calendar: self.calendar,
        };
        let events = decide(self.state.as_ref(), &command, &ctx)
            .map_err(|refusal| Stop::Broken(DemoError::Refused(Box::new(refusal))))?;
        for event in events {
            let mut sealer = Sealer {
                log: self.log.clone(),
                seq: self.made.seq,
                actor,
                at: now,
            };
            let sealed =
                sealer.seal(&format!("{}{id}", crate::facts::SUGGESTION_PREFIX), &event)?;
            self.made.seq = sealer.seq;
            self.made.lines.push(sealed.line);
            let recorded = Recorded {
                id: sealed.id,
                at: now,
                actor: actor.clone(),
                event,
            };
            if let Applied::SetAside(anomaly) = apply(id, &mut self.state, &recorded) {
                return Err(Stop::Broken(DemoError::SetAside(anomaly.text)));
            }
        }
        Ok(())
    }

    fn whole(
        &mut self,
        id: &SuggestionId,
        number: String,
        before: Option<SuggestionId>,
    ) -> Result<(), Stop> {
        let dossier = self.dossier();
        let office = Actor::own(Role::Office, OFFICE);
        let lead = Actor::own(Role::Deputy, dossier.lead.clone());
        self.give(id, &lead, Command::Draft(dossier.clone()))?;
        self.wait(0, 4);
        self.give(id, &lead, Command::Submit { on: self.day })?;
        self.wait(1, 4);
        if self.numbers.chance(3) {
            let note = "请补充具体地点和所涉路段。".to_owned();
            self.screen(id, &office, ScreenOutcome::SendBack { note })?;
            self.wait(1, 5);
            let mut fuller = dossier.clone();
            fuller.text.push_str("具体地点和现场照片已作补充。");
            self.give(id, &lead, Command::Revise(fuller))?;
            self.give(id, &lead, Command::Submit { on: self.day })?;
            self.wait(1, 3);
        }
        let kind = self.numbers.below(100);
        if kind < 3 {
            let at = self.numbers.below(7) as usize;
            let reason = NotAcceptedReason::ALL
                .get(at)
                .copied()
                .unwrap_or(NotAcceptedReason::Empty);
            let note = "已向代表说明。".to_owned();
            return self.screen(id, &office, ScreenOutcome::NotAccept { reason, note });
        }
        if let (3..5, Some(into)) = (kind, before.clone()) {
            return self.screen(id, &office, ScreenOutcome::Merge { into });
        }
        self.screen(id, &office, ScreenOutcome::Accept)?;
        self.give(
            id,
            &office,
            Command::Register {
                number,
                on: self.day,
            },
        )?;
        if self.numbers.chance(4) {
            let supervisor = self.numbers.chance(50).then(|| "副主任甲".to_owned());
            self.give(
                id,
                &office,
                Command::MarkKey {
                    supervisor,
                    committee: None,
                    criteria: Vec::new(),
                    reason: String::new(),
                },
            )?;
        }
        self.numbered(id, before)?;
        self.handling(id)?;
        self.judged(id, &dossier)
    }

    fn screen(
        &mut self,
        id: &SuggestionId,
        office: &Actor,
        outcome: ScreenOutcome,
    ) -> Result<(), Stop> {
        self.give(
            id,
            office,
            Command::Screen {
                on: self.day,
                outcome,
                tests: Vec::new(),
            },
        )
    }

    /// From assignment to the reply of every unit that owes one.
    fn handling(&mut self, id: &SuggestionId) -> Result<(), Stop> {
        let government = Actor::own(Role::Government, GOVERNMENT);
        self.wait(1, 5);
        let leader = Some(self.numbers.pick(LEADERS).to_owned());
        let mut arrangement = self.arrangement("");
        self.assign(id, &government, leader.clone(), arrangement.clone())?;
        self.wait(1, 3);
        if let Arrangement::Joint { lead, .. } = &arrangement
            && self.numbers.chance(4)
        {
            let unit = lead.clone();
            let reason = "不属于本单位职责，建议交由主管部门办理。".to_owned();
            self.give(
                id,
                &unit_actor(&unit),
                Command::Return {
                    unit: unit.clone(),
                    on: self.day,
                    reason,
                    consent: None,
                },
            )?;
            self.wait(1, 3);
            arrangement = self.arrangement(&unit);
            self.assign(id, &government, leader, arrangement.clone())?;
            self.wait(1, 2);
        }
        let parts: Vec<(String, bool)> = arrangement
            .parts()
            .into_iter()
            .map(|(unit, role)| (unit.to_owned(), role.replies()))
            .collect();
        for (unit, _) in &parts {
            self.give(
                id,
                &unit_actor(unit),
                Command::Accept {
                    unit: unit.clone(),
                    on: self.day,
                },
            )?;
        }
        self.assisted(id, &parts)?;
        let replying: Vec<String> = parts
            .into_iter()
            .filter(|(_, replies)| *replies)
            .map(|(unit, _)| unit)
            .collect();
        for (phase, least, most) in [(ConsultPhase::Before, 2, 12), (ConsultPhase::During, 8, 30)] {
            self.wait(least, most);
            if self.numbers.chance(90) {
                self.consult(id, &replying, phase)?;
            }
        }
        if self.numbers.chance(5) {
            self.give(
                id,
                &government,
                Command::Extend {
                    on: self.day,
                    by: Period {
                        count: 1,
                        unit: Unit::Months,
                    },
                    consent: "代表工委".to_owned(),
                    reason: "涉及项目报批，需要更多时间。".to_owned(),
                },
            )?;
            self.wait(20, 40);
        }
        if self.numbers.chance(8) {
            let note = "请按期答复代表。".to_owned();
            let remind = Command::Remind {
                unit: None,
                on: self.day,
                channel: Channel::Phone,
                note,
            };
            self.give(id, &government, remind)?;
        }
        self.supervised(id, &replying)?;
        self.wait(5, 35);
        self.reply(id, &replying, false)?;
        self.delivered(id, &replying)
    }

    fn assign(
        &mut self,
        id: &SuggestionId,
        by: &Actor,
        leader: Option<String>,
        arrangement: Arrangement,
    ) -> Result<(), Stop> {
        self.give(
            id,
            by,
            Command::Assign {
                on: self.day,
                leader,
                arrangement,
                meeting: None,
                level: None,
            },
        )
    }

    fn consult(
        &mut self,
        id: &SuggestionId,
        units: &[String],
        phase: ConsultPhase,
    ) -> Result<(), Stop> {
        for unit in units {
            let people = self
                .state
                .as_ref()
                .map(|state| vec![state.dossier.lead.clone()])
                .unwrap_or_default();
            let outcome = "听取了代表意见，说明了办理打算。".to_owned();
            let command = Command::Consult {
                unit: unit.clone(),
                on: self.day,
                phase,
                people,
                outcome,
            };
            self.give(id, &unit_actor(unit), command)?;
        }
        Ok(())
    }

    fn reply(&mut self, id: &SuggestionId, units: &[String], again: bool) -> Result<(), Stop> {
        for unit in units {
            let class = match self.numbers.below(100) {
                _ if again => AnswerClass::A,
                0..62 => AnswerClass::A,
                62..90 => AnswerClass::B,
                90..97 => AnswerClass::C,
                _ => AnswerClass::D,
            };
            let promised = matches!(class, AnswerClass::B | AnswerClass::C);
            let promise = promised.then(|| Promise {
                what: "列入下一年度实施计划，落实资金后开工。".to_owned(),
                due: self.day.checked_add_days(Days::new(240)),
            });
            let command = Command::Reply {
                unit: unit.clone(),
                on: self.day,
                class,
                text:
                    "现将您提出的建议办理情况答复如下：我单位已到现场核实，会同有关方面研究了办法。"
                        .to_owned(),
                points: self.answers(),
                promise,
                signed_by: None,
                sealed: false,
                form_enclosed: false,
            };
            self.give(id, &unit_actor(unit), command)?;
        }
        Ok(())
    }

    /// From the reply to the archive: opinions, a second round where one was bad, promises kept.
    fn judged(&mut self, id: &SuggestionId, dossier: &Dossier) -> Result<(), Stop> {
        let office = Actor::own(Role::Office, OFFICE);
        let units: Vec<String> = self.replying();
        self.wait(3, 18);
        if self.numbers.chance(6) {
            return Ok(()); // The deputies have not answered the form yet.
        }
        let bad = self.numbers.chance(4);
        let rating = match self.numbers.below(100) {
            _ if bad => Rating::Dissatisfied,
            0..90 => Rating::Satisfied,
            _ => Rating::BasicallySatisfied,
        };
        self.evaluate(id, &dossier.lead, rating)?;
        for name in &dossier.co_signers {
            if !bad && self.numbers.chance(30) {
                self.evaluate(id, name, Rating::Satisfied)?;
            }
        }
        if bad {
            self.wait(2, 6);
            let reason = "代表认为答复没有回应主要诉求，请重新办理。".to_owned();
            self.give(
                id,
                &office,
                Command::Rehandle {
                    on: self.day,
                    reason,
                },
            )?;
            self.wait(12, 26);
            self.consult(id, &units, ConsultPhase::During)?;
            self.redone(id, &units, RedoStep::Rework)?;
            self.reply(id, &units, true)?;
            self.redone(id, &units, RedoStep::Revisit)?;
            self.wait(3, 12);
            self.evaluate(id, &dossier.lead, Rating::Satisfied)?;
        }
        self.wait(4, 30);
        if self.numbers.chance(85) {
            self.give(
                id,
                &office,
                Command::Close {
                    on: self.day,
                    despite: None,
                },
            )?;
        }
        self.looked_into(id, &dossier.lead)?;
        for unit in self.promising() {
            self.wait(60, 150);
            let note = "资金已落实，正在组织实施。".to_owned();
            let report = Command::ReportProgress {
                unit: unit.clone(),
                on: self.day,
                note,
            };
            self.give(id, &unit_actor(&unit), report)?;
            if self.numbers.chance(60) {
                self.wait(30, 120);
                let text = "所承诺事项已经办成，现再次答复。".to_owned();
                self.give(
                    id,
                    &unit_actor(&unit),
                    Command::Fulfil {
                        unit: unit.clone(),
                        on: self.day,
                        text,
                    },
                )?;
            }
        }
        Ok(())
    }

    fn evaluate(&mut self, id: &SuggestionId, deputy: &str, rating: Rating) -> Result<(), Stop> {
        let note = if rating == Rating::Dissatisfied {
            "没有说明何时解决。".to_owned()
        } else {
            String::new()
        };
        let command = Command::Evaluate {
            deputy: deputy.to_owned(),
            on: self.day,
            process: Some(if rating == Rating::Dissatisfied {
                Rating::BasicallySatisfied
            } else {
                rating
            }),
            result: rating,
            note,
            points: Vec::new(),
            defects: Vec::new(),
        };
        self.give(id, &Actor::own(Role::Deputy, deputy), command)
    }

    /// The units that reply in the current round.
    fn replying(&self) -> Vec<String> {
        let lanes = self
            .state
            .as_ref()
            .and_then(Suggestion::round)
            .map(|round| &round.lanes);
        lanes
            .into_iter()
            .flatten()
            .filter(|lane| lane.role.replies())
            .map(|lane| lane.unit.clone())
            .collect()
    }

    /// The units whose reply of the current round promised something.
    fn promising(&self) -> Vec<String> {
        let round = self.state.as_ref().and_then(Suggestion::round);
        let lanes = round.map(|round| &round.lanes).into_iter().flatten();
        lanes
            .filter(|lane| matches!(&lane.state, LaneState::Done(reply) if reply.promise.is_some()))
            .map(|lane| lane.unit.clone())
            .collect()
    }
}

pub(super) fn unit_actor(unit: &str) -> Actor {
    Actor::own(Role::Unit, unit)
}
