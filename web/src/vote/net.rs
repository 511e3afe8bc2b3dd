//! Asking the server that the page came from.

use crate::platform::files::words;
use crate::platform::sleep;
use js_sys::{JSON, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, RequestInit, Response};

/// Milliseconds until an asking is given up.
const PATIENCE: u32 = 20_000;
/// The same for something long.
const LONG: u32 = 300_000;

/// What the server answered.
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The body.
    pub text: String,
}

impl Answer {
    /// Whether it is what was asked for.
    pub fn is_ok(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The text of a member of a JSON answer.
    pub fn member(&self, name: &str) -> Option<String> {
        let object = JSON::parse(&self.text).ok()?;
        Reflect::get(&object, &name.into()).ok()?.as_string()
    }
}

/// The address of what the server has about a poll.
pub fn of_poll(poll: &str, what: &str) -> String {
    ["/v1/polls/", poll, what].concat()
}

/// Asks for something.
///
/// # Errors
/// There was no whole answer: the browser's own words.
pub async fn get(address: &str) -> Result<Answer, String> {
    ask(address, "GET", None, PATIENCE).await
}

/// Asks for something long.
///
/// # Errors
/// There was no whole answer: the browser's own words.
pub async fn get_long(address: &str) -> Result<Answer, String> {
    ask(address, "GET", None, LONG).await
}

/// Hands something in.
///
/// # Errors
/// There was no whole answer: the browser's own words. It may have arrived all the same.
pub async fn post(address: &str, body: &str) -> Result<Answer, String> {
    ask(address, "POST", Some(body), PATIENCE).await
}

async fn ask(
    address: &str,
    method: &str,
    body: Option<&str>,
    patience: u32,
) -> Result<Answer, String> {
    try_ask(address, method, body, patience)
        .await
        .map_err(|error| words(&error))
}

async fn try_ask(
    address: &str,
    method: &str,
    body: Option<&str>,
    patience: u32,
) -> Result<Answer, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let init = RequestInit::new();
    init.set_method(method);
    if let Some(body) = body {
        init.set_body(&body.into());
    }
    let controller = AbortController::new()?;
    init.set_signal(Some(&controller.signal()));
    // Called off when this function ends.
    let _late = sleep::after(patience, move || controller.abort());
    let response = JsFuture::from(window.fetch_with_str_and_init(address, &init)).await?;
    let response: Response = response.dyn_into()?;
    let text = JsFuture::from(response.text()?).await?;
    Ok(Answer {
        status: response.status(),
        text: text.as_string().unwrap_or_default(),
    })
}
