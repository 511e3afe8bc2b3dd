//! The sheet: what is asked, and the cards that may answer.

use super::{Poll, checks, document};
use crate::api::body;
use crate::api::office::Office;
use crate::app::App;
use crate::objects::StoreError;
use crate::refusal::{self, Refusal};
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use huiyin_ballot::{BallotError, MAX_SHEET, Sheet};
use std::sync::Arc;

/// `PUT /v1/polls/{poll}`
pub(crate) async fn put(
    State(app): State<Arc<App>>,
    Poll(poll): Poll,
    _: Office,
    headers: HeaderMap,
    body: Body,
) -> Result<StatusCode, Refusal> {
    let held = body::read(&app, &headers, body, MAX_SHEET).await?;
    let bytes = held.bytes.clone();
    let read = tokio::task::spawn_blocking(move || {
        let text = std::str::from_utf8(&bytes).map_err(|_| refusal::bad_request())?;
        let sheet = Sheet::read(text).map_err(|error| unreadable(&error))?;
        Ok::<_, Refusal>((sheet.poll.clone(), checks::shape(&sheet)))
    });
    let (named, shape) = read.await.map_err(|_| refusal::failed())??;
    if named != poll {
        return Err(refusal::poll_mismatch());
    }
    // Whoever broke off between the two puts the same sheet again, or leads the box on.
    let kept = document::keep(&app, &poll, "sheet", held.bytes.clone()).await?;
    app.objects.boxes().make(&poll, shape).await?;
    Ok(kept)
}

/// `GET /v1/polls/{poll}`
pub(crate) async fn read(
    State(app): State<Arc<App>>,
    Poll(poll): Poll,
) -> Result<impl IntoResponse, Refusal> {
    document::tell(&app, &poll, "sheet").await
}

/// What is wrong with a sheet or a board.
pub(super) fn unreadable(error: &BallotError) -> Refusal {
    Refusal::because(StatusCode::UNPROCESSABLE_ENTITY, error.code(), error.text())
}

/// A sheet that was read before it was kept.
pub(super) async fn kept(app: &App, poll: &str) -> Result<Sheet, Refusal> {
    let bytes = app.objects.get(&document::key(poll, "sheet")).await?;
    let bytes = bytes.ok_or_else(refusal::poll_unknown)?;
    let read = tokio::task::spawn_blocking(move || {
        let text = std::str::from_utf8(&bytes).map_err(StoreError::broken)?;
        Sheet::read(text).map_err(|error| StoreError::Broken(error.text().en))
    });
    Ok(read.await.map_err(|_| refusal::failed())??)
}
