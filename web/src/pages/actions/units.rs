//! Which units an action can be of.

use huiyin_rules::suggestion::{Action, LaneRole};

/// A unit's part in an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Any unit of the round.
    Any,
    /// One that owes a reply.
    Replying,
    /// One that assists.
    Assisting,
}

impl Part {
    /// Whether a unit in this role can have it.
    pub const fn fits(self, role: LaneRole) -> bool {
        match self {
            Part::Any => true,
            Part::Replying => role.replies(),
            Part::Assisting => !role.replies(),
        }
    }
}

/// The units an action can be of; `None` where it is not one unit's. A reminder may be
/// to all of them and has a choice of its own.
pub const fn part(action: Action) -> Option<Part> {
    match action {
        Action::Accept
        | Action::Return
        | Action::Consult
        | Action::ReportProgress
        | Action::Fulfil
        | Action::NoteDefects
        | Action::Summon => Some(Part::Any),
        Action::Reply | Action::Deliver | Action::Redo => Some(Part::Replying),
        Action::GiveOpinion => Some(Part::Assisting),
        _ => None,
    }
}

/// Whether others do it to the unit, so that it is never the acting unit itself.
pub const fn by_others(action: Action) -> bool {
    matches!(action, Action::NoteDefects | Action::Summon)
}
