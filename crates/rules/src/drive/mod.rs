//! Drives (意见征集): questions put to the people for a while, and what they answer (S4.3).
//!
//! A drive is an aggregate of its own; the answers come with the voices that give them.

mod event;
mod terms;

pub use event::{DriveClosed, DriveEvent, DriveOpened};
pub use terms::{DriveAnswer, DriveQuestion, QuestionKind};
