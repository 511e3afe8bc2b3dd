//! How servers over one bucket hear of each other's puts.
//!
//! Each server writes the names it put last into one small object of its own and looks at those
//! of the others: one listing and a few small objects, whatever the bucket holds. The objects are
//! named after the day, so that those of servers long gone can be told and removed.

use super::Bucket;
use crate::objects::StoreError;
use crate::{chance, clock};
use bytes::Bytes;
use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Where the servers' objects lie.
const PULSES: &str = "private/pulse/";
/// Names that one of them tells.
const RECENT: usize = 256;
/// Servers that are looked at.
const SERVERS: usize = 256;
const DAY: u64 = 24 * 3600;

/// One server's part.
pub(super) struct Pulse {
    id: String,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    recent: VecDeque<String>,
    unwritten: Vec<String>,
    /// What the others' objects held when they were last read.
    seen: HashMap<String, Bytes>,
    /// Whether the others' objects were looked at before: what they hold at the first look is of
    /// the time before this server started.
    begun: bool,
    /// Nonces spent here, so that at least one server never takes one twice.
    spent: HashMap<String, u64>,
}

impl Pulse {
    pub(super) fn new() -> Result<Self, StoreError> {
        let id = chance::hex::<8>().map_err(StoreError::broken)?;
        Ok(Pulse {
            id,
            state: Mutex::default(),
        })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Something was put here.
    pub(super) fn note(&self, key: &str) {
        let mut state = self.state();
        state.unwritten.push(key.to_owned());
        state.recent.push_back(key.to_owned());
        if state.recent.len() > RECENT {
            state.recent.pop_front();
        }
    }

    /// Whether a nonce is used here for the first time.
    pub(super) fn first(&self, nonce: &str, until: u64, now: u64) -> bool {
        let mut state = self.state();
        state.spent.retain(|_, until| *until >= now);
        state.spent.insert(nonce.to_owned(), until).is_none()
    }

    /// Tells the others and hears from them; gives the names that are new.
    pub(super) async fn beat(&self, bucket: &Bucket) -> Result<Vec<String>, StoreError> {
        let (mut fresh, recent) = {
            let mut state = self.state();
            let recent: Vec<String> = state.recent.iter().cloned().collect();
            (std::mem::take(&mut state.unwritten), recent.join("\n"))
        };
        let today = clock::now() / DAY;
        let own = format!("{PULSES}{today:08}-{}", self.id);
        if !fresh.is_empty()
            && let Err(error) = bucket.put(&own, recent.into()).await
        {
            // Told here at the next beat instead.
            self.state().unwritten.append(&mut fresh);
            return Err(error);
        }
        for other in bucket.list(PULSES, "", SERVERS).await? {
            if other.ends_with(&self.id) {
                continue;
            }
            if gone(&other, today) {
                bucket.remove(&other).await?;
                continue;
            }
            let Some(now) = bucket.get(&other).await? else {
                continue;
            };
            let mut state = self.state();
            let before = state.seen.insert(other, now.clone());
            if state.begun {
                fresh.extend(told(&now, &before.unwrap_or_default()));
            }
        }
        self.state().begun = true;
        Ok(fresh)
    }
}

/// Whether a server's object is older than yesterday's.
fn gone(name: &str, today: u64) -> bool {
    let day = name.strip_prefix(PULSES).and_then(|rest| rest.get(..8));
    let day = day.and_then(|day| day.parse::<u64>().ok());
    day.is_some_and(|day| day + 1 < today)
}

/// The names in an object that it did not hold before.
fn told(now: &[u8], before: &[u8]) -> Vec<String> {
    let names = |bytes| -> Vec<String> {
        let text = String::from_utf8_lossy(bytes);
        text.lines().map(str::to_owned).collect()
    };
    let before: HashSet<String> = names(before).into_iter().collect();
    let fresh = names(now);
    fresh
        .into_iter()
        .filter(|name| !before.contains(name))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_older_than_yesterday_is_of_servers_long_gone() {
        assert!(gone("private/pulse/00020000-aa", 20_002));
        for kept in [
            "private/pulse/00020001-aa",
            "private/pulse/00020002-aa",
            "private/pulse/x",
            "",
        ] {
            assert!(!gone(kept, 20_002), "{kept}");
        }
    }

    #[test]
    fn only_new_names_are_told() {
        assert_eq!(told(b"b\nc\nd", b"a\nb\nc"), ["d"]);
        assert_eq!(told(b"a", b""), ["a"]);
        assert!(told(b"a\nb", b"a\nb").is_empty());
    }
}
