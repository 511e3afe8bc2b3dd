//! A store that misbehaves as the measured ones do: conditions mean nothing to it, the
//! last of several writers wins, torn uploads are served as if they were whole (and may
//! stay torn), replies are lost after the write took effect, uploads come twice and late,
//! it is locked or busy, lists late, holds names back, and is put back to an older copy.

use super::rng::Rng;
use super::weather::Weather;
use huiyin_sync::carrier::{Carrier, CarrierCode, CarrierError, Entry};
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// One stored file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blob {
    pub bytes: Vec<u8>,
    /// The request from which on it is listed.
    listed_from: u64,
}

#[derive(Clone, Debug, Default)]
pub struct Shelf {
    pub blobs: BTreeMap<String, Blob>,
    /// Uploads that are still on their way, and the request at which they arrive.
    late: Vec<(u64, String, Vec<u8>)>,
    /// Names that are not listed though they are there.
    pub withheld: BTreeSet<String>,
}

#[derive(Debug, Default)]
pub struct Cloud {
    pub shelf: RefCell<Shelf>,
    /// Requests so far.
    asked: Cell<u64>,
    /// Everything that was ever put, whole, as the wire carried it.
    pub seen: RefCell<BTreeSet<Vec<u8>>>,
}

impl Cloud {
    /// What arrives late arrives now, and everything is listed.
    pub fn settle(&self) {
        let mut shelf = self.shelf.borrow_mut();
        let late = std::mem::take(&mut shelf.late);
        for (_, key, bytes) in late {
            shelf.put(key, bytes, 0);
        }
        shelf.withheld.clear();
        for blob in shelf.blobs.values_mut() {
            blob.listed_from = 0;
        }
    }

    /// Somebody writes there without asking anybody.
    pub fn scribble(&self, key: &str, bytes: &[u8]) {
        let mut shelf = self.shelf.borrow_mut();
        shelf.put(key.to_owned(), bytes.to_vec(), 0);
    }

    pub fn bytes(&self, key: &str) -> Option<Vec<u8>> {
        let shelf = self.shelf.borrow();
        shelf.blobs.get(key).map(|blob| blob.bytes.clone())
    }

    pub fn keys(&self) -> Vec<String> {
        self.shelf.borrow().blobs.keys().cloned().collect()
    }

    fn tick(&self) -> u64 {
        let now = self.asked.get() + 1;
        self.asked.set(now);
        let mut shelf = self.shelf.borrow_mut();
        let (due, late) = std::mem::take(&mut shelf.late)
            .into_iter()
            .partition(|(at, _, _)| *at <= now);
        shelf.late = late;
        let due: Vec<(u64, String, Vec<u8>)> = due;
        for (_, key, bytes) in due {
            shelf.put(key, bytes, now);
        }
        now
    }
}

impl Shelf {
    fn put(&mut self, key: String, bytes: Vec<u8>, listed_from: u64) {
        let known = self.blobs.get(&key).map(|blob| blob.listed_from);
        let listed_from = known.map_or(listed_from, |known| known.min(listed_from));
        self.blobs.insert(key, Blob { bytes, listed_from });
    }
}

/// A device's way to a store.
#[derive(Clone, Debug)]
pub struct Way {
    pub cloud: Rc<Cloud>,
    pub weather: Rc<Weather>,
    /// Whether there is a connection at all.
    pub online: Rc<Cell<bool>>,
}

impl Way {
    fn fails(&self, code: CarrierCode) -> CarrierError {
        CarrierError::new(code, "simulated", "")
    }

    /// What strikes this request, if anything.
    fn strike(&self) -> Option<Strike> {
        if !self.online.get() {
            return Some(Strike::Refuses(CarrierCode::Unreachable));
        }
        if !self.weather.strikes(self.weather.cloud.get()) {
            return None;
        }
        let mut rng = self.weather.rng.borrow_mut();
        Some(match rng.below(10) {
            0 => Strike::Refuses(CarrierCode::Busy),
            1 => Strike::Refuses(CarrierCode::Faulty),
            2 => Strike::Refuses(CarrierCode::Unreachable),
            3 | 4 => Strike::LosesReply,
            5 => Strike::Tears,
            6 => Strike::TearsAndBreaks,
            7 => Strike::ComesLate,
            8 => Strike::ComesAgain,
            _ => Strike::ListsLate,
        })
    }

    fn some(&self, most: usize) -> usize {
        self.weather.rng.borrow_mut().below(most)
    }
}

#[derive(Clone, Copy, Debug)]
enum Strike {
    Refuses(CarrierCode),
    LosesReply,
    Tears,
    TearsAndBreaks,
    ComesLate,
    ComesAgain,
    ListsLate,
}

impl Carrier for Way {
    async fn put(&self, key: &str, bytes: &[u8]) -> Result<(), CarrierError> {
        self.weather.pause().await;
        let strike = self.strike();
        let now = self.cloud.tick();
        self.cloud.seen.borrow_mut().insert(bytes.to_vec());
        let torn = |rng: &mut Rng| bytes[..rng.below(bytes.len())].to_vec();
        let put = |bytes: Vec<u8>, listed_from: u64| {
            let mut shelf = self.cloud.shelf.borrow_mut();
            shelf.put(key.to_owned(), bytes, listed_from);
        };
        let late = |after: usize, bytes: Vec<u8>| {
            let mut shelf = self.cloud.shelf.borrow_mut();
            shelf.late.push((now + after as u64, key.to_owned(), bytes));
        };
        let done = match strike {
            None => {
                put(bytes.to_vec(), now);
                Ok(())
            }
            Some(Strike::Refuses(code)) => Err(self.fails(code)),
            Some(Strike::LosesReply) => {
                put(bytes.to_vec(), now);
                Err(self.fails(CarrierCode::TimedOut))
            }
            Some(Strike::Tears) => {
                put(torn(&mut self.weather.rng.borrow_mut()), now);
                Ok(())
            }
            Some(Strike::TearsAndBreaks) => {
                put(torn(&mut self.weather.rng.borrow_mut()), now);
                Err(self.fails(CarrierCode::Unreachable))
            }
            // A gateway that keeps uploads to itself for a while: half now, all later.
            Some(Strike::ComesLate) => {
                put(torn(&mut self.weather.rng.borrow_mut()), now);
                late(self.some(40), bytes.to_vec());
                Ok(())
            }
            Some(Strike::ComesAgain) => {
                put(bytes.to_vec(), now);
                late(self.some(200), bytes.to_vec());
                Ok(())
            }
            Some(Strike::ListsLate) => {
                put(bytes.to_vec(), now + self.some(200) as u64);
                Ok(())
            }
        };
        self.weather.pause().await;
        done
    }

    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, CarrierError> {
        self.weather.pause().await;
        let strike = self.strike();
        self.cloud.tick();
        let bytes = self.cloud.bytes(key);
        match strike {
            None => Ok(bytes),
            Some(Strike::Refuses(code)) => Err(self.fails(code)),
            Some(Strike::Tears) => Ok(bytes.map(|bytes| {
                let end = self.some(bytes.len());
                bytes[..end].to_vec()
            })),
            Some(Strike::ComesLate) => Ok(None),
            Some(_) => Err(self.fails(CarrierCode::TimedOut)),
        }
    }

    async fn list(&self, folder: &str, after: Option<&str>) -> Result<Vec<Entry>, CarrierError> {
        self.weather.pause().await;
        let strike = self.strike();
        let now = self.cloud.tick();
        if let Some(Strike::Refuses(code)) = strike {
            return Err(self.fails(code));
        }
        let shelf = self.cloud.shelf.borrow();
        let mut names: BTreeSet<String> = BTreeSet::new();
        for (key, blob) in shelf.blobs.range(folder.to_owned()..) {
            let Some(rest) = key.strip_prefix(folder) else {
                break;
            };
            if blob.listed_from > now || shelf.withheld.contains(key) {
                continue;
            }
            let name = match rest.split_once('/') {
                Some((child, _)) => format!("{child}/"),
                None => rest.to_owned(),
            };
            if after.is_none_or(|after| name.as_str() > after) {
                names.insert(name);
            }
        }
        // A stranger's files may lie there too, and old names be listed once more.
        let mut entries: Vec<Entry> = names.into_iter().map(|name| Entry { name }).collect();
        if strike.is_some() {
            entries.push(Entry {
                name: "Thumbs.db".into(),
            });
            entries.extend(entries.first().cloned());
        }
        self.weather.rng.borrow_mut().shuffle(&mut entries);
        Ok(entries)
    }
}
