//! Voices: anybody hands them in, the office takes them away.

use super::settings::{self, Intake};
use super::{After, form, own_page, work};
use crate::api::body;
use crate::api::office::Office;
use crate::api::who::Peer;
use crate::app::App;
use crate::chance;
use crate::objects::desk::{Kept, Room, Shelf};
use crate::refusal::{self, Refusal};
use axum::Json;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use huiyin_intake::MAX_SEALED;
use huiyin_log::seal::OVERHEAD;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::net::IpAddr;
use std::sync::Arc;

/// Longest body, in bytes.
pub(super) const MOST: usize = 1 << 20;
/// What one answer holds.
const PAGE: Room = Room {
    items: 200,
    bytes: 4 << 20,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sent {
    challenge: String,
    nonce: u64,
    sealed: String,
}

#[derive(Serialize)]
struct Received {
    received: bool,
}

#[derive(Serialize)]
struct Voice {
    id: String,
    sealed: String,
}

#[derive(Serialize)]
pub(crate) struct Listed {
    voices: Vec<Voice>,
    more: bool,
}

/// `POST /v1/voices`: as a program sends it, or as a browser without any script does.
pub(crate) async fn post(
    State(app): State<Arc<App>>,
    Peer(address): Peer,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let kind = headers.get(header::CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let response = match form::Kind::of(kind) {
        Some(kind) => form::post(&app, address, kind, &headers, body).await,
        None => {
            let sent = sealed(&app, address, &headers, body).await;
            sent.map_or_else(IntoResponse::into_response, IntoResponse::into_response)
        }
    };
    if !response.status().is_success() {
        app.metrics.voices_refused.add(1);
    }
    response
}

async fn sealed(
    app: &Arc<App>,
    address: IpAddr,
    headers: &HeaderMap,
    body: Body,
) -> Result<(StatusCode, Json<Received>), Refusal> {
    own_page(headers)?;
    app.gates.voice(address)?;
    let intake = open(app).await?;
    let held = body::read(app, headers, body, MOST).await?;
    let sent: Sent = serde_json::from_slice(&held.bytes).map_err(|_| refusal::bad_request())?;
    let sealed = STANDARD
        .decode(&sent.sealed)
        .map_err(|_| refusal::sealed_malformed())?;
    let name = name(&sealed);
    work::paid(app, intake.bits, &sent.challenge, sent.nonce, &name).await?;
    receive(app, sealed).await?;
    Ok((StatusCode::CREATED, Json(Received { received: true })))
}

/// The settings, where voices are taken.
pub(super) async fn open(app: &Arc<App>) -> Result<Arc<Intake>, Refusal> {
    let intake = settings::intake(app).await?;
    if intake.open {
        Ok(intake)
    } else {
        Err(refusal::intake_closed())
    }
}

/// What a voice is kept under. It is sealed with a key drawn for it alone, so this tells nothing.
fn name(sealed: &[u8]) -> String {
    chance::to_hex(&Sha256::digest(sealed))
}

/// Keeps a sealed voice. The same one again changes nothing.
pub(super) async fn receive(app: &Arc<App>, sealed: Vec<u8>) -> Result<(), Refusal> {
    let whole = sealed.len() > OVERHEAD && sealed.len() <= MAX_SEALED;
    if !whole || sealed.first() != Some(&1) {
        return Err(refusal::sealed_malformed());
    }
    let (name, most) = (name(&sealed), app.limits.waiting);
    let desk = app.objects.desk();
    match desk
        .keep(Shelf::Voices, &name, Bytes::from(sealed), most)
        .await?
    {
        Kept::Full => Err(refusal::intake_full()),
        Kept::New | Kept::Same | Kept::Over => {
            app.metrics.voices.add(1);
            Ok(())
        }
    }
}

/// `GET /v1/voices`: by name, which is no order of anything.
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    _: Office,
    After(after): After,
) -> Result<Json<Listed>, Refusal> {
    let piece = app
        .objects
        .desk()
        .piece(Shelf::Voices, &after, PAGE)
        .await?;
    let voice = |(id, sealed): (String, Bytes)| Voice {
        id,
        sealed: STANDARD.encode(sealed),
    };
    Ok(Json(Listed {
        voices: piece.items.into_iter().map(voice).collect(),
        more: piece.more,
    }))
}
