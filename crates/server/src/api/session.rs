//! Signing in: a challenge, and a token for whoever signs it.

use super::body;
use super::who::Peer;
use crate::app::App;
use crate::refusal::{self, Refusal};
use crate::{clock, token};
use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::HeaderMap;
use huiyin_log::{Alg, DeviceId, PublicKey};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Longest request for a session, in bytes.
const MOST: usize = 4 * 1024;

#[derive(Serialize)]
pub(crate) struct Challenge {
    challenge: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    device: String,
    alg: String,
    key: String,
    challenge: String,
    signature: String,
}

#[derive(Serialize)]
pub(crate) struct Session {
    token: String,
    /// Seconds of the epoch.
    expires: u64,
    granted: bool,
}

/// `GET /v1/challenge`
pub(crate) async fn challenge(
    State(app): State<Arc<App>>,
    Peer(address): Peer,
) -> Result<Json<Challenge>, Refusal> {
    app.gates.knock(address)?;
    let challenge = app.secrets.challenge(clock::now());
    let challenge = challenge.ok_or_else(refusal::failed)?;
    Ok(Json(Challenge { challenge }))
}

/// `POST /v1/session`
pub(crate) async fn open(
    State(app): State<Arc<App>>,
    Peer(address): Peer,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<Session>, Refusal> {
    app.gates.knock(address)?;
    let held = body::read(&app, &headers, body, MOST).await?;
    let asked: Asked = serde_json::from_slice(&held.bytes).map_err(|_| refusal::bad_request())?;
    let device = proved(&asked)?;
    let now = clock::now();
    let challenged = app.secrets.challenged(&asked.challenge, now, &*app.objects);
    let (nonce, until) = challenged.await?.ok_or_else(refusal::challenge_expired)?;
    if !app.objects.spend(&nonce, until, now).await? {
        return Err(refusal::challenge_used());
    }
    let granted = match app.members.rights(&device).await {
        Ok(_) => true,
        Err(refused) if refused.status().is_server_error() => return Err(refused),
        Err(_) => false,
    };
    let given = app.secrets.token(&device, now);
    let (token, expires) = given.ok_or_else(refusal::failed)?;
    Ok(Json(Session {
        token,
        expires,
        granted,
    }))
}

/// The device whose key signed the challenge.
fn proved(asked: &Asked) -> Result<DeviceId, Refusal> {
    let alg = Alg::try_from(asked.alg.as_str()).map_err(|_| refusal::bad_request())?;
    let signature = token::signature(&asked.signature).ok_or_else(refusal::bad_request)?;
    let key = PublicKey::from_hex(alg, &asked.key).map_err(|_| refusal::signature_invalid())?;
    let signed = format!("{}{}", token::SIGNED, asked.challenge);
    let device = key.device();
    if device.as_str() == asked.device && key.verify(signed.as_bytes(), &signature) {
        Ok(device)
    } else {
        Err(refusal::signature_invalid())
    }
}
