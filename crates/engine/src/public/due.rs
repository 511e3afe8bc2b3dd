//! What lies on a server beside what is approved: what differs, and what is to be put there and
//! taken away.

use chrono::NaiveDate;
use huiyin_log::hex;
use huiyin_protocol::public::BoardDue;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// The list, and what moved lately.
pub(super) const LIST: &str = "board.json";
pub(super) const FEED: &str = "feed.xml";
/// Days back that a list may be of and still be the same, and bytes hashed to find that out.
const DAYS: usize = 400;
const BYTES: usize = 32 << 20;

type File = (String, String);

/// The board's files, as paths and texts.
pub(super) struct Written {
    /// One for each suggestion.
    pub items: Vec<File>,
    /// [`FEED`] and [`LIST`], which lead to them.
    pub lists: [File; 2],
}

/// What lies on the server: hashes by path. An empty hash is one that is not known.
pub(super) struct There<'a>(BTreeMap<&'a str, &'a str>);

impl<'a> There<'a> {
    pub fn new(files: &'a [File]) -> There<'a> {
        let pair = |(path, hash): &'a File| (path.as_str(), hash.as_str());
        There(files.iter().map(pair).collect())
    }

    pub fn has(&self, path: &str) -> bool {
        self.0.contains_key(path)
    }

    /// What is to be done for all that is approved to lie there, and nothing else.
    pub fn all(&self, now: &Written, withdrawn: &BTreeSet<String>, today: NaiveDate) -> BoardDue {
        let mut due = self.differs(now, withdrawn, today);
        let wanted = now.items.iter().chain(&now.lists);
        let wanted: BTreeSet<&str> = wanted.map(|(path, _)| path.as_str()).collect();
        let old = self.0.keys().filter(|path| !wanted.contains(*path));
        due.remove = old.map(|path| (*path).to_owned()).collect();
        let files = now.items.iter().filter(|file| !self.is_there(file));
        // What links to others comes last. The day of the lists is told anew.
        due.files = files.chain(&now.lists).cloned().collect();
        due
    }

    /// Whether something of these lies there.
    pub fn has_any(&self, withdrawn: &BTreeSet<String>) -> bool {
        self.gone(withdrawn).next().is_some()
    }

    /// What is to be done for what was withdrawn to be gone, from the lists too. `kept` is made
    /// of what is approved and lies there already; it is not needed where nothing withdrawn
    /// lies there.
    pub fn withdrawing(
        &self,
        now: &Written,
        kept: Option<Written>,
        withdrawn: &BTreeSet<String>,
        today: NaiveDate,
    ) -> BoardDue {
        let mut due = self.differs(now, withdrawn, today);
        let Some(kept) = kept else {
            return due;
        };
        // The lists come first: as long as what was withdrawn lies there it is seen that this
        // is not done, and it is done again.
        due.lists = kept.lists.into();
        due.remove = self.gone(withdrawn).map(str::to_owned).collect();
        let items = kept.items.into_iter();
        due.files = items.filter(|file| !self.is_there(file)).collect();
        due
    }

    /// Counts what differs.
    fn differs(&self, now: &Written, withdrawn: &BTreeSet<String>, today: NaiveDate) -> BoardDue {
        let wanted: BTreeSet<&str> = now.items.iter().map(|(path, _)| path.as_str()).collect();
        let strange = |path: &&str| {
            *path != LIST && *path != FEED && !wanted.contains(path) && !withdrawn.contains(*path)
        };
        let old = |(path, text): &&File| {
            let hash = self.0.get(path.as_str());
            hash.is_some_and(|hash| !hash.is_empty() && *hash != of(text))
        };
        let new = wanted.iter().filter(|path| !self.has(path)).count();
        let gone = self.gone(withdrawn).count();
        let old = now.items.iter().filter(old).count();
        let mut changed = old + self.0.keys().copied().filter(strange).count();
        if new + gone + changed == 0 && !self.lists_same(&now.lists[1].1, today) {
            changed = 1;
        }
        BoardDue {
            total: number(now.items.len() + now.lists.len()),
            new: number(new),
            gone: number(gone),
            changed: number(changed),
            compared: self.0.values().all(|hash| !hash.is_empty()),
            ..BoardDue::default()
        }
    }

    fn gone<'b>(&'b self, withdrawn: &'b BTreeSet<String>) -> impl Iterator<Item = &'b str> {
        let all = withdrawn.iter().map(String::as_str);
        all.filter(|path| self.has(path))
    }

    /// Whether the very file lies there, as far as it is known.
    fn is_there(&self, (path, text): &File) -> bool {
        self.0
            .get(path.as_str())
            .is_some_and(|hash| *hash == of(text))
    }

    /// Whether the list there is the list as it is now, of whichever day it was made: nothing
    /// is old for having been published yesterday. The feed says nothing that the list and the
    /// suggestions do not say.
    fn lists_same(&self, list: &str, today: NaiveDate) -> bool {
        let (Some(hash), true) = (self.0.get(LIST), self.has(FEED)) else {
            return false;
        };
        if hash.is_empty() {
            return true;
        }
        let day = |on: NaiveDate| format!("\"updated\":\"{on}\"");
        let Some((before, after)) = list.split_once(&day(today)) else {
            return false;
        };
        let days = (BYTES / list.len().max(1)).clamp(1, DAYS);
        // Another device may be a day ahead.
        let first = today.succ_opt().unwrap_or(today);
        let mut days = std::iter::successors(Some(first), NaiveDate::pred_opt).take(days + 1);
        days.any(|on| of(&[before, &day(on), after].concat()) == *hash)
    }
}

fn of(text: &str) -> String {
    hex(&Sha256::digest(text))
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
