//! `GET /o/{key}`: what is kept under a name.

use super::who::Caller;
use crate::app::App;
use crate::refusal::{self, Refusal};
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::IntoResponse;
use huiyin_log::DeviceId;
use huiyin_log::key::{self, Key, ObjectKey};
use std::sync::Arc;

/// `GET /o/{key}`
pub(crate) async fn read(
    State(app): State<Arc<App>>,
    caller: Caller,
    name: Result<Path<String>, axum::extract::rejection::PathRejection>,
) -> Result<impl IntoResponse, Refusal> {
    let Path(name) = name.map_err(|_| refusal::not_found())?;
    let named = key::parse(&name);
    let space = match &named {
        // Its own request a device may read before it is let in.
        Some(Key::Enrol(device)) => {
            may_read_request(&app, &caller, device).await?;
            None
        }
        Some(Key::Object(ObjectKey { space, .. }) | Key::Snapshot { space, .. }) => Some(space),
        Some(Key::Segment(segment)) => Some(segment.space()),
        None => None,
    };
    if !matches!(named, Some(Key::Enrol(_))) {
        let rights = app.members.rights(&caller.device).await?;
        // Who may not read a space is not told either which names there are in it.
        if space.is_some_and(|space| !rights.reads(space)) {
            return Err(refusal::space_closed());
        }
    }
    if named.is_none() {
        return Err(refusal::not_found());
    }
    let bytes = app.objects.get(&name).await?;
    let bytes = bytes.ok_or_else(refusal::not_found)?;
    Ok(([(header::CONTENT_TYPE, "application/octet-stream")], bytes))
}

async fn may_read_request(app: &App, caller: &Caller, of: &DeviceId) -> Result<(), Refusal> {
    if caller.device == *of {
        return Ok(());
    }
    if app.members.rights(&caller.device).await?.admin {
        Ok(())
    } else {
        Err(refusal::admins_only())
    }
}
