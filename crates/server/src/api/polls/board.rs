//! The board: what is published after the vote.

use super::{Poll, document, phase, sheet};
use crate::api::body;
use crate::api::office::Office;
use crate::app::App;
use crate::chance;
use crate::objects::boxes::Phase;
use crate::refusal::{self, Refusal};
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use huiyin_ballot::Board;
use sha2::{Digest, Sha256};
use std::collections::HashSet;
use std::sync::Arc;

/// Longest board, in bytes (128 MiB).
const MOST: usize = 128 << 20;
/// Votes that are compared at once.
const PAGE: usize = 10_000;

/// What has to agree with what is kept here.
struct Read {
    sheet: String,
    names: HashSet<String>,
}

fn read_board(bytes: &[u8]) -> Result<Read, Refusal> {
    let text = std::str::from_utf8(bytes).map_err(|_| refusal::bad_request())?;
    let board = Board::read(text).map_err(|error| sheet::unreadable(&error))?;
    let name = |line: &String| chance::to_hex(&Sha256::digest(line.as_bytes()));
    Ok(Read {
        names: board.lines.iter().map(name).collect(),
        sheet: board.sheet.write(),
    })
}

/// `PUT /v1/polls/{poll}/board`: that it counts well is everybody's to check. That it is of this
/// poll and leaves out no vote that was acknowledged here is checked at once.
pub(crate) async fn put(
    State(app): State<Arc<App>>,
    Poll(poll): Poll,
    _: Office,
    headers: HeaderMap,
    body: Body,
) -> Result<StatusCode, Refusal> {
    if phase::state(&app, &poll).await?.phase != Phase::Fixed {
        return Err(refusal::box_not_fixed());
    }
    let held = body::read(&app, &headers, body, MOST).await?;
    let bytes = held.bytes.clone();
    let read = tokio::task::spawn_blocking(move || read_board(&bytes)).await;
    let board = read.map_err(|_| refusal::failed())??;
    let kept = app.objects.get(&document::key(&poll, "sheet")).await?;
    let kept = kept.ok_or_else(refusal::poll_unknown)?;
    if board.sheet.as_bytes() != &kept[..] {
        return Err(refusal::poll_mismatch());
    }
    let mut after = String::new();
    loop {
        let page = app.objects.boxes().lines(&poll, &after, PAGE).await?;
        if page
            .lines
            .iter()
            .any(|(name, _)| !board.names.contains(name))
        {
            return Err(refusal::board_drops());
        }
        match page.lines.into_iter().next_back() {
            Some((last, _)) if page.more => after = last,
            _ => break,
        }
    }
    let kept = document::keep(&app, &poll, "board", held.bytes.clone()).await?;
    // A store that kept more than the list lets go of it now.
    app.objects.boxes().turn(&poll, Phase::Fixed).await?;
    Ok(kept)
}

/// `GET /v1/polls/{poll}/board`
pub(crate) async fn read(
    State(app): State<Arc<App>>,
    Poll(poll): Poll,
) -> Result<impl IntoResponse, Refusal> {
    document::tell(&app, &poll, "board").await
}
