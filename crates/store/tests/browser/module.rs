//! The store's suite as a browser module; `run.mjs` beside it loads and runs it.
#![cfg(target_arch = "wasm32")]

use huiyin_store::browser::{Hints, IndexedDbStore};
use huiyin_store::conformance::{Factory, run};
use huiyin_store::{EventStore, StoreError};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

struct Databases(String);

impl Factory for Databases {
    type Store = IndexedDbStore;

    async fn open(&self, name: &str) -> Result<IndexedDbStore, StoreError> {
        IndexedDbStore::open(&format!("{}-{name}", self.0)).await
    }
}

/// Runs the suite on databases whose names begin with `prefix`; gives one line for each case.
#[wasm_bindgen]
pub async fn conformance(prefix: String) -> Vec<String> {
    let mut lines = Vec::new();
    run(&Databases(prefix), |case, outcome| {
        lines.push(match outcome {
            Ok(()) => format!("ok {case}"),
            Err(failure) => format!("failed {case}: {failure}"),
        });
    })
    .await;
    lines
}

fn code(error: StoreError) -> JsValue {
    JsValue::from_str(error.code())
}

/// One handle, driven step by step from a test page.
#[wasm_bindgen]
pub struct Handle {
    store: IndexedDbStore,
    hints: Option<Hints>,
    heard: Rc<RefCell<Vec<f64>>>,
}

#[wasm_bindgen]
impl Handle {
    /// Opens a handle on database `name` as a program of layout `layout`.
    pub async fn open(name: String, layout: u32) -> Result<Handle, JsValue> {
        let store = IndexedDbStore::open_as_layout(&name, layout)
            .await
            .map_err(code)?;
        let heard = Rc::new(RefCell::new(Vec::new()));
        let hints = Hints::open(&name, {
            let heard = Rc::clone(&heard);
            move |head| heard.borrow_mut().push(head as f64)
        });
        Ok(Handle {
            store,
            hints,
            heard,
        })
    }

    /// The head.
    pub async fn head(&self) -> Result<f64, JsValue> {
        self.store
            .head()
            .await
            .map(|head| head as f64)
            .map_err(code)
    }

    /// Appends one line; gives and announces the new head.
    pub async fn append(&self, line: String, expected: f64) -> Result<f64, JsValue> {
        let head = self
            .store
            .append(&[line.into_bytes()], expected as u64)
            .await
            .map_err(code)?;
        if let Some(hints) = &self.hints {
            hints.announce(head);
        }
        Ok(head as f64)
    }

    /// Appends `count` lines of `bytes` bytes each in one batch.
    pub async fn append_bulk(&self, count: u32, bytes: u32, expected: f64) -> Result<f64, JsValue> {
        let batch = vec![vec![b'x'; bytes as usize]; count as usize];
        self.store
            .append(&batch, expected as u64)
            .await
            .map(|head| head as f64)
            .map_err(code)
    }

    /// All lines from position 1 on.
    pub async fn all(&self) -> Result<Vec<String>, JsValue> {
        let events = self.store.read(1, usize::MAX).await.map_err(code)?;
        Ok(events
            .into_iter()
            .map(|(_, line)| String::from_utf8_lossy(&line).into_owned())
            .collect())
    }

    /// The number of lines at `count` positions spread evenly up to the head.
    pub async fn scattered(&self, count: u32) -> Result<usize, JsValue> {
        let head = self.store.head().await.map_err(code)?;
        let positions: Vec<u64> = (0..u64::from(count))
            .map(|n| 1 + n * head / u64::from(count))
            .collect();
        self.store
            .read_at(&positions)
            .await
            .map(|lines| lines.len())
            .map_err(code)
    }

    /// The heads other handles announced.
    pub fn heard(&self) -> Vec<f64> {
        self.heard.borrow().clone()
    }
}
