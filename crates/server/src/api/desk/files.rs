//! `/public/…`: files that the office publishes, for every page of every site to read.

use super::{After, status};
use crate::api::body;
use crate::api::office::Office;
use crate::api::shown::Bounds;
use crate::app::App;
use crate::chance::to_hex;
use crate::objects::desk::{Piece, Room, Shelf};
use crate::refusal::{self, Refusal};
use crate::site;
use axum::Json;
use axum::body::Body;
use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// Largest file, in bytes, and names in an answer.
const MOST: usize = 8 << 20;
const PAGE: usize = 1_000;
/// The same where hashes are told, for which every file is read: little enough to be held.
const READ: Room = Room {
    items: 200,
    bytes: 8 << 20,
};
/// What is held of them.
pub(super) const HELD: Bounds = Bounds {
    rest: 64 << 20,
    most: 256 << 20,
    fetches: 16,
    lasting: false,
};

type Named = Result<Path<String>, PathRejection>;

#[derive(Serialize)]
pub(crate) struct Listed {
    paths: Vec<String>,
    /// SHA-256 of each, in the same order, where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    hashes: Option<Vec<String>>,
    more: bool,
}

#[derive(Deserialize)]
pub(crate) struct Wanted {
    #[serde(default)]
    hashes: bool,
}

/// What a file is, by its ending; `None` for a path that none can have. No part begins with a
/// dot, so none leads anywhere else.
fn kind(path: &str) -> Option<&'static str> {
    let plain = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'-' | b'_');
    let part = |part: &str| !part.is_empty() && !part.starts_with('.') && part.bytes().all(plain);
    let levels = path.split('/').count();
    if path.len() > 128 || levels > 4 || !path.split('/').all(part) {
        return None;
    }
    // A folder is never called like a file, which stores with folders could not keep beside it.
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
    if folders.contains('.') {
        return None;
    }
    match name.rsplit_once('.')?.1 {
        "json" => Some("application/json; charset=utf-8"),
        "xml" => Some("application/xml; charset=utf-8"),
        _ => None,
    }
}

/// Whether a file is what its ending says.
fn whole(path: &str, bytes: &[u8]) -> bool {
    if path.ends_with(".json") {
        return serde_json::from_slice::<IgnoredAny>(bytes).is_ok();
    }
    // A document type could name entities and other files, which no feed needs.
    std::str::from_utf8(bytes)
        .is_ok_and(|text| text.starts_with("<?xml") && !text.contains("<!DOCTYPE"))
}

/// Headers under which any page may read an answer, and nothing in it runs.
fn open(response: Response) -> Response {
    let mut response = response;
    for (name, value) in [
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; frame-ancestors 'none'; sandbox",
        ),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "cross-origin",
        ),
    ] {
        response
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    response
}

/// `GET /public/{path}`
pub(crate) async fn read(State(app): State<Arc<App>>, path: Named, headers: HeaderMap) -> Response {
    let found = find(&app, path, &headers).await;
    open(found.unwrap_or_else(IntoResponse::into_response))
}

async fn find(app: &Arc<App>, path: Named, asked: &HeaderMap) -> Result<Response, Refusal> {
    let Path(path) = path.map_err(|_| refusal::not_found())?;
    let kind = kind(&path).ok_or_else(refusal::not_found)?;
    let fetch = app.objects.desk().kept(Shelf::Files, &path);
    let found = app.citizens.shown.get(&path, fetch).await?;
    let file = found.ok_or_else(refusal::not_found)?;
    let tag = file.tag().to_owned();
    let same = site::known(asked, &tag);
    let head = [
        (header::ETAG, tag.as_str()),
        (header::CACHE_CONTROL, "public, max-age=60"),
        (header::CONTENT_TYPE, kind),
    ];
    Ok(if same {
        (StatusCode::NOT_MODIFIED, head).into_response()
    } else {
        (head, file).into_response()
    })
}

/// `PUT /public/{path}`
pub(crate) async fn put(
    State(app): State<Arc<App>>,
    _: Office,
    path: Named,
    headers: HeaderMap,
    body: Body,
) -> Result<StatusCode, Refusal> {
    let Path(path) = path.map_err(|_| refusal::path_malformed())?;
    if kind(&path).is_none() {
        return Err(refusal::path_malformed());
    }
    let held = body::read(&app, &headers, body, MOST).await?;
    if !whole(&path, &held.bytes) {
        return Err(refusal::file_malformed());
    }
    let (desk, most) = (app.objects.desk(), app.limits.files);
    let kept = desk.keep(Shelf::Files, &path, held.bytes.clone(), most);
    let kept = kept.await;
    app.citizens.shown.forget(&path);
    status(kept?)
}

/// `DELETE /public/{path}`
pub(crate) async fn forget(
    State(app): State<Arc<App>>,
    _: Office,
    path: Named,
) -> Result<StatusCode, Refusal> {
    let Path(path) = path.map_err(|_| refusal::not_found())?;
    if kind(&path).is_none() {
        return Err(refusal::not_found());
    }
    let gone = app.objects.desk().forget(Shelf::Files, &path).await;
    app.citizens.shown.forget(&path);
    gone?;
    Ok(StatusCode::NO_CONTENT)
}

/// `GET /v1/public`: what is published, by name; with a hash of each where it is asked for, so
/// that whoever published it sees what is old without fetching all of it.
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    _: Office,
    After(after): After,
    wanted: Result<Query<Wanted>, QueryRejection>,
) -> Result<Json<Listed>, Refusal> {
    let Query(wanted) = wanted.map_err(|_| refusal::bad_request())?;
    let desk = app.objects.desk();
    if !wanted.hashes {
        let page = desk.names(Shelf::Files, &after, PAGE).await?;
        return Ok(Json(Listed {
            paths: page.keys,
            hashes: None,
            more: page.more,
        }));
    }
    let Piece { items, more } = desk.piece(Shelf::Files, &after, READ).await?;
    let hashed = |(path, bytes): (String, _)| (path, to_hex(&Sha256::digest(&bytes)));
    let (paths, hashes) = items.into_iter().map(hashed).unzip();
    Ok(Json(Listed {
        paths,
        hashes: Some(hashes),
        more,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_paths_name_a_file() {
        for good in ["board.json", "feed.xml", "item/0a.json", "a/b-c/d_e/f.json"] {
            assert!(kind(good).is_some(), "{good}");
        }
        for bad in [
            "",
            "board",
            "board.html",
            "board.js",
            "board.svg",
            "x.json/",
            "/x.json",
            "../x.json",
            "a/../x.json",
            "./x.json",
            ".json",
            "a//x.json",
            "a/b/c/d/x.json",
            "x.json/y.json",
            "a\\x.json",
            "a%2fx.json",
            "X.json",
            "x.json\0",
            "a b.json",
            "中.json",
        ] {
            assert_eq!(kind(bad), None, "{bad}");
        }
        assert_eq!(kind(&format!("{}.json", "x".repeat(128))), None);
    }

    #[test]
    fn files_are_what_their_ending_says() {
        assert!(
            whole("a.json", b"{\"a\":[1]}") && whole("a.xml", b"<?xml version=\"1.0\"?><rss/>")
        );
        let deep = "[".repeat(100_000);
        for (path, bad) in [
            ("a.json", &b"{"[..]),
            ("a.json", b"<script>"),
            ("a.json", deep.as_bytes()),
            ("a.xml", b"<rss/>"),
            (
                "a.xml",
                b"<?xml?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>",
            ),
            ("a.xml", b"<?xml\xff"),
        ] {
            assert!(!whole(path, bad));
        }
    }
}
