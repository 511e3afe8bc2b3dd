//! The engine in a browser worker: a typed façade without logic.
//!
//! The worker's script calls [`start`] once and [`handle`] for every message of
//! the page; answers and pushes are posted from here. [`deadline`] is the
//! beginning of the JavaScript package: plain functions over plain objects.
//!
//! Only the browser has what this crate needs, so elsewhere it is empty.
#![cfg(target_arch = "wasm32")]

mod host;
mod package;
mod post;
mod service;

pub use package::deadline;

use wasm_bindgen::prelude::wasm_bindgen;

/// Called once after loading; resolves when asks can be answered.
#[wasm_bindgen]
pub async fn start() {
    post::leave_panics_behind();
    service::open().await;
}

/// Takes ask `id`. Its answer is posted as `{id, b}` when it is there; asks
/// that come meanwhile are taken too, so that a long work can be cancelled.
#[wasm_bindgen]
pub fn handle(id: u32, bytes: Vec<u8>) {
    wasm_bindgen_futures::spawn_local(service::answer(id, bytes));
}
