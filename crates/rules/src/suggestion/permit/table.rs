//! Which roles and which stages each action belongs to.

use crate::actor::Role;
use crate::suggestion::command::Action;
use crate::suggestion::state::StageName;

/// Whether an action begins a suggestion.
pub(super) const fn begins(action: Action) -> bool {
    matches!(action, Action::Draft | Action::Enter)
}

/// The roles an action belongs to.
pub(crate) const fn roles(action: Action) -> &'static [Role] {
    match action {
        Action::Draft | Action::Revise | Action::Submit | Action::Evaluate | Action::LookBack => {
            &[Role::Deputy]
        }
        Action::Screen
        | Action::Register
        | Action::Enter
        | Action::MarkKey
        | Action::UnmarkKey
        | Action::SplitPoints
        | Action::Join
        | Action::Part
        | Action::Assess
        | Action::AnnounceOpinions
        | Action::Resolve
        | Action::Close => &[Role::Office],
        Action::Assign
        | Action::Extend
        | Action::Remind
        | Action::Rehandle
        | Action::Coordinate
        | Action::Suspend
        | Action::Resume
        | Action::NoteDefects
        | Action::Summon => &[Role::Office, Role::Government],
        Action::Supervise => &[Role::Office, Role::Government, Role::Unit],
        Action::Accept
        | Action::Return
        | Action::Consult
        | Action::Reply
        | Action::GiveOpinion
        | Action::Deliver
        | Action::Redo
        | Action::ReportProgress
        | Action::Fulfil => &[Role::Unit],
        Action::Void => &[Role::Office, Role::Deputy],
        Action::Undo => &Role::ALL,
    }
}

/// The stages an action belongs to, in the order of life.
pub(super) const fn stages(action: Action, role: Role) -> &'static [StageName] {
    use StageName as S;
    match action {
        Action::Draft | Action::Enter => &[],
        Action::Revise | Action::Submit => &[S::Draft, S::SentBack],
        Action::Screen => &[S::Submitted],
        Action::Register => &[S::Screened],
        Action::MarkKey | Action::UnmarkKey | Action::Part => &[
            S::Registered,
            S::Assigned,
            S::Handling,
            S::Replied,
            S::Evaluated,
        ],
        Action::Assign | Action::SplitPoints | Action::Join => {
            &[S::Registered, S::Assigned, S::Handling]
        }
        Action::Accept
        | Action::Return
        | Action::Extend
        | Action::Reply
        | Action::GiveOpinion
        | Action::Coordinate
        | Action::Suspend
        | Action::Resume => &[S::Assigned, S::Handling],
        Action::Consult | Action::Deliver | Action::Redo => {
            &[S::Assigned, S::Handling, S::Replied, S::Evaluated]
        }
        Action::Remind
        | Action::NoteDefects
        | Action::Summon
        | Action::Supervise
        | Action::Assess
        | Action::AnnounceOpinions => &[
            S::Assigned,
            S::Handling,
            S::Replied,
            S::Evaluated,
            S::Closed,
        ],
        Action::Evaluate | Action::Close => &[S::Replied, S::Evaluated],
        // A vote needs no deputy's opinion before it.
        Action::Rehandle => &[S::Replied, S::Evaluated, S::Closed],
        Action::LookBack | Action::ReportProgress | Action::Fulfil => {
            &[S::Replied, S::Evaluated, S::Closed]
        }
        Action::Void => match role {
            Role::Deputy => &[
                S::Draft,
                S::Submitted,
                S::SentBack,
                S::Screened,
                S::Registered,
                S::Assigned,
                S::Handling,
            ],
            Role::Office | Role::Government | Role::Unit => IN_FORCE,
        },
        Action::Resolve | Action::Undo => &S::ALL,
    }
}

/// Every stage but the last.
const IN_FORCE: &[StageName] = StageName::ALL.split_at(StageName::ALL.len() - 1).0;
