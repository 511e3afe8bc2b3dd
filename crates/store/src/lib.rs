//! Where events are kept: one trait, memory and browser, one conformance suite.
//!
//! A store numbers the events it was given 1, 2, 3 … in the order they
//! arrived. That *position* is the store's own and has nothing to do with an
//! envelope's place in its log, because bundles bring events of other logs.
//! A store never looks into an event: lines are bytes.
//!
//! Nothing is reported as kept before it is kept: `append` and the other
//! writes answer only after the transaction has been completed with strict
//! durability, or say that nothing was written.

#[cfg(target_arch = "wasm32")]
pub mod browser;
#[cfg(feature = "conformance")]
pub mod conformance;
mod error;
mod gate;
mod import;
mod memory;
pub mod record;

pub use error::StoreError;
pub use gate::{Gate, Pass};
pub use import::{Appended, Interrupted, append_all};
pub use memory::MemoryStore;

/// A copy of derived state and the position it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// The last position folded into it.
    pub position: u64,
    /// The engine's own bytes.
    pub bytes: Vec<u8>,
}

/// An append-only list of events, with the few things kept beside it.
///
/// Several handles may stand on one store (two tabs of one browser). Each
/// sees what the others appended with its next call. Every method fails with
/// [`StoreError::Reset`] once another handle has cleared the store: what this
/// handle's owner remembers is then about a workspace that is no more.
#[expect(
    async_fn_in_trait,
    reason = "the browser is single-threaded: its futures cannot be Send"
)]
pub trait EventStore {
    /// The last position; 0 when empty.
    async fn head(&self) -> Result<u64, StoreError>;

    /// Appends `batch` (encoded envelopes) after `expected_head` in one
    /// transaction and gives the new head. All or nothing.
    ///
    /// Fails with [`StoreError::Moved`] and writes nothing when the head is
    /// not `expected_head`: read on from there, decide again, then append.
    async fn append(&self, batch: &[Vec<u8>], expected_head: u64) -> Result<u64, StoreError>;

    /// At most `max_events` events with their positions, from position `from` on, in order.
    /// Empty when `from` is past the head.
    async fn read(&self, from: u64, max_events: usize) -> Result<Vec<(u64, Vec<u8>)>, StoreError>;

    /// The events at `positions`, in that order; a position may be asked for twice.
    ///
    /// Made for many scattered positions in one call. Fails with
    /// [`StoreError::NoSuchPosition`] for one that is not there.
    async fn read_at(&self, positions: &[u64]) -> Result<Vec<Vec<u8>>, StoreError>;

    /// Keeps `bytes` under `name`, in place of what was there. Tens of megabytes are fine.
    ///
    /// A snapshot is a cache: it is kept whole or not at all, but a power
    /// failure may lose it.
    async fn snapshot_put(&self, name: &str, position: u64, bytes: &[u8])
    -> Result<(), StoreError>;

    /// What is kept under `name`.
    async fn snapshot_get(&self, name: &str) -> Result<Option<Snapshot>, StoreError>;

    /// Forgets what is kept under `name`, if anything.
    async fn snapshot_drop(&self, name: &str) -> Result<(), StoreError>;

    /// A small setting of this device (its log id, the role to act as).
    async fn meta_get(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError>;

    /// Keeps a small setting.
    async fn meta_put(&self, key: &str, bytes: &[u8]) -> Result<(), StoreError>;

    /// Drops everything: events, snapshots and settings. This handle goes on
    /// with an empty store, every other handle fails with [`StoreError::Reset`].
    async fn clear(&self) -> Result<(), StoreError>;
}
