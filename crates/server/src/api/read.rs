//! `GET /o/{key}`: what is kept under a name.

use super::who::Caller;
use crate::app::App;
use crate::refusal::{self, Refusal};
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::IntoResponse;
use huiyin_log::key::{self, Key, ObjectKey};
use huiyin_log::{DeviceId, Object};
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
        None => {
            app.members.rights(&caller.device).await?;
            return Err(refusal::not_found());
        }
    };
    let closed = match space {
        Some(space) => app.members.may_read(&caller.device, space).await.err(),
        None => None,
    };
    if let Some(refused) = &closed
        && *refused != refusal::space_closed()
    {
        return Err(refused.clone());
    }
    let bytes = app.objects.get(&name).await?;
    let bytes = match closed {
        None => bytes.ok_or_else(refusal::not_found)?,
        // Who may not read a space is not told either which names there are in it. But what it
        // put there itself it reads back, or it could never be sure that it is kept.
        Some(refused) => bytes
            .filter(|bytes| is_by(bytes, &caller.device))
            .ok_or(refused)?,
    };
    Ok(([(header::CONTENT_TYPE, "application/octet-stream")], bytes))
}

/// Whether a device wrote an object, or the chain that a segment is of.
fn is_by(bytes: &[u8], device: &DeviceId) -> bool {
    let first = bytes.split(|byte| *byte == b'\n').next();
    first
        .and_then(|bytes| Object::decode(bytes).ok())
        .is_some_and(|object| object.header().device == *device)
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
