//! Citizens, and the office's side of the desk for them.

use crate::device::fresh;
use crate::{Answer, Client, Running, Workspace};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use huiyin_intake::{Voice, open_voice, read_track, seal_voice, solve, track_code, track_hash};
use huiyin_log::seal::{BoxKey, BoxPublic};
use serde_json::{Value, json};

/// Bits of work that take a test no time.
const BITS: u8 = 8;

/// An office with an open intake.
pub struct Desk {
    pub office: Client,
    pub workspace: Workspace,
    pub key: BoxKey,
}

impl Desk {
    /// Founds a workspace and opens its intake.
    pub fn open(server: &Running) -> Desk {
        Self::open_at(&server.client())
    }

    /// The same where a server is asked by this client.
    pub fn open_at(client: &Client) -> Desk {
        let (workspace, office) = Workspace::found(client);
        let key = BoxKey::from_seed(fresh());
        let desk = Desk {
            office,
            workspace,
            key,
        };
        assert_eq!(desk.set(true).status, 201);
        desk
    }

    /// Opens or closes it.
    pub fn set(&self, open: bool) -> Answer {
        let key = self.key.public().to_hex();
        let body = json!({ "open": open, "key": key, "bits": BITS, "title": "民意收件" });
        self.put("/v1/intake", &body)
    }

    pub fn put(&self, path: &str, body: &Value) -> Answer {
        self.office.ask("PUT", path, body.to_string().as_bytes())
    }

    /// Says which codes there are.
    pub fn codes(&self, codes: &Value) {
        let put = self.put("/v1/intake/codes", codes);
        assert!(put.status < 300, "{put:?}");
    }

    /// Everything that waits, opened; it goes on waiting.
    pub fn waiting(&self) -> Vec<(String, Voice)> {
        let mut all: Vec<(String, Voice)> = Vec::new();
        loop {
            let after = all.last().map(|(id, _)| id.clone()).unwrap_or_default();
            let page = self.office.get(&format!("/v1/voices?after={after}")).json();
            for one in page["voices"].as_array().unwrap() {
                let sealed = STANDARD.decode(one["sealed"].as_str().unwrap()).unwrap();
                let voice = open_voice(&self.key, &sealed).unwrap();
                all.push((one["id"].as_str().unwrap().to_owned(), voice));
            }
            if page["more"] == false {
                return all;
            }
        }
    }

    /// Says what became of a voice.
    pub fn tell(&self, voice: &Voice, status: &Value) -> Answer {
        let hash = track_hash(&voice.track).unwrap();
        self.put(&format!("/v1/track/{hash}"), status)
    }
}

/// A citizen with something to say.
pub struct Citizen {
    pub client: Client,
    pub voice: Voice,
}

impl Citizen {
    pub fn new(client: Client, text: &str) -> Citizen {
        let mut random = [0; 8];
        random.copy_from_slice(&fresh()[..8]);
        let voice = Voice {
            place: "和平路".to_owned(),
            text: text.to_owned(),
            contact: Some("13800001234".to_owned()),
            track: read_track(&track_code(random)).unwrap(),
            on: "2026-12-01".to_owned(),
            ..Voice::default()
        };
        Citizen { client, voice }
    }

    pub fn hash(&self) -> String {
        track_hash(&self.voice.track).unwrap()
    }

    /// What the page asks first.
    pub fn intake(&self) -> Value {
        self.client.get("/v1/intake").json()
    }

    /// Does the work asked for.
    pub fn worked(&self) -> (String, u64) {
        work(&self.intake())
    }

    pub fn sealed(&self) -> Vec<u8> {
        let key = self.intake()["key"].as_str().unwrap().to_owned();
        let key = BoxPublic::from_hex(&key).unwrap();
        seal_voice(&self.voice, &key, fresh()).unwrap()
    }

    pub fn post(&self, body: &Value) -> Answer {
        self.try_post(body)
            .unwrap_or_else(|| panic!("no answer to a voice"))
    }

    /// Sends a voice; `None` where no answer came.
    pub fn try_post(&self, body: &Value) -> Option<Answer> {
        let client = self.client.clone().with("Content-Type", "application/json");
        client.try_ask("POST", "/v1/voices", body.to_string().as_bytes())
    }

    /// Sealed bytes as they are sent, with work on a challenge that some server gave out; `None`
    /// where none answered.
    pub fn try_body(&self, sealed: &[u8]) -> Option<Value> {
        let intake = self.client.try_ask("GET", "/v1/intake", b"")?;
        let (challenge, nonce) = work(&intake.json());
        let sealed = STANDARD.encode(sealed);
        Some(json!({ "challenge": challenge, "nonce": nonce, "sealed": sealed }))
    }

    /// Sends sealed bytes with fresh work.
    pub fn send_sealed(&self, sealed: &[u8]) -> Answer {
        let (challenge, nonce) = self.worked();
        let sealed = STANDARD.encode(sealed);
        self.post(&json!({ "challenge": challenge, "nonce": nonce, "sealed": sealed }))
    }

    /// Says it.
    pub fn send(&self) -> Answer {
        self.send_sealed(&self.sealed())
    }

    pub fn rate(&self, rating: &Value, note: &Value) -> Answer {
        let (challenge, nonce) = self.worked();
        let body =
            json!({ "challenge": challenge, "nonce": nonce, "rating": rating, "note": note });
        let path = format!("/v1/track/{}/rating", self.hash());
        self.client.ask("POST", &path, body.to_string().as_bytes())
    }
}

fn work(intake: &Value) -> (String, u64) {
    let challenge = intake["challenge"].as_str().unwrap().to_owned();
    let bits = u8::try_from(intake["bits"].as_u64().unwrap()).unwrap();
    let nonce = solve(&challenge, bits, 0, u32::MAX).unwrap();
    (challenge, nonce)
}

/// A form as browsers send it with files: fields, and files with their names.
pub fn multipart(fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> (String, Vec<u8>) {
    let mut body = Vec::new();
    for (name, value) in fields {
        let head = format!("--xyz\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n");
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(value.as_bytes());
        body.extend_from_slice(b"\r\n");
    }
    for (name, bytes) in files {
        let head = format!(
            "--xyz\r\nContent-Disposition: form-data; name=\"picture\"; filename=\"{name}\"\r\n\
             Content-Type: image/jpeg\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--xyz--\r\n");
    ("multipart/form-data; boundary=xyz".to_owned(), body)
}

/// A photograph of a few dots that says where it was taken.
pub fn photograph() -> Vec<u8> {
    let mut file = vec![0xff, 0xd8];
    for (marker, body) in [
        (0xe1_u8, &b"Exif\0\0II*\0 GPS 34.2610 N 117.1859 E"[..]),
        (0xdb, &[0; 65]),
        (0xc0, &[8, 0, 3, 0, 2, 1, 1, 0x11, 0]),
        (0xc4, &[0; 20]),
        (0xda, &[1, 1, 0, 0, 63, 0]),
    ] {
        let length = u16::try_from(body.len() + 2).unwrap().to_be_bytes();
        file.extend_from_slice(&[0xff, marker, length[0], length[1]]);
        file.extend_from_slice(body);
    }
    file.extend_from_slice(&[1, 2, 3, 0xff, 0xd9]);
    file
}
