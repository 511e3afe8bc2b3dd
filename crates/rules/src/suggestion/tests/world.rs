//! One suggestion and the people around it, driven by commands.

use crate::actor::{Actor, Role};
use crate::answer::{AnswerClass, Rating};
use crate::calendar::{Calendar, Period};
use crate::ids::{EventId, SuggestionId};
use crate::refusal::Refusal;
use crate::rulebook::{Count, Rulebook};
use crate::suggestion::*;
use crate::verdict::Tally;
use chrono::{DateTime, FixedOffset, NaiveDate};
use std::sync::LazyLock;

pub const OFFICE: (Role, &str) = (Role::Office, "代表工委");
pub const GOVERNMENT: (Role, &str) = (Role::Government, "政府督查室");
pub const LEAD_UNIT: (Role, &str) = (Role::Unit, "区水务局");
pub const ASSISTING: (Role, &str) = (Role::Unit, "区财政局");
pub const OTHER_UNIT: (Role, &str) = (Role::Unit, "区体育局");
pub const LEAD: (Role, &str) = (Role::Deputy, "王强");
pub const CO_SIGNER: (Role, &str) = (Role::Deputy, "李梅");
pub const OTHER_DEPUTY: (Role, &str) = (Role::Deputy, "赵敏");

/// Every party, with the letter the truth table writes for it.
pub const PARTIES: [(char, (Role, &str)); 8] = [
    ('O', OFFICE),
    ('G', GOVERNMENT),
    ('U', LEAD_UNIT),
    ('A', ASSISTING),
    ('X', OTHER_UNIT),
    ('D', LEAD),
    ('C', CO_SIGNER),
    ('Y', OTHER_DEPUTY),
];

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn now() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2024-12-31T09:00:00+08:00").unwrap()
}

pub fn actor((role, name): (Role, &str)) -> Actor {
    Actor::own(role, name)
}

/// The general rulebook, read once.
pub fn national() -> Rulebook {
    static BOOK: LazyLock<Rulebook> = LazyLock::new(|| Rulebook::preset("national").unwrap());
    BOOK.clone()
}

/// A suggestion's log, its state, and what decides about it.
#[derive(Clone)]
pub struct World {
    pub id: SuggestionId,
    pub log: Vec<Recorded>,
    /// What was decided apart, and what does not count.
    pub apart: Apart,
    pub state: Option<Suggestion>,
    /// Boxed, for dozens of worlds lie on one stack.
    pub rulebook: Box<Rulebook>,
    pub today: NaiveDate,
}

impl World {
    pub fn new() -> World {
        World {
            id: SuggestionId::try_from("s-1").unwrap(),
            log: Vec::new(),
            apart: Apart::default(),
            state: None,
            rulebook: Box::new(national()),
            today: day("2024-12-31"),
        }
    }

    pub fn with<T>(&self, actor: &Actor, ask: impl FnOnce(&Context) -> T) -> T {
        let (today, rulebook) = (self.today, &self.rulebook);
        let calendar = Calendar::built_in();
        ask(&Context {
            today,
            now: now(),
            actor,
            rulebook,
            calendar,
        })
    }

    pub fn permit(&self, party: (Role, &str), action: Action) -> Result<(), Refusal> {
        self.with(&actor(party), |ctx| {
            permit(self.state.as_ref(), action, ctx)
        })
    }

    pub fn decide(&self, actor: &Actor, command: &Command) -> Result<Vec<Event>, Refusal> {
        self.with(actor, |ctx| decide(self.state.as_ref(), command, ctx))
    }

    /// Decides and, where that is accepted, records and folds.
    pub fn act(&mut self, actor: &Actor, command: &Command) -> Result<(), Refusal> {
        for event in self.decide(actor, command)? {
            self.record(actor, event);
        }
        Ok(())
    }

    pub fn record(&mut self, actor: &Actor, event: Event) {
        let id = EventId::try_from(format!("e-{}", self.log.len() + 1)).unwrap();
        self.log.push(Recorded {
            id,
            at: now(),
            actor: actor.clone(),
            event,
        });
        let anomalies = self.fold();
        assert_eq!(
            anomalies,
            [],
            "what was decided also folds: {:?}",
            self.log.last()
        );
        let last = self.log.last().unwrap();
        let kind = kind(&last.event);
        assert_eq!(
            authorship::may_record(&kind, &last.actor),
            Authorship::Yes,
            "what was decided is the author's to record: {last:?}"
        );
    }

    /// Folds the log anew.
    pub fn fold(&mut self) -> Vec<Anomaly> {
        let (state, anomalies) = replay_settled(&self.id, &self.refs(), &self.settled());
        self.state = state;
        anomalies
    }

    pub fn refs(&self) -> Vec<&Recorded> {
        self.log.iter().collect()
    }

    pub fn settled(&self) -> Settled {
        settle(&self.refs(), &self.apart)
    }

    /// What `party` does without having heard of the latest event, which its own cannot
    /// hold beside.
    pub fn apart(mut self, party: (Role, &str), command: Command) -> World {
        let unheard = self.log.pop().unwrap();
        self.fold();
        let decided = self.decide(&actor(party), &command).unwrap();
        self.log.push(unheard.clone());
        for event in decided {
            let id = EventId::try_from(format!("e-{}", self.log.len() + 1)).unwrap();
            self.apart.races.push((unheard.id.clone(), id.clone()));
            self.log.push(Recorded {
                id,
                at: now(),
                actor: actor(party),
                event,
            });
        }
        assert_eq!(self.fold(), []);
        self
    }

    /// As [`World::act`] for steps a test takes for granted.
    pub fn then(mut self, party: (Role, &str), command: Command) -> World {
        if let Err(refusal) = self.act(&actor(party), &command) {
            panic!("{command:?}: {refusal}");
        }
        self
    }

    pub fn state(&self) -> &Suggestion {
        self.state.as_ref().unwrap()
    }

    pub fn latest(&self) -> EventId {
        self.state().latest.clone().unwrap().0
    }
}

/// An event's kind, as it is written.
pub fn kind(event: &Event) -> String {
    let written = serde_json::to_value(event).unwrap();
    written["type"].as_str().unwrap().to_owned()
}

pub fn dossier() -> Dossier {
    Dossier {
        title: "关于修复城东灌渠的建议".into(),
        text: "城东灌渠年久失修，影响三个村的灌溉。".into(),
        occasion: Occasion::Intersession,
        lead: LEAD.1.into(),
        co_signers: vec![CO_SIGNER.1.into()],
        points: vec!["修复渠道".into(), "明确管护责任".into()],
        ..Dossier::default()
    }
}

pub fn joint() -> Arrangement {
    Arrangement::Joint {
        lead: LEAD_UNIT.1.into(),
        assisting: vec![ASSISTING.1.into()],
    }
}

pub fn submit() -> Command {
    Command::Submit {
        on: day("2024-03-01"),
    }
}

pub fn screen(outcome: ScreenOutcome) -> Command {
    Command::Screen {
        on: day("2024-03-04"),
        outcome,
        tests: Vec::new(),
    }
}

pub fn register() -> Command {
    Command::Register {
        number: "2024-001".into(),
        on: day("2024-03-05"),
    }
}

pub fn assign(arrangement: Arrangement) -> Command {
    Command::Assign {
        on: day("2024-03-08"),
        leader: Some("张副区长".into()),
        arrangement,
        meeting: None,
        level: None,
    }
}

pub fn accept(unit: &str) -> Command {
    Command::Accept {
        unit: unit.into(),
        on: day("2024-03-11"),
    }
}

pub fn give_back(unit: &str) -> Command {
    Command::Return {
        unit: unit.into(),
        on: day("2024-03-12"),
        reason: "不属于本单位职责".into(),
        consent: None,
    }
}

pub fn reply(unit: &str, on: &str, class: AnswerClass) -> Command {
    let answer = |point| PointAnswer {
        point,
        answer: "已列入计划".into(),
    };
    Command::Reply {
        unit: unit.into(),
        on: day(on),
        class,
        text: "答复如下。".into(),
        points: vec![answer(0), answer(1)],
        promise: class.promises().then(|| Promise {
            what: "年内完成修复".into(),
            due: Some(day("2024-11-29")),
        }),
        signed_by: None,
        sealed: false,
        form_enclosed: false,
    }
}

pub fn evaluate(deputy: &str, on: &str, result: Rating) -> Command {
    Command::Evaluate {
        deputy: deputy.into(),
        on: day(on),
        process: Some(Rating::Satisfied),
        result,
        note: if result == Rating::Dissatisfied {
            "没有修"
        } else {
            ""
        }
        .into(),
        points: Vec::new(),
        defects: Vec::new(),
    }
}

pub fn look_back(deputy: &str, on: &str, result: Rating) -> Command {
    Command::LookBack {
        deputy: deputy.into(),
        on: day(on),
        process: Some(Rating::Satisfied),
        result,
        note: "回访情况".into(),
    }
}

pub fn mark_key(supervisor: Option<&str>, committee: Option<&str>) -> Command {
    Command::MarkKey {
        supervisor: supervisor.map(str::to_owned),
        committee: committee.map(str::to_owned),
        criteria: Vec::new(),
        reason: String::new(),
    }
}

pub fn opinion(unit: &str, on: &str, agrees: bool) -> Command {
    Command::GiveOpinion {
        unit: unit.into(),
        on: day(on),
        text: "资金可以安排。".into(),
        agrees,
    }
}

pub fn coordinate(on: &str) -> Command {
    Command::Coordinate {
        on: day(on),
        outcome: "按主办单位方案办理。".into(),
    }
}

pub fn suspend(on: &str) -> Command {
    Command::Suspend {
        on: day(on),
        reason: "汛期不能施工".into(),
        consent: "代表工委".into(),
    }
}

pub fn resume(on: &str) -> Command {
    Command::Resume {
        on: day(on),
        note: String::new(),
    }
}

pub fn deliver(unit: &str, on: &str, deputies: &[&str]) -> Command {
    Command::Deliver {
        unit: unit.into(),
        on: day(on),
        deputies: deputies.iter().map(|name| (*name).to_owned()).collect(),
    }
}

pub fn redo(unit: &str, on: &str, step: RedoStep) -> Command {
    Command::Redo {
        unit: unit.into(),
        on: day(on),
        step,
        people: vec![LEAD.1.into()],
        evidence: "现场照片三张".into(),
    }
}

pub fn rehandle() -> Command {
    Command::Rehandle {
        on: day("2024-06-20"),
        reason: "尽快修复".into(),
    }
}

/// A count of a body of 38 of whom everybody came.
pub fn tally(satisfied: u32, basically_satisfied: u32, dissatisfied: u32) -> Tally {
    Tally {
        members: Some(38),
        present: Some(38),
        satisfied,
        basically_satisfied,
        dissatisfied,
        ..Tally::default()
    }
}

pub fn vote(on: &str, tally: &Tally, finding: &str) -> Command {
    Command::Assess {
        on: day(on),
        kind: AssessmentKind::Vote,
        by: "区人大常委会".into(),
        tally: Some(*tally),
        finding: finding.into(),
    }
}

pub fn close() -> Command {
    Command::Close {
        on: day("2024-07-31"),
        despite: None,
    }
}

pub fn record() -> LedgerRecord {
    LedgerRecord {
        number: "2024-007".into(),
        dossier: dossier(),
        source: Source {
            import: "imp-1".try_into().unwrap(),
            file: "台账.xlsx".into(),
            sheet: "Sheet1".into(),
            row: 9,
        },
        key: None,
        arrangement: None,
        leader: None,
        assigned: None,
        consulted: None,
        class: None,
        replied: None,
        rating: None,
    }
}

/// The stages a suggestion can be brought to, by the names of the truth table.
pub fn stage(name: &str) -> World {
    let world = World::new();
    match name {
        "none" => world,
        "draft" => world.then(LEAD, Command::Draft(dossier())),
        "submitted" => stage("draft").then(LEAD, submit()),
        "sent_back" => {
            let outcome = ScreenOutcome::SendBack {
                note: "请补充地点".into(),
            };
            stage("submitted").then(OFFICE, screen(outcome))
        }
        "not_accepted" => {
            let reason = NotAcceptedReason::Promotion;
            let outcome = ScreenOutcome::NotAccept {
                reason,
                note: String::new(),
            };
            stage("submitted").then(OFFICE, screen(outcome))
        }
        "merged" => {
            let into = "s-2".try_into().unwrap();
            stage("submitted").then(OFFICE, screen(ScreenOutcome::Merge { into }))
        }
        "screened" => stage("submitted").then(OFFICE, screen(ScreenOutcome::Accept)),
        "registered" => stage("screened").then(OFFICE, register()),
        "assigned" => stage("registered").then(OFFICE, assign(joint())),
        "given_back" => stage("assigned").then(LEAD_UNIT, give_back(LEAD_UNIT.1)),
        "handling" => stage("assigned").then(LEAD_UNIT, accept(LEAD_UNIT.1)),
        "replied" => {
            let command = reply(LEAD_UNIT.1, "2024-05-31", AnswerClass::B);
            stage("handling").then(LEAD_UNIT, command)
        }
        "satisfied" => {
            stage("replied").then(LEAD, evaluate(LEAD.1, "2024-06-11", Rating::Satisfied))
        }
        "dissatisfied" => {
            stage("replied").then(LEAD, evaluate(LEAD.1, "2024-06-11", Rating::Dissatisfied))
        }
        "round2" => stage("dissatisfied").then(GOVERNMENT, rehandle()),
        "closed" => stage("satisfied").then(OFFICE, close()),
        "void" => {
            let cause = VoidCause::Withdrawn {
                reason: "已经解决".into(),
            };
            stage("submitted").then(
                LEAD,
                Command::Void {
                    on: day("2024-03-02"),
                    cause,
                },
            )
        }
        "disagreeing" => {
            stage("handling").then(ASSISTING, opinion(ASSISTING.1, "2024-04-02", false))
        }
        "stoppable" => {
            let mut world = stage("handling");
            world.rulebook.suspension.value = Some(Period::calendar_days(30));
            world
        }
        "suspended" => stage("stoppable").then(GOVERNMENT, suspend("2024-04-01")),
        "looked_back" => {
            let again = look_back(LEAD.1, "2024-12-02", Rating::Dissatisfied);
            stage("closed").then(LEAD, again)
        }
        // The standing committee voted on what the deputies have not rated yet.
        "voted_down" => {
            stage("replied").then(OFFICE, vote("2024-06-28", &tally(10, 8, 15), "测评不满意"))
        }
        // It voted on what they were satisfied with, and the office had closed.
        "voted_closed" => {
            stage("closed").then(OFFICE, vote("2024-11-20", &tally(10, 8, 15), "测评不满意"))
        }
        // A place that tells the totals of whatever came in.
        "countable" => {
            let mut world = stage("satisfied");
            world.rulebook.least_opinions.value = Count(1);
            world
        }
        // Both screened it, and neither knew of the other.
        "contested" => {
            let refused = ScreenOutcome::NotAccept {
                reason: NotAcceptedReason::Empty,
                note: String::new(),
            };
            stage("screened").apart(OFFICE, screen(refused))
        }
        "joined" => {
            let with = "s-2".try_into().unwrap();
            let on = day("2024-03-06");
            stage("registered").then(OFFICE, Command::Join { with, on })
        }
        "ledger" => {
            let record = LedgerRecord {
                key: Some(None),
                ..record()
            };
            world.then(OFFICE, Command::Enter(Box::new(record)))
        }
        other => panic!("no stage {other}"),
    }
}
