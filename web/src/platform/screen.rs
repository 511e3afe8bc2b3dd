//! A screen that many people use: filled, kept on, not left by a gesture.
//!
//! Browsers without one of these go on without it.

use super::{dom, window};
use gloo_events::EventListener;
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// Fills the screen; has to follow a touch.
pub fn fill() {
    if let Some(root) = dom::document().and_then(|document| document.document_element()) {
        call(&root, "requestFullscreen", None);
    }
}

/// Gives the screen back.
pub fn free() {
    if let Some(document) = dom::document() {
        call(&document, "exitFullscreen", None);
    }
}

/// Keeps the screen on.
fn stay_awake() {
    let window: JsValue = web_sys::window().into();
    let lock = Reflect::get(&window, &"navigator".into())
        .and_then(|navigator| Reflect::get(&navigator, &"wakeLock".into()));
    if let Ok(lock) = lock
        && lock.is_object()
    {
        call(&lock, "request", Some("screen"));
    }
}

/// Calls a method that a browser may not have, and takes no for an answer.
fn call(object: &JsValue, name: &str, argument: Option<&str>) {
    let method = Reflect::get(object, &name.into());
    let Some(method) = method.ok().and_then(|m| m.dyn_into::<Function>().ok()) else {
        return;
    };
    let begun = match argument {
        Some(argument) => method.call1(object, &argument.into()),
        None => method.call0(object),
    };
    if let Some(promise) = begun.ok().and_then(|p| p.dyn_into::<Promise>().ok()) {
        spawn_local(async move { drop(JsFuture::from(promise).await) });
    }
}

/// What keeps people on the page while it is held; dropping it lets them go.
pub struct Guards {
    _listeners: Vec<EventListener>,
}

/// Guards against leaving by gestures, and keeps the screen on: back, the context menu,
/// dropped files.
pub fn guard() -> Guards {
    window::stay_here();
    stay_awake();
    let listeners = [
        window::on("popstate", |_| window::stay_here()),
        // A wake lock ends when the page is hidden.
        window::on("visibilitychange", |_| stay_awake()),
        window::prevent("contextmenu"),
        window::prevent("dragover"),
        window::prevent("drop"),
    ];
    Guards {
        _listeners: listeners.into_iter().flatten().collect(),
    }
}

/// Random bytes; zeroes where the browser has no chance.
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    if let Some(crypto) = web_sys::window().and_then(|window| window.crypto().ok()) {
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    bytes
}
