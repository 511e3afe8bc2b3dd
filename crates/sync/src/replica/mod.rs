//! One device's copy of a workspace: its objects, what they come to, and what the
//! engine is told of it.

mod error;
mod identity;
pub mod index;
mod keep;
pub(crate) mod own;
mod record;
mod settle;
mod standing;
mod take;

pub use error::SyncError;
pub use identity::Identity;
pub use own::Speaker;
pub use record::Record;
pub(crate) use settle::wrap_context;
pub use take::Taken;

use huiyin_log::seal::BoxKey;
use huiyin_log::{DeviceId, Object, Roll, Space};
use huiyin_store::{EventStore, Gate};
use index::{Index, Place};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

/// One device's copy. Works that change something pass one after another; what is only
/// looked at is there at once.
pub struct Replica<E, O> {
    /// The engine's events.
    pub(crate) events: E,
    /// The signed objects, and what became of them.
    pub(crate) objects: O,
    pub(crate) index: RefCell<Index>,
    pub(crate) roll: RefCell<Roll>,
    /// The complete objects of the space `access`: there are few, and the roll is made of them.
    pub(crate) access: RefCell<Vec<Object>>,
    pub(crate) identity: RefCell<Option<Identity>>,
    /// Keys of sealed spaces that this device was given.
    pub(crate) secrets: RefCell<BTreeMap<(Space, u64, String), BoxKey>>,
    /// Objects just come, until they are judged.
    pub(crate) fresh: RefCell<BTreeMap<Place, Object>>,
    pub(crate) gate: Gate,
    /// Records since the last snapshot of the index.
    pub(crate) since_snapshot: Cell<u64>,
    /// Whether what the engine is told may have changed.
    pub(crate) unsettled: Cell<bool>,
    /// Set while objects of a snapshot are taken in whose maker vouched for their signatures.
    pub(crate) vouched: Cell<bool>,
    /// The order in which a snapshot's maker had the lines; they are placed in it.
    pub(crate) order: RefCell<Vec<index::EventKey>>,
}

impl<E: EventStore, O: EventStore> Replica<E, O> {
    /// A copy over two stores; [`Replica::open`] makes it usable.
    pub fn new(events: E, objects: O) -> Self {
        Replica {
            events,
            objects,
            index: RefCell::default(),
            roll: RefCell::default(),
            access: RefCell::default(),
            identity: RefCell::default(),
            secrets: RefCell::default(),
            fresh: RefCell::default(),
            gate: Gate::default(),
            since_snapshot: Cell::new(0),
            unsettled: Cell::new(true),
            vouched: Cell::new(false),
            order: RefCell::default(),
        }
    }

    /// The engine's events.
    pub fn events(&self) -> &E {
        &self.events
    }

    /// The objects' store.
    pub fn objects(&self) -> &O {
        &self.objects
    }

    /// Whose copy it is.
    pub fn identity(&self) -> Option<Identity> {
        self.identity.borrow().clone()
    }

    /// This device.
    pub fn device(&self) -> Option<DeviceId> {
        self.identity.borrow().as_ref()?.device().ok()
    }

    /// Who takes part.
    pub fn roll(&self) -> Roll {
        self.roll.borrow().clone()
    }

    /// The keys of a space that this device holds, by generation.
    pub(crate) fn secrets_of(&self, space: &Space) -> Vec<(u64, BoxKey)> {
        let secrets = self.secrets.borrow();
        let of = secrets.iter().filter(|((of, _, _), _)| of == space);
        of.map(|((_, generation, _), key)| (*generation, BoxKey::from_seed(key.to_seed())))
            .collect()
    }

    /// Whether this device holds a key of a space.
    pub(crate) fn holds_key(&self, space: &Space) -> bool {
        self.secrets.borrow().keys().any(|(of, _, _)| of == space)
    }

    /// Looks at the index.
    pub fn look<T>(&self, look: impl FnOnce(&Index) -> T) -> T {
        look(&self.index.borrow())
    }
}
