//! `PUT /o/{key}`: taking something in.
//!
//! Whatever is put is read first: its name is the hash of its bytes, its signature that of a
//! device that was let in. So a server never holds what every replica would put aside at once,
//! and nobody can fill it with anything else. What the lines in it say is the replicas' to judge.

mod founding;

use super::body::{self, Held};
use super::who::{Caller, Peer};
use crate::app::App;
use crate::members::Rights;
use crate::objects::Put;
use crate::refusal::{self, Refusal};
use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use bytes::Bytes;
use huiyin_log::enrol::{self, EnrolError, MAX_REQUEST};
use huiyin_log::key::{self, ENROL, Key};
use huiyin_log::object::{self, MAX_OBJECT};
use huiyin_log::segment::{MAX_SEGMENT, Name, Segment};
use huiyin_log::{Alg, DeviceId, Object, ObjectError, Payload, Space};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::net::IpAddr;
use std::sync::Arc;

/// Longest snapshot, in bytes (64 MiB).
const MAX_SNAPSHOT: usize = 64 << 20;

/// `PUT /o/{key}`
pub(crate) async fn put(
    State(app): State<Arc<App>>,
    Peer(address): Peer,
    caller: Caller,
    name: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
    body: Body,
) -> Result<StatusCode, Refusal> {
    let Path(name) = name.map_err(|_| refusal::name_malformed())?;
    let named = key::parse(&name).ok_or_else(refusal::name_malformed)?;
    // Who may not write is told before the body is read.
    let rights = match &named {
        Key::Enrol(device) => {
            may_ask(&app, &caller, device, address)?;
            None
        }
        Key::Object(_) if app.members.view().roll.founded().is_none() => None,
        Key::Object(key::ObjectKey { space, .. }) => Some(may_write(&app, &caller, space).await?),
        Key::Snapshot { space, .. } => {
            let rights = may_write(&app, &caller, space).await?;
            // New devices believe an administrator's, and nobody else's.
            if !rights.admin {
                return Err(refusal::admins_only());
            }
            Some(rights)
        }
        Key::Segment(segment) => Some(may_write(&app, &caller, segment.space()).await?),
    };
    let limit = match &named {
        Key::Enrol(_) => MAX_REQUEST,
        Key::Object(_) => MAX_OBJECT,
        Key::Segment(_) => MAX_SEGMENT,
        Key::Snapshot { .. } => MAX_SNAPSHOT,
    };
    let held = body::read(&app, &headers, body, limit).await?;
    let put = match (&named, rights) {
        (Key::Enrol(device), _) => put_request(&app, &name, device, held).await?,
        (Key::Object(_), None) => founding::put(&app, &caller, &name, &headers, held).await?,
        (Key::Object(_), Some(_)) => put_object(&app, &name, held).await?,
        (Key::Segment(segment), _) => put_segment(&app, &name, segment, held).await?,
        (Key::Snapshot { hash, .. }, _) => put_snapshot(&app, &name, hash, held).await?,
    };
    match put {
        Put::New => Ok(StatusCode::CREATED),
        Put::Same => Ok(StatusCode::OK),
        Put::Other => Err(refusal::other_bytes()),
    }
}

/// `DELETE /o/v1/enrol/{device}`: an administrator has decided about a request to join.
pub(crate) async fn remove(
    State(app): State<Arc<App>>,
    caller: Caller,
    name: Result<Path<String>, PathRejection>,
) -> Result<StatusCode, Refusal> {
    let Path(name) = name.map_err(|_| refusal::not_found())?;
    let rights = app.members.rights(&caller.device).await?;
    let Some(Key::Enrol(_)) = key::parse(&name) else {
        // Nothing else is ever removed.
        return Err(refusal::method_not_allowed());
    };
    if !rights.admin {
        return Err(refusal::admins_only());
    }
    app.objects.remove(&name).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn may_write(app: &App, caller: &Caller, space: &Space) -> Result<Rights, Refusal> {
    let rights = app.members.rights(&caller.device).await?;
    if rights.writes(space) {
        Ok(rights)
    } else {
        Err(refusal::space_unwritable())
    }
}

fn may_ask(app: &App, caller: &Caller, device: &DeviceId, from: IpAddr) -> Result<(), Refusal> {
    if caller.device != *device {
        return Err(refusal::foreign_request());
    }
    if app.members.view().workspace.is_none() {
        return Err(refusal::not_founded());
    }
    app.gates.join(from)
}

/// Keeps bytes and counts them, once they are certain to be what their name says.
async fn keep(app: &App, name: &str, bytes: Bytes) -> Result<Put, Refusal> {
    let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    let put = app.objects.put_new(name, bytes).await?;
    if put == Put::New {
        app.metrics.taken.add(1);
        app.metrics.taken_bytes.add(length);
    }
    Ok(put)
}

/// Reads an object on a thread that need not answer anybody else meanwhile.
async fn decoded(name: &str, held: &Held) -> Result<Object, Refusal> {
    let (name, bytes) = (name.to_owned(), held.bytes.clone());
    let read = move || object::check_named(&name, &bytes);
    let read = tokio::task::spawn_blocking(read).await;
    read.map_err(|_| refusal::failed())?.map_err(unreadable)
}

fn unreadable(error: ObjectError) -> Refusal {
    Refusal::because(StatusCode::UNPROCESSABLE_ENTITY, error.code(), error.text())
}

async fn put_object(app: &App, name: &str, held: Held) -> Result<Put, Refusal> {
    let object = decoded(name, &held).await?;
    let header = object.header();
    if app.members.view().workspace.as_ref() != Some(&header.workspace) {
        return Err(refusal::foreign_workspace());
    }
    let access = header.space.as_str() == Space::ACCESS;
    if access && matches!(object.payload(), Payload::Sealed { .. }) {
        return Err(refusal::access_sealed());
    }
    signed_by_a_member(app, &object).await?;
    own_chain(app, &object).await?;
    let put = keep(app, name, held.bytes.clone()).await?;
    if access {
        // Whoever was let in by this can go on at once.
        app.members.taken(name).await?;
    }
    Ok(put)
}

/// Whether the device it names signed it, and is one whose objects are still taken.
///
/// Mostly that is the device that puts it. What came by file from one without a network is put
/// by another: the signature says whose it is.
async fn signed_by_a_member(app: &App, object: &Object) -> Result<(), Refusal> {
    let device = &object.header().device;
    let mut view = app.members.view();
    if view.roll.member(device).is_none() {
        app.members.read_again().await?;
        view = app.members.view();
    }
    let member = view
        .roll
        .member(device)
        .ok_or_else(refusal::foreign_chain)?;
    if !member.revoked.is_empty() {
        return Err(refusal::foreign_chain());
    }
    if object.verify(&member.key) {
        Ok(())
    } else {
        Err(refusal::signature_mismatch())
    }
}

/// Whether the log it stands in is this device's: numbers of logs are drawn at random, and one
/// that another device uses was copied from it.
async fn own_chain(app: &App, object: &Object) -> Result<(), Refusal> {
    let header = object.header();
    let (space, log) = (&header.space, &header.log);
    let writer = match app.writer(space, log) {
        Some(writer) => writer,
        None => {
            let folder = key::chain(space, log);
            let first = app.objects.list(&folder, None, 1).await?;
            let there = match first.keys.first() {
                Some(first) => app.objects.get(first).await?,
                None => None,
            };
            let there = there.and_then(|bytes| Object::decode(&bytes).ok());
            let writer = there.map_or_else(
                || header.device.clone(),
                |object| object.header().device.clone(),
            );
            app.remember(space, log, &writer);
            writer
        }
    };
    if writer == header.device {
        Ok(())
    } else {
        Err(refusal::chain_taken())
    }
}

async fn put_segment(app: &App, name: &str, named: &Name, held: Held) -> Result<Put, Refusal> {
    let (name_of, bytes) = (named.clone(), held.bytes.clone());
    let taken_apart = tokio::task::spawn_blocking(move || {
        let keys = RefCell::new(Vec::new());
        let read = |bytes: &[u8]| {
            let object = Object::decode(bytes)?;
            keys.borrow_mut().push(object.key());
            Ok::<_, ObjectError>(object.place())
        };
        Segment::decode(&name_of, bytes.to_vec(), read).map(|_| keys.into_inner())
    });
    let keys: Vec<String> = taken_apart
        .await
        .map_err(|_| refusal::failed())?
        .map_err(|error| {
            Refusal::because(StatusCode::UNPROCESSABLE_ENTITY, error.code(), error.text())
        })?;
    // Names hold the hash of what they name: where all are here, these are their bytes, and
    // they were judged when they came.
    let there = present(app, named).await?;
    if !keys.iter().all(|key| there.contains(key)) {
        return Err(refusal::segment_ahead());
    }
    keep(app, name, held.bytes.clone()).await
}

/// The objects of a segment's range that are here.
async fn present(app: &App, segment: &Name) -> Result<BTreeSet<String>, Refusal> {
    let (space, log) = (segment.space(), segment.log());
    let folder = key::chain(space, log);
    let before = |seq: u64| format!("{}{seq:08}", key::bucket(space, log, seq));
    let (mut after, end) = (before(segment.from()), before(segment.to() + 1));
    let mut there = BTreeSet::new();
    loop {
        let page = app.objects.list(&folder, Some(&after), 1_000).await?;
        let Some(last) = page.keys.last().cloned() else {
            return Ok(there);
        };
        there.extend(page.keys.into_iter().filter(|key| *key < end));
        if !page.more || last >= end {
            return Ok(there);
        }
        after = last;
    }
}

async fn put_snapshot(app: &App, name: &str, hash: &str, held: Held) -> Result<Put, Refusal> {
    let digest = Alg::Ed25519Sha256.digest(&[&held.bytes]);
    if !crate::chance::to_hex(&digest).starts_with(hash) {
        return Err(refusal::name_mismatch());
    }
    keep(app, name, held.bytes.clone()).await
}

/// A request to join takes the place of the device's earlier one: a person may have mistyped.
async fn put_request(app: &App, name: &str, device: &DeviceId, held: Held) -> Result<Put, Refusal> {
    let request = enrol::Request::decode(&held.bytes).map_err(|error: EnrolError| {
        let code = error.code().to_owned();
        Refusal::because(StatusCode::UNPROCESSABLE_ENTITY, code, error.text())
    })?;
    if request.device() != *device {
        return Err(refusal::name_mismatch());
    }
    let view = app.members.view();
    let asked = request.parts().workspace.as_ref();
    if asked.is_some_and(|asked| view.workspace.as_ref() != Some(asked)) {
        return Err(refusal::foreign_workspace());
    }
    if app.objects.get(name).await?.is_none() {
        let waiting = waiting(app).await?;
        if waiting >= app.limits.joining {
            return Err(refusal::too_many_joining());
        }
    }
    Ok(match app.objects.replace(name, held.bytes.clone()).await? {
        Put::New => Put::New,
        Put::Same | Put::Other => Put::Same,
    })
}

/// Requests of devices that nobody has decided about.
async fn waiting(app: &App) -> Result<usize, Refusal> {
    let view = app.members.view();
    let mut waiting = 0;
    let mut after: Option<String> = None;
    loop {
        let page = app.objects.list(ENROL, after.as_deref(), 1_000).await?;
        let device = |key: &String| DeviceId::try_from(key.strip_prefix(ENROL)?).ok();
        let strangers = page.keys.iter().filter_map(device);
        waiting += strangers
            .filter(|device| view.roll.member(device).is_none())
            .count();
        after = page.keys.last().cloned();
        if !page.more || waiting >= app.limits.joining {
            return Ok(waiting);
        }
    }
}
