//! The ledger (建议台账) and the desk (工作台): rows, filters, sorting.

use chrono::NaiveDate;
use huiyin_rules::ids::SuggestionId;
use huiyin_rules::rulebook::Light;
use huiyin_rules::suggestion::{Kind, StageName};
use huiyin_rules::{AnswerClass, Rating};
use serde::{Deserialize, Serialize};

/// A question to the ledger: what to keep, in which order, which window of it.
/// Empty lists and `None` keep everything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct LedgerQuery {
    /// Words to be found in number, title, deputies, units: parts of words and
    /// pinyin initials (`gjzx` finds 公交专线); several words must all be found.
    pub text: String,
    /// Stages to keep; empty keeps those that count plus everything before them, but nothing void.
    pub stages: Vec<StageName>,
    /// Suggestions or motions.
    pub kind: Option<Kind>,
    /// Only those under key supervision, or only the others.
    pub key: Option<bool>,
    /// A unit, in any part.
    pub unit: Option<String>,
    /// A unit that owes the reply: the lead unit, or one that handles its part separately.
    pub reply_unit: Option<String>,
    /// A category; `Some("")` for those without.
    pub category: Option<String>,
    /// A delegation.
    pub delegation: Option<String>,
    /// A signing deputy.
    pub deputy: Option<String>,
    /// A responsible leader.
    pub leader: Option<String>,
    /// A year of assignment, or of the number where it was not assigned.
    pub year: Option<i32>,
    /// Months of the reply, `2024-05`.
    pub replied_month: Option<String>,
    /// Classes that hold now.
    pub classes: Vec<AnswerClass>,
    /// Ratings that hold now; unrated ones are left out where this is not empty.
    pub ratings: Vec<Rating>,
    /// Lights of the next running deadline.
    pub lights: Vec<Light>,
    /// Only those with more than one round.
    pub rehandled: bool,
    /// Only those that promised something not yet kept.
    pub promised: bool,
    /// Only what the asking party has a part in.
    pub mine: bool,
    /// The order.
    pub sort: Sort,
    /// Backwards.
    pub descending: bool,
    /// First row of the window.
    pub offset: u32,
    /// Rows in the window, at most 1,000.
    pub limit: u32,
    /// Only those for which somebody still has to do this; the asking party, where
    /// `mine` is set.
    pub waits: Option<Waits>,
}

/// What somebody still has to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Waits {
    /// A unit has not taken it.
    Accept,
    /// A unit owes its reply.
    Reply,
    /// An assisting unit owes its opinion.
    Opinion,
    /// A reply was not handed to every signing deputy.
    Delivery,
    /// A step of handling again is not evidenced.
    Redo,
    /// A signing deputy has not given an opinion in this round.
    Evaluation,
    /// A signing deputy is asked to look back.
    LookBack,
    /// Time does not run.
    Suspended,
    /// Units disagree.
    Disagreement,
    /// A vote was dissatisfied with it, and it was not handled again.
    Rehandle,
    /// The deputies are satisfied and no vote stands against it: it can be closed.
    Close,
}

/// What to sort by; ties keep the order of numbers. Chinese texts sort by pinyin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[allow(missing_docs, reason = "each is the column of the same name")]
pub enum Sort {
    #[default]
    Number,
    Title,
    Category,
    Lead,
    Delegation,
    Unit,
    Stage,
    Assigned,
    Consulted,
    Replied,
    Class,
    Rating,
    Due,
}

/// The ledger's columns, in their natural order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[allow(missing_docs, reason = "each is the field of the same name in the row")]
pub enum Column {
    Number,
    Title,
    Kind,
    Category,
    Lead,
    CoSigners,
    Delegation,
    Leader,
    Units,
    Assisting,
    Key,
    Stage,
    Assigned,
    Consulted,
    Replied,
    Class,
    Rating,
    Due,
    Rounds,
}

impl Column {
    /// Every column, in natural order.
    pub const ALL: [Column; 19] = [
        Column::Number,
        Column::Title,
        Column::Kind,
        Column::Category,
        Column::Lead,
        Column::CoSigners,
        Column::Delegation,
        Column::Leader,
        Column::Units,
        Column::Assisting,
        Column::Key,
        Column::Stage,
        Column::Assigned,
        Column::Consulted,
        Column::Replied,
        Column::Class,
        Column::Rating,
        Column::Due,
        Column::Rounds,
    ];
}

/// A window of the ledger.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LedgerPage {
    /// The position the page was computed at.
    pub head: u64,
    /// Rows that match in all.
    pub total: u32,
    /// Index of the first row given.
    pub offset: u32,
    /// The rows.
    pub rows: Vec<LedgerRow>,
}

/// One row of the ledger.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LedgerRow {
    /// Identity.
    pub id: SuggestionId,
    /// Official number; empty before registration.
    pub number: String,
    /// Title.
    pub title: String,
    /// Suggestion or motion.
    pub kind: Kind,
    /// Category; empty where none is kept.
    pub category: String,
    /// Lead deputy.
    pub lead: String,
    /// Co-signers, joined with 、.
    pub co_signers: String,
    /// Delegation; may be empty.
    pub delegation: String,
    /// Responsible leader; may be empty.
    pub leader: String,
    /// Units that owe a reply, joined with 、.
    pub units: String,
    /// Assisting units, joined with 、.
    pub assisting: String,
    /// Under key supervision.
    pub key: bool,
    /// Stage.
    pub stage: StageName,
    /// Day of the first assignment.
    #[serde(with = "huiyin_rules::date::option")]
    pub assigned: Option<NaiveDate>,
    /// Day of the last meeting with the deputies.
    #[serde(with = "huiyin_rules::date::option")]
    pub consulted: Option<NaiveDate>,
    /// Day of the last reply.
    #[serde(with = "huiyin_rules::date::option")]
    pub replied: Option<NaiveDate>,
    /// Class that holds now.
    pub class: Option<AnswerClass>,
    /// Opinion that holds now.
    pub rating: Option<Rating>,
    /// The next running deadline.
    pub due: Option<DueCell>,
    /// Rounds of handling so far.
    pub rounds: u32,
}

/// A deadline in one cell: shape, word and colour come from `light`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueCell {
    /// What is due, in the asked language, such as 答复.
    pub what: String,
    /// The last day.
    #[serde(with = "huiyin_rules::date")]
    pub date: NaiveDate,
    /// The day may move when a holiday calendar not yet announced comes (暂估).
    pub provisional: bool,
    /// How urgent.
    pub light: Light,
    /// Working days left, negative when overdue.
    pub days_left: i32,
}

/// A value a filter can take, and how many rows have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facet {
    /// The value.
    pub value: String,
    /// Rows.
    pub count: u32,
}

/// The values that filters can take, each list in pinyin order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "each is the filter of the same name")]
pub struct Facets {
    pub units: Vec<Facet>,
    pub categories: Vec<Facet>,
    pub delegations: Vec<Facet>,
    pub leaders: Vec<Facet>,
    pub deputies: Vec<Facet>,
    pub years: Vec<Facet>,
}

/// My open work (工作台).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DeskView {
    /// The day it was computed for.
    #[serde(with = "huiyin_rules::date::option")]
    pub today: Option<NaiveDate>,
    /// What waits for the acting party, most urgent first; empty sections are kept, so that nothing looks lost.
    pub sections: Vec<DeskSection>,
}

/// One kind of open work.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DeskSection {
    /// A stable key, such as `to_screen`.
    pub key: String,
    /// Its title in the asked language.
    pub title: String,
    /// What to do with it.
    pub hint: String,
    /// How many.
    pub count: u32,
    /// The ledger query that shows all of them.
    pub query: LedgerQuery,
    /// The most urgent ones, at most eight.
    pub rows: Vec<LedgerRow>,
}
