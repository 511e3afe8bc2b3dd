//! The rows of a result, fetched a hundred at a time around what is in view.

use crate::platform::engine;
use crate::prelude::*;
use crate::state::{use_head, use_session};
use huiyin_protocol::ledger::{LedgerQuery, LedgerRow};
use huiyin_protocol::{Failure, Reply, Request};
use std::cell::RefCell;
use std::rc::Rc;

/// Rows asked for at a time.
const CHUNK: u32 = 100;
/// Chunks kept; those farthest from the view make room.
const KEPT: usize = 30;

struct Chunk {
    number: u32,
    /// The generation it answers; older ones are shown until theirs comes.
    generation: u32,
    rows: Vec<Rc<LedgerRow>>,
}

#[derive(Default)]
struct Cache {
    query: LedgerQuery,
    generation: u32,
    /// The first generation of the question asked now; older rows are another question's.
    since: u32,
    range: (u32, u32),
    total: Option<u32>,
    chunks: Vec<Chunk>,
    waiting: Vec<u32>,
    failure: Option<Rc<Failure>>,
}

/// A window over the rows of one question.
#[derive(Clone)]
pub struct Rows {
    cache: Rc<RefCell<Cache>>,
    changed: UseForceUpdateHandle,
}

impl Rows {
    /// Rows in all; `None` until the first answer.
    pub fn total(&self) -> Option<u32> {
        self.cache.borrow().total
    }

    /// Why the last fetch failed, if it did.
    pub fn failure(&self) -> Option<Rc<Failure>> {
        self.cache.borrow().failure.clone()
    }

    /// A row, where it has come.
    pub fn get(&self, index: u32) -> Option<Rc<LedgerRow>> {
        let cache = self.cache.borrow();
        let chunk = cache
            .chunks
            .iter()
            .find(|chunk| chunk.number == index / CHUNK)?;
        chunk.rows.get((index % CHUNK) as usize).cloned()
    }

    /// Says which rows are in view; fetches them and their neighbours.
    pub fn want(&self, first: u32, last: u32) {
        self.cache.borrow_mut().range = (first, last);
        self.fetch();
    }

    /// Tries again after a failure.
    pub fn again(&self) {
        self.cache.borrow_mut().failure = None;
        self.fetch();
        self.changed.force_update();
    }

    fn fetch(&self) {
        let wanted: Vec<(u32, LedgerQuery)> = {
            let mut cache = self.cache.borrow_mut();
            if cache.failure.is_some() {
                return;
            }
            let end = cache.total.map_or(1, |total| total.div_ceil(CHUNK)).max(1);
            let (first, last) = (cache.range.0 / CHUNK, cache.range.1.div_ceil(CHUNK));
            let generation = cache.generation;
            let mut numbers: Vec<u32> = (first.saturating_sub(1)..(last + 1).min(end)).collect();
            // What is in view comes first, then what may come into view.
            numbers.sort_by_key(|number| u32::from(*number < first || *number >= last));
            numbers.retain(|number| {
                let fresh =
                    |chunk: &Chunk| chunk.number == *number && chunk.generation == generation;
                !cache.waiting.contains(number) && !cache.chunks.iter().any(fresh)
            });
            cache.waiting.extend(&numbers);
            let query = |number: u32| LedgerQuery {
                offset: number * CHUNK,
                limit: CHUNK,
                ..cache.query.clone()
            };
            numbers
                .into_iter()
                .map(|number| (number, query(number)))
                .collect()
        };
        for (number, query) in wanted {
            let generation = self.cache.borrow().generation;
            let this = self.clone();
            engine::ask_then(Request::Ledger(query), move |answer| {
                this.take(number, generation, answer)
            });
        }
    }

    fn take(&self, number: u32, generation: u32, answer: huiyin_protocol::Answer) {
        {
            let mut cache = self.cache.borrow_mut();
            if generation != cache.generation {
                return;
            }
            cache.waiting.retain(|other| *other != number);
            match answer {
                Ok(Reply::Ledger(page)) => {
                    let since = cache.since;
                    cache
                        .chunks
                        .retain(|chunk| chunk.number != number && chunk.generation >= since);
                    cache.total = Some(page.total);
                    let rows = page.rows.into_iter().map(Rc::new).collect();
                    cache.chunks.push(Chunk {
                        number,
                        generation,
                        rows,
                    });
                    let middle = (cache.range.0 + cache.range.1) / 2 / CHUNK;
                    if cache.chunks.len() > KEPT {
                        cache
                            .chunks
                            .sort_by_key(|chunk| chunk.number.abs_diff(middle));
                        cache.chunks.truncate(KEPT);
                    }
                }
                Ok(_) => {}
                Err(failure) => cache.failure = Some(Rc::new(failure)),
            }
        }
        // A longer result may have more in view than was known before.
        self.fetch();
        self.changed.force_update();
    }
}

/// The rows of a query. Old rows stay in sight until the new ones come.
/// Also answers bytes that differ where the question differs.
#[hook]
pub fn use_rows(query: &LedgerQuery) -> (Rows, Vec<u8>) {
    use_session();
    let head = use_head();
    let changed = use_force_update();
    let cache = use_mut_ref(Cache::default);
    let rows = Rows { cache, changed };
    let question = engine::question(&Request::Ledger(query.clone()));
    {
        let (rows, query) = (rows.clone(), query.clone());
        let last = use_mut_ref(Vec::new);
        use_effect_with((question.clone(), head), move |(question, _)| {
            {
                let mut cache = rows.cache.borrow_mut();
                cache.generation += 1;
                cache.waiting.clear();
                cache.failure = None;
                if *last.borrow() != *question {
                    cache.since = cache.generation;
                    cache.query = query;
                    cache.range = (0, 40);
                    last.borrow_mut().clone_from(question);
                }
            }
            rows.fetch();
        });
    }
    (rows, question)
}
