//! A device's own storage: like memory, but it can be left at any point, fail, be copied
//! and be put back to what it was.

use super::weather::Weather;
use huiyin_store::{EventStore, Snapshot, StoreError};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// What lies on a disk.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Content {
    pub lines: Vec<Vec<u8>>,
    pub snapshots: BTreeMap<String, Snapshot>,
    pub meta: BTreeMap<String, Vec<u8>>,
}

/// A handle on a disk; clones stand on the same one, as two tabs do.
#[derive(Clone, Debug)]
pub struct Disk {
    content: Rc<RefCell<Content>>,
    weather: Rc<Weather>,
}

impl Disk {
    pub fn new(weather: &Rc<Weather>) -> Disk {
        Disk::of(Content::default(), weather)
    }

    pub fn of(content: Content, weather: &Rc<Weather>) -> Disk {
        Disk {
            content: Rc::new(RefCell::new(content)),
            weather: Rc::clone(weather),
        }
    }

    /// What lies there now.
    pub fn content(&self) -> Content {
        self.content.borrow().clone()
    }

    pub fn look<T>(&self, look: impl FnOnce(&Content) -> T) -> T {
        look(&self.content.borrow())
    }

    /// A program's own step, which nothing interrupts.
    pub fn change<T>(&self, change: impl FnOnce(&mut Content) -> T) -> T {
        change(&mut self.content.borrow_mut())
    }

    async fn ask<T>(
        &self,
        work: impl FnOnce(&mut Content) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.weather.pause().await;
        if self.weather.strikes(self.weather.disk.get()) {
            return Err(StoreError::Failed("injected".into()));
        }
        let done = work(&mut self.content.borrow_mut());
        // What was written stays, also where nobody hears of it any more.
        self.weather.pause().await;
        done
    }
}

fn at(position: u64) -> Option<usize> {
    usize::try_from(position.checked_sub(1)?).ok()
}

impl EventStore for Disk {
    async fn head(&self) -> Result<u64, StoreError> {
        self.ask(|content| Ok(content.lines.len() as u64)).await
    }

    async fn append(&self, batch: &[Vec<u8>], expected_head: u64) -> Result<u64, StoreError> {
        self.ask(|content| {
            let head = content.lines.len() as u64;
            if head != expected_head {
                return Err(StoreError::Moved { head });
            }
            content.lines.extend_from_slice(batch);
            Ok(content.lines.len() as u64)
        })
        .await
    }

    async fn read(&self, from: u64, max_events: usize) -> Result<Vec<(u64, Vec<u8>)>, StoreError> {
        self.ask(|content| {
            let from = from.max(1);
            let start = at(from).unwrap_or(usize::MAX);
            let lines = content.lines.iter().skip(start).take(max_events);
            Ok((from..).zip(lines.cloned()).collect())
        })
        .await
    }

    async fn read_at(&self, positions: &[u64]) -> Result<Vec<Vec<u8>>, StoreError> {
        self.ask(|content| {
            let line = |&position: &u64| {
                let line = at(position).and_then(|at| content.lines.get(at));
                line.cloned().ok_or(StoreError::NoSuchPosition(position))
            };
            positions.iter().map(line).collect()
        })
        .await
    }

    async fn snapshot_put(
        &self,
        name: &str,
        position: u64,
        bytes: &[u8],
    ) -> Result<(), StoreError> {
        self.ask(|content| {
            let bytes = bytes.to_vec();
            let snapshot = Snapshot { position, bytes };
            content.snapshots.insert(name.to_owned(), snapshot);
            Ok(())
        })
        .await
    }

    async fn snapshot_get(&self, name: &str) -> Result<Option<Snapshot>, StoreError> {
        self.ask(|content| Ok(content.snapshots.get(name).cloned()))
            .await
    }

    async fn snapshot_drop(&self, name: &str) -> Result<(), StoreError> {
        self.ask(|content| {
            content.snapshots.remove(name);
            Ok(())
        })
        .await
    }

    async fn meta_get(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.ask(|content| Ok(content.meta.get(key).cloned())).await
    }

    async fn meta_put(&self, key: &str, bytes: &[u8]) -> Result<(), StoreError> {
        self.ask(|content| {
            content.meta.insert(key.to_owned(), bytes.to_vec());
            Ok(())
        })
        .await
    }

    async fn clear(&self) -> Result<(), StoreError> {
        self.ask(|content| {
            *content = Content::default();
            Ok(())
        })
        .await
    }
}
