//! The keys of the ledger: `/` to search; `j` `k` and arrows to move, `x` to select, Enter to open.

use super::filters::SEARCH_ID;
use super::rows::Rows;
use crate::platform::dom;
use crate::prelude::*;
use crate::route::{self, Route};
use huiyin_protocol::ledger::LedgerRow;
use std::rc::Rc;
use wasm_bindgen::JsCast;

/// Rows that Page Up and Page Down move by.
const PAGE: u32 = 10;

/// The handler of keys pressed in the table.
pub fn handler(
    rows: Rows,
    active: UseStateHandle<Option<u32>>,
    total: u32,
    select: Callback<Rc<LedgerRow>>,
) -> Callback<KeyboardEvent> {
    Callback::from(move |event: KeyboardEvent| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let last = total.saturating_sub(1);
        let row = || active.and_then(|index| rows.get(index));
        let down = |by: u32| active.map_or(0, |at| at.saturating_add(by).min(last));
        let up = |by: u32| active.map_or(0, |at| at.saturating_sub(by));
        let target = match dom::key_of(&event).as_str() {
            "j" | "ArrowDown" => down(1),
            "k" | "ArrowUp" => up(1),
            "PageDown" => down(PAGE),
            "PageUp" => up(PAGE),
            "Home" => 0,
            "End" => last,
            "x" | " " => {
                event.prevent_default();
                if let Some(row) = row() {
                    select.emit(row);
                }
                return;
            }
            "Enter" => {
                if let Some(row) = row() {
                    route::go(&Route::Item(row.id.clone()));
                }
                return;
            }
            _ => return,
        };
        event.prevent_default();
        if total > 0 {
            active.set(Some(target));
        }
    })
}

/// `/` goes to the search field, and `j` from anywhere but a field into the table.
#[hook]
pub fn use_search_key() {
    use_effect_with((), |()| {
        let heard = dom::document().map(|document| {
            let options = gloo_events::EventListenerOptions::enable_prevent_default();
            gloo_events::EventListener::new_with_options(&document, "keydown", options, |event| {
                let Some(event) = event.dyn_ref::<web_sys::KeyboardEvent>() else {
                    return;
                };
                let is_free = dom::focused().is_none_or(|element| {
                    matches!(
                        element.tag_name().as_str(),
                        "BODY" | "H1" | "MAIN" | "A" | "BUTTON"
                    )
                });
                match dom::key_of(event).as_str() {
                    "/" if !dom::is_typing(event) => {
                        event.prevent_default();
                        dom::focus_id(SEARCH_ID);
                    }
                    "j" | "k" if is_free => dom::focus_id("ledger-table"),
                    _ => {}
                }
            })
        });
        move || drop(heard)
    });
}
