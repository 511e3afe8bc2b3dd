//! The status document: what the server hands to whoever has the tracking code.

use super::plain::{Outcome, PlainStep, plain};
use super::state::Voice;
use super::terms::VoiceStage;
use crate::answer::Rating;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrackStep {
    /// The day.
    #[serde(with = "crate::date")]
    pub on: NaiveDate,
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

/// What the sender of a voice sees. Read by pages of our own and by other people's: a field
/// keeps its name and its meaning.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrackFile {
    /// [`TrackFile::FORM`].
    pub form: String,
    /// A [`VoiceStage`]'s name, or `done` where the suggestion is closed.
    pub stage: String,
    /// What happened, by day.
    pub steps: Vec<TrackStep>,
    /// Its suggestion's public id on the notice board.
    pub item: Option<String>,
    /// Whether it can be rated now.
    pub rate: bool,
    /// How it was last rated.
    pub rated: Option<Rating>,
}

/// What became of the voice that another is merged into, as far as the other's sender
/// sees it.
#[derive(Clone, Copy, Debug)]
pub struct Other<'a> {
    /// The voice in which the chain of merged ones ends.
    pub voice: &'a Voice,
    /// What became of its suggestion.
    pub outcome: Option<&'a Outcome>,
}

impl TrackFile {
    /// What this form of the file is called.
    pub const FORM: &str = "huiyin-track-1";
    /// Most bytes of it as JSON.
    pub const MOST: usize = 16_000;

    /// What the sender of `voice` sees now. `outcome` is what became of its suggestion,
    /// `other` the voice it is handled with.
    pub fn of(voice: &Voice, outcome: Option<&Outcome>, other: Option<Other<'_>>) -> TrackFile {
        let merged = voice.stage == VoiceStage::Merged;
        let other = other.filter(|_| merged);
        let shared = other.map(|one| super::plain::shared(one.voice, one.outcome));
        let steps = plain(voice, outcome, &shared.unwrap_or_default());
        // Merged, it has come as far as the voice it is handled with.
        let (leading, led) = other.map_or((voice, outcome), |one| (one.voice, one.outcome));
        let raised = leading.stage == VoiceStage::Raised;
        let led = led.filter(|_| raised);
        let closed = led.is_some_and(|one| one.closed_on.is_some());
        let stage = if closed { "done" } else { voice.stage.code() };
        let mut file = TrackFile {
            form: TrackFile::FORM.to_owned(),
            stage: stage.to_owned(),
            steps: steps.into_iter().map(written).collect(),
            item: led.and_then(|one| one.item.clone()),
            rate: voice.unrated && settled(leading, led),
            rated: voice.ratings.last().map(|one| one.rating),
        };
        file.fit();
        file
    }

    /// Shortens what is too long for the server: first the English copies of long texts,
    /// which say what the Chinese ones do, then the oldest steps after the first.
    fn fit(&mut self) {
        const SHORT: usize = 120;
        if self.fits() {
            return;
        }
        for step in &mut self.steps {
            if let Some((end, _)) = step.en.char_indices().nth(SHORT) {
                step.en.truncate(end);
                step.en.push('…');
            }
        }
        while !self.fits() && self.steps.len() > 2 {
            self.steps.remove(1);
        }
    }

    fn fits(&self) -> bool {
        serde_json::to_string(self).is_ok_and(|text| text.len() <= TrackFile::MOST)
    }
}

fn written(step: PlainStep) -> TrackStep {
    TrackStep {
        on: step.on,
        zh: step.text.zh,
        en: step.text.en,
    }
}

/// Whether there is something to rate: an answer, or a suggestion that was replied to.
fn settled(voice: &Voice, outcome: Option<&Outcome>) -> bool {
    match voice.stage {
        VoiceStage::Answered => true,
        VoiceStage::Raised => {
            outcome.is_some_and(|one| one.replied_on.is_some() || one.closed_on.is_some())
        }
        VoiceStage::New | VoiceStage::Passed | VoiceStage::Merged | VoiceStage::Refused => false,
    }
}
