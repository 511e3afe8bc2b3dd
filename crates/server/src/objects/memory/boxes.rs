//! Boxes in memory.

use super::{Memory, ready};
use crate::objects::Answer;
use crate::objects::boxes::{Ballot, Boxes, Cast, Lines, Phase, Shape, State, Turn, full, least};
use std::collections::BTreeMap;

/// A box. Sorted by place: nothing in it knows an order of casting.
pub(super) struct Kept {
    phase: Phase,
    places: BTreeMap<(u32, u32), BTreeMap<String, String>>,
}

impl Kept {
    fn cast(&self) -> u32 {
        let mut counts = BTreeMap::new();
        for (question, _) in self.places.keys() {
            *counts.entry(question).or_default() += 1;
        }
        counts.into_values().max().unwrap_or(0)
    }

    fn put(&mut self, ballots: Vec<Ballot>) -> Cast {
        if !self.phase.takes() {
            return Cast::Shut(self.phase);
        }
        let names = |question, card| {
            let place = self.places.get(&(question, card));
            let names = place.into_iter().flat_map(BTreeMap::keys);
            names.map(String::as_str).collect()
        };
        if let Some(at) = full(&ballots, names) {
            return Cast::Full(at);
        }
        for ballot in ballots {
            let place = self.places.entry((ballot.question, ballot.card));
            place.or_default().insert(ballot.name, ballot.line);
        }
        Cast::Kept
    }
}

impl Boxes for Memory {
    fn forgetful(&self) -> bool {
        true
    }

    fn make<'a>(&'a self, poll: &'a str, _: Shape) -> Answer<'a, ()> {
        self.kept()
            .boxes
            .entry(poll.to_owned())
            .or_insert_with(|| Kept {
                phase: Phase::Prepared,
                places: BTreeMap::new(),
            });
        ready(())
    }

    fn state<'a>(&'a self, poll: &'a str) -> Answer<'a, Option<State>> {
        ready(self.kept().boxes.get(poll).map(|kept| State {
            phase: kept.phase,
            cast: kept.cast(),
        }))
    }

    fn turn<'a>(&'a self, poll: &'a str, to: Phase) -> Answer<'a, Turn> {
        ready(match self.kept().boxes.get_mut(poll) {
            None => Turn::NoBox,
            Some(kept) if !kept.phase.leads_to(to) => Turn::Refused(kept.phase),
            Some(kept) => {
                if !kept.phase.stays(to) {
                    kept.phase = to;
                }
                Turn::Done
            }
        })
    }

    fn cast<'a>(&'a self, poll: &'a str, ballots: Vec<Ballot>) -> Answer<'a, Cast> {
        ready(match self.kept().boxes.get_mut(poll) {
            None => Cast::NoBox,
            Some(kept) => kept.put(ballots),
        })
    }

    fn lines<'a>(&'a self, poll: &'a str, after: &'a str, limit: usize) -> Answer<'a, Lines> {
        let kept = self.kept();
        let places = kept.boxes.get(poll).map(|kept| kept.places.values());
        let lines = places.into_iter().flatten().flatten();
        let lines = lines.map(|(name, line)| (name.clone(), line.clone()));
        ready(least(lines, after, limit))
    }
}
