//! The notice board (公示板): which suggestions everybody can follow, and what of them
//! (S3.5, S3.13).
//!
//! The office chooses fields and items; what stands on the board is made of what is
//! recorded whenever it is published, with personal data masked. Nothing internal is
//! among the fields that can be chosen.

mod event;
mod files;
mod terms;

pub use event::{BoardEvent, BoardSet, ItemsPublished, ItemsWithdrawn};
pub use files::{
    BoardFile, BoardItem, BoardStep, Coded, ItemFile, RateLine, RatingCounts, UnitLine,
};
pub use terms::BoardField;
