//! Published files as they are sent: one copy in memory, however many read it and however slowly.

use super::remembered::Remembered;
use crate::app::App;
use crate::chance;
use crate::objects::StoreError;
use crate::objects::desk::Shelf;
use bytes::Bytes;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

/// Most files that are held, and bytes of them; those asked for last.
const FILES: usize = 4_096;
const BYTES: usize = 64 << 20;

/// A file and what tells it from others under its path.
pub(super) struct File {
    pub(super) bytes: Bytes,
    pub(super) tag: String,
}

impl File {
    fn new(bytes: &Bytes) -> File {
        // Weak, since what travels may be packed.
        let tag = chance::to_hex(&Sha256::digest(bytes));
        File {
            bytes: bytes.clone(),
            tag: format!("W/\"{}\"", tag.get(..32).unwrap_or_default()),
        }
    }
}

/// A path that was asked for.
struct Asked {
    at: Instant,
    length: usize,
    file: Arc<Remembered<Option<File>>>,
}

/// Files that were asked for last.
#[derive(Default)]
pub(crate) struct Shown(Mutex<BTreeMap<String, Asked>>);

impl Shown {
    fn asked(&self) -> MutexGuard<'_, BTreeMap<String, Asked>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Another file was put under a path, or none is there any more.
    pub(super) fn forget(&self, path: &str) {
        self.asked().remove(path);
    }

    /// What is published under a path.
    pub(super) async fn get(&self, app: &App, path: &str) -> Result<Arc<Option<File>>, StoreError> {
        let file = {
            let mut asked = self.asked();
            let one = asked.entry(path.to_owned()).or_insert_with(|| Asked {
                at: Instant::now(),
                length: 0,
                file: Arc::default(),
            });
            one.at = Instant::now();
            Arc::clone(&one.file)
        };
        let fetch = app.objects.desk().kept(Shelf::Files, path);
        let found = file.get(fetch, |bytes| Ok(bytes.map(File::new))).await;
        let length = match &found {
            Ok(found) => found.as_ref().as_ref().map(|file| file.bytes.len()),
            Err(_) => None,
        };
        self.settle(path, length);
        found
    }

    /// A path was looked up: one with nothing under it takes no place, and those not asked for
    /// longest make room.
    fn settle(&self, path: &str, length: Option<usize>) {
        let mut asked = self.asked();
        match (length, asked.get_mut(path)) {
            (Some(length), Some(one)) => one.length = length,
            _ => {
                asked.remove(path);
            }
        }
        let mut held: usize = asked.values().map(|one| one.length).sum();
        while asked.len() > FILES || held > BYTES {
            let oldest = asked.iter().min_by_key(|(_, one)| one.at);
            let Some(oldest) = oldest.map(|(path, _)| path.clone()) else {
                return;
            };
            let gone = asked.remove(&oldest).map_or(0, |one| one.length);
            held = held.saturating_sub(gone);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_held_is_bounded_and_the_last_ones_stay() {
        let shown = Shown::default();
        let ask = |path: &str, length| {
            let one = Asked {
                at: Instant::now(),
                length: 0,
                file: Arc::default(),
            };
            shown.asked().insert(path.to_owned(), one);
            shown.settle(path, length);
        };
        let large = Some(BYTES / 4);
        for n in 0..9 {
            ask(&format!("{n}.json"), large);
        }
        let paths: Vec<String> = shown.asked().keys().cloned().collect();
        assert_eq!(paths, ["5.json", "6.json", "7.json", "8.json"]);
        ask("none.json", None);
        assert!(!shown.asked().contains_key("none.json"));
        for n in 0..FILES + 9 {
            ask(&format!("{n:05}.json"), Some(1));
        }
        assert_eq!(shown.asked().len(), FILES);
    }
}
