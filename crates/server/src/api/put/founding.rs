//! The first object of all: it founds the workspace that the server is for from then on.

use super::{Caller, decoded, keep};
use crate::api::body::Held;
use crate::app::App;
use crate::members::WORKSPACE;
use crate::objects::Put;
use crate::refusal::{self, Refusal};
use crate::site;
use axum::http::HeaderMap;
use bytes::Bytes;
use huiyin_log::access::workspace_of;
use huiyin_log::{Object, Roll, Space};

/// The header that carries the claim code, percent-encoded where it has to be.
const CLAIM: &str = "x-huiyin-claim";

/// Takes in a founding.
pub(super) async fn put(
    app: &App,
    caller: &Caller,
    name: &str,
    headers: &HeaderMap,
    held: Held,
) -> Result<Put, Refusal> {
    let object = decoded(name, &held).await?;
    let header = object.header();
    if header.device != caller.device {
        return Err(refusal::foreign_chain());
    }
    if header.space.as_str() != Space::ACCESS || !founds(&object) {
        return Err(refusal::not_founding());
    }
    if app.claim_needed() {
        claimed(app, headers)?;
    }
    let id = Bytes::copy_from_slice(header.workspace.as_str().as_bytes());
    // The first one wins, whichever server it came to. Whoever broke off between this and the
    // next step puts the same founding again.
    if app.objects.put_new(WORKSPACE, id).await? == Put::Other {
        app.members.refresh().await?;
        return Err(refusal::foreign_workspace());
    }
    let put = keep(app, name, held.bytes.clone()).await?;
    app.members.taken(name).await?;
    Ok(put)
}

/// Whether it holds the line whose hash is its workspace's id, signed by one of the root keys
/// named in that line.
fn founds(object: &Object) -> bool {
    let workspace = &object.header().workspace;
    let lines = object.lines().unwrap_or_default();
    let founding = lines
        .iter()
        .any(|line| workspace_of(line).as_ref() == Some(workspace));
    let roll = Roll::of(workspace, [object]);
    let member = roll.member(&object.header().device);
    founding && member.is_some_and(|member| member.root.is_some() && object.verify(&member.key))
}

fn claimed(app: &App, headers: &HeaderMap) -> Result<(), Refusal> {
    let given = headers.get(CLAIM).and_then(|value| value.to_str().ok());
    let given = given.ok_or_else(refusal::claim_needed)?;
    app.gates.claim()?;
    let given = site::decoded(given.trim()).unwrap_or_default();
    let right = app.claim.as_deref().unwrap_or_default().as_bytes();
    // Takes the same time wherever the first difference is.
    let differences = given.bytes().zip(right).filter(|(a, b)| a != *b).count();
    if given.len() == right.len() && differences == 0 {
        Ok(())
    } else {
        Err(refusal::claim_wrong())
    }
}
