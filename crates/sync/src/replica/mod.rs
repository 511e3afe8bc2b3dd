//! One device's copy of a workspace: its objects, what they come to, and what the
//! engine is told of it.

mod before;
mod deputies_keys;
mod error;
mod handing;
mod identity;
pub mod index;
mod keep;
mod opened;
pub mod own;
mod place;
mod record;
mod runs;
mod settle;
mod standing;
mod take;
mod verdict;
mod wrapping;

pub(crate) use opened::wrap_context;
pub(crate) use wrapping::Wrapping;

pub use error::SyncError;
pub use handing::Lacking;
pub use identity::Identity;
pub use own::Speaker;
pub use record::Record;
pub use take::Taken;

use huiyin_log::seal::BoxKey;
use huiyin_log::{DeviceId, Object, Roll, Space};
use huiyin_store::{EventStore, Gate};
use index::{Index, Place};
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// The keys of sealed spaces.
type Secrets = BTreeMap<index::KeyName, Rc<BoxKey>>;

/// One device's copy. Works that change something pass one after another; what is only
/// looked at is there at once.
///
/// A work may be dropped half-way, and another copy over the same stores (a second tab)
/// may go on at the same time: whatever is kept is found again by the next work.
pub struct Replica<E, O> {
    /// The engine's events.
    pub(crate) events: E,
    /// The signed objects, and what became of them.
    pub(crate) objects: O,
    pub(crate) index: RefCell<Index>,
    pub(crate) roll: RefCell<Roll>,
    /// The complete objects of the space `access`: there are few, and the roll is made of them.
    pub(crate) access: RefCell<BTreeMap<Place, Object>>,
    pub(crate) identity: RefCell<Option<Identity>>,
    /// The device's name, which is the hash of its public key.
    pub(crate) own: RefCell<Option<DeviceId>>,
    /// Keys of sealed spaces that this device was given.
    pub(crate) secrets: RefCell<Secrets>,
    /// Some of the objects that just came, so that they need not be read again.
    pub(crate) fresh: RefCell<BTreeMap<Place, Object>>,
    /// Chains that something came for since their devices were last judged.
    pub(crate) touched: RefCell<BTreeSet<u32>>,
    pub(crate) gate: Gate,
    /// Records since the last snapshot of the index.
    pub(crate) since_snapshot: Cell<u64>,
    /// Grows with everything that may change what the objects come to.
    pub(crate) changes: Cell<u64>,
    /// How many of these changes have been settled.
    pub(crate) settled: Cell<Option<u64>>,
    /// Whether the roll has to be called anew.
    pub(crate) roll_stale: Cell<bool>,
    /// Records that came from another copy over the same stores, or from before a crash.
    pub(crate) others: Cell<u64>,
    /// How many objects waited for others when the store was last looked through, by spaces.
    pub(crate) looked_waiting: RefCell<BTreeMap<Vec<Space>, u64>>,
    /// From which object on the store is read back next, by spaces.
    pub(crate) patrolled: RefCell<BTreeMap<Vec<Space>, Place>>,
    /// The deputy's space that a thorough look looked at last.
    pub(crate) looked_handed: RefCell<Option<Space>>,
    /// Objects of a snapshot whose maker vouched for their signatures.
    pub(crate) vouched: RefCell<BTreeSet<u128>>,
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
            own: RefCell::default(),
            secrets: RefCell::default(),
            fresh: RefCell::default(),
            touched: RefCell::default(),
            gate: Gate::default(),
            since_snapshot: Cell::new(0),
            changes: Cell::new(0),
            settled: Cell::new(None),
            roll_stale: Cell::new(true),
            others: Cell::new(0),
            looked_waiting: RefCell::default(),
            patrolled: RefCell::default(),
            looked_handed: RefCell::default(),
            vouched: RefCell::default(),
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
        self.own.borrow().clone()
    }

    /// Who takes part.
    pub fn roll(&self) -> Roll {
        self.roll.borrow().clone()
    }

    /// Looks at the index.
    pub fn look<T>(&self, look: impl FnOnce(&Index) -> T) -> T {
        look(&self.index.borrow())
    }

    /// Something came that has to be settled.
    pub(crate) fn changed(&self) {
        self.changes.set(self.changes.get() + 1);
    }
}
