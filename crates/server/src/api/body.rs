//! Reading a request's body: not too long, not too slowly, not too many at once.

use crate::app::App;
use crate::refusal::{self, Refusal};
use axum::body::Body;
use axum::http::{HeaderMap, header};
use bytes::{Bytes, BytesMut};
use http_body_util::BodyExt;
use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::{Instant, timeout, timeout_at};

/// How long a body waits for others to be done with, and its request for a turn after it.
const WAIT: Duration = Duration::from_secs(5);
/// How much of a body that is refused is still taken off the line, so that the refusal is
/// heard: a connection that closes with bytes unread takes its answer along.
const DRAINED: usize = 16 << 20;
const DRAINING: Duration = Duration::from_secs(5);

tokio::task_local! {
    /// A request's turn among those that are answered at once.
    static TURN: Mutex<Option<OwnedSemaphorePermit>>;
}

/// Answers a request in its turn.
pub(crate) async fn with_turn<T>(
    turn: OwnedSemaphorePermit,
    answering: impl Future<Output = T>,
) -> T {
    TURN.scope(Mutex::new(Some(turn)), answering).await
}

/// Gives a request's turn to another, or takes one again.
fn set_turn(turn: Option<OwnedSemaphorePermit>) {
    let _ = TURN.try_with(|held| {
        *held.lock().unwrap_or_else(PoisonError::into_inner) = turn;
    });
}

/// A body, and the place it takes up among those held at once.
pub(crate) struct Held {
    /// The body.
    pub(crate) bytes: Bytes,
    _place: OwnedSemaphorePermit,
}

/// Reads a body of at most `limit` bytes. While it is on its way the request's turn is another's:
/// a few hundred senders who take their time would keep everybody out.
///
/// # Errors
/// It is longer, comes too slowly or breaks off, or too many others are held.
pub(crate) async fn read(
    app: &Arc<App>,
    headers: &HeaderMap,
    mut body: Body,
    limit: usize,
) -> Result<Held, Refusal> {
    set_turn(None);
    let told = headers.get(header::CONTENT_LENGTH);
    let told = told.and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if told.is_some_and(|length| length > limit) {
        drain(body).await;
        return Err(refusal::too_large());
    }
    let most = told.unwrap_or(limit);
    let kib = u32::try_from(most / 1_024 + 1).unwrap_or(u32::MAX);
    let place = Arc::clone(&app.gates.bodies).acquire_many_owned(kib);
    let Ok(Ok(place)) = timeout(WAIT, place).await else {
        return Err(refusal::busy());
    };
    let limits = &app.limits;
    let seconds = u64::try_from(most).unwrap_or(u64::MAX) / limits.pace.max(1);
    let end = Instant::now() + limits.stall + Duration::from_secs(seconds);
    let mut bytes = BytesMut::with_capacity(most.min(64 << 10));
    loop {
        let by = end.min(Instant::now() + limits.stall);
        let Ok(frame) = timeout_at(by, body.frame()).await else {
            return Err(refusal::too_slow());
        };
        let Some(frame) = frame else { break };
        let Ok(data) = frame.map_err(|_| refusal::bad_request())?.into_data() else {
            continue;
        };
        if bytes.len() + data.len() > limit {
            drain(body).await;
            return Err(refusal::too_large());
        }
        bytes.extend_from_slice(&data);
    }
    let turn = Arc::clone(&app.gates.requests).acquire_owned();
    let Ok(Ok(turn)) = timeout(WAIT, turn).await else {
        return Err(refusal::busy());
    };
    set_turn(Some(turn));
    Ok(Held {
        bytes: bytes.freeze(),
        _place: place,
    })
}

async fn drain(mut body: Body) {
    let all = async {
        let mut drained = 0;
        while let Some(Ok(frame)) = body.frame().await {
            drained += frame.data_ref().map_or(0, Bytes::len);
            if drained > DRAINED {
                break;
            }
        }
    };
    // Whoever sends on for longer than that does not want to hear it.
    let _ = timeout(DRAINING, all).await;
}
