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
    /// The number proposed for the next registration; empty where none is left to give.
    pub next_number: String,
    /// How many numbers this device has left to give; `None` where it may give any.
    pub numbers_left: Option<u32>,
    /// The committees of the congress, as the office named them.
    pub committees: Vec<String>,
    /// What forms need of the rulebook in force.
    pub forms: FormRules,
    /// As whom this device takes part in a shared workspace; `None` where it works alone.
    /// The page then acts as this party and offers no other.
    pub own: Option<OwnPart>,
    /// Contradictions that somebody has to settle; what they are says
    /// [`Request::Conflicts`](crate::Request::Conflicts).
    pub conflicts: u32,
}

/// As whom a device takes part in a shared workspace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnPart {
    /// The part it plays.
    pub role: huiyin_rules::Role,
    /// The party's name: the unit's, the deputy's; the office's own title, may be empty.
    pub party: String,
    /// The person who sits at it.
    pub person: String,
    /// Whether it may give any official number.
    pub registrar: bool,
    /// The blocks of official numbers it may give: what they begin with, the first, the last.
    pub blocks: Vec<(String, u32, u32)>,
    /// It was revoked: it reads what it has and records nothing more.
    pub revoked: bool,
}

/// What forms need of the rulebook in force.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormRules {
    /// Whether process and result are rated apart.
    pub two_ratings: bool,
    /// Criteria of key supervision to choose from.
    pub key_criteria: Vec<huiyin_rules::suggestion::KeyCriterion>,
    /// Whether key supervision needs a leader and a committee.
    pub key_leaders: bool,
    /// Forms of supervision to choose from.
    pub supervision_forms: Vec<huiyin_rules::suggestion::SupervisionForm>,
    /// Roles of supervisors to choose from.
    pub supervisor_roles: Vec<huiyin_rules::suggestion::SupervisorRole>,
    /// Tests of screening, in the asked language.
    pub screening_tests: Vec<String>,
    /// Levels of handling, in Chinese as they are recorded.
    pub levels: Vec<String>,
    /// Whether time may be suspended.
    pub suspension: bool,
    /// Whether late returns are possible with consent.
    pub late_return: bool,
    /// Which parts of a reply's form are asked for: signed, sealed, form enclosed.
    pub reply_form: [bool; 3],
    /// The steps of handling again.
    pub redo_steps: Vec<huiyin_rules::suggestion::RedoStep>,
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
