//! What a replica remembers of its objects: enough to judge, to order and to replicate
//! without reading them again.
//!
//! Everything here is derived from the objects in the store beside it and kept as a
//! snapshot, so that signatures are verified once and not at every opening.

mod entry;
mod pool;

pub use entry::{
    Branch, Chain, Entry, EventKey, LineEntry, ReasonCode, Signature, event_key, object_key, time,
};
pub use pool::Pool;

use huiyin_log::judge;
use huiyin_log::{DeviceId, LogId, ObjectId, Space, WorkspaceId};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// An object's place in the index.
pub type Place = u32;

/// A key of a sealed space: the space, the generation and the public key.
pub type KeyName = (Space, u64, String);

/// Two lines of two objects.
pub type Pair = ((Place, u32), (Place, u32));

/// The index.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Index {
    /// The workspace whose objects these are.
    pub workspace: Option<WorkspaceId>,
    /// The last record of the objects' store that is in here.
    pub position: u64,
    /// The last position of the events' store that is in here.
    pub events_head: u64,
    /// The event at that position, by which a store is known that was put back to an older copy.
    pub events_mark: EventKey,
    /// Position up to which this device's own lines have been put into objects.
    pub sealed_to: u64,
    /// The objects, in order of arrival.
    pub entries: Vec<Entry>,
    /// The chains they stand in.
    pub chains: Vec<Chain>,
    /// The branches of the chains, as far as they are complete.
    pub branches: Vec<Branch>,
    /// Names that stand in many lines.
    pub pool: Pool,
    /// Every event in the events' store, and its position.
    pub local: HashMap<EventKey, u64>,
    /// Pairs of lines of objects that do not build on one another and may race.
    pub races: BTreeSet<Pair>,
    /// Objects that this very installation made.
    pub mine: BTreeSet<u128>,
    /// Objects of which something does not count.
    pub doubtful: BTreeSet<Place>,
    /// The keys by which sealed lines were read.
    pub keys: BTreeSet<KeyName>,
    /// Whether lines came to be read of objects that were complete before.
    pub stale: bool,
    /// How often a store was found to have lost an object.
    pub rolled_back: u64,
    /// Objects by name.
    #[serde(skip)]
    by_id: HashMap<u128, Place>,
    /// Objects that carry an event.
    #[serde(skip)]
    carriers: HashMap<EventKey, Vec<(Place, u32)>>,
    /// Lines about a thing, by its number in the pool.
    #[serde(skip)]
    about: HashMap<u32, Vec<(Place, u32)>>,
    /// What was handed to a deputy, by both their numbers in the pool.
    #[serde(skip)]
    handed: HashMap<u32, BTreeSet<u32>>,
    /// Objects that wait for one that is not here.
    #[serde(skip)]
    dependents: HashMap<u128, Vec<Place>>,
    /// Chains by device, log and space.
    #[serde(skip)]
    chain_of: HashMap<(DeviceId, LogId, Space), u32>,
}

impl Index {
    /// An empty index.
    pub fn of(workspace: Option<WorkspaceId>) -> Index {
        Index {
            workspace,
            ..Index::default()
        }
    }

    /// Rebuilds what a snapshot leaves out.
    pub fn reindex(&mut self) {
        self.pool.reindex();
        self.by_id.clear();
        self.carriers.clear();
        self.about.clear();
        self.handed.clear();
        self.dependents.clear();
        self.chain_of = (0..)
            .zip(&self.chains)
            .map(|(at, chain)| {
                let name = (chain.device.clone(), chain.log.clone(), chain.space.clone());
                (name, at)
            })
            .collect();
        for place in 0..self.entries.len() as Place {
            self.enlist(place);
        }
    }

    /// Adds an object that is not here yet.
    pub fn add(&mut self, entry: Entry) -> Place {
        let place = self.entries.len() as Place;
        self.entries.push(entry);
        self.enlist(place);
        place
    }

    fn enlist(&mut self, place: Place) {
        let Some(entry) = self.entries.get(place as usize) else {
            return;
        };
        self.by_id.insert(entry.id, place);
        if let Some(chain) = self.chains.get_mut(entry.chain as usize)
            && entry.signature != Signature::Bad
        {
            chain.by_seq.entry(entry.seq).or_default().insert(place);
        }
        let lines = Carried::of(&entry.lines);
        if !entry.complete {
            for id in entry.builds_on() {
                self.dependents.entry(id).or_default().push(place);
            }
        }
        self.carry(place, &lines);
    }

    fn carry(&mut self, place: Place, lines: &[Carried]) {
        for (at, line) in (0..).zip(lines) {
            self.carriers.entry(line.id).or_default().push((place, at));
            self.about
                .entry(line.aggregate)
                .or_default()
                .push((place, at));
            if let Some(deputy) = line.handed {
                self.handed
                    .entry(deputy)
                    .or_default()
                    .insert(line.aggregate);
            }
        }
    }

    /// Gives an object its lines, once they could be read.
    pub fn set_lines(&mut self, place: Place, lines: Vec<LineEntry>) {
        let keys = Carried::of(&lines);
        let Some(entry) = self.entries.get_mut(place as usize) else {
            return;
        };
        // A device knows what it wrote itself before it is given the key.
        if entry.lines.is_empty() {
            entry.lines = lines;
            self.carry(place, &keys);
        }
    }

    /// An object by its name.
    pub fn find(&self, id: u128) -> Option<Place> {
        self.by_id.get(&id).copied()
    }

    /// An object by its name.
    pub fn named(&self, id: u128) -> Option<&Entry> {
        self.entry(self.find(id)?)
    }

    /// An object.
    pub fn entry(&self, place: Place) -> Option<&Entry> {
        self.entries.get(place as usize)
    }

    /// An object, to be changed.
    pub fn entry_mut(&mut self, place: Place) -> Option<&mut Entry> {
        self.entries.get_mut(place as usize)
    }

    /// A chain.
    pub fn chain(&self, chain: u32) -> Option<&Chain> {
        self.chains.get(chain as usize)
    }

    /// The chain of an object.
    pub fn chain_of(&self, place: Place) -> Option<&Chain> {
        self.chain(self.entry(place)?.chain)
    }

    /// Whether an object stands in the space `access`.
    pub fn is_access(&self, entry: &Entry) -> bool {
        let chain = self.chain(entry.chain);
        chain.is_some_and(|chain| chain.space.as_str() == Space::ACCESS)
    }

    /// The number of a chain, which is begun where it is new.
    pub fn chain_number(&mut self, device: &DeviceId, log: &LogId, space: &Space) -> u32 {
        let name = (device.clone(), log.clone(), space.clone());
        if let Some(known) = self.chain_of.get(&name) {
            return *known;
        }
        let number = self.chains.len() as u32;
        self.chains.push(Chain {
            device: device.clone(),
            log: log.clone(),
            space: space.clone(),
            by_seq: BTreeMap::new(),
        });
        self.chain_of.insert(name, number);
        number
    }

    /// The number of a chain that is known.
    pub fn chain_known(&self, device: &DeviceId, log: &LogId, space: &Space) -> Option<u32> {
        let name = (device.clone(), log.clone(), space.clone());
        self.chain_of.get(&name).copied()
    }

    /// Notes that everything an object builds on is here, and where it stands.
    pub fn completed(&mut self, place: Place) {
        let Some(entry) = self.entry(place) else {
            return;
        };
        let chain = entry.chain;
        let before = entry.prev.and_then(|prev| self.named(prev));
        let before = before.filter(|before| before.chain == chain && before.seq + 1 == entry.seq);
        // It goes on where the one before it was the last; otherwise the chain parts here.
        let goes_on = before.and_then(|before| {
            let (branch, step) = before.branch;
            let last = self.branches.get(branch as usize)?.places.len() as u32;
            (step + 1 == last).then_some(branch)
        });
        let branch = goes_on.unwrap_or_else(|| {
            self.branches.push(Branch {
                chain,
                places: Vec::new(),
            });
            self.branches.len() as u32 - 1
        });
        let mut step = 0;
        if let Some(branch) = self.branches.get_mut(branch as usize) {
            step = branch.places.len() as u32;
            branch.places.push(place);
        }
        if let Some(entry) = self.entry_mut(place) {
            entry.complete = true;
            entry.judged = false;
            entry.branch = (branch, step);
        }
    }

    /// Forgets what builds on what, to find it out anew.
    pub fn forget_completeness(&mut self) {
        for entry in &mut self.entries {
            entry.complete = false;
        }
        self.stale = false;
        self.branches.clear();
        self.races.clear();
        self.reindex();
    }

    /// The objects that carry an event.
    pub fn carriers(&self, event: EventKey) -> &[(Place, u32)] {
        self.carriers.get(&event).map_or(&[], Vec::as_slice)
    }

    /// The lines about a thing.
    pub fn about(&self, aggregate: u32) -> &[(Place, u32)] {
        self.about.get(&aggregate).map_or(&[], Vec::as_slice)
    }

    /// Takes the objects that waited for `id`.
    pub fn waited_for(&mut self, id: u128) -> Vec<Place> {
        self.dependents.remove(&id).unwrap_or_default()
    }

    /// Whether `earlier` is among what `later` builds on.
    pub fn builds_on(&self, later: &Entry, earlier: &Entry) -> bool {
        let (branch, step) = earlier.branch;
        let known = later.past.binary_search_by_key(&branch, |(of, _)| *of);
        let known = known.ok().and_then(|at| later.past.get(at));
        later.complete && earlier.complete && known.is_some_and(|(_, count)| *count > step)
    }

    /// Whether some carrier of an event counts.
    pub fn accepted(&self, event: EventKey) -> bool {
        self.counting(event).next().is_some()
    }

    /// The carriers of an event that count.
    ///
    /// What the office handed to a deputy counts as what it was handed on from, where that
    /// can be read: handing on makes nothing count that was revoked since. What the office
    /// says of a line in a space that this device does not read comes to it by what it was
    /// handed alone.
    pub fn counting(&self, event: EventKey) -> impl Iterator<Item = &Entry> {
        let carriers = self.carriers(event);
        let known = carriers.iter().any(|(place, _)| {
            let entry = self.entry(*place);
            entry.is_some_and(|entry| {
                let read = entry.complete && entry.readable;
                read && entry.signature == Signature::Good && !self.is_handed(entry)
            })
        });
        carriers.iter().filter_map(move |(place, at)| {
            let entry = self.entry(*place)?;
            let counts = entry.counts(*at as usize) && !(known && self.is_handed(entry));
            counts.then_some(entry)
        })
    }

    /// Whether an object stands in a deputy's space, where the office hands on what stands
    /// elsewhere.
    pub fn is_handed(&self, entry: &Entry) -> bool {
        let chain = self.chain(entry.chain);
        chain.is_some_and(|chain| chain.space.is_deputys())
    }

    /// The greatest Lamport number in the space `main`.
    pub fn main(&self) -> u64 {
        let entries = self.entries.iter().filter(|entry| entry.complete);
        let main = entries.filter(|entry| {
            let chain = self.chain(entry.chain);
            chain.is_some_and(|chain| chain.space.as_str() == Space::MAIN)
        });
        main.map(|entry| entry.lamport).max().unwrap_or(0)
    }

    /// What was ever handed to a deputy by somebody, by its number in the pool; whether
    /// they might is not asked.
    pub fn handed(&self, deputy: u32) -> impl Iterator<Item = u32> + '_ {
        self.handed.get(&deputy).into_iter().flatten().copied()
    }

    /// Whether the engine's store lacks a line of an object that counts. It is told
    /// nothing about access.
    pub fn lacks(&self, entry: &Entry) -> bool {
        let mut lines = (0..).zip(&entry.lines);
        let lacking = |(at, line): (usize, &LineEntry)| {
            entry.counts(at) && !self.local.contains_key(&line.id) && self.accepted(line.id)
        };
        !self.is_access(entry) && lines.any(lacking)
    }

    /// Whether an office's word can make a line count that does not count as it came.
    pub fn mendable(&self, entry: &Entry, at: usize) -> bool {
        let (Some(line), Some(chain)) = (entry.lines.get(at), self.chain(entry.chain)) else {
            return false;
        };
        let (Some(facts), Some(reason)) = (line.facts(&self.pool), entry.reason.or(line.reason))
        else {
            return false;
        };
        judge::mendable(reason.reason(), &chain.space, &facts) && !self.accepted(line.id)
    }

    /// Notes of an object of which the engine's store lacks a line that it is not placed.
    pub fn unplace(&mut self, place: Place) {
        if self.entry(place).is_some_and(|entry| self.lacks(entry))
            && let Some(entry) = self.entry_mut(place)
        {
            entry.placed = None;
        }
    }

    /// Objects that wait for others.
    pub fn waiting(&self) -> u64 {
        self.entries.iter().filter(|entry| !entry.complete).count() as u64
    }

    /// Notes what came of looking at an object's signature.
    pub fn signed(&mut self, place: Place, good: bool) {
        let Some(entry) = self.entries.get_mut(place as usize) else {
            return;
        };
        entry.signature = if good {
            Signature::Good
        } else {
            Signature::Bad
        };
        let (chain, seq) = (entry.chain, entry.seq);
        if !good
            && let Some(chain) = self.chains.get_mut(chain as usize)
            && let Some(places) = chain.by_seq.get_mut(&seq)
        {
            places.remove(&place);
            if places.is_empty() {
                chain.by_seq.remove(&seq);
            }
        }
    }

    /// The last objects of a chain that its device signed: one, or one of each branch.
    pub fn tips(&self, chain: u32) -> Vec<&Entry> {
        let branches = self.branches.iter().filter(|branch| branch.chain == chain);
        let signed: Vec<&Entry> = branches
            .filter_map(|branch| {
                let mut entries = branch.places.iter().rev();
                entries.find_map(|place| {
                    let entry = self.entry(*place)?;
                    (entry.signature == Signature::Good).then_some(entry)
                })
            })
            .collect();
        let last = |entry: &&Entry| !signed.iter().any(|other| self.builds_on(other, entry));
        signed.iter().copied().filter(last).collect()
    }
}

/// By what a line is found.
struct Carried {
    id: EventKey,
    aggregate: u32,
    handed: Option<u32>,
}

impl Carried {
    fn of(lines: &[LineEntry]) -> Vec<Carried> {
        let carried = lines.iter().map(|line| Carried {
            id: line.id,
            aggregate: line.aggregate,
            handed: line.handed,
        });
        carried.collect()
    }
}

/// An object's id out of its number.
pub fn object_id(key: u128) -> Option<ObjectId> {
    ObjectId::try_from(format!("{key:032x}")).ok()
}
