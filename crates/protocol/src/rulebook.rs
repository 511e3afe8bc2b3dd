//! Rulebooks: read, derived, checked, adopted; calendars and committees with them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A rulebook, rule by rule.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulebookView {
    /// Its id.
    pub name: String,
    /// Title.
    pub title: String,
    /// The title in Chinese and English, for editing.
    pub titles: (String, String),
    /// The id of the one it inherits from; empty for none.
    pub inherits: String,
    /// The rules.
    pub rules: Vec<RuleView>,
    /// The versions in force in this workspace, the newest first; empty for a preset that is only looked at.
    pub versions: Vec<VersionView>,
    /// The document as stated, for a file.
    pub document: String,
}

/// One rule with its value and where it comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleView {
    /// A stable code, such as `reply`.
    pub code: String,
    /// What it governs.
    pub label: String,
    /// Its value in words.
    pub value: String,
    /// Its value as JSON, for editing.
    pub json: String,
    /// How it is edited.
    pub form: RuleForm,
    /// The source's citation.
    pub cite: String,
    /// The source's text.
    pub text: String,
    /// The source's text in Chinese and English, for editing.
    pub texts: (String, String),
    /// The rulebook it is inherited from, where not its own.
    pub inherited_from: Option<String>,
    /// Values of other places to begin with, where there are any.
    pub samples: Vec<RuleSample>,
}

/// A value of another place, for an office to take and change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleSample {
    /// What it is called.
    pub title: String,
    /// The value as JSON.
    pub json: String,
    /// Its citation.
    pub cite: String,
    /// The source's text in Chinese and English.
    pub texts: (String, String),
}

/// How a rule's value is edited. Options are a JSON value and its wording.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum RuleForm {
    /// A period or nothing: `{"count":3,"unit":"months"}`.
    Period,
    /// A day of the year or nothing: `{"month":12,"day":31,"years":0}`.
    YearDay,
    /// `true` or `false`.
    Flag,
    /// A whole number; `true` where it may be nothing.
    Number(bool),
    /// A share or nothing: `{"numerator":1,"denominator":10}`.
    Share,
    /// One of these.
    Choice(Vec<(String, String)>),
    /// Any of these, in this order.
    Many(Vec<(String, String)>),
    /// A list of texts in both languages: `[{"zh":"…","en":"…"}]`.
    Texts,
    /// Anything else: the JSON itself.
    #[default]
    Json,
}

/// What becomes of suggestions that are under way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Existing {
    /// They keep the rules they had.
    #[default]
    Keep,
    /// They move to the new ones.
    Move,
}

/// A rulebook in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionView {
    /// Its title.
    pub title: String,
    /// The day it is in force from.
    #[serde(with = "huiyin_rules::date::option")]
    pub from: Option<NaiveDate>,
    /// What became of suggestions under way.
    pub existing: Existing,
    /// When it was adopted, `2026-11-22 10:30`, and by whom.
    pub adopted: (String, String),
    /// Suggestions judged by it now.
    pub items: u32,
}

/// A document that is wrong: where and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentFault {
    /// The line, from 1.
    pub line: Option<u32>,
    /// The place, such as `reply.value`.
    pub at: String,
    /// What is wrong and what is allowed.
    pub text: String,
}

/// What a document that was looked through came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Looked {
    /// It reads; what adopting it would move.
    Good(Box<crate::report::ChangeView>),
    /// It does not.
    Wrong(DocumentFault),
}

/// An evaluation window (测评窗口): within it deputies rate, and units see totals only after it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WindowView {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// First day.
    #[serde(with = "huiyin_rules::date")]
    pub opens: NaiveDate,
    /// Last day.
    #[serde(with = "huiyin_rules::date")]
    pub closes: NaiveDate,
    /// Whether it is for looking back.
    pub look_back: bool,
    /// Whether deputies can rate in it today.
    pub open: bool,
    /// Suggestions in it.
    pub items: u32,
    /// Opinions asked for and given.
    pub opinions: (u32, u32),
    /// Totals by unit: unit, satisfied, basically, dissatisfied; `None` where they may not be shown.
    pub totals: Vec<(String, Option<[u32; 3]>)>,
    /// Why totals are not shown, where not.
    pub hidden: String,
    /// Deputies who have not given every opinion asked of them: name and how many; for the office only.
    pub waiting: Vec<(String, u32)>,
}
