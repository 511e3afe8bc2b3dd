//! One voice in full.

use super::inbox::{alike, row};
use super::tell::{raised_as, track};
use super::{Sight, may_deal, no_such_voice, sight};
use crate::facts::VOICE_PREFIX;
use crate::fail::Trouble;
use crate::host::Host;
use crate::state::State;
use crate::wire::Wire;
use crate::workspace::{Asker, Engine};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use huiyin_log::{Line, hex};
use huiyin_protocol::public::{PublicReply, VoiceView};
use huiyin_rules::drive::{Drive, DriveAnswer};
use huiyin_rules::ids::SuggestionId;
use huiyin_rules::voice::{
    Passed, PictureKind, VoiceAction, VoiceEvent, VoicePicture, counted, end_of, may_as, may_some,
};
use huiyin_rules::{Lang, Party, Role, Text};
use huiyin_store::{EventStore, StoreError};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// Most events read for the pictures of one voice: twice what it can have.
const PICTURES: usize = 6;
/// Most like it that are shown.
const ALIKE: usize = 20;

impl<S: EventStore, H: Host> Engine<S, H> {
    pub(super) async fn voice_view(
        &self,
        who: Asker<'_>,
        id: &str,
    ) -> Result<PublicReply, Trouble> {
        {
            let state = self.state.borrow();
            let voice = state.public.voices.get(id);
            let sight = sight(&state, who);
            voice
                .filter(|voice| sight.of(voice))
                .ok_or_else(no_such_voice)?;
        }
        let shown = self.pictures(id).await?;
        let became = self.outcomes(self.raised_along(id)).await?;
        let state = self.state.borrow();
        let (kept, lang) = (&state.public, who.lang);
        let (sight, today) = (sight(&state, who), self.today());
        let voice = kept.voices.get(id).ok_or_else(no_such_voice)?;
        let received = &voice.received;
        let picture = |one: &VoicePicture| {
            let data = shown.get(&one.name).cloned().unwrap_or_default();
            (one.name.clone(), one.kind, data)
        };
        let drive = received.drive.as_deref();
        let drive = drive.and_then(|id| kept.drives().get(id));
        let title = |id: &SuggestionId| {
            let dense = state.projection.find(id.as_str());
            dense.map_or_else(String::new, |dense| {
                state.projection.title(dense).to_owned()
            })
        };
        let like = super::like::suggestions(&state.projection, &received.text);
        let like = like.into_iter().filter_map(|(dense, similarity)| {
            let id = SuggestionId::try_from(state.projection.id(dense)).ok()?;
            let title = state.projection.title(dense).to_owned();
            Some((id, title, u32::from(similarity / 10)))
        });
        // What somebody claims to have done with a voice that is not theirs did not happen.
        let told = kept.voices.told(id, &state.projection.marks);
        let counts = counted(told.iter().map(|one| (&one.event, &one.by)));
        let history = told.into_iter().zip(counts).filter(|(_, counts)| *counts);
        let history = history.filter_map(|(told, _)| {
            let (on, what) = happened(&told.event, told.by.acting(), told.on, sight, lang)?;
            Some((on.to_string(), what, named(told.by.acting(), lang)))
        });
        Ok(PublicReply::Voice(Box::new(VoiceView {
            row: row(&state, (id, voice), sight, today, lang),
            text: received.text.clone(),
            contact: received.contact.clone().filter(|_| sight.of_contact(voice)),
            tracked: received.tracking.is_some(),
            pictures: received.pictures.iter().map(picture).collect(),
            drive: drive.map(|drive| answered(drive, &received.answers)),
            history: history.collect(),
            told: track(&state, (id, voice), &became)
                .steps
                .into_iter()
                .map(|step| {
                    let words = Text::new(step.zh, step.en);
                    (step.on.to_string(), words.get(lang).to_owned())
                })
                .collect(),
            into: match &voice.merged_into {
                // One that is not theirs, or not here, leads nowhere.
                Some(into) => Some(into.clone())
                    .filter(|into| kept.voices.get(into).is_some_and(|one| sight.of(one))),
                None => voice.suggestion.as_ref().map(|id| id.as_str().to_owned()),
            },
            suggestion: voice.suggestion.as_ref().map(|id| (id.clone(), title(id))),
            alike: alike(kept, id, sight)
                .take(ALIKE)
                .map(|(id, voice, similarity)| {
                    let row = row(&state, (id, voice), sight, today, lang);
                    (row, u32::from(similarity / 10))
                })
                .collect(),
            suggestions: like.collect(),
            may: match may_deal(&state, who) {
                Ok(()) => names(&may_as(voice, who.actor)),
                Err(_) => Vec::new(),
            },
            rated: voice.ratings.last().map(|rated| {
                let on = rated.on.to_string();
                (rated.rating, rated.note.clone(), on)
            }),
        })))
    }

    /// The suggestions on which depends what the sender of a voice sees: its own, and that of
    /// the voice it is merged into.
    fn raised_along(&self, id: &str) -> BTreeSet<SuggestionId> {
        let state = self.state.borrow();
        let voices = &state.public.voices;
        let end = end_of(id, |id| voices.get(id)?.merged_into.clone());
        let both = [id, end.as_str()].into_iter();
        both.filter_map(|id| raised_as(voices.get(id)?)).collect()
    }

    /// What a voice's pictures show, as far as this device has it: base 64 by name.
    async fn pictures(&self, id: &str) -> Result<BTreeMap<String, String>, StoreError> {
        let positions: Vec<u64> = {
            let state = self.state.borrow();
            let all = state.projection.facts.public().pictures.iter();
            let own = all.filter(|(voice, _)| voice == id);
            own.take(PICTURES)
                .map(|(_, position)| u64::from(*position))
                .collect()
        };
        let lines = self.store.read_at(&positions).await?;
        let state = self.state.borrow();
        let aggregate = [VOICE_PREFIX, id].concat();
        let mut shown = BTreeMap::new();
        for line in lines.iter().filter_map(|line| Line::read(line).ok()) {
            if state.projection.marks.aside(&aggregate, line.id) {
                continue;
            }
            if let Some(VoiceEvent::VoicePictured(one)) = VoiceEvent::read(line.kind, line.body) {
                // Its name is what it shows: another device may have written anything.
                let bytes = BASE64_STANDARD.decode(&one.data).unwrap_or_default();
                if hex(&Sha256::digest(&bytes)) == one.name {
                    shown.insert(one.name, one.data);
                }
            }
        }
        Ok(shown)
    }
}

/// What this person may do with some voice.
pub(super) fn acts(state: &State, who: Asker<'_>) -> Vec<String> {
    match may_deal(state, who) {
        Ok(()) => names(&may_some(who.actor)),
        Err(_) => Vec::new(),
    }
}

/// Actions by name; opinions come from citizens. What may become a suggestion may join one.
fn names(actions: &[VoiceAction]) -> Vec<String> {
    let offered = actions
        .iter()
        .filter(|action| **action != VoiceAction::Rate);
    let mut names: Vec<String> = offered.map(|action| action.code().to_owned()).collect();
    if actions.contains(&VoiceAction::Raise) {
        names.push("join".to_owned());
    }
    names
}

fn answered(drive: &Drive, answers: &[DriveAnswer]) -> (String, Vec<(String, String)>) {
    let questions = &drive.opened.questions;
    let said = answers.iter().filter_map(|answer| {
        let question = questions.iter().find(|one| one.id == answer.question)?;
        let chosen = answer.chosen.iter();
        let chosen = chosen.filter_map(|at| question.options.get(*at as usize));
        let mut words: Vec<&str> = chosen.map(String::as_str).collect();
        if !answer.text.is_empty() {
            words.push(&answer.text);
        }
        Some((question.text.clone(), words.join("；")))
    });
    (drive.opened.title.clone(), said.collect())
}

fn named(party: &Party, lang: Lang) -> String {
    if party.name.is_empty() {
        party.role.label().get(lang).to_owned()
    } else {
        party.name.clone()
    }
}

/// What an event says, for the office and deputies: the day and words. A note is for those it was
/// written to and the office.
fn happened(
    event: &VoiceEvent,
    by: &Party,
    recorded: chrono::NaiveDate,
    sight: Sight<'_>,
    lang: Lang,
) -> Option<(chrono::NaiveDate, String)> {
    let (on, text) = match event {
        VoiceEvent::VoiceReceived(one) => {
            let via = one.via.label();
            let text = Text::new(format!("收到（{}）", via.zh), format!("came in {}", via.en));
            // The sender's day and the day it was taken in may differ.
            (recorded.max(one.on), text)
        }
        VoiceEvent::VoicePictured(_) => return None,
        VoiceEvent::VoiceAnswered(one) => (one.on, said("答复", "answered", &one.text)),
        VoiceEvent::VoicePassed(one) => {
            let to = receiver(&one.to);
            let theirs = is_for(&one.to, by, sight);
            let mut text = Text::new(
                format!("转办：{}", to.zh),
                format!("passed on to {}", to.en),
            );
            if theirs && !one.note.is_empty() {
                text.zh.push_str(&format!("（{}）", one.note));
                text.en.push_str(&format!(" ({})", one.note));
            }
            (one.on, text)
        }
        VoiceEvent::VoiceNoted(one) => {
            let theirs = is_for(&one.to, by, sight);
            let text = said("转办说明", "note beside it", &one.note);
            return theirs.then(|| (one.on, text.get(lang).to_owned()));
        }
        VoiceEvent::VoiceMerged(one) => {
            let text = Text::new("合并到另一条民意", "merged into another voice");
            (one.on, text)
        }
        VoiceEvent::VoiceRefused(one) => (one.on, said("不予受理", "refused", &one.reason)),
        VoiceEvent::VoiceRaised(one) => (one.on, Text::new("转为建议", "raised as a suggestion")),
        VoiceEvent::VoiceInformed(one) => (one.on, said("告知进展", "told", &one.text)),
        VoiceEvent::VoiceRated(one) => {
            let rating = one.rating.label();
            let mut text = Text::new(
                format!("群众评价：{}", rating.zh),
                format!("rated: {}", rating.en),
            );
            if !one.note.is_empty() {
                text.zh.push_str(&format!("（{}）", one.note));
                text.en.push_str(&format!(" ({})", one.note));
            }
            (one.on, text)
        }
    };
    Some((on, text.get(lang).to_owned()))
}

/// Whether a note to somebody is for whoever looks: those it was written to, who wrote it,
/// and the office.
fn is_for(to: &Passed, by: &Party, sight: Sight<'_>) -> bool {
    match sight {
        Sight::All => true,
        Sight::Nothing => false,
        Sight::Deputy(own) => {
            let wrote = by.role == Role::Deputy && by.name == own;
            wrote || matches!(to, Passed::Deputy { name } if name == own)
        }
    }
}

fn said(zh: &str, en: &str, text: &str) -> Text {
    Text::new(format!("{zh}：{text}"), format!("{en}: {text}"))
}

fn receiver(to: &Passed) -> Text {
    match to {
        Passed::Station { name, .. } | Passed::Deputy { name } | Passed::Unit { name } => {
            Text::new(name.as_str(), name.as_str())
        }
        Passed::LevelUp { name, .. } if !name.is_empty() => {
            Text::new(format!("上一级 {name}"), format!("the level above, {name}"))
        }
        Passed::LevelUp { .. } => Text::new("上一级", "the level above"),
    }
}

/// The kind of a picture of a voice that travels.
pub(super) const fn kind_of(kind: huiyin_intake::PictureKind) -> PictureKind {
    match kind {
        huiyin_intake::PictureKind::Jpeg => PictureKind::Jpeg,
        huiyin_intake::PictureKind::Png => PictureKind::Png,
    }
}
