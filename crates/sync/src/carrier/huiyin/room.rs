//! What a server keeps of a vote: the public sheet, how far it is, the sealed votes, the
//! public board. Votes are paged by name, never by time.

use super::{HuiyinServer, expect, read, refusal};
use crate::carrier::{CarrierCode, CarrierError};
use crate::http::{Method, Transport};
use huiyin_log::hex;
use serde::Deserialize;
use sha2::{Digest, Sha256};

/// A document of a vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// What is public before the vote.
    Sheet,
    /// How far it is.
    Phase,
    /// What is public after it.
    Board,
}

/// How far a vote is on the server.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct RoomPhase {
    /// `prepared`, `open`, `closed`, `fixed`.
    pub phase: String,
    /// The most votes of one question.
    #[serde(default)]
    pub cast: u32,
    /// `at-once` or `at-closing`.
    #[serde(default)]
    pub deliver: String,
}

/// Most pages of votes read.
const PAGES: usize = 10_000;

impl<T: Transport> HuiyinServer<T> {
    /// Where tablets open the poll.
    pub fn room_address(&self, poll: &str) -> String {
        format!("{}#/{poll}", self.address.url_of("vote.html"))
    }

    /// Keeps a document of a vote. The phase is put as its bare name.
    pub async fn room_put(&self, poll: &str, what: Room, text: String) -> Result<(), CarrierError> {
        let (path, body) = match what {
            Room::Sheet => (format!("v1/polls/{poll}"), text),
            Room::Board => (format!("v1/polls/{poll}/board"), text),
            Room::Phase => (
                format!("v1/polls/{poll}/phase"),
                serde_json::json!({ "phase": text }).to_string(),
            ),
        };
        let about = format!("PUT {path}");
        let request = self
            .bare(Method::Put, &path)
            .with("Content-Type", "application/json")
            .body(body);
        expect(&self.ask(request, &about).await?, &about)
    }

    /// How far it is; `None` where it is not published.
    pub async fn room_phase(&self, poll: &str) -> Result<Option<RoomPhase>, CarrierError> {
        let path = format!("v1/polls/{poll}/phase");
        let about = format!("GET {path}");
        let answer = self.send(self.bare(Method::Get, &path), &about).await?;
        match answer.status {
            404 => Ok(None),
            200 => read(&answer, &about).map(Some),
            _ => Err(refusal(&answer, &about)),
        }
    }

    /// Every sealed vote in the box, in the order of names. The page after the last one is
    /// empty.
    pub async fn room_votes(&self, poll: &str) -> Result<Vec<String>, CarrierError> {
        let path = format!("v1/polls/{poll}/votes");
        let about = format!("GET {path}");
        let mut all: Vec<String> = Vec::new();
        let mut after = String::new();
        for _ in 0..PAGES {
            let mut request = self.bare(Method::Get, &path);
            request.url.push_str(&format!("?after={after}"));
            let answer = self.ask(request, &about).await?;
            expect(&answer, &about)?;
            let odd = || CarrierError::new(CarrierCode::NotAStore, &about, "UTF-8");
            let page = std::str::from_utf8(&answer.body).map_err(|_| odd())?;
            let before = all.len();
            all.extend(page.lines().map(str::to_owned));
            let Some(last) = all.get(before..).and_then(<[String]>::last) else {
                return Ok(all);
            };
            let next = hex(&Sha256::digest(last.as_bytes()));
            if next <= after {
                return Err(CarrierError::new(CarrierCode::NotAStore, &about, "after"));
            }
            after = next;
        }
        Ok(all)
    }
}
