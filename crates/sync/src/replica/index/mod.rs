//! What a replica remembers of its objects: enough to judge, to order and to replicate
//! without reading them again.
//!
//! Everything here is derived from the objects in the store beside it and kept as a
//! snapshot, so that signatures are verified once and not at every opening.

mod entry;
mod pool;

pub use entry::{Chain, Entry, EventKey, LineEntry, Signature, event_key, object_key, time};
pub use pool::Pool;

use huiyin_log::{DeviceId, LogId, Space};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// An object's place in the index.
pub type Place = u32;

/// The index.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Index {
    /// The last record of the objects' store that is in here.
    pub position: u64,
    /// The last position of the events' store that is in here.
    pub events_head: u64,
    /// Position up to which this device's own lines have been put into objects.
    pub sealed_to: u64,
    /// The objects, in order of arrival.
    pub entries: Vec<Entry>,
    /// The chains they stand in.
    pub chains: Vec<Chain>,
    /// Names that stand in many lines.
    pub pool: Pool,
    /// Every event in the events' store, and its position.
    pub local: HashMap<EventKey, u64>,
    /// Pairs of lines that race: (entry, line) twice.
    pub races: BTreeSet<((Place, u32), (Place, u32))>,
    /// Objects that this very installation made.
    pub mine: BTreeSet<u128>,
    /// Objects of which something does not count.
    pub doubtful: BTreeSet<Place>,
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
    /// Objects that wait for one that is not here.
    #[serde(skip)]
    dependents: HashMap<u128, Vec<Place>>,
    /// Chains by device, log and space.
    #[serde(skip)]
    chain_of: HashMap<(DeviceId, LogId, Space), u32>,
}

impl Index {
    /// Rebuilds what a snapshot leaves out.
    pub fn reindex(&mut self) {
        self.pool.reindex();
        self.by_id.clear();
        self.carriers.clear();
        self.about.clear();
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
        if let Some(chain) = self.chains.get_mut(entry.chain as usize) {
            chain.by_seq.entry(entry.seq).or_default().insert(place);
        }
        let lines: Vec<(EventKey, u32)> = entry
            .lines
            .iter()
            .map(|line| (line.id, line.aggregate))
            .collect();
        if !entry.complete {
            for id in entry.builds_on() {
                self.dependents.entry(id).or_default().push(place);
            }
        }
        self.carry(place, &lines);
    }

    fn carry(&mut self, place: Place, lines: &[(EventKey, u32)]) {
        for (at, (id, aggregate)) in (0..).zip(lines) {
            self.carriers.entry(*id).or_default().push((place, at));
            self.about.entry(*aggregate).or_default().push((place, at));
        }
    }

    /// Gives an object its lines, once they could be read.
    pub fn set_lines(&mut self, place: Place, lines: Vec<LineEntry>) {
        let keys: Vec<(EventKey, u32)> =
            lines.iter().map(|line| (line.id, line.aggregate)).collect();
        if let Some(entry) = self.entries.get_mut(place as usize) {
            entry.lines = lines;
        }
        self.carry(place, &keys);
    }

    /// An object by its name.
    pub fn find(&self, id: u128) -> Option<Place> {
        self.by_id.get(&id).copied()
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
        if later.chain == earlier.chain && later.seq <= earlier.seq {
            return false;
        }
        later
            .past
            .iter()
            .any(|(chain, seq)| *chain == earlier.chain && *seq >= earlier.seq)
    }

    /// Whether some carrier of an event counts.
    pub fn accepted(&self, event: EventKey) -> bool {
        self.carriers(event).iter().any(|(place, at)| {
            self.entry(*place)
                .is_some_and(|entry| entry.counts(*at as usize))
        })
    }

    /// Objects that wait for others.
    pub fn waiting(&self) -> u64 {
        self.entries.iter().filter(|entry| !entry.complete).count() as u64
    }
}
