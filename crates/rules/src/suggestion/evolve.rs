//! Recorded events become a state. Folding never fails: logs written apart and
//! brought together will contradict each other, and what cannot have happened is
//! set aside and named instead of being applied.

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
    /// It takes back something that is not there to be taken back.
    NothingTakenBack,
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
                "所撤销的记录不存在或者本身是撤销",
                "what it takes back is not there, or is itself an undo",
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
    /// It takes back an earlier event: fold everything again with [`replay`].
    Refold,
}

/// The state that `events` come to, in the order given, and what was set aside.
///
/// Taking back is settled first: an event that was taken back is left out as if
/// it had never been recorded, wherever both stand.
pub fn replay<'e>(
    id: &SuggestionId,
    events: impl IntoIterator<Item = &'e Recorded>,
) -> (Option<Suggestion>, Vec<Anomaly>) {
    let events: Vec<&Recorded> = events.into_iter().collect();
    let taken_back = taken_back(&events);
    let mut known = BTreeSet::new();
    let mut state = None;
    let mut anomalies = Vec::new();
    for recorded in &events {
        if !known.insert(&recorded.id) {
            anomalies.push(set_aside(recorded, AnomalyCode::RecordedTwice));
        } else if let Event::Undone(undone) = &recorded.event {
            if !taken_back.contains(&undone.event) {
                anomalies.push(set_aside(recorded, AnomalyCode::NothingTakenBack));
            }
        } else if !taken_back.contains(&recorded.id)
            && let Applied::SetAside(anomaly) = apply(id, &mut state, recorded)
        {
            anomalies.push(anomaly);
        }
    }
    (state, anomalies)
}

/// Folds one more event in, with the same result as [`replay`] over all of them,
/// for everything but taking back.
///
/// An event recorded twice is known here only where it repeats the latest one:
/// the state does not keep every identity. Stores keep each identity once.
pub fn apply(id: &SuggestionId, state: &mut Option<Suggestion>, recorded: &Recorded) -> Applied {
    if matches!(recorded.event, Event::Undone(_)) {
        return Applied::Refold;
    }
    let latest = state.as_ref().and_then(|state| state.latest.as_ref());
    if latest.is_some_and(|(latest, _)| *latest == recorded.id) {
        return Applied::SetAside(set_aside(recorded, AnomalyCode::RecordedTwice));
    }
    match fold(id, state, &recorded.event) {
        Ok(()) => {
            if let Some(state) = state {
                state.latest = Some((recorded.id.clone(), recorded.actor.acting().clone()));
            }
            Applied::Folded
        }
        Err(code) => Applied::SetAside(set_aside(recorded, code)),
    }
}

/// The events that are taken back: those named by an undo that are there and are
/// no undo themselves.
pub(crate) fn taken_back<'e>(events: &[&'e Recorded]) -> BTreeSet<&'e EventId> {
    // Most have none; and a set that is collected brings a sort of its own along.
    let (mut named, mut found) = (Vec::new(), BTreeSet::new());
    for recorded in events {
        if let Event::Undone(undone) = &recorded.event {
            named.push(&undone.event);
        }
    }
    if named.is_empty() {
        return found;
    }
    let mut ordinary = BTreeSet::new();
    for recorded in events {
        if !matches!(recorded.event, Event::Undone(_)) {
            ordinary.insert(&recorded.id);
        }
    }
    for event in named {
        if ordinary.contains(event) {
            found.insert(event);
        }
    }
    found
}

fn set_aside(recorded: &Recorded, code: AnomalyCode) -> Anomaly {
    Anomaly {
        event: recorded.id.clone(),
        code,
        text: code.text(),
    }
}
