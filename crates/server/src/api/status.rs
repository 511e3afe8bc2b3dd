//! What anybody may know of a server.

use crate::app::App;
use crate::refusal::{self, Refusal};
use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use huiyin_log::WorkspaceId;
use serde::Serialize;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::timeout;

/// How long the store may take to show that it is there.
const SIGN_OF_LIFE: Duration = Duration::from_secs(3);

#[derive(Serialize)]
pub(crate) struct Server {
    /// What the office calls the workspace; the program's name while there is none.
    name: String,
    version: &'static str,
    workspace: Option<WorkspaceId>,
    claim_needed: bool,
}

#[derive(Serialize)]
pub(crate) struct Health {
    status: &'static str,
}

/// `GET /v1/server`
pub(crate) async fn server(State(app): State<Arc<App>>) -> Json<Server> {
    let view = app.members.view();
    let founded = view.roll.founded();
    Json(Server {
        name: founded.map_or_else(|| "回音 Huiyin".to_owned(), |founded| founded.name.clone()),
        version: env!("CARGO_PKG_VERSION"),
        workspace: view.workspace.clone(),
        claim_needed: app.claim_needed(),
    })
}

/// `GET /healthz`: whether the store answers.
pub(crate) async fn health(State(app): State<Arc<App>>) -> Result<Json<Health>, Refusal> {
    match timeout(SIGN_OF_LIFE, app.objects.get("private/health")).await {
        Ok(found) => found.map_err(|error| {
            crate::log::trouble(&error.to_string());
            refusal::store_away()
        })?,
        Err(_) => return Err(refusal::store_away()),
    };
    Ok(Json(Health { status: "ok" }))
}

/// `GET /metrics`
pub(crate) async fn metrics(State(app): State<Arc<App>>) -> impl IntoResponse {
    let members = app.members.view().roll.members().count();
    let text = app.metrics.text(app.objects.kind(), members);
    let kind = "text/plain; version=0.0.4; charset=utf-8";
    ([(header::CONTENT_TYPE, kind)], text)
}
