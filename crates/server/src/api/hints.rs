//! `GET /v1/hints`: that something was put, as server-sent events.
//!
//! Hints only save time. A listener that is behind is told of less, a connection that breaks is
//! opened anew, and whoever is not told finds out when it syncs the next time.

use super::who::Enrolled;
use crate::app::App;
use crate::clock;
use crate::refusal::{self, Refusal};
use axum::extract::State;
use axum::response::Sse;
use axum::response::sse::{Event, KeepAlive};
use futures_lite::Stream;
use futures_lite::stream::unfold;
use huiyin_log::key::ENROL;
use huiyin_log::{DeviceId, Space};
use std::convert::Infallible;
use std::sync::{Arc, PoisonError};
use std::time::Duration;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{broadcast, watch};

/// Between two signs of life on a connection without changes.
const ALIVE: Duration = Duration::from_secs(15);

/// `GET /v1/hints`
pub(crate) async fn listen(
    State(app): State<Arc<App>>,
    enrolled: Enrolled,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Refusal> {
    let listening = Listening {
        changes: app.changes.subscribe(),
        ending: app.ending.clone(),
        seat: Seat::take(&app, &enrolled.caller.device)?,
        until: enrolled.caller.until,
    };
    let stream = unfold(listening, |mut listening| async move {
        let event = listening.next().await?;
        Some((Ok(event), listening))
    });
    let alive = KeepAlive::new().interval(ALIVE).text("here");
    Ok(Sse::new(stream).keep_alive(alive))
}

struct Listening {
    changes: broadcast::Receiver<Arc<str>>,
    ending: watch::Receiver<bool>,
    seat: Seat,
    /// The second the token is good until; the stream ends with it.
    until: u64,
}

impl Listening {
    /// The next change the device may know of; `None` ends the stream.
    async fn next(&mut self) -> Option<Event> {
        loop {
            let left = self.until.checked_sub(clock::now())?;
            let told = tokio::select! {
                told = self.changes.recv() => told,
                _ = self.ending.wait_for(|ending| *ending) => return None,
                () = tokio::time::sleep(Duration::from_secs(left + 1)) => return None,
            };
            let key = match told {
                Ok(key) => key,
                Err(RecvError::Lagged(_)) => continue,
                Err(RecvError::Closed) => return None,
            };
            // What the device may do can change while it listens.
            let rights = self.seat.app.members.rights(&self.seat.device).await.ok()?;
            let readable = match key.starts_with(ENROL) {
                true => rights.admin,
                false => space_of(&key).is_some_and(|space| rights.reads(&space)),
            };
            if readable {
                // Names need no escaping in JSON.
                let data = format!("{{\"key\":\"{key}\"}}");
                return Some(Event::default().event("changed").data(data));
            }
        }
    }
}

fn space_of(key: &str) -> Option<Space> {
    let (space, _) = key.strip_prefix("v1/")?.split_once('/')?;
    Space::try_from(space).ok()
}

/// A place among those who listen, given back when the connection ends.
struct Seat {
    app: Arc<App>,
    device: DeviceId,
}

impl Seat {
    fn take(app: &Arc<App>, device: &DeviceId) -> Result<Seat, Refusal> {
        let seats = app.gates.listeners.lock();
        let mut seats = seats.unwrap_or_else(PoisonError::into_inner);
        let all: usize = seats.values().sum();
        let own = seats.get(device).copied().unwrap_or(0);
        if all >= app.limits.listeners || own >= app.limits.listeners_each {
            return Err(refusal::too_many_listeners());
        }
        seats.insert(device.clone(), own + 1);
        app.metrics.listeners.up();
        Ok(Seat {
            app: Arc::clone(app),
            device: device.clone(),
        })
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let seats = self.app.gates.listeners.lock();
        let mut seats = seats.unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = seats.get_mut(&self.device) {
            *own = own.saturating_sub(1);
            if *own == 0 {
                seats.remove(&self.device);
            }
        }
        self.app.metrics.listeners.down();
    }
}
