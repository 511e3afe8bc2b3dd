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

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Read, Write};
    use std::net::TcpListener;
    use std::thread;

    /// Answers one request with these bytes, and gives what it was asked.
    fn once(answer: Vec<u8>) -> (String, thread::JoinHandle<String>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/a", listener.local_addr().unwrap());
        let server = thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut asked = vec![0; 4096];
            let mut length = 0;
            while !asked[..length].windows(4).any(|end| end == b"\r\n\r\n") {
                length += stream.read(&mut asked[length..]).unwrap();
            }
            // A client that has enough hangs up.
            let _ = stream.write_all(&answer);
            asked.truncate(length);
            String::from_utf8(asked).unwrap()
        });
        (url, server)
    }

    fn sent(request: Request) -> Result<Response, TransportError> {
        Native::new(Timeouts {
            silence: Duration::from_millis(300),
            ..Timeouts::default()
        })
        .send_blocking(request)
    }

    #[test]
    fn every_status_is_an_answer_and_no_redirect_is_followed() {
        let (url, server) = once(
            b"HTTP/1.1 301 Moved\r\nLocation: http://elsewhere/\r\nContent-Length: 2\r\n\r\nhi"
                .to_vec(),
        );
        let request = Request::new(Method::Propfind, url)
            .with("Depth", "1")
            .body("<x/>");
        let answer = sent(request).unwrap();
        assert_eq!((answer.status, &*answer.body), (301, &b"hi"[..]));
        assert_eq!(answer.header("LOCATION"), Some("http://elsewhere/"));
        let asked = server.join().unwrap().to_lowercase();
        assert!(asked.starts_with("propfind /a http/1.1\r\n"), "{asked}");
        assert!(asked.contains("content-length: 4\r\n") && asked.contains("depth: 1\r\n"));
    }

    #[test]
    fn an_endless_answer_is_too_large() {
        let mut answer = b"HTTP/1.1 200 OK\r\n\r\n".to_vec();
        answer.resize(answer.len() + MAX_BODY + 1, b'x');
        let (url, server) = once(answer);
        let result = sent(Request::new(Method::Get, url));
        assert_eq!(result, Err(TransportError::TooLarge));
        server.join().unwrap();
    }

    #[test]
    fn silence_is_told_from_refusal_and_nonsense() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        let silent = sent(Request::new(Method::Get, url.as_str()));
        assert_eq!(silent, Err(TransportError::TimedOut));
        drop(listener);
        let refused = sent(Request::new(Method::Get, url));
        assert!(
            matches!(refused, Err(TransportError::Connection(_))),
            "{refused:?}"
        );
        let (url, server) = once(b"nonsense\r\n\r\n".to_vec());
        let nonsense = sent(Request::new(Method::Get, url));
        assert!(
            matches!(nonsense, Err(TransportError::Connection(_))),
            "{nonsense:?}"
        );
        server.join().unwrap();
        let address = sent(Request::new(Method::Get, "http://a b/"));
        assert!(
            matches!(address, Err(TransportError::Address(_))),
            "{address:?}"
        );
    }
}
