//! Names kept once: units, deputies, categories, delegations, leaders.

use crate::zh;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// A name's number; 0 is the empty name, which stands for none.
pub type Symbol = u32;

/// The names known, each with a number that never changes while the workspace is open.
#[derive(Clone, Debug, Default)]
pub struct Names {
    texts: Vec<Box<str>>,
    numbers: HashMap<Box<str>, Symbol>,
    ranks: Vec<u32>,
}

impl Names {
    /// The number of `name`, new where it was not known.
    pub fn intern(&mut self, name: &str) -> Symbol {
        if name.is_empty() {
            return 0;
        }
        if let Some(symbol) = self.numbers.get(name) {
            return *symbol;
        }
        let symbol = self.texts.len() as Symbol + 1;
        self.texts.push(name.into());
        self.numbers.insert(name.into(), symbol);
        symbol
    }

    /// The number of `name` where it is known.
    pub fn find(&self, name: &str) -> Option<Symbol> {
        if name.is_empty() {
            Some(0)
        } else {
            self.numbers.get(name).copied()
        }
    }

    /// The name of a number; empty for 0.
    pub fn get(&self, symbol: Symbol) -> &str {
        let at = (symbol as usize).wrapping_sub(1);
        self.texts.get(at).map_or("", |text| text)
    }

    /// How many numbers there are, 0 included.
    pub fn count(&self) -> usize {
        self.texts.len() + 1
    }

    /// Prepares [`Names::rank`] for every name known.
    pub fn sort(&mut self) {
        if self.ranks.len() == self.count() {
            return;
        }
        self.ranks = vec![0; self.count()];
        let order = zh::order(self.texts.iter().map(|text| &**text));
        for (rank, index) in order.into_iter().enumerate() {
            if let Some(place) = self.ranks.get_mut(index as usize + 1) {
                *place = rank as u32 + 1;
            }
        }
    }

    /// The place of a name in pinyin order, as of the last [`Names::sort`].
    pub fn rank(&self, symbol: Symbol) -> u32 {
        self.ranks.get(symbol as usize).copied().unwrap_or(0)
    }
}

impl Serialize for Names {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.texts.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Names {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut names = Names::default();
        for text in Vec::<Box<str>>::deserialize(deserializer)? {
            names.intern(&text);
        }
        Ok(names)
    }
}
