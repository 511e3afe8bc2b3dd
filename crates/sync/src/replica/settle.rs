//! Letting count what counts: from objects that came to lines the engine folds.
//!
//! What an object comes to depends on what it builds on and on the roll, never on when it
//! came. So every step here may be done again, and whatever was interrupted is made good
//! by the next settling: what is still to be done is read off the index.

use super::index::{Entry, Index, Place, Signature, object_key};
use super::verdict::{Found, examine, verdicts};
use super::{Replica, SyncError};
use huiyin_log::{DeviceId, Object, Roll, Space};
use huiyin_store::EventStore;
use std::collections::{BTreeMap, BTreeSet};

/// Objects read back by one call.
pub(super) const TOGETHER: usize = 64;

impl<E: EventStore, O: EventStore> Replica<E, O> {
    /// Judges what came and places the lines that count.
    pub(super) async fn settle(&self) -> Result<(), SyncError> {
        // What another tab keeps meanwhile is settled as well.
        while self.settled.get() != Some(self.changes.get()) {
            let changes = self.changes.get();
            self.settle_once().await?;
            self.settled.set(Some(changes));
        }
        self.fresh.borrow_mut().clear();
        Ok(())
    }

    async fn settle_once(&self) -> Result<(), SyncError> {
        self.refresh_events().await?;
        // Access first: it builds on nothing else, and everything else is judged by it.
        self.complete(true);
        self.gather_access().await?;
        if self.roll_stale.get() {
            self.call_roll();
        }
        if self.keys_withdrawn() {
            // What was read by it is not to be read: everything is looked at again.
            let workspace = self.index.borrow().workspace.clone();
            self.begin(Index::of(workspace));
            return self.refresh().await;
        }
        self.learn_secrets().await?;
        if self.index.borrow().stale {
            // Lines can be read now that others were built on: their numbers are asked anew.
            self.index.borrow_mut().forget_completeness();
            self.complete(true);
        }
        self.complete(false);
        self.doubt_revoked();
        self.verify().await?;
        self.judge();
        self.tell_engine().await?;
        self.place().await
    }

    /// Finds what is complete now, in the space `access` or in the others.
    fn complete(&self, access: bool) {
        let mut index = self.index.borrow_mut();
        let open = |index: &Index, place: Place| {
            let entry = index.entry(place);
            entry.is_some_and(|entry| !entry.complete && index.is_access(entry) == access)
        };
        let mut work: Vec<Place> = (0..index.entries.len() as Place)
            .filter(|place| open(&index, *place))
            .collect();
        work.reverse();
        while let Some(place) = work.pop() {
            if !open(&index, place) {
                continue;
            }
            let Some(found) = examine(&index, place) else {
                continue;
            };
            let Found {
                past,
                past_main,
                lamport,
                unfit,
            } = found;
            index.completed(place);
            let Some(entry) = index.entry_mut(place) else {
                continue;
            };
            entry.past = past;
            entry.past_main = past_main;
            entry.lamport = lamport;
            entry.unfit = unfit.map(Into::into);
            let id = entry.id;
            work.extend(index.waited_for(id));
            super::standing::note_races(&mut index, place);
        }
    }

    /// Has the complete objects of the space `access` at hand.
    async fn gather_access(&self) -> Result<(), SyncError> {
        let missing: Vec<Place> = {
            let (index, access) = (self.index.borrow(), self.access.borrow());
            let wanted = (0..).zip(&index.entries).filter(|(place, entry)| {
                entry.complete && index.is_access(entry) && !access.contains_key(place)
            });
            wanted.map(|(place, _)| place).collect()
        };
        for chunk in missing.chunks(TOGETHER) {
            let objects = self.objects_of(chunk).await?;
            self.access.borrow_mut().extend(objects);
            self.roll_stale.set(true);
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

    /// Makes the roll out of the objects about access, and has everything judged again
    /// that it may have changed.
    fn call_roll(&self) {
        let roll = self.make_roll();
        let before = self.roll.replace(roll);
        self.roll_stale.set(false);
        let roll = self.roll.borrow();
        let both = roll.members().chain(before.members());
        let devices: BTreeSet<&DeviceId> = both
            .map(|(device, _)| device)
            .filter(|device| roll.member(device) != before.member(device))
            .collect();
        let mut index = self.index.borrow_mut();
        let index = &mut *index;
        for entry in &mut index.entries {
            let Some(chain) = index.chains.get(entry.chain as usize) else {
                continue;
            };
            // Whether an order counted may depend on others' orders.
            if chain.space.as_str() == Space::ACCESS || devices.contains(&chain.device) {
                entry.judged = false;
            }
        }
        // Lines that were passed over as others' may be this device's own now.
        if self.device().is_some_and(|own| devices.contains(&own)) {
            index.sealed_to = 0;
        }
    }

    fn make_roll(&self) -> Roll {
        let (mut index, access) = (self.index.borrow_mut(), self.access.borrow());
        let Some(workspace) = index.workspace.clone() else {
            return Roll::default();
        };
        // A device is named by its key, so that a signature holds or does not for ever.
        Roll::verified(&workspace, access.values(), |object, key| {
            let Some(place) = index.find(object_key(object.id())) else {
                return false;
            };
            let known = index.entry(place).map(|entry| entry.signature);
            match known {
                Some(Signature::Good) => true,
                Some(Signature::Bad) => false,
                Some(Signature::Unasked) | None => {
                    let vouched = self.vouched.borrow().contains(&object_key(object.id()));
                    let good = vouched || object.verify(key);
                    index.signed(place, good);
                    good
                }
            }
        })
    }

    /// Has the objects of a revoked device judged again where something new came from it:
    /// what is left of it is found by walking back over everything that is here.
    fn doubt_revoked(&self) {
        let touched = std::mem::take(&mut *self.touched.borrow_mut());
        let (mut index, roll) = (self.index.borrow_mut(), self.roll.borrow());
        let index = &mut *index;
        let devices: BTreeSet<DeviceId> = touched
            .iter()
            .filter_map(|chain| index.chains.get(*chain as usize))
            .map(|chain| chain.device.clone())
            .filter(|device| {
                let member = roll.member(device);
                member.is_some_and(|member| !member.revoked.is_empty())
            })
            .collect();
        if devices.is_empty() {
            return;
        }
        for entry in &mut index.entries {
            let chain = index.chains.get(entry.chain as usize);
            if chain.is_some_and(|chain| devices.contains(&chain.device)) {
                entry.judged = false;
            }
        }
    }

    /// Looks at the signatures of those whose keys are known.
    async fn verify(&self) -> Result<(), SyncError> {
        let asked = self.places(|index, roll, entry| {
            let chain = index.chain(entry.chain);
            entry.signature == Signature::Unasked
                && chain.is_some_and(|chain| roll.member(&chain.device).is_some())
        });
        for chunk in asked.chunks(TOGETHER) {
            let objects = self.objects_of(chunk).await?;
            let (mut index, roll) = (self.index.borrow_mut(), self.roll.borrow());
            for (place, object) in &objects {
                if let Some(member) = roll.member(&object.header().device) {
                    // Of a snapshot the maker verified them; its own signature was verified.
                    let vouched = self.vouched.borrow().contains(&object_key(object.id()));
                    let good = vouched || object.verify(&member.key);
                    index.signed(*place, good);
                }
            }
        }
        Ok(())
    }

    /// The objects of which something is true.
    pub(super) fn places(&self, wanted: impl Fn(&Index, &Roll, &Entry) -> bool) -> Vec<Place> {
        let (index, roll) = (self.index.borrow(), self.roll.borrow());
        (0..)
            .zip(&index.entries)
            .filter(|(_, entry)| wanted(&index, &roll, entry))
            .map(|(place, _)| place)
            .collect()
    }

    /// Judges objects and their lines by the roll.
    fn judge(&self) {
        let asked = self.places(|_, _, entry| entry.complete && !entry.judged);
        let (mut index, roll) = (self.index.borrow_mut(), self.roll.borrow());
        for (place, (whole, lines)) in verdicts(&index, &roll, &asked) {
            let doubtful = whole.is_some() || lines.iter().any(Option::is_some);
            if let Some(entry) = index.entry_mut(place) {
                entry.judged = true;
                entry.reason = whole.map(Into::into);
                for (line, reason) in entry.lines.iter_mut().zip(lines) {
                    line.reason = reason.map(Into::into);
                }
            }
            // What counts only now was not known to what was written meanwhile.
            index.unplace(place);
            if doubtful {
                index.doubtful.insert(place);
            } else {
                index.doubtful.remove(&place);
            }
        }
    }
}
