//! The app: a folder of files, served with the headers that a browser should see.

mod files;
mod policy;

pub(crate) use policy::{Policy, protect};

use crate::app::App;
use crate::refusal;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::BytesMut;
pub(crate) use files::decoded;
use files::{cache_control, encodings, media_type, resolve, with_suffix};
use futures_lite::stream;
use std::fs::Metadata;
use std::path::Path;
use std::sync::Arc;
use std::time::UNIX_EPOCH;
use tokio::fs::File;
use tokio::io::AsyncReadExt;

/// How much of a file is read at once.
const PIECE: usize = 64 << 10;

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

/// A file and what the system says of it; `None` where there is none.
async fn open(path: &Path) -> Option<(File, Metadata)> {
    let file = File::open(path).await.ok()?;
    let about = file.metadata().await.ok().filter(Metadata::is_file)?;
    Some((file, about))
}

/// What tells a file from those under its name before it and after it, as far as a browser has to
/// know: when it was written, and how long it is.
fn tag(about: &Metadata, encoding: Option<&str>) -> String {
    let written = about.modified().unwrap_or(UNIX_EPOCH);
    let written = written.duration_since(UNIX_EPOCH).unwrap_or_default();
    let (nanos, length) = (written.as_nanos(), about.len());
    format!("W/\"{nanos:x}-{length:x}-{}\"", encoding.unwrap_or("plain"))
}

/// Whether whoever asks has what a tag stands for.
pub(crate) fn known(asked: &HeaderMap, tag: &str) -> bool {
    let known = asked.get(header::IF_NONE_MATCH);
    let known = known.and_then(|known| known.to_str().ok());
    known.is_some_and(|known| known.split(',').any(|one| one.trim() == tag))
}

/// A file piece by piece: whoever reads slowly holds one of them and not all.
fn pieces(file: File) -> Body {
    Body::from_stream(stream::try_unfold(file, |mut file| async move {
        let mut piece = BytesMut::with_capacity(PIECE);
        let read = file.read_buf(&mut piece).await?;
        Ok::<_, std::io::Error>((read > 0).then(|| (piece.freeze(), file)))
    }))
}

async fn answer(file: &Path, name: &str, asked: &HeaderMap) -> Response {
    let accepted = asked.get_all(header::ACCEPT_ENCODING).iter();
    let accepted: Vec<&str> = accepted.filter_map(|value| value.to_str().ok()).collect();
    let mut opened = None;
    for (encoding, suffix) in encodings(&accepted.join(",")) {
        if let Some(twin) = open(&with_suffix(file, suffix)).await {
            opened = Some((Some(encoding), twin));
            break;
        }
    }
    if opened.is_none() {
        opened = open(file).await.map(|file| (None, file));
    }
    let Some((encoding, (file, about))) = opened else {
        return refusal::not_found().into_response();
    };
    let tag = tag(&about, encoding);
    let mut response = if known(asked, &tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let mut response = pieces(file).into_response();
        let length = HeaderValue::from(about.len());
        response
            .headers_mut()
            .insert(header::CONTENT_LENGTH, length);
        response
    };
    let headers = response.headers_mut();
    if let Ok(tag) = HeaderValue::try_from(tag) {
        headers.insert(header::ETAG, tag);
    }
    let mut set = |name, value| headers.insert(name, HeaderValue::from_static(value));
    set(header::CONTENT_TYPE, media_type(name));
    set(header::CACHE_CONTROL, cache_control(name));
    set(header::VARY, "Accept-Encoding, User-Agent");
    if let Some(encoding) = encoding {
        set(header::CONTENT_ENCODING, encoding);
    }
    response
}
