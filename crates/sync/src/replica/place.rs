//! Giving the engine the lines that count.

use super::index::{EventKey, Index, Place, event_key};
use super::keep::TRIES;
use super::settle::TOGETHER;
use super::{Record, Replica, SyncError};
use huiyin_log::Envelope;
use huiyin_store::{EventStore, StoreError};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Lines placed by one transaction, unless one object has more.
const AT_ONCE: usize = 1_000;

impl<E: EventStore, O: EventStore> Replica<E, O> {
    /// Appends the lines that count to the engine's events.
    ///
    /// Also of what does not count, and of what tells the engine nothing, is kept when it
    /// was seen: what is written later was written in its knowledge. What cannot be read
    /// is not built on.
    pub(super) async fn place(&self) -> Result<(), SyncError> {
        let mut ready = self.places(|_, _, entry| {
            entry.complete && entry.judged && entry.readable && entry.placed.is_none()
        });
        self.place_in_order(&ready).await?;
        while !ready.is_empty() {
            let mut lines = 0;
            let count = {
                let index = self.index.borrow();
                let fits = |place: &&Place| {
                    lines += index.entry(**place).map_or(0, |entry| entry.lines.len());
                    lines <= AT_ONCE
                };
                ready.iter().take_while(fits).count().max(1)
            };
            let batch: Vec<Place> = ready.drain(..count).collect();
            self.place_some(&batch).await?;
        }
        Ok(())
    }

    /// Of a snapshot: the lines in its maker's order, as long as each counts here too.
    async fn place_in_order(&self, ready: &[Place]) -> Result<(), SyncError> {
        let order = self.order.borrow().clone();
        if order.is_empty() || self.index.borrow().events_head > 0 {
            return Ok(());
        }
        let mut lines: HashMap<EventKey, Vec<u8>> = HashMap::new();
        for together in ready.chunks(TOGETHER) {
            for object in self.objects_of(together).await?.values() {
                let opened = self.opened(object);
                let all = opened.as_deref().or(object.lines()).unwrap_or_default();
                lines.extend(all.iter().map(|line| (event_key(line.id()), line.encode())));
            }
        }
        for chunk in order.chunks(AT_ONCE) {
            let batch: Option<Vec<Vec<u8>>> = {
                let index = self.index.borrow();
                let counted = |id: &EventKey| index.accepted(*id).then(|| lines.get(id).cloned());
                chunk.iter().map(|id| counted(id).flatten()).collect()
            };
            let Some(batch) = batch else {
                return Ok(());
            };
            let expected = self.index.borrow().events_head;
            match self.events.append(&batch, expected).await {
                Ok(_) => self.refresh_events().await?,
                // Somebody records already: then the lines come in the usual way.
                Err(StoreError::Moved { .. }) => return Ok(()),
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    async fn place_some(&self, places: &[Place]) -> Result<(), SyncError> {
        let wanted: Vec<Place> = {
            let index = self.index.borrow();
            let lacking = |place: &Place| {
                let entry = index.entry(*place);
                entry.is_some_and(|entry| index.lacks(entry))
            };
            places.iter().copied().filter(lacking).collect()
        };
        let objects = self.objects_of(&wanted).await?;
        let lines: Vec<(Place, Vec<Envelope>)> = objects
            .into_iter()
            .map(|(place, object)| {
                let lines = self.opened(&object);
                let lines = lines.or_else(|| object.lines().map(<[Envelope]>::to_vec));
                (place, lines.unwrap_or_default())
            })
            .collect();
        for _ in 0..TRIES {
            self.refresh_events().await?;
            let (batch, expected) = {
                let index = self.index.borrow();
                (missing(&index, &lines), index.events_head)
            };
            if batch.is_empty() {
                return self.note_placed(places).await;
            }
            match self.events.append(&batch, expected).await {
                Ok(_) | Err(StoreError::Moved { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
        let head = self.index.borrow().events_head;
        Err(StoreError::Moved { head }.into())
    }

    /// Notes where the lines of objects stand among the events.
    async fn note_placed(&self, places: &[Place]) -> Result<(), SyncError> {
        let mut heads: BTreeMap<u64, Vec<u128>> = BTreeMap::new();
        {
            let index = self.index.borrow();
            for place in places {
                let Some(entry) = index.entry(*place) else {
                    continue;
                };
                let counting = (0..).zip(&entry.lines).filter(|(at, _)| entry.counts(*at));
                let at = counting
                    .filter_map(|(_, line)| index.local.get(&line.id))
                    .max();
                let head = at.copied().unwrap_or(index.events_head);
                heads.entry(head).or_default().push(entry.id);
            }
        }
        let records: Vec<Record> = heads
            .into_iter()
            .map(|(head, objects)| Record::Placed { head, objects })
            .collect();
        self.record(&records).await
    }
}

/// The lines that count and are not among the events.
fn missing(index: &Index, lines: &[(Place, Vec<Envelope>)]) -> Vec<Vec<u8>> {
    let mut taken = BTreeSet::new();
    let mut batch = Vec::new();
    for (place, lines) in lines {
        let Some(entry) = index.entry(*place) else {
            continue;
        };
        for ((at, known), line) in (0..).zip(&entry.lines).zip(lines) {
            let new = entry.counts(at) && !index.local.contains_key(&known.id);
            if new && index.accepted(known.id) && taken.insert(known.id) {
                batch.push(line.encode());
            }
        }
    }
    batch
}
