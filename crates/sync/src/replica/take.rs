//! Taking objects in.

use super::index::object_key;
use super::{Record, Replica, SyncError};
use huiyin_log::Object;
use huiyin_store::EventStore;
use std::collections::BTreeSet;

/// What became of objects that came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// New here.
    pub added: u64,
    /// Here already.
    pub known: u64,
    /// No objects, or another workspace's.
    pub refused: u64,
}

impl<E: EventStore, O: EventStore> Replica<E, O> {
    /// Takes objects in, keeps them, and lets count what counts. `stored` says that they
    /// come from the store this device syncs with.
    ///
    /// # Errors
    /// A store failed; what was kept before stays and is settled at the next opening.
    pub async fn take(&self, objects: Vec<Object>, stored: bool) -> Result<Taken, SyncError> {
        let _pass = self.gate.pass().await;
        let workspace = match &*self.identity.borrow() {
            Some(identity) => identity.workspace.clone(),
            None => return Err(SyncError::NoMember),
        };
        self.refresh().await?;
        let mut taken = Taken::default();
        let (mut records, mut marked, mut seen) = (Vec::new(), Vec::new(), BTreeSet::new());
        for object in objects {
            let id = object_key(object.id());
            if object.header().workspace != workspace {
                taken.refused += 1;
                continue;
            }
            let known = {
                let index = self.index.borrow();
                index
                    .find(id)
                    .and_then(|place| index.entry(place))
                    .map(|entry| entry.stored)
            };
            match known {
                Some(already) => {
                    taken.known += 1;
                    if stored && !already {
                        marked.push(id);
                    }
                }
                None if seen.insert(id) => {
                    taken.added += 1;
                    records.push(Record::Object(object.into_bytes()));
                    if stored {
                        marked.push(id);
                    }
                }
                None => taken.known += 1,
            }
        }
        // One transaction of objects is bounded; each batch stands for itself.
        for batch in records.chunks(64) {
            self.record(batch).await?;
        }
        if !marked.is_empty() {
            self.record(&[Record::Stored(marked)]).await?;
        }
        if taken.added > 0 {
            self.settle().await?;
        }
        self.snapshot_if(500).await;
        Ok(taken)
    }
}
