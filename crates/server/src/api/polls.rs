//! `/v1/polls/{poll}`: votes on cards, without anything that ties one to a time or a person.
//!
//! The office publishes a sheet, leads the box through its phases, reads it once voting is over,
//! and publishes the board. Anybody reads sheet, phase and board, and hands in votes: the cards
//! named in the sheet are what lets them, not the device. The server opens nothing and counts
//! nothing; whoever reads the board can find out whether it left anything out.

mod board;
mod checks;
mod document;
mod phase;
mod sheet;
mod votes;

pub(crate) use checks::Checks;
pub(crate) use document::DOCUMENTS;

use crate::app::App;
use crate::refusal::{self, Refusal};
use axum::Router;
use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use axum::routing::get;
use std::sync::Arc;

/// Where votes are handed in.
const VOTES: &str = "/v1/polls/{poll}/votes";

/// The addresses of a poll.
pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/v1/polls/{poll}", get(sheet::read).put(sheet::put))
        .route("/v1/polls/{poll}/phase", get(phase::read).put(phase::put))
        .route("/v1/polls/{poll}/votes", get(votes::list).post(votes::post))
        .route("/v1/polls/{poll}/board", get(board::read).put(board::put))
}

/// Whether a request stays out of the log, whose lines are dated by whoever keeps it: one line
/// for each handing in would be the order of casting.
pub(crate) fn unlogged(method: &str, route: &str) -> bool {
    method == "POST" && route == VOTES
}

/// A poll's id, as an address names it: 32 hexadecimal digits.
pub(crate) struct Poll(pub(crate) String);

impl FromRequestParts<Arc<App>> for Poll {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Refusal> {
        let path = Path::<String>::from_request_parts(parts, app).await;
        let Path(id) = path.map_err(|_| refusal::poll_unknown())?;
        let digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        if id.len() == 32 && id.bytes().all(digit) {
            Ok(Poll(id))
        } else {
            Err(refusal::poll_unknown())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_handing_in_votes_stays_out_of_the_log() {
        assert!(unlogged("POST", VOTES));
        assert!(!unlogged("GET", VOTES) && !unlogged("POST", "/v1/session"));
    }
}
