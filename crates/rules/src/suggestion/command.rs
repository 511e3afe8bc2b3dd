//! What people ask for. A command carries everything its events need; ids and
//! days come from the person or the shell, never from here.

use super::terms::*;
use crate::answer::{AnswerClass, Rating};
use crate::calendar::Period;
use crate::ids::EventId;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A wish to change one suggestion. Units and deputies are those of the acting
/// party where that party is one; the office names them when it records for others
/// (see [`crate::Actor::acting`]).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Command {
    /// Begin a new one.
    Draft(Dossier),
    /// Change the draft.
    Revise(Dossier),
    /// Hand it in.
    Submit {
        /// The day.
        #[serde(with = "crate::date")]
        on: NaiveDate,
    },
    /// Decide whether it is a suggestion.
    Screen {
        /// The day.
        #[serde(with = "crate::date")]
        on: NaiveDate,
        /// The decision.
        outcome: ScreenOutcome,
    },
    /// Give it its number.
    Register {
        /// The number.
        number: String,
        /// The day.
        #[serde(with = "crate::date")]
        on: NaiveDate,
    },
    /// Enter a record from a ledger.
    Enter(Box<LedgerRecord>),
    /// Put under key supervision.
    MarkKey {
        /// The leading officer.
        supervisor: Option<String>,
    },
    /// Take off key supervision.
    UnmarkKey {
        /// Why.
        reason: String,
    },
    /// Give it to units, for the first time or after a return.
    Assign {
        /// The day.
        #[serde(with = "crate::date")]
        on: NaiveDate,
        /// The responsible leader.
        leader: Option<String>,
        /// The units.
        arrangement: Arrangement,
    },
    /// Take it.
    Accept {
        /// The unit.
        unit: String,
        /// The day.
        #[serde(with = "crate::date")]
        on: NaiveDate,
    },
    /// Give it back.
    Return {
        /// The unit.
        unit: String,
        /// The day.
        #[serde(with = "crate::date")]
        on: NaiveDate,
        /// Why.
        reason: String,
    },
    /// Extend the time to reply.
    Extend {
        /// The day of consent.
        #[serde(with = "crate::date")]
        on: NaiveDate,
        /// How much longer.
        by: Period,
        /// Who consented.
        consent: String,
        /// Why.
        reason: String,
    },
    /// Record a meeting with the deputies.
    Consult {
        /// The unit.
        unit: String,
        /// The day.
        #[serde(with = "crate::date")]
        on: NaiveDate,
        /// Before, during or after.
        phase: ConsultPhase,
        /// Whom they met.
        people: Vec<String>,
        /// What came of it.
        outcome: String,
    },
    /// Remind a unit.
    Remind {
        /// The unit; `None` for every unit that still owes its reply.
        unit: Option<String>,
        /// The day.
        #[serde(with = "crate::date")]
        on: NaiveDate,
        /// How.
        channel: Channel,
        /// What was said.
        note: String,
    },
    /// Reply.
    Reply {
        /// The unit.
        unit: String,
        /// The day.
        #[serde(with = "crate::date")]
        on: NaiveDate,
        /// The class.
        class: AnswerClass,
        /// The text.
        text: String,
        /// Answers to the points.
        points: Vec<PointAnswer>,
        /// What is promised.
        promise: Option<Promise>,
    },
    /// Give an opinion.
    Evaluate {
        /// The signing deputy.
        deputy: String,
        /// The day.
        #[serde(with = "crate::date")]
        on: NaiveDate,
        /// On the process.
        process: Rating,
        /// On the result.
        result: Rating,
        /// In words.
        note: String,
    },
    /// Order a new round.
    Rehandle {
        /// The day.
        #[serde(with = "crate::date")]
        on: NaiveDate,
        /// What has to be done better.
        reason: String,
    },
    /// Close it.
    Close {
        /// The day.
        #[serde(with = "crate::date")]
        on: NaiveDate,
        /// Why, although a deputy stayed dissatisfied.
        despite: Option<String>,
    },
    /// Report work on a promise.
    ReportProgress {
        /// The unit.
        unit: String,
        /// The day.
        #[serde(with = "crate::date")]
        on: NaiveDate,
        /// What was done.
        note: String,
    },
    /// Answer again: the promise is kept.
    Fulfil {
        /// The unit.
        unit: String,
        /// The day.
        #[serde(with = "crate::date")]
        on: NaiveDate,
        /// The second answer.
        text: String,
    },
    /// Take it out of the count.
    Void {
        /// The day.
        #[serde(with = "crate::date")]
        on: NaiveDate,
        /// Why.
        cause: VoidCause,
    },
    /// Take back the latest event.
    Undo {
        /// Which one the person saw as the latest.
        event: EventId,
    },
}

/// One row of a ledger the office already keeps: facts with the days it states.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerRecord {
    /// The official number, made uniform.
    pub number: String,
    /// What it says and who signs it.
    pub dossier: Dossier,
    /// The row it comes from.
    pub source: Source,
    /// Whether it is under key supervision, and who leads that.
    pub key: Option<Option<String>>,
    /// The units, where it is assigned.
    pub arrangement: Option<Arrangement>,
    /// The responsible leader.
    pub leader: Option<String>,
    /// The day of assignment.
    #[serde(default, with = "crate::date::option")]
    pub assigned: Option<NaiveDate>,
    /// The day the unit met the deputies; `Some(None)` where the ledger says only that it did.
    #[serde(default, with = "crate::date::nested")]
    pub consulted: Option<Option<NaiveDate>>,
    /// The reply's class, where there is a reply.
    pub class: Option<AnswerClass>,
    /// The day of the reply.
    #[serde(default, with = "crate::date::option")]
    pub replied: Option<NaiveDate>,
    /// The deputies' opinion.
    pub rating: Option<Rating>,
}

/// The kinds of command, for permission tables and menus.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each is the command of the same name")]
pub enum Action {
    Draft,
    Revise,
    Submit,
    Screen,
    Register,
    Enter,
    MarkKey,
    UnmarkKey,
    Assign,
    Accept,
    Return,
    Extend,
    Consult,
    Remind,
    Reply,
    Evaluate,
    Rehandle,
    Close,
    ReportProgress,
    Fulfil,
    Void,
    Undo,
}

impl Action {
    /// Every action, in the order of a suggestion's life.
    pub const ALL: [Action; 22] = [
        Action::Draft,
        Action::Revise,
        Action::Submit,
        Action::Screen,
        Action::Register,
        Action::Enter,
        Action::MarkKey,
        Action::UnmarkKey,
        Action::Assign,
        Action::Accept,
        Action::Return,
        Action::Extend,
        Action::Consult,
        Action::Remind,
        Action::Reply,
        Action::Evaluate,
        Action::Rehandle,
        Action::Close,
        Action::ReportProgress,
        Action::Fulfil,
        Action::Void,
        Action::Undo,
    ];
}

impl Command {
    /// What kind of command it is.
    pub const fn action(&self) -> Action {
        match self {
            Command::Draft(_) => Action::Draft,
            Command::Revise(_) => Action::Revise,
            Command::Submit { .. } => Action::Submit,
            Command::Screen { .. } => Action::Screen,
            Command::Register { .. } => Action::Register,
            Command::Enter(_) => Action::Enter,
            Command::MarkKey { .. } => Action::MarkKey,
            Command::UnmarkKey { .. } => Action::UnmarkKey,
            Command::Assign { .. } => Action::Assign,
            Command::Accept { .. } => Action::Accept,
            Command::Return { .. } => Action::Return,
            Command::Extend { .. } => Action::Extend,
            Command::Consult { .. } => Action::Consult,
            Command::Remind { .. } => Action::Remind,
            Command::Reply { .. } => Action::Reply,
            Command::Evaluate { .. } => Action::Evaluate,
            Command::Rehandle { .. } => Action::Rehandle,
            Command::Close { .. } => Action::Close,
            Command::ReportProgress { .. } => Action::ReportProgress,
            Command::Fulfil { .. } => Action::Fulfil,
            Command::Void { .. } => Action::Void,
            Command::Undo { .. } => Action::Undo,
        }
    }
}
