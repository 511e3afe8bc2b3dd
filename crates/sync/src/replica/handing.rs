//! Handing deputies what is theirs.
//!
//! Citizens' voices stand in the office's space. Each deputy with a device of their own has
//! a space too, in which the office's devices put the lines of the voices that came or were
//! passed to them, vouched for as they are: who reads the office's space sees one line in
//! two objects, the deputy sees it in one. What a deputy does with a voice goes to the
//! office's space, like everything that only the office reads, and comes to whom else it
//! concerns the same way.

use super::deputies_keys::readers;
use super::index::{EventKey, Index, event_key};
use super::runs::fitting;
use super::{Replica, Speaker, SyncError};
use huiyin_log::access::Grant;
use huiyin_log::judge::{self, VOICE_KINDS};
use huiyin_log::{DeviceId, Envelope, Space};
use huiyin_rules::Role;
use huiyin_rules::voice::Hands;
use huiyin_store::EventStore;
use std::collections::{BTreeMap, BTreeSet};

/// What a deputy's space lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lacking {
    /// The space.
    pub space: Space,
    /// Events that this very device recorded or took up.
    pub own: Vec<EventKey>,
    /// Those of others, who may be about to hand them on themselves.
    pub others: Vec<EventKey>,
}

impl Lacking {
    fn is_empty(&self) -> bool {
        self.own.is_empty() && self.others.is_empty()
    }
}

impl<E: EventStore, O: EventStore> Replica<E, O> {
    /// What deputies' spaces lack, as far as this device knows: nothing where it is none
    /// that hands on.
    pub fn lacking(&self, speaker: &impl Speaker) -> Vec<Lacking> {
        let Some(own) = self.device().filter(|own| self.hands_on(own, speaker)) else {
            return Vec::new();
        };
        let (index, deputies) = (self.index.borrow(), self.deputies());
        if deputies.is_empty() {
            return Vec::new();
        }
        let main = index.main();
        let lacking = deputies.iter().filter_map(|(space, name)| {
            let lacking = lacking(&index, &own, space, name, main);
            (!lacking.is_empty()).then_some(lacking)
        });
        lacking.collect()
    }

    /// What one deputy's space still lacks of what others recorded.
    pub fn lacks_of_others(&self, space: &Space, speaker: &impl Speaker) -> Vec<EventKey> {
        let own = self.device().filter(|own| self.hands_on(own, speaker));
        let deputies = self.deputies();
        match (own, deputies.get(space)) {
            (Some(own), Some(name)) => {
                let index = self.index.borrow();
                lacking(&index, &own, space, name, index.main()).others
            }
            (_, _) => Vec::new(),
        }
    }

    /// Whether a device hands on: an office's that reads what is to be handed on. What it
    /// vouches for after its last day counts nowhere, and would be handed again each time.
    fn hands_on(&self, device: &DeviceId, speaker: &impl Speaker) -> bool {
        let (roll, today) = (self.roll.borrow(), speaker.now().date_naive());
        let office = |grant: &Grant| grant.party.role == Role::Office && grant.holds(today);
        let offices = roll
            .member(device)
            .is_some_and(|member| member.revoked.is_empty() && member.grants.iter().any(office));
        offices && self.holds_key(&Space::office())
    }

    /// The deputies who have a device that can read their space, by that. While somebody
    /// has the key who was put out, nothing is sealed to it: an administrator who hears of
    /// it makes another.
    fn deputies(&self) -> BTreeMap<Space, String> {
        let Some(maker) = self.maker() else {
            return BTreeMap::new();
        };
        let roll = self.roll.borrow();
        let open = readers(&roll).into_iter().filter(|(space, readers)| {
            let key = maker.fitting(&roll, space, readers);
            key.is_some_and(|key| !key.wrapped.is_empty())
        });
        open.map(|(space, readers)| (space, readers.name)).collect()
    }

    /// The devices that hand on, in the order in which they do for a space: where one is
    /// away the next takes over.
    pub(crate) fn handing_order(&self, space: &Space) -> Vec<DeviceId> {
        let roll = self.roll.borrow();
        let key = roll.key(&Space::office());
        let given = key.into_iter().flat_map(|key| key.wrapped.keys());
        let there = given.filter(|device| {
            // The recovery code on paper is on the roll and never there.
            let member = roll.member(device);
            member.is_some_and(|member| member.revoked.is_empty() && member.root != Some(0))
        });
        let mut order: Vec<DeviceId> = there.cloned().collect();
        let turn: usize = space.as_str().bytes().map(usize::from).sum();
        let length = order.len().max(1);
        order.rotate_left(turn % length);
        order
    }

    /// Hands some of what a deputy's space lacks to it; gives how many events.
    ///
    /// # Errors
    /// A store failed.
    pub async fn hand(
        &self,
        space: &Space,
        events: &[EventKey],
        speaker: &impl Speaker,
    ) -> Result<u64, SyncError> {
        let _pass = self.gate.pass().await;
        let positions: Vec<u64> = {
            let index = self.index.borrow();
            let known = events.iter().filter_map(|event| index.local.get(event));
            known.copied().collect()
        };
        let mut handed = 0;
        // Pictures are lines too: few are read at once.
        for some in positions.chunks(100) {
            let lines = self.events.read_at(some).await?;
            let lines = lines.iter().filter_map(|line| Envelope::decode(line).ok());
            for lines in fitting(lines.collect()) {
                // Another tab may have handed them meanwhile, and somebody may have been put
                // out: without a key that fits nothing would be sealed as it has to be.
                let left = |mut lines: Vec<Envelope>| {
                    let own = self.device().filter(|own| self.hands_on(own, speaker));
                    if own.is_none() || !self.deputies().contains_key(space) {
                        return Vec::new();
                    }
                    let index = self.index.borrow();
                    lines.retain(|line| !stands(&index, event_key(line.id()), space));
                    lines
                };
                handed += self.adopt_piece(space, lines, left, speaker).await?;
            }
        }
        Ok(handed)
    }
}

/// What a deputy's space lacks.
fn lacking(index: &Index, own: &DeviceId, space: &Space, name: &str, main: u64) -> Lacking {
    let events = theirs(index, name, main).into_iter();
    let lacking = events.filter(|event| !stands(index, *event, space));
    let (own, others) = lacking.partition(|event| recorded(index, *event, own));
    Lacking {
        space: space.clone(),
        own,
        others,
    }
}

/// The events of the voices that are a deputy's, in the order of the log.
///
/// `main` is the greatest number in what everybody reads.
fn theirs(index: &Index, name: &str, main: u64) -> Vec<EventKey> {
    let Some(deputy) = index.pool.text_known(name) else {
        return Vec::new();
    };
    let mut found = BTreeSet::new();
    for aggregate in index.handed(deputy) {
        let mut hands = Hands::default();
        let lines = voice(index, aggregate);
        for line in &lines {
            hands.take(line.kind, line.actor, line.handed);
        }
        if hands.is_with(name) {
            // Beyond that nobody can vouch for a line; and from what runs far ahead of what
            // everybody reads no deputy's device could go on.
            let most = |line: &&Counting<'_>| match line.actor.party.role {
                Role::Office => judge::ADOPTED,
                _ => main.saturating_add(judge::UNSEEN / 2),
            };
            let given = lines.iter().filter(|line| line.seq <= most(line));
            let given = given.filter(|line| line.is_for(name));
            found.extend(given.map(|line| (line.seq, line.id)));
        }
    }
    found.into_iter().map(|(_, id)| id).collect()
}

/// A line of a voice that counts.
struct Counting<'a> {
    seq: u64,
    id: EventKey,
    kind: &'a str,
    actor: &'a huiyin_rules::Actor,
    handed: Option<&'a str>,
    discreet: bool,
}

impl Counting<'_> {
    /// Whether it is for a deputy whose the voice is: a note is for whom it was written to
    /// and who wrote it.
    fn is_for(&self, deputy: &str) -> bool {
        let acting = self.actor.acting();
        let wrote = acting.role == Role::Deputy && acting.name == deputy;
        !self.discreet || wrote || self.handed == Some(deputy)
    }
}

/// The lines of a voice that count, in the order of the log.
fn voice(index: &Index, aggregate: u32) -> Vec<Counting<'_>> {
    let lines = index.about(aggregate).iter().filter_map(|(place, at)| {
        let line = index.entry(*place)?.lines.get(*at as usize)?;
        let kind = index.pool.text_of(line.kind);
        let fits = VOICE_KINDS.contains(&kind) && index.accepted(line.id);
        fits.then_some(Counting {
            seq: line.seq,
            id: line.id,
            kind,
            actor: line.actor(&index.pool)?,
            handed: line.handed.map(|name| index.pool.text_of(name)),
            discreet: line.discreet,
        })
    });
    let mut lines: Vec<Counting<'_>> = lines.collect();
    lines.sort_by_key(|line| (line.seq, line.id));
    lines.dedup_by_key(|line| line.id);
    lines
}

/// Whether an event stands in a space already.
fn stands(index: &Index, event: EventKey, space: &Space) -> bool {
    index.carriers(event).iter().any(|(place, at)| {
        let there = index
            .chain_of(*place)
            .is_some_and(|chain| chain.space == *space);
        let entry = index.entry(*place);
        there && entry.is_some_and(|entry| entry.counts(*at as usize))
    })
}

/// Whether a device recorded an event, or took it up.
fn recorded(index: &Index, event: EventKey, device: &DeviceId) -> bool {
    let mut carriers = index.carriers(event).iter();
    carriers.any(|(place, _)| {
        let chain = index.chain_of(*place);
        chain.is_some_and(|chain| chain.device == *device && !chain.space.is_deputys())
    })
}
