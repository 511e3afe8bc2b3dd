//! What happened to the tree of stations. Wire format, as [`crate::suggestion::Event`]
//! is: a released event keeps its meaning and its field names for ever.

use super::terms::{IssuedCode, Station};
use serde::{Deserialize, Serialize};

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum StationEvent {
    /// The whole roll of deputies; a later one takes the place of an earlier one.
    DeputiesListed(DeputiesListed),
    /// Stations as they are from now on; each takes the place of the one with its id.
    StationsSet(StationsSet),
    /// A station is no more.
    StationClosed(StationClosed),
    /// Codes were made out.
    CodesIssued(CodesIssued),
    /// A code leads nowhere any more.
    CodeWithdrawn(CodeWithdrawn),
}

/// Body of [`StationEvent::DeputiesListed`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeputiesListed {
    /// Every deputy, each once.
    pub names: Vec<String>,
}

/// Body of [`StationEvent::StationsSet`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StationsSet {
    /// One, or the many of an import.
    pub stations: Vec<Station>,
}

/// Body of [`StationEvent::StationClosed`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StationClosed {
    /// Which.
    pub id: String,
    /// Why.
    pub reason: String,
}

/// Body of [`StationEvent::CodesIssued`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodesIssued {
    /// Which, and whose.
    pub codes: Vec<IssuedCode>,
}

/// Body of [`StationEvent::CodeWithdrawn`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeWithdrawn {
    /// Which.
    pub code: String,
    /// Why.
    pub reason: String,
}
