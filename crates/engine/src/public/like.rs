//! Voices that say the same, and suggestions that already do.
//!
//! Voices have no titles: what they begin with stands for one, and the sketch of the whole
//! text raises the likeness where it is known (see `huiyin_rules::repeats`).

use crate::projection::Projection;
use crate::projection::columns::flag;
use huiyin_rules::repeats::{Doc, Index, Sketch, alike};
use huiyin_rules::suggestion::StageName;
use huiyin_rules::voice::Received;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// Characters of a text that stand for a title.
const TITLE: usize = 48;
/// Suggestions compared with one voice, those with the most in common first.
const COMPARED: usize = 300;
/// From this likeness on, of 1000, a suggestion is shown.
const SHOWN: u16 = 300;
/// Most suggestions shown.
const MOST: usize = 8;

/// Which voices are like which.
#[derive(Default)]
pub(super) struct Likeness {
    index: Index,
    /// Voices by their number in the index.
    names: Vec<String>,
    numbers: BTreeMap<String, u32>,
    /// How many are like one, as they were last counted among so many.
    counted: RefCell<BTreeMap<u32, (usize, u32)>>,
}

impl std::fmt::Debug for Likeness {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Likeness({})", self.names.len())
    }
}

/// What stands for a voice's title.
fn title(text: &str) -> String {
    text.chars().take(TITLE).collect()
}

impl Likeness {
    /// Takes a voice in, once; answers without a text are like nothing.
    pub(super) fn add(&mut self, id: &str, received: &Received) {
        if received.text.is_empty() || self.numbers.contains_key(id) {
            return;
        }
        let Ok(key) = u32::try_from(self.names.len()) else {
            return;
        };
        self.names.push(id.to_owned());
        self.numbers.insert(id.to_owned(), key);
        self.index.add(Doc {
            key,
            year: 0,
            title: &title(&received.text),
            text_sketch: Sketch::of(&received.text),
        });
    }

    /// A voice that does not count any more is like nothing.
    pub(super) fn forget(&mut self, id: &str) {
        if let Some(key) = self.numbers.remove(id)
            && let Some(name) = self.names.get_mut(key as usize)
        {
            name.clear();
            self.counted.borrow_mut().clear();
        }
    }

    /// What is like a voice, the most alike first, each with thousandths.
    pub(super) fn of(&self, id: &str) -> Vec<(&str, u16)> {
        let Some(key) = self.numbers.get(id) else {
            return Vec::new();
        };
        let found = self.index.related(*key).into_iter();
        let found = found.filter_map(|one| {
            let name = self.names.get(one.key as usize)?.as_str();
            (!name.is_empty()).then_some((name, one.similarity))
        });
        found.collect()
    }

    /// How many are like a voice. Counted when it is first asked for, and again once
    /// others came in.
    pub(super) fn count(&self, id: &str) -> u32 {
        let Some(key) = self.numbers.get(id) else {
            return 0;
        };
        let all = self.names.len();
        if let Some((among, count)) = self.counted.borrow().get(key)
            && *among == all
        {
            return *count;
        }
        let count = u32::try_from(self.of(id).len()).unwrap_or(u32::MAX);
        self.counted.borrow_mut().insert(*key, (all, count));
        count
    }
}

/// Suggestions in force that are like a text, the most alike first: rows with thousandths.
pub(super) fn suggestions(projection: &Projection, text: &str) -> Vec<(u32, u16)> {
    let head = title(text);
    let pairs = |text: &str| {
        let chars: Vec<char> = text.chars().filter(|one| one.is_alphanumeric()).collect();
        let pairs = chars.windows(2).filter_map(|pair| match pair {
            [a, b] => Some((*a, *b)),
            _ => None,
        });
        pairs.collect::<BTreeSet<(char, char)>>()
    };
    let own = pairs(&head);
    let mut found: Vec<(usize, u32)> = Vec::new();
    for dense in 0..projection.len() {
        let counts = match projection.stage(dense) {
            StageName::Void | StageName::Merged | StageName::NotAccepted => false,
            _ => projection.has(dense, flag::LIVE),
        };
        if !counts {
            continue;
        }
        let mut before = None;
        let mut shared = 0;
        for one in projection.title(dense).chars() {
            let pair = before.map(|before| (before, one));
            shared += usize::from(pair.is_some_and(|pair| own.contains(&pair)));
            before = Some(one);
        }
        if shared >= 2 {
            found.push((shared, dense));
        }
    }
    found.sort_unstable_by(|a, b| b.cmp(a));
    let compared = found.into_iter().take(COMPARED).filter_map(|(_, dense)| {
        let (similarity, _) = alike(&head, projection.title(dense));
        (similarity >= SHOWN).then_some((dense, similarity))
    });
    let mut compared: Vec<(u32, u16)> = compared.collect();
    compared.sort_unstable_by_key(|(dense, similarity)| (u16::MAX - similarity, *dense));
    compared.truncate(MOST);
    compared
}
