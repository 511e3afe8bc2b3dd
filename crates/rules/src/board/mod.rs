//! The notice board (公示板): which suggestions everybody can follow, and what of them
//! (S3.5, S3.13).
//!
//! The office chooses fields and items; what stands on the board is made of what is
//! recorded whenever it is published, with personal data masked. Nothing internal is
//! among the fields that can be chosen.

mod decide;
mod event;
mod files;
mod mask;
mod project;
mod shown;
mod state;
mod terms;

pub use decide::{BoardOrder, BoardRefusal, decide, limits};
pub use event::{BoardEvent, BoardSet, ItemsPublished, ItemsWithdrawn};
pub use files::{
    BoardFile, BoardItem, BoardStep, Coded, ItemFile, RateLine, RatingCounts, UnitLine,
};
pub use mask::mask;
pub use project::{Misfit, Projected, Whole, fit, project, public_id};
pub use shown::{LEAST, UnitPart, unit_lines};
pub use state::{Board, apply, published, replay};
pub use terms::BoardField;

#[cfg(test)]
mod tests;
