//! Everything in memory: for tests and for trying the server out.

mod boxes;
mod desk;

use super::{Answer, Boxes, Desk, Objects, Page, Put, StoreError, page};
use crate::objects::desk::Shelf;
use bytes::Bytes;
use std::collections::{BTreeMap, HashMap};
use std::future::Future;
use std::ops::Bound;
use std::pin::Pin;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio::sync::Notify;

/// A store that is gone when the process ends.
#[derive(Default)]
pub struct Memory {
    kept: Mutex<Kept>,
    put: Notify,
}

#[derive(Default)]
struct Kept {
    objects: BTreeMap<String, Bytes>,
    spent: HashMap<String, u64>,
    fresh: Vec<String>,
    boxes: HashMap<String, boxes::Kept>,
    desk: BTreeMap<Shelf, desk::Kept>,
}

impl Memory {
    fn kept(&self) -> MutexGuard<'_, Kept> {
        // Nothing panics while it is held.
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn note(&self, mut kept: MutexGuard<'_, Kept>, key: &str) {
        kept.fresh.push(key.to_owned());
        drop(kept);
        self.put.notify_one();
    }
}

fn ready<'a, T: Send + 'a>(value: T) -> Answer<'a, T> {
    Box::pin(std::future::ready(Ok::<T, StoreError>(value)))
}

impl Objects for Memory {
    fn kind(&self) -> &'static str {
        "memory"
    }

    fn put_new<'a>(&'a self, key: &'a str, bytes: Bytes) -> Answer<'a, Put> {
        let mut kept = self.kept();
        ready(match kept.objects.get(key) {
            Some(there) if *there == bytes => Put::Same,
            Some(_) => Put::Other,
            None => {
                kept.objects.insert(key.to_owned(), bytes);
                self.note(kept, key);
                Put::New
            }
        })
    }

    fn replace<'a>(&'a self, key: &'a str, bytes: Bytes) -> Answer<'a, Put> {
        let mut kept = self.kept();
        let before = kept.objects.insert(key.to_owned(), bytes.clone());
        let outcome = match before {
            None => Put::New,
            Some(there) if there == bytes => Put::Same,
            Some(_) => Put::Other,
        };
        if outcome != Put::Same {
            self.note(kept, key);
        }
        ready(outcome)
    }

    fn remove<'a>(&'a self, key: &'a str) -> Answer<'a, ()> {
        self.kept().objects.remove(key);
        ready(())
    }

    fn get<'a>(&'a self, key: &'a str) -> Answer<'a, Option<Bytes>> {
        ready(self.kept().objects.get(key).cloned())
    }

    fn list<'a>(
        &'a self,
        prefix: &'a str,
        after: Option<&'a str>,
        limit: usize,
    ) -> Answer<'a, Page> {
        let kept = self.kept();
        let from = match after {
            Some(after) if after >= prefix => Bound::Excluded(after),
            _ => Bound::Included(prefix),
        };
        let keys = kept
            .objects
            .range::<str, _>((from, Bound::Unbounded))
            .map(|(key, _)| key)
            .take_while(|key| key.starts_with(prefix))
            .take(limit + 1)
            .cloned()
            .collect();
        ready(page(keys, limit))
    }

    fn spend<'a>(&'a self, nonce: &'a str, until: u64, now: u64) -> Answer<'a, bool> {
        let mut kept = self.kept();
        kept.spent.retain(|_, until| *until >= now);
        ready(kept.spent.insert(nonce.to_owned(), until).is_none())
    }

    fn changes(&self) -> Answer<'_, Vec<String>> {
        ready(std::mem::take(&mut self.kept().fresh))
    }

    fn nudged(&self) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(self.put.notified())
    }

    fn boxes(&self) -> &dyn Boxes {
        self
    }

    fn desk(&self) -> &dyn Desk {
        self
    }
}
