//! What is recorded about the workspace itself: its name, its rulebook, its
//! imports. Facts like any other, in the log beside the suggestions' events.

use chrono::{DateTime, FixedOffset};
use huiyin_rules::Actor;
use huiyin_rules::ids::ImportId;
use serde::{Deserialize, Serialize};

/// The aggregate of events about the workspace as a whole.
pub const WORKSPACE: &str = "w";
/// How the aggregate of an import begins; its identity follows.
pub const IMPORT_PREFIX: &str = "i/";
/// How the aggregate of a suggestion begins; its identity follows.
pub const SUGGESTION_PREFIX: &str = "s/";

/// One thing that happened to the workspace. Wire format: see [`huiyin_rules::suggestion::Event`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum WorkspaceEvent {
    /// The office named it.
    Named(Named),
    /// A rulebook was chosen.
    RulebookChosen(RulebookChosen),
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

/// Where an event stands among all: later ones win. Sequence number, then id.
pub type Stamp = (u64, String);

/// What the events about the workspace come to, whatever order they arrive in.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct WorkspaceFacts {
    name: Option<(Stamp, String)>,
    rulebook: Option<(Stamp, String)>,
    imports: Vec<(Stamp, ImportFact)>,
    undone: Vec<ImportId>,
}

/// An import as it was recorded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ImportFact {
    /// When.
    #[serde(with = "huiyin_rules::date::instant")]
    pub at: DateTime<FixedOffset>,
    /// Who.
    pub by: Actor,
    /// What.
    pub what: Imported,
}

impl WorkspaceFacts {
    /// Takes one event in. Taking it in again changes nothing.
    pub fn apply(
        &mut self,
        stamp: Stamp,
        at: DateTime<FixedOffset>,
        by: Actor,
        event: WorkspaceEvent,
    ) {
        let later = |known: &Option<(Stamp, String)>| known.as_ref().is_none_or(|k| k.0 < stamp);
        match event {
            WorkspaceEvent::Named(named) => {
                if later(&self.name) {
                    self.name = Some((stamp, named.name));
                }
            }
            WorkspaceEvent::RulebookChosen(chosen) => {
                if later(&self.rulebook) {
                    self.rulebook = Some((stamp, chosen.rulebook));
                }
            }
            WorkspaceEvent::Imported(what) => {
                let place = self.imports.partition_point(|known| known.0 < stamp);
                if self.imports.get(place).is_none_or(|known| known.0 != stamp) {
                    self.imports
                        .insert(place, (stamp, ImportFact { at, by, what }));
                }
            }
            WorkspaceEvent::ImportUndone(undone) => {
                if let Err(place) = self.undone.binary_search(&undone.import) {
                    self.undone.insert(place, undone.import);
                }
            }
        }
    }

    /// The office's name for the workspace; empty before it is named.
    pub fn name(&self) -> &str {
        self.name.as_ref().map_or("", |(_, name)| name)
    }

    /// The rulebook chosen, if any.
    pub fn rulebook(&self) -> Option<&str> {
        self.rulebook.as_ref().map(|(_, name)| name.as_str())
    }

    /// The imports, oldest first.
    pub fn imports(&self) -> impl DoubleEndedIterator<Item = &ImportFact> {
        self.imports.iter().map(|(_, import)| import)
    }

    /// Whether an import was undone.
    pub fn undone(&self, import: &ImportId) -> bool {
        self.undone.binary_search(import).is_ok()
    }
}
