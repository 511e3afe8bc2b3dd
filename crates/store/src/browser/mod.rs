//! The store in a browser: IndexedDB, in a window or in a worker.
//!
//! Written on `web-sys` itself and not on a wrapping crate: what matters here
//! is which requests share a transaction, that success means the
//! transaction's `complete` event and nothing earlier, and what the browser
//! names the failure; and the engine's module has a budget of bytes.
//!
//! Layout, version 1, one database for each workspace:
//!
//! | object store | key | value |
//! |---|---|---|
//! | `events` | first position | `Uint8Array`, a [`crate::record`] |
//! | `state` | `head`, `epoch` | number |
//! | `snapshots` | `[name, part]` | `Uint8Array`; part 0 says position, length, parts |
//! | `meta` | key | `Uint8Array` |
//!
//! `epoch` is drawn anew when the database is made or cleared; a handle that
//! remembers another one answers [`crate::StoreError::Reset`].

mod connection;
mod fault;
mod hints;
mod requests;
mod snapshots;
mod store;

pub use hints::Hints;
pub use store::IndexedDbStore;

/// Version of the layout above. A newer page raises it; older ones then
/// answer [`crate::StoreError::Outdated`].
const LAYOUT: u32 = 1;

const EVENTS: &str = "events";
const STATE: &str = "state";
const SNAPSHOTS: &str = "snapshots";
const META: &str = "meta";

const HEAD: &str = "head";
const EPOCH: &str = "epoch";
