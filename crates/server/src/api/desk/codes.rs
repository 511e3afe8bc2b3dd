//! The codes of the posters. The list is the office's; anybody who has one is told about that one.

use super::intake;
use super::settings::{self, CODES, Code};
use crate::api::body;
use crate::api::office::Office;
use crate::api::who::Peer;
use crate::app::App;
use crate::refusal::{self, Refusal};
use axum::Json;
use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use huiyin_intake::read_code;
use serde::Serialize;
use serde_json::value::RawValue;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Longest list, in bytes.
const MOST: usize = 16 << 20;
/// Most codes, and the longest form of a drive in bytes.
const CODES_MOST: usize = 20_000;
const DRIVE: usize = 32 << 10;

#[derive(Serialize)]
pub(crate) struct Told {
    label: String,
    withdrawn: bool,
    drive: Option<Box<RawValue>>,
}

/// `GET /v1/intake/{code}`
pub(crate) async fn read(
    State(app): State<Arc<App>>,
    Peer(address): Peer,
    code: Result<Path<String>, PathRejection>,
) -> Result<Json<Told>, Refusal> {
    app.gates.may_guess(address)?;
    let code = code.ok().and_then(|Path(code)| read_code(&code).ok());
    let codes = settings::codes(&app).await?;
    match code.and_then(|code| codes.get(&code)) {
        Some(found) => Ok(Json(Told {
            label: found.label.clone(),
            withdrawn: found.withdrawn,
            drive: found.drive.clone(),
        })),
        None => {
            app.metrics.misses.add(1);
            app.gates.missed(address)?;
            Err(refusal::code_unknown())
        }
    }
}

/// `PUT /v1/intake/codes`: the whole list.
pub(crate) async fn put(
    State(app): State<Arc<App>>,
    _: Office,
    headers: HeaderMap,
    body: Body,
) -> Result<StatusCode, Refusal> {
    let held = body::read(&app, &headers, body, MOST).await?;
    let bytes = held.bytes.clone();
    let read = tokio::task::spawn_blocking(move || checked(&bytes)).await;
    let codes = read.map_err(|_| refusal::failed())?;
    intake::keep(&app, CODES, &codes.ok_or_else(refusal::codes_malformed)?).await
}

/// A list that can be kept.
fn checked(bytes: &[u8]) -> Option<Vec<Code>> {
    let codes: Vec<Code> = serde_json::from_slice(bytes).ok()?;
    let mut seen = BTreeSet::new();
    let good = |code: &Code| {
        let drive = code.drive.as_ref().map_or("{}", |drive| drive.get());
        // As it is drawn: what people type is read into that.
        read_code(&code.code).is_ok_and(|read| read == code.code)
            && seen.insert(code.code.clone())
            && code.label.chars().count() <= 100
            && drive.len() <= DRIVE
            && drive.starts_with('{')
    };
    let fits = codes.len() <= CODES_MOST && codes.iter().all(good);
    fits.then_some(codes)
}
