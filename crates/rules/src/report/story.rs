//! Suggestions for tests, told by what happened to them.

use crate::actor::{Actor, Role};
use crate::answer::{AnswerClass, Rating};
use crate::ids::{EventId, SuggestionId};
use crate::suggestion::event::*;
use crate::suggestion::{
    Arrangement, ConsultPhase, Dossier, Event, Promise, Recorded, Suggestion, replay,
};
use chrono::{DateTime, NaiveDate};

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// One suggestion's events, in order.
#[derive(Clone)]
pub struct Story {
    id: SuggestionId,
    events: Vec<Event>,
}

impl Story {
    /// Entered from a ledger with its number, such as `2024-001`, led by 王强.
    pub fn new(number: &str) -> Story {
        let dossier = Dossier {
            title: format!("关于第{number}号事项的建议"),
            lead: "王强".into(),
            co_signers: vec!["李梅".into()],
            ..Dossier::default()
        };
        Story::of(number, dossier)
    }

    pub fn of(number: &str, dossier: Dossier) -> Story {
        let source = crate::suggestion::Source {
            import: "imp-1".try_into().unwrap(),
            file: "台账.xlsx".into(),
            sheet: "Sheet1".into(),
            row: 2,
        };
        let entered = Entered {
            number: number.into(),
            dossier,
            source,
        };
        Story {
            id: SuggestionId::try_from(format!("s-{number}")).unwrap(),
            events: vec![Event::Entered(entered)],
        }
    }

    pub fn then(mut self, event: Event) -> Story {
        self.events.push(event);
        self
    }

    pub fn key(self, supervisor: Option<&str>, committee: Option<&str>) -> Story {
        self.then(Event::KeyMarked(KeyMarked {
            supervisor: supervisor.map(str::to_owned),
            committee: committee.map(str::to_owned),
            criteria: Vec::new(),
            reason: String::new(),
        }))
    }

    pub fn arranged(self, on: &str, arrangement: Arrangement) -> Story {
        self.then(Event::Assigned(Assigned {
            on: Some(day(on)),
            leader: None,
            arrangement,
            meeting: None,
            level: None,
        }))
    }

    pub fn assigned(self, on: &str, lead: &str, assisting: &[&str]) -> Story {
        let assisting = assisting.iter().map(|unit| (*unit).to_owned()).collect();
        let lead = lead.to_owned();
        self.arranged(on, Arrangement::Joint { lead, assisting })
    }

    pub fn accepted(self, unit: &str, on: &str) -> Story {
        let unit = unit.to_owned();
        self.then(Event::Accepted(UnitDay { unit, on: day(on) }))
    }

    pub fn met(self, unit: &str, on: &str, phase: ConsultPhase) -> Story {
        self.then(Event::Consulted(Consulted {
            unit: unit.into(),
            on: Some(day(on)),
            phase,
            people: Vec::new(),
            outcome: String::new(),
        }))
    }

    pub fn replied(self, unit: &str, on: &str, class: AnswerClass) -> Story {
        self.answered(unit, Some(on), class, None)
    }

    /// A reply with what it promises and until when.
    pub fn promised(self, unit: &str, on: &str, what: &str, due: Option<&str>) -> Story {
        let promise = Promise {
            what: what.into(),
            due: due.map(day),
        };
        self.answered(unit, Some(on), AnswerClass::B, Some(promise))
    }

    pub fn answered(
        self,
        unit: &str,
        on: Option<&str>,
        class: AnswerClass,
        promise: Option<Promise>,
    ) -> Story {
        self.then(Event::Replied(Box::new(Replied {
            unit: unit.into(),
            on: on.map(day),
            class,
            text: String::new(),
            points: Vec::new(),
            promise,
            signed_by: None,
            sealed: false,
            form_enclosed: false,
        })))
    }

    pub fn rated(self, deputy: &str, on: &str, result: Rating) -> Story {
        self.rated_apart(deputy, on, None, result)
    }

    pub fn rated_apart(
        self,
        deputy: &str,
        on: &str,
        process: Option<Rating>,
        result: Rating,
    ) -> Story {
        self.then(Event::Evaluated(Evaluated {
            deputy: deputy.into(),
            on: Some(day(on)),
            process,
            result,
            note: "说明".into(),
            points: Vec::new(),
            defects: Vec::new(),
        }))
    }

    pub fn looked_back(self, deputy: &str, on: &str, result: Rating) -> Story {
        self.then(Event::LookedBack(LookedBack {
            deputy: deputy.into(),
            on: day(on),
            process: None,
            result,
            note: "说明".into(),
        }))
    }

    pub fn again(self, on: &str) -> Story {
        self.then(Event::Rehandled(Rehandled {
            on: day(on),
            reason: "重新办理".into(),
        }))
    }

    pub fn closed(self, on: &str) -> Story {
        let on = day(on);
        self.then(Event::Closed(Closed { on, despite: None }))
    }

    pub fn build(&self) -> Suggestion {
        let at = DateTime::parse_from_rfc3339("2024-12-31T09:00:00+08:00").unwrap();
        let log: Vec<Recorded> = (1..)
            .zip(&self.events)
            .map(|(n, event)| Recorded {
                id: EventId::try_from(format!("e-{n}")).unwrap(),
                at,
                actor: Actor::own(Role::Office, "代表工委"),
                event: event.clone(),
            })
            .collect();
        let (state, anomalies) = replay(&self.id, &log);
        assert_eq!(anomalies, [], "the story holds together");
        state.unwrap()
    }
}
