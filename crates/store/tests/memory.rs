//! The memory store passes the suite.

use huiyin_store::conformance::{Factory, run};
use huiyin_store::{MemoryStore, StoreError};
use std::cell::RefCell;
use std::collections::BTreeMap;

#[derive(Default)]
struct Memory(RefCell<BTreeMap<String, MemoryStore>>);

impl Factory for Memory {
    type Store = MemoryStore;

    async fn open(&self, name: &str) -> Result<MemoryStore, StoreError> {
        Ok(self
            .0
            .borrow_mut()
            .entry(name.to_owned())
            .or_default()
            .another())
    }
}

#[test]
fn memory_passes_the_suite() {
    let mut failures = Vec::new();
    let mut cases = 0;
    futures_lite::future::block_on(run(&Memory::default(), |case, outcome| {
        cases += 1;
        if let Err(failure) = outcome {
            failures.push(format!("{case}: {failure}"));
        }
    }));
    assert!(cases >= 15);
    assert!(failures.is_empty(), "{failures:#?}");
}

/// Gives a store of its own to everybody who opens one.
struct Forgetful;

impl Factory for Forgetful {
    type Store = MemoryStore;

    async fn open(&self, _: &str) -> Result<MemoryStore, StoreError> {
        Ok(MemoryStore::new())
    }
}

#[test]
fn the_suite_notices_a_store_that_forgets() {
    let mut failed = Vec::new();
    let count = futures_lite::future::block_on(run(&Forgetful, |case, outcome| {
        if outcome.is_err() {
            failed.push(case);
        }
    }));
    assert_eq!(count, failed.len());
    assert!(
        failed.contains(&"two_handles_interleave_without_loss"),
        "{failed:?}"
    );
    assert!(
        failed.contains(&"two_appends_at_once_never_share_a_position"),
        "{failed:?}"
    );
    assert!(
        failed.contains(&"a_new_handle_finds_everything"),
        "{failed:?}"
    );
    assert!(
        failed.contains(&"clearing_leaves_nothing_and_stops_other_handles"),
        "{failed:?}"
    );
    assert!(
        !failed.contains(&"what_is_appended_is_read_back"),
        "{failed:?}"
    );
}
