//! Taking objects in.

use super::index::{self, object_key};
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
    /// Takes in a snapshot whose maker vouched for its objects: signatures are not verified
    /// again, lines are placed in the maker's order, and where that came out exactly, the
    /// maker's projection stands for them.
    ///
    /// # Errors
    /// As for [`Replica::take`].
    pub(crate) async fn take_vouched(
        &self,
        objects: Vec<Object>,
        order: Vec<index::EventKey>,
        projection: &[u8],
    ) -> Result<(), SyncError> {
        let count = order.len() as u64;
        let wanted = order.clone();
        *self.order.borrow_mut() = order;
        let ids = objects.iter().map(|object| object_key(object.id()));
        *self.vouched.borrow_mut() = ids.collect();
        let done = self.take(objects, true).await;
        self.vouched.borrow_mut().clear();
        self.order.borrow_mut().clear();
        done?;
        let exact = count > 0
            && self.look(|index| {
                (1..)
                    .zip(&wanted)
                    .all(|(position, id)| index.local.get(id) == Some(&position))
            });
        if exact && !projection.is_empty() {
            self.events
                .snapshot_put("projection", count, projection)
                .await?;
        }
        Ok(())
    }

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
        self.settle().await?;
        self.snapshot_if(500).await;
        Ok(taken)
    }
}
