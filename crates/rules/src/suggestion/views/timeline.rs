//! Who did what when on what basis, in the order it was recorded.

use super::basis::basis;
use super::phrases::{detail, what};
use crate::actor::Party;
use crate::ids::{EventId, SuggestionId};
use crate::rulebook::Rulebook;
use crate::suggestion::apart::{Outcome, Settled};
use crate::suggestion::event::{Event, Recorded};
use crate::suggestion::evolve::{Applied, apply};
use crate::suggestion::state::Suggestion;
use crate::text::Lang;
use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

/// One line of the timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The event it tells.
    pub event: EventId,
    /// The day it happened, where the record says.
    pub on: Option<NaiveDate>,
    /// When it was recorded.
    pub at: DateTime<FixedOffset>,
    /// Who recorded it.
    pub actor: String,
    /// Whose act it was; the same where they recorded it themselves.
    pub acting: String,
    /// What happened, in a sentence.
    pub what: String,
    /// What was said: reasons, texts, notes; may be empty.
    pub detail: String,
    /// The source of the rule it followed; may be empty.
    pub basis: String,
    /// Whether it was taken back later.
    pub undone: bool,
    /// Whether it could not be counted, because it contradicts the others.
    pub set_aside: bool,
    /// Why it does not count, where that was not for the fold to say; else empty.
    pub not_counted: String,
    /// The round it belongs to, counted from 1; 0 before the first assignment.
    pub round: u32,
}

/// The whole history of one suggestion, what was taken back or does not count
/// included; what becomes of each of the events is said by `settled`. The sources
/// are those of `rulebook`, the one the suggestion is handled by.
pub fn timeline(
    events: &[Recorded],
    settled: &Settled,
    rulebook: &Rulebook,
    lang: Lang,
) -> Vec<Entry> {
    let mut state: Option<Suggestion> = None;
    let mut entries = Vec::with_capacity(events.len());
    for (recorded, outcome) in events.iter().zip(&settled.outcomes) {
        let undone = *outcome == Outcome::TakenBack;
        let mut set_aside = false;
        if *outcome == Outcome::Counts && !matches!(recorded.event, Event::Undone(_)) {
            // Which suggestion it is makes no difference to the rounds.
            let Ok(id) = SuggestionId::try_from("timeline") else {
                continue;
            };
            let applied = apply(&id, &mut state, recorded);
            set_aside = matches!(applied, Applied::SetAside(_));
        }
        let rounds = state.as_ref().map_or(0, |state| state.rounds.len());
        entries.push(Entry {
            event: recorded.id.clone(),
            on: day(&recorded.event),
            at: recorded.at,
            actor: party(&recorded.actor.party, lang),
            acting: party(recorded.actor.acting(), lang),
            what: what(&recorded.event).get(lang).to_owned(),
            detail: detail(&recorded.event).get(lang).to_owned(),
            basis: basis(&recorded.event, rulebook).to_owned(),
            undone,
            set_aside,
            not_counted: outcome.text().map_or_else(String::new, |text| match lang {
                Lang::Zh => text.zh,
                Lang::En => text.en,
            }),
            round: u32::try_from(rounds).unwrap_or(u32::MAX),
        });
    }
    entries
}

fn party(party: &Party, lang: Lang) -> String {
    let role = party.role.label();
    match (party.name.is_empty(), lang) {
        (true, _) => role.get(lang).to_owned(),
        (false, Lang::Zh) => format!("{}（{}）", party.name, role.zh),
        (false, Lang::En) => format!("{} ({})", party.name, role.en),
    }
}

/// The day an event happened, as it was stated.
fn day(event: &Event) -> Option<NaiveDate> {
    match event {
        Event::Submitted(body) => Some(body.on),
        Event::Screened(body) => Some(body.on),
        Event::Registered(body) => Some(body.on),
        Event::Assigned(body) => body.on,
        Event::Accepted(body) => Some(body.on),
        Event::Returned(body) => Some(body.on),
        Event::Extended(body) => Some(body.on),
        Event::Consulted(body) => body.on,
        Event::Reminded(body) => Some(body.on),
        Event::Replied(body) => body.on,
        Event::Evaluated(body) => body.on,
        Event::Rehandled(body) => Some(body.on),
        Event::Closed(body) => Some(body.on),
        Event::Progressed(body) => Some(body.on),
        Event::Fulfilled(body) => Some(body.on),
        Event::Voided(body) => Some(body.on),
        Event::Joined(body) => Some(body.on),
        Event::OpinionGiven(body) => Some(body.on),
        Event::Coordinated(body) => Some(body.on),
        Event::Suspended(body) => Some(body.on),
        Event::Resumed(body) => Some(body.on),
        Event::Delivered(body) => Some(body.on),
        Event::DefectsNoted(body) => Some(body.on),
        Event::Summoned(body) => Some(body.on),
        Event::Supervised(body) => Some(body.on),
        Event::Redone(body) => Some(body.on),
        Event::LookedBack(body) => Some(body.on),
        Event::Assessed(body) => Some(body.on),
        Event::OpinionsAnnounced(body) => Some(body.on),
        Event::Resolved(body) => Some(body.on),
        Event::Drafted(_)
        | Event::Revised(_)
        | Event::Entered(_)
        | Event::PointsSplit(_)
        | Event::Parted(_)
        | Event::KeyMarked(_)
        | Event::KeyUnmarked(_)
        | Event::Undone(_) => None,
    }
}
