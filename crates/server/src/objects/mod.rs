//! What a server keeps: bytes under names, in one of four stores.
//!
//! A server holds nothing that another server over the same store would miss.
//! Everything it knows (who is enrolled, which workspace this is, the secrets
//! under its tokens) lies in the store, under names. Names are compared as bytes
//! and listed in that order: a reader pages by the last name it saw, which no
//! order of commits can break.

mod address;
pub mod boxes;
#[cfg(feature = "conformance")]
pub mod conformance;
pub mod desk;
mod error;
mod memory;
mod postgres;
mod s3;
mod sqlite;

pub use address::{Address, AddressError, Place};
pub use boxes::Boxes;
pub use desk::Desk;
pub use error::StoreError;
pub use memory::Memory;
pub use postgres::Postgres;
pub use s3::S3;
pub use sqlite::Sqlite;

use bytes::Bytes;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

/// What a store answers in its own time.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send + 'a>>;

/// What became of a put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Put {
    /// There was nothing under the name; now there is.
    New,
    /// The same bytes were there already.
    Same,
    /// Other bytes are there. Nothing was changed.
    Other,
}

/// A piece of a listing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The names, in byte order.
    pub keys: Vec<String>,
    /// Whether more follow after the last of them.
    pub more: bool,
}

/// A store of bytes under names.
///
/// Every write answers only when it would outlive the end of the process and, where
/// the store promises it, of the machine. Names are ASCII.
pub trait Objects: Send + Sync {
    /// What kind of store this is, for people who look after it.
    fn kind(&self) -> &'static str;

    /// Keeps `bytes` under `key` unless something is there. Asking again is harmless.
    fn put_new<'a>(&'a self, key: &'a str, bytes: Bytes) -> Answer<'a, Put>;

    /// Keeps `bytes` under `key`, in place of what was there; says what there was.
    ///
    /// Only for requests to join, whose names are not hashes.
    fn replace<'a>(&'a self, key: &'a str, bytes: Bytes) -> Answer<'a, Put>;

    /// Forgets what is under `key`. Only for requests to join.
    fn remove<'a>(&'a self, key: &'a str) -> Answer<'a, ()>;

    /// What is kept under `key`.
    fn get<'a>(&'a self, key: &'a str) -> Answer<'a, Option<Bytes>>;

    /// The first `limit` names that begin with `prefix` and come after `after`.
    fn list<'a>(
        &'a self,
        prefix: &'a str,
        after: Option<&'a str>,
        limit: usize,
    ) -> Answer<'a, Page>;

    /// Whether `nonce` is used for the first time; remembered until the time `until`, in
    /// seconds of the epoch. `now` says which ones may be forgotten.
    fn spend<'a>(&'a self, nonce: &'a str, until: u64, now: u64) -> Answer<'a, bool>;

    /// Names that were put since the last call, by any server over this store. Some may be told
    /// twice; with many at once, the later ones may be left out.
    fn changes(&self) -> Answer<'_, Vec<String>>;

    /// Comes back when there is reason to ask for `changes` before the next regular time.
    fn nudged(&self) -> Pin<Box<dyn Future<Output = ()> + Send + '_>>;

    /// The boxes of votes that lie in this store.
    fn boxes(&self) -> &dyn Boxes;

    /// What the desk for citizens keeps in this store.
    fn desk(&self) -> &dyn Desk;
}

/// Opens the store at an address, and creates what it needs there.
///
/// # Errors
/// It cannot be reached, or is not what the address says.
pub async fn open(address: &Address) -> Result<Arc<dyn Objects>, StoreError> {
    Ok(match address {
        Address::Memory => Arc::new(Memory::default()),
        Address::Sqlite(file) => Arc::new(Sqlite::open(file)?),
        Address::Postgres(url) => Arc::new(Postgres::open(url).await?),
        Address::S3(place) => Arc::new(S3::open(place).await?),
    })
}

/// The least name that is greater than every name beginning with `prefix`; `None` where every
/// name does.
fn end_of(prefix: &str) -> Option<String> {
    let mut bytes = prefix.as_bytes().to_vec();
    // Names are ASCII, so the last byte can always be raised within it.
    let last = bytes.last_mut()?;
    *last = last.checked_add(1).filter(u8::is_ascii)?;
    String::from_utf8(bytes).ok()
}

/// Cuts a listing of up to one name too many.
fn page(mut keys: Vec<String>, limit: usize) -> Page {
    let more = keys.len() > limit;
    keys.truncate(limit);
    Page { keys, more }
}
