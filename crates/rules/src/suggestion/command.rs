//! What people ask for. A command carries everything its events need; ids and
//! days come from the person or the shell, never from here.

use super::terms::*;
use crate::answer::{AnswerClass, Rating};
use crate::calendar::Period;
use crate::ids::{EventId, SuggestionId};
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
        /// The tests of the rulebook it passed, in their wording.
        #[serde(default)]
        tests: Vec<String>,
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
        /// The committee that follows it.
        committee: Option<String>,
        /// Which criteria it meets.
        #[serde(default)]
        criteria: Vec<KeyCriterion>,
        /// Why, in words.
        #[serde(default)]
        reason: String,
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
        /// The meeting at which it is assigned.
        meeting: Option<String>,
        /// The level that handles it.
        level: Option<String>,
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
        /// Who agreed that it comes back late.
        consent: Option<String>,
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
        /// The head of the unit who signed it.
        signed_by: Option<String>,
        /// Whether it bears the unit's seal.
        #[serde(default)]
        sealed: bool,
        /// Whether the feedback form is enclosed.
        #[serde(default)]
        form_enclosed: bool,
    },
    /// Give an opinion.
    Evaluate {
        /// The signing deputy.
        deputy: String,
        /// The day.
        #[serde(with = "crate::date")]
        on: NaiveDate,
        /// On the process; absent where the rulebook asks for one opinion only.
        process: Option<Rating>,
        /// On the result.
        result: Rating,
        /// In words.
        note: String,
        /// On the answers to single points.
        #[serde(default)]
        points: Vec<PointOpinion>,
        /// What is wrong with the reply or the handling.
        #[serde(default)]
        defects: Vec<Defect>,
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
    /// Split it into points that the reply has to answer one by one.
    SplitPoints {
        /// The points.
        points: Vec<String>,
    },
    /// Handle it together with another of the same content; each keeps its own reply.
    Join {
        /// The other.
        with: SuggestionId,
        /// The day.
        #[serde(with = "crate::date")]
        on: NaiveDate,
    },
    /// No longer handle it together with another.
    Part {
        /// The other.
        with: SuggestionId,
        /// Why.
        reason: String,
    },
    /// Give the lead unit an assisting unit's opinion.
    GiveOpinion {
        /// The assisting unit.
        unit: String,
        /// The day.
        #[serde(with = "crate::date")]
        on: NaiveDate,
        /// The opinion.
        text: String,
        /// Whether it agrees with the lead unit.
        agrees: bool,
    },
    /// Settle what the units disagree on.
    Coordinate {
        /// The day.
        #[serde(with = "crate::date")]
        on: NaiveDate,
        /// What was settled.
        outcome: String,
    },
    /// Stop the time.
    Suspend {
        /// The first day that does not count.
        #[serde(with = "crate::date")]
        on: NaiveDate,
        /// Why.
        reason: String,
        /// Who consented.
        consent: String,
    },
    /// Let time run again.
    Resume {
        /// The first day that counts again.
        #[serde(with = "crate::date")]
        on: NaiveDate,
        /// What changed.
        note: String,
    },
    /// Record that the reply was handed to signing deputies.
    Deliver {
        /// The unit whose reply it is.
        unit: String,
        /// The day.
        #[serde(with = "crate::date")]
        on: NaiveDate,
        /// Who got it.
        deputies: Vec<String>,
    },
    /// Note what is wrong with the handling or the reply.
    NoteDefects {
        /// The unit.
        unit: String,
        /// The day.
        #[serde(with = "crate::date")]
        on: NaiveDate,
        /// What is wrong.
        defects: Vec<Defect>,
        /// In words, with the occasion.
        note: String,
    },
    /// Record that a unit was summoned.
    Summon {
        /// The unit.
        unit: String,
        /// The day.
        #[serde(with = "crate::date")]
        on: NaiveDate,
        /// Who summoned it.
        by: String,
        /// Who came.
        #[serde(default)]
        people: Vec<String>,
        /// What came of it.
        outcome: String,
    },
    /// Record that it was supervised.
    Supervise {
        /// The day.
        #[serde(with = "crate::date")]
        on: NaiveDate,
        /// In which role.
        role: SupervisorRole,
        /// In which form.
        form: SupervisionForm,
        /// On the spot or over the network.
        medium: Medium,
        /// Who supervised.
        by: String,
        /// Who else took part.
        #[serde(default)]
        people: Vec<String>,
        /// What was found.
        finding: String,
    },
    /// Evidence a step of handling again.
    Redo {
        /// The unit.
        unit: String,
        /// The day.
        #[serde(with = "crate::date")]
        on: NaiveDate,
        /// Which step: rework or visit; the reply is a command of its own.
        step: RedoStep,
        /// Whom they visited.
        #[serde(default)]
        people: Vec<String>,
        /// What shows that it was done.
        evidence: String,
    },
    /// Rate it once more.
    LookBack {
        /// The signing deputy.
        deputy: String,
        /// The day.
        #[serde(with = "crate::date")]
        on: NaiveDate,
        /// On the process, where it is rated apart.
        process: Option<Rating>,
        /// On the result.
        result: Rating,
        /// In words.
        note: String,
    },
    /// Record an assessment.
    Assess {
        /// The day.
        #[serde(with = "crate::date")]
        on: NaiveDate,
        /// What kind.
        kind: AssessmentKind,
        /// Who assessed.
        by: String,
        /// The count, where one was taken.
        tally: Option<crate::verdict::Tally>,
        /// What was found.
        finding: String,
    },
    /// Tell the totals of the opinions of the latest round that has any, so that those
    /// who never hold single opinions know them. The totals are counted, not stated.
    AnnounceOpinions {
        /// The day.
        #[serde(with = "crate::date")]
        on: NaiveDate,
    },
    /// Settle which of several decisions made apart holds.
    Resolve {
        /// The one that holds.
        keep: EventId,
        /// Those that do not.
        dropped: Vec<EventId>,
        /// The day.
        #[serde(with = "crate::date")]
        on: NaiveDate,
        /// Why.
        reason: String,
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
    SplitPoints,
    Join,
    Part,
    GiveOpinion,
    Coordinate,
    Suspend,
    Resume,
    Deliver,
    NoteDefects,
    Summon,
    Supervise,
    Redo,
    LookBack,
    Assess,
    AnnounceOpinions,
    Resolve,
    Void,
    Undo,
}

impl Action {
    /// Every action, in the order of a suggestion's life.
    pub const ALL: [Action; 38] = [
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
        Action::SplitPoints,
        Action::Join,
        Action::Part,
        Action::GiveOpinion,
        Action::Coordinate,
        Action::Suspend,
        Action::Resume,
        Action::Deliver,
        Action::NoteDefects,
        Action::Summon,
        Action::Supervise,
        Action::Redo,
        Action::LookBack,
        Action::Assess,
        Action::AnnounceOpinions,
        Action::Resolve,
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
            Command::SplitPoints { .. } => Action::SplitPoints,
            Command::Join { .. } => Action::Join,
            Command::Part { .. } => Action::Part,
            Command::GiveOpinion { .. } => Action::GiveOpinion,
            Command::Coordinate { .. } => Action::Coordinate,
            Command::Suspend { .. } => Action::Suspend,
            Command::Resume { .. } => Action::Resume,
            Command::Deliver { .. } => Action::Deliver,
            Command::NoteDefects { .. } => Action::NoteDefects,
            Command::Summon { .. } => Action::Summon,
            Command::Supervise { .. } => Action::Supervise,
            Command::Redo { .. } => Action::Redo,
            Command::LookBack { .. } => Action::LookBack,
            Command::Assess { .. } => Action::Assess,
            Command::AnnounceOpinions { .. } => Action::AnnounceOpinions,
            Command::Resolve { .. } => Action::Resolve,
            Command::Void { .. } => Action::Void,
            Command::Undo { .. } => Action::Undo,
        }
    }
}
