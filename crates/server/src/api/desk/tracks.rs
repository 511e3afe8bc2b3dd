//! What became of a voice, under the hash of its tracking code.

use super::{Hash, status};
use crate::api::body;
use crate::api::office::Office;
use crate::api::who::Peer;
use crate::app::App;
use crate::objects::StoreError;
use crate::objects::desk::Shelf;
use crate::refusal::{self, Refusal};
use axum::Json;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use serde::{Deserialize, Serialize};
use std::net::IpAddr;
use std::sync::Arc;

/// Longest document, in bytes, and most steps in one.
const MOST: usize = 16 << 10;
const STEPS: usize = 100;
const FORM: &str = "huiyin-track-1";

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Stage {
    New,
    Answered,
    Passed,
    Merged,
    Refused,
    Raised,
    Done,
}

/// How content a citizen is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Rating {
    Satisfied,
    BasicallySatisfied,
    Dissatisfied,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Step {
    pub(super) on: String,
    pub(super) zh: String,
    pub(super) en: String,
}

/// What became of a voice, as the office tells the citizen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Status {
    form: String,
    pub(super) stage: Stage,
    pub(super) steps: Vec<Step>,
    /// The public id of what was made of it, if it is on the board.
    pub(super) item: Option<String>,
    /// Whether it may be rated.
    pub(super) rate: bool,
    pub(super) rated: Option<Rating>,
}

impl Status {
    fn good(&self) -> bool {
        let plain = |id: &String| {
            !id.is_empty() && id.len() <= 64 && id.bytes().all(|byte| byte.is_ascii_alphanumeric())
        };
        let day =
            |step: &Step| step.on.len() == 10 && huiyin_rules::date::parse(&step.on).is_some();
        self.form == FORM
            && self.steps.len() <= STEPS
            && self.steps.iter().all(day)
            && self.item.iter().all(plain)
    }
}

/// What became of the voice with a hash. Who asks for what there is not is counted, and after too
/// many is told nothing more, not even of what there is.
pub(super) async fn find(
    app: &Arc<App>,
    address: IpAddr,
    hash: Option<String>,
) -> Result<(String, Status), Refusal> {
    app.gates.may_guess(address)?;
    let found = match &hash {
        Some(hash) => app.objects.desk().kept(Shelf::Tracks, hash).await?,
        None => None,
    };
    let (Some(hash), Some(bytes)) = (hash, found) else {
        app.metrics.misses.add(1);
        app.gates.missed(address)?;
        return Err(refusal::track_unknown());
    };
    // Checked before it was kept.
    let status = serde_json::from_slice(&bytes).map_err(StoreError::broken)?;
    Ok((hash, status))
}

/// `GET /v1/track/{hash}`
pub(crate) async fn read(
    State(app): State<Arc<App>>,
    Peer(address): Peer,
    Hash(hash): Hash,
) -> Result<Json<Status>, Refusal> {
    find(&app, address, hash)
        .await
        .map(|(_, status)| Json(status))
}

/// `PUT /v1/track/{hash}`
pub(crate) async fn put(
    State(app): State<Arc<App>>,
    _: Office,
    hash: Hash,
    headers: HeaderMap,
    body: Body,
) -> Result<StatusCode, Refusal> {
    let hash = hash.known()?;
    let held = body::read(&app, &headers, body, MOST).await?;
    let read: Result<Status, _> = serde_json::from_slice(&held.bytes);
    let told = read
        .ok()
        .filter(Status::good)
        .ok_or_else(refusal::status_malformed)?;
    // Written anew: what was passed over in reading is not kept either.
    let bytes = serde_json::to_vec(&told).map_err(|_| refusal::failed())?;
    let desk = app.objects.desk();
    status(
        desk.keep(Shelf::Tracks, &hash, Bytes::from(bytes), app.limits.tracks)
            .await?,
    )
}
