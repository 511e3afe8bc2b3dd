//! What happened to a suggestion. Events are the wire format: a released one
//! keeps its meaning and its field names for ever; new fields come with a default.
//!
//! Days (`on`) are the days things happened, as people state them; `None` means
//! that the ledger a record was entered from does not say.

use super::terms::*;
use crate::actor::Actor;
use crate::answer::{AnswerClass, Rating};
use crate::calendar::Period;
use crate::ids::EventId;
use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

/// One thing that happened to one suggestion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum Event {
    /// A deputy began to write it.
    Drafted(Dossier),
    /// The text or the signers were changed before submission.
    Revised(Dossier),
    /// Handed to the office.
    Submitted(Submitted),
    /// The office decided whether it is one.
    Screened(Screened),
    /// It got its official number.
    Registered(Registered),
    /// It was entered from a ledger the office already kept, with its number.
    Entered(Entered),
    /// Put under key supervision (重点督办).
    KeyMarked(KeyMarked),
    /// Taken off key supervision.
    KeyUnmarked(Reasoned),
    /// Given to units for the first time, or again after a return.
    Assigned(Assigned),
    /// A unit took it (签收).
    Accepted(UnitDay),
    /// A unit gave it back (退办).
    Returned(Returned),
    /// The time to reply was extended with consent.
    Extended(Extended),
    /// A unit met the deputies (面商, 见面).
    Consulted(Consulted),
    /// A unit was reminded (催办).
    Reminded(Reminded),
    /// A unit replied.
    Replied(Box<Replied>),
    /// A signing deputy gave their opinion (征询意见表).
    Evaluated(Evaluated),
    /// Ordered to be handled again: a new round; the old reply stays.
    Rehandled(Rehandled),
    /// The office closed it.
    Closed(Closed),
    /// Work on a promise was reported.
    Progressed(Progressed),
    /// A promise was kept and the unit answered again.
    Fulfilled(Fulfilled),
    /// It no longer counts.
    Voided(Voided),
    /// An earlier event of this suggestion was taken back.
    Undone(Undone),
}

/// Body of [`Event::Submitted`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submitted {
    /// The day.
    #[serde(with = "crate::date")]
    pub on: NaiveDate,
}

/// Body of [`Event::Screened`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Screened {
    /// The day.
    #[serde(with = "crate::date")]
    pub on: NaiveDate,
    /// What the office decided.
    pub outcome: ScreenOutcome,
}

/// Body of [`Event::Registered`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registered {
    /// The official number, such as `2024-001`.
    pub number: String,
    /// The day.
    #[serde(with = "crate::date")]
    pub on: NaiveDate,
}

/// Body of [`Event::Entered`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entered {
    /// The official number in the ledger, made uniform.
    pub number: String,
    /// What the ledger says of it.
    pub dossier: Dossier,
    /// The row it came from.
    pub source: Source,
}

/// Body of [`Event::KeyMarked`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyMarked {
    /// The officer who leads the supervision, where named.
    #[serde(default)]
    pub supervisor: Option<String>,
}

/// A reason, and nothing else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reasoned {
    /// Why.
    pub reason: String,
}

/// Body of [`Event::Assigned`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assigned {
    /// The day of assignment (交办日期), from which the time to reply runs.
    #[serde(default, with = "crate::date::option")]
    pub on: Option<NaiveDate>,
    /// The responsible leader (牵头领导).
    #[serde(default)]
    pub leader: Option<String>,
    /// The units.
    pub arrangement: Arrangement,
}

/// A unit and a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitDay {
    /// The unit.
    pub unit: String,
    /// The day.
    #[serde(with = "crate::date")]
    pub on: NaiveDate,
}

/// Body of [`Event::Returned`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Returned {
    /// The unit that gives it back.
    pub unit: String,
    /// The day.
    #[serde(with = "crate::date")]
    pub on: NaiveDate,
    /// Why it is not theirs, and whose it may be.
    pub reason: String,
}

/// Body of [`Event::Extended`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extended {
    /// The day consent was given.
    #[serde(with = "crate::date")]
    pub on: NaiveDate,
    /// How much longer.
    pub by: Period,
    /// Who consented, as the rule asks.
    pub consent: String,
    /// Why more time is needed.
    pub reason: String,
}

/// Body of [`Event::Consulted`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consulted {
    /// The unit.
    pub unit: String,
    /// The day.
    #[serde(default, with = "crate::date::option")]
    pub on: Option<NaiveDate>,
    /// Before, during or after handling.
    pub phase: ConsultPhase,
    /// Whom they met.
    #[serde(default)]
    pub people: Vec<String>,
    /// What came of it.
    #[serde(default)]
    pub outcome: String,
}

/// Body of [`Event::Reminded`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminded {
    /// The unit.
    pub unit: String,
    /// The day.
    #[serde(with = "crate::date")]
    pub on: NaiveDate,
    /// How.
    pub channel: Channel,
    /// What was said.
    #[serde(default)]
    pub note: String,
}

/// Body of [`Event::Replied`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replied {
    /// The unit.
    pub unit: String,
    /// The day.
    #[serde(default, with = "crate::date::option")]
    pub on: Option<NaiveDate>,
    /// The class the unit gives its reply.
    pub class: AnswerClass,
    /// The reply's text; empty where a ledger gave only the day and class.
    #[serde(default)]
    pub text: String,
    /// The answers to the suggestion's points.
    #[serde(default)]
    pub points: Vec<PointAnswer>,
    /// What is promised, for classes B and C.
    #[serde(default)]
    pub promise: Option<Promise>,
}

impl Replied {
    /// Whether it leaves something to be done: by its class, or because it says so.
    pub fn promises(&self) -> bool {
        self.class.promises() || self.promise.is_some()
    }
}

/// Body of [`Event::Evaluated`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evaluated {
    /// The signing deputy.
    pub deputy: String,
    /// The day.
    #[serde(default, with = "crate::date::option")]
    pub on: Option<NaiveDate>,
    /// Opinion on the process; ledgers often keep only the result.
    #[serde(default)]
    pub process: Option<Rating>,
    /// Opinion on the result.
    pub result: Rating,
    /// What the deputy adds; required where the result is dissatisfied.
    #[serde(default)]
    pub note: String,
}

/// Body of [`Event::Rehandled`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rehandled {
    /// The day, from which the time to reply again runs.
    #[serde(with = "crate::date")]
    pub on: NaiveDate,
    /// What has to be done better.
    pub reason: String,
}

/// Body of [`Event::Closed`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closed {
    /// The day.
    #[serde(with = "crate::date")]
    pub on: NaiveDate,
    /// Why it is closed although a deputy stayed dissatisfied.
    #[serde(default)]
    pub despite: Option<String>,
}

/// Body of [`Event::Progressed`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progressed {
    /// The unit.
    pub unit: String,
    /// The day.
    #[serde(with = "crate::date")]
    pub on: NaiveDate,
    /// What was done.
    pub note: String,
}

/// Body of [`Event::Fulfilled`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fulfilled {
    /// The unit.
    pub unit: String,
    /// The day.
    #[serde(with = "crate::date")]
    pub on: NaiveDate,
    /// The second answer (R2: answer again when done).
    pub text: String,
}

/// Body of [`Event::Voided`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voided {
    /// The day.
    #[serde(with = "crate::date")]
    pub on: NaiveDate,
    /// Why.
    pub cause: VoidCause,
}

/// Body of [`Event::Undone`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undone {
    /// The event taken back: the latest one standing.
    pub event: EventId,
}

/// An event as it stands in the log: with its identity, who recorded it and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// The event's identity.
    pub id: EventId,
    /// When it was recorded; a claim that orders nothing.
    pub at: DateTime<FixedOffset>,
    /// Who recorded it, and on whose behalf.
    pub actor: Actor,
    /// What happened.
    pub event: Event,
}
