//! How many bytes are held, wherever they are still held.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

#[derive(Clone, Default)]
pub(super) struct Room(Arc<AtomicUsize>);

/// Bytes that are held until this is dropped.
pub(super) struct Part {
    room: Room,
    bytes: usize,
}

impl Room {
    pub(super) fn taken(&self) -> usize {
        self.0.load(Ordering::SeqCst)
    }

    pub(super) fn take(&self, bytes: usize) -> Part {
        self.0.fetch_add(bytes, Ordering::SeqCst);
        Part {
            room: self.clone(),
            bytes,
        }
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        self.room.0.fetch_sub(self.bytes, Ordering::SeqCst);
    }
}
