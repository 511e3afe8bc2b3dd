//! The window: what it hears, where it is, its clock, its paper.

use crate::i18n::day;
use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{BeforeUnloadEvent, Event};

/// Hears an event of the window until the answer is dropped.
pub fn on(name: &'static str, then: impl FnMut(&Event) + 'static) -> Option<EventListener> {
    let window = web_sys::window()?;
    Some(EventListener::new(&window, name, then))
}

/// Hears it the next time only.
pub fn once(name: &'static str, then: impl FnOnce(&Event) + 'static) -> Option<EventListener> {
    let window = web_sys::window()?;
    Some(EventListener::once(&window, name, then))
}

/// Keeps the browser from doing what it would at an event, until the answer is dropped.
pub fn prevent(name: &'static str) -> Option<EventListener> {
    let window = web_sys::window()?;
    let options = EventListenerOptions::enable_prevent_default();
    Some(EventListener::new_with_options(
        &window,
        name,
        options,
        |event| event.prevent_default(),
    ))
}

/// Asks before the page is left, and so before anything unsaved is lost.
pub fn ask_before_leaving() -> Option<EventListener> {
    let window = web_sys::window()?;
    let options = EventListenerOptions::enable_prevent_default();
    Some(EventListener::new_with_options(
        &window,
        "beforeunload",
        options,
        |event| {
            event.prevent_default();
            // Chromium before 119 asks only where there is something to return.
            if let Some(event) = event.dyn_ref::<BeforeUnloadEvent>() {
                event.set_return_value("");
            }
        },
    ))
}

/// The part of the address after `#`, with it; empty where there is none.
pub fn hash() -> String {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok());
    hash.unwrap_or_default()
}

/// Goes to a place of this page.
pub fn set_hash(hash: &str) {
    if let Some(window) = web_sys::window() {
        // Fails only on a malformed address; ours are none.
        let _ = window.location().set_hash(hash);
    }
}

/// Puts one more step of the history where we are, so that Back leads here.
pub fn stay_here() {
    let Some(window) = web_sys::window() else {
        return;
    };
    if let (Ok(history), Ok(here)) = (window.history(), window.location().href()) {
        let _ = history.push_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&here));
    }
}

/// Prints the page. Where the browser refuses, nothing is lost: it can be asked again.
pub fn print() {
    if let Some(window) = web_sys::window() {
        let _ = window.print();
    }
}

/// Milliseconds of this device's clock, to tell how long something takes.
pub fn now() -> f64 {
    js_sys::Date::now()
}

/// The whole address of the page, fragment included; empty where there is none.
pub fn address() -> String {
    let href = web_sys::window().and_then(|window| window.location().href().ok());
    href.unwrap_or_default()
}

/// The origin of the page; empty where there is none.
pub fn origin() -> String {
    let origin = web_sys::window().and_then(|window| window.location().origin().ok());
    origin.unwrap_or_default()
}

/// `14:05` of this device's clock.
pub fn clock() -> String {
    let now = js_sys::Date::new_0();
    day::time(now.get_hours(), now.get_minutes())
}
