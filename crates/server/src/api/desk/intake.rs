//! Whether voices are taken, and what a page needs to send one.

use super::settings::{self, INTAKE, Intake};
use super::status;
use crate::api::body;
use crate::api::office::Office;
use crate::app::App;
use crate::clock;
use crate::objects::desk::{Room, Shelf};
use crate::refusal::{self, Refusal};
use axum::Json;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use huiyin_intake::{MAX_PICTURES, MAX_SEALED};
use serde::Serialize;
use std::sync::Arc;
use std::time::Instant;

/// Longest settings, in bytes.
const MOST: usize = 4 * 1_024;
/// Both documents of the settings.
pub(super) const DOCUMENTS: Room = Room {
    items: 2,
    bytes: 64 << 20,
};

#[derive(Serialize)]
pub(crate) struct Told {
    open: bool,
    key: String,
    challenge: String,
    bits: u8,
    max_pictures: usize,
    max_bytes: usize,
    title: String,
}

#[derive(Serialize)]
pub(crate) struct Desk {
    open: bool,
    key: String,
    bits: u8,
    title: String,
    /// Voices that wait to be taken.
    waiting: u64,
    /// Ratings that wait to be taken.
    ratings: u64,
    /// Whether nothing in the store shows when a voice came.
    forgetful: bool,
}

/// `GET /v1/intake`: a challenge is given also while nothing is taken, since ratings need one.
pub(crate) async fn read(State(app): State<Arc<App>>) -> Result<Json<Told>, Refusal> {
    let intake = settings::intake(&app).await?;
    let bits = app.citizens.load.bits(intake.bits, Instant::now());
    let challenge = app.secrets.work(bits, clock::now());
    Ok(Json(Told {
        open: intake.open,
        key: intake.key.clone(),
        challenge: challenge.ok_or_else(refusal::failed)?,
        bits,
        max_pictures: MAX_PICTURES,
        max_bytes: MAX_SEALED,
        title: intake.title.clone(),
    }))
}

/// `PUT /v1/intake`
pub(crate) async fn put(
    State(app): State<Arc<App>>,
    _: Office,
    headers: HeaderMap,
    body: Body,
) -> Result<StatusCode, Refusal> {
    let held = body::read(&app, &headers, body, MOST).await?;
    let intake: Intake =
        serde_json::from_slice(&held.bytes).map_err(|_| refusal::settings_malformed())?;
    if !intake.good() {
        return Err(refusal::settings_malformed());
    }
    keep(&app, INTAKE, &intake).await
}

/// Keeps one of the two documents.
pub(super) async fn keep(
    app: &App,
    name: &str,
    document: &impl Serialize,
) -> Result<StatusCode, Refusal> {
    let bytes = serde_json::to_vec(document).map_err(|_| refusal::failed())?;
    let desk = app.objects.desk();
    let kept = desk
        .keep(Shelf::Settings, name, Bytes::from(bytes), DOCUMENTS)
        .await?;
    app.citizens.forget();
    status(kept)
}

/// `GET /v1/desk`: how it stands, for the office.
pub(crate) async fn desk(State(app): State<Arc<App>>, _: Office) -> Result<Json<Desk>, Refusal> {
    let intake = settings::intake(&app).await?;
    let desk = app.objects.desk();
    Ok(Json(Desk {
        open: intake.open,
        key: intake.key.clone(),
        bits: intake.bits,
        title: intake.title.clone(),
        waiting: desk.held(Shelf::Voices).await?.items,
        ratings: desk.held(Shelf::Ratings).await?.items,
        forgetful: app.objects.boxes().forgetful(),
    }))
}
