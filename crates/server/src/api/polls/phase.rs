//! The phase of a poll's box.

use super::{Poll, checks, sheet};
use crate::api::body;
use crate::api::office::Office;
use crate::app::App;
use crate::objects::boxes::{Phase, State, Turn};
use crate::refusal::{self, Refusal};
use axum::Json;
use axum::body::Body;
use axum::extract;
use axum::http::HeaderMap;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Longest wish for a phase, in bytes.
const MOST: usize = 1_024;

/// What is told of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Named {
    Prepared,
    Open,
    Closed,
    Fixed,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    phase: Named,
}

/// When votes are handed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Deliver {
    /// As they are cast.
    AtOnce,
    /// All together once voting is over, since the store keeps times.
    AtClosing,
}

#[derive(Serialize)]
pub(crate) struct Told {
    phase: Named,
    cast: u32,
    deliver: Deliver,
}

impl Named {
    fn of(phase: Phase) -> Named {
        match phase {
            Phase::Prepared => Named::Prepared,
            Phase::Open => Named::Open,
            // Whether somebody has looked into it is the office's business.
            Phase::Closed | Phase::Read => Named::Closed,
            Phase::Fixed => Named::Fixed,
        }
    }

    fn phase(self) -> Phase {
        match self {
            Named::Prepared => Phase::Prepared,
            Named::Open => Phase::Open,
            Named::Closed => Phase::Closed,
            Named::Fixed => Phase::Fixed,
        }
    }
}

/// How the box of a poll stands. One whose making broke off has not begun.
pub(super) async fn state(app: &App, poll: &str) -> Result<State, Refusal> {
    match app.objects.boxes().state(poll).await? {
        Some(state) => Ok(state),
        None => {
            let shape = checks::shape(&sheet::kept(app, poll).await?);
            app.objects.boxes().make(poll, shape).await?;
            Ok(State {
                phase: Phase::Prepared,
                cast: 0,
            })
        }
    }
}

async fn told(app: &App, poll: &str) -> Result<Json<Told>, Refusal> {
    let state = state(app, poll).await?;
    Ok(Json(Told {
        phase: Named::of(state.phase),
        cast: state.cast,
        deliver: if app.objects.boxes().forgetful() {
            Deliver::AtOnce
        } else {
            Deliver::AtClosing
        },
    }))
}

/// `GET /v1/polls/{poll}/phase`
pub(crate) async fn read(
    extract::State(app): extract::State<Arc<App>>,
    Poll(poll): Poll,
) -> Result<Json<Told>, Refusal> {
    told(&app, &poll).await
}

/// `PUT /v1/polls/{poll}/phase`
pub(crate) async fn put(
    extract::State(app): extract::State<Arc<App>>,
    Poll(poll): Poll,
    _: Office,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<Told>, Refusal> {
    let held = body::read(&app, &headers, body, MOST).await?;
    let asked: Asked = serde_json::from_slice(&held.bytes).map_err(|_| refusal::bad_request())?;
    state(&app, &poll).await?;
    match app.objects.boxes().turn(&poll, asked.phase.phase()).await? {
        Turn::Done => told(&app, &poll).await,
        Turn::NoBox => Err(refusal::poll_unknown()),
        Turn::Refused(Phase::Read) if asked.phase == Named::Open => Err(refusal::box_read()),
        Turn::Refused(_) => Err(refusal::phase_backward()),
    }
}

/// Why a box takes no votes in a phase.
pub(super) fn shut(phase: Phase) -> Refusal {
    match phase {
        Phase::Fixed => refusal::box_fixed(),
        // Only said where the store keeps times.
        Phase::Open => refusal::box_at_closing(),
        Phase::Prepared | Phase::Closed | Phase::Read => refusal::box_not_open(),
    }
}
