//! Drives (意见征集): questions put to the people for a while, and what they answer (S4.3).
//!
//! A drive is an aggregate of its own; the answers come with the voices that give them.

mod decide;
mod event;
mod refusal;
mod state;
mod summary;
mod terms;

pub use decide::{DriveOrder, decide, fits, limits};
pub use event::{DriveClosed, DriveEvent, DriveOpened};
pub use refusal::DriveRefusal;
pub use state::{Drive, replay};
pub use summary::{DriveSummary, LEAST, QuestionSummary, summary};
pub use terms::{DriveAnswer, DriveQuestion, QuestionKind};

#[cfg(test)]
mod tests;
