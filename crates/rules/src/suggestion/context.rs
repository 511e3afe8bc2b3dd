//! What a decision depends on beside the suggestion and the command.

use crate::actor::Actor;
use crate::calendar::Calendar;
use crate::rulebook::Rulebook;
use chrono::{DateTime, FixedOffset, NaiveDate};

/// Today, who acts, and the rules and calendar in force. All of it is handed in:
/// the rules never look at a clock.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The day it is, in UTC+8.
    pub today: NaiveDate,
    /// The moment it is, in UTC+8; recorded beside events, never judged by.
    pub now: DateTime<FixedOffset>,
    /// Who acts, and on whose behalf.
    pub actor: &'a Actor,
    /// The rules of the place.
    pub rulebook: &'a Rulebook,
    /// The calendar of working days.
    pub calendar: &'a Calendar,
}
