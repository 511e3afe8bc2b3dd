use super::*;
use crate::carrier::fake::{Fake, body, now, status};
use crate::http::TransportError;
use huiyin_log::sign::{Alg, LocalKey, PublicKey};
use proptest::prelude::*;
use std::cell::Cell;

fn key() -> Rc<dyn Signer> {
    Rc::new(LocalKey::from_seed(Alg::Ed25519Sha256, [7; 32]).unwrap())
}

/// A server with these keys that knows the token it gave last.
struct Office {
    keys: Vec<String>,
    given: Cell<u32>,
    granted: Cell<bool>,
    delimiter: bool,
}

impl Office {
    fn with(keys: &[&str], delimiter: bool) -> Self {
        Office {
            keys: keys.iter().map(|&key| key.to_owned()).collect(),
            given: Cell::new(0),
            granted: Cell::new(true),
            delimiter,
        }
    }

    fn answer(&self, request: &Request) -> Result<Response, TransportError> {
        let path = request.url.strip_prefix("http://office/x/").unwrap();
        match path {
            "v1/challenge" => body(200, r#"{"challenge":"c1","more":1}"#),
            "v1/session" => {
                let asked: serde_json::Value = serde_json::from_slice(&request.body).unwrap();
                let text = |name: &str| asked[name].as_str().unwrap().to_owned();
                let alg = Alg::try_from(&*text("alg")).unwrap();
                let key = PublicKey::from_hex(alg, &text("key")).unwrap();
                assert_eq!(text("device"), key.device().to_string());
                let signature: Vec<u8> = (0..text("signature").len())
                    .step_by(2)
                    .map(|at| u8::from_str_radix(&text("signature")[at..at + 2], 16).unwrap())
                    .collect();
                assert!(key.verify(b"huiyin-session-1:c1", &signature));
                self.given.set(self.given.get() + 1);
                let (token, granted) = (self.given.get(), self.granted.get());
                body(
                    200,
                    &format!(r#"{{"token":"t{token}","expires":1,"granted":{granted}}}"#),
                )
            }
            _ => {
                let token = format!("Bearer t{}", self.given.get());
                let authorization = ("Authorization".to_owned(), token);
                if !request.headers.contains(&authorization) {
                    return status(401);
                }
                if !self.granted.get() {
                    return body(403, r#"{"code":"not-granted"}"#);
                }
                match path.split_once('?') {
                    Some((_, query)) => self.list(query),
                    None if request.method == Method::Put => status(201),
                    None => body(200, "bytes"),
                }
            }
        }
    }

    fn list(&self, query: &str) -> Result<Response, TransportError> {
        let value = |name: &str| {
            let part = query.split('&').find_map(|part| part.strip_prefix(name));
            part.unwrap().replace("%2F", "/")
        };
        let (prefix, after) = (value("prefix="), value("after="));
        let limit: usize = value("limit=").parse().unwrap();
        let mut keys: Vec<String> = self.keys.clone();
        keys.retain(|key| key.starts_with(&prefix) && *key > after);
        if self.delimiter {
            for key in &mut keys {
                if let Some(at) = key[prefix.len()..].find('/') {
                    key.truncate(prefix.len() + at + 1);
                }
            }
            keys.retain(|key| *key > after);
        }
        keys.sort();
        keys.dedup();
        let more = keys.len() > limit;
        keys.truncate(limit);
        body(
            200,
            &serde_json::json!({"keys": keys, "more": more}).to_string(),
        )
    }
}

fn server<T: Transport>(transport: T) -> HuiyinServer<T> {
    HuiyinServer::new(transport, "http://office/x", Some(key())).unwrap()
}

#[test]
fn a_session_is_begun_once_and_anew_when_it_ran_out() {
    let office = Office::with(&[], false);
    let fake = Fake::new(|request: &Request| office.answer(request));
    let server = server(&fake);
    now(server.put("v1/a", b"1")).unwrap();
    assert_eq!(now(server.get("v1/a")).unwrap().unwrap(), b"bytes");
    assert_eq!(office.given.get(), 1);
    // Somebody else's restart forgets the token.
    office.given.set(5);
    now(server.put("v1/a", b"1")).unwrap();
    assert_eq!(office.given.get(), 6);
    let put: Vec<Vec<u8>> = fake
        .asked
        .borrow()
        .iter()
        .filter(|asked| asked.method == Method::Put)
        .map(|asked| asked.body.clone())
        .collect();
    assert_eq!(put, [b"1", b"1", b"1"], "the same bytes each time");
}

#[test]
fn a_device_that_was_let_in_meanwhile_notices() {
    let office = Office::with(&["v1/a"], false);
    office.granted.set(false);
    let fake = Fake::new(|request: &Request| office.answer(request));
    let server = server(&fake);
    assert!(!now(server.sign_in()).unwrap().granted);
    let error = now(server.list("v1/", None)).unwrap_err();
    assert_eq!(error.code, CarrierCode::Forbidden);
    assert!(error.detail.contains("not-granted"));
    office.granted.set(true);
    assert_eq!(now(server.list("v1/", None)).unwrap().len(), 1);
}

#[test]
fn folders_are_found_with_and_without_delimiter() {
    let mut keys = vec!["v1/enrol/aa".to_owned(), "v1/z".to_owned()];
    for log in ["aa", "ab", "b"] {
        for seq in 0..1500 {
            keys.push(format!("v1/main/l/{log}/00000/{seq:08}"));
        }
    }
    keys.push("v1/main/s/b/1".into());
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    for delimiter in [false, true] {
        let office = Office::with(&keys, delimiter);
        let fake = Fake::new(|request: &Request| office.answer(request));
        let server = server(&fake);
        let list = |folder: &str, after: Option<&str>| -> Vec<String> {
            let entries = now(server.list(folder, after)).unwrap();
            entries.into_iter().map(|entry| entry.name).collect()
        };
        assert_eq!(list("v1/", None), ["enrol/", "main/", "z"]);
        assert_eq!(list("v1/main/l/", None), ["aa/", "ab/", "b/"]);
        assert_eq!(list("v1/main/l/", Some("aa/")), ["ab/", "b/"]);
        assert_eq!(list("v1/main/l/aa/00000/", None).len(), 1500);
        assert_eq!(
            list("v1/main/l/aa/00000/", Some("00001497")),
            ["00001498", "00001499"]
        );
        assert!(list("v1/office/", None).is_empty());
        assert!(fake.asked.borrow().len() < 24, "{:?}", fake.lines());
    }
}

#[test]
fn a_server_that_goes_in_circles_is_given_up() {
    let fake = Fake::new(|request: &Request| {
        if request.url.contains("/o?") {
            return body(200, r#"{"keys":["v1/a"],"more":true}"#);
        }
        Office::with(&[], false).answer(request)
    });
    let error = now(server(&fake).list("v1/", None)).unwrap_err();
    assert_eq!(error.code, CarrierCode::NotAStore);
}

#[test]
fn other_bytes_under_a_name_are_not_tried_again() {
    let fake = Fake::new(|request: &Request| match request.method {
        Method::Put => body(409, r#"{"code":"other-bytes"}"#),
        _ => Office::with(&[], false).answer(request),
    });
    let error = now(server(&fake).put("v1/enrol/x", b"")).unwrap_err();
    assert_eq!(
        (error.code, error.is_retryable()),
        (CarrierCode::Taken, false)
    );
}

#[test]
fn without_a_key_only_the_open_door_is_answered() {
    let info = r#"{"name":"区人大","version":"0.1.0","workspace":null,"claim_needed":true}"#;
    let fake = Fake::new(|_: &Request| body(200, info));
    let server = HuiyinServer::new(&fake, "http://office/", None).unwrap();
    let info = now(server.info()).unwrap();
    assert_eq!((&*info.name, info.claim_needed), ("区人大", true));
    let error = now(server.get("v1/a")).unwrap_err();
    assert_eq!(error.code, CarrierCode::Signer);
}

#[test]
fn the_claim_code_travels_as_text() {
    let office = Office::with(&[], false);
    let fake = Fake::new(|request: &Request| office.answer(request));
    let server = server(&fake).with_claim(Some(" 口令 1 "));
    now(server.put("v1/a", b"")).unwrap();
    let asked = fake.asked.borrow();
    let claim = asked.last().unwrap().headers.iter();
    let claim: Vec<_> = claim.filter(|(name, _)| name == "X-Huiyin-Claim").collect();
    assert_eq!(claim[0].1, "%E5%8F%A3%E4%BB%A4%201");
}

proptest! {
    #[test]
    fn hostile_answers_are_answers(code in 100..600_u16, text in r#"[\[\]{}":,a-z0-9 ]{0,60}"#) {
        let fake = Fake::new(|_: &Request| body(code, &text));
        let server = server(&fake);
        let _ = now(server.info());
        let _ = now(server.put("v1/a", b"x"));
        let _ = now(server.list("v1/", None));
        *server.session.borrow_mut() = Some(Session { token: "t".into(), granted: true });
        let _ = now(server.get("v1/a"));
        let _ = now(server.list("v1/", None));
    }

    #[test]
    fn hostile_keys_name_nothing_outside(keys in proptest::collection::vec("(v1/)?[a./~]{0,5}", 0..6), more in any::<bool>()) {
        let page = serde_json::json!({"keys": keys, "more": more}).to_string();
        let fake = Fake::new(|_: &Request| body(200, &page));
        let server = server(&fake);
        *server.session.borrow_mut() = Some(Session { token: "t".into(), granted: true });
        for entry in now(server.list("v1/", None)).unwrap_or_default() {
            let bare = entry.name.strip_suffix('/').unwrap_or(&entry.name);
            prop_assert!(!bare.is_empty() && !bare.contains('/') && bare != "..");
        }
    }
}

/// A server tells published files in pages, and one from before it was asked for hashes tells
/// none.
#[test]
fn published_files_are_paged_with_the_hashes_that_are_told() {
    for told in [true, false] {
        let office = Office::with(&[], false);
        let fake = Fake::new(|request: &Request| {
            let page = |path: &str, more: bool| {
                let mut page = serde_json::json!({ "paths": [path], "more": more });
                if told {
                    page["hashes"] = serde_json::json!([format!("hash of {path}")]);
                }
                body(200, &page.to_string())
            };
            match request.url.strip_prefix("http://office/x/v1/public?") {
                None => office.answer(request),
                Some("after=&hashes=true") => page("board.json", true),
                Some("after=board.json&hashes=true") => page("item/0a.json", false),
                Some(other) => panic!("{other}"),
            }
        });
        let listed = now(server(&fake).desk_published()).unwrap();
        let hash = |path: &str| match told {
            true => format!("hash of {path}"),
            false => String::new(),
        };
        let file = |path: &str| (path.to_owned(), hash(path));
        assert_eq!(listed, [file("board.json"), file("item/0a.json")]);
    }
}
