//! The page around the modules: what its boot script offers, and window events between modules.

use gloo_events::EventListener;
use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// What the boot script laid down under this name in `window.huiyin`.
pub fn offered(name: &str) -> Option<JsValue> {
    let window: JsValue = web_sys::window()?.into();
    let page = Reflect::get(&window, &"huiyin".into()).ok()?;
    Reflect::get(&page, &name.into()).ok()
}

/// Lays something down there for the other module.
pub fn leave(name: &str, value: &JsValue) {
    let Some(window) = web_sys::window() else {
        return;
    };
    if let Ok(page) = Reflect::get(&window.into(), &"huiyin".into()) {
        // Fails only on a frozen object; the boot script makes a plain one.
        let _ = Reflect::set(&page, &name.into(), value);
    }
}

/// Asks the boot script for the module with every page; asking again does nothing.
pub fn want_pages() {
    if let Some(load) = offered("pages").and_then(|found| found.dyn_into::<Function>().ok()) {
        // The boot script shows its own notice when loading fails.
        let _ = load.call0(&JsValue::NULL);
    }
}

/// Calls back the first time that the window hears this event.
pub fn on_window_once(name: &'static str, then: impl FnOnce() + 'static) {
    if let Some(window) = web_sys::window() {
        EventListener::once(&window, name, move |_| then()).forget();
    }
}

/// Sends an event to the window.
pub fn tell_window(name: &str) {
    if let (Some(window), Ok(event)) = (web_sys::window(), web_sys::Event::new(name)) {
        // Nobody may prevent it, so the answer says nothing.
        let _ = window.dispatch_event(&event);
    }
}
