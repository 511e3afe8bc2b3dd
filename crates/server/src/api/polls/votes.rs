//! Handing votes in, and reading them once voting is over.

use super::{Poll, checks, phase};
use crate::api::body;
use crate::api::office::Office;
use crate::api::who::Peer;
use crate::app::App;
use crate::objects::boxes::{Cast, Phase, State, Turn};
use crate::refusal::{self, Refusal};
use axum::Json;
use axum::body::Body;
use axum::extract;
use axum::extract::Query;
use axum::extract::rejection::QueryRejection;
use axum::http::{HeaderMap, header};
use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Most bytes handed in at once.
const MOST: usize = 256 * 1_024;
/// Lines in an answer.
const PAGE: usize = 1_000;

#[derive(Serialize)]
pub(crate) struct Kept {
    kept: usize,
}

#[derive(Deserialize)]
pub(crate) struct Asked {
    after: Option<String>,
}

/// Whether a box takes votes now, as far as can be told before they are put in.
fn taking(app: &App, state: State) -> Result<(), Refusal> {
    let early = state.phase == Phase::Open && !app.objects.boxes().forgetful();
    if state.phase.takes() && !early {
        Ok(())
    } else {
        Err(phase::shut(state.phase))
    }
}

/// `POST /v1/polls/{poll}/votes`: nothing of who asks goes any further than the limits.
pub(crate) async fn post(
    extract::State(app): extract::State<Arc<App>>,
    Peer(address): Peer,
    Poll(poll): Poll,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<Kept>, Refusal> {
    let state = phase::state(&app, &poll).await?;
    let held = body::read(&app, &headers, body, MOST).await?;
    let lines = held.bytes.split(|byte| *byte == b'\n').count();
    app.gates.votes(address, lines)?;
    taking(&app, state)?;
    let checker = checks::checker(&app, &poll).await?;
    let bytes = held.bytes.clone();
    let turn = Arc::clone(&app.gates.checks).acquire_owned().await;
    let turn = turn.map_err(|_| refusal::failed())?;
    let check = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        let text = std::str::from_utf8(&bytes).map_err(|_| refusal::bad_request())?;
        checks::check(&checker, text)
    });
    let ballots = check.await.map_err(|_| refusal::failed())??;
    let names: BTreeSet<&str> = ballots.iter().map(|one| one.name.as_str()).collect();
    let kept = names.len();
    match app.objects.boxes().cast(&poll, ballots).await? {
        Cast::Kept => {
            app.metrics.votes.add(u64::try_from(kept).unwrap_or(0));
            Ok(Json(Kept { kept }))
        }
        Cast::NoBox => Err(refusal::poll_unknown()),
        Cast::Shut(phase) => Err(phase::shut(phase)),
        Cast::Full(at) => Err(refusal::vote_too_many().at_line(at + 1)),
    }
}

/// `GET /v1/polls/{poll}/votes`: lines by name. A box that was looked into is not opened again.
pub(crate) async fn list(
    extract::State(app): extract::State<Arc<App>>,
    Poll(poll): Poll,
    _: Office,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<impl IntoResponse, Refusal> {
    let Query(asked) = asked.map_err(|_| refusal::bad_request())?;
    let after = asked.after.unwrap_or_default();
    let digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    if !matches!(after.len(), 0 | 64) || !after.bytes().all(digit) {
        return Err(refusal::bad_request());
    }
    let boxes = app.objects.boxes();
    let phase = phase::state(&app, &poll).await?.phase;
    if !phase.over() {
        return Err(refusal::box_not_closed());
    }
    // It may have been opened meanwhile, and then nothing is told of it.
    if phase == Phase::Closed && boxes.turn(&poll, Phase::Read).await? != Turn::Done {
        return Err(refusal::box_not_closed());
    }
    let page = boxes.lines(&poll, &after, PAGE).await?;
    let mut text = String::new();
    for (_, line) in page.lines {
        text.push_str(&line);
        text.push('\n');
    }
    let kind = "application/x-ndjson; charset=utf-8";
    Ok(([(header::CONTENT_TYPE, kind)], text))
}
