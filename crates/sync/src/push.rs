//! Putting what this replica has and the store has not.
//!
//! Every object that is held is put, whoever made it: what a store lost, or what came by
//! file, is brought back by whoever has it. Nothing counts as kept before it was read
//! back and its hash is its name.

use crate::carrier::{Carrier, CarrierError};
use crate::patience::{Patience, is_single};
use crate::progress::{Step, Watch};
use crate::replica::index::{Entry, Place, Signature, object_key};
use crate::{Replica, SyncError};
use huiyin_log::judge::Reason;
use huiyin_log::object::check_named;
use huiyin_log::segment::{self, Segment};
use huiyin_log::{Object, Space};
use huiyin_store::EventStore;
use std::collections::HashSet;

/// Objects read together.
const TOGETHER: usize = 32;

/// What a push came to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pushed {
    /// Objects put and read back.
    pub put: u64,
    /// Objects put whose reading back did not agree; they are put again next time, and
    /// what builds on them after them.
    pub doubtful: u64,
    /// The last refusal that waiting does not mend.
    pub refused: Option<CarrierError>,
}

/// Puts what the store has not.
///
/// # Errors
/// The store or this device's storage failed, or it was stopped. What was read back
/// before is noted; the rest is put by the next push, the same bytes under the same names.
pub async fn push<E: EventStore, O: EventStore, C: Carrier>(
    replica: &Replica<E, O>,
    carrier: &C,
    watch: &impl Watch,
) -> Result<Pushed, SyncError> {
    let mut pushed = Pushed::default();
    let wanted = outbox(replica);
    let total = wanted.len() as u64;
    let mut done = 0;
    let mut patience = Patience::default();
    let mut later: HashSet<u128> = HashSet::new();
    for together in wanted.chunks(TOGETHER) {
        let objects = replica.objects_of(together).await?;
        let mut kept = Vec::new();
        let mut failed = None;
        for place in together {
            if watch.step(Step::Putting(done, total)).is_break() {
                failed = Some(SyncError::Cancelled);
                break;
            }
            let Some(object) = objects.get(place) else {
                continue;
            };
            // Nobody could make anything of what builds on what is not there: should this
            // device be lost now, the store has nothing that waits for ever.
            let header = object.header();
            let mut before = header.prev.iter().chain(&header.heads).map(object_key);
            if before.any(|id| later.contains(&id)) {
                later.insert(object_key(object.id()));
                continue;
            }
            match put_checked(carrier, object).await {
                Ok(true) => {
                    patience.rest();
                    kept.push(object_key(object.id()));
                }
                Ok(false) => {
                    later.insert(object_key(object.id()));
                    pushed.doubtful += 1;
                }
                // What the store will never take must not keep the rest from it.
                Err(error) if is_single(&error) => pushed.refused = Some(error),
                Err(error) => {
                    later.insert(object_key(object.id()));
                    if let Err(error) = patience.bear(error) {
                        failed = Some(error.into());
                        break;
                    }
                }
            }
            done += 1;
        }
        pushed.put += kept.len() as u64;
        replica.note_stored(kept, true).await?;
        if let Some(error) = failed {
            return Err(error);
        }
    }
    patience.all_well()?;
    Ok(pushed)
}

/// The objects that no store is known to have, in an order in which each follows what it builds on.
fn outbox<E: EventStore, O: EventStore>(replica: &Replica<E, O>) -> Vec<Place> {
    replica.look(|index| {
        // What nobody answers for is not spread, unless something builds on it that somebody does.
        let answered = |entry: &Entry| {
            entry.signature != Signature::Bad && entry.doubt() != Some(Reason::Stranger)
        };
        let mut needed: HashSet<u128> = HashSet::new();
        let answered_for = index.entries.iter().filter(|entry| answered(entry));
        let mut work: Vec<&Entry> = answered_for.collect();
        while let Some(entry) = work.pop() {
            for id in entry.builds_on() {
                let other = index.named(id).filter(|other| !answered(other));
                work.extend(other.filter(|_| needed.insert(id)));
            }
        }
        let wanted = (0..)
            .zip(&index.entries)
            .filter(|(_, entry)| !entry.stored && (answered(entry) || needed.contains(&entry.id)));
        let mut ordered: Vec<(bool, bool, u64, Place)> = wanted
            .map(|(place, entry)| {
                let before = entry.past.iter().map(|(_, count)| u64::from(*count)).sum();
                (!index.is_access(entry), !entry.complete, before, place)
            })
            .collect();
        ordered.sort_unstable();
        ordered.into_iter().map(|(_, _, _, place)| place).collect()
    })
}

/// Puts an object and reads it back.
async fn put_checked<C: Carrier>(carrier: &C, object: &Object) -> Result<bool, CarrierError> {
    let name = object.key();
    carrier.put(&name, object.encode()).await?;
    let back = carrier.get(&name).await?;
    Ok(back.is_some_and(|back| back == object.encode()))
}

/// Puts the segments of this device's own chains that are full and not there yet. Gives
/// how many were put.
///
/// # Errors
/// As for [`push`].
pub async fn compact<E: EventStore, O: EventStore, C: Carrier>(
    replica: &Replica<E, O>,
    carrier: &C,
) -> Result<u64, SyncError> {
    let Some(device) = replica.device() else {
        return Ok(0);
    };
    let mut put = 0;
    for (space, log, last) in own_chains(replica, &device) {
        let mark = format!("segments/{space}/{log}");
        let kept = replica.objects().meta_get(&mark).await?;
        let mut full = kept
            .and_then(|bytes| String::from_utf8(bytes).ok()?.parse().ok())
            .unwrap_or(0_u64);
        while (full + 1) * segment::OBJECTS <= last {
            let places = replica.look(|index| {
                let number = index.chain_known(&device, &log, &space)?;
                let chain = index.chain(number)?;
                let from = full * segment::OBJECTS + 1;
                let range = from..from + segment::OBJECTS;
                let places: Option<Vec<Place>> = range
                    .map(|seq| match chain.by_seq.get(&seq) {
                        // A fork ends what can be put together.
                        Some(places) if places.len() == 1 => places.first().copied(),
                        Some(_) | None => None,
                    })
                    .collect();
                let stored = |place: &Place| index.entry(*place).is_some_and(|entry| entry.stored);
                places.filter(|places| places.iter().all(stored))
            });
            let Some(places) = places else {
                break;
            };
            let objects = replica.objects_of(&places).await?;
            let objects: Vec<&Object> = places
                .iter()
                .filter_map(|place| objects.get(place))
                .collect();
            let bytes = objects.iter().map(|object| object.encode());
            let read = |bytes: &[u8]| Object::decode(bytes).map(|object| object.place());
            // What is too large to be put together stays as it is.
            if let Ok(segment) = Segment::of(bytes, read) {
                let name = segment.name().to_string();
                carrier.put(&name, segment.bytes()).await?;
                let back = carrier.get(&name).await?;
                if back.as_deref() != Some(segment.bytes()) {
                    break;
                }
            }
            full += 1;
            put += 1;
            let text = full.to_string();
            replica.objects().meta_put(&mark, text.as_bytes()).await?;
        }
    }
    Ok(put)
}

fn own_chains<E: EventStore, O: EventStore>(
    replica: &Replica<E, O>,
    device: &huiyin_log::DeviceId,
) -> Vec<(Space, huiyin_log::LogId, u64)> {
    replica.look(|index| {
        let own = index.chains.iter().filter(|chain| chain.device == *device);
        own.map(|chain| (chain.space.clone(), chain.log.clone(), chain.last()))
            .collect()
    })
}

/// Whether a store has an object, byte for byte.
pub async fn has<C: Carrier>(carrier: &C, object: &Object) -> Result<bool, CarrierError> {
    let name = object.key();
    let bytes = carrier.get(&name).await?;
    Ok(bytes.is_some_and(|bytes| check_named(&name, &bytes).is_ok()))
}
