//! A client: one request, one answer, nothing behind the scenes.

use crate::Device;
use huiyin_log::Signer;
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::OnceLock;
use std::time::Duration;
use ureq::Agent;
use ureq::http::Request;

/// What came back.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        let found = self
            .headers
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map_or("", |(_, value)| value)
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&self.body)))
    }

    /// The code of a refusal, which has to be one in both languages.
    pub fn code(&self) -> String {
        assert!(self.status >= 400, "{self:?}");
        assert!(
            self.header("content-type").starts_with("application/json"),
            "{self:?}"
        );
        let said = self.json();
        for language in ["zh", "en"] {
            assert!(
                said[language].as_str().is_some_and(|text| text.len() > 10),
                "{said}"
            );
        }
        said["code"].as_str().unwrap().to_owned()
    }

    /// Status and code of a refusal.
    pub fn refused(&self) -> (u16, String) {
        (self.status, self.code())
    }

    pub fn keys(&self) -> Vec<String> {
        assert_eq!(self.status, 200, "{self:?}");
        let listed = self.json();
        let keys = listed["keys"].as_array().unwrap().iter();
        keys.map(|key| key.as_str().unwrap().to_owned()).collect()
    }
}

/// Whoever asks one server, with a device's token or without.
#[derive(Clone, Debug)]
pub struct Client {
    pub at: SocketAddr,
    pub token: Option<String>,
    pub more: Vec<(&'static str, String)>,
}

fn agent() -> &'static Agent {
    static AGENT: OnceLock<Agent> = OnceLock::new();
    AGENT.get_or_init(|| {
        Agent::config_builder()
            .http_status_as_error(false)
            .allow_non_standard_methods(true)
            .timeout_global(Some(Duration::from_secs(60)))
            // Servers come and go on the same ports.
            .max_idle_connections(0)
            .build()
            .new_agent()
    })
}

impl Client {
    pub fn new(at: SocketAddr) -> Client {
        Client {
            at,
            token: None,
            more: Vec::new(),
        }
    }

    #[must_use]
    pub fn with(mut self, name: &'static str, value: &str) -> Client {
        self.more.push((name, value.to_owned()));
        self
    }

    /// Asks; `None` where no answer came.
    pub fn try_ask(&self, method: &str, path: &str, body: &[u8]) -> Option<Answer> {
        let mut request = Request::builder()
            .method(method)
            .uri(format!("http://{}{path}", self.at));
        if let Some(token) = &self.token {
            request = request.header("Authorization", format!("Bearer {token}"));
        }
        for (name, value) in &self.more {
            request = request.header(*name, value);
        }
        let bodiless = ["GET", "HEAD", "DELETE", "OPTIONS"].contains(&method) && body.is_empty();
        let sent = if bodiless {
            agent().run(request.body(()).unwrap())
        } else {
            agent().run(request.body(body).unwrap())
        };
        let mut response = sent.ok()?;
        let headers = response.headers().iter();
        let headers = headers
            .map(|(name, value)| {
                (
                    name.to_string(),
                    String::from_utf8_lossy(value.as_bytes()).into_owned(),
                )
            })
            .collect();
        Some(Answer {
            status: response.status().as_u16(),
            headers,
            body: response
                .body_mut()
                .with_config()
                .limit(64 << 20)
                .read_to_vec()
                .ok()?,
        })
    }

    pub fn ask(&self, method: &str, path: &str, body: &[u8]) -> Answer {
        self.try_ask(method, path, body)
            .unwrap_or_else(|| panic!("no answer to {method} {path}"))
    }

    pub fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, b"")
    }

    pub fn object(&self, key: &str) -> Answer {
        self.get(&format!("/o/{key}"))
    }

    pub fn put(&self, key: &str, bytes: &[u8]) -> Answer {
        self.ask("PUT", &format!("/o/{key}"), bytes)
    }

    pub fn list(&self, prefix: &str) -> Answer {
        self.get(&format!("/o?prefix={prefix}"))
    }

    /// A fresh challenge.
    pub fn challenge(&self) -> String {
        let answer = self.get("/v1/challenge");
        assert_eq!(answer.status, 200, "{answer:?}");
        answer.json()["challenge"].as_str().unwrap().to_owned()
    }

    /// Asks for a session by what a device signed.
    pub fn session(&self, device: &Device, challenge: &str) -> Answer {
        let body = asked(device, challenge, &format!("huiyin-session-1:{challenge}"));
        self.ask("POST", "/v1/session", body.to_string().as_bytes())
    }

    /// Signs in.
    pub fn signed_in(&self, device: &Device) -> (Client, bool) {
        let answer = self.session(device, &self.challenge());
        assert_eq!(answer.status, 200, "{answer:?}");
        let session = answer.json();
        let mut client = self.clone();
        client.token = Some(session["token"].as_str().unwrap().to_owned());
        (client, session["granted"].as_bool().unwrap())
    }

    /// Signs in as a device that was let in.
    pub fn of(&self, device: &Device) -> Client {
        let (client, granted) = self.signed_in(device);
        assert!(granted);
        client
    }
}

/// What asks for a session, with a signature over `signed`.
pub fn asked(device: &Device, challenge: &str, signed: &str) -> Value {
    let signature = device.key.sign(signed.as_bytes()).unwrap();
    let signature: String = signature.iter().map(|byte| format!("{byte:02x}")).collect();
    json!({
        "device": device.id(),
        "alg": device.key.public().alg().as_str(),
        "key": device.key.public().to_hex(),
        "challenge": challenge,
        "signature": signature,
    })
}

/// Sends bytes as they are, piece by piece with pauses, and reads whatever comes until the other
/// end closes or nothing comes for ten seconds.
pub fn raw(at: SocketAddr, pieces: &[&[u8]], pause: Duration) -> Vec<u8> {
    let mut stream = TcpStream::connect(at).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(10)))
        .unwrap();
    for piece in pieces {
        if stream.write_all(piece).is_err() {
            break;
        }
        std::thread::sleep(pause);
    }
    let mut answer = Vec::new();
    let mut buffer = [0; 4096];
    while let Ok(count @ 1..) = stream.read(&mut buffer) {
        answer.extend_from_slice(&buffer[..count]);
    }
    answer
}
