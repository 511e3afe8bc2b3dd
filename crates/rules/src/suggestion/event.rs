//! What happened to a suggestion. Events are the wire format: a released one
//! keeps its meaning and its field names for ever; new fields come with a default.
//!
//! Days (`on`) are the days things happened, as people state them; `None` means
//! that the ledger a record was entered from does not say.

use super::terms::*;
use crate::actor::Actor;
use crate::answer::{AnswerClass, Rating};
use crate::calendar::Period;
use crate::ids::{EventId, SuggestionId};
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
    /// The office split it into points that the reply has to answer one by one.
    PointsSplit(PointsSplit),
    /// Handled together with another of the same content, each with its own reply (并案).
    Joined(Joined),
    /// No longer handled together with another.
    Parted(Parted),
    /// An assisting unit gave the lead unit its opinion (协办意见).
    OpinionGiven(OpinionGiven),
    /// The units' disagreement was settled by the government's coordinator.
    Coordinated(Coordinated),
    /// Time stopped running.
    Suspended(Suspended),
    /// Time runs again.
    Resumed(Resumed),
    /// The reply was handed to signing deputies, one by one.
    Delivered(Delivered),
    /// Defects of the handling or the reply were noted (S1.15).
    DefectsNoted(DefectsNoted),
    /// A unit was summoned (约谈).
    Summoned(Summoned),
    /// It was supervised (督办): visited, heard, followed.
    Supervised(Supervised),
    /// A step of handling again was taken and evidenced (S0.13).
    Redone(Redone),
    /// A signing deputy rated it once more (回头看, 二次评价).
    LookedBack(LookedBack),
    /// It was assessed by a questionnaire, a third party, a committee or a vote.
    Assessed(Box<Assessed>),
    /// The office told the totals of a round's opinions.
    OpinionsAnnounced(OpinionsAnnounced),
    /// The office settled which of several decisions made apart holds.
    Resolved(Resolved),
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
    /// The tests of the rulebook it passed, in their wording (S0.9).
    #[serde(default)]
    pub tests: Vec<String>,
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
    /// The committee that follows it, where named.
    #[serde(default)]
    pub committee: Option<String>,
    /// Which criteria it meets.
    #[serde(default)]
    pub criteria: Vec<KeyCriterion>,
    /// Why, in words.
    #[serde(default)]
    pub reason: String,
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
    /// The meeting at which it was assigned (交办会), where it was at one.
    #[serde(default)]
    pub meeting: Option<String>,
    /// The level that handles it, where the place routes by level (S3.13).
    #[serde(default)]
    pub level: Option<String>,
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
    /// Who agreed that it comes back late, where it does.
    #[serde(default)]
    pub consent: Option<String>,
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
    /// The head of the unit who signed it (签发人), where the record says (R2).
    #[serde(default)]
    pub signed_by: Option<String>,
    /// Whether it bears the unit's seal (R2).
    #[serde(default)]
    pub sealed: bool,
    /// Whether the feedback form was enclosed (R2).
    #[serde(default)]
    pub form_enclosed: bool,
}

impl Consulted {
    /// Whether it is the meeting of `phase`; one from a ledger that names no phase
    /// counts for all.
    pub fn counts_for(&self, phase: ConsultPhase) -> bool {
        self.phase == phase || self.phase == ConsultPhase::Unstated
    }
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
    /// What the deputy says of the reply to single points.
    #[serde(default)]
    pub points: Vec<PointOpinion>,
    /// What the deputy finds wrong with the reply or the handling.
    #[serde(default)]
    pub defects: Vec<Defect>,
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

/// Body of [`Event::PointsSplit`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PointsSplit {
    /// The points, which take the place of those there were.
    pub points: Vec<String>,
}

/// Body of [`Event::Joined`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Joined {
    /// The other suggestion.
    pub with: SuggestionId,
    /// The day.
    #[serde(with = "crate::date")]
    pub on: NaiveDate,
}

/// Body of [`Event::Parted`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parted {
    /// The other suggestion.
    pub with: SuggestionId,
    /// Why.
    pub reason: String,
}

/// Body of [`Event::OpinionGiven`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpinionGiven {
    /// The assisting unit.
    pub unit: String,
    /// The day.
    #[serde(with = "crate::date")]
    pub on: NaiveDate,
    /// The opinion, which is attached to the lead unit's reply.
    pub text: String,
    /// Whether it agrees with the lead unit; where it does not, the government's
    /// coordinator settles it before the reply (R1, R10).
    pub agrees: bool,
}

/// Body of [`Event::Coordinated`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coordinated {
    /// The day.
    #[serde(with = "crate::date")]
    pub on: NaiveDate,
    /// What was settled.
    pub outcome: String,
}

/// Body of [`Event::Suspended`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suspended {
    /// The first day that does not count.
    #[serde(with = "crate::date")]
    pub on: NaiveDate,
    /// Why time has to stop.
    pub reason: String,
    /// Who consented.
    pub consent: String,
}

/// Body of [`Event::Resumed`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resumed {
    /// The first day that counts again.
    #[serde(with = "crate::date")]
    pub on: NaiveDate,
    /// What changed.
    #[serde(default)]
    pub note: String,
}

/// Body of [`Event::Delivered`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivered {
    /// The unit whose reply it is.
    pub unit: String,
    /// The day.
    #[serde(with = "crate::date")]
    pub on: NaiveDate,
    /// The signing deputies who got it.
    pub deputies: Vec<String>,
}

/// Body of [`Event::DefectsNoted`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DefectsNoted {
    /// The unit.
    pub unit: String,
    /// The day.
    #[serde(with = "crate::date")]
    pub on: NaiveDate,
    /// What is wrong.
    pub defects: Vec<Defect>,
    /// In words, with the occasion, such as a hearing or a joint investigation (S1.7).
    pub note: String,
}

/// Body of [`Event::Summoned`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summoned {
    /// The unit.
    pub unit: String,
    /// The day.
    #[serde(with = "crate::date")]
    pub on: NaiveDate,
    /// Who summoned it.
    pub by: String,
    /// Who came.
    #[serde(default)]
    pub people: Vec<String>,
    /// What came of it.
    pub outcome: String,
}

/// Body of [`Event::Supervised`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Supervised {
    /// The day.
    #[serde(with = "crate::date")]
    pub on: NaiveDate,
    /// In which role.
    pub role: SupervisorRole,
    /// In which form.
    pub form: SupervisionForm,
    /// On the spot or over the network.
    pub medium: Medium,
    /// Who supervised: an officer, a committee, an office.
    pub by: String,
    /// Who else took part.
    #[serde(default)]
    pub people: Vec<String>,
    /// What was found.
    pub finding: String,
}

/// Body of [`Event::Redone`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Redone {
    /// The unit.
    pub unit: String,
    /// The day.
    #[serde(with = "crate::date")]
    pub on: NaiveDate,
    /// Which step; the new reply is an [`Event::Replied`] of its own.
    pub step: RedoStep,
    /// Whom they visited, for a visit.
    #[serde(default)]
    pub people: Vec<String>,
    /// What shows that it was done.
    pub evidence: String,
}

/// Body of [`Event::LookedBack`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LookedBack {
    /// The signing deputy.
    pub deputy: String,
    /// The day.
    #[serde(with = "crate::date")]
    pub on: NaiveDate,
    /// Opinion on the process, where it is rated apart.
    #[serde(default)]
    pub process: Option<Rating>,
    /// Opinion on the result.
    pub result: Rating,
    /// What the deputy adds; required where the result is dissatisfied.
    #[serde(default)]
    pub note: String,
}

/// Body of [`Event::Assessed`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessed {
    /// The day.
    #[serde(with = "crate::date")]
    pub on: NaiveDate,
    /// What kind of assessment.
    pub kind: AssessmentKind,
    /// Who assessed: a committee, the statistics bureau, the standing committee's meeting.
    pub by: String,
    /// The count, where one was taken.
    #[serde(default)]
    pub tally: Option<crate::verdict::Tally>,
    /// What was found.
    #[serde(default)]
    pub finding: String,
    /// By which rule the count was judged, where it came from a poll that states its own;
    /// otherwise the rulebook's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<crate::verdict::VoteRule>,
}

/// Body of [`Event::OpinionsAnnounced`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpinionsAnnounced {
    /// The day.
    #[serde(with = "crate::date")]
    pub on: NaiveDate,
    /// The round, counted from 1.
    pub round: u32,
    /// How many rated the process how, where it is rated apart.
    #[serde(default)]
    pub process: Option<OpinionTotals>,
    /// How many rated the result how: each deputy's last word.
    pub result: OpinionTotals,
}

/// Body of [`Event::Resolved`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resolved {
    /// The event that holds.
    pub keep: EventId,
    /// The events that do not.
    pub dropped: Vec<EventId>,
    /// The day.
    #[serde(with = "crate::date")]
    pub on: NaiveDate,
    /// Why.
    pub reason: String,
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
