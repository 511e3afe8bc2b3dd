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
