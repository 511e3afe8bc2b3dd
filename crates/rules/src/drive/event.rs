//! What happened to a drive. Wire format, as [`crate::suggestion::Event`] is: a released
//! event keeps its meaning and its field names for ever.

use super::terms::DriveQuestion;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One thing that happened to one drive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum DriveEvent {
    /// What is asked, and when; a later one takes the place of an earlier one.
    DriveOpened(Box<DriveOpened>),
    /// It is over, whatever its last day is.
    DriveClosed(DriveClosed),
}

/// Body of [`DriveEvent::DriveOpened`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DriveOpened {
    /// Its title.
    pub title: String,
    /// What it is about, and what becomes of the answers; may be empty.
    #[serde(default)]
    pub intro: String,
    /// What is asked.
    pub questions: Vec<DriveQuestion>,
    /// The first day.
    #[serde(with = "crate::date")]
    pub opens: NaiveDate,
    /// The last day.
    #[serde(with = "crate::date")]
    pub closes: NaiveDate,
}

/// Body of [`DriveEvent::DriveClosed`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DriveClosed {
    /// The day: its last.
    #[serde(with = "crate::date")]
    pub on: NaiveDate,
    /// Why.
    pub reason: String,
}
