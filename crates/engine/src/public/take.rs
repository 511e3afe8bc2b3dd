//! Taking in what travelled sealed, and what was said of what became of it.
//!
//! Whoever sealed something may have been anybody with any program. What cannot be opened
//! or does not fit is refused with its reason and stays where it is. A voice is called by
//! what it says, its tracking code included: however often and by whichever device it is
//! taken in, it is one.

use super::kept::{Kept, Steps};
use super::office_with_voices;
use super::opened::{Opened, keys, opened};
use crate::fail::Trouble;
use crate::host::Host;
use crate::state::State;
use crate::workspace::{Asker, Engine};
use huiyin_protocol::Push;
use huiyin_protocol::public::PublicReply;
use huiyin_rules::voice::{Received, VoiceOrder};
use huiyin_rules::{Rating, Text};
use huiyin_store::EventStore;
use std::cell::RefCell;
use std::collections::BTreeSet;

/// Voices opened and stored together: with their pictures some 10 MB at most.
const TOGETHER: usize = 16;
/// Ratings stored together.
const RATINGS: usize = 100;

/// What became of each: by the id it came under.
#[derive(Default)]
struct Outcome {
    taken: Vec<String>,
    known: Vec<String>,
    refused: Vec<(String, Text)>,
}

impl<S: EventStore, H: Host> Engine<S, H> {
    pub(super) async fn take_voices(
        &self,
        who: Asker<'_>,
        sealed: Vec<(String, String)>,
    ) -> Result<PublicReply, Trouble> {
        office_with_voices(&self.state.borrow(), who)?;
        self.cancelled.set(false);
        let mut all = Outcome::default();
        for (index, together) in sealed.chunks(TOGETHER).enumerate() {
            if index > 0 {
                self.host.push(Push::Progress {
                    done: (index * TOGETHER) as u64,
                    total: sealed.len() as u64,
                });
                self.host.breathe().await;
                if self.cancelled.get() {
                    break;
                }
            }
            let keys = keys(&self.state.borrow().public);
            let opened: Vec<(&String, Result<Opened, Text>)> = together
                .iter()
                .map(|(id, text)| (id, opened(&keys, text, self.today())))
                .collect();
            let outcome = RefCell::new(Outcome::default());
            self.public_carry(who, |state| {
                let mut outcome = outcome.borrow_mut();
                *outcome = Outcome::default();
                Ok(self.taking(state, who, &opened, &mut outcome))
            })
            .await?;
            all.add(outcome.into_inner());
        }
        Ok(all.told(who))
    }

    /// What taking these in records.
    fn taking(
        &self,
        state: &State,
        who: Asker<'_>,
        opened: &[(&String, Result<Opened, Text>)],
        outcome: &mut Outcome,
    ) -> Steps {
        let (mut steps, mut here) = (Steps::new(), BTreeSet::new());
        for (came_as, one) in opened {
            let came_as = (*came_as).clone();
            let one = match one {
                Ok(one) => one,
                Err(why) => {
                    outcome.refused.push((came_as, why.clone()));
                    continue;
                }
            };
            if state.public.voices.get(&one.id).is_some() || !here.insert(&one.id) {
                outcome.known.push(came_as);
                continue;
            }
            let order = VoiceOrder::Receive {
                received: Box::new(placed(&state.public, one.received.clone())),
                pictures: one.pictures.clone(),
            };
            match self.voice_steps(state, who, &one.id, order) {
                Ok(step) => {
                    steps.push(step);
                    outcome.taken.push(came_as);
                }
                Err(trouble) => outcome.refused.push((came_as, trouble.text)),
            }
        }
        steps
    }

    pub(super) async fn take_ratings(
        &self,
        who: Asker<'_>,
        ratings: Vec<(String, String, Rating, String)>,
    ) -> Result<PublicReply, Trouble> {
        office_with_voices(&self.state.borrow(), who)?;
        let mut all = Outcome::default();
        for together in ratings.chunks(RATINGS) {
            let outcome = RefCell::new(Outcome::default());
            self.public_carry(who, |state| {
                let mut outcome = outcome.borrow_mut();
                *outcome = Outcome::default();
                Ok(self.rating(state, who, together, &mut outcome))
            })
            .await?;
            all.add(outcome.into_inner());
        }
        Ok(all.told(who))
    }

    /// What taking these ratings in records.
    fn rating(
        &self,
        state: &State,
        who: Asker<'_>,
        ratings: &[(String, String, Rating, String)],
        outcome: &mut Outcome,
    ) -> Steps {
        let (mut steps, mut here) = (Steps::new(), BTreeSet::new());
        for (came_as, hash, rating, note) in ratings {
            let came_as = came_as.clone();
            let found = state.public.tracks.get(hash);
            let found = found.and_then(|id| Some((id, state.public.voices.get(id)?)));
            let Some((id, voice)) = found else {
                outcome.refused.push((came_as, no_such_track()));
                continue;
            };
            let mut given = voice.ratings.iter();
            // The second of one batch is decided when it is brought again.
            if given.any(|one| one.rating == *rating && one.note == *note) {
                outcome.known.push(came_as);
                continue;
            }
            if !here.insert(id) {
                outcome.refused.push((came_as, once_more()));
                continue;
            }
            let order = VoiceOrder::Rate {
                rating: *rating,
                note: note.clone(),
                on: self.today(),
            };
            match self.voice_steps(state, who, id, order) {
                Ok(step) => {
                    steps.push(step);
                    outcome.taken.push(came_as);
                }
                Err(trouble) => outcome.refused.push((came_as, trouble.text)),
            }
        }
        steps
    }
}

impl Outcome {
    fn add(&mut self, other: Outcome) {
        self.taken.extend(other.taken);
        self.known.extend(other.known);
        self.refused.extend(other.refused);
    }

    fn told(self, who: Asker<'_>) -> PublicReply {
        let refused = self.refused.into_iter();
        PublicReply::Taken {
            taken: self.taken,
            known: self.known,
            refused: refused
                .map(|(id, why)| (id, why.get(who.lang).to_owned()))
                .collect(),
        }
    }
}

/// Where it belongs by its code. One that leads nowhere any more is kept, so that it is
/// seen by which it came.
fn placed(kept: &Kept, received: Received) -> Received {
    let code = received.code.as_deref();
    let known = code.and_then(|code| kept.stations().codes.get(code));
    let Some(known) = known else {
        return received;
    };
    Received {
        station: known.code.station.clone(),
        deputy: known.code.deputy.clone(),
        ..received
    }
}

fn no_such_track() -> Text {
    Text::new(
        "没有对应的民意，可能尚未收取。请先收取民意再试。",
        "there is no voice it belongs to; take the voices in first",
    )
}

fn once_more() -> Text {
    Text::new(
        "同一条民意另有一份评价刚刚收下。请再收取一次。",
        "another rating of the same voice was just taken in; take them in once more",
    )
}
