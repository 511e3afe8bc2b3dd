//! Opening a replica, and keeping what it found out.

use super::index::{Entry, Index, LineEntry, Place, event_key};
use super::{Identity, Record, Replica, SyncError};
use huiyin_log::{Envelope, Line, Object, Payload};
use huiyin_rules::ids::EventId;
use huiyin_store::{EventStore, StoreError};

/// Name of the index's snapshot; another form of the index gets another name.
const SNAPSHOT: &str = "index-3";
/// Records read by one call.
const PAGE: usize = 500;
/// Records after which a snapshot is worth writing.
const SNAPSHOT_EVERY: u64 = 200;
/// Objects that just came and are kept at hand.
const AT_HAND: usize = 256;
/// How often something is tried again that another tab came before.
pub(super) const TRIES: usize = 16;

impl<E: EventStore, O: EventStore> Replica<E, O> {
    /// Reads what is kept; to be called before anything else and again after a failure.
    ///
    /// # Errors
    /// A store failed.
    pub async fn open(&self) -> Result<(), SyncError> {
        let _pass = self.gate.pass().await;
        let identity = self.objects.meta_get(Identity::key()).await?;
        let identity: Option<Identity> =
            identity.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        let workspace = identity.as_ref().map(|identity| identity.workspace.clone());
        self.is_device(identity);
        let head = self.objects.head().await?;
        let kept = match self.objects.snapshot_get(SNAPSHOT).await {
            Ok(kept) => kept.filter(|kept| kept.position <= head),
            Err(StoreError::Damaged(_)) => None,
            Err(error) => return Err(error.into()),
        };
        let index = kept
            .and_then(|kept| postcard::from_bytes::<Index>(&kept.bytes).ok())
            .filter(|index| index.workspace == workspace);
        self.begin(index.unwrap_or_else(|| Index::of(workspace)));
        self.refresh().await?;
        self.check_events().await?;
        self.refresh_events().await?;
        self.look_for_unplaced();
        self.settle().await
    }

    fn is_device(&self, identity: Option<Identity>) {
        let own = identity.as_ref().and_then(|own| own.device().ok());
        *self.own.borrow_mut() = own;
        *self.identity.borrow_mut() = identity;
    }

    pub(super) fn begin(&self, mut index: Index) {
        index.reindex();
        *self.index.borrow_mut() = index;
        self.access.borrow_mut().clear();
        self.secrets.borrow_mut().clear();
        self.fresh.borrow_mut().clear();
        self.touched.borrow_mut().clear();
        self.roll_stale.set(true);
        self.looked_waiting.borrow_mut().clear();
        self.patrolled.borrow_mut().clear();
        self.changed();
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
            self.others.set(self.others.get() + page.len() as u64);
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
                    self.enter(&mut index, object, position);
                }
            }
            Some(Record::Lines { object, lines }) => {
                let Some(place) = index.find(object) else {
                    return;
                };
                let read = lines.iter().map(|line| Envelope::decode(line).ok());
                let read: Option<Vec<Envelope>> = read.collect();
                let lines = read.unwrap_or_default();
                let lines = lines
                    .iter()
                    .map(|line| LineEntry::of(line, &mut index.pool))
                    .collect();
                index.set_lines(place, lines);
                self.changed();
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
            Some(Record::Made(objects)) => index.mine.extend(objects),
            None => {}
        }
    }

    /// Puts an object into the index.
    fn enter(&self, index: &mut Index, object: Object, record: u64) {
        let header = object.header();
        // Two tabs may have kept one object each; another workspace's are of no concern.
        let known = index.find(super::index::object_key(object.id())).is_some();
        if known || index.workspace.as_ref() != Some(&header.workspace) {
            return;
        }
        let chain = index.chain_number(&header.device, &header.log, &header.space);
        let mut entry = Entry::of(&object, chain, record);
        if let Payload::Lines(lines) = object.payload() {
            entry.readable = true;
            let pool = &mut index.pool;
            entry.lines = lines.iter().map(|line| LineEntry::of(line, pool)).collect();
        }
        let place = index.add(entry);
        self.touched.borrow_mut().insert(chain);
        let mut fresh = self.fresh.borrow_mut();
        if fresh.len() < AT_HAND {
            fresh.insert(place, object);
        }
        self.changed();
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
                index.events_mark = event_of(bytes).unwrap_or_default();
                let event = index.events_mark;
                let new = event != 0 && !index.local.contains_key(&event);
                if new {
                    index.local.insert(event, *position);
                }
                // Taken in from a file though it does not count: the engine has to be told.
                if new && !index.carriers(event).is_empty() && !index.accepted(event) {
                    self.changed();
                }
            }
        }
    }

    /// Begins anew with the events where their store is not the one it was: an older copy
    /// was put back, or it was emptied.
    async fn check_events(&self) -> Result<(), SyncError> {
        let (known, mark) = {
            let index = self.index.borrow();
            (index.events_head, index.events_mark)
        };
        if known == 0 {
            return Ok(());
        }
        let there = self.events.read(known, 1).await?;
        let there = there.first().filter(|(position, _)| *position == known);
        let same = there.is_some_and(|(_, bytes)| event_of(bytes).unwrap_or_default() == mark);
        if !same {
            let mut index = self.index.borrow_mut();
            index.local.clear();
            index.events_head = 0;
            index.events_mark = 0;
            index.sealed_to = 0;
        }
        Ok(())
    }

    /// Finds what was placed and is not there any more.
    fn look_for_unplaced(&self) {
        let mut index = self.index.borrow_mut();
        for place in 0..index.entries.len() as Place {
            index.unplace(place);
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
        for _ in 0..TRIES {
            self.refresh().await?;
            let expected = self.index.borrow().position;
            if self.record_at(records, expected).await? {
                return Ok(());
            }
        }
        let head = self.index.borrow().position;
        Err(StoreError::Moved { head }.into())
    }

    /// Appends records at once after `expected`; false where another tab came before.
    pub(super) async fn record_at(
        &self,
        records: &[Record],
        expected: u64,
    ) -> Result<bool, SyncError> {
        let lines: Vec<Vec<u8>> = records.iter().map(Record::encode).collect();
        match self.objects.append(&lines, expected).await {
            Ok(_) => {
                for (position, bytes) in (expected + 1..).zip(&lines) {
                    self.apply(position, bytes);
                }
                Ok(true)
            }
            Err(StoreError::Moved { .. }) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// Keeps the index where enough came since it was last kept.
    pub(super) async fn snapshot_if(&self, records: u64) {
        let settled = self.settled.get() == Some(self.changes.get());
        if self.since_snapshot.get() < records || !settled {
            return;
        }
        let (position, bytes) = {
            let index = self.index.borrow();
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
        let _pass = self.gate.pass().await;
        self.keep_identity(identity).await
    }

    pub(super) async fn keep_identity(&self, identity: Option<Identity>) -> Result<(), SyncError> {
        let bytes = match &identity {
            Some(identity) => serde_json::to_vec(identity).unwrap_or_default(),
            None => Vec::new(),
        };
        self.objects.meta_put(Identity::key(), &bytes).await?;
        let device = self.device();
        let workspace = identity.as_ref().map(|identity| identity.workspace.clone());
        self.is_device(identity);
        if self.index.borrow().workspace != workspace {
            // The objects in the store are looked through again for the other workspace's.
            self.begin(Index::of(workspace));
        } else if self.device() != device {
            self.secrets.borrow_mut().clear();
            self.index.borrow_mut().sealed_to = 0;
            self.roll_stale.set(true);
            self.changed();
        }
        Ok(())
    }
}

/// The event in a line of the engine's store.
fn event_of(bytes: &[u8]) -> Option<u128> {
    let line = Line::read(bytes).ok()?;
    Some(event_key(&EventId::try_from(line.id).ok()?))
}

fn mark_stored(index: &mut Index, objects: &[u128], stored: bool) {
    for id in objects {
        if let Some(entry) = index.find(*id).and_then(|place| index.entry_mut(place)) {
            entry.stored = stored;
        }
    }
}
