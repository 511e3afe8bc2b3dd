//! What happened to a voice. Wire format, as [`crate::suggestion::Event`] is: a released
//! event keeps its meaning and its field names for ever.

use super::terms::{Passed, Received};
use crate::answer::Rating;
use crate::ids::SuggestionId;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One thing that happened to one voice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum VoiceEvent {
    /// It came in.
    VoiceReceived(Box<Received>),
    /// What one of its pictures shows.
    VoicePictured(VoicePictured),
    /// It was answered.
    VoiceAnswered(VoiceAnswered),
    /// It was passed on.
    VoicePassed(VoicePassed),
    /// What whom it was passed to is told beside, and nobody else.
    VoiceNoted(VoiceNoted),
    /// It is handled with another one.
    VoiceMerged(VoiceMerged),
    /// It is not taken up.
    VoiceRefused(VoiceRefused),
    /// It was raised as a suggestion.
    VoiceRaised(VoiceRaised),
    /// Its sender was told how it goes.
    VoiceInformed(VoiceInformed),
    /// Its sender said how satisfied they are.
    VoiceRated(VoiceRated),
}

/// Body of [`VoiceEvent::VoicePictured`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoicePictured {
    /// Which picture.
    pub name: String,
    /// Its bytes in base 64.
    pub data: String,
}

/// Body of [`VoiceEvent::VoiceAnswered`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoiceAnswered {
    /// What the sender is told.
    pub text: String,
    /// The day.
    #[serde(with = "crate::date")]
    pub on: NaiveDate,
}

/// Body of [`VoiceEvent::VoicePassed`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoicePassed {
    /// To whom.
    pub to: Passed,
    /// For them alone; the sender never reads it. Now written apart, see [`VoiceNoted`].
    #[serde(default)]
    pub note: String,
    /// The day.
    #[serde(with = "crate::date")]
    pub on: NaiveDate,
}

/// Body of [`VoiceEvent::VoiceNoted`]: an event of its own, so that whoever the voice was
/// with before hears that it went on and not what was written beside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoiceNoted {
    /// To whom it was passed.
    pub to: Passed,
    /// For them alone.
    pub note: String,
    /// The day.
    #[serde(with = "crate::date")]
    pub on: NaiveDate,
}

/// Body of [`VoiceEvent::VoiceMerged`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoiceMerged {
    /// The voice it is handled with.
    pub into: String,
    /// The day.
    #[serde(with = "crate::date")]
    pub on: NaiveDate,
}

/// Body of [`VoiceEvent::VoiceRefused`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoiceRefused {
    /// Why, and where to turn to: the sender reads it.
    pub reason: String,
    /// The day.
    #[serde(with = "crate::date")]
    pub on: NaiveDate,
}

/// Body of [`VoiceEvent::VoiceRaised`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoiceRaised {
    /// The suggestion drawn up from it.
    pub suggestion: SuggestionId,
    /// The day.
    #[serde(with = "crate::date")]
    pub on: NaiveDate,
}

/// Body of [`VoiceEvent::VoiceInformed`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoiceInformed {
    /// What the sender is told.
    pub text: String,
    /// The day.
    #[serde(with = "crate::date")]
    pub on: NaiveDate,
}

/// Body of [`VoiceEvent::VoiceRated`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoiceRated {
    /// How satisfied.
    pub rating: Rating,
    /// What the sender adds; may be empty.
    #[serde(default)]
    pub note: String,
    /// The day.
    #[serde(with = "crate::date")]
    pub on: NaiveDate,
}
