//! The demo workspace: where the server lays one beside the app and the store
//! is empty, it is taken in like any bundle.

use crate::platform::{engine, prefs, sync};
use crate::route::{self, Route};
use huiyin_protocol::Request;
use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Response;

/// Where it lies, beside the page.
const ADDRESS: &str = "demo.huiyin.json";
/// Bytes handed over at a time.
const PART: usize = 1 << 20;
/// Set once it was taken in, so that a workspace emptied on purpose stays empty.
const OFFERED: &str = "demo-offered";

/// Takes in the demo, where there is one; silent where there is none. Not where the
/// workspace is shared, or is about to be: what others hold must not meet a demonstration.
pub fn offer() {
    let shares = matches!(route::current(), Route::Join(_) | Route::Sharing(_));
    if shares || sync::is_shared() || prefs::is_on(OFFERED) {
        return;
    }
    spawn_local(async move {
        if let Some(bytes) = fetch().await
            && hand_over(&bytes).await
        {
            prefs::switch(OFFERED, true);
        }
    });
}

async fn fetch() -> Option<Vec<u8>> {
    let asked = web_sys::window()?.fetch_with_str(ADDRESS);
    let response: Response = JsFuture::from(asked).await.ok()?.dyn_into().ok()?;
    // A server without one says 204, or 404.
    if response.status() != 200 {
        return None;
    }
    let buffer = JsFuture::from(response.array_buffer().ok()?).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}

/// Answers whether all of it was taken in.
async fn hand_over(bytes: &[u8]) -> bool {
    let count = bytes.chunks(PART).len();
    for (at, part) in bytes.chunks(PART).enumerate() {
        let request = Request::BundleImport {
            first: at == 0,
            last: at + 1 == count,
            bytes: part.to_vec(),
        };
        if let Err(failure) = engine::ask(request).await {
            crate::state::notices::failure(&failure);
            return false;
        }
    }
    true
}
