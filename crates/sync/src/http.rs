//! HTTP as the carriers speak it: whole requests, whole answers, and who sends them.
//!
//! Nothing here opens a connection. The browser's worker sends by `fetch`,
//! programs by [`Native`], tests by whatever they like to pretend.

#[cfg(feature = "native")]
mod native;

#[cfg(feature = "native")]
pub use native::{Native, Timeouts};

/// Longest answer a [`Transport`] hands over, in bytes; a longer one is [`TransportError::TooLarge`].
pub const MAX_BODY: usize = 64 << 20;

/// What is asked of a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Read.
    Get,
    /// Write.
    Put,
    /// Hand in.
    Post,
    /// Remove.
    Delete,
    /// Ask what is allowed.
    Options,
    /// WebDAV: what is in a folder.
    Propfind,
    /// WebDAV: make a folder.
    Mkcol,
}

impl Method {
    /// As it stands in the request.
    pub const fn as_str(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Put => "PUT",
            Method::Post => "POST",
            Method::Delete => "DELETE",
            Method::Options => "OPTIONS",
            Method::Propfind => "PROPFIND",
            Method::Mkcol => "MKCOL",
        }
    }
}

/// One request, whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The method.
    pub method: Method,
    /// The absolute address, percent-encoded.
    pub url: String,
    /// Names and values; `Host` and `Content-Length` are the transport's.
    pub headers: Vec<(String, String)>,
    /// The body; empty for none.
    pub body: Vec<u8>,
}

impl Request {
    /// A request without headers and body.
    pub fn new(method: Method, url: impl Into<String>) -> Self {
        Request {
            method,
            url: url.into(),
            headers: Vec::new(),
            body: Vec::new(),
        }
    }

    /// With one more header.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    /// With a body.
    #[must_use]
    pub fn body(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.body = bytes.into();
        self
    }
}

/// One answer, whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Response {
    /// The status.
    pub status: u16,
    /// Names and values; from a page of another origin only those the server lets it see.
    pub headers: Vec<(String, String)>,
    /// The body, decoded and at most [`MAX_BODY`] long.
    pub body: Vec<u8>,
}

impl Response {
    /// The first header of this name; case does not matter.
    pub fn header(&self, name: &str) -> Option<&str> {
        let same = |(known, _): &&(String, String)| known.eq_ignore_ascii_case(name);
        self.headers
            .iter()
            .find(same)
            .map(|(_, value)| value.trim())
    }

    /// Whether the status is one of success.
    pub const fn is_success(&self) -> bool {
        self.status >= 200 && self.status < 300
    }
}

/// Why there is no answer at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TransportError {
    /// The address cannot be one.
    Address(String),
    /// No connection, or one that broke. A browser says no more than that, also
    /// when the server does not let pages of other origins in.
    Connection(String),
    /// Nothing came in time.
    TimedOut,
    /// The answer is longer than [`MAX_BODY`].
    TooLarge,
}

/// Whoever sends requests.
///
/// A transport never answers from a cache, and gives an answer of any status:
/// only what brings no answer at all is an error. It need not follow redirects.
#[expect(
    async_fn_in_trait,
    reason = "the browser is single-threaded: its futures cannot be Send"
)]
pub trait Transport {
    /// Sends one request and waits for its answer.
    async fn send(&self, request: Request) -> Result<Response, TransportError>;
}

impl<T: Transport> Transport for &T {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        (**self).send(request).await
    }
}

impl<T: Transport> Transport for std::rc::Rc<T> {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        (**self).send(request).await
    }
}
