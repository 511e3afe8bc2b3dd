//! The desk for citizens: what anybody may say to the office, and what the office tells everybody.
//!
//! Voices arrive sealed to a key that only the office's devices have and are kept until one of
//! them has taken them. What became of a voice is told under the hash of its tracking code. Codes
//! of posters, ratings and published files are beside it. Whoever asks is known by nothing but the
//! address that limits go by, and that is neither kept nor logged.

mod codes;
mod files;
mod follow;
mod form;
mod html;
mod intake;
mod ratings;
mod settings;
mod tracks;
mod voices;
mod work;

pub(crate) use html::policy;
pub(crate) use settings::Citizens;

use super::office::Office;
use crate::app::App;
use crate::objects::desk::Shelf;
use crate::refusal::{self, Refusal};
use axum::Router;
use axum::extract::{FromRequestParts, Path, Query, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::{MethodRouter, delete, get, post, put};
use serde::Deserialize;
use std::sync::Arc;

/// The addresses of the desk.
pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/v1/intake", get(intake::read).put(intake::put))
        .route("/v1/intake/codes", put(codes::put))
        .route("/v1/intake/{code}", get(codes::read))
        .route("/v1/desk", get(intake::desk))
        .route("/v1/voices", get(voices::list).post(voices::post))
        .route("/v1/voices/{id}", forgets(Shelf::Voices))
        .route("/v1/follow", post(follow::post))
        .route(
            "/v1/track/{hash}",
            forgets(Shelf::Tracks).get(tracks::read).put(tracks::put),
        )
        .route("/v1/track/{hash}/rating", post(ratings::post))
        .route("/v1/ratings", get(ratings::list))
        .route("/v1/ratings/{id}", delete(ratings::forget))
        .route("/v1/public", get(files::list))
        .route(
            "/public/{*path}",
            get(files::read).put(files::put).delete(files::forget),
        )
}

/// The office has what is under a hash, or tells it no longer.
fn forgets(shelf: Shelf) -> MethodRouter<Arc<App>> {
    delete(
        move |State(app): State<Arc<App>>, _: Office, name: Hash| async move {
            app.objects.desk().forget(shelf, &name.known()?).await?;
            Ok::<_, Refusal>(StatusCode::NO_CONTENT)
        },
    )
}

/// Requests of citizens stay out of the log, whose lines are dated by whoever keeps it.
pub(crate) fn unlogged(method: &str, route: &str) -> bool {
    match route {
        "/v1/voices" | "/v1/follow" | "/v1/track/{hash}/rating" => method == "POST",
        "/v1/intake" | "/v1/intake/{code}" | "/v1/track/{hash}" => method == "GET",
        _ => false,
    }
}

/// Fails where a page of another site had a browser send this: its visitors would speak without
/// knowing, each from an address of their own. Browsers tell over HTTPS (Chromium since 76).
fn own_page(headers: &HeaderMap) -> Result<(), Refusal> {
    let from = headers.get("sec-fetch-site");
    match from.is_some_and(|from| from == "cross-site") {
        true => Err(refusal::foreign_page()),
        false => Ok(()),
    }
}

/// A name of 64 hexadecimal digits; `None` for any other, which nothing is kept under.
pub(crate) struct Hash(Option<String>);

impl Hash {
    /// The name, or what is said where there is nothing of that name.
    fn known(self) -> Result<String, Refusal> {
        self.0.ok_or_else(refusal::not_found)
    }
}

fn is_hash(text: &str) -> bool {
    let digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    text.len() == 64 && text.bytes().all(digit)
}

impl FromRequestParts<Arc<App>> for Hash {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Refusal> {
        let path = Path::<String>::from_request_parts(parts, app).await;
        let name = path.ok().map(|Path(name)| name);
        Ok(Hash(name.filter(|name| is_hash(name))))
    }
}

#[derive(Deserialize)]
struct Asked {
    after: Option<String>,
}

/// Where a reader goes on; empty at the beginning.
pub(crate) struct After(String);

impl FromRequestParts<Arc<App>> for After {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Refusal> {
        let asked = Query::<Asked>::from_request_parts(parts, app).await;
        let Query(asked) = asked.map_err(|_| refusal::bad_request())?;
        let after = asked.after.unwrap_or_default();
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"./_-".contains(&byte);
        if after.len() > 200 || !after.bytes().all(plain) {
            return Err(refusal::bad_request());
        }
        Ok(After(after))
    }
}

/// What is answered where something was kept.
fn status(kept: crate::objects::desk::Kept) -> Result<StatusCode, Refusal> {
    use crate::objects::desk::Kept;
    match kept {
        Kept::New => Ok(StatusCode::CREATED),
        Kept::Same | Kept::Over => Ok(StatusCode::OK),
        Kept::Full => Err(refusal::desk_full()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn citizens_stay_out_of_the_log_and_offices_do_not() {
        for (method, route) in [
            ("POST", "/v1/voices"),
            ("POST", "/v1/follow"),
            ("POST", "/v1/track/{hash}/rating"),
            ("GET", "/v1/track/{hash}"),
            ("GET", "/v1/intake/{code}"),
        ] {
            assert!(unlogged(method, route), "{route}");
        }
        assert!(!unlogged("GET", "/v1/voices") && !unlogged("PUT", "/v1/track/{hash}"));
    }
}
