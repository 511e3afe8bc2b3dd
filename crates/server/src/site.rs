//! The app: a folder of files, served with the headers that a browser should see.

mod files;
mod policy;

pub(crate) use policy::{Policy, protect};

use crate::app::App;
use crate::refusal;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
pub(crate) use files::decoded;
use files::{cache_control, encodings, media_type, resolve, with_suffix};
use std::path::Path;
use std::sync::Arc;

/// Any address that is no part of the interface: a file of the app.
pub(crate) async fn serve(State(app): State<Arc<App>>, request: Request) -> Response {
    if request.method() != Method::GET && request.method() != Method::HEAD {
        let mut refused = refusal::method_not_allowed().into_response();
        let allowed = HeaderValue::from_static("GET, HEAD");
        refused.headers_mut().insert(header::ALLOW, allowed);
        return refused;
    }
    let Some(path) = decoded(request.uri().path()) else {
        return refusal::bad_request().into_response();
    };
    let site = app.site.as_deref();
    let Some(file) = site.and_then(|site| resolve(site, &path)) else {
        return refusal::not_found().into_response();
    };
    let name = if path == "/" { "/index.html" } else { &path };
    answer(&file, name, request.headers()).await
}

/// The demo workspace. A server without one says "nothing here" rather than "not found", which
/// browsers report as an error.
pub(crate) async fn demo(State(app): State<Arc<App>>, headers: HeaderMap) -> Response {
    match app.demo.as_deref() {
        Some(file) => answer(file, "/demo.huiyin.json", &headers).await,
        None => StatusCode::NO_CONTENT.into_response(),
    }
}

async fn answer(file: &Path, name: &str, asked: &HeaderMap) -> Response {
    let accepted = asked.get_all(header::ACCEPT_ENCODING).iter();
    let accepted: Vec<&str> = accepted.filter_map(|value| value.to_str().ok()).collect();
    let mut packed = None;
    for (encoding, suffix) in encodings(&accepted.join(",")) {
        if let Ok(body) = tokio::fs::read(with_suffix(file, suffix)).await {
            packed = Some((encoding, body));
            break;
        }
    }
    let (encoding, body) = match packed {
        Some((encoding, body)) => (Some(encoding), body),
        None => match tokio::fs::read(file).await {
            Ok(body) => (None, body),
            Err(_) => return refusal::not_found().into_response(),
        },
    };
    let mut response = body.into_response();
    let headers = response.headers_mut();
    let mut set = |name, value| headers.insert(name, HeaderValue::from_static(value));
    set(header::CONTENT_TYPE, media_type(name));
    set(header::CACHE_CONTROL, cache_control(name));
    set(header::VARY, "Accept-Encoding, User-Agent");
    if let Some(encoding) = encoding {
        set(header::CONTENT_ENCODING, encoding);
    }
    response
}
