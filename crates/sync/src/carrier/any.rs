//! The carrier of the store that somebody chose.

use super::{Bucket, Carrier, CarrierCode, CarrierError, Clock, Entry, HuiyinServer, S3, WebDav};
use crate::http::Transport;
use huiyin_log::sign::Signer;
use huiyin_protocol::sharing::StoreChoice;
use std::fmt;
use std::rc::Rc;

/// What a carrier needs beside the choice.
pub struct Means {
    /// The clock, for stores whose signatures hold some minutes only.
    pub clock: Clock,
    /// This device's key, for servers.
    pub signer: Option<Rc<dyn Signer>>,
    /// Where this page came from (`https://office.example/`), for a server without an address.
    pub here: Option<String>,
    /// The code that an empty server asks for.
    pub claim: Option<String>,
}

impl Means {
    /// Only a clock: enough for every store but a server.
    pub fn new(clock: impl Fn() -> i64 + 'static) -> Self {
        Means {
            clock: Box::new(clock),
            signer: None,
            here: None,
            claim: None,
        }
    }
}

impl fmt::Debug for Means {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Means")
            .field("here", &self.here)
            .finish_non_exhaustive()
    }
}

/// A store of any make.
#[derive(Debug)]
pub enum Any<T> {
    /// A Huiyin server.
    Server(HuiyinServer<T>),
    /// A WebDAV folder.
    WebDav(WebDav<T>),
    /// An S3 bucket.
    S3(S3<T>),
}

impl<T: Transport> Any<T> {
    /// The carrier of a choice; fails where the choice cannot be right, without asking the store.
    pub fn of(choice: &StoreChoice, transport: T, means: Means) -> Result<Self, CarrierError> {
        match choice {
            StoreChoice::Server { url } => {
                let url = match (url.trim(), &means.here) {
                    ("", Some(here)) => here.as_str(),
                    ("", None) => {
                        return Err(CarrierError::new(CarrierCode::Incomplete, "URL", ""));
                    }
                    (url, _) => url,
                };
                let server = HuiyinServer::new(transport, url, means.signer)?;
                Ok(Any::Server(server.with_claim(means.claim.as_deref())))
            }
            StoreChoice::WebDav {
                url,
                user,
                password,
            } => Ok(Any::WebDav(WebDav::new(transport, url, user, password)?)),
            StoreChoice::S3 {
                url,
                bucket,
                region,
                key,
                secret,
            } => {
                let bucket = Bucket {
                    url,
                    name: bucket,
                    region,
                    key,
                    secret,
                };
                Ok(Any::S3(S3::new(transport, bucket, means.clock)?))
            }
        }
    }
}

impl<T: Transport> Carrier for Any<T> {
    async fn put(&self, key: &str, bytes: &[u8]) -> Result<(), CarrierError> {
        match self {
            Any::Server(server) => server.put(key, bytes).await,
            Any::WebDav(folder) => folder.put(key, bytes).await,
            Any::S3(bucket) => bucket.put(key, bytes).await,
        }
    }

    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, CarrierError> {
        match self {
            Any::Server(server) => server.get(key).await,
            Any::WebDav(folder) => folder.get(key).await,
            Any::S3(bucket) => bucket.get(key).await,
        }
    }

    async fn list(&self, folder: &str, after: Option<&str>) -> Result<Vec<Entry>, CarrierError> {
        match self {
            Any::Server(server) => server.list(folder, after).await,
            Any::WebDav(dav) => dav.list(folder, after).await,
            Any::S3(bucket) => bucket.list(folder, after).await,
        }
    }
}
