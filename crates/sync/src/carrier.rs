//! Stores of any make behind one trait: put, get, list.
//!
//! A carrier keeps bytes under keys such as `v1/main/l/…` and understands
//! neither. It promises as little as the poorest store does: what a `put`
//! answered is readable later and listed in the end. A torn upload may be
//! served as if it were whole, a second writer may win or lose, nothing can be
//! relied on to be locked, compared or deleted. Whoever reads judges the bytes
//! by the hash in their name, and whoever wrote keeps them until read back.

mod error;

pub use error::{CarrierCode, CarrierError, Retry};

/// A child of a folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Entry {
    /// Its own name, without the folder's; the name of a folder ends in `/`.
    pub name: String,
}

impl Entry {
    /// Whether it holds others.
    pub fn is_folder(&self) -> bool {
        self.name.ends_with('/')
    }
}

/// A store that can put, get and list.
#[expect(
    async_fn_in_trait,
    reason = "the browser is single-threaded: its futures cannot be Send"
)]
pub trait Carrier {
    /// Keeps `bytes` under `key`, whatever is there already.
    ///
    /// Doing it again with the same bytes changes nothing; folders on the way
    /// are made as needed.
    async fn put(&self, key: &str, bytes: &[u8]) -> Result<(), CarrierError>;

    /// What is kept under `key`: possibly torn, possibly somebody else's.
    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, CarrierError>;

    /// The children of `folder` (`v1/main/l/`; empty for the whole store) whose
    /// names sort after `after`, in any order. A folder that is not there has none.
    async fn list(&self, folder: &str, after: Option<&str>) -> Result<Vec<Entry>, CarrierError>;
}

impl<C: Carrier> Carrier for &C {
    async fn put(&self, key: &str, bytes: &[u8]) -> Result<(), CarrierError> {
        (**self).put(key, bytes).await
    }

    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, CarrierError> {
        (**self).get(key).await
    }

    async fn list(&self, folder: &str, after: Option<&str>) -> Result<Vec<Entry>, CarrierError> {
        (**self).list(folder, after).await
    }
}
