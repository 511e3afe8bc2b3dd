//! Voices (民意): what one person said, and what became of it (S1.1, S1.2, S3.2, S4.3).
//!
//! A voice is an aggregate of its own that only the office and the deputies it is with read:
//! it may hold how its sender is reached. It is answered the same day where that is easy, passed on to a
//! station, a deputy, a unit or a level higher, merged into another one, refused with a
//! reason, or raised as a suggestion (S3.13, S4.3). A deputy answers, passes on and raises
//! what came to them or was passed to them, on a device of the office or on their own, which
//! holds these voices and no others (S1.2). Whoever sent it sees what became of it in plain
//! words, and nothing else.

mod command;
mod decide;
mod event;
mod evolve;
mod handed;
mod permit;
mod plain;
mod receive;
mod refusal;
mod state;
mod terms;
mod track;

pub use command::{PassTo, VoiceOrder};
pub use decide::{VoiceContext, decide, limits};
pub use event::{
    VoiceAnswered, VoiceEvent, VoiceInformed, VoiceMerged, VoiceNoted, VoicePassed, VoicePictured,
    VoiceRaised, VoiceRated, VoiceRefused,
};
pub use evolve::{counted, replay};
pub use handed::{Hands, handed_to, is_discreet};
pub use permit::{VoiceAction, is_for_deputies, may, may_as, may_some, permits};
pub use plain::{Outcome, PlainStep, plain, shared};
pub use refusal::VoiceRefusal;
pub use state::{Done, Voice, VoiceStep, end_of, light};
pub use terms::{Passed, PictureKind, Received, Via, VoicePicture, VoiceStage};
pub use track::{Other, TrackFile, TrackStep};

#[cfg(test)]
mod tests;
