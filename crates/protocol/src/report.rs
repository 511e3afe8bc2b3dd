//! Reports over many suggestions: quota and candidates, calendar, units and their
//! cards, promises across years, the mid-year gate, looking back, committees, and
//! what a change of rules would move.
//!
//! A report is gathered by folding the suggestions it is about, so it may take a
//! while: it reports progress and can be cancelled like any long work.

use crate::ledger::{LedgerQuery, LedgerRow};
use crate::stats::RateView;
use chrono::NaiveDate;
use huiyin_rules::ids::SuggestionId;
use huiyin_rules::rulebook::Light;
use huiyin_rules::suggestion::KeyCriterion;
use huiyin_rules::verdict::Tally;
use huiyin_rules::{Fraction, Rating};
use serde::{Deserialize, Serialize};

/// What to report.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ReportQuery {
    /// The quota of key supervision, its candidates, committees' shares; [`ReportView::Key`].
    Key {
        /// The year.
        year: i32,
    },
    /// What falls due from one day to another; [`ReportView::Calendar`].
    Calendar {
        /// First day.
        #[serde(with = "huiyin_rules::date")]
        from: NaiveDate,
        /// Last day, at most 400 days later.
        #[serde(with = "huiyin_rules::date")]
        to: NaiveDate,
        /// Only what the asking party has a part in.
        mine: bool,
    },
    /// One unit's year; [`ReportView::Unit`].
    Unit {
        /// The unit.
        unit: String,
        /// The year.
        year: i32,
    },
    /// All units side by side; [`ReportView::Units`].
    Units {
        /// The year.
        year: i32,
    },
    /// Promises across years; [`ReportView::Commitments`].
    Commitments {
        /// Also those that were kept.
        kept: bool,
        /// Only this unit's.
        unit: Option<String>,
    },
    /// The mid-year gate; [`ReportView::MidYear`].
    MidYear {
        /// The year.
        year: i32,
    },
    /// Looking back, revisiting, following up, third-party assessment; [`ReportView::LookBack`].
    LookBack {
        /// The year of assignment.
        year: i32,
    },
    /// Satisfaction votes of the standing committee; [`ReportView::Votes`].
    Votes {
        /// Only those taken in this year.
        year: Option<i32>,
    },
}

/// A report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(
    missing_docs,
    reason = "each is the answer to the query of the same name"
)]
pub enum ReportView {
    Key(Box<KeyView>),
    Calendar(CalendarView),
    Unit(Box<UnitView>),
    Units(UnitsView),
    Commitments(CommitmentsView),
    MidYear(MidYearView),
    LookBack(LookBackView),
    Votes(VotesView),
}

/// Something a rule is missed by, said plainly.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alarm {
    /// A stable key, such as `key-quota`.
    pub rule: String,
    /// What is missed and by how much.
    pub text: String,
    /// The rule's source.
    pub source: String,
}

/// Key supervision of a year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KeyView {
    /// The year.
    pub year: i32,
    /// Suggestions that count.
    pub total: u64,
    /// Of these under key supervision.
    pub key: u64,
    /// How many the quota asks for; `None` where the rulebook sets none.
    pub required: Option<u64>,
    /// How many are missing.
    pub missing: u64,
    /// The arithmetic, such as `95 × 10% ＝ 9.5，进位为10；现有8件，缺2件`.
    pub arithmetic: String,
    /// The rule, in words.
    pub rule: String,
    /// Its source.
    pub source: String,
    /// What is missed: the quota, leaders, committees.
    pub alarms: Vec<Alarm>,
    /// Those under key supervision.
    pub chosen: Vec<KeyChosen>,
    /// Those proposed, the best reasons first, at most 100.
    pub candidates: Vec<KeyCandidate>,
    /// Committees with what each leads and evaluates.
    pub committees: Vec<CommitteeLine>,
}

/// A suggestion under key supervision.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KeyChosen {
    /// Its row.
    pub row: LedgerRow,
    /// The leading officer; may be empty.
    pub supervisor: String,
    /// The committee; may be empty.
    pub committee: String,
    /// The criteria it meets, in words.
    pub criteria: Vec<String>,
    /// Acts of supervision so far.
    pub supervised: u32,
}

/// A suggestion proposed for key supervision; offices decide.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KeyCandidate {
    /// Its row.
    pub row: LedgerRow,
    /// The criteria found.
    pub criteria: Vec<KeyCriterion>,
    /// Why, one sentence each.
    pub reasons: Vec<String>,
    /// The ones it resembles.
    pub related: Vec<Related>,
}

/// One of the same matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Related {
    /// Which.
    pub id: SuggestionId,
    /// Its number.
    pub number: String,
    /// Its title.
    pub title: String,
    /// Its year; 0 where not known.
    pub year: u16,
    /// How alike, in percent.
    pub percent: u8,
}

/// A committee's part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommitteeLine {
    /// Its name.
    pub name: String,
    /// Key suggestions it follows.
    pub key: u32,
    /// Performance evaluations it made this year.
    pub evaluated: u32,
    /// How many the rulebook asks for.
    pub required: Option<u32>,
    /// Whether it misses them.
    pub missing: bool,
}

/// Deadlines by day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CalendarView {
    /// Every day of the span, in order.
    pub days: Vec<CalendarDay>,
    /// Entries that are overdue already before the first day, the oldest first, at most 500.
    pub overdue: Vec<CalendarEntry>,
    /// How many of those there are in all.
    pub overdue_total: u32,
}

/// One day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CalendarDay {
    /// The day.
    #[serde(with = "huiyin_rules::date")]
    pub date: NaiveDate,
    /// Whether offices are open.
    pub working: bool,
    /// The holiday's or make-up day's name; empty on plain days.
    pub name: String,
    /// Whether this was announced.
    pub announced: bool,
    /// What is due.
    pub entries: Vec<CalendarEntry>,
}

/// Something due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarEntry {
    /// The suggestion.
    pub id: SuggestionId,
    /// Its number.
    pub number: String,
    /// Its title.
    pub title: String,
    /// What is due, such as 答复.
    pub what: String,
    /// Whose it is; may be empty.
    pub unit: String,
    /// The last day.
    #[serde(with = "huiyin_rules::date")]
    pub due: NaiveDate,
    /// How urgent.
    pub light: Light,
    /// May move (暂估).
    pub provisional: bool,
}

/// One unit's year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UnitView {
    /// The unit.
    pub unit: String,
    /// The year.
    pub year: i32,
    /// How many it leads, handles separately, assists.
    pub parts: [u32; 3],
    /// Its rates.
    pub rates: Vec<RateView>,
    /// Opinions on it: satisfied, basically, dissatisfied; `None` where they may not be shown yet.
    pub opinions: Option<[u32; 3]>,
    /// Why they are not shown, where not.
    pub opinions_hidden: String,
    /// Facts with their number, such as reminders, summons, late replies, defects.
    pub facts: Vec<FactLine>,
    /// Its card, where the rulebook has one.
    pub card: Option<CardView>,
    /// All its items.
    pub items: LedgerQuery,
    /// The ledger rows, at most 200.
    pub rows: Vec<LedgerRow>,
}

/// A counted fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactLine {
    /// What is counted.
    pub label: String,
    /// How many or which share, in words.
    pub value: String,
}

/// A score card filled in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardView {
    /// Its lines.
    pub lines: Vec<CardLine>,
    /// The total, as shown; judged lines not included.
    pub total: String,
    /// The grade, where the card has grades.
    pub grade: String,
    /// How many lines people still have to judge.
    pub open: u32,
    /// The card's source.
    pub source: String,
}

/// A line of a card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardLine {
    /// What it is called.
    pub label: String,
    /// The points, as shown; empty where people judge.
    pub points: String,
    /// The fact it rests on.
    pub fact: String,
    /// The arithmetic.
    pub arithmetic: String,
}

/// All units of a year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UnitsView {
    /// The year.
    pub year: i32,
    /// The units, the best ranked first, those not ranked last.
    pub units: Vec<UnitLine>,
    /// Units and deputies prepared for an award, for decision.
    pub awards: Vec<AwardLine>,
    /// The rule by which few items are not compared.
    pub rank_rule: String,
}

/// One unit beside the others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitLine {
    /// The unit.
    pub unit: String,
    /// Its place; `None` where its numbers are too small to compare.
    pub rank: Option<u32>,
    /// Why it is not ranked, where not.
    pub note: String,
    /// Items it owes the reply of, and those it assists.
    pub items: u32,
    /// Items it assists.
    pub assists: u32,
    /// Replied of owed.
    pub replied: Fraction,
    /// Completed of owed.
    pub completed: Fraction,
    /// Complete meetings of owed (三见面).
    pub contacts: Fraction,
    /// Satisfied of evaluated.
    pub satisfied: Fraction,
    /// Late.
    pub late: u32,
    /// Reminders.
    pub reminders: u32,
    /// Points, as shown; empty without a card.
    pub points: String,
    /// Grade; may be empty.
    pub grade: String,
}

/// Somebody prepared for an award (S1.16).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AwardLine {
    /// For what: units, deputies, lead proposers.
    pub list: String,
    /// Who.
    pub name: String,
    /// Why.
    pub reason: String,
}

/// Promises across years.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommitmentsView {
    /// The promises, the most urgent first, at most 1,000; the table has all of them.
    pub rows: Vec<CommitmentRow>,
    /// In all, open, overdue, kept.
    pub counts: [u64; 4],
    /// By year of the promise: year, made, kept, open.
    pub years: Vec<(i32, u64, u64, u64)>,
}

/// One promise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommitmentRow {
    /// The suggestion.
    pub id: SuggestionId,
    /// Its number, which it keeps.
    pub number: String,
    /// Its title.
    pub title: String,
    /// The unit.
    pub unit: String,
    /// What was promised; empty where only the class says so.
    pub what: String,
    /// The day of the reply that promised it.
    #[serde(with = "huiyin_rules::date::option")]
    pub since: Option<NaiveDate>,
    /// The day it was promised for.
    #[serde(with = "huiyin_rules::date::option")]
    pub due: Option<NaiveDate>,
    /// How urgent.
    pub light: Light,
    /// Years it was carried over.
    pub carried: u32,
    /// Reports of progress so far and the latest one.
    pub progress: (u32, String),
    /// The day it was kept.
    #[serde(with = "huiyin_rules::date::option")]
    pub kept: Option<NaiveDate>,
}

/// The mid-year gate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MidYearView {
    /// The year.
    pub year: i32,
    /// The gate's day; `None` where the rulebook sets none.
    #[serde(with = "huiyin_rules::date::option")]
    pub gate: Option<NaiveDate>,
    /// The rule in words.
    pub rule: String,
    /// Its source.
    pub source: String,
    /// Done of all, by the gate or today, whichever is earlier.
    pub done: Fraction,
    /// Whether that is enough.
    pub passed: bool,
    /// Units, those to be warned first.
    pub units: Vec<MidYearUnit>,
}

/// A unit at the gate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MidYearUnit {
    /// The unit.
    pub unit: String,
    /// Done of owed.
    pub done: Fraction,
    /// Overdue now.
    pub overdue: u32,
    /// Whether to warn it, and why; empty where not.
    pub warn: String,
    /// Its open items.
    pub open: LedgerQuery,
}

/// Looking back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LookBackView {
    /// The year.
    pub year: i32,
    /// The rules in words with their sources: first evaluation, looking back, following up, third party.
    pub rules: Vec<(String, String)>,
    /// The list to revisit, the most urgent first.
    pub rows: Vec<LookBackRow>,
    /// Suggestions within the scope of a third party: row and why.
    pub third_party: Vec<(LedgerRow, String)>,
    /// Suggestions followed up after their year: row, year of following, last act.
    pub tracked: Vec<(LedgerRow, String)>,
}

/// One to look back on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LookBackRow {
    /// Its row.
    pub row: LedgerRow,
    /// The day of the first opinion.
    #[serde(with = "huiyin_rules::date::option")]
    pub first: Option<NaiveDate>,
    /// When the first opinion is due.
    #[serde(with = "huiyin_rules::date::option")]
    pub first_due: Option<NaiveDate>,
    /// When the second is due.
    #[serde(with = "huiyin_rules::date::option")]
    pub due: Option<NaiveDate>,
    /// How the second stands.
    pub light: Light,
    /// The day it was done.
    #[serde(with = "huiyin_rules::date::option")]
    pub done: Option<NaiveDate>,
}

/// Satisfaction votes, each with its verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VotesView {
    /// The votes, the latest first; those of one day in the order of numbers.
    pub rows: Vec<VoteRow>,
}

/// One vote on one suggestion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoteRow {
    /// The suggestion.
    pub id: SuggestionId,
    /// Its number.
    pub number: String,
    /// Its title.
    pub title: String,
    /// The day of the vote.
    #[serde(with = "huiyin_rules::date")]
    pub on: NaiveDate,
    /// Who voted, such as the standing committee's meeting.
    pub by: String,
    /// What was counted.
    pub tally: Tally,
    /// The verdict; `None` where the count gives none.
    pub verdict: Option<Rating>,
    /// The verdict in words, or why there is none.
    pub text: String,
    /// The arithmetic, one sentence a step.
    pub steps: Vec<String>,
    /// The source of the rule.
    pub source: String,
}

/// What a change of rulebook or calendar would move.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeView {
    /// Rules that differ: name, from, to.
    pub rules: Vec<(String, String, String)>,
    /// Days of the calendar that differ: day, from, to.
    pub days: Vec<(String, String, String)>,
    /// Running deadlines that move, the earliest first, at most 500.
    pub moved: Vec<MovedDeadline>,
    /// How many move in all.
    pub moved_total: u32,
    /// Lights that change: from, to, how many.
    pub lights: Vec<(Light, Light, u32)>,
    /// Quotas and rates before and after: name, before, after.
    pub figures: Vec<(String, String, String)>,
    /// Suggestions that keep the rules they had.
    pub kept: u32,
}

/// A running deadline before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovedDeadline {
    /// The suggestion.
    pub id: SuggestionId,
    /// Its number.
    pub number: String,
    /// Its title.
    pub title: String,
    /// What is due.
    pub what: String,
    /// Whose; may be empty.
    pub unit: String,
    /// Before; `None` where there was none.
    #[serde(with = "huiyin_rules::date::option")]
    pub from: Option<NaiveDate>,
    /// After; `None` where there is none any more.
    #[serde(with = "huiyin_rules::date::option")]
    pub to: Option<NaiveDate>,
}
