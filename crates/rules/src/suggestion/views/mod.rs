//! What people read from a suggestion: what they may do, what is due, what happened.

mod actions;
mod basis;
mod deadlines;
mod phrases;
mod timeline;

pub use actions::actions;
pub use deadlines::{
    Deadline, DeadlineKind, deadlines, due_days, missing_contacts, next_deadline, next_due,
};
pub use timeline::{Entry, timeline};

use super::state::Suggestion;
use crate::rates::Facts;
use crate::rulebook::Rulebook;

/// What the rates count of a suggestion; the same as [`Suggestion::facts`].
pub fn facts(suggestion: &Suggestion, rulebook: &Rulebook) -> Facts {
    suggestion.facts(rulebook)
}
