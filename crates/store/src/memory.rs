//! A store in memory: for the command line, for tests, for trying things out.

use crate::{EventStore, Snapshot, StoreError};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

/// A store that lasts as long as its handles.
#[derive(Debug, Default)]
pub struct MemoryStore {
    shared: Rc<RefCell<Shared>>,
    epoch: Cell<u64>,
}

#[derive(Debug, Default)]
struct Shared {
    /// How often the store was cleared; a handle that knows another number is out of date.
    epoch: u64,
    lines: Vec<Vec<u8>>,
    snapshots: BTreeMap<String, Snapshot>,
    meta: BTreeMap<String, Vec<u8>>,
}

impl MemoryStore {
    /// An empty store of its own.
    pub fn new() -> Self {
        Self::default()
    }

    /// A second handle on the same store, as a second tab has.
    pub fn another(&self) -> Self {
        let epoch = Cell::new(self.shared.borrow().epoch);
        MemoryStore {
            shared: Rc::clone(&self.shared),
            epoch,
        }
    }

    fn with<T>(
        &self,
        work: impl FnOnce(&mut Shared) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut shared = self.shared.borrow_mut();
        if shared.epoch != self.epoch.get() {
            return Err(StoreError::Reset);
        }
        work(&mut shared)
    }
}

/// Index of a position in the list; `None` for 0 and for what no memory can hold.
fn index(position: u64) -> Option<usize> {
    usize::try_from(position.checked_sub(1)?).ok()
}

impl EventStore for MemoryStore {
    async fn head(&self) -> Result<u64, StoreError> {
        self.with(|shared| Ok(shared.lines.len() as u64))
    }

    async fn append(&self, batch: &[Vec<u8>], expected_head: u64) -> Result<u64, StoreError> {
        self.with(|shared| {
            let head = shared.lines.len() as u64;
            if head != expected_head {
                return Err(StoreError::Moved { head });
            }
            shared.lines.extend_from_slice(batch);
            Ok(shared.lines.len() as u64)
        })
    }

    async fn read(&self, from: u64, max_events: usize) -> Result<Vec<(u64, Vec<u8>)>, StoreError> {
        let from = from.max(1);
        self.with(|shared| {
            let start = index(from).unwrap_or(usize::MAX);
            let lines = shared.lines.iter().skip(start).take(max_events);
            Ok((from..).zip(lines.cloned()).collect())
        })
    }

    async fn read_at(&self, positions: &[u64]) -> Result<Vec<Vec<u8>>, StoreError> {
        self.with(|shared| {
            let line = |&position: &u64| {
                let line = index(position).and_then(|at| shared.lines.get(at));
                line.cloned().ok_or(StoreError::NoSuchPosition(position))
            };
            positions.iter().map(line).collect()
        })
    }

    async fn snapshot_put(
        &self,
        name: &str,
        position: u64,
        bytes: &[u8],
    ) -> Result<(), StoreError> {
        self.with(|shared| {
            let snapshot = Snapshot {
                position,
                bytes: bytes.to_vec(),
            };
            shared.snapshots.insert(name.to_owned(), snapshot);
            Ok(())
        })
    }

    async fn snapshot_get(&self, name: &str) -> Result<Option<Snapshot>, StoreError> {
        self.with(|shared| Ok(shared.snapshots.get(name).cloned()))
    }

    async fn snapshot_drop(&self, name: &str) -> Result<(), StoreError> {
        self.with(|shared| {
            shared.snapshots.remove(name);
            Ok(())
        })
    }

    async fn meta_get(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.with(|shared| Ok(shared.meta.get(key).cloned()))
    }

    async fn meta_put(&self, key: &str, bytes: &[u8]) -> Result<(), StoreError> {
        self.with(|shared| {
            shared.meta.insert(key.to_owned(), bytes.to_vec());
            Ok(())
        })
    }

    async fn clear(&self) -> Result<(), StoreError> {
        let mut shared = self.shared.borrow_mut();
        let epoch = shared.epoch + 1;
        *shared = Shared {
            epoch,
            ..Shared::default()
        };
        self.epoch.set(epoch);
        Ok(())
    }
}
