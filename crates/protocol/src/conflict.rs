//! Decisions that were made apart and cannot both hold (记录冲突), for the page on
//! which the office settles them.

use chrono::{DateTime, FixedOffset, NaiveDate};
use huiyin_rules::ids::{EventId, SuggestionId};
use serde::{Deserialize, Serialize};

/// What contradicts, and what can be done about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConflictView {
    /// What kind of contradiction.
    pub kind: ConflictKind,
    /// The suggestion concerned; of two with one number the first.
    pub id: SuggestionId,
    /// Its official number; may be empty.
    pub number: String,
    /// Its title.
    pub title: String,
    /// What contradicts each other; the one that counts for now comes first.
    pub sides: Vec<ConflictSide>,
    /// What to do, in the asked language.
    pub advice: String,
    /// Whether the asking party can settle it here with [`huiyin_rules::suggestion::Command::Resolve`].
    pub resolvable: bool,
}

/// What kind of contradiction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ConflictKind {
    /// Two decisions about one suggestion, neither made in the knowledge of the other.
    Race,
    /// Two suggestions in force with the same official number.
    Number,
}

/// One of the things that contradict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConflictSide {
    /// The suggestion it belongs to.
    pub suggestion: SuggestionId,
    /// That suggestion's number and title.
    pub label: String,
    /// The event, as [`huiyin_rules::suggestion::Command::Resolve`] names it; `None` where
    /// it is a number.
    pub event: Option<EventId>,
    /// The day it happened, as stated.
    #[serde(with = "huiyin_rules::date::option")]
    pub on: Option<NaiveDate>,
    /// When it was recorded; `None` where it is a number.
    pub at: Option<DateTime<FixedOffset>>,
    /// Whose act it is; may be empty where it is a number.
    pub who: String,
    /// Who recorded it, where somebody else.
    pub recorded_by: Option<String>,
    /// What, in a few words, as the timeline says it.
    pub what: String,
    /// The particulars; may be empty.
    pub detail: String,
    /// Whether it counts for now.
    pub counts: bool,
    /// Why it counts for now or not, in the asked language.
    pub why: String,
}
