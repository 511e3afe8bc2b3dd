//! Sending by `fetch`.

use super::bell::sleep;
use crate::post;
use huiyin_sync::http::{MAX_BODY, Request, Response, Transport, TransportError};
use huiyin_sync::probe::Bench;
use js_sys::{Array, Promise, Reflect, Uint8Array};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    AbortController, Headers, ReferrerPolicy, RequestCache, RequestCredentials, RequestInit,
    Response as Answer,
};

/// Milliseconds a request may take. An object of a megabyte has to pass a slow line.
const LONGEST: u32 = 120_000;

/// The browser's own transport.
#[derive(Clone, Copy)]
pub struct Fetch;

impl Bench for Fetch {
    fn millis(&self) -> Option<u64> {
        Some(post::scope().performance()?.now() as u64)
    }
}

impl Transport for Fetch {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let abort = AbortController::new().map_err(|error| broken(&error))?;
        let done = Rc::new(Cell::new(false));
        let late = Rc::new(Cell::new(false));
        {
            let (abort, done, late) = (abort.clone(), done.clone(), late.clone());
            spawn_local(async move {
                sleep(LONGEST).await;
                if !done.get() {
                    late.set(true);
                    abort.abort();
                }
            });
        }
        let answer = exchange(&request, &abort).await;
        done.set(true);
        match answer {
            Err(_) if late.get() => Err(TransportError::TimedOut),
            other => other,
        }
    }
}

/// Begins a request; the answer's head is there, its body may be still on its way.
pub async fn begin(request: &Request, abort: &AbortController) -> Result<Answer, TransportError> {
    let headers = Headers::new().map_err(|error| broken(&error))?;
    for (name, value) in &request.headers {
        headers
            .append(name, value)
            .map_err(|error| TransportError::Address(words(&error)))?;
    }
    let init = RequestInit::new();
    init.set_method(request.method.as_str());
    init.set_headers(&headers);
    init.set_signal(Some(&abort.signal()));
    // What a cache holds of a list or of an object once torn is not what the store holds.
    init.set_cache(RequestCache::NoStore);
    // A gateway before our own server may know people by a cookie; no other server gets one.
    init.set_credentials(RequestCredentials::SameOrigin);
    init.set_referrer_policy(ReferrerPolicy::NoReferrer);
    if !request.body.is_empty() {
        init.set_body(&Uint8Array::from(request.body.as_slice()));
    }
    let asked = post::scope().fetch_with_str_and_init(&request.url, &init);
    let answer = JsFuture::from(asked)
        .await
        .map_err(|error| broken(&error))?;
    answer.dyn_into().map_err(|error| broken(&error))
}

async fn exchange(request: &Request, abort: &AbortController) -> Result<Response, TransportError> {
    let answer = begin(request, abort).await?;
    let headers = headers(&answer);
    let announced = headers
        .iter()
        .find(|(name, _)| name == "content-length")
        .and_then(|(_, value)| value.parse::<usize>().ok());
    if announced.is_some_and(|length| length > MAX_BODY) {
        abort.abort();
        return Err(TransportError::TooLarge);
    }
    let buffer: Promise = answer.array_buffer().map_err(|error| broken(&error))?;
    let buffer = JsFuture::from(buffer)
        .await
        .map_err(|error| broken(&error))?;
    let body = Uint8Array::new(&buffer);
    if body.length() as usize > MAX_BODY {
        return Err(TransportError::TooLarge);
    }
    Ok(Response {
        status: answer.status(),
        headers,
        body: body.to_vec(),
    })
}

fn headers(answer: &Answer) -> Vec<(String, String)> {
    let mut all = Vec::new();
    let Ok(Some(list)) = js_sys::try_iter(&answer.headers()) else {
        return all;
    };
    for pair in list.flatten() {
        let pair = Array::from(&pair);
        if let (Some(name), Some(value)) = (pair.get(0).as_string(), pair.get(1).as_string()) {
            all.push((name, value));
        }
    }
    all
}

fn broken(error: &JsValue) -> TransportError {
    TransportError::Connection(words(error))
}

fn words(error: &JsValue) -> String {
    let message = Reflect::get(error, &"message".into()).unwrap_or_default();
    message.as_string().unwrap_or_default()
}
