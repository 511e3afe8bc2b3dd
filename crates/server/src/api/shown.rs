//! What is published, as it is sent: one copy in memory, however many read it and however slowly.

mod room;

use super::remembered::{Remembered, lately};
use crate::chance;
use crate::objects::StoreError;
use crate::refusal::{self, Refusal};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use room::{Part, Room};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::future::Future;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Instant;
use tokio::sync::Semaphore;

/// Most documents that are held.
const DOCUMENTS: usize = 4_096;
/// What is no longer is always let in: a few who read slowly keep nobody from a ballot.
const SMALL: usize = 1 << 20;

/// How much is held of one kind of documents.
#[derive(Clone, Copy)]
pub(crate) struct Bounds {
    /// Bytes up to which documents that nobody reads are held, those asked for last.
    pub(crate) rest: usize,
    /// Bytes beyond which nothing long is let in, since so much is being read.
    pub(crate) most: usize,
    /// How many are fetched from the store at once.
    pub(crate) fetches: usize,
    /// Whether a document stays as it was published. Others are looked up again every few moments.
    pub(crate) lasting: bool,
}

/// What lies under a name.
enum Found {
    Nothing,
    /// It was too much to be held beside what is being read.
    TooMuch,
    Document(Document),
}

struct Document {
    bytes: Bytes,
    tag: OnceLock<String>,
    _part: Part,
}

/// A name that was asked for.
struct Asked {
    at: Instant,
    found: Arc<Remembered<Found>>,
    /// Held here, and by everybody who waits for the document or reads it.
    readers: Arc<()>,
}

struct Shelf {
    bounds: Bounds,
    room: Room,
    fetches: Semaphore,
    asked: Mutex<BTreeMap<String, Asked>>,
}

impl Shelf {
    fn asked(&self) -> MutexGuard<'_, BTreeMap<String, Asked>> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a document in, where there is room.
    fn take(&self, bytes: Option<&Bytes>) -> Found {
        let Some(bytes) = bytes else {
            return Found::Nothing;
        };
        let part = self.room.take(bytes.len());
        self.tidy();
        if bytes.len() > SMALL && self.room.taken() > self.bounds.most {
            return Found::TooMuch;
        }
        Found::Document(Document {
            bytes: bytes.clone(),
            tag: OnceLock::new(),
            _part: part,
        })
    }

    /// Lets go of what nobody reads and was not asked for longest. What somebody reads stays known,
    /// or whoever asked next would be given another copy.
    fn tidy(&self) {
        let mut asked = self.asked();
        while asked.len() > DOCUMENTS || self.room.taken() > self.bounds.rest {
            let idle = asked
                .iter()
                .filter(|(_, one)| Arc::strong_count(&one.readers) == 1);
            let oldest = idle.min_by_key(|(_, one)| one.at);
            let Some(oldest) = oldest.map(|(path, _)| path.clone()) else {
                return;
            };
            asked.remove(&oldest);
        }
    }
}

/// One kind of documents: those that were asked for last, and all that are being read.
pub(crate) struct Shown(Arc<Shelf>);

impl Shown {
    pub(crate) fn new(bounds: Bounds) -> Self {
        Shown(Arc::new(Shelf {
            bounds,
            room: Room::default(),
            fetches: Semaphore::new(bounds.fetches),
            asked: Mutex::default(),
        }))
    }

    /// Another document was put under a name, or none is there any more.
    pub(crate) fn forget(&self, path: &str) {
        self.0.asked().remove(path);
    }

    /// What is published under a name, where `fetch` finds it.
    pub(crate) async fn get(
        &self,
        path: &str,
        fetch: impl Future<Output = Result<Option<Bytes>, StoreError>>,
    ) -> Result<Option<Reading>, Refusal> {
        let (shelf, now) = (&self.0, Instant::now());
        let (mut reading, remembered) = self.ask(path, now);
        let lasting = shelf.bounds.lasting;
        let good = |found: &Found, at| match found {
            Found::Document(_) => lasting || lately(at),
            // It may have been published since, at another server.
            Found::Nothing | Found::TooMuch => at >= now,
        };
        let fetch = async {
            let _turn = shelf.fetches.acquire().await;
            fetch.await
        };
        let take = |bytes: Option<&Bytes>| Ok(shelf.take(bytes));
        let found = remembered.get_while(good, fetch, take).await?;
        let refused = match &*found {
            Found::Document(_) => {
                reading.found = Some(found);
                return Ok(Some(reading));
            }
            Found::Nothing => Ok(None),
            Found::TooMuch => Err(refusal::busy()),
        };
        // With nothing under it a name takes no place.
        let mut asked = shelf.asked();
        let same = |one: &Asked| Arc::ptr_eq(&one.found, &remembered);
        if asked.get(path).is_some_and(same) {
            asked.remove(path);
        }
        drop(asked);
        refused
    }

    fn ask(&self, path: &str, now: Instant) -> (Reading, Arc<Remembered<Found>>) {
        let mut asked = self.0.asked();
        let one = asked.entry(path.to_owned()).or_insert_with(|| Asked {
            at: now,
            found: Arc::default(),
            readers: Arc::default(),
        });
        one.at = now;
        let reading = Reading {
            shelf: Arc::clone(&self.0),
            found: None,
            reader: Some(Arc::clone(&one.readers)),
        };
        (reading, Arc::clone(&one.found))
    }
}

/// A document for one who waits for it or reads it; it is held until they have all of it.
pub(crate) struct Reading {
    shelf: Arc<Shelf>,
    found: Option<Arc<Found>>,
    reader: Option<Arc<()>>,
}

impl Reading {
    /// What tells it from others under its name. Weak, since what travels may be packed.
    pub(crate) fn tag(&self) -> &str {
        let Some(Found::Document(document)) = self.found.as_deref() else {
            return "";
        };
        document.tag.get_or_init(|| {
            let hash = chance::to_hex(&Sha256::digest(&document.bytes));
            format!("W/\"{}\"", hash.get(..32).unwrap_or_default())
        })
    }
}

impl AsRef<[u8]> for Reading {
    fn as_ref(&self) -> &[u8] {
        match self.found.as_deref() {
            Some(Found::Document(document)) => &document.bytes,
            _ => &[],
        }
    }
}

impl IntoResponse for Reading {
    fn into_response(self) -> Response {
        Bytes::from_owner(self).into_response()
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        (self.found, self.reader) = (None, None);
        self.shelf.tidy();
    }
}

#[cfg(test)]
mod tests;
