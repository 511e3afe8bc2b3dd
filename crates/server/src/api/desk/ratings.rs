//! How content citizens are with what became of their voices.

use super::tracks::{self, Rating};
use super::{After, Hash, own_page, settings, work};
use crate::api::body;
use crate::api::office::Office;
use crate::api::who::Peer;
use crate::app::App;
use crate::chance;
use crate::objects::StoreError;
use crate::objects::desk::{Kept, Room, Shelf};
use crate::refusal::{self, Refusal};
use axum::Json;
use axum::body::{Body, Bytes};
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use huiyin_intake::tidy_text;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// Longest body in bytes, and longest note in characters.
const MOST: usize = 8 << 10;
const NOTE: usize = 300;
/// What one answer holds.
const PAGE: Room = Room {
    items: 500,
    bytes: 1 << 20,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sent {
    challenge: String,
    nonce: u64,
    rating: Rating,
    #[serde(default)]
    note: String,
}

#[derive(Serialize, Deserialize)]
struct Opinion {
    rating: Rating,
    note: String,
}

#[derive(Serialize)]
pub(crate) struct Received {
    received: bool,
}

#[derive(Serialize)]
struct Rated {
    id: String,
    hash: String,
    rating: Rating,
    note: String,
}

#[derive(Serialize)]
pub(crate) struct Listed {
    ratings: Vec<Rated>,
    more: bool,
}

/// `POST /v1/track/{hash}/rating`: one for each voice; until the office has taken it, another
/// takes its place.
pub(crate) async fn post(
    State(app): State<Arc<App>>,
    Peer(address): Peer,
    Hash(hash): Hash,
    headers: HeaderMap,
    body: Body,
) -> Result<(StatusCode, Json<Received>), Refusal> {
    own_page(&headers)?;
    app.gates.voice(address)?;
    let held = body::read(&app, &headers, body, MOST).await?;
    let read = serde_json::from_slice(&held.bytes);
    let sent: Sent = read.map_err(|_| refusal::rating_malformed())?;
    let rated = Opinion {
        rating: sent.rating,
        note: tidy_text(&sent.note),
    };
    if rated.note.chars().count() > NOTE {
        return Err(refusal::rating_malformed());
    }
    let (hash, status) = tracks::find(&app, address, hash).await?;
    if !status.rate || status.rated.is_some() {
        return Err(refusal::rating_closed());
    }
    let bytes = serde_json::to_vec(&rated).map_err(|_| refusal::failed())?;
    let on = [hash.as_bytes(), b"\0", &bytes].concat();
    let on = chance::to_hex(&Sha256::digest(on));
    let intake = settings::intake(&app).await?;
    work::paid(&app, intake.bits, &sent.challenge, sent.nonce, &on).await?;
    let (desk, most) = (app.objects.desk(), app.limits.ratings);
    match desk
        .keep(Shelf::Ratings, &hash, Bytes::from(bytes), most)
        .await?
    {
        Kept::Full => Err(refusal::intake_full()),
        Kept::New | Kept::Same | Kept::Over => {
            app.metrics.ratings.add(1);
            Ok((StatusCode::CREATED, Json(Received { received: true })))
        }
    }
}

/// What a rating is called: its voice's hash, and a mark of its own, since another one may take
/// its place while the office reads it.
fn id(hash: &str, bytes: &[u8]) -> String {
    let mark = chance::to_hex(&Sha256::digest(bytes));
    format!("{hash}-{}", mark.get(..16).unwrap_or_default())
}

/// `GET /v1/ratings`
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    _: Office,
    After(after): After,
) -> Result<Json<Listed>, Refusal> {
    let piece = app
        .objects
        .desk()
        .piece(Shelf::Ratings, &after, PAGE)
        .await?;
    let rated = |(hash, bytes): (String, Bytes)| {
        let kept: Opinion = serde_json::from_slice(&bytes).map_err(StoreError::broken)?;
        Ok(Rated {
            id: id(&hash, &bytes),
            hash,
            rating: kept.rating,
            note: kept.note,
        })
    };
    let ratings: Result<Vec<Rated>, StoreError> = piece.items.into_iter().map(rated).collect();
    Ok(Json(Listed {
        ratings: ratings?,
        more: piece.more,
    }))
}

/// `DELETE /v1/ratings/{id}`: the office has it now. One that took its place since waits on.
pub(crate) async fn forget(
    State(app): State<Arc<App>>,
    _: Office,
    path: Result<Path<String>, PathRejection>,
) -> Result<StatusCode, Refusal> {
    let Path(named) = path.map_err(|_| refusal::not_found())?;
    let hash = named.split_once('-').map(|(hash, _)| hash);
    let hash = hash.filter(|hash| super::is_hash(hash));
    let hash = hash.ok_or_else(refusal::not_found)?;
    let desk = app.objects.desk();
    if let Some(bytes) = desk.kept(Shelf::Ratings, hash).await?
        && id(hash, &bytes) == named
    {
        desk.forget_same(Shelf::Ratings, hash, bytes).await?;
    }
    Ok(StatusCode::NO_CONTENT)
}
