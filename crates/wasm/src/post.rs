//! Messages to the page.

use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::DedicatedWorkerGlobalScope;

/// The worker's global object.
pub fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// Posts the answer to ask `id`: `{id, b}`.
pub fn answer(id: u32, bytes: &[u8]) {
    post("id", &id.into(), bytes);
}

/// Posts what was not asked for: `{t: "push", b}`.
pub fn push(bytes: &[u8]) {
    post("t", &"push".into(), bytes);
}

/// Posts what was not asked for, with a few things beside it that can be read without its bytes.
#[cfg(feature = "sync")]
pub fn push_with(bytes: &[u8], beside: &[(&str, JsValue)]) {
    let message = Object::new();
    for (key, value) in beside {
        // Fails only on a frozen object; this one is new.
        let _ = Reflect::set(&message, &(*key).into(), value);
    }
    post_message(&message, "t", &"push".into(), bytes);
}

fn post(key: &str, value: &JsValue, bytes: &[u8]) {
    post_message(&Object::new(), key, value, bytes);
}

fn post_message(message: &Object, key: &str, value: &JsValue, bytes: &[u8]) {
    let body = Uint8Array::from(bytes);
    let posted = Reflect::set(message, &key.into(), value)
        .and_then(|_| Reflect::set(message, &"b".into(), &body))
        // The buffer is handed over, not copied once more: parts of a bundle are large.
        .and_then(|_| scope().post_message_with_transfer(message, &Array::of1(&body.buffer())));
    if let Err(error) = posted {
        // A page that cannot be told anything must hear at least of that.
        wasm_bindgen::throw_val(error);
    }
}

/// Leaves a panic's message where the worker's script finds it before the module dies.
pub fn leave_panics_behind() {
    std::panic::set_hook(Box::new(|info| {
        let text = JsValue::from_str(&info.to_string());
        let _ = Reflect::set(&js_sys::global(), &"huiyinPanic".into(), &text);
    }));
}
