//! What was decided apart: which of several decisions that cannot all hold counts,
//! and what does not count for another reason.
//!
//! Devices record without hearing of each other. [`clash`](super::clash) says which
//! two decisions cannot both hold; whoever brings the logs together names such pairs,
//! and the events that nobody may believe, in an [`Apart`]. Here they become an
//! answer that depends on the set of events alone, in whatever order they came.

use super::event::{Event, Recorded};
use crate::actor::Role;
use crate::ids::EventId;
use crate::text::Text;
use std::collections::BTreeSet;

/// What a replica knows about the events of one suggestion, beside the events.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Apart {
    /// Events that do not count, whatever they say, sorted.
    pub set_aside: Vec<EventId>,
    /// Pairs of decisions that cannot both hold, neither made in the knowledge of the other.
    pub races: Vec<(EventId, EventId)>,
}

/// What becomes of an event. The numbers are places among the events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is folded.
    Counts,
    /// It was taken back.
    TakenBack,
    /// It does not count, whatever it says.
    SetAside,
    /// Another decision counts until the office settles which holds.
    Lost {
        /// The one that counts.
        to: usize,
        /// Why that one.
        why: Precedence,
    },
    /// The office settled that another decision holds.
    Dropped {
        /// The settlement.
        by: usize,
    },
}

/// Why one of two decisions counts for now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precedence {
    /// Its party has the higher authority: the office, then the government, the units, the deputies.
    Authority,
    /// It comes first in the order that all replicas share.
    Order,
}

/// What the events of one suggestion come to before they are folded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settled {
    /// What becomes of each event, in the order of the events.
    pub outcomes: Vec<Outcome>,
    /// The pairs that nobody has settled yet; of each, the one that counts comes first.
    pub open: Vec<(usize, usize)>,
}

/// Whose decision counts for now, the highest first.
const AUTHORITY: [Role; 4] = [Role::Office, Role::Government, Role::Unit, Role::Deputy];

/// What becomes of each of `events`, which come in the order that all replicas share.
///
/// What is set aside has no say. Of the rest, what was taken back is gone; what the
/// office settled is settled, by its latest word on each event; and of the pairs left
/// over, the decision of higher authority counts, among equals the earlier one, unless
/// it lost to a third itself.
pub fn settle(events: &[&Recorded], apart: &Apart) -> Settled {
    let known = |one: &&Recorded| match apart.set_aside.binary_search(&one.id) {
        Ok(_) => Outcome::SetAside,
        Err(_) => Outcome::Counts,
    };
    let mut settled = Settled {
        outcomes: events.iter().map(known).collect(),
        open: Vec::new(),
    };
    settled.take_back(events);
    settled.resolve(events);
    if !apart.races.is_empty() {
        settled.race(events, apart);
    }
    settled
}

impl Settled {
    fn counts(&self, at: usize) -> bool {
        self.outcomes.get(at) == Some(&Outcome::Counts)
    }

    fn set(&mut self, at: usize, outcome: Outcome) {
        if let Some(one) = self.outcomes.get_mut(at) {
            *one = outcome;
        }
    }

    fn take_back(&mut self, events: &[&Recorded]) {
        for (by, undo) in events.iter().enumerate() {
            let (Event::Undone(undone), true) = (&undo.event, self.counts(by)) else {
                continue;
            };
            let at = place(events, &undone.event).filter(|at| self.counts(*at));
            let Some((at, target)) = at.and_then(|at| Some((at, events.get(at)?))) else {
                continue;
            };
            let ordinary = !matches!(target.event, Event::Undone(_));
            if ordinary && may_take_back(undo, target) {
                self.set(at, Outcome::TakenBack);
            }
        }
    }

    /// The latest word on each event holds. Neither a settlement nor an undo is dropped:
    /// they are taken back, or followed by another.
    fn resolve(&mut self, events: &[&Recorded]) {
        let mut said = BTreeSet::new();
        for (by, one) in events.iter().enumerate().rev() {
            let office = one.actor.acting().role == Role::Office;
            let (Event::Resolved(resolved), true) = (&one.event, office && self.counts(by)) else {
                continue;
            };
            said.insert(&resolved.keep);
            for dropped in &resolved.dropped {
                if !said.insert(dropped) {
                    continue;
                }
                let at = place(events, dropped).filter(|at| self.counts(*at));
                let ordinary = |at: &usize| {
                    let event = events.get(*at).map(|one| &one.event);
                    !matches!(event, Some(Event::Undone(_) | Event::Resolved(_)))
                };
                if let Some(at) = at.filter(ordinary) {
                    self.set(at, Outcome::Dropped { by });
                }
            }
        }
    }

    fn race(&mut self, events: &[&Recorded], apart: &Apart) {
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        for (a, b) in &apart.races {
            let standing = |id| place(events, id).filter(|at| self.counts(*at));
            let (Some(a), Some(b)) = (standing(a), standing(b)) else {
                continue;
            };
            let pair = (a.min(b), a.max(b));
            let at = pairs.partition_point(|known| *known < pair);
            if a != b && pairs.get(at) != Some(&pair) {
                pairs.insert(at, pair);
            }
        }
        let mut holding: Vec<(usize, Role)> = Vec::new();
        for role in AUTHORITY {
            let own = |one: &Recorded| one.actor.acting().role == role;
            for (at, _) in events.iter().enumerate().filter(|(_, one)| own(one)) {
                let against = |other: usize| {
                    let mut all = pairs.iter();
                    all.any(|pair| *pair == (at.min(other), at.max(other)))
                };
                let better = holding.iter().find(|(other, _)| against(*other));
                if let Some((to, other)) = better {
                    let why = if *other == role {
                        Precedence::Order
                    } else {
                        Precedence::Authority
                    };
                    self.set(at, Outcome::Lost { to: *to, why });
                } else if pairs.iter().any(|pair| pair.0 == at || pair.1 == at) {
                    holding.push((at, role));
                }
            }
        }
        self.open = pairs
            .into_iter()
            .map(|(a, b)| if self.counts(b) { (b, a) } else { (a, b) })
            .collect();
    }
}

/// Only the party whose act it was, or the office.
pub(super) fn may_take_back(undo: &Recorded, target: &Recorded) -> bool {
    let (by, of) = (undo.actor.acting(), target.actor.acting());
    by.role == Role::Office || by == of
}

fn place(events: &[&Recorded], id: &EventId) -> Option<usize> {
    events.iter().position(|one| one.id == *id)
}

impl Outcome {
    /// Why it does not count, for people; `None` where it does, or was taken back,
    /// which its history shows by itself.
    pub fn text(self) -> Option<Text> {
        let (zh, en) = match self {
            Outcome::Counts | Outcome::TakenBack => return None,
            Outcome::SetAside => (
                "未计入：签名或权限未获承认，已隔离。原因见隔离记录。",
                "Not counted: its signature or its signer's rights did not hold. The quarantine says why.",
            ),
            Outcome::Lost {
                why: Precedence::Authority,
                ..
            } => (
                "暂不计入：与同时作出的另一决定冲突，暂以权限较高一方的为准，由人大机关裁定。",
                "Not counted for now: it contradicts a decision made at the same time by a party of higher authority; the office has to settle it.",
            ),
            Outcome::Lost { .. } => (
                "暂不计入：与同时作出的另一决定冲突，暂以次序在先的为准，由人大机关裁定。",
                "Not counted for now: it contradicts a decision made at the same time that comes first in order; the office has to settle it.",
            ),
            Outcome::Dropped { .. } => (
                "未计入：人大机关裁定以另一决定为准。",
                "Not counted: the office settled that another decision holds.",
            ),
        };
        Some(Text::new(zh, en))
    }
}
