//! What an object comes to, given what it builds on and the roll: without any store.

use super::index::{Entry, Index, Place, Signature, object_id, object_key};
use huiyin_log::access::{ACCESS, Chains};
use huiyin_log::judge::{self, Reason};
use huiyin_log::{DeviceId, ObjectId, Roll, Space, WorkspaceId};
use huiyin_rules::ids::EventId;
use std::collections::{BTreeMap, BTreeSet};

/// What an object's place among the others comes to.
pub(super) struct Found {
    pub past: Vec<(u32, u32)>,
    pub past_main: u64,
    pub lamport: u64,
    pub unfit: Option<Reason>,
}

/// `None` while something that it builds on is missing.
pub(super) fn examine(index: &Index, place: Place) -> Option<Found> {
    let entry = index.entry(place).filter(|entry| !entry.complete)?;
    let chain = index.chain(entry.chain)?;
    let access = chain.space.as_str() == Space::ACCESS;
    let mut past: BTreeMap<u32, u32> = BTreeMap::new();
    let (mut past_lamport, mut past_main) = (0, 0);
    let mut unfit = judge::form(&chain.space, entry.sealed, entry.adopts).err();
    for id in entry.builds_on() {
        let other = index.named(id).filter(|other| other.complete)?;
        let space = &index.chain(other.chain)?.space;
        let fits = space == &chain.space
            || (!access && matches!(space.as_str(), Space::ACCESS | Space::MAIN));
        // Whoever may not read that space never has this one complete, nor what builds on it.
        let hidden = other.unfit.map(|unfit| unfit.reason()) == Some(Reason::Space);
        if !fits || hidden {
            unfit = Some(Reason::Space);
        }
        let follows = other.chain == entry.chain && other.seq + 1 == entry.seq;
        if (entry.prev == Some(id)) != follows {
            unfit = unfit.or(Some(Reason::Numbers));
        }
        let (branch, step) = other.branch;
        for (branch, count) in other.past.iter().chain([&(branch, step + 1)]) {
            let known = past.entry(*branch).or_default();
            *known = (*known).max(*count);
        }
        // Access counts its own numbers.
        if space == &chain.space || space.as_str() != Space::ACCESS {
            past_lamport = past_lamport.max(other.lamport);
        }
        past_main = match space.as_str() {
            Space::MAIN => past_main.max(other.lamport),
            Space::ACCESS => past_main,
            _ => past_main.max(other.past_main),
        };
    }
    let numbers: Vec<u64> = entry.lines.iter().map(|line| line.seq).collect();
    let numbers = entry.readable.then_some(numbers.as_slice());
    // The workspace plays no part in this question.
    let nowhere = WorkspaceId::try_from("0".repeat(32)).ok()?;
    let header = entry.header(chain, &nowhere);
    let (lamport, fits) = judge::lamport(&header, past_lamport, numbers);
    Some(Found {
        past: past.into_iter().collect(),
        past_main,
        lamport,
        unfit: unfit.or(fits.err()),
    })
}

/// Why an object does not count as a whole, and why each of its lines does not.
pub(super) type Verdict = (Option<Reason>, Vec<Option<Reason>>);

/// What the complete ones of some objects come to by the roll.
pub(super) fn verdicts(index: &Index, roll: &Roll, places: &[Place]) -> Vec<(Place, Verdict)> {
    let devices: BTreeSet<&DeviceId> = places
        .iter()
        .filter_map(|place| Some(&index.chain_of(*place)?.device))
        .collect();
    let kept: BTreeMap<&DeviceId, BTreeSet<u128>> = devices
        .into_iter()
        .filter_map(|device| {
            let kept = roll.member(device)?.kept(&InIndex(index))?;
            Some((device, kept.iter().map(object_key).collect()))
        })
        .collect();
    let judged = places.iter().filter_map(|place| {
        let entry = index.entry(*place).filter(|entry| entry.complete)?;
        let device = &index.chain(entry.chain)?.device;
        Some((*place, verdict(index, entry, roll, kept.get(device))?))
    });
    judged.collect()
}

fn verdict(
    index: &Index,
    entry: &Entry,
    roll: &Roll,
    kept: Option<&BTreeSet<u128>>,
) -> Option<Verdict> {
    let chain = index.chain(entry.chain)?;
    let all = |reason: Reason| Some((Some(reason), vec![None; entry.lines.len()]));
    let Some(member) = roll.member(&chain.device) else {
        return all(Reason::Stranger);
    };
    if entry.signature != Signature::Good {
        return all(Reason::Signature);
    }
    let unfit = entry.unfit.map(|unfit| unfit.reason());
    // Before all that the roll says: whoever may not read what it wrongly builds on waits for
    // that, and has to come to the same as who may. A revocation would have it taken up here
    // and never there.
    if unfit == Some(Reason::Space) {
        return all(Reason::Space);
    }
    if kept.is_some_and(|kept| !kept.contains(&entry.id)) {
        return all(Reason::Revoked);
    }
    let access = chain.space.as_str() == Space::ACCESS;
    // Orders count by authority, whatever their numbers: the roll has decided.
    if let Some(unfit) = unfit.filter(|_| !access) {
        return all(unfit);
    }
    let is_office = member.is_office();
    if entry.adopts && !access && !is_office {
        return all(Reason::Adopts);
    }
    let header = entry.header(chain, index.workspace.as_ref()?);
    let lines = entry.lines.iter().map(|line| {
        if access {
            if index.pool.text_of(line.aggregate) != ACCESS {
                return Some(Reason::Space);
            }
            let event = EventId::try_from(format!("{:032x}", line.id)).ok();
            let counted = event.is_some_and(|event| roll.counted(&event));
            return (!counted).then_some(Reason::Role);
        }
        if !is_office && let Err(reason) = judge::unseen(&header, entry.past_main, line.seq) {
            return Some(reason);
        }
        let facts = line.facts(&index.pool)?;
        judge::line(member, &header, &facts).err()
    });
    Some((None, lines.collect()))
}

/// The index as the ladder walks it.
struct InIndex<'a>(&'a Index);

impl Chains for InIndex<'_> {
    fn before(&self, id: &ObjectId) -> Option<Option<ObjectId>> {
        let entry = self.0.named(object_key(id))?;
        match entry.prev {
            None => Some(None),
            Some(prev) => object_id(prev).map(Some),
        }
    }
}
