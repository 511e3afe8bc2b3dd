//! How full shelves are, for stores that have to count to know.

use super::{Room, Shelf};
use crate::objects::StoreError;
use std::collections::BTreeMap;
use std::future::Future;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// A shelf that seems full is counted again, but not more often than this.
const AGAIN: Duration = Duration::from_millis(300);

/// What each shelf held when it was last counted, and what this server added since.
pub(in crate::objects) struct Tally {
    known: Mutex<BTreeMap<Shelf, (Instant, Room)>>,
    good: Duration,
}

impl Tally {
    /// Counts that are good for so long. Other servers may add as much meanwhile.
    pub(in crate::objects) fn new(good: Duration) -> Self {
        Tally {
            known: Mutex::default(),
            good,
        }
    }

    /// What a shelf holds, counted anew where that was too long ago.
    pub(in crate::objects) async fn of<F>(&self, shelf: Shelf, count: F) -> Result<Room, StoreError>
    where
        F: Future<Output = Result<Room, StoreError>>,
    {
        let known = {
            let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            known.get(&shelf).copied()
        };
        match known {
            Some((at, room)) if at.elapsed() < self.good => Ok(room),
            _ => {
                let room = count.await?;
                let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
                known.insert(shelf, (Instant::now(), room));
                Ok(room)
            }
        }
    }

    /// Lets go of a count that says there is no room, unless it is quite new.
    pub(in crate::objects) fn doubt(&self, shelf: Shelf) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known
            .get(&shelf)
            .is_some_and(|(at, _)| at.elapsed() >= AGAIN)
        {
            known.remove(&shelf);
        }
    }

    /// Something was added.
    pub(in crate::objects) fn added(&self, shelf: Shelf, bytes: usize) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, room)) = known.get_mut(&shelf) {
            room.items = room.items.saturating_add(1);
            let bytes = u64::try_from(bytes).unwrap_or(u64::MAX);
            room.bytes = room.bytes.saturating_add(bytes);
        }
    }

    /// Something was taken away: count again.
    pub(in crate::objects) fn taken(&self, shelf: Shelf) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.remove(&shelf);
    }
}
