//! Letting count what counts: from objects that came to lines the engine folds.
//!
//! What an object comes to depends on what it builds on and on the roll, never on when it
//! came. So every step here may be done again, and a crash between two of them is made
//! good by the next opening.

use super::index::{Entry, Index, LineEntry, Place, Signature, object_key};
use super::{Replica, SyncError};
use huiyin_log::access::Chains;
use huiyin_log::judge::{self, Reason};
use huiyin_log::seal::BoxKey;
use huiyin_log::{DeviceId, Object, ObjectId, Roll, Space};
use huiyin_store::EventStore;
use std::collections::{BTreeMap, BTreeSet};

/// Objects read back by one call.
const TOGETHER: usize = 64;

impl<E: EventStore, O: EventStore> Replica<E, O> {
    /// Judges what came and places the lines that count.
    pub(super) async fn settle(&self) -> Result<(), SyncError> {
        if !self.unsettled.get() && self.fresh.borrow().is_empty() {
            return Ok(());
        }
        // Access first: it builds on nothing else, and everything else is judged by it.
        let heard = self.complete(true);
        let before = self.roll.borrow().clone();
        if !heard.is_empty() {
            self.gather_access(&heard).await?;
            self.call_roll();
        }
        let opened = self.learn_secrets().await?;
        let mut judge: BTreeSet<Place> = heard.into_iter().collect();
        if opened {
            // Lines can be read now that others were built on: their numbers are asked anew.
            self.forget_completeness();
        }
        judge.extend(self.complete(false));
        judge.extend(self.affected(&before, &judge));
        judge.extend(self.unjudged());
        self.judge(&judge).await?;
        self.tell_engine().await?;
        self.place(&judge).await?;
        self.fresh.borrow_mut().clear();
        self.unsettled.set(false);
        Ok(())
    }

    /// Finds what is complete now, in the space `access` or in the others.
    fn complete(&self, access: bool) -> Vec<Place> {
        let mut index = self.index.borrow_mut();
        let of_access = |index: &Index, entry: &Entry| {
            let chain = index.chain(entry.chain);
            chain.is_some_and(|chain| chain.space.as_str() == Space::ACCESS)
        };
        let mut work: Vec<Place> = (0..index.entries.len() as Place)
            .filter(|place| {
                index
                    .entry(*place)
                    .is_some_and(|entry| !entry.complete && of_access(&index, entry) == access)
            })
            .collect();
        let mut done = Vec::new();
        while let Some(place) = work.pop() {
            let Some(found) = examine(&index, place) else {
                continue;
            };
            let Some(entry) = index.entry_mut(place) else {
                continue;
            };
            entry.complete = true;
            entry.judged = false;
            entry.past = found.past;
            entry.past_lamport = found.past_lamport;
            entry.lamport = found.lamport;
            entry.unfit = found.unfit.map(Into::into);
            let id = entry.id;
            done.push(place);
            work.extend(index.waited_for(id));
            super::standing::note_races(&mut index, place);
        }
        done
    }

    fn forget_completeness(&self) {
        let mut index = self.index.borrow_mut();
        for entry in &mut index.entries {
            entry.complete = false;
        }
        index.races.clear();
        index.reindex();
        // What the roll is made of is complete already.
        drop(index);
        self.complete(true);
    }

    async fn gather_access(&self, places: &[Place]) -> Result<(), SyncError> {
        for chunk in places.chunks(TOGETHER) {
            let objects = self.objects_of(chunk).await?;
            self.access.borrow_mut().extend(objects.into_values());
        }
        Ok(())
    }

    /// The objects at some places: just come, or read back.
    pub(crate) async fn objects_of(
        &self,
        places: &[Place],
    ) -> Result<BTreeMap<Place, Object>, SyncError> {
        let mut found = BTreeMap::new();
        let mut missing = Vec::new();
        {
            let (fresh, index) = (self.fresh.borrow(), self.index.borrow());
            for place in places {
                match (fresh.get(place), index.entry(*place)) {
                    (Some(object), _) => {
                        found.insert(*place, object.clone());
                    }
                    (None, Some(entry)) => missing.push((*place, entry.record)),
                    (None, None) => {}
                }
            }
        }
        let records: Vec<u64> = missing.iter().map(|(_, record)| *record).collect();
        let read = self.objects_at(&records).await?;
        for ((place, _), object) in missing.into_iter().zip(read) {
            if let Some(object) = object {
                found.insert(place, object);
            }
        }
        Ok(found)
    }

    /// Makes the roll out of the objects about access.
    pub(super) fn call_roll(&self) {
        let roll = match &*self.identity.borrow() {
            Some(identity) => Roll::of(&identity.workspace, self.access.borrow().iter()),
            None => Roll::default(),
        };
        *self.roll.borrow_mut() = roll;
    }

    /// Opens the spaces' keys that this device was given, and with them what is sealed.
    /// Says whether lines could be read that others were built on already.
    async fn learn_secrets(&self) -> Result<bool, SyncError> {
        let new = self.new_secrets();
        let gained = !new.is_empty();
        self.secrets.borrow_mut().extend(new);
        let closed: Vec<(Place, bool)> = {
            let (index, fresh) = (self.index.borrow(), self.fresh.borrow());
            let wanted = |place: &Place| gained || fresh.contains_key(place);
            (0..index.entries.len() as Place)
                .filter(wanted)
                .filter_map(|place| Some((place, index.entry(place)?)))
                .filter(|(_, entry)| !entry.readable && entry.lines.is_empty())
                .map(|(place, entry)| (place, entry.complete))
                .collect()
        };
        let mut opened_complete = false;
        for chunk in closed.chunks(TOGETHER) {
            let places: Vec<Place> = chunk.iter().map(|(place, _)| *place).collect();
            let objects = self.objects_of(&places).await?;
            for (place, complete) in chunk {
                let Some(object) = objects.get(place) else {
                    continue;
                };
                let Some(lines) = self.opened(object) else {
                    continue;
                };
                let mut index = self.index.borrow_mut();
                let lines = lines
                    .iter()
                    .map(|line| LineEntry::of(line, &mut index.pool))
                    .collect();
                index.set_lines(*place, lines);
                if let Some(entry) = index.entry_mut(*place) {
                    entry.readable = true;
                }
                opened_complete |= *complete;
            }
        }
        Ok(opened_complete)
    }

    fn new_secrets(&self) -> Vec<((Space, u64, String), BoxKey)> {
        let identity = self.identity.borrow();
        let Some(identity) = &*identity else {
            return Vec::new();
        };
        let Ok(device) = identity.device() else {
            return Vec::new();
        };
        let (own, roll, known) = (
            identity.box_key(),
            self.roll.borrow(),
            self.secrets.borrow(),
        );
        let mut new = Vec::new();
        for (space, key) in roll.all_keys() {
            let name = (space.clone(), key.generation, key.public.to_hex());
            if known.contains_key(&name) {
                continue;
            }
            let Some(sealed) = key.wrapped.get(&device) else {
                continue;
            };
            let context = wrap_context(&identity.workspace, space, key.generation);
            let opened = huiyin_log::seal::open(&own, &context, sealed);
            let seed = opened.and_then(|plain| <[u8; 32]>::try_from(plain).ok());
            if let Some(secret) = seed.map(BoxKey::from_seed)
                && secret.public() == key.public
            {
                new.push((name, secret));
            }
        }
        new
    }

    /// The lines of a sealed object, with any key of its space and generation.
    pub(crate) fn opened(&self, object: &Object) -> Option<Vec<huiyin_log::Envelope>> {
        let huiyin_log::Payload::Sealed { generation, .. } = object.payload() else {
            return None;
        };
        let secrets = self.secrets.borrow();
        let space = &object.header().space;
        let mut keys = secrets
            .iter()
            .filter(|((of, known, _), _)| of == space && known == generation);
        keys.find_map(|(_, key)| object.open(key))
    }

    /// Objects of devices whose standing changed, and of revoked ones that something new came from.
    fn affected(&self, before: &Roll, new: &BTreeSet<Place>) -> Vec<Place> {
        let (index, roll) = (self.index.borrow(), self.roll.borrow());
        let mut devices: BTreeSet<&DeviceId> = roll
            .members()
            .filter(|(device, member)| before.member(device) != Some(member))
            .map(|(device, _)| device)
            .collect();
        for place in new {
            let chain = index
                .entry(*place)
                .and_then(|entry| index.chain(entry.chain));
            if let Some(chain) = chain
                && roll
                    .member(&chain.device)
                    .is_some_and(|member| !member.revoked.is_empty())
            {
                devices.insert(&chain.device);
            }
        }
        if devices.is_empty() {
            return Vec::new();
        }
        let of = |entry: &Entry| {
            let chain = index.chain(entry.chain);
            entry.complete && chain.is_some_and(|chain| devices.contains(&chain.device))
        };
        (0..)
            .zip(&index.entries)
            .filter(|(_, entry)| of(entry))
            .map(|(place, _)| place)
            .collect()
    }

    fn unjudged(&self) -> Vec<Place> {
        let index = self.index.borrow();
        (0..)
            .zip(&index.entries)
            .filter(|(_, entry)| entry.complete && (!entry.judged || entry.placed.is_none()))
            .map(|(place, _)| place)
            .collect()
    }

    /// Judges objects and their lines by the roll.
    async fn judge(&self, places: &BTreeSet<Place>) -> Result<(), SyncError> {
        let asked: Vec<Place> = {
            let (index, roll) = (self.index.borrow(), self.roll.borrow());
            let unasked = |place: &&Place| {
                index.entry(**place).is_some_and(|entry| {
                    let chain = index.chain(entry.chain);
                    entry.signature == Signature::Unasked
                        && chain.is_some_and(|chain| roll.member(&chain.device).is_some())
                })
            };
            places.iter().filter(unasked).copied().collect()
        };
        for chunk in asked.chunks(TOGETHER) {
            let objects = self.objects_of(chunk).await?;
            let (mut index, roll) = (self.index.borrow_mut(), self.roll.borrow());
            for (place, object) in &objects {
                let member = roll.member(&object.header().device);
                if let (Some(member), Some(entry)) = (member, index.entry_mut(*place)) {
                    // Of a snapshot the maker verified them; its own signature was verified here.
                    entry.signature = if self.vouched.get() || object.verify(&member.key) {
                        Signature::Good
                    } else {
                        Signature::Bad
                    };
                }
            }
        }
        let Some(workspace) = self
            .identity
            .borrow()
            .as_ref()
            .map(|own| own.workspace.clone())
        else {
            return Ok(());
        };
        let mut index = self.index.borrow_mut();
        let roll = self.roll.borrow();
        let kept: BTreeMap<DeviceId, BTreeSet<ObjectId>> = roll
            .members()
            .filter_map(|(device, member)| Some((device.clone(), member.kept(&InIndex(&index))?)))
            .collect();
        for place in places {
            let verdict = verdict(&index, *place, &roll, &kept, &workspace);
            let Some((whole, lines)) = verdict else {
                continue;
            };
            let doubtful = whole.is_some() || lines.iter().any(Option::is_some);
            if let Some(entry) = index.entry_mut(*place) {
                entry.judged = true;
                entry.reason = whole.map(Into::into);
                for (line, reason) in entry.lines.iter_mut().zip(lines) {
                    line.reason = reason.map(Into::into);
                }
            }
            if doubtful {
                index.doubtful.insert(*place);
            } else {
                index.doubtful.remove(place);
            }
        }
        Ok(())
    }
}

/// What a secret key of a space is bound to when it is sealed for a device.
pub(crate) fn wrap_context(
    workspace: &huiyin_log::WorkspaceId,
    space: &Space,
    generation: u64,
) -> Vec<u8> {
    format!("huiyin-space-key-1/{workspace}/{space}/{generation}").into_bytes()
}

/// What an object's place among the others comes to.
struct Found {
    past: Vec<(u32, u64)>,
    past_lamport: u64,
    lamport: u64,
    unfit: Option<Reason>,
}

/// `None` while something that it builds on is missing.
fn examine(index: &Index, place: Place) -> Option<Found> {
    let entry = index.entry(place).filter(|entry| !entry.complete)?;
    let chain = index.chain(entry.chain)?;
    let mut past: BTreeMap<u32, u64> = BTreeMap::new();
    let mut past_lamport = 0;
    let mut unfit = None;
    for id in entry.builds_on() {
        let other = index.find(id).and_then(|place| index.entry(place))?;
        if !other.complete {
            return None;
        }
        let space = &index.chain(other.chain)?.space;
        let fits = space == &chain.space
            || (chain.space.as_str() != Space::ACCESS
                && matches!(space.as_str(), Space::ACCESS | Space::MAIN));
        if !fits {
            unfit = Some(Reason::Space);
        }
        let follows = other.chain == entry.chain && other.seq + 1 == entry.seq;
        if (entry.prev == Some(id)) != follows {
            unfit = Some(Reason::Numbers);
        }
        for (chain, seq) in other.past.iter().chain([&(other.chain, other.seq)]) {
            let last = past.entry(*chain).or_default();
            *last = (*last).max(*seq);
        }
        // Access counts its own numbers.
        if space == &chain.space || space.as_str() != Space::ACCESS {
            past_lamport = past_lamport.max(other.lamport);
        }
    }
    let numbers: Vec<u64> = entry.lines.iter().map(|line| line.seq).collect();
    let numbers = entry.readable.then_some(numbers.as_slice());
    // The workspace plays no part in this question.
    let header = entry.header(chain, &nowhere()?);
    let (lamport, fits) = judge::lamport(&header, past_lamport, numbers);
    Some(Found {
        past: past.into_iter().collect(),
        past_lamport,
        lamport,
        unfit: unfit.or(fits.err()),
    })
}

fn nowhere() -> Option<huiyin_log::WorkspaceId> {
    huiyin_log::WorkspaceId::try_from("0".repeat(32)).ok()
}

type Verdict = (Option<Reason>, Vec<Option<Reason>>);

fn verdict(
    index: &Index,
    place: Place,
    roll: &Roll,
    kept: &BTreeMap<DeviceId, BTreeSet<ObjectId>>,
    workspace: &huiyin_log::WorkspaceId,
) -> Option<Verdict> {
    let entry = index.entry(place).filter(|entry| entry.complete)?;
    let chain = index.chain(entry.chain)?;
    let all = |reason: Reason| Some((Some(reason), vec![None; entry.lines.len()]));
    let Some(member) = roll.member(&chain.device) else {
        return all(Reason::Stranger);
    };
    if entry.signature != Signature::Good {
        return all(Reason::Signature);
    }
    let cut = kept.get(&chain.device);
    if cut.is_some_and(|kept| !kept.iter().any(|id| object_key(id) == entry.id)) {
        return all(Reason::Revoked);
    }
    if let Some(unfit) = entry.unfit {
        return all(unfit.reason());
    }
    let access = chain.space.as_str() == Space::ACCESS;
    if entry.adopts
        && !access
        && !member
            .grants
            .iter()
            .any(|grant| grant.party.role == huiyin_rules::Role::Office)
    {
        return all(Reason::Adopts);
    }
    let header = entry.header(chain, workspace);
    let lines = entry.lines.iter().map(|line| {
        if access {
            let event = huiyin_rules::ids::EventId::try_from(format!("{:032x}", line.id)).ok();
            let counted = event.is_some_and(|event| roll.counted(&event));
            return (!counted).then_some(Reason::Role);
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
        let entry = self
            .0
            .find(object_key(id))
            .and_then(|place| self.0.entry(place))?;
        match entry.prev {
            None => Some(None),
            Some(prev) => ObjectId::try_from(format!("{prev:032x}")).ok().map(Some),
        }
    }
}
