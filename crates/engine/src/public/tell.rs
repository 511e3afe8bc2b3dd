//! What those who spoke are told: a status document for each tracking code.
//!
//! What was told last is kept in the store beside the record, by hashes only: it belongs
//! to this device, and another one that tells the same again does no harm.

use super::board::shown;
use super::item::{public_id, units};
use super::office_with_voices;
use crate::fail::Trouble;
use crate::history::History;
use crate::host::Host;
use crate::state::State;
use crate::workspace::{Asker, Engine};
use huiyin_log::hex;
use huiyin_protocol::FailureKind;
use huiyin_protocol::public::PublicReply;
use huiyin_rules::board::{BoardField, mask, published};
use huiyin_rules::ids::SuggestionId;
use huiyin_rules::suggestion::{Stage, Suggestion};
use huiyin_rules::voice::{Other, Outcome, TrackFile, Voice, VoiceStage, end_of};
use huiyin_store::{EventStore, StoreError};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// Where it is kept what was told last.
const TOLD: &str = "public/told";
/// Suggestions read together.
const TOGETHER: usize = 200;
/// How often a suggestion merged into another one is followed.
const HOPS: usize = 4;

/// What became of suggestions.
pub(super) type Outcomes = BTreeMap<SuggestionId, Outcome>;

impl<S: EventStore, H: Host> Engine<S, H> {
    pub(super) async fn tell(&self, who: Asker<'_>) -> Result<PublicReply, Trouble> {
        office_with_voices(&self.state.borrow(), who)?;
        let raised: BTreeSet<SuggestionId> = {
            let state = self.state.borrow();
            let voices = state.public.voices.all();
            voices.filter_map(|(_, voice)| raised_as(voice)).collect()
        };
        let outcomes = self.outcomes(raised).await?;
        let told = self.told_before().await?;
        let state = self.state.borrow();
        let mut changed = Vec::new();
        for (hash, id) in &state.public.tracks {
            let Some(voice) = state.public.voices.get(id) else {
                continue;
            };
            let file = track(&state, (id, voice), &outcomes);
            let text = serde_json::to_string(&file).map_err(|error| {
                let text = error.to_string();
                Trouble::new(FailureKind::Internal, "track_unwritten", text.clone(), text)
            })?;
            if told.get(hash) != Some(&digest(&text)) {
                changed.push((hash.clone(), text));
            }
        }
        Ok(PublicReply::Tell(changed))
    }

    pub(super) async fn told(
        &self,
        who: Asker<'_>,
        told: Vec<(String, String)>,
    ) -> Result<PublicReply, Trouble> {
        office_with_voices(&self.state.borrow(), who)?;
        let _pass = self.gate.pass().await;
        let mut all = self.told_before().await?;
        for (hash, text) in &told {
            // Nothing but what a tracking code can be called by is kept.
            if self.state.borrow().public.tracks.contains_key(hash) {
                all.insert(hash.clone(), digest(text));
            }
        }
        let mut text = String::with_capacity(all.len() * 98);
        for (hash, digest) in &all {
            for part in [hash, " ", digest, "\n"] {
                text.push_str(part);
            }
        }
        self.store.meta_put(TOLD, text.as_bytes()).await?;
        Ok(PublicReply::Done)
    }

    async fn told_before(&self) -> Result<BTreeMap<String, String>, StoreError> {
        let bytes = self.store.meta_get(TOLD).await?.unwrap_or_default();
        // What cannot be read is told once more.
        let text = String::from_utf8(bytes).unwrap_or_default();
        let pairs = text.lines().filter_map(|line| line.split_once(' '));
        Ok(pairs
            .map(|(hash, digest)| (hash.to_owned(), digest.to_owned()))
            .collect())
    }

    /// What became of suggestions, as far as everybody may know.
    pub(super) async fn outcomes(
        &self,
        wanted: BTreeSet<SuggestionId>,
    ) -> Result<Outcomes, StoreError> {
        let mut found = Outcomes::new();
        let mut into: BTreeMap<SuggestionId, SuggestionId> = BTreeMap::new();
        let mut next: Vec<SuggestionId> = wanted.into_iter().collect();
        for _ in 0..=HOPS {
            let mut further = BTreeSet::new();
            for together in next.chunks(TOGETHER) {
                let histories = self.histories(together).await?;
                let state = self.state.borrow();
                let fields = shown(&state, self.today());
                for (id, history) in together.iter().zip(&histories) {
                    let (Some(one), _) = history.replay(id) else {
                        continue;
                    };
                    if let Stage::Merged { into: target } = &one.stage {
                        into.insert(id.clone(), target.clone());
                        further.insert(target.clone());
                    }
                    found.insert(id.clone(), outcome(&state, &fields, &one, history));
                }
            }
            further.retain(|id| !found.contains_key(id));
            next = further.into_iter().collect();
            if next.is_empty() {
                break;
            }
        }
        // One that is handled with another comes as far as the other.
        let ends: Vec<(SuggestionId, Outcome)> = into
            .keys()
            .filter_map(|id| {
                let mut end = id;
                for _ in 0..=HOPS {
                    end = into.get(end).unwrap_or(end);
                }
                Some((id.clone(), found.get(end)?.clone()))
            })
            .collect();
        found.extend(ends);
        Ok(found)
    }
}

/// The suggestion a voice stands as.
pub(super) fn raised_as(voice: &Voice) -> Option<SuggestionId> {
    let raised = voice.stage == VoiceStage::Raised;
    voice.suggestion.clone().filter(|_| raised)
}

/// What the sender of a voice sees now.
pub(super) fn track(state: &State, (id, voice): (&str, &Voice), outcomes: &Outcomes) -> TrackFile {
    let voices = &state.public.voices;
    let became = |voice: &Voice| outcomes.get(&raised_as(voice)?);
    let end = end_of(id, |id| voices.get(id)?.merged_into.clone());
    let other = voices.get(&end).filter(|_| end != id);
    let other = other.map(|voice| Other {
        voice,
        outcome: became(voice),
    });
    TrackFile::of(voice, became(voice), other)
}

/// What became of a suggestion. Days of its handling are everybody's to know who made it
/// come about; its number and its units are told where the board tells them.
fn outcome(
    state: &State,
    fields: &BTreeSet<BoardField>,
    one: &Suggestion,
    history: &History,
) -> Outcome {
    let board = state.public.board();
    let on_board = published(board, &one.id) && one.stage.name().counts();
    let told = |field: BoardField| on_board && fields.contains(&field);
    let replied = one.rounds.iter().filter(|round| round.replied());
    let replied_on = replied
        .flat_map(|round| round.replies())
        .filter_map(|reply| reply.on)
        .max();
    let again = one.rounds.iter().skip(1).filter_map(|round| round.began);
    let recorded = history.events.last().map(|last| last.at.date_naive());
    let (mut closed_on, mut ended_on) = (None, None);
    match &one.stage {
        Stage::Closed { on, .. } => closed_on = Some(*on),
        Stage::NotAccepted { .. } => ended_on = one.screened.or(recorded),
        Stage::Void { .. } => ended_on = recorded,
        _ => {}
    }
    Outcome {
        number: one
            .number
            .as_deref()
            .map(mask)
            .filter(|_| told(BoardField::Number)),
        registered_on: one.registered,
        assigned_on: one.rounds.first().and_then(|round| round.began),
        units: if told(BoardField::Units) {
            units(one).into_iter().map(mask).collect()
        } else {
            Vec::new()
        },
        replied_on,
        rehandled_on: again.max(),
        closed_on,
        ended_on,
        item: on_board.then(|| public_id(&one.id)),
    }
}

fn digest(text: &str) -> String {
    hex(Sha256::digest(text.as_bytes())
        .get(..16)
        .unwrap_or_default())
}
