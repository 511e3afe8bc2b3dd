//! From what is recorded to what a voice has come to. Never fails: what does not fit is
//! counted as an anomaly. Of two triages made apart the later one in the log's order
//! holds, and both stand in its history, since its sender may have been told either.
//!
//! Nobody is believed on a deputy's own word that a voice is theirs: what a deputy's own
//! device recorded counts where the voice is with that deputy by then, and nowhere else.

use super::decide::limits;
use super::event::{VoiceEvent, VoiceNoted, VoicePictured, VoiceRated};
use super::state::{Done, Voice, VoiceStep};
use super::terms::VoiceStage;
use crate::actor::{Actor, Role};
use crate::order::odd;
use chrono::NaiveDate;

/// An event with who recorded it.
type Recorded<'a> = (&'a VoiceEvent, &'a Actor);

/// Folds events in the order every device agrees on, each with who recorded it; `None`
/// where nothing came in.
pub fn replay<'a>(events: impl IntoIterator<Item = Recorded<'a>>) -> Option<Voice> {
    fold(&mut events.into_iter(), &mut |_| ())
}

/// Which of these events count, one by one: whoever shows what happened shows these.
pub fn counted<'a>(events: impl IntoIterator<Item = Recorded<'a>>) -> Vec<bool> {
    let mut counted = Vec::new();
    fold(&mut events.into_iter(), &mut |fits| counted.push(fits));
    counted
}

fn fold<'a>(
    events: &mut dyn Iterator<Item = Recorded<'a>>,
    noted: &mut dyn FnMut(bool),
) -> Option<Voice> {
    let mut voice: Option<Voice> = None;
    let mut before = 0;
    for (event, by) in events {
        let (anomalies, fits) = match (&mut voice, event) {
            (None, VoiceEvent::VoiceReceived(received)) if by.party.role == Role::Office => {
                voice = Some(Voice::new((**received).clone()));
                (&mut before, true)
            }
            (None, _) => (&mut before, false),
            (Some(voice), event) => {
                let fits = believed(voice, event, by) && apply(voice, event);
                (&mut voice.anomalies, fits)
            }
        };
        odd(anomalies, fits);
        noted(fits);
    }
    if let Some(voice) = &mut voice {
        voice.anomalies = voice.anomalies.saturating_add(before);
    }
    voice
}

/// Whether an event is its recorder's to record: of the office, all that it writes down, also
/// on others' behalf; of a deputy, how they deal with a voice that is with them; of nobody
/// else anything.
fn believed(voice: &Voice, event: &VoiceEvent, by: &Actor) -> bool {
    match by.party.role {
        Role::Office => true,
        Role::Deputy => {
            let kind = matches!(
                event,
                VoiceEvent::VoiceAnswered(_)
                    | VoiceEvent::VoicePassed(_)
                    | VoiceEvent::VoiceNoted(_)
                    | VoiceEvent::VoiceRaised(_)
                    | VoiceEvent::VoiceInformed(_)
            );
            kind && by.on_behalf_of.is_none() && voice.is_with(&by.party.name)
        }
        Role::Government | Role::Unit => false,
    }
}

fn apply(voice: &mut Voice, event: &VoiceEvent) -> bool {
    match event {
        VoiceEvent::VoiceReceived(_) => false,
        VoiceEvent::VoicePictured(pictured) => picture(voice, pictured),
        VoiceEvent::VoiceRated(rated) => rate(voice, rated),
        VoiceEvent::VoiceAnswered(one) => step(voice, one.on, Done::Answered(one.text.clone())),
        VoiceEvent::VoicePassed(one) => {
            let (to, note) = (one.to.clone(), one.note.clone());
            step(voice, one.on, Done::Passed { to, note })
        }
        VoiceEvent::VoiceNoted(one) => note(voice, one),
        VoiceEvent::VoiceMerged(one) => step(voice, one.on, Done::Merged(one.into.clone())),
        VoiceEvent::VoiceRefused(one) => step(voice, one.on, Done::Refused(one.reason.clone())),
        VoiceEvent::VoiceRaised(one) => step(voice, one.on, Done::Raised(one.suggestion.clone())),
        VoiceEvent::VoiceInformed(one) => step(voice, one.on, Done::Informed(one.text.clone())),
    }
}

/// What a picture shows is found by its event's position, never kept here.
fn picture(voice: &mut Voice, pictured: &VoicePictured) -> bool {
    let mut own = voice.received.pictures.iter();
    own.any(|one| one.name == pictured.name) && voice.pictured.insert(pictured.name.clone())
}

/// It belongs to the last time it was passed there, which has none yet.
fn note(voice: &mut Voice, noted: &VoiceNoted) -> bool {
    let mut steps = voice.steps.iter_mut().rev();
    let note = steps.find_map(|step| match &mut step.done {
        Done::Passed { to, note } if *to == noted.to => Some(note),
        _ => None,
    });
    let open = note.filter(|note| note.is_empty());
    open.is_some_and(|note| {
        noted.note.clone_into(note);
        true
    })
}

fn rate(voice: &mut Voice, rated: &VoiceRated) -> bool {
    // Whatever else was done apart: they said it. Fetched by two devices, it counts once.
    let fits = voice.unrated && voice.ratings.len() < limits::RATINGS;
    if fits {
        voice.ratings.push(rated.clone());
        voice.unrated = false;
    }
    fits
}

fn step(voice: &mut Voice, on: NaiveDate, done: Done) -> bool {
    if voice.steps.len() >= limits::STEPS {
        return false;
    }
    if let Some(stage) = done.stage() {
        voice.stage = stage;
        voice.merged_into = None;
    }
    match &done {
        Done::Merged(into) => voice.merged_into = Some(into.clone()),
        Done::Raised(suggestion) => voice.suggestion = Some(suggestion.clone()),
        Done::Passed { to, .. } => {
            if let Some(station) = to.station() {
                voice.station = Some(station.to_owned());
            }
        }
        Done::Answered(_) | Done::Refused(_) | Done::Informed(_) => {}
    }
    // Nobody rates what they were only passed on with.
    let told = !matches!(voice.stage, VoiceStage::New | VoiceStage::Passed);
    voice.unrated = told || voice.unrated;
    voice.steps.push(VoiceStep { on, done });
    true
}
