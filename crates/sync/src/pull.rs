//! Getting what a store has and this replica has not.
//!
//! Everything is found by listing names; nothing is asked of the store but that. What
//! comes is believed only where its hash is its name: a torn or foreign object is as if
//! it were not there, and is asked for again next time.

use crate::carrier::{Carrier, CarrierError};
use crate::join;
use crate::patience::{Patience, is_single};
use crate::progress::{Step, Watch};
use crate::replica::index::{Chain, Place, Signature, object_id, object_key};
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
/// Objects read back by a thorough look.
const PATROL: usize = 32;
/// Objects taken in together.
const TOGETHER: usize = 64;
/// Deputies' spaces that a thorough look of the office's looks at, each time others: there
/// may be hundreds.
const DEPUTIES: usize = 16;

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
/// kept; the next pull goes on from there. Single failures are told at the end: the rest
/// has come all the same.
pub async fn pull<E: EventStore, O: EventStore, C: Carrier>(
    replica: &Replica<E, O>,
    carrier: &C,
    spaces: &[Space],
    depth: Depth,
    watch: &impl Watch,
) -> Result<Pulled, SyncError> {
    let mut pulled = pull_once(replica, carrier, spaces, depth, watch).await?;
    let waiting = waiting(replica, spaces);
    let looked = replica.looked_waiting.borrow().get(spaces).copied();
    if depth == Depth::Onwards && waiting > looked.unwrap_or(0) {
        // Something builds on what a short look passes over: a branch, a gap.
        let more = pull_once(replica, carrier, spaces, Depth::Everything, watch).await?;
        pulled.added += more.added;
        pulled.unfit += more.unfit;
        pulled.lost += more.lost;
    } else if depth == Depth::Onwards {
        return Ok(pulled);
    }
    // What waits now waits for something that the store does not have: until more
    // waits, looking for it everywhere each time would be in vain.
    let waiting = self::waiting(replica, spaces);
    replica
        .looked_waiting
        .borrow_mut()
        .insert(spaces.to_vec(), waiting);
    Ok(pulled)
}

/// Objects in some spaces that build on what is not here.
fn waiting<E: EventStore, O: EventStore>(replica: &Replica<E, O>, spaces: &[Space]) -> u64 {
    replica.look(|index| {
        let waits = index.entries.iter().filter(|entry| !entry.complete);
        let chains = waits.filter_map(|entry| index.chain(entry.chain));
        chains.filter(|chain| spaces.contains(&chain.space)).count() as u64
    })
}

async fn pull_once<E: EventStore, O: EventStore, C: Carrier>(
    replica: &Replica<E, O>,
    carrier: &C,
    spaces: &[Space],
    depth: Depth,
    watch: &impl Watch,
) -> Result<Pulled, SyncError> {
    let mut pulled = Pulled::default();
    let mut patience = Patience::default();
    look_at(
        replica,
        carrier,
        spaces,
        depth,
        watch,
        &mut patience,
        &mut pulled,
    )
    .await?;
    if spaces.iter().any(|space| space.as_str() == Space::MAIN) {
        look_at_own(replica, carrier, spaces, depth, watch, &mut pulled).await?;
        if depth == Depth::Everything {
            look_at_handed(replica, carrier, spaces, watch, &mut pulled).await?;
        }
    }
    patience.all_well()?;
    Ok(pulled)
}

/// Looks at some spaces.
async fn look_at<E: EventStore, O: EventStore, C: Carrier>(
    replica: &Replica<E, O>,
    carrier: &C,
    spaces: &[Space],
    depth: Depth,
    watch: &impl Watch,
    patience: &mut Patience,
    pulled: &mut Pulled,
) -> Result<(), SyncError> {
    for space in spaces {
        let folder = key::chains(space);
        let Some(listed) = patience.of(carrier.list(&folder, None).await)? else {
            continue;
        };
        let logs: BTreeSet<LogId> = listed
            .into_iter()
            .filter_map(|entry| LogId::try_from(entry.name.trim_end_matches('/')).ok())
            .collect();
        for log in &logs {
            let mut chain = Look {
                replica,
                carrier,
                space,
                log,
                watch,
                patience,
                pulled,
            };
            chain.segments().await?;
            chain.objects(depth).await?;
        }
        lost_chains(replica, carrier, space, &logs, patience, pulled).await?;
    }
    if depth == Depth::Everything {
        patrol(replica, carrier, spaces, patience, pulled).await?;
    }
    Ok(())
}

/// Deputies' spaces of which the office has something are looked at some at a time: what
/// the store loses of them, those who handed it may not be there any more to put back, and
/// nobody hands anew what seems to stand there.
async fn look_at_handed<E: EventStore, O: EventStore, C: Carrier>(
    replica: &Replica<E, O>,
    carrier: &C,
    spaces: &[Space],
    watch: &impl Watch,
    pulled: &mut Pulled,
) -> Result<(), SyncError> {
    let mut held: BTreeSet<Space> = replica.look(|index| {
        let of = index.chains.iter().map(|chain| &chain.space);
        of.filter(|space| space.is_deputys()).cloned().collect()
    });
    // A copy of this device may have handed something too.
    let own = replica.own_logs().into_iter().map(|(space, _)| space);
    held.extend(own.filter(Space::is_deputys));
    held.retain(|space| !spaces.contains(space) && !replica.secrets_of(space).is_empty());
    let last = replica.looked_handed.borrow().clone();
    let after = held
        .iter()
        .filter(|space| last.as_ref().is_none_or(|last| *space > last));
    let some = after.chain(&held).take(held.len().min(DEPUTIES));
    let some: Vec<Space> = some.cloned().collect();
    let mut patience = Patience::default();
    let depth = Depth::Everything;
    look_at(replica, carrier, &some, depth, watch, &mut patience, pulled).await?;
    *replica.looked_handed.borrow_mut() = some.last().cloned();
    match patience.all_well() {
        // Who reads the office's space by what it holds need not be let in any more.
        Err(error) if is_single(&error) => Ok(()),
        done => Ok(done?),
    }
}

/// A device's own chains are looked at in the spaces too that it writes to and does not
/// read: a copy of it may write there, and what the store loses nobody else may have.
async fn look_at_own<E: EventStore, O: EventStore, C: Carrier>(
    replica: &Replica<E, O>,
    carrier: &C,
    spaces: &[Space],
    depth: Depth,
    watch: &impl Watch,
    pulled: &mut Pulled,
) -> Result<(), SyncError> {
    let mut patience = Patience::default();
    let mut unread = BTreeSet::new();
    for (space, log) in replica.own_logs() {
        let elsewhere = space.as_str() == Space::ACCESS || space.is_deputys();
        if spaces.contains(&space) || elsewhere {
            continue;
        }
        unread.insert(space.clone());
        let mut chain = Look {
            replica,
            carrier,
            space: &space,
            log: &log,
            watch,
            patience: &mut patience,
            pulled,
        };
        chain.objects(Depth::Everything).await?;
    }
    if depth == Depth::Everything {
        for space in unread {
            patrol(replica, carrier, &[space], &mut patience, pulled).await?;
        }
    }
    match patience.all_well() {
        // A server need not show it even that.
        Err(error) if is_single(&error) => Ok(()),
        done => Ok(done?),
    }
}

/// One chain of a store that is being looked at.
struct Look<'a, E, O, C, W> {
    replica: &'a Replica<E, O>,
    carrier: &'a C,
    space: &'a Space,
    log: &'a LogId,
    watch: &'a W,
    patience: &'a mut Patience,
    pulled: &'a mut Pulled,
}

impl<E: EventStore, O: EventStore, C: Carrier, W: Watch> Look<'_, E, O, C, W> {
    /// How many objects of this chain follow one another from the first.
    fn unbroken(&self) -> u64 {
        self.replica.look(|index| {
            let here = |chain: &&Chain| chain.space == *self.space && chain.log == *self.log;
            let chains = index.chains.iter().filter(here);
            let unbroken = chains.map(|chain| {
                let seqs = (1..).zip(chain.by_seq.keys());
                seqs.take_while(|(at, seq)| at == *seq).count() as u64
            });
            unbroken.max().unwrap_or(0)
        })
    }

    /// For a chain that is new here: whole segments instead of single objects.
    async fn segments(&mut self) -> Result<(), SyncError> {
        if self.unbroken() > 0 {
            return Ok(());
        }
        let folder = key::segments(self.space, self.log);
        let listed = self.carrier.list(&folder, None).await;
        let Some(listed) = self.patience.of(listed)? else {
            return Ok(());
        };
        let mut names: Vec<String> = listed
            .into_iter()
            .map(|entry| [folder.as_str(), &entry.name].concat())
            .collect();
        names.sort();
        for name in names {
            let Some(Key::Segment(named)) = key::parse(&name) else {
                continue;
            };
            self.go_on()?;
            let got = self.carrier.get(&name).await;
            let Some(Some(bytes)) = self.patience.of(got)? else {
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
                None => self.pulled.unfit += 1,
                // Whether they are there by themselves too is found out with the listing.
                Some(objects) => self.take(objects, true).await?,
            }
        }
        Ok(())
    }

    async fn take(&mut self, objects: Vec<Object>, stored: bool) -> Result<(), SyncError> {
        if !objects.is_empty() {
            self.pulled.added += self.replica.take(objects, stored).await?.added;
        }
        Ok(())
    }

    async fn objects(&mut self, depth: Depth) -> Result<(), SyncError> {
        let first = match depth {
            Depth::Onwards => self.unbroken() / key::BUCKET,
            Depth::Everything => 0,
        };
        let Some(listed) = self.listed(first).await? else {
            return Ok(());
        };
        let mut wanted: Vec<&ObjectKey> = self.replica.look(|index| {
            let new = listed.iter().filter(|(id, _)| index.find(**id).is_none());
            new.map(|(_, named)| named).collect()
        });
        wanted.sort_by_key(|named| named.seq);
        for together in wanted.chunks(TOGETHER) {
            let (objects, stopped) = self.get_some(together).await;
            self.take(objects, true).await?;
            stopped?;
        }
        self.note_listed(&listed, first).await
    }

    /// The names of this chain's objects from a folder on; `None` where they could not be asked for.
    async fn listed(&mut self, first: u64) -> Result<Option<Listed>, SyncError> {
        let folder = key::chain(self.space, self.log);
        let listed = self.carrier.list(&folder, None).await;
        let Some(listed) = self.patience.of(listed)? else {
            return Ok(None);
        };
        let mut buckets: Vec<u64> = listed
            .into_iter()
            .filter_map(|entry| entry.name.trim_end_matches('/').parse().ok())
            .filter(|bucket| *bucket >= first)
            .collect();
        buckets.sort_unstable();
        let mut names = Listed::new();
        for bucket in &buckets {
            let folder = key::bucket(self.space, self.log, bucket.saturating_mul(key::BUCKET));
            let listed = self.carrier.list(&folder, None).await;
            let Some(listed) = self.patience.of(listed)? else {
                return Ok(None);
            };
            for entry in listed {
                let name = [folder.as_str(), &entry.name].concat();
                if let Some(Key::Object(named)) = key::parse(&name) {
                    names.insert(object_key(&named.id), named);
                }
            }
        }
        Ok(Some(names))
    }

    /// Some objects, and what kept the others from coming.
    async fn get_some(&mut self, wanted: &[&ObjectKey]) -> (Vec<Object>, Result<(), SyncError>) {
        let mut objects = Vec::new();
        for abreast in wanted.chunks(ABREAST) {
            if let Err(stopped) = self.go_on() {
                return (objects, Err(stopped));
            }
            let gets = abreast.iter().map(|named| get(self.carrier, named));
            let mut stopped = Ok(());
            for got in join::all(gets.collect()).await {
                match self.patience.of(got) {
                    Ok(Some(Some(object))) => objects.push(object),
                    Ok(Some(None)) => self.pulled.unfit += 1,
                    Ok(None) => {}
                    Err(error) => stopped = Err(error.into()),
                }
            }
            if stopped.is_err() {
                return (objects, stopped);
            }
        }
        (objects, Ok(()))
    }

    /// Compares what is listed with what the store is known to have had.
    async fn note_listed(&mut self, listed: &Listed, first: u64) -> Result<(), SyncError> {
        let (mut seen, mut missing) = (Vec::new(), Vec::new());
        self.replica.look(|index| {
            let here = |chain: &&Chain| chain.space == *self.space && chain.log == *self.log;
            for chain in index.chains.iter().filter(here) {
                for (seq, place) in each(chain) {
                    let Some(entry) = index.entry(place) else {
                        continue;
                    };
                    match (listed.get(&entry.id), entry.stored) {
                        (Some(named), false) => seen.push(named.clone()),
                        (None, true) if seq / key::BUCKET >= first => {
                            missing.push((entry.id, seq));
                        }
                        (Some(_), true) | (None, _) => {}
                    }
                }
            }
        });
        let (space, log) = (self.space, self.log);
        let missing = missing
            .into_iter()
            .filter_map(|(id, seq)| name_of(space, log, seq, id));
        let missing = missing.collect();
        let lost = still_missing(self.carrier, missing, self.patience).await?;
        self.pulled.lost += lost.len() as u64;
        self.replica.note_lost(lost).await?;
        // Listed is not yet readable: it counts as kept once it was read back.
        let mut kept = Vec::new();
        let mut stopped = Ok(());
        for named in seen {
            match self.patience.of(get(self.carrier, &named).await) {
                Ok(Some(Some(_))) => kept.push(object_key(&named.id)),
                Ok(_) => {}
                Err(error) => {
                    stopped = Err(error.into());
                    break;
                }
            }
        }
        self.replica.note_stored(kept, true).await?;
        stopped
    }

    fn go_on(&self) -> Result<(), SyncError> {
        let step = Step::Getting(self.pulled.added, 0);
        if self.watch.step(step).is_break() {
            return Err(SyncError::Cancelled);
        }
        Ok(())
    }
}

/// The names that a store lists, by the objects' ids.
type Listed = BTreeMap<u128, ObjectKey>;

/// Every object of a chain and its place in it.
fn each(chain: &Chain) -> impl Iterator<Item = (u64, Place)> + '_ {
    let places = chain.by_seq.iter();
    places.flat_map(|(seq, places)| places.iter().map(|place| (*seq, *place)))
}

fn name_of(space: &Space, log: &LogId, seq: u64, id: u128) -> Option<ObjectKey> {
    Some(ObjectKey {
        space: space.clone(),
        log: log.clone(),
        seq,
        id: object_id(id)?,
    })
}

async fn get<C: Carrier>(carrier: &C, named: &ObjectKey) -> Result<Option<Object>, CarrierError> {
    let name = key::object(&named.space, &named.log, named.seq, &named.id);
    let bytes = carrier.get(&name).await?;
    Ok(bytes.and_then(|bytes| check_named(&name, &bytes).ok()))
}

/// Which of some objects cannot be got: a listing may be late, so each is asked for.
async fn still_missing<C: Carrier>(
    carrier: &C,
    missing: Vec<ObjectKey>,
    patience: &mut Patience,
) -> Result<Vec<u128>, SyncError> {
    let mut lost = Vec::new();
    for named in missing {
        if let Some(None) = patience.of(get(carrier, &named).await)? {
            lost.push(object_key(&named.id));
        }
    }
    Ok(lost)
}

/// Reads some objects back that the store had, each time others: what is listed may be
/// torn or overwritten, and only who has it whole can put it back.
async fn patrol<E: EventStore, O: EventStore, C: Carrier>(
    replica: &Replica<E, O>,
    carrier: &C,
    spaces: &[Space],
    patience: &mut Patience,
    pulled: &mut Pulled,
) -> Result<(), SyncError> {
    let from = replica.patrolled.borrow().get(spaces).copied();
    let from = from.unwrap_or(0);
    let (looked, next) = replica.look(|index| {
        let wanted = (from..).zip(index.entries.iter().skip(from as usize));
        let mut wanted = wanted.filter_map(|(place, entry)| {
            let chain = index.chain(entry.chain)?;
            let here =
                entry.stored && entry.signature != Signature::Bad && spaces.contains(&chain.space);
            let named = name_of(&chain.space, &chain.log, entry.seq, entry.id);
            Some((place, named.filter(|_| here)?))
        });
        let looked: Vec<(Place, ObjectKey)> = wanted.by_ref().take(PATROL).collect();
        let next = wanted.next().map_or(0, |(place, _)| place);
        (looked, next)
    });
    let looked = looked.into_iter().map(|(_, named)| named).collect();
    let lost = still_missing(carrier, looked, patience).await?;
    pulled.lost += lost.len() as u64;
    replica.note_lost(lost).await?;
    replica.patrolled.borrow_mut().insert(spaces.to_vec(), next);
    Ok(())
}

/// Chains that the store had and does not list any more.
async fn lost_chains<E: EventStore, O: EventStore, C: Carrier>(
    replica: &Replica<E, O>,
    carrier: &C,
    space: &Space,
    listed: &BTreeSet<LogId>,
    patience: &mut Patience,
    pulled: &mut Pulled,
) -> Result<(), SyncError> {
    let gone: Vec<ObjectKey> = replica.look(|index| {
        let gone = |chain: &&Chain| chain.space == *space && !listed.contains(&chain.log);
        let chains = index.chains.iter().filter(gone);
        let stored = chains.flat_map(|chain| {
            each(chain).filter_map(|(seq, place)| {
                let entry = index.entry(place).filter(|entry| entry.stored)?;
                name_of(space, &chain.log, seq, entry.id)
            })
        });
        stored.collect()
    });
    let lost = still_missing(carrier, gone, patience).await?;
    pulled.lost += lost.len() as u64;
    replica.note_lost(lost).await
}
