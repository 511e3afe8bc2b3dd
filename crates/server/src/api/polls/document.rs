//! The two documents of a poll: once published they stay as they are.

use crate::api::shown::Bounds;
use crate::app::App;
use crate::objects::Put;
use crate::refusal::{self, Refusal};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use bytes::Bytes;

/// What is held of sheets and boards, some of which are as long as 128 MiB: three of those.
pub(crate) const DOCUMENTS: Bounds = Bounds {
    rest: 128 << 20,
    most: 384 << 20,
    fetches: 2,
    lasting: true,
};

/// Where a document lies; the third part says that it may be long.
pub(super) fn key(poll: &str, document: &str) -> String {
    format!("private/poll/p/{poll}/{document}")
}

/// Keeps a document.
pub(super) async fn keep(
    app: &App,
    poll: &str,
    document: &str,
    bytes: Bytes,
) -> Result<StatusCode, Refusal> {
    match app.objects.put_new(&key(poll, document), bytes).await? {
        Put::New => Ok(StatusCode::CREATED),
        Put::Same => Ok(StatusCode::OK),
        Put::Other => Err(refusal::other_bytes()),
    }
}

/// Tells a document as it was kept.
pub(super) async fn tell(
    app: &App,
    poll: &str,
    document: &str,
) -> Result<impl IntoResponse + use<>, Refusal> {
    let key = key(poll, document);
    let found = app.documents.get(&key, app.objects.get(&key)).await?;
    let found = found.ok_or_else(refusal::poll_unknown)?;
    let kind = "application/json; charset=utf-8";
    Ok(([(header::CONTENT_TYPE, kind)], found))
}
