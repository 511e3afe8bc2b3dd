//! The engine in a browser worker: a typed façade without logic.
//!
//! Three modules are built from here, each for a worker of its own: `engine`
//! answers what every page asks; `reports`, built with the feature of that name,
//! opens the same workspace beside it and answers what has to be gathered over
//! many suggestions; `sync`, likewise, signs this device's events and exchanges
//! them with others. A worker's script calls `start` once and `handle` for every
//! message of the page; answers and pushes are posted from here. With the feature
//! `package`, [`package`] holds the JavaScript package: plain functions over plain
//! values, for other people's systems.
//!
//! Only the browser has what this crate needs, so elsewhere it is empty.
#![cfg(target_arch = "wasm32")]

mod host;
#[cfg(feature = "package")]
pub mod package;
mod post;
mod service;
#[cfg(feature = "sync")]
pub mod sync;

/// Called once after loading; resolves when asks can be answered.
pub async fn start() {
    post::leave_panics_behind();
    service::open().await;
}

/// Takes ask `id`. Its answer is posted as `{id, b}` when it is there; asks
/// that come meanwhile are taken too, so that a long work can be cancelled.
pub fn handle(id: u32, bytes: Vec<u8>) {
    wasm_bindgen_futures::spawn_local(service::answer(id, bytes));
}
