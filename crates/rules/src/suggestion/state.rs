//! What the recorded events come to.

use super::event::{
    Assessed, Consulted, Coordinated, DefectsNoted, Delivered, Evaluated, Extended, Fulfilled,
    KeyMarked, LookedBack, OpinionGiven, OpinionsAnnounced, Progressed, Redone, Reminded, Replied,
    Returned, Summoned, Supervised, Suspended,
};
use super::terms::*;
use crate::actor::Party;
use crate::ids::{EventId, SuggestionId};
use chrono::NaiveDate;

/// A suggestion as its events tell it: what it says, everything that was done
/// to it, and the stage of its life it stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// Its identity.
    pub id: SuggestionId,
    /// What it says and who signs it.
    pub dossier: Dossier,
    /// The row it was entered from, where it was.
    pub source: Option<Source>,
    /// Its official number, once registered.
    pub number: Option<String>,
    /// The day it was submitted, where that is known.
    pub submitted: Option<NaiveDate>,
    /// The day of the latest screening.
    pub screened: Option<NaiveDate>,
    /// The day it got its number; `None` where it was entered from a ledger.
    pub registered: Option<NaiveDate>,
    /// Under key supervision: who leads and follows it, and why.
    pub key: Option<KeyMarked>,
    /// The responsible leader.
    pub leader: Option<String>,
    /// The level that handles it, where the place routes by level.
    pub level: Option<String>,
    /// The suggestions it is handled together with.
    pub joined: Vec<SuggestionId>,
    /// The rounds of handling, oldest first; the last one is the current one.
    pub rounds: Vec<Round>,
    /// Reminders, oldest first.
    pub reminders: Vec<Reminded>,
    /// Summons, oldest first.
    pub summons: Vec<Summoned>,
    /// Acts of supervision, oldest first.
    pub supervisions: Vec<Supervised>,
    /// Defects noted by the office or the coordinator, oldest first.
    pub defects: Vec<DefectsNoted>,
    /// Assessments recorded beside the deputies' opinions, oldest first.
    pub assessments: Vec<Assessed>,
    /// How many of the assessments were answered: those before the order to handle it
    /// again, and those before a closing that says why all the same.
    pub answered: usize,
    /// The stage it stands in.
    pub stage: Stage,
    /// The totals of a round's opinions as the office last told them.
    pub announced: Option<OpinionsAnnounced>,
    /// Decisions made apart that nobody has settled yet, in pairs: the first of each counts
    /// for now, unless neither does.
    pub conflicts: Vec<(EventId, EventId)>,
    /// The latest event that stands, with the party whose act it was: what undo would take back.
    pub latest: Option<(EventId, Party)>,
}

/// One round of handling: an assignment or an order to handle again, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round {
    /// The day it began; `None` where the ledger does not say.
    pub began: Option<NaiveDate>,
    /// Why it began, for rounds after the first.
    pub reason: Option<String>,
    /// The units, in the order of the arrangement.
    pub lanes: Vec<Lane>,
    /// Extensions granted, oldest first.
    pub extensions: Vec<Extended>,
    /// Meetings with the deputies, oldest first.
    pub consultations: Vec<Consulted>,
    /// The deputies' opinions, oldest first, one for each deputy.
    pub evaluations: Vec<Evaluated>,
    /// Work on what this round's replies promise, oldest first.
    pub progress: Vec<Progressed>,
    /// Second answers: promises of this round kept, one for each unit.
    pub fulfilled: Vec<Fulfilled>,
    /// Units that gave it back before the arrangement that stands.
    pub returns: Vec<Returned>,
    /// Assisting units' opinions, oldest first, one for each unit.
    pub opinions: Vec<OpinionGiven>,
    /// Disagreements settled, oldest first.
    pub coordinated: Vec<Coordinated>,
    /// How many of the opinions the latest settlement covers: those before it.
    pub settled: usize,
    /// When time did not run, oldest first.
    pub suspensions: Vec<Suspension>,
    /// To whom the replies were handed, oldest first.
    pub delivered: Vec<Delivered>,
    /// Steps of handling again that are evidenced, oldest first.
    pub redone: Vec<Redone>,
    /// Opinions given when looking back, oldest first, one for each deputy.
    pub look_backs: Vec<LookedBack>,
}

/// A time that does not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suspension {
    /// Why and with whose consent it began.
    pub began: Suspended,
    /// The first day that counted again; `None` while it lasts.
    pub until: Option<NaiveDate>,
}

/// One unit's part in a round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lane {
    /// The unit.
    pub unit: String,
    /// Its part.
    pub role: LaneRole,
    /// The day it was given to this unit in this round, from which its periods
    /// run: units that come in after a return have a later one than the round.
    pub assigned: Option<NaiveDate>,
    /// The day it took it (签收), also once it has replied; `None` where nobody recorded
    /// that, and in rounds that begin with the unit at work.
    pub accepted: Option<NaiveDate>,
    /// How far it is.
    pub state: LaneState,
}

/// How far a unit is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LaneState {
    /// Assigned, not yet taken.
    Waiting,
    /// Taken on that day; `None` where only a later act shows that it was.
    Working {
        /// The day.
        since: Option<NaiveDate>,
    },
    /// Given back; waits for a new arrangement.
    GivenBack,
    /// Replied.
    Done(Box<Replied>),
}

/// The stages of a suggestion's life, each with what only that stage knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Being written.
    Draft,
    /// With the office for screening.
    Submitted,
    /// Back with the deputy for completion.
    SentBack {
        /// What is missing.
        note: String,
    },
    /// Not a suggestion.
    NotAccepted {
        /// The coded reason.
        reason: NotAcceptedReason,
        /// What the office adds.
        note: String,
    },
    /// Handled with another.
    Merged {
        /// Which one.
        into: SuggestionId,
    },
    /// Accepted, without a number yet.
    Screened,
    /// Numbered, without units yet.
    Registered,
    /// With units, of which at least one that owes a reply has not taken it, or gave it back.
    Assigned,
    /// Every unit that owes a reply has taken it, at least one has not replied.
    Handling,
    /// Every unit that owes a reply has replied; no deputy has given an opinion.
    Replied,
    /// At least one signing deputy has given an opinion in this round.
    Evaluated,
    /// Closed by the office.
    Closed {
        /// The day.
        on: NaiveDate,
        /// Why, although a deputy stayed dissatisfied.
        despite: Option<String>,
    },
    /// No longer counts.
    Void {
        /// Why.
        cause: VoidCause,
        /// The stage it was in.
        was: StageName,
    },
}

/// The stages' names, for tables, filters and columns.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each is the stage of the same name")]
pub enum StageName {
    Draft,
    Submitted,
    SentBack,
    NotAccepted,
    Merged,
    Screened,
    Registered,
    Assigned,
    Handling,
    Replied,
    Evaluated,
    Closed,
    Void,
}

impl StageName {
    /// Every stage, in the order of life.
    pub const ALL: [StageName; 13] = [
        StageName::Draft,
        StageName::Submitted,
        StageName::SentBack,
        StageName::NotAccepted,
        StageName::Merged,
        StageName::Screened,
        StageName::Registered,
        StageName::Assigned,
        StageName::Handling,
        StageName::Replied,
        StageName::Evaluated,
        StageName::Closed,
        StageName::Void,
    ];

    /// Whether a suggestion in this stage counts in ledgers and rates: it is
    /// numbered and in force.
    pub const fn counts(self) -> bool {
        matches!(
            self,
            StageName::Registered
                | StageName::Assigned
                | StageName::Handling
                | StageName::Replied
                | StageName::Evaluated
                | StageName::Closed
        )
    }
}

impl Stage {
    /// The stage's name.
    pub const fn name(&self) -> StageName {
        match self {
            Stage::Draft => StageName::Draft,
            Stage::Submitted => StageName::Submitted,
            Stage::SentBack { .. } => StageName::SentBack,
            Stage::NotAccepted { .. } => StageName::NotAccepted,
            Stage::Merged { .. } => StageName::Merged,
            Stage::Screened => StageName::Screened,
            Stage::Registered => StageName::Registered,
            Stage::Assigned => StageName::Assigned,
            Stage::Handling => StageName::Handling,
            Stage::Replied => StageName::Replied,
            Stage::Evaluated => StageName::Evaluated,
            Stage::Closed { .. } => StageName::Closed,
            Stage::Void { .. } => StageName::Void,
        }
    }
}
