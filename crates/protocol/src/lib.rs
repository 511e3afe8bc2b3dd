//! What the front end and the engine say to each other.
//!
//! The front end posts an [`Ask`], the engine answers each with one [`Answer`]
//! and may [`Push`] in between. Both sides are built together, so messages are
//! postcard bytes without a version; nothing here is ever stored.

pub mod conflict;
pub mod desk;
pub mod grid;
pub mod import;
pub mod item;
pub mod ledger;
pub mod message;
pub mod poll;
pub mod public;
pub mod report;
pub mod rulebook;
pub mod sharing;
pub mod stats;
pub mod workspace;

pub use message::{Answer, Ask, Failure, FailureKind, Push, Reply, Request, decode, encode};
