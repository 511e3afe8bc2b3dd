//! A Huiyin server.

mod desk;
mod room;

pub use room::{Room, RoomPhase};

use super::address::{Address, encode};
use super::error::clipped;
use super::{Carrier, CarrierCode, CarrierError, Entry, after};
use crate::http::{Method, Request, Response, Transport};
use huiyin_log::hex;
use huiyin_log::sign::Signer;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt;
use std::rc::Rc;

/// What the device signs to sign in, before the server's challenge.
const PURPOSE: &str = "huiyin-session-1:";

/// Names asked for at a time.
const LIMIT: usize = 1000;

/// Most pages of one folder read.
const PAGES: usize = 100_000;

/// A letter that no key has and that sorts after all that keys have.
const LAST: char = '~';

/// What a server says about itself to anybody.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct ServerInfo {
    /// What whoever runs it calls it.
    pub name: String,
    /// Its program's version.
    pub version: String,
    /// The workspace it holds; `None` while it is empty.
    #[serde(default)]
    pub workspace: Option<String>,
    /// Whether whoever founds a workspace on it has to know its claim code.
    #[serde(default)]
    pub claim_needed: bool,
}

/// That the server knows which device asks.
#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct Session {
    token: String,
    /// Whether the device has been let in.
    pub granted: bool,
}

impl fmt::Debug for Session {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Session")
            .field("granted", &self.granted)
            .finish_non_exhaustive()
    }
}

/// A Huiyin server, asked by one device.
pub struct HuiyinServer<T> {
    transport: T,
    address: Address,
    signer: Option<Rc<dyn Signer>>,
    claim: Option<String>,
    session: RefCell<Option<Session>>,
}

impl<T: Transport> HuiyinServer<T> {
    /// The server at `url`. Without a signer only [`HuiyinServer::info`] is answered.
    pub fn new(
        transport: T,
        url: &str,
        signer: Option<Rc<dyn Signer>>,
    ) -> Result<Self, CarrierError> {
        Ok(HuiyinServer {
            transport,
            address: Address::parse(url)?,
            signer,
            claim: None,
            session: RefCell::new(None),
        })
    }

    /// With the code that an empty server asks for before it takes a workspace.
    #[must_use]
    pub fn with_claim(mut self, code: Option<&str>) -> Self {
        self.claim = code.map(|code| encode(code.trim(), b""));
        self
    }

    /// What the server says about itself.
    pub async fn info(&self) -> Result<ServerInfo, CarrierError> {
        let about = "GET v1/server";
        let answer = self
            .send(self.bare(Method::Get, "v1/server"), about)
            .await?;
        expect(&answer, about)?;
        read(&answer, about)
    }

    /// The request that hints of changes come by, as an answer that does not end; `None`
    /// before the server knows which device asks.
    pub fn hints(&self) -> Option<Request> {
        let session = self.session.borrow();
        let token = &session.as_ref().filter(|session| session.granted)?.token;
        let request = self.bare(Method::Get, "v1/hints");
        Some(request.with("authorization", format!("Bearer {token}")))
    }

    /// Signs in anew and tells whether the device has been let in.
    pub async fn sign_in(&self) -> Result<Session, CarrierError> {
        #[derive(Deserialize)]
        struct Challenge {
            challenge: String,
        }
        let about = "GET v1/challenge";
        let signer = self
            .signer
            .as_ref()
            .ok_or_else(|| CarrierError::new(CarrierCode::Signer, about, ""))?;
        let answer = self
            .send(self.bare(Method::Get, "v1/challenge"), about)
            .await?;
        expect(&answer, about)?;
        let Challenge { challenge } = read(&answer, about)?;
        let about = "POST v1/session";
        let message = format!("{PURPOSE}{challenge}");
        let signature = signer
            .sign(message.as_bytes())
            .map_err(|error| CarrierError::new(CarrierCode::Signer, about, error.code()))?;
        let key = signer.public();
        let body = serde_json::json!({
            "device": key.device().to_string(),
            "alg": key.alg().as_str(),
            "key": key.to_hex(),
            "challenge": challenge,
            "signature": hex(&signature),
        });
        let request = self
            .bare(Method::Post, "v1/session")
            .with("Content-Type", "application/json")
            .body(body.to_string());
        let answer = self.send(request, about).await?;
        expect(&answer, about)?;
        let session: Session = read(&answer, about)?;
        if session.token.is_empty() || !session.token.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(CarrierError::new(CarrierCode::NotAStore, about, "token"));
        }
        *self.session.borrow_mut() = Some(session.clone());
        Ok(session)
    }

    fn bare(&self, method: Method, path: &str) -> Request {
        Request::new(method, self.address.url_of(path))
    }

    async fn send(&self, request: Request, about: &str) -> Result<Response, CarrierError> {
        let answer = self.transport.send(request).await;
        answer.map_err(|error| CarrierError::of_transport(error, about))
    }

    /// Sends within a session. One that has run out, or was begun before the device was let in,
    /// is begun anew, once.
    async fn ask(&self, request: Request, about: &str) -> Result<Response, CarrierError> {
        let known = self.session.borrow().clone();
        let fresh = known.is_none();
        let session = match known {
            Some(session) => session,
            None => self.sign_in().await?,
        };
        let bearer = |session: &Session| format!("Bearer {}", session.token);
        let answer = self
            .send(
                request.clone().with("Authorization", bearer(&session)),
                about,
            )
            .await?;
        let stale = answer.status == 401 || (answer.status == 403 && !session.granted);
        if !stale || fresh {
            return Ok(answer);
        }
        let session = self.sign_in().await?;
        self.send(request.with("Authorization", bearer(&session)), about)
            .await
    }

    async fn page(&self, folder: &str, from: &str, limit: usize) -> Result<Page, CarrierError> {
        let about = format!("LIST {folder}");
        let mut request = self.bare(Method::Get, "o");
        // Servers that know no delimiter name every key below; see `Page::children`.
        request.url.push_str(&format!(
            "?prefix={}&after={}&limit={limit}&delimiter=%2F",
            encode(folder, b""),
            encode(from, b""),
        ));
        let answer = self.ask(request, &about).await?;
        expect(&answer, &about)?;
        read(&answer, &about)
    }
}

/// A page of keys, in their order.
#[derive(Debug, Deserialize)]
struct Page {
    keys: Vec<String>,
    more: bool,
}

impl Page {
    /// The children of `folder` among the keys, and the key to go on after: past
    /// everything in the last child that is a folder.
    fn children(&self, folder: &str, out: &mut BTreeSet<String>) -> Option<String> {
        let mut last = None;
        for key in &self.keys {
            let rest = key.strip_prefix(folder)?;
            let name = match rest.split_once('/') {
                Some((name, _)) => format!("{name}/"),
                None => rest.to_owned(),
            };
            last = Some(if name.ends_with('/') {
                format!("{folder}{name}{LAST}")
            } else {
                key.clone()
            });
            out.insert(name);
        }
        last
    }
}

impl<T: Transport> Carrier for HuiyinServer<T> {
    async fn put(&self, key: &str, bytes: &[u8]) -> Result<(), CarrierError> {
        let about = format!("PUT {key}");
        let mut request = self
            .bare(Method::Put, &format!("o/{key}"))
            .with("Content-Type", "application/octet-stream")
            .body(bytes);
        if let Some(code) = &self.claim {
            request = request.with("X-Huiyin-Claim", code.as_str());
        }
        let answer = self.ask(request, &about).await?;
        expect(&answer, &about)
    }

    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, CarrierError> {
        let about = format!("GET {key}");
        let request = self.bare(Method::Get, &format!("o/{key}"));
        let answer = self.ask(request, &about).await?;
        match answer.status {
            200 => Ok(Some(answer.body)),
            404 => Ok(None),
            _ => Err(refusal(&answer, &about)),
        }
    }

    async fn list(&self, folder: &str, from: Option<&str>) -> Result<Vec<Entry>, CarrierError> {
        let odd = |detail: &str| {
            CarrierError::new(CarrierCode::NotAStore, format!("LIST {folder}"), detail)
        };
        let mut at = from
            .map(|name| format!("{folder}{name}"))
            .unwrap_or_default();
        let mut names = BTreeSet::new();
        let mut limit = LIMIT;
        for _ in 0..PAGES {
            let page = self.page(folder, &at, limit).await?;
            let next = page.children(folder, &mut names);
            // Where all of a page is in one folder the server knows no delimiter: from
            // here on it is enough to be told each folder's first key.
            if page.keys.len() > 1 && names.len() <= 1 {
                limit = 1;
            }
            match next {
                _ if !page.more => {
                    let entries = names.into_iter().filter_map(Entry::new).collect();
                    return Ok(after(entries, from));
                }
                Some(next) if next > at => at = next,
                _ => return Err(odd("after")),
            }
        }
        Err(odd(&format!("> {PAGES} pages")))
    }
}

fn expect(answer: &Response, about: &str) -> Result<(), CarrierError> {
    if answer.is_success() {
        return Ok(());
    }
    Err(refusal(answer, about))
}

/// An error with the server's own code, where its answer has one.
fn refusal(answer: &Response, about: &str) -> CarrierError {
    #[derive(Deserialize)]
    struct Refusal {
        code: String,
    }
    let mut error = CarrierError::of_response(answer, about);
    if answer.status == 409 {
        // Objects are named by their hash: other bytes under a name stay other bytes.
        error = CarrierError::new(CarrierCode::Taken, error.about, error.detail);
    }
    if let Ok(Refusal { code }) = serde_json::from_slice(&answer.body) {
        error.detail = format!("{} {}", error.detail, clipped(&code));
    }
    error
}

fn read<D: DeserializeOwned>(answer: &Response, about: &str) -> Result<D, CarrierError> {
    let odd = |_| CarrierError::new(CarrierCode::NotAStore, about, "JSON");
    serde_json::from_slice(&answer.body).map_err(odd)
}

impl<T: fmt::Debug> fmt::Debug for HuiyinServer<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("HuiyinServer")
            .field("transport", &self.transport)
            .field("address", &self.address)
            .field("session", &self.session)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
