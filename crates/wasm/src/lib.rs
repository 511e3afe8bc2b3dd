//! The engine in a browser worker: a typed façade without logic.
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};

/// Called once by the worker after loading.
#[wasm_bindgen]
pub fn start() {}

/// Takes request `id`; the answer `{id, b}` is posted to the page.
#[wasm_bindgen]
pub fn handle(id: u32, bytes: Vec<u8>) -> Result<(), JsValue> {
    let answer = js_sys::Object::new();
    js_sys::Reflect::set(&answer, &"id".into(), &id.into())?;
    js_sys::Reflect::set(&answer, &"b".into(), &js_sys::Uint8Array::from(&bytes[..]))?;
    let scope: web_sys::DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    scope.post_message(&answer)
}
