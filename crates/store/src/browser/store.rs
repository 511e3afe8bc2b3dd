//! [`EventStore`] on IndexedDB.

use super::connection::{Connection, draw_epoch};
use super::fault::{Fault, damaged};
use super::requests::{Mode, ask};
use super::{EPOCH, EVENTS, HEAD, LAYOUT, META, SNAPSHOTS, STATE, snapshots};
use crate::record::{Record, pack, split};
use crate::{EventStore, Snapshot, StoreError};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbCursor, IdbCursorDirection, IdbCursorWithValue, IdbKeyRange, IdbObjectStore};

/// A workspace's store in the browser's IndexedDB.
///
/// Works in windows and dedicated workers, on `http://` as on `https://`.
/// A connection that is lost is opened again once for each call; a call that
/// still fails says so.
pub struct IndexedDbStore {
    connection: Connection,
}

/// Does the work; where the connection was lost, opens it again and does the work once more.
macro_rules! twice {
    ($store:expr, $work:expr) => {
        match $work.await {
            Err(Fault::Lost(_)) => {
                $store.connection.reopen().await.map_err(Fault::last)?;
                $work.await.map_err(Fault::last)
            }
            other => other.map_err(Fault::last),
        }
    };
}

impl IndexedDbStore {
    /// Opens the database `name`, making it if need be. One workspace, one name.
    ///
    /// # Errors
    /// The browser keeps no data here, another tab blocks, or a newer layout is there.
    pub async fn open(name: &str) -> Result<Self, StoreError> {
        Ok(IndexedDbStore {
            connection: Connection::open(name, LAYOUT).await?,
        })
    }

    /// As [`IndexedDbStore::open`], with the layout number of a program to come.
    #[cfg(feature = "conformance")]
    #[doc(hidden)]
    pub async fn open_as_layout(name: &str, layout: u32) -> Result<Self, StoreError> {
        Ok(IndexedDbStore {
            connection: Connection::open(name, layout).await?,
        })
    }

    async fn try_head(&self) -> Result<u64, Fault> {
        let (transaction, epoch) = self.connection.begin(&[STATE], Mode::Read)?;
        let head = ask(transaction.store(STATE)?.get(&HEAD.into()))?;
        self.connection.check(epoch).await?;
        position(&head.value().await?)
    }

    async fn try_append(&self, batch: &[Vec<u8>], expected: u64) -> Result<u64, Fault> {
        let (transaction, epoch) = self.connection.begin(&[STATE, EVENTS], Mode::Strict)?;
        let work = async {
            let state = transaction.store(STATE)?;
            let head = ask(state.get(&HEAD.into()))?;
            self.connection.check(epoch).await?;
            let head = position(&head.value().await?)?;
            if head != expected {
                return Err(Fault::Final(StoreError::Moved { head }));
            }
            let events = transaction.store(EVENTS)?;
            let mut next = head + 1;
            for lines in split(batch) {
                // `add`, not `put`: should a position ever be taken, the transaction fails.
                let bytes = Uint8Array::from(pack(lines).as_slice());
                events.add_with_key(&bytes, &key(next))?;
                next += lines.len() as u64;
            }
            state.put_with_key(&key(next - 1), &HEAD.into())?;
            Ok(next - 1)
        };
        match work.await {
            Ok(head) => transaction.complete().await.map(|()| head),
            Err(fault) => {
                transaction.abort().await;
                Err(fault)
            }
        }
    }

    /// After a lost connection: was the batch kept before the connection went?
    async fn kept_already(&self, batch: &[Vec<u8>], expected: u64) -> Result<bool, Fault> {
        let kept = self.try_read(expected + 1, batch.len()).await?;
        Ok(!batch.is_empty() && kept.iter().map(|(_, line)| line).eq(batch))
    }

    async fn try_read(&self, from: u64, max: usize) -> Result<Vec<(u64, Vec<u8>)>, Fault> {
        let (transaction, epoch) = self.connection.begin(&[STATE, EVENTS], Mode::Read)?;
        let events = transaction.store(EVENTS)?;
        let from = from.max(1);
        let last = from.saturating_add(max as u64).saturating_sub(1);
        // The record that holds `from` begins at or before it.
        let before = IdbKeyRange::upper_bound(&key(from))?;
        let cursor = ask(
            events.open_key_cursor_with_range_and_direction(&before, IdbCursorDirection::Prev)
        )?;
        self.connection.check(epoch).await?;
        let cursor = cursor.value().await?;
        if cursor.is_null() || max == 0 {
            return Ok(Vec::new());
        }
        let start = cursor.unchecked_into::<IdbCursor>().key()?;
        let range = IdbKeyRange::bound(&start, &key(last))?;
        let records: Array = ask(events.get_all_with_key(&range))?
            .value()
            .await?
            .unchecked_into();
        let mut at = position(&start)?;
        let mut out = Vec::new();
        for value in records.iter() {
            let record = record(&value)?;
            for index in 0..record.count() {
                if at >= from && at <= last {
                    let line = record.line(index).ok_or_else(|| damaged("events"))?;
                    out.push((at, line.to_vec()));
                }
                at += 1;
            }
        }
        Ok(out)
    }

    async fn try_read_at(&self, positions: &[u64]) -> Result<Vec<Vec<u8>>, Fault> {
        let (transaction, epoch) = self.connection.begin(&[STATE, EVENTS], Mode::Read)?;
        let events = transaction.store(EVENTS)?;
        self.connection.check(epoch).await?;
        let mut order: Vec<usize> = (0..positions.len()).collect();
        order.sort_unstable_by_key(|&at| positions.get(at));
        let mut out = vec![Vec::new(); positions.len()];
        // In rising order each record is fetched once, however many of its events are wanted.
        let mut current: Option<(u64, Record)> = None;
        for at in order {
            let Some(&wanted) = positions.get(at) else {
                continue;
            };
            let covers = |(start, record): &(u64, Record)| wanted - start < record.count() as u64;
            if !current.as_ref().is_some_and(covers) {
                current = fetch_holding(&events, wanted).await?;
            }
            let line = current.as_ref().and_then(|(start, record)| {
                record.line(usize::try_from(wanted.checked_sub(*start)?).ok()?)
            });
            let line = line.ok_or(StoreError::NoSuchPosition(wanted))?;
            if let Some(slot) = out.get_mut(at) {
                *slot = line.to_vec();
            }
        }
        Ok(out)
    }

    async fn try_snapshot_put(&self, name: &str, at: u64, bytes: &[u8]) -> Result<(), Fault> {
        let (transaction, epoch) = self.connection.begin(&[SNAPSHOTS], Mode::Cache)?;
        if let Err(fault) = self.connection.check(epoch).await {
            transaction.abort().await;
            return Err(fault);
        }
        match snapshots::put(&transaction.store(SNAPSHOTS)?, name, at, bytes) {
            Ok(()) => transaction.complete().await,
            Err(fault) => {
                transaction.abort().await;
                Err(fault)
            }
        }
    }

    async fn try_snapshot_get(&self, name: &str) -> Result<Option<Snapshot>, Fault> {
        let (transaction, epoch) = self.connection.begin(&[SNAPSHOTS], Mode::Read)?;
        let store = transaction.store(SNAPSHOTS)?;
        let parts = ask(store.get_all_with_key(&snapshots::range(name)?.into()))?;
        self.connection.check(epoch).await?;
        snapshots::join(&parts.value().await?.unchecked_into())
    }

    async fn try_snapshot_drop(&self, name: &str) -> Result<(), Fault> {
        let (transaction, epoch) = self.connection.begin(&[SNAPSHOTS], Mode::Cache)?;
        self.connection.check(epoch).await?;
        transaction
            .store(SNAPSHOTS)?
            .delete(&snapshots::range(name)?.into())?;
        transaction.complete().await
    }

    async fn try_meta_get(&self, name: &str) -> Result<Option<Vec<u8>>, Fault> {
        let (transaction, epoch) = self.connection.begin(&[META], Mode::Read)?;
        let value = ask(transaction.store(META)?.get(&name.into()))?;
        self.connection.check(epoch).await?;
        let value = value.value().await?;
        Ok(value.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec))
    }

    async fn try_meta_put(&self, name: &str, bytes: &[u8]) -> Result<(), Fault> {
        let (transaction, epoch) = self.connection.begin(&[META], Mode::Strict)?;
        self.connection.check(epoch).await?;
        transaction
            .store(META)?
            .put_with_key(&Uint8Array::from(bytes), &name.into())?;
        transaction.complete().await
    }

    async fn try_clear(&self) -> Result<(), Fault> {
        let all = [STATE, EVENTS, SNAPSHOTS, META];
        let (transaction, _) = self.connection.begin(&all, Mode::Strict)?;
        for name in all {
            transaction.store(name)?.clear()?;
        }
        let epoch = draw_epoch();
        transaction
            .store(STATE)?
            .put_with_key(&epoch.into(), &EPOCH.into())?;
        transaction.complete().await?;
        self.connection.adopt(epoch);
        Ok(())
    }
}

impl EventStore for IndexedDbStore {
    async fn head(&self) -> Result<u64, StoreError> {
        twice!(self, self.try_head())
    }

    async fn append(&self, batch: &[Vec<u8>], expected_head: u64) -> Result<u64, StoreError> {
        let fault = match self.try_append(batch, expected_head).await {
            Ok(head) => return Ok(head),
            Err(fault) => fault,
        };
        let Fault::Lost(_) = fault else {
            return Err(fault.last());
        };
        // The connection went while the transaction was under way. It may have been
        // completed all the same; appending again blindly would report our own batch as
        // somebody else's.
        self.connection.reopen().await.map_err(Fault::last)?;
        if self
            .kept_already(batch, expected_head)
            .await
            .map_err(Fault::last)?
        {
            return Ok(expected_head + batch.len() as u64);
        }
        self.try_append(batch, expected_head)
            .await
            .map_err(Fault::last)
    }

    async fn read(&self, from: u64, max_events: usize) -> Result<Vec<(u64, Vec<u8>)>, StoreError> {
        twice!(self, self.try_read(from, max_events))
    }

    async fn read_at(&self, positions: &[u64]) -> Result<Vec<Vec<u8>>, StoreError> {
        twice!(self, self.try_read_at(positions))
    }

    async fn snapshot_put(
        &self,
        name: &str,
        position: u64,
        bytes: &[u8],
    ) -> Result<(), StoreError> {
        twice!(self, self.try_snapshot_put(name, position, bytes))
    }

    async fn snapshot_get(&self, name: &str) -> Result<Option<Snapshot>, StoreError> {
        twice!(self, self.try_snapshot_get(name))
    }

    async fn snapshot_drop(&self, name: &str) -> Result<(), StoreError> {
        twice!(self, self.try_snapshot_drop(name))
    }

    async fn meta_get(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        twice!(self, self.try_meta_get(key))
    }

    async fn meta_put(&self, key: &str, bytes: &[u8]) -> Result<(), StoreError> {
        twice!(self, self.try_meta_put(key, bytes))
    }

    async fn clear(&self) -> Result<(), StoreError> {
        twice!(self, self.try_clear())
    }
}

/// The record that holds position `wanted`, if there is any, and where it begins.
async fn fetch_holding(
    events: &IdbObjectStore,
    wanted: u64,
) -> Result<Option<(u64, Record)>, Fault> {
    let before = IdbKeyRange::upper_bound(&key(wanted))?;
    let cursor = events.open_cursor_with_range_and_direction(&before, IdbCursorDirection::Prev);
    let cursor = ask(cursor)?.value().await?;
    if cursor.is_null() {
        return Ok(None);
    }
    let cursor: IdbCursorWithValue = cursor.unchecked_into();
    Ok(Some((position(&cursor.key()?)?, record(&cursor.value()?)?)))
}

fn record(value: &JsValue) -> Result<Record, Fault> {
    let bytes = value
        .dyn_ref::<Uint8Array>()
        .ok_or_else(|| damaged("events"))?;
    Record::parse(bytes.to_vec()).ok_or_else(|| damaged("events"))
}

/// A position as a key. Exact: no list of events comes near 2⁵³.
fn key(position: u64) -> JsValue {
    JsValue::from_f64(position as f64)
}

/// A key as a position; a head that was never written is 0.
fn position(value: &JsValue) -> Result<u64, Fault> {
    if value.is_undefined() {
        return Ok(0);
    }
    let number = value
        .as_f64()
        .filter(|number| number.fract() == 0.0 && *number >= 0.0);
    number
        .map(|number| number as u64)
        .ok_or_else(|| damaged("position"))
}
