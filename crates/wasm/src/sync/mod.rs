//! The syncer's worker: one syncer for all tabs of this browser.
//!
//! Every tab that shares its workspace has this worker, and one of them leads
//! ([`lead`]): only there the service runs over the two stores, `huiyin` with the
//! events and `huiyin-log` with the signed objects. What the other tabs are asked they
//! hand to the leader ([`tabs`]), and what the leader pushes they push too, so that
//! every tab shows the same.

mod bell;
mod feed;
mod fetch;
mod host;
mod lead;
mod mark;
mod tab;
mod tabs;

use crate::post;

/// Called once after loading. Nothing is waited for: the first answer waits for itself.
pub fn start() {
    post::leave_panics_behind();
    tab::begin();
}

/// Takes ask `id`. Its answer is posted as `{id, b}` when it is there; asks that come
/// meanwhile are taken too, so that a long sync can be cancelled.
pub fn handle(id: u32, bytes: Vec<u8>) {
    wasm_bindgen_futures::spawn_local(tab::asked(id, bytes));
}
