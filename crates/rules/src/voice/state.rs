//! What a voice has come to.

use super::event::VoiceRated;
use super::terms::{Passed, Received, VoiceStage};
use crate::ids::SuggestionId;
use crate::rulebook::Light;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// One voice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voice {
    /// What was said, and how it came in.
    pub received: Received,
    /// What has become of it.
    pub stage: VoiceStage,
    /// What was done, in the order it was recorded.
    pub steps: Vec<VoiceStep>,
    /// The station it lies with.
    pub station: Option<String>,
    /// The voice it is handled with, while it is merged.
    pub merged_into: Option<String>,
    /// The suggestion it was raised as.
    pub suggestion: Option<SuggestionId>,
    /// Pictures of which the record holds what they show.
    pub pictured: BTreeSet<String>,
    /// What its sender said of it, the last one last.
    pub ratings: Vec<VoiceRated>,
    /// Whether its sender has been told something since they last rated it.
    pub unrated: bool,
    /// Events that did not fit what was there.
    pub anomalies: u32,
}

/// One thing that was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VoiceStep {
    /// The day.
    pub on: NaiveDate,
    /// What.
    pub done: Done,
}

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Done {
    /// It was answered.
    Answered(String),
    /// It was passed on.
    Passed {
        /// To whom.
        to: Passed,
        /// For them alone.
        note: String,
    },
    /// It was merged into another one.
    Merged(String),
    /// It was refused, for a reason.
    Refused(String),
    /// It was raised as a suggestion.
    Raised(SuggestionId),
    /// Its sender was told how it goes.
    Informed(String),
}

impl Done {
    /// The stage it leads to; `None` where it leads to no other.
    pub const fn stage(&self) -> Option<VoiceStage> {
        match self {
            Done::Answered(_) => Some(VoiceStage::Answered),
            Done::Passed { .. } => Some(VoiceStage::Passed),
            Done::Merged(_) => Some(VoiceStage::Merged),
            Done::Refused(_) => Some(VoiceStage::Refused),
            Done::Raised(_) => Some(VoiceStage::Raised),
            Done::Informed(_) => None,
        }
    }
}

impl Voice {
    /// One that has come in.
    pub(super) fn new(received: Received) -> Voice {
        Voice {
            station: received.station.clone(),
            received,
            stage: VoiceStage::New,
            steps: Vec::new(),
            merged_into: None,
            suggestion: None,
            pictured: BTreeSet::new(),
            ratings: Vec::new(),
            unrated: false,
            anomalies: 0,
        }
    }

    /// Whether it was passed to a deputy.
    pub fn passed_to(&self, deputy: &str) -> bool {
        let mut steps = self.steps.iter();
        steps.any(|step| {
            matches!(&step.done, Done::Passed { to: Passed::Deputy { name }, .. } if name == deputy)
        })
    }

    /// Whether it is a deputy's to deal with: it came to them by their own code, or was
    /// passed to them (S1.2).
    pub fn is_with(&self, deputy: &str) -> bool {
        self.received.deputy.as_deref() == Some(deputy) || self.passed_to(deputy)
    }

    /// The day it was first dealt with: telling its sender that it is under way does not.
    pub fn dealt(&self) -> Option<NaiveDate> {
        let dealt = self.steps.iter().filter(|step| step.done.stage().is_some());
        dealt.map(|step| step.on).min()
    }
}

/// Whether it is in time: it is to be dealt with on the day it came in (S4.3 当日事当日答).
pub fn light(voice: &Voice, today: NaiveDate) -> Light {
    let on = voice.received.on;
    match voice.dealt() {
        Some(dealt) if dealt <= on => Light::Done,
        Some(_) => Light::DoneLate,
        None if today <= on => Light::Normal,
        None => Light::Overdue,
    }
}

/// The voice in which a chain of merged ones ends, `start` where it is not merged: each
/// step asks what one is merged into. Two merged into each other apart end in the one
/// whose id is smallest, on every device.
pub fn end_of(start: &str, merged_into: impl Fn(&str) -> Option<String>) -> String {
    let mut seen = vec![start.to_owned()];
    let mut last = start.to_owned();
    while let Some(next) = merged_into(&last) {
        if let Some(at) = seen.iter().position(|one| *one == next) {
            let circle = seen.iter().skip(at).min();
            return circle.cloned().unwrap_or(next);
        }
        seen.push(next.clone());
        last = next;
    }
    last
}
