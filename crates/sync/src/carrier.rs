//! Stores of any make behind one trait: put, get, list.
//!
//! A carrier keeps bytes under keys such as `v1/main/l/…` and understands
//! neither. It promises as little as the poorest store does: what a `put`
//! answered is readable later and listed in the end. A torn upload may be
//! served as if it were whole, a second writer may win or lose, nothing can be
//! relied on to be locked, compared or deleted. Whoever reads judges the bytes
//! by the hash in their name, and whoever wrote keeps them until read back.

mod address;
mod any;
mod error;
#[cfg(test)]
mod fake;
mod huiyin;
mod s3;
mod webdav;
mod xml;

pub use any::{Any, Means};
pub use error::{CarrierCode, CarrierError, Retry};
pub use huiyin::{HuiyinServer, Room, RoomPhase, ServerInfo, Session};
pub use s3::{Bucket, Clock, S3};
pub use webdav::WebDav;

use crate::http::{Method, Request};

/// A child of a folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Entry {
    /// Its own name, without the folder's; the name of a folder ends in `/`.
    pub name: String,
}

impl Entry {
    /// A child by its name, where that can be one: stores hold what others put there too.
    pub(crate) fn new(name: String) -> Option<Entry> {
        let bare = name.strip_suffix('/').unwrap_or(&name);
        let odd = matches!(bare, "" | "." | "..")
            || bare.contains('/')
            || bare.chars().any(char::is_control);
        (!odd).then_some(Entry { name })
    }

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

/// A store of one's own requests: what the conformance probe tries beyond the three operations.
pub trait Raw: Carrier {
    /// What sends them.
    type Transport;

    /// What sends them.
    fn transport(&self) -> &Self::Transport;

    /// A request about one key with all that this store wants in it, but not sent.
    fn request(&self, method: Method, key: &str, headers: &[(&str, &str)], body: &[u8]) -> Request;

    /// [`Carrier::list`], asking the store for so many names at a time where it lets itself be asked.
    #[expect(
        async_fn_in_trait,
        reason = "the browser is single-threaded: its futures cannot be Send"
    )]
    async fn list_by(&self, folder: &str, page: usize) -> Result<Vec<Entry>, CarrierError>;
}

/// Only those that sort after `after`.
fn after(mut entries: Vec<Entry>, after: Option<&str>) -> Vec<Entry> {
    if let Some(after) = after {
        entries.retain(|entry| entry.name.as_str() > after);
    }
    entries
}
