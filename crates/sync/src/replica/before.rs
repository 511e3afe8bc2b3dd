//! What an object of this device builds on.

use super::index::{Entry, Index};
use super::standing::knows_beside;
use huiyin_log::judge::Reason;
use huiyin_log::object::MAX_HEADS;
use huiyin_log::{DeviceId, LogId, Space};
use std::collections::HashMap;

/// An object to build on: its name and the Lamport number that counts of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Head {
    pub id: u128,
    pub lamport: u64,
}

/// What an object builds on.
pub(super) struct Before {
    /// Its place in its chain.
    pub seq: u64,
    /// The one before it in its chain.
    pub prev: Option<Head>,
    /// The latest of every other branch that was placed before `from` and whose number is
    /// below `below`.
    pub heads: Vec<Head>,
    /// The same of spaces that not everybody may read who reads this one, as far as the
    /// one before does not know them.
    pub beside: Vec<u128>,
}

impl Before {
    /// The greatest Lamport number of it all.
    pub fn lamport(&self) -> u64 {
        let all = self.prev.iter().chain(&self.heads);
        all.map(|head| head.lamport).max().unwrap_or(0)
    }
}

/// The last object of a chain that this installation made.
pub(super) fn own_last<'a>(
    index: &'a Index,
    device: &DeviceId,
    space: &Space,
    log: &LogId,
) -> Option<&'a Entry> {
    let chain = index.chain(index.chain_known(device, log, space)?)?;
    let mut places = chain.by_seq.values().rev().flatten();
    places.find_map(|place| {
        let entry = index.entry(*place)?;
        index.mine.contains(&entry.id).then_some(entry)
    })
}

/// What the next object of a chain builds on.
pub(super) fn before(
    index: &Index,
    prev: Option<&Entry>,
    space: &Space,
    from: u64,
    below: u64,
) -> Before {
    let access = space.as_str() == Space::ACCESS;
    // Access counts its own numbers.
    let lamport = |entry: &Entry| {
        if index.is_access(entry) == access {
            entry.lamport
        } else {
            0
        }
    };
    let fits = |entry: &Entry| {
        let known = match entry.doubt() {
            // Nobody has to have it.
            Some(Reason::Signature) => false,
            // It counts for nothing, but where it once did the numbers went on from it.
            Some(Reason::Stranger | Reason::Revoked) => {
                let mut lines = entry.lines.iter();
                lines.any(|line| index.local.contains_key(&line.id))
            }
            _ => true,
        };
        // Not everybody can have it.
        let hidden = entry.unfit.map(|unfit| unfit.reason()) == Some(Reason::Space);
        let seen = entry.placed.is_some_and(|placed| placed < from);
        entry.complete && entry.judged && known && !hidden && seen && lamport(entry) < below
    };
    let mut heads: Vec<&Entry> = Vec::new();
    let mut beside: Vec<&Entry> = Vec::new();
    for branch in &index.branches {
        let Some(chain) = index.chain(branch.chain) else {
            continue;
        };
        let common = matches!(chain.space.as_str(), Space::ACCESS | Space::MAIN);
        let to = if chain.space == *space || (!access && common) {
            &mut heads
        } else if space.as_str() == Space::MAIN && !chain.space.is_deputys() {
            // What is handed to deputies stands in the office's space too.
            &mut beside
        } else {
            continue;
        };
        let latest = branch.places.iter().rev();
        let mut latest = latest.filter_map(|place| index.entry(*place));
        to.extend(latest.find(|entry| fits(entry)));
    }
    // What another of them, or the one before, builds on already need not be named.
    let mut covered: HashMap<u32, u32> = HashMap::new();
    for entry in heads.iter().copied().chain(prev) {
        for (branch, count) in &entry.past {
            let known = covered.entry(*branch).or_default();
            *known = (*known).max(*count);
        }
    }
    if let Some(prev) = prev {
        let known = covered.entry(prev.branch.0).or_default();
        *known = (*known).max(prev.branch.1 + 1);
    }
    let mut heads: Vec<Head> = heads
        .into_iter()
        .filter(|entry| {
            let (branch, step) = entry.branch;
            covered.get(&branch).is_none_or(|count| *count <= step)
        })
        .map(|entry| Head {
            id: entry.id,
            lamport: lamport(entry),
        })
        .collect();
    heads.sort_by_key(|head| (std::cmp::Reverse(head.lamport), head.id));
    heads.truncate(MAX_HEADS);
    let known = |entry: &Entry| {
        let by = |other: &&Entry| index.builds_on(other, entry);
        beside.iter().any(by) || prev.is_some_and(|prev| knows_beside(index, prev, entry))
    };
    let beside = beside.iter().filter(|entry| !known(entry));
    let beside = beside.map(|entry| entry.id).take(MAX_HEADS).collect();
    Before {
        seq: prev.map_or(0, |prev| prev.seq) + 1,
        prev: prev.map(|prev| Head {
            id: prev.id,
            lamport: prev.lamport,
        }),
        heads,
        beside,
    }
}
