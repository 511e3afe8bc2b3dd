//! Files in and out: choosing, reading in parts, saving.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File, HtmlAnchorElement, HtmlInputElement, Url};

/// Reads one part of a file, `from` included, `to` not; parts keep memory small.
/// The error is the browser's own words.
pub async fn read_part(file: &File, from: f64, to: f64) -> Result<Vec<u8>, String> {
    let part: Blob = file
        .slice_with_f64_and_f64(from, to)
        .map_err(|error| words(&error))?;
    let buffer = JsFuture::from(part.array_buffer())
        .await
        .map_err(|error| words(&error))?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// Reads a whole file. Check [`File::size`] first.
pub async fn read_all(file: &File) -> Result<Vec<u8>, String> {
    read_part(file, 0.0, file.size()).await
}

/// The files chosen in an `<input type="file">`, which is emptied so that
/// choosing the same file again is heard.
pub fn chosen(input: &HtmlInputElement) -> Vec<File> {
    let list = input.files();
    let files = list.map_or_else(Vec::new, |list| {
        (0..list.length()).filter_map(|at| list.get(at)).collect()
    });
    input.set_value("");
    files
}

/// Offers parts of bytes, one after another, as a file to be saved.
/// Answers false where the browser refused.
pub fn save(name: &str, kind: &str, parts: &[Vec<u8>]) -> bool {
    try_save(name, kind, parts).is_some()
}

fn try_save(name: &str, kind: &str, parts: &[Vec<u8>]) -> Option<()> {
    let list = Array::new();
    for part in parts {
        list.push(&Uint8Array::from(part.as_slice()));
    }
    let raw = Blob::new_with_u8_array_sequence(&list).ok()?;
    let blob = raw
        .slice_with_f64_and_f64_and_content_type(0.0, raw.size(), kind)
        .ok()?;
    let url = Url::create_object_url_with_blob(&blob).ok()?;
    let document = web_sys::window()?.document()?;
    let link: HtmlAnchorElement = document.create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&url);
    link.set_download(name);
    let body = document.body()?;
    // Some browsers only follow links that are in the document.
    body.append_child(&link).ok()?;
    link.click();
    link.remove();
    // The download may still be reading it; let it go a minute later.
    super::sleep::after(60_000, move || {
        let _ = Url::revoke_object_url(&url);
    })
    .forget();
    Some(())
}

/// The type of Excel workbooks.
pub const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// The type of bundles.
pub const JSON: &str = "application/json";

/// What a thrown value says.
pub fn words(error: &JsValue) -> String {
    let message = js_sys::Reflect::get(error, &"message".into()).ok();
    message
        .and_then(|message| message.as_string())
        .or_else(|| error.as_string())
        .unwrap_or_else(|| "unknown".to_owned())
}
