//! The projection as bytes, so that opening needs no replay.
//!
//! A snapshot is a cache. One that is damaged, of another version, or does not
//! fit is dropped without a word, and the events are folded anew.

use super::columns::{lane, signer};
use super::pool::{TextPool, WordPool};
use super::{Projection, stage_of};

/// Raised with every change of what a snapshot holds; older ones are folded anew.
const VERSION: u32 = 6;
/// Length of what stands before the content: version and checksum.
const HEAD: usize = 12;
/// Largest snapshot read, in bytes; a million events make some 40 MB.
const MAX: usize = 1 << 30;

impl Projection {
    /// The projection as bytes.
    pub fn to_snapshot(&mut self) -> Vec<u8> {
        self.compact();
        self.number_ranks();
        let content = postcard::to_stdvec(self).unwrap_or_default();
        let mut bytes = Vec::with_capacity(HEAD + content.len());
        bytes.extend(VERSION.to_le_bytes());
        bytes.extend(checksum(&content).to_le_bytes());
        bytes.extend(content);
        bytes
    }

    /// A projection from bytes; `None` where they cannot be trusted.
    pub fn from_snapshot(bytes: &[u8]) -> Option<Projection> {
        let (version, rest) = bytes.split_first_chunk::<4>()?;
        let (sum, content) = rest.split_first_chunk::<8>()?;
        let whole = bytes.len() <= MAX
            && u32::from_le_bytes(*version) == VERSION
            && u64::from_le_bytes(*sum) == checksum(content);
        if !whole {
            return None;
        }
        let mut projection: Projection = postcard::from_bytes(content).ok()?;
        if !projection.sound() {
            return None;
        }
        projection.reindex();
        Some(projection)
    }

    /// Leaves out what changed rows left behind in the pools.
    fn compact(&mut self) {
        let columns = &mut self.columns;
        let mut texts = TextPool::default();
        for column in [&mut columns.id, &mut columns.number, &mut columns.title] {
            for span in column {
                *span = texts.add(self.texts.get(*span));
            }
        }
        let mut search = TextPool::default();
        for span in &mut columns.search {
            *span = search.add(self.search.get(*span));
        }
        let mut words = WordPool::default();
        for column in [
            &mut columns.signers,
            &mut columns.lanes,
            &mut columns.positions,
        ] {
            for span in column {
                *span = words.add(self.words.get(*span));
            }
        }
        (self.texts, self.search, self.words) = (texts, search, words);
    }

    /// Whether every reference leads somewhere, so that later reads need not doubt it.
    fn sound(&self) -> bool {
        let columns = &self.columns;
        let names = self.names.count() as u32;
        let texts = [&columns.id, &columns.number, &columns.title];
        let lists = [&columns.signers, &columns.lanes, &columns.positions];
        let known = |shift: u32| move |word: &u32| word >> shift < names;
        columns.even()
            && columns.rows() < u32::MAX as usize
            && texts
                .iter()
                .all(|column| column.iter().all(|span| self.texts.holds(*span)))
            && columns.search.iter().all(|span| self.search.holds(*span))
            && lists
                .iter()
                .all(|column| column.iter().all(|span| self.words.holds(*span)))
            && columns
                .signers
                .iter()
                .flat_map(|span| self.words.get(*span))
                .all(known(signer::SHIFT))
            && columns
                .lanes
                .iter()
                .flat_map(|span| self.words.get(*span))
                .all(known(lane::SHIFT))
            && [
                &columns.category,
                &columns.delegation,
                &columns.leader,
                &columns.import,
            ]
            .iter()
            .all(|column| column.iter().all(known(0)))
            && columns
                .stage
                .iter()
                .all(|stage| super::stage_index(stage_of(*stage)) == *stage)
            && self.contested.iter().all(|one| one.0 < self.len())
            && columns
                .positions
                .iter()
                .flat_map(|span| self.words.get(*span))
                .all(|position| u64::from(*position) <= self.head)
    }
}

/// Tells damage from what was written; no protection against a forger, who
/// could write to this device's store anyway.
fn checksum(bytes: &[u8]) -> u64 {
    let step = |sum: u64, word: u64| {
        (sum ^ word)
            .wrapping_mul(0x9e37_79b9_7f4a_7c15)
            .rotate_left(29)
    };
    let mut chunks = bytes.chunks_exact(8);
    let mut sum = bytes.len() as u64;
    for chunk in &mut chunks {
        let mut word = [0; 8];
        word.copy_from_slice(chunk);
        sum = step(sum, u64::from_le_bytes(word));
    }
    let mut last = [0; 8];
    for (place, byte) in last.iter_mut().zip(chunks.remainder()) {
        *place = *byte;
    }
    step(sum, u64::from_le_bytes(last))
}
