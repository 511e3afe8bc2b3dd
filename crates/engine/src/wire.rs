//! Events to and from an envelope's type and body.
//!
//! The wire format is what serde's derive writes for the event types: the type
//! is the tag, the body the content. Reading goes straight to the body's own
//! type by its tag: the derive's reader has to be ready for a body that comes
//! before its type, which costs the browser's module a third of its size.

use crate::facts::WorkspaceEvent;
use huiyin_log::read::from_str;
use huiyin_rules::suggestion::Event;
use serde_json::value::{RawValue, to_raw_value};

/// An event that can be sealed.
pub trait Wire: Sized {
    /// Its type and its body.
    ///
    /// # Errors
    /// The body cannot be written as JSON.
    fn write(&self) -> Result<(&'static str, Box<RawValue>), serde_json::Error>;

    /// The event of a type and a body; `None` where this program does not know it.
    fn read(kind: &str, body: &str) -> Option<Self>;
}

macro_rules! wire {
    ($($event:ident { $($kind:literal => $variant:ident,)+ })+) => {$(
        impl Wire for $event {
            fn write(&self) -> Result<(&'static str, Box<RawValue>), serde_json::Error> {
                match self {
                    $($event::$variant(body) => Ok(($kind, to_raw_value(body)?)),)+
                }
            }

            fn read(kind: &str, body: &str) -> Option<Self> {
                match kind {
                    $($kind => from_str(body).ok().map($event::$variant),)+
                    _ => None,
                }
            }
        }
    )+};
}

wire! {
    Event {
        "drafted" => Drafted,
        "revised" => Revised,
        "submitted" => Submitted,
        "screened" => Screened,
        "registered" => Registered,
        "entered" => Entered,
        "key_marked" => KeyMarked,
        "key_unmarked" => KeyUnmarked,
        "assigned" => Assigned,
        "accepted" => Accepted,
        "returned" => Returned,
        "extended" => Extended,
        "consulted" => Consulted,
        "reminded" => Reminded,
        "replied" => Replied,
        "evaluated" => Evaluated,
        "rehandled" => Rehandled,
        "closed" => Closed,
        "progressed" => Progressed,
        "fulfilled" => Fulfilled,
        "points_split" => PointsSplit,
        "joined" => Joined,
        "parted" => Parted,
        "opinion_given" => OpinionGiven,
        "coordinated" => Coordinated,
        "suspended" => Suspended,
        "resumed" => Resumed,
        "delivered" => Delivered,
        "defects_noted" => DefectsNoted,
        "summoned" => Summoned,
        "supervised" => Supervised,
        "redone" => Redone,
        "looked_back" => LookedBack,
        "assessed" => Assessed,
        "opinions_announced" => OpinionsAnnounced,
        "resolved" => Resolved,
        "voided" => Voided,
        "undone" => Undone,
    }
    WorkspaceEvent {
        "named" => Named,
        "rulebook_chosen" => RulebookChosen,
        "rulebook_adopted" => RulebookAdopted,
        "calendar_loaded" => CalendarLoaded,
        "committees_named" => CommitteesNamed,
        "window_opened" => WindowOpened,
        "window_closed" => WindowClosed,
        "imported" => Imported,
        "import_undone" => ImportUndone,
    }
}

#[cfg(feature = "polls")]
use huiyin_rules::poll::PollEvent;

#[cfg(feature = "polls")]
wire! {
    PollEvent {
        "poll_planned" => PollPlanned,
        "poll_sealed" => PollSealed,
        "poll_listed" => PollListed,
        "poll_opened" => PollOpened,
        "voter_checked_in" => VoterCheckedIn,
        "check_in_undone" => CheckInUndone,
        "cards_voided" => CardsVoided,
        "votes_delivered" => VotesDelivered,
        "poll_closed" => PollClosed,
        "poll_reopened" => PollReopened,
        "paper_counted" => PaperCounted,
        "box_fixed" => BoxFixed,
        "named_votes" => NamedVotes,
        "poll_declared" => PollDeclared,
        "poll_annulled" => PollAnnulled,
    }
}

#[cfg(feature = "public")]
use huiyin_rules::{
    board::BoardEvent, drive::DriveEvent, intake_key::IntakeEvent, station::StationEvent,
    voice::VoiceEvent,
};

#[cfg(feature = "public")]
wire! {
    StationEvent {
        "deputies_listed" => DeputiesListed,
        "stations_set" => StationsSet,
        "station_closed" => StationClosed,
        "codes_issued" => CodesIssued,
        "code_withdrawn" => CodeWithdrawn,
    }
    VoiceEvent {
        "voice_received" => VoiceReceived,
        "voice_pictured" => VoicePictured,
        "voice_answered" => VoiceAnswered,
        "voice_passed" => VoicePassed,
        "voice_noted" => VoiceNoted,
        "voice_merged" => VoiceMerged,
        "voice_refused" => VoiceRefused,
        "voice_raised" => VoiceRaised,
        "voice_informed" => VoiceInformed,
        "voice_rated" => VoiceRated,
    }
    DriveEvent {
        "drive_opened" => DriveOpened,
        "drive_closed" => DriveClosed,
    }
    BoardEvent {
        "board_set" => BoardSet,
        "items_published" => ItemsPublished,
        "items_withdrawn" => ItemsWithdrawn,
    }
    IntakeEvent {
        "intake_keyed" => IntakeKeyed,
    }
}

#[cfg(test)]
mod tests;
