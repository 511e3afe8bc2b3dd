//! The keys of deputies' spaces: made of the office's, given to each deputy's devices.

use super::opened::deputys_key;
use super::{Replica, Speaker, Wrapping};
use huiyin_log::access::{AccessEvent, Grant, Member, SpaceKey};
use huiyin_log::seal::{BoxKey, BoxPublic};
use huiyin_log::{DeviceId, Roll, Space, WorkspaceId};
use huiyin_store::EventStore;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

impl<E: EventStore, O: EventStore> Replica<E, O> {
    /// What makes deputies' keys, where this device reads the office's space.
    pub(super) fn maker(&self) -> Option<Maker> {
        let workspace = self.identity()?.workspace;
        let office = self.secret_now(&Space::office())?;
        Some(Maker { workspace, office })
    }

    /// What has to be said so that each deputy's devices can read that deputy's space, and
    /// nobody who was put out any more; nothing where this device cannot say it.
    ///
    /// The keys belong to the office's: what is said here holds while that does, and two
    /// administrators who say it apart say the same.
    pub fn deputies_keys(&self, speaker: &impl Speaker) -> Vec<AccessEvent> {
        let Some(maker) = self.maker().filter(|_| self.may_key(speaker)) else {
            return Vec::new();
        };
        let (roll, secrets) = (self.roll.borrow(), self.secrets.borrow());
        let mut made: BTreeMap<Space, Vec<Made<'_>>> = BTreeMap::new();
        for (space, key) in roll.all_keys().filter(|(space, _)| space.is_deputys()) {
            let name = (space.clone(), key.generation, key.public.to_hex());
            if let Some(secret) = secrets.get(&name) {
                let all = made.entry(space.clone()).or_default();
                Made::add(all, key, secret, roll.keys(space).contains(key));
            }
        }
        let mut events = Vec::new();
        for (space, readers) in readers(&roll) {
            let mut say = |generation, secret: &BoxKey, readers: &[(DeviceId, BoxPublic)]| {
                let (space, workspace) = (&space, &maker.workspace);
                let wrapping = Wrapping {
                    workspace,
                    space,
                    generation,
                };
                events.push(wrapping.keyed(secret, readers, speaker));
            };
            let last = roll.key(&space).map_or(0, |key| key.generation);
            // What was sealed before is for every reader too, also by a key that does not
            // count any more.
            let known = made.get(&space).map_or(&[][..], Vec::as_slice);
            let known = known
                .iter()
                .filter(|made| made.generation <= last.saturating_add(AHEAD));
            let lacking: Vec<(&Made<'_>, Vec<_>)> = known
                .map(|made| (made, made.lacking(&readers)))
                .filter(|(_, lacking)| !lacking.is_empty())
                .collect();
            // Once it is given on it counts again, and nothing new may be sealed to it.
            let again = lacking.iter().filter(|(made, _)| !made.counts);
            let again = again.map(|(made, _)| made.generation).max().unwrap_or(0);
            let fitting = maker.fitting(&roll, &space, &readers);
            let stands = fitting.is_some_and(|key| key.generation > again);
            if !stands && !readers.devices.is_empty() {
                let generation = last.max(again) + 1;
                let devices: Vec<_> = readers.devices.clone().into_iter().collect();
                say(generation, &maker.key(&space, generation), &devices);
            }
            for (made, lacking) in &lacking {
                say(made.generation, made.secret, lacking);
            }
        }
        events
    }

    /// Whether this device says who reads what: what it says after its last day is not
    /// heard, and would be said again each time.
    fn may_key(&self, speaker: &impl Speaker) -> bool {
        let (roll, today) = (self.roll.borrow(), speaker.now().date_naive());
        let own = self.device();
        let member = own.and_then(|own| roll.member(&own));
        let admin = |grant: &Grant| grant.admin && grant.holds(today);
        member.is_some_and(|member| {
            let heard = member.root.is_some() || member.grants.iter().any(admin);
            // Whoever speaks does so as somebody.
            heard && member.revoked.is_empty() && member.grant().is_some()
        })
    }
}

/// How far above the last generation one may be that is given on: nobody uses them all up.
const AHEAD: u64 = 1_000;

/// Makes deputies' keys out of the office's.
pub(super) struct Maker {
    workspace: WorkspaceId,
    office: Rc<BoxKey>,
}

impl Maker {
    fn key(&self, space: &Space, generation: u64) -> BoxKey {
        deputys_key(&self.office, &self.workspace, space, generation)
    }

    /// The key of a space, where it belongs to the office's as that is now, and nobody has
    /// it who may not.
    pub(super) fn fitting<'a>(
        &self,
        roll: &'a Roll,
        space: &Space,
        readers: &Readers,
    ) -> Option<&'a SpaceKey> {
        let reads = |device: &DeviceId| readers.devices.contains_key(device);
        let key = roll.key(space).filter(|key| key.wrapped.keys().all(reads));
        key.filter(|key| self.key(space, key.generation).public() == key.public)
    }
}

/// A key of a deputy's space that this device holds.
struct Made<'a> {
    generation: u64,
    public: BoxPublic,
    secret: &'a BoxKey,
    /// Whether it may be sealed to.
    counts: bool,
    given: BTreeSet<&'a DeviceId>,
}

impl<'a> Made<'a> {
    /// Adds one: some were given to several, apart.
    fn add(all: &mut Vec<Made<'a>>, key: &'a SpaceKey, secret: &'a BoxKey, counts: bool) {
        let given = key.wrapped.keys();
        let same =
            |made: &&mut Made<'_>| made.generation == key.generation && made.public == key.public;
        match all.iter_mut().find(same) {
            Some(made) => {
                made.counts |= counts;
                made.given.extend(given);
            }
            None => all.push(Made {
                generation: key.generation,
                public: key.public,
                secret,
                counts,
                given: given.collect(),
            }),
        }
    }

    /// The readers to whom it was not given.
    fn lacking(&self, readers: &Readers) -> Vec<(DeviceId, BoxPublic)> {
        let devices = readers.devices.iter();
        let lacking = devices.filter(|(device, _)| !self.given.contains(device));
        lacking.map(|(device, kx)| (device.clone(), *kx)).collect()
    }
}

/// Who reads a deputy's space because it is their own.
#[derive(Default)]
pub(super) struct Readers {
    pub name: String,
    pub devices: BTreeMap<DeviceId, BoxPublic>,
}

/// The same of each space that somebody reads.
pub(super) fn readers(roll: &Roll) -> BTreeMap<Space, Readers> {
    let mut all: BTreeMap<Space, Readers> = BTreeMap::new();
    for (device, member) in roll.members() {
        for (space, name) in own_spaces(member) {
            let readers = all.entry(space).or_default();
            readers.name = name.to_owned();
            readers
                .devices
                .extend(member.kx.map(|kx| (device.clone(), kx)));
        }
    }
    all
}

/// The deputies' spaces that a device reads because they are its own, and whose they are.
fn own_spaces(member: &Member) -> impl Iterator<Item = (Space, &str)> {
    let grants = member.grants.iter().filter(|_| member.revoked.is_empty());
    grants.filter_map(|grant| Some((grant.own_space()?, grant.party.name.as_str())))
}
