//! Stations (联络站): where deputies meet the people, and the codes that lead there.
//!
//! One aggregate holds the whole tree: the roll of deputies, stations of two levels,
//! studios and the cells of the grid with the deputies placed in them, and the codes that
//! were printed for stations and deputies (S0.1, S1.2, S4.3, S4.13). [`StationEvent`]s are
//! what is recorded; what it has come to may hold contradictions that two devices made
//! apart, so that whoever walks the tree is ready for a circle.

mod code;
mod command;
mod decide;
mod event;
mod evolve;
mod refusal;
mod state;
mod terms;
mod tree;

pub use code::{code_of, code_shown, code_tidy, is_code};
pub use command::StationOrder;
pub use decide::{decide, limits};
pub use event::{
    CodeWithdrawn, CodesIssued, DeputiesListed, StationClosed, StationEvent, StationsSet,
};
pub use evolve::{apply, replay};
pub use refusal::StationRefusal;
pub use state::{KeptCode, KeptStation, Stations, above, counts, strangers, under, unplaced};
pub use terms::{IssuedCode, Station, StationKind};

#[cfg(test)]
mod tests;
