//! One suggestion's events, out of stored lines and into new ones.

use crate::order;
use crate::wire::Wire;
use chrono::{DateTime, FixedOffset};
use huiyin_log::{AggregateId, Envelope, Line, LogError, LogId, Parts};
use huiyin_rules::Actor;
use huiyin_rules::ids::{EventId, SuggestionId};
use huiyin_rules::suggestion::evolve::{Anomaly, replay_settled};
use huiyin_rules::suggestion::{Apart, Event, Outcome, Recorded, Settled, Suggestion, settle};

/// The events of one suggestion in the order that every device agrees on.
///
/// Whoever records something gives it a sequence number greater than that of
/// every event known to them, so what builds on something comes after it;
/// events recorded apart come in the order of sequence number, then id.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// The events.
    pub events: Vec<Recorded>,
    /// Events of a kind or shape this program does not know; kept, not folded.
    pub unknown: u32,
    /// The greatest sequence number of those that can count.
    pub seq: u64,
    /// What does not count, and what was decided apart.
    pub apart: Apart,
}

impl History {
    /// The history that stored `lines` come to, whatever order they arrived in; `apart`
    /// is what is known about them beside.
    pub fn read<'a>(lines: impl IntoIterator<Item = &'a [u8]>, apart: Apart) -> History {
        let mut history = History {
            apart,
            ..History::default()
        };
        let mut stamped: Vec<(u64, Recorded)> = Vec::new();
        for line in lines {
            let line = Line::read(line).ok();
            let aside = line.as_ref().is_some_and(|line| history.aside(line.id));
            let seq = line.as_ref().filter(|_| !aside).map_or(0, |line| line.seq);
            history.seq = history.seq.max(seq);
            match line.and_then(|line| Some((line.seq, recorded(&line)?))) {
                Some(event) => stamped.push(event),
                None if aside => {}
                None => history.unknown += 1,
            }
        }
        let stamp = |at: usize| stamped.get(at).map(|one| (one.0, &one.1.id));
        let order = order::indices(stamped.len(), &|a, b| stamp(a).cmp(&stamp(b)));
        let mut events: Vec<Option<Recorded>> =
            stamped.into_iter().map(|(_, event)| Some(event)).collect();
        let in_turn = order.into_iter();
        history.events = in_turn
            .filter_map(|at| events.get_mut(at as usize)?.take())
            .collect();
        history
    }

    /// The units it was ever given to, each once: those that have no part any more keep
    /// it in their view.
    pub fn given_to(&self, settled: &Settled) -> Vec<&str> {
        let mut units: Vec<&str> = Vec::new();
        for (recorded, outcome) in self.events.iter().zip(&settled.outcomes) {
            let (Event::Assigned(assigned), Outcome::Counts) = (&recorded.event, outcome) else {
                continue;
            };
            for (unit, _) in assigned.arrangement.parts() {
                if !units.contains(&unit) {
                    units.push(unit);
                }
            }
        }
        units
    }

    /// What becomes of each event before they are folded.
    pub fn settled(&self) -> Settled {
        let events: Vec<&Recorded> = self.events.iter().collect();
        settle(&events, &self.apart)
    }

    fn aside(&self, event: &str) -> bool {
        let known = |one: &EventId| one.as_str().cmp(event);
        self.apart.set_aside.binary_search_by(known).is_ok()
    }

    /// What the events come to, and what contradicts.
    pub fn replay(&self, id: &SuggestionId) -> (Option<Suggestion>, Vec<Anomaly>) {
        self.fold(id, &self.settled())
    }

    /// The same where it is known what becomes of each event.
    pub fn fold(&self, id: &SuggestionId, settled: &Settled) -> (Option<Suggestion>, Vec<Anomaly>) {
        let events: Vec<&Recorded> = self.events.iter().collect();
        replay_settled(id, &events, settled)
    }
}

fn recorded(line: &Line<'_>) -> Option<Recorded> {
    let event: Event = Event::read(line.kind, line.body)?;
    Some(Recorded {
        id: EventId::try_from(line.id).ok()?,
        at: line.at().ok()?,
        actor: line.actor().ok()?,
        event,
    })
}

/// Seals new events, one after another.
#[derive(Debug)]
pub struct Sealer<'a> {
    /// This device's log.
    pub log: LogId,
    /// The next sequence number.
    pub seq: u64,
    /// Who acts.
    pub actor: &'a Actor,
    /// When.
    pub at: DateTime<FixedOffset>,
}

/// A new event, sealed.
#[derive(Clone, Debug)]
pub struct Sealed {
    /// Its identity.
    pub id: EventId,
    /// Its bytes for the store.
    pub line: Vec<u8>,
}

impl Sealer<'_> {
    /// Seals an event about `aggregate`.
    ///
    /// # Errors
    /// It is larger than an event may be, or the aggregate is no identifier.
    pub fn seal<T: Wire>(&mut self, aggregate: &str, event: &T) -> Result<Sealed, LogError> {
        let (kind, body) = event.write().map_err(|error| LogError::BadField {
            field: error.to_string(),
        })?;
        let aggregate = AggregateId::try_from(aggregate).map_err(|error| LogError::BadField {
            field: error.to_string(),
        })?;
        let envelope = Envelope::seal(Parts {
            log: self.log.clone(),
            seq: self.seq,
            aggregate,
            actor: self.actor.clone(),
            at: self.at,
            kind: kind.to_owned(),
            body,
        })?;
        self.seq += 1;
        Ok(Sealed {
            id: envelope.id().clone(),
            line: envelope.encode(),
        })
    }
}
