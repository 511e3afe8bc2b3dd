//! One suggestion in full (建议详情), and what acting on it answers.

use crate::ledger::LedgerRow;
use crate::message::Failure;
use crate::workspace::FormRules;
use chrono::{DateTime, FixedOffset, NaiveDate};
use huiyin_rules::ids::{EventId, SuggestionId};
use huiyin_rules::rulebook::Light;
use huiyin_rules::suggestion::{
    Action, ConsultPhase, Defect, Dossier, LaneRole, PointAnswer, PointOpinion, Promise, Source,
};
use huiyin_rules::{AnswerClass, Rating};
use serde::{Deserialize, Serialize};

/// Everything the page of one suggestion shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ItemView {
    /// The ledger's row of it.
    pub row: LedgerRow,
    /// What it says and who signs it.
    pub dossier: Dossier,
    /// The row it was entered from.
    pub source: Option<Source>,
    /// The stage, in words, with what that stage knows (the reason it was not accepted, what it was merged into).
    pub stage_text: String,
    /// Who leads the key supervision.
    pub supervisor: Option<String>,
    /// Rounds, oldest first.
    pub rounds: Vec<RoundView>,
    /// Work on promises: unit, day, note; oldest first.
    pub progress: Vec<(String, NaiveDate, String)>,
    /// Promises kept: unit, day, second answer.
    pub fulfilled: Vec<(String, NaiveDate, String)>,
    /// Deadlines, running ones first.
    pub deadlines: Vec<DeadlineView>,
    /// Who did what when on what basis, oldest first.
    pub timeline: Vec<TimelineEntry>,
    /// What the acting party may do now and what not, each refusal explaining itself.
    pub actions: Vec<ActionView>,
    /// The latest event that stands, which undo would take back.
    pub latest: Option<EventId>,
    /// What the classes say under the rulebook in force.
    pub classes: Vec<ClassView>,
    /// Contradictions found while folding its events, in words.
    pub anomalies: Vec<String>,
    /// The rulebook it is judged by: title, and since when it is in force.
    pub rulebook: (String, String),
    /// What its forms need of that rulebook, which need not be the one in force for new ones.
    pub forms: FormRules,
    /// Key supervision: committee, criteria and reason in words; empty where there is none.
    pub key_facts: Vec<(String, String)>,
    /// The suggestions it is handled together with: id, number and title.
    pub joined: Vec<(SuggestionId, String, String)>,
    /// Acts of supervision, summons, reminders, defects and assessments, oldest first.
    pub oversight: Vec<OversightView>,
    /// Reminders so far.
    pub reminders: u32,
    /// Meetings the rulebook asks for, each with whether it was held.
    pub contacts: Vec<(ConsultPhase, bool)>,
    /// Who answers for each step, where the place says: step and owner.
    pub step_owners: Vec<(String, String)>,
    /// Why opinions are hidden from the asking party; empty where they are not.
    pub opinions_hidden: String,
    /// Totals of the opinions, where only they may be seen: satisfied, basically, dissatisfied.
    pub opinion_totals: Option<[u32; 3]>,
    /// Contradictions about it that the office has to settle.
    pub conflicts: u32,
}

/// Something done to see that it is handled well.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OversightView {
    /// What it is: 督办, 约谈, 催办, 办理问题, 评估, in the asked language.
    pub what: String,
    /// The day.
    #[serde(with = "huiyin_rules::date")]
    pub on: NaiveDate,
    /// Who did it; may be empty.
    pub by: String,
    /// The unit concerned; may be empty.
    pub unit: String,
    /// Form, medium, role, defects, counts: in words.
    pub facts: String,
    /// What was found or came of it.
    pub text: String,
}

/// An answer class under the rulebook in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassView {
    /// The letter.
    pub class: AnswerClass,
    /// What it says, in the asked language.
    pub text: String,
    /// Whether a reply of this class must say what is promised.
    pub promise_required: bool,
}

/// One round of handling.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RoundView {
    /// The day it began.
    #[serde(with = "huiyin_rules::date::option")]
    pub began: Option<NaiveDate>,
    /// Why, after the first.
    pub reason: Option<String>,
    /// The units.
    pub lanes: Vec<LaneView>,
    /// Meetings with the deputies: unit, day, phase, people, outcome.
    pub consultations: Vec<ConsultView>,
    /// The deputies' opinions.
    pub evaluations: Vec<EvaluationView>,
    /// Assisting units' opinions: unit, day, text, whether it agrees.
    pub opinions: Vec<(String, NaiveDate, String, bool)>,
    /// Disagreements settled: day, outcome.
    pub coordinated: Vec<(NaiveDate, String)>,
    /// Times that do not count: from, until, reason, consent.
    pub suspensions: Vec<(NaiveDate, Option<NaiveDate>, String, String)>,
    /// Signing deputies who have not been handed the reply, by unit, where any has.
    pub undelivered: Vec<(String, Vec<String>)>,
    /// The steps of handling again the rulebook asks for: wording, evidence (empty where missing).
    pub redo: Vec<(String, String)>,
    /// Opinions given when looking back.
    pub look_backs: Vec<EvaluationView>,
}

/// One unit's part.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LaneView {
    /// The unit.
    pub unit: String,
    /// Its part.
    pub role: LaneRole,
    /// How far it is, in words.
    pub state: String,
    /// Its reply.
    pub reply: Option<ReplyView>,
}

/// A reply.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReplyView {
    /// The day.
    #[serde(with = "huiyin_rules::date::option")]
    pub on: Option<NaiveDate>,
    /// The class.
    pub class: AnswerClass,
    /// The text.
    pub text: String,
    /// The answers to the points.
    pub points: Vec<PointAnswer>,
    /// What is promised.
    pub promise: Option<Promise>,
    /// How it is signed, sealed and sent, in words; may be empty.
    pub form: String,
}

/// A meeting with the deputies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the fields of the event of the same name")]
pub struct ConsultView {
    pub unit: String,
    #[serde(with = "huiyin_rules::date::option")]
    pub on: Option<NaiveDate>,
    pub phase: ConsultPhase,
    pub people: Vec<String>,
    pub outcome: String,
}

/// A deputy's opinion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the fields of the event of the same name")]
pub struct EvaluationView {
    pub deputy: String,
    #[serde(with = "huiyin_rules::date::option")]
    pub on: Option<NaiveDate>,
    pub process: Option<Rating>,
    pub result: Rating,
    pub note: String,
    pub points: Vec<PointOpinion>,
    pub defects: Vec<Defect>,
}

/// A deadline that says how its day was reached.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DeadlineView {
    /// What is due.
    pub what: String,
    /// Whose it is, where it is one unit's.
    pub unit: Option<String>,
    /// The day the period starts from.
    #[serde(with = "huiyin_rules::date")]
    pub start: NaiveDate,
    /// The last day.
    #[serde(with = "huiyin_rules::date")]
    pub due: NaiveDate,
    /// May move (暂估).
    pub provisional: bool,
    /// The day it was met.
    #[serde(with = "huiyin_rules::date::option")]
    pub met_on: Option<NaiveDate>,
    /// How urgent; met ones are `Done` or were late.
    pub light: Light,
    /// Working days left, negative when overdue; 0 where met.
    pub days_left: i32,
    /// How the day was reached, one sentence a step.
    pub steps: Vec<String>,
    /// The rule's source.
    pub source: String,
}

/// Who did what when on what basis.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TimelineEntry {
    /// The event.
    pub event: EventId,
    /// The day it happened, as stated.
    #[serde(with = "huiyin_rules::date::option")]
    pub on: Option<NaiveDate>,
    /// When it was recorded.
    pub at: DateTime<FixedOffset>,
    /// Whose act it is.
    pub who: String,
    /// Who recorded it, where somebody else.
    pub recorded_by: Option<String>,
    /// What, in a few words.
    pub what: String,
    /// The particulars; may be empty.
    pub detail: String,
    /// The rule it rests on; may be empty.
    pub basis: String,
    /// The round it belongs to, from 1; 0 before the first assignment.
    pub round: u32,
    /// Taken back later.
    pub undone: bool,
    /// Why it does not count, in the asked language; empty where it does.
    pub not_counted: String,
}

/// An action and whether it may be done now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ActionView {
    /// The action.
    pub action: Action,
    /// Its name in the asked language.
    pub label: String,
    /// Why not now, where not.
    pub refusal: Option<Failure>,
}

/// The answer to something done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acted {
    /// The suggestion.
    pub id: SuggestionId,
    /// The position of its last event: it is on disk up to here.
    pub head: u64,
    /// What was done, for a notice.
    pub text: String,
}

/// The answer to a batch, one line for each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchResult {
    /// The lines, in the order asked.
    pub lines: Vec<BatchLine>,
    /// How many were done (or would be).
    pub done: u32,
}

/// One line of a batch's answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchLine {
    /// The suggestion.
    pub id: SuggestionId,
    /// Its number and title.
    pub label: String,
    /// Why not, where not.
    pub failure: Option<Failure>,
}
