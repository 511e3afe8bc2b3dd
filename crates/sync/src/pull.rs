//! Getting what a store has and this replica has not.
//!
//! Everything is found by listing names; nothing is asked of the store but that. What
//! comes is believed only where its hash is its name: a torn or foreign object is as if
//! it were not there, and is asked for again next time.

use crate::carrier::{Carrier, CarrierError};
use crate::join;
use crate::progress::{Step, Watch};
use crate::replica::index::{Index, object_key};
use crate::{Replica, SyncError};
use huiyin_log::key::{self, Key, ObjectKey};
use huiyin_log::object::check_named;
use huiyin_log::segment::Segment;
use huiyin_log::{LogId, Object, Space};
use huiyin_store::EventStore;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// Requests under way at once.
const ABREAST: usize = 6;
/// Objects taken in together.
const TOGETHER: usize = 64;

/// What a pull came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pulled {
    /// Objects new here.
    pub added: u64,
    /// Objects the store served torn, changed or foreign.
    pub unfit: u64,
    /// Objects the store had once and has no more.
    pub lost: u64,
}

/// How thoroughly to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// From what is known on: the folder each chain is at.
    Onwards,
    /// Every folder of every chain: finds branches, gaps and losses anywhere.
    Everything,
}

/// Gets what the store has of `spaces`, in their order.
///
/// # Errors
/// The store or this device's storage failed, or it was stopped. What came before is
/// kept; the next pull goes on from there.
pub async fn pull<E: EventStore, O: EventStore, C: Carrier>(
    replica: &Replica<E, O>,
    carrier: &C,
    spaces: &[Space],
    depth: Depth,
    watch: &impl Watch,
) -> Result<Pulled, SyncError> {
    let mut pulled = Pulled::default();
    for space in spaces {
        let folder = key::chains(space);
        let logs: BTreeSet<LogId> = carrier
            .list(&folder, None)
            .await?
            .into_iter()
            .filter_map(|entry| LogId::try_from(entry.name.trim_end_matches('/')).ok())
            .collect();
        for log in &logs {
            let chain = Look {
                replica,
                carrier,
                space,
                log,
                watch,
            };
            chain.segments(&mut pulled).await?;
            chain.objects(depth, &mut pulled).await?;
        }
        lost_chains(replica, carrier, space, &logs, &mut pulled).await?;
    }
    let stuck = replica.look(Index::waiting) > 0;
    if stuck && depth == Depth::Onwards {
        // Something builds on what a short look passes over: a branch, a gap.
        return Box::pin(pull(replica, carrier, spaces, Depth::Everything, watch))
            .await
            .map(|more| Pulled {
                added: pulled.added + more.added,
                unfit: pulled.unfit + more.unfit,
                lost: pulled.lost + more.lost,
            });
    }
    Ok(pulled)
}

/// One chain of a store that is being looked at.
struct Look<'a, E, O, C, W> {
    replica: &'a Replica<E, O>,
    carrier: &'a C,
    space: &'a Space,
    log: &'a LogId,
    watch: &'a W,
}

impl<E: EventStore, O: EventStore, C: Carrier, W: Watch> Look<'_, E, O, C, W> {
    /// The objects of this chain that are known here, by name; and how many follow one
    /// another from the first.
    fn known(&self) -> (BTreeMap<u128, u64>, u64) {
        self.replica.look(|index| {
            let mut known = BTreeMap::new();
            let mut unbroken = 0;
            for chain in &index.chains {
                if chain.space != *self.space || chain.log != *self.log {
                    continue;
                }
                let mut here = 0;
                for (seq, places) in &chain.by_seq {
                    here += u64::from(*seq == here + 1);
                    for place in places {
                        known.extend(index.entry(*place).map(|entry| (entry.id, *seq)));
                    }
                }
                unbroken = unbroken.max(here);
            }
            (known, unbroken)
        })
    }

    /// For a chain that is new here: whole segments instead of single objects.
    async fn segments(&self, pulled: &mut Pulled) -> Result<(), SyncError> {
        if self.known().1 > 0 {
            return Ok(());
        }
        let folder = key::segments(self.space, self.log);
        let mut names: Vec<String> = self
            .carrier
            .list(&folder, None)
            .await?
            .into_iter()
            .map(|entry| [folder.as_str(), &entry.name].concat())
            .collect();
        names.sort();
        for name in names {
            let Some(Key::Segment(named)) = key::parse(&name) else {
                continue;
            };
            self.go_on(pulled)?;
            let Some(bytes) = self.carrier.get(&name).await? else {
                continue;
            };
            let objects = RefCell::new(Vec::new());
            let read = |bytes: &[u8]| {
                Object::decode(bytes).map(|object| {
                    let place = object.place();
                    objects.borrow_mut().push(object);
                    place
                })
            };
            let whole = Segment::decode(&named, bytes, read).is_ok();
            match whole.then(|| objects.take()) {
                // Where it cannot be read the single objects are still there.
                None => pulled.unfit += 1,
                Some(objects) => pulled.added += self.replica.take(objects, true).await?.added,
            }
        }
        Ok(())
    }

    async fn objects(&self, depth: Depth, pulled: &mut Pulled) -> Result<(), SyncError> {
        let folder = key::chain(self.space, self.log);
        let (known, unbroken) = self.known();
        let first = match depth {
            Depth::Onwards => unbroken / key::BUCKET,
            Depth::Everything => 0,
        };
        let mut buckets: Vec<u64> = self
            .carrier
            .list(&folder, None)
            .await?
            .into_iter()
            .filter_map(|entry| entry.name.trim_end_matches('/').parse().ok())
            .filter(|bucket| *bucket >= first)
            .collect();
        buckets.sort_unstable();
        let mut listed: BTreeMap<u128, ObjectKey> = BTreeMap::new();
        for bucket in &buckets {
            let folder = key::bucket(self.space, self.log, bucket * key::BUCKET);
            for entry in self.carrier.list(&folder, None).await? {
                let name = [folder.as_str(), &entry.name].concat();
                if let Some(Key::Object(named)) = key::parse(&name) {
                    listed.insert(object_key(&named.id), named);
                }
            }
        }
        self.note_listed(&known, &listed, first, pulled).await?;
        let mut wanted: Vec<ObjectKey> = listed
            .into_iter()
            .filter(|(id, _)| !known.contains_key(id))
            .map(|(_, named)| named)
            .collect();
        wanted.sort_by_key(|named| named.seq);
        for together in wanted.chunks(TOGETHER) {
            let mut objects = Vec::new();
            for abreast in together.chunks(ABREAST) {
                self.go_on(pulled)?;
                let gets = abreast.iter().map(|named| self.get(named)).collect();
                for got in join::all(gets).await {
                    match got? {
                        Some(object) => objects.push(object),
                        None => pulled.unfit += 1,
                    }
                }
            }
            pulled.added += self.replica.take(objects, true).await?.added;
        }
        Ok(())
    }

    async fn get(&self, named: &ObjectKey) -> Result<Option<Object>, CarrierError> {
        let name = key::object(&named.space, &named.log, named.seq, &named.id);
        let bytes = self.carrier.get(&name).await?;
        Ok(bytes.and_then(|bytes| check_named(&name, &bytes).ok()))
    }

    /// Compares what is listed with what the store is known to have had.
    async fn note_listed(
        &self,
        known: &BTreeMap<u128, u64>,
        listed: &BTreeMap<u128, ObjectKey>,
        first: u64,
        pulled: &mut Pulled,
    ) -> Result<(), SyncError> {
        let (mut seen, mut missing) = (Vec::new(), Vec::new());
        self.replica.look(|index| {
            for (id, seq) in known {
                let stored = index
                    .find(*id)
                    .and_then(|place| index.entry(place))
                    .is_some_and(|entry| entry.stored);
                match (listed.contains_key(id), stored) {
                    (true, false) => seen.push(*id),
                    (false, true) if seq / key::BUCKET >= first => missing.push((*id, *seq)),
                    (true, true) | (false, _) => {}
                }
            }
        });
        let lost = still_missing(self.carrier, self.space, self.log, missing).await?;
        pulled.lost += lost.len() as u64;
        self.replica.note_lost(lost).await?;
        // Listed is not yet readable: it counts as kept once it was read back.
        let mut kept = Vec::new();
        for id in seen {
            if let Some(named) = listed.get(&id)
                && self.get(named).await?.is_some()
            {
                kept.push(id);
            }
        }
        self.replica.note_stored(kept, true).await
    }

    fn go_on(&self, pulled: &Pulled) -> Result<(), SyncError> {
        let step = Step::Getting(pulled.added, 0);
        if self.watch.step(step).is_break() {
            return Err(SyncError::Cancelled);
        }
        Ok(())
    }
}

/// Which of some objects cannot be got: a listing may be late, so each is asked for.
async fn still_missing<C: Carrier>(
    carrier: &C,
    space: &Space,
    log: &LogId,
    missing: Vec<(u128, u64)>,
) -> Result<Vec<u128>, SyncError> {
    let mut lost = Vec::new();
    for (id, seq) in missing {
        let Ok(named) = huiyin_log::ObjectId::try_from(format!("{id:032x}")) else {
            continue;
        };
        let name = key::object(space, log, seq, &named);
        let bytes = carrier.get(&name).await?;
        if bytes.is_none_or(|bytes| check_named(&name, &bytes).is_err()) {
            lost.push(id);
        }
    }
    Ok(lost)
}

/// Chains that the store had and does not list any more.
async fn lost_chains<E: EventStore, O: EventStore, C: Carrier>(
    replica: &Replica<E, O>,
    carrier: &C,
    space: &Space,
    listed: &BTreeSet<LogId>,
    pulled: &mut Pulled,
) -> Result<(), SyncError> {
    let gone: BTreeMap<LogId, Vec<(u128, u64)>> = replica.look(|index| {
        let mut gone: BTreeMap<LogId, Vec<(u128, u64)>> = BTreeMap::new();
        for chain in &index.chains {
            if chain.space != *space || listed.contains(&chain.log) {
                continue;
            }
            for (seq, places) in &chain.by_seq {
                let entries = places.iter().filter_map(|place| index.entry(*place));
                let stored = entries.filter(|entry| entry.stored);
                let ids = stored.map(|entry| (entry.id, *seq));
                gone.entry(chain.log.clone()).or_default().extend(ids);
            }
        }
        gone
    });
    for (log, objects) in gone {
        let lost = still_missing(carrier, space, &log, objects).await?;
        pulled.lost += lost.len() as u64;
        replica.note_lost(lost).await?;
    }
    Ok(())
}
