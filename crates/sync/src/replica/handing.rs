//! Handing deputies what is theirs.
//!
//! Citizens' voices stand in the office's space. Each deputy with a device of their own has
//! a space too, in which the office's devices put the lines of the voices that came or were
//! passed to them, vouched for as they are: who reads the office's space sees one line in
//! two objects, the deputy sees it in one. What a deputy does with a voice goes to the
//! office's space, like everything that only the office reads, and comes to whom else it
//! concerns the same way.

use super::index::{EventKey, Index};
use super::opened::deputys_key;
use super::runs::fitting;
use super::{Replica, Speaker, SyncError, Wrapping};
use huiyin_log::access::{AccessEvent, Grant, Member};
use huiyin_log::judge::VOICE_KINDS;
use huiyin_log::seal::{BoxKey, BoxPublic};
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

impl<E: EventStore, O: EventStore> Replica<E, O> {
    /// What deputies' spaces lack, as far as this device knows: nothing where it is none
    /// that hands on.
    pub fn lacking(&self) -> Vec<Lacking> {
        let Some(own) = self.device().filter(|own| self.hands_on(own)) else {
            return Vec::new();
        };
        let (index, deputies) = (self.index.borrow(), self.deputies());
        let lacking = deputies.iter().map(|(space, name)| {
            let events = theirs(&index, name).into_iter();
            let lacking = events.filter(|event| !stands(&index, *event, space));
            let (own, others) = lacking.partition(|event| recorded(&index, *event, &own));
            Lacking {
                space: space.clone(),
                own,
                others,
            }
        });
        let some = |one: &Lacking| !(one.own.is_empty() && one.others.is_empty());
        lacking.filter(some).collect()
    }

    /// Whether a device hands on: an office's that reads what is to be handed on.
    fn hands_on(&self, device: &DeviceId) -> bool {
        let roll = self.roll.borrow();
        let office = |grant: &Grant| grant.party.role == Role::Office;
        let offices = roll
            .member(device)
            .is_some_and(|member| member.revoked.is_empty() && member.grants.iter().any(office));
        offices && self.holds_key(&Space::office())
    }

    /// The deputies who have a device that can read their space, by that.
    fn deputies(&self) -> BTreeMap<Space, String> {
        let roll = self.roll.borrow();
        let keyed = roll.members().flat_map(|(device, member)| {
            let spaces = own_spaces(member);
            spaces.filter(|(space, _)| {
                let key = roll.key(space);
                key.is_some_and(|key| key.wrapped.contains_key(device))
            })
        });
        keyed
            .map(|(space, name)| (space, name.to_owned()))
            .collect()
    }

    /// What has to be said so that each deputy's devices can read that deputy's space, and
    /// nobody who was put out any more; nothing where this device cannot say it.
    ///
    /// The keys belong to the office's: what is said here holds while that does, and two
    /// administrators who say it apart say the same.
    pub fn deputies_keys(&self, speaker: &impl Speaker) -> Vec<AccessEvent> {
        let Some(identity) = self.identity().filter(|_| self.may_key()) else {
            return Vec::new();
        };
        let Some(office) = self.secret_now(&Space::office()) else {
            return Vec::new();
        };
        let roll = self.roll.borrow();
        let mut readers: BTreeMap<Space, Vec<(DeviceId, BoxPublic)>> = BTreeMap::new();
        for (device, member) in roll.members() {
            for (space, _) in own_spaces(member) {
                let reader = member.kx.map(|kx| (device.clone(), kx));
                readers.entry(space).or_default().extend(reader);
            }
        }
        for space in roll.deputies_spaces() {
            readers.entry(space.clone()).or_default();
        }
        let workspace = &identity.workspace;
        let mut events = Vec::new();
        for (space, mut readers) in readers {
            readers.dedup_by(|a, b| a.0 == b.0);
            let made = |generation| deputys_key(&office, workspace, &space, generation);
            let mut say = |generation, secret: &BoxKey, readers: &[(DeviceId, BoxPublic)]| {
                let (space, workspace) = (&space, workspace);
                let wrapping = Wrapping {
                    workspace,
                    space,
                    generation,
                };
                events.push(wrapping.keyed(secret, readers, speaker));
            };
            let reads = |device: &DeviceId| readers.iter().any(|(reader, _)| reader == device);
            let now = roll.key(&space);
            let stands = now.filter(|key| {
                let current = made(key.generation).public() == key.public;
                current && key.wrapped.keys().all(reads)
            });
            if stands.is_none() && !readers.is_empty() {
                let generation = now.map_or(0, |key| key.generation) + 1;
                say(generation, &made(generation), &readers);
            }
            // What was sealed before is for every reader too.
            let secrets = self.secrets.borrow();
            for key in roll.keys(&space) {
                let name = (space.clone(), key.generation, key.public.to_hex());
                let lacks =
                    |(device, _): &&(DeviceId, BoxPublic)| !key.wrapped.contains_key(device);
                let lacking: Vec<_> = readers.iter().filter(lacks).cloned().collect();
                if let Some(secret) = secrets.get(&name).filter(|_| !lacking.is_empty()) {
                    say(key.generation, secret, &lacking);
                }
            }
        }
        events
    }

    /// Whether this device says who reads what.
    fn may_key(&self) -> bool {
        let (roll, own) = (self.roll.borrow(), self.device());
        let member = own.and_then(|own| roll.member(&own));
        member.is_some_and(|member| member.admin() && member.revoked.is_empty())
    }

    /// The devices that hand on, in the order in which they do for a space: where one is
    /// away the next takes over.
    pub(crate) fn handing_order(&self, space: &Space) -> Vec<DeviceId> {
        let devices: Vec<DeviceId> = {
            let roll = self.roll.borrow();
            let key = roll.key(&Space::office());
            let given = key.map(|key| key.wrapped.keys());
            given.into_iter().flatten().cloned().collect()
        };
        let mut order: Vec<DeviceId> = devices;
        order.retain(|device| {
            let roll = self.roll.borrow();
            // The recovery code on paper is on the roll and never there.
            let member = roll.member(device);
            member.is_some_and(|member| member.revoked.is_empty() && member.root != Some(0))
        });
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
                handed += lines.len() as u64;
                self.adopt_piece(space, lines, speaker).await?;
            }
        }
        Ok(handed)
    }
}

/// The deputies' spaces that a device reads because they are its own, and whose they are.
fn own_spaces(member: &Member) -> impl Iterator<Item = (Space, &str)> {
    let grants = member.grants.iter().filter(|_| member.revoked.is_empty());
    grants.filter_map(|grant| Some((grant.own_space()?, grant.party.name.as_str())))
}

/// The events of the voices that are a deputy's, in the order of the log.
fn theirs(index: &Index, name: &str) -> Vec<EventKey> {
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
            found.extend(lines.iter().map(|line| (line.seq, line.id)));
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
