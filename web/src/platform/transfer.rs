//! What is dropped on the page or pasted into it. Read by name: the typed
//! bindings of drag and clipboard events would not be used for anything else.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, File};

fn field(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &name.into()).unwrap_or_default()
}

fn files(transfer: &JsValue) -> Vec<File> {
    let list = field(transfer, "files");
    if list.is_null() || list.is_undefined() {
        return Vec::new();
    }
    let all = Array::from(&list);
    all.iter().filter_map(|file| file.dyn_into().ok()).collect()
}

/// The files of a `drop` event.
pub fn dropped(event: &Event) -> Vec<File> {
    files(&field(event, "dataTransfer"))
}

/// The files of a `paste` event: a file copied in the file manager.
pub fn pasted_files(event: &Event) -> Vec<File> {
    files(&field(event, "clipboardData"))
}

/// The text of a `paste` event; empty where there is none.
pub fn pasted_text(event: &Event) -> String {
    let clipboard = field(event, "clipboardData");
    let read: Option<Function> = field(&clipboard, "getData").dyn_into().ok();
    let text = read.and_then(|read| read.call1(&clipboard, &"text/plain".into()).ok());
    text.and_then(|text| text.as_string()).unwrap_or_default()
}
