//! The workspace: its name, rulebook, size and health.

use serde::{Deserialize, Serialize};

/// The workspace as settings and the frame of the app show it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkspaceView {
    /// The office's name for it; empty before it is named.
    pub name: String,
    /// The rulebook's preset name.
    pub rulebook: String,
    /// The rulebook's title.
    pub rulebook_title: String,
    /// The presets to choose from: name and title.
    pub presets: Vec<(String, String)>,
    /// Last position.
    pub head: u64,
    /// Suggestions, void ones not counted.
    pub suggestions: u32,
    /// Events.
    pub events: u64,
    /// Contradictions found while folding, in all.
    pub anomalies: u32,
    /// The calendar's last announced day; dates after it are provisional.
    pub calendar_horizon: String,
    /// Today as the engine takes it (UTC+8), `2026-11-22`.
    pub today: String,
    /// Whether the store keeps its data over a restart.
    pub durable: bool,
    /// The units known, in pinyin order, for forms and for the choice of whom to act as.
    pub units: Vec<String>,
    /// The deputies known, likewise.
    pub deputies: Vec<String>,
    /// The categories known, likewise.
    pub categories: Vec<String>,
    /// The delegations known, likewise.
    pub delegations: Vec<String>,
    /// The responsible leaders known, likewise.
    pub leaders: Vec<String>,
    /// How the workspace was opened: `empty`, `snapshot` or `replay`, and how many events were folded.
    pub opened: (String, u64),
    /// The number proposed for the next registration.
    pub next_number: String,
}

/// A bundle taken in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BundleSummary {
    /// Events in the bundle.
    pub events: u64,
    /// New to this workspace.
    pub added: u64,
    /// Already here.
    pub known: u64,
    /// The position after it.
    pub head: u64,
}

/// A rulebook, rule by rule.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulebookView {
    /// Preset name.
    pub name: String,
    /// Title.
    pub title: String,
    /// The rules.
    pub rules: Vec<RuleView>,
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
    /// The source's citation.
    pub cite: String,
    /// The source's text.
    pub text: String,
    /// The rulebook it is inherited from, where not its own.
    pub inherited_from: Option<String>,
}
