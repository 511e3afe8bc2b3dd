//! What this browser remembers for its user: preferences, views, drafts.
//!
//! `localStorage` may be refused by policy; then everything works and is
//! forgotten on closing, because a second, in-memory copy is always kept.
//! It is used directly: the storage wrapper of gloo panics where access is
//! refused and brings a JSON machinery that texts do not need.

use std::cell::RefCell;
use web_sys::Storage;

/// Before every key, so that other programs of the same origin are left alone.
const PREFIX: &str = "huiyin.";

thread_local! {
    static MEMORY: RefCell<Vec<(String, String)>> = const { RefCell::new(Vec::new()) };
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

/// What was kept under a key.
pub fn get(key: &str) -> Option<String> {
    let kept = MEMORY.with_borrow(|all| {
        let found = all.iter().find(|(name, _)| name == key);
        found.map(|(_, value)| value.clone())
    });
    kept.or_else(|| storage()?.get_item(&[PREFIX, key].concat()).ok().flatten())
}

/// Keeps a text under a key; an empty one removes it.
/// Answers whether it will outlive the tab.
pub fn set(key: &str, value: &str) -> bool {
    let full = [PREFIX, key].concat();
    let written = storage().is_some_and(|storage| {
        if value.is_empty() {
            storage.remove_item(&full).is_ok()
        } else {
            storage.set_item(&full, value).is_ok()
        }
    });
    MEMORY.with_borrow_mut(|all| {
        all.retain(|(name, _)| name != key);
        if !written && !value.is_empty() {
            all.push((key.to_owned(), value.to_owned()));
        }
    });
    written
}

/// Whether a switch is on.
pub fn is_on(key: &str) -> bool {
    get(key).as_deref() == Some("1")
}

/// Turns a switch on or off.
pub fn switch(key: &str, on: bool) {
    set(key, if on { "1" } else { "" });
}
