//! Whose act an event can be at all: the question of whoever takes in events that
//! others signed.
//!
//! [`permit`](super::permit) decides before something is recorded, from the state and
//! the rules in force. A replica that takes in what another recorded cannot ask it
//! again: the state it was decided in may be another by now. What it can ask, whatever
//! the state, is whether the event's kind belongs to the role whose act it claims to be.

use super::command::Action;
use super::permit::roles;
use crate::actor::{Actor, Role};
use crate::text::Text;

/// The answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Authorship {
    /// The kind belongs to this role.
    Yes,
    /// It does not: the event is forged, or oversteps what the role may do.
    No,
    /// This program does not know the kind. It was written by a newer one, so it is
    /// neither believed nor taken for forged: it is kept until a program knows it.
    Unknown,
}

/// Which command a kind of event comes from.
enum From {
    /// Always this one.
    Action(Action),
    /// This one; and where a ledger is entered, which states facts of others, the office.
    Ledger(Action),
    /// It is about the workspace as a whole, which the office keeps.
    Workspace,
    /// It is about a poll, which the office holds.
    Poll,
    /// It is about stations and their codes, voices, drives or the intake's key: what the
    /// people say comes in through the office alone; a deputy deals with what is theirs.
    Voices,
    /// It is about the notice board, which the office publishes.
    Board,
}

/// Where each kind of event comes from.
fn origin(kind: &str) -> Option<From> {
    use From::{Action as By, Board, Ledger, Poll, Voices, Workspace};
    Some(match kind {
        "drafted" => By(Action::Draft),
        "revised" => By(Action::Revise),
        "submitted" => By(Action::Submit),
        "screened" => By(Action::Screen),
        "registered" => By(Action::Register),
        "entered" => By(Action::Enter),
        "key_marked" => By(Action::MarkKey),
        "key_unmarked" => By(Action::UnmarkKey),
        "assigned" => By(Action::Assign),
        "accepted" => By(Action::Accept),
        "returned" => By(Action::Return),
        "extended" => By(Action::Extend),
        "consulted" => Ledger(Action::Consult),
        "reminded" => By(Action::Remind),
        "replied" => Ledger(Action::Reply),
        "evaluated" => Ledger(Action::Evaluate),
        "rehandled" => By(Action::Rehandle),
        "closed" => By(Action::Close),
        "progressed" => By(Action::ReportProgress),
        "fulfilled" => By(Action::Fulfil),
        "points_split" => By(Action::SplitPoints),
        "joined" => By(Action::Join),
        "parted" => By(Action::Part),
        "opinion_given" => By(Action::GiveOpinion),
        "coordinated" => By(Action::Coordinate),
        "suspended" => By(Action::Suspend),
        "resumed" => By(Action::Resume),
        "delivered" => By(Action::Deliver),
        "defects_noted" => By(Action::NoteDefects),
        "summoned" => By(Action::Summon),
        "supervised" => By(Action::Supervise),
        "redone" => By(Action::Redo),
        "looked_back" => By(Action::LookBack),
        "assessed" => By(Action::Assess),
        "opinions_announced" => By(Action::AnnounceOpinions),
        "resolved" => By(Action::Resolve),
        "voided" => By(Action::Void),
        "undone" => By(Action::Undo),
        "named" | "rulebook_chosen" | "rulebook_adopted" | "calendar_loaded"
        | "committees_named" | "window_opened" | "window_closed" | "imported" | "import_undone" => {
            Workspace
        }
        "poll_planned" | "poll_sealed" | "poll_listed" | "poll_opened" | "voter_checked_in"
        | "check_in_undone" | "cards_voided" | "votes_delivered" | "poll_closed"
        | "poll_reopened" | "named_votes" | "paper_counted" | "box_fixed" | "poll_declared"
        | "poll_annulled" => Poll,
        "deputies_listed" | "stations_set" | "station_closed" | "codes_issued"
        | "code_withdrawn" | "voice_received" | "voice_pictured" | "voice_answered"
        | "voice_passed" | "voice_noted" | "voice_merged" | "voice_refused" | "voice_raised"
        | "voice_informed" | "voice_rated" | "drive_opened" | "drive_closed" | "intake_keyed" => {
            Voices
        }
        "board_set" | "items_published" | "items_withdrawn" => Board,
        _ => return None,
    })
}

/// Whether an event of this kind can be an act of that role.
pub fn may(kind: &str, acting: Role) -> Authorship {
    let belongs = match origin(kind) {
        None => return Authorship::Unknown,
        Some(From::Action(action)) => roles(action).contains(&acting),
        Some(From::Ledger(action)) => acting == Role::Office || roles(action).contains(&acting),
        Some(From::Voices) if acting == Role::Deputy => DEPUTIES_VOICES.contains(&kind),
        Some(From::Workspace | From::Poll | From::Voices | From::Board) => acting == Role::Office,
    };
    if belongs {
        Authorship::Yes
    } else {
        Authorship::No
    }
}

/// The kinds by which a deputy deals with voices that are theirs; whether one is theirs is
/// seen where it is folded ([`crate::voice::replay`]).
const DEPUTIES_VOICES: [&str; 5] = [
    "voice_answered",
    "voice_passed",
    "voice_noted",
    "voice_raised",
    "voice_informed",
];

/// The same for whoever recorded it: only the office records what others did.
pub fn may_record(kind: &str, actor: &Actor) -> Authorship {
    let acting = actor.acting();
    if *acting != actor.party && actor.party.role != Role::Office {
        return Authorship::No;
    }
    may(kind, acting.role)
}

/// What a kind of event is called, for people; `None` for one this program does not know.
pub fn label(kind: &str) -> Option<Text> {
    Some(match origin(kind)? {
        From::Action(action) | From::Ledger(action) => action.label(),
        From::Workspace => Text::new("工作区设置", "Workspace settings"),
        From::Poll => Text::new("满意度测评", "Satisfaction vote"),
        From::Voices => Text::new("民意与联络站", "Voices and stations"),
        From::Board => Text::new("公示板", "Notice board"),
    })
}
