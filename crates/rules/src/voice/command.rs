//! What can be ordered.

use super::event::VoicePictured;
use super::permit::VoiceAction;
use super::terms::Received;
use crate::answer::Rating;
use crate::ids::SuggestionId;
use chrono::NaiveDate;

/// Whom to pass it to; names are filled in from the tree of stations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PassTo {
    /// A station, by id.
    Station(String),
    /// A deputy, as the roll names them.
    Deputy(String),
    /// A unit, by name.
    Unit(String),
    /// The next level above the station it lies with.
    LevelUp,
}

/// One order of the office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VoiceOrder {
    /// Take it in, with what each of its pictures shows.
    Receive {
        /// What was said, and how it came in.
        received: Box<Received>,
        /// One for each of its pictures.
        pictures: Vec<VoicePictured>,
    },
    /// Answer it.
    Answer {
        /// What its sender is told.
        text: String,
        /// The day.
        on: NaiveDate,
    },
    /// Pass it on.
    Pass {
        /// To whom.
        to: PassTo,
        /// For them alone; may be empty.
        note: String,
        /// The day.
        on: NaiveDate,
    },
    /// Handle it with another one.
    Merge {
        /// That one's id.
        into: String,
        /// The day.
        on: NaiveDate,
    },
    /// Refuse it.
    Refuse {
        /// Why, and where to turn to: its sender reads it.
        reason: String,
        /// The day.
        on: NaiveDate,
    },
    /// Raise it as a suggestion, which is drawn up beside it.
    Raise {
        /// The suggestion.
        suggestion: SuggestionId,
        /// The day.
        on: NaiveDate,
    },
    /// Tell its sender how it goes.
    Inform {
        /// What they are told.
        text: String,
        /// The day.
        on: NaiveDate,
    },
    /// Record how satisfied its sender is.
    Rate {
        /// How satisfied.
        rating: Rating,
        /// What they add; may be empty.
        note: String,
        /// The day.
        on: NaiveDate,
    },
}

impl VoiceOrder {
    /// What is done with a voice that is there, and on which day; `None` where it comes in.
    pub(super) const fn action(&self) -> Option<(VoiceAction, NaiveDate)> {
        Some(match self {
            VoiceOrder::Receive { .. } => return None,
            VoiceOrder::Answer { on, .. } => (VoiceAction::Answer, *on),
            VoiceOrder::Pass { on, .. } => (VoiceAction::Pass, *on),
            VoiceOrder::Merge { on, .. } => (VoiceAction::Merge, *on),
            VoiceOrder::Refuse { on, .. } => (VoiceAction::Refuse, *on),
            VoiceOrder::Raise { on, .. } => (VoiceAction::Raise, *on),
            VoiceOrder::Inform { on, .. } => (VoiceAction::Inform, *on),
            VoiceOrder::Rate { on, .. } => (VoiceAction::Rate, *on),
        })
    }
}
