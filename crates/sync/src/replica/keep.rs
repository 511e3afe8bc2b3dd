//! Opening a replica, and keeping what it found out.

use super::index::{Entry, Index, LineEntry, Signature, event_key};
use super::{Identity, Record, Replica, SyncError};
use huiyin_log::{Line, Object, Payload, Space};
use huiyin_rules::ids::EventId;
use huiyin_store::{EventStore, StoreError};

/// Name of the index's snapshot.
const SNAPSHOT: &str = "index";
/// Records read by one call.
const PAGE: usize = 500;
/// Records after which a snapshot is worth writing.
const SNAPSHOT_EVERY: u64 = 200;

impl<E: EventStore, O: EventStore> Replica<E, O> {
    /// Reads what is kept; to be called before anything else and again after a failure.
    ///
    /// # Errors
    /// A store failed.
    pub async fn open(&self) -> Result<(), SyncError> {
        let _pass = self.gate.pass().await;
        self.open_anew().await
    }

    pub(super) async fn open_anew(&self) -> Result<(), SyncError> {
        let identity = self.objects.meta_get(Identity::key()).await?;
        let identity = identity.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        *self.identity.borrow_mut() = identity;
        let head = self.objects.head().await?;
        let kept = match self.objects.snapshot_get(SNAPSHOT).await {
            Ok(kept) => kept.filter(|kept| kept.position <= head),
            Err(StoreError::Damaged(_)) => None,
            Err(error) => return Err(error.into()),
        };
        let mut index = kept
            .and_then(|kept| postcard::from_bytes::<Index>(&kept.bytes).ok())
            .unwrap_or_default();
        index.reindex();
        *self.index.borrow_mut() = index;
        self.fresh.borrow_mut().clear();
        self.secrets.borrow_mut().clear();
        self.unsettled.set(true);
        self.read_access().await?;
        self.refresh().await?;
        self.refresh_events().await?;
        self.settle().await
    }

    /// The objects of the space `access` that the snapshot knows of.
    async fn read_access(&self) -> Result<(), SyncError> {
        let records: Vec<u64> = {
            let index = self.index.borrow();
            let access = |entry: &&Entry| {
                let chain = index.chain(entry.chain);
                entry.complete && chain.is_some_and(|chain| chain.space.as_str() == Space::ACCESS)
            };
            let found = index.entries.iter().filter(access);
            found.map(|entry| entry.record).collect()
        };
        let mut access = Vec::new();
        for object in self.objects_at(&records).await? {
            access.extend(object);
        }
        *self.access.borrow_mut() = access;
        self.call_roll();
        Ok(())
    }

    /// Objects by their records.
    pub(crate) async fn objects_at(
        &self,
        records: &[u64],
    ) -> Result<Vec<Option<Object>>, SyncError> {
        let bytes = self.objects.read_at(records).await?;
        Ok(bytes
            .iter()
            .map(|bytes| match Record::decode(bytes) {
                Some(Record::Object(bytes)) => Object::decode(&bytes).ok(),
                _ => None,
            })
            .collect())
    }

    /// Reads records that this index does not know: its own from before a crash, or another tab's.
    pub(super) async fn refresh(&self) -> Result<(), SyncError> {
        loop {
            let from = self.index.borrow().position + 1;
            let page = self.objects.read(from, PAGE).await?;
            if page.is_empty() {
                return Ok(());
            }
            for (position, bytes) in &page {
                self.apply(*position, bytes);
            }
        }
    }

    fn apply(&self, position: u64, bytes: &[u8]) {
        let mut index = self.index.borrow_mut();
        index.position = position;
        self.since_snapshot.set(self.since_snapshot.get() + 1);
        match Record::decode(bytes) {
            Some(Record::Object(bytes)) => {
                if let Ok(object) = Object::decode(&bytes) {
                    self.unsettled.set(true);
                    self.enter(&mut index, object, position);
                }
            }
            Some(Record::Placed { head, objects }) => {
                for id in objects {
                    if let Some(entry) = index.find(id).and_then(|place| index.entry_mut(place)) {
                        entry.placed = Some(head);
                    }
                }
            }
            Some(Record::Stored(objects)) => mark_stored(&mut index, &objects, true),
            Some(Record::Unstored(objects)) => mark_stored(&mut index, &objects, false),
            Some(Record::Sealed { position, objects }) => {
                index.sealed_to = index.sealed_to.max(position);
                index.mine.extend(objects);
            }
            None => {}
        }
    }

    /// Puts an object into the index.
    fn enter(&self, index: &mut Index, object: Object, record: u64) {
        let header = object.header();
        let chain = index.chain_number(&header.device, &header.log, &header.space);
        let mut entry = Entry::of(&object, chain, record);
        if let Payload::Lines(lines) = object.payload() {
            entry.readable = true;
            let pool = &mut index.pool;
            entry.lines = lines.iter().map(|line| LineEntry::of(line, pool)).collect();
        }
        entry.signature = Signature::Unasked;
        let place = index.add(entry);
        self.fresh.borrow_mut().insert(place, object);
    }

    /// Learns which events the engine's store holds.
    pub(super) async fn refresh_events(&self) -> Result<(), SyncError> {
        loop {
            let from = self.index.borrow().events_head + 1;
            let page = self.events.read(from, PAGE * 2).await?;
            if page.is_empty() {
                return Ok(());
            }
            let mut index = self.index.borrow_mut();
            for (position, bytes) in &page {
                index.events_head = *position;
                let id = Line::read(bytes).ok();
                let id = id.and_then(|line| EventId::try_from(line.id).ok());
                if let Some(id) = id {
                    index.local.entry(event_key(&id)).or_insert(*position);
                }
            }
        }
    }

    /// Learns what the engine, or another tab, recorded since.
    ///
    /// # Errors
    /// A store failed.
    pub async fn catch_up(&self) -> Result<(), SyncError> {
        let _pass = self.gate.pass().await;
        self.refresh().await?;
        self.refresh_events().await?;
        self.settle().await
    }

    /// Appends records, after whatever another tab appended.
    pub(super) async fn record(&self, records: &[Record]) -> Result<(), SyncError> {
        let lines: Vec<Vec<u8>> = records.iter().map(Record::encode).collect();
        for _ in 0..16 {
            self.refresh().await?;
            let expected = self.index.borrow().position;
            match self.objects.append(&lines, expected).await {
                Ok(_) => {
                    for (position, bytes) in (expected + 1..).zip(&lines) {
                        self.apply(position, bytes);
                    }
                    return Ok(());
                }
                Err(StoreError::Moved { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
        let head = self.index.borrow().position;
        Err(StoreError::Moved { head }.into())
    }

    /// Keeps the index where enough came since it was last kept.
    pub(super) async fn snapshot_if(&self, records: u64) {
        if self.since_snapshot.get() < records {
            return;
        }
        let (position, bytes) = {
            let index = self.index.borrow();
            // Objects that are not judged yet would be missed by the next opening.
            if !self.fresh.borrow().is_empty() {
                return;
            }
            let Ok(bytes) = postcard::to_stdvec(&*index) else {
                return;
            };
            (index.position, bytes)
        };
        // One that cannot be kept costs time at the next opening, nothing else.
        if self
            .objects
            .snapshot_put(SNAPSHOT, position, &bytes)
            .await
            .is_ok()
        {
            self.since_snapshot.set(0);
        }
    }

    /// Keeps the index where that is worth it.
    pub async fn keep(&self) {
        let _pass = self.gate.pass().await;
        self.snapshot_if(SNAPSHOT_EVERY).await;
    }

    /// Notes that a store has objects, or that it is not known any more.
    pub(crate) async fn note_stored(
        &self,
        objects: Vec<u128>,
        stored: bool,
    ) -> Result<(), SyncError> {
        if objects.is_empty() {
            return Ok(());
        }
        let _pass = self.gate.pass().await;
        let record = if stored {
            Record::Stored(objects)
        } else {
            Record::Unstored(objects)
        };
        self.record(&[record]).await
    }

    /// Notes that a store does not have objects that it had.
    pub(crate) async fn note_lost(&self, objects: Vec<u128>) -> Result<(), SyncError> {
        let lost = objects.len() as u64;
        self.note_stored(objects, false).await?;
        self.index.borrow_mut().rolled_back += lost;
        Ok(())
    }

    /// Becomes a device of a workspace, or works alone again with `None`.
    ///
    /// # Errors
    /// The store failed; nothing has changed then.
    pub async fn become_device(&self, identity: Option<Identity>) -> Result<(), SyncError> {
        let bytes = match &identity {
            Some(identity) => serde_json::to_vec(identity).unwrap_or_default(),
            None => Vec::new(),
        };
        self.objects.meta_put(Identity::key(), &bytes).await?;
        *self.identity.borrow_mut() = identity;
        self.unsettled.set(true);
        Ok(())
    }
}

fn mark_stored(index: &mut Index, objects: &[u128], stored: bool) {
    for id in objects {
        if let Some(entry) = index.find(*id).and_then(|place| index.entry_mut(place)) {
            entry.stored = stored;
        }
    }
}
