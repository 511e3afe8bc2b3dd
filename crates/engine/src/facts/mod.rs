//! What is recorded about the workspace itself: its name, its rulebook, its
//! imports. Facts like any other, in the log beside the suggestions' events.

mod known;
mod public;

pub use known::{BookFact, BookSource, ImportFact, Stamp, Window, WindowFact, WorkspaceFacts};
pub use public::{
    BOARD, DRIVE_PREFIX, KEYS, PICTURED, PublicPlaces, STATIONS, VOICE_PREFIX, is_public,
};

use chrono::NaiveDate;
use huiyin_protocol::rulebook::Existing;
use huiyin_rules::ids::{ImportId, SuggestionId};
use serde::{Deserialize, Serialize};

/// The aggregate of events about the workspace as a whole.
pub const WORKSPACE: &str = "w";
/// How the aggregate of an import begins; its identity follows.
pub const IMPORT_PREFIX: &str = "i/";
/// How the aggregate of a poll begins; its identity follows.
pub const POLL_PREFIX: &str = "p/";
/// How the aggregate of a suggestion begins; its identity follows.
pub const SUGGESTION_PREFIX: &str = "s/";

/// One thing that happened to the workspace. Wire format: see [`huiyin_rules::suggestion::Event`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum WorkspaceEvent {
    /// The office named it.
    Named(Named),
    /// A preset was chosen as the rulebook: everything moves to it.
    RulebookChosen(RulebookChosen),
    /// The office's own rulebook was put in force from a day on.
    RulebookAdopted(RulebookAdopted),
    /// A holiday calendar was loaded over the one that ships.
    CalendarLoaded(CalendarLoaded),
    /// The committees were named.
    CommitteesNamed(CommitteesNamed),
    /// An evaluation window was opened for some suggestions.
    WindowOpened(WindowOpened),
    /// A window was closed before its last day.
    WindowClosed(WindowClosed),
    /// A ledger was imported.
    Imported(Imported),
    /// An import was taken back.
    ImportUndone(ImportUndone),
}

/// Body of [`WorkspaceEvent::Named`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// The name.
    pub name: String,
}

/// Body of [`WorkspaceEvent::RulebookChosen`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulebookChosen {
    /// The preset's name.
    pub rulebook: String,
}

/// Body of [`WorkspaceEvent::Imported`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imported {
    /// Which import.
    pub import: ImportId,
    /// File name as chosen.
    pub file: String,
    /// Sheet name.
    pub sheet: String,
    /// The headings' fingerprint, under which the mapping is remembered.
    #[serde(default)]
    pub fingerprint: String,
    /// The mapping by which it was read: a field's name for each column, empty where it was not read.
    #[serde(default)]
    pub columns: Vec<String>,
    /// Suggestions it brought.
    pub suggestions: u32,
    /// Rows left out.
    pub skipped: u32,
}

/// Body of [`WorkspaceEvent::ImportUndone`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportUndone {
    /// Which import.
    pub import: ImportId,
}

/// Body of [`WorkspaceEvent::RulebookAdopted`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulebookAdopted {
    /// The rulebook as stated: JSON of its own rules and of what it inherits from.
    pub document: String,
    /// The day it is in force from.
    #[serde(with = "huiyin_rules::date")]
    pub from: NaiveDate,
    /// What becomes of suggestions that are under way.
    #[serde(default)]
    pub existing: Existing,
}

/// Body of [`WorkspaceEvent::CalendarLoaded`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarLoaded {
    /// The calendar's JSON, in the form of the one that ships.
    pub document: String,
}

/// Body of [`WorkspaceEvent::CommitteesNamed`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommitteesNamed {
    /// The names, in the office's order; they take the place of those before.
    pub names: Vec<String>,
}

/// Body of [`WorkspaceEvent::WindowOpened`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WindowOpened {
    /// Its identity.
    pub window: String,
    /// Its title.
    pub title: String,
    /// First day.
    #[serde(with = "huiyin_rules::date")]
    pub opens: NaiveDate,
    /// Last day.
    #[serde(with = "huiyin_rules::date")]
    pub closes: NaiveDate,
    /// Whether it is for looking back.
    #[serde(default)]
    pub look_back: bool,
    /// The suggestions to be rated in it.
    pub items: Vec<SuggestionId>,
}

/// Body of [`WorkspaceEvent::WindowClosed`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WindowClosed {
    /// Which window.
    pub window: String,
    /// The day.
    #[serde(with = "huiyin_rules::date")]
    pub on: NaiveDate,
}
