//! The interface: which address answers what.

mod body;
mod desk;
mod hints;
mod list;
mod office;
mod openapi;
mod polls;
mod put;
mod read;
mod remembered;
mod session;
mod shown;
mod status;
mod who;

pub(crate) use desk::Citizens;
pub(crate) use desk::policy as answer_policy;
pub(crate) use polls::{Checks, DOCUMENTS};
pub(crate) use shown::Shown;
pub(crate) use who::{Connected, Peer};

use crate::app::App;
use crate::{log, refusal, site};
use axum::Router;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use std::sync::Arc;
use std::time::Instant;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};
use tower_http::compression::{CompressionLayer, CompressionLevel};

/// Everything a server answers.
pub(crate) fn router(app: Arc<App>) -> Router {
    let packed = CompressionLayer::new()
        .quality(CompressionLevel::Fastest)
        .compress_when(SizeAbove::new(512).and(NotForContentType::SSE));
    let interface = Router::new()
        .route("/v1/challenge", get(session::challenge))
        .route("/v1/session", post(session::open))
        .route("/v1/server", get(status::server))
        .route("/v1/hints", get(hints::listen))
        .route("/o", get(list::list))
        .route(
            "/o/{*key}",
            get(read::read).put(put::put).delete(put::remove),
        )
        .merge(polls::routes())
        .merge(desk::routes())
        .route("/metrics", get(status::metrics))
        .route("/openapi.json", get(openapi::document))
        .layer(packed);
    let files = Router::new()
        .route("/healthz", get(status::health))
        .route("/demo.huiyin.json", get(site::demo))
        .fallback(site::serve);
    interface
        .merge(files)
        .method_not_allowed_fallback(|| async { refusal::method_not_allowed() })
        .layer(
            ServiceBuilder::new()
                .layer(middleware::from_fn_with_state(Arc::clone(&app), record))
                .layer(middleware::from_fn_with_state(
                    Arc::clone(&app),
                    site::protect,
                ))
                .layer(CatchPanicLayer::custom(|_| {
                    refusal::failed().into_response()
                }))
                .layer(middleware::from_fn_with_state(Arc::clone(&app), admit)),
        )
        .with_state(app)
}

/// Counts and logs every answer.
async fn record(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let method = known(request.method());
    let matched = request.extensions().get::<MatchedPath>();
    let route = matched.map_or("/*", MatchedPath::as_str).replace("{*", "{");
    let response = next.run(request).await;
    let (took, status) = (started.elapsed(), response.status().as_u16());
    let logged = !polls::unlogged(method, &route) && !desk::unlogged(method, &route);
    app.metrics.answered(logged, method, &route, status, took);
    if logged && !app.quiet {
        log::request(method, &route, status, took);
    }
    response
}

/// Anybody can make up a method; only these are told apart.
fn known(method: &Method) -> &'static str {
    match method.as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "PUT" => "PUT",
        "POST" => "POST",
        "DELETE" => "DELETE",
        "OPTIONS" => "OPTIONS",
        _ => "OTHER",
    }
}

/// Turns away what is too much.
async fn admit(State(app): State<Arc<App>>, peer: Peer, request: Request, next: Next) -> Response {
    if let Err(refused) = app.gates.address(peer.0) {
        return refused.into_response();
    }
    let Ok(turn) = Arc::clone(&app.gates.requests).try_acquire_owned() else {
        return refusal::busy().into_response();
    };
    let mut response = body::with_turn(turn, next.run(request)).await;
    // axum answers a method it has no handler for with an empty body where `Allow` is set.
    if response.status() == StatusCode::METHOD_NOT_ALLOWED {
        let allow = response.headers().get(axum::http::header::ALLOW).cloned();
        response = refusal::method_not_allowed().into_response();
        if let Some(allow) = allow {
            response
                .headers_mut()
                .insert(axum::http::header::ALLOW, allow);
        }
    }
    response
}
