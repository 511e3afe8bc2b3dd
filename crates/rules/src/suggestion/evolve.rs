//! Recorded events become a state. Folding never fails: logs written apart and
//! brought together will contradict each other, and what cannot have happened is
//! set aside and named instead of being applied.

use super::apart::{Apart, Outcome, Settled, may_take_back, settle};
use super::event::{Event, Recorded};
use super::fold::fold;
use super::state::Suggestion;
use crate::ids::{EventId, SuggestionId};
use crate::text::Text;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// An event that was set aside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anomaly {
    /// The event.
    pub event: EventId,
    /// What is wrong with it.
    pub code: AnomalyCode,
    /// The same for people.
    pub text: Text,
}

/// Why an event was set aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnomalyCode {
    /// It comes before the suggestion was begun.
    NotBegun,
    /// The suggestion was begun already.
    BegunTwice,
    /// It does not belong to the stage the suggestion stood in.
    WrongStage,
    /// Its unit had no part, or stood where this could not happen.
    WrongUnit,
    /// Its deputy did not sign, or had given an opinion in that round.
    WrongDeputy,
    /// Its arrangement cannot be handled by, or drops a unit that replied.
    WrongArrangement,
    /// It says what was so already, or takes off what was not there.
    NoChange,
    /// Its identity was recorded before.
    RecordedTwice,
    /// It takes back what cannot be taken back.
    NothingTakenBack,
    /// It is in the name, or takes back an act, of a party that did not record it.
    WrongParty,
}

impl AnomalyCode {
    /// What it means, for people.
    pub fn text(self) -> Text {
        let (zh, en) = match self {
            AnomalyCode::NotBegun => (
                "早于这件建议的第一条记录",
                "it comes before the suggestion's first record",
            ),
            AnomalyCode::BegunTwice => {
                ("这件建议已有第一条记录", "the suggestion was begun already")
            }
            AnomalyCode::WrongStage => (
                "与当时所处的阶段不符",
                "it does not belong to the stage of that time",
            ),
            AnomalyCode::WrongUnit => (
                "与承办单位当时的办理情况不符",
                "it does not fit where the unit stood",
            ),
            AnomalyCode::WrongDeputy => (
                "代表没有联名或者在该轮已经评价",
                "the deputy did not sign it, or had rated the round",
            ),
            AnomalyCode::WrongArrangement => (
                "承办安排不成立或者去掉了已经答复的单位",
                "the arrangement is unsound, or drops a unit that replied",
            ),
            AnomalyCode::NoChange => ("与已有记录重复，没有变化", "it changes nothing"),
            AnomalyCode::RecordedTwice => ("同一条记录出现两次", "it was recorded before"),
            AnomalyCode::NothingTakenBack => (
                "所撤销的记录本身是撤销",
                "what it takes back is itself an undo",
            ),
            AnomalyCode::WrongParty => (
                "以其他单位或者代表的名义记录，或者撤销他方的记录",
                "it is in another party's name, or takes back another party's act",
            ),
        };
        Text::new(
            format!("记录未计入：{zh}。请核对各方的记录。"),
            format!("Not counted: {en}. Check the records of both sides."),
        )
    }
}

/// What folding one event in came to.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub enum Applied {
    /// It was folded in.
    Folded,
    /// It was set aside; the state is as before.
    SetAside(Anomaly),
    /// It takes back or drops earlier events: fold everything again with [`replay`].
    Refold,
}

/// The state that `events` come to, in the order given, and what was set aside.
///
/// Taking back is settled first: an event that was taken back is left out as if
/// it had never been recorded, wherever both stand. So is what the office dropped.
pub fn replay<'e>(
    id: &SuggestionId,
    events: impl IntoIterator<Item = &'e Recorded>,
) -> (Option<Suggestion>, Vec<Anomaly>) {
    let events: Vec<&Recorded> = events.into_iter().collect();
    let settled = settle(&events, &Apart::default());
    replay_settled(id, &events, &settled)
}

/// The same where more is known than the events say: see [`settle`].
pub fn replay_settled(
    id: &SuggestionId,
    events: &[&Recorded],
    settled: &Settled,
) -> (Option<Suggestion>, Vec<Anomaly>) {
    let mut known = BTreeSet::new();
    let mut state = None;
    let mut anomalies = Vec::new();
    for (recorded, outcome) in events.iter().zip(&settled.outcomes) {
        let wrong = match &recorded.event {
            _ if !known.insert(&recorded.id) => Some(AnomalyCode::RecordedTwice),
            _ if *outcome != Outcome::Counts => None,
            Event::Undone(undone) => wrong_undo(events, recorded, &undone.event),
            _ => step(id, &mut state, recorded).err(),
        };
        anomalies.extend(wrong.map(|code| set_aside(recorded, code)));
    }
    if let Some(state) = &mut state {
        let id = |at: usize| events.get(at).map(|one| one.id.clone());
        let pairs = settled.open.iter();
        state.conflicts = pairs.filter_map(|(a, b)| id(*a).zip(id(*b))).collect();
    }
    (state, anomalies)
}

/// Folds one more event in, with the same result as [`replay`] over all of them,
/// for everything but taking back and settling.
///
/// An event recorded twice is known here only where it repeats the latest one:
/// the state does not keep every identity. Stores keep each identity once.
pub fn apply(id: &SuggestionId, state: &mut Option<Suggestion>, recorded: &Recorded) -> Applied {
    if matches!(recorded.event, Event::Undone(_) | Event::Resolved(_)) {
        return Applied::Refold;
    }
    let latest = state.as_ref().and_then(|state| state.latest.as_ref());
    if latest.is_some_and(|(latest, _)| *latest == recorded.id) {
        return Applied::SetAside(set_aside(recorded, AnomalyCode::RecordedTwice));
    }
    match step(id, state, recorded) {
        Ok(()) => Applied::Folded,
        Err(code) => Applied::SetAside(set_aside(recorded, code)),
    }
}

fn step(
    id: &SuggestionId,
    state: &mut Option<Suggestion>,
    recorded: &Recorded,
) -> Result<(), AnomalyCode> {
    let acting = recorded.actor.acting();
    fold(id, state, &recorded.event, acting)?;
    if let Some(state) = state {
        state.latest = Some((recorded.id.clone(), acting.clone()));
    }
    Ok(())
}

/// What is wrong with an undo. One of what is not here is no mistake: it may be of a
/// kind that this replica never gets, such as a single opinion.
fn wrong_undo(events: &[&Recorded], undo: &Recorded, target: &EventId) -> Option<AnomalyCode> {
    let target = events.iter().find(|one| one.id == *target)?;
    if matches!(target.event, Event::Undone(_)) {
        Some(AnomalyCode::NothingTakenBack)
    } else if may_take_back(undo, target) {
        None
    } else {
        Some(AnomalyCode::WrongParty)
    }
}

fn set_aside(recorded: &Recorded, code: AnomalyCode) -> Anomaly {
    Anomaly {
        event: recorded.id.clone(),
        code,
        text: code.text(),
    }
}
