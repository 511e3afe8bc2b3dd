//! The rows of the last query.

use chrono::NaiveDate;
use huiyin_protocol::ledger::LedgerQuery;
use huiyin_rules::{Actor, Party, Role};
use std::rc::Rc;

/// What an answer depends on; the window does not matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    query: LedgerQuery,
    party: Option<Party>,
    /// Units may not see every opinion, so the rating sorts and filters otherwise for them.
    unit: bool,
    head: u64,
    today: NaiveDate,
}

impl Key {
    /// The key of a question asked by `actor` at `head` on `today`.
    pub fn new(query: &LedgerQuery, actor: &Actor, head: u64, today: NaiveDate) -> Key {
        let query = LedgerQuery {
            offset: 0,
            limit: 0,
            ..query.clone()
        };
        let party = query.mine.then(|| actor.acting().clone());
        Key {
            query,
            party,
            unit: actor.acting().role == Role::Unit,
            head,
            today,
        }
    }
}

/// An answer that is remembered.
#[derive(Debug)]
pub struct Cached {
    /// What it answers.
    pub key: Key,
    /// Dense numbers in order.
    pub rows: Rc<Vec<u32>>,
}
