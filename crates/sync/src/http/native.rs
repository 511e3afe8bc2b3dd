//! HTTP for programs outside the browser.

use super::{MAX_BODY, Method, Request, Response, Transport, TransportError};
use std::io;
use std::time::Duration;
use ureq::http;
use ureq::{Agent, Body};

/// How long to wait for what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeouts {
    /// For a connection.
    pub connect: Duration,
    /// For the next bytes, either way.
    pub silence: Duration,
    /// For everything together.
    pub whole: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Timeouts {
            connect: Duration::from_secs(10),
            silence: Duration::from_secs(30),
            whole: Duration::from_secs(300),
        }
    }
}

/// A transport that blocks: its futures are ready when they are first asked.
///
/// Redirects are not followed but given as they are, so that nobody's password
/// travels to an address that nobody entered.
#[derive(Clone, Debug)]
pub struct Native {
    agent: Agent,
}

impl Native {
    /// With these timeouts.
    pub fn new(timeouts: Timeouts) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .allow_non_standard_methods(true)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_connect(Some(timeouts.connect))
            .timeout_per_read(Some(timeouts.silence))
            .timeout_per_write(Some(timeouts.silence))
            .timeout_global(Some(timeouts.whole))
            .user_agent(concat!("huiyin/", env!("CARGO_PKG_VERSION")));
        #[cfg(feature = "tls")]
        let config = config.tls_config(
            // An intranet signs its certificates itself: what the system trusts counts.
            ureq::tls::TlsConfig::builder()
                .root_certs(ureq::tls::RootCerts::PlatformVerifier)
                .build(),
        );
        Native {
            agent: config.build().new_agent(),
        }
    }

    /// Sends one request and waits for its answer.
    pub fn send_blocking(&self, request: Request) -> Result<Response, TransportError> {
        let mut head = http::Request::builder()
            .method(request.method.as_str())
            .uri(&request.url);
        for (name, value) in &request.headers {
            head = head.header(name, value);
        }
        let address = |error: http::Error| TransportError::Address(error.to_string());
        let empty = request.body.is_empty();
        let answer = if empty && !matches!(request.method, Method::Put | Method::Post) {
            self.agent.run(head.body(()).map_err(address)?)
        } else {
            self.agent.run(head.body(request.body).map_err(address)?)
        };
        read(answer.map_err(failed)?)
    }
}

impl Default for Native {
    fn default() -> Self {
        Native::new(Timeouts::default())
    }
}

impl Transport for Native {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        self.send_blocking(request)
    }
}

fn read(mut answer: http::Response<Body>) -> Result<Response, TransportError> {
    let mut headers = Vec::with_capacity(answer.headers().len());
    for (name, value) in answer.headers() {
        // A header that is not text is none that anybody here looks at.
        if let Ok(value) = value.to_str() {
            headers.push((name.as_str().to_owned(), value.to_owned()));
        }
    }
    let status = answer.status().as_u16();
    let body = answer
        .body_mut()
        .with_config()
        .limit(MAX_BODY as u64)
        .read_to_vec()
        .map_err(failed)?;
    Ok(Response {
        status,
        headers,
        body,
    })
}

fn failed(error: ureq::Error) -> TransportError {
    match error {
        ureq::Error::Timeout(_) => TransportError::TimedOut,
        ureq::Error::BodyExceedsLimit(_) => TransportError::TooLarge,
        ureq::Error::BadUri(detail) => TransportError::Address(detail),
        ureq::Error::Http(error) => TransportError::Address(error.to_string()),
        ureq::Error::TlsRequired => {
            TransportError::Address("this program was built without https".to_owned())
        }
        ureq::Error::Io(error) => match error.kind() {
            io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => TransportError::TimedOut,
            _ => TransportError::Connection(error.to_string()),
        },
        other => TransportError::Connection(other.to_string()),
    }
}
