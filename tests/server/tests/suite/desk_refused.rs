//! What is not taken, and that nothing of it is kept.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use huiyin_server_tests::{Citizen, Client, Desk, Device, Running, raw};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

fn nothing_waits(desk: &Desk) {
    let about = desk.office.get("/v1/desk").json();
    assert_eq!(
        (&about["waiting"], &about["ratings"]),
        (&json!(0), &json!(0))
    );
}

#[test]
fn work_is_asked_for_once_for_each_voice() {
    let server = Running::new();
    let desk = Desk::open(&server);
    let citizen = Citizen::new(server.client(), "a");
    let sealed = STANDARD.encode(citizen.sealed());
    let (challenge, nonce) = citizen.worked();
    let body = |challenge: &str, nonce: &Value| json!({ "challenge": challenge, "nonce": nonce, "sealed": sealed });
    let wrong = (0..)
        .find(|nonce| !huiyin_intake::solved(&challenge, *nonce, 8))
        .unwrap();
    for (challenge, nonce, status, code) in [
        (challenge.as_str(), json!(wrong), 422, "work-missing"),
        (
            &challenge.replacen('.', ".9", 1),
            json!(nonce),
            422,
            "work-expired",
        ),
        (
            &challenge.replace(".8-", ".1-"),
            json!(nonce),
            422,
            "work-expired",
        ),
        (
            &citizen.client.challenge(),
            json!(nonce),
            422,
            "work-expired",
        ),
        ("", json!(nonce), 422, "work-expired"),
        ("a.b.c.d", json!(nonce), 422, "work-expired"),
        (&challenge, json!(-1), 400, "bad-request"),
        (&challenge, json!("1"), 400, "bad-request"),
        (&challenge, json!(1.5), 400, "bad-request"),
    ] {
        let answer = citizen.post(&body(challenge, &nonce));
        assert_eq!(
            answer.refused(),
            (status, code.to_owned()),
            "{challenge} {nonce}"
        );
    }
    nothing_waits(&desk);
    assert_eq!(citizen.post(&body(&challenge, &json!(nonce))).status, 201);
    // Another voice on the same work.
    let other = STANDARD.encode(citizen.sealed());
    let again = citizen.post(&json!({ "challenge": challenge, "nonce": nonce, "sealed": other }));
    assert_eq!(again.refused(), (422, "work-used".to_owned()));
    assert_eq!(desk.waiting().len(), 1);
}

/// Another site has its visitors' browsers send something.
#[test]
fn pages_of_other_sites_have_nothing_sent() {
    let server = Running::new();
    let desk = Desk::open(&server);
    let mut citizen = Citizen::new(server.client(), "a");
    let told = json!({ "form": "huiyin-track-1", "stage": "done", "steps": [], "item": null, "rate": true, "rated": null });
    assert_eq!(desk.tell(&citizen.voice, &told).status, 201);
    let ask = |client: &Client, path: &str, body: &str| {
        let plain = "application/x-www-form-urlencoded";
        let client = client.clone().with("Content-Type", plain);
        client.ask("POST", path, body.as_bytes())
    };
    let follow = format!("code={}", citizen.voice.track);
    citizen.client = server.client().with("Sec-Fetch-Site", "cross-site");
    for answer in [
        citizen.send(),
        citizen.rate(&json!("satisfied"), &json!("")),
    ] {
        assert_eq!(answer.refused(), (403, "foreign-page".to_owned()));
    }
    for (path, body) in [("/v1/voices", "text=a"), ("/v1/follow", &follow)] {
        let page = ask(&citizen.client, path, body);
        assert_eq!(page.status, 403, "{path}");
        assert!(String::from_utf8_lossy(&page.body).contains("另一个网站"));
    }
    nothing_waits(&desk);
    for own in ["same-origin", "same-site", "none"] {
        citizen.client = server.client().with("Sec-Fetch-Site", own);
        assert_eq!(citizen.send().status, 201, "{own}");
        assert_eq!(ask(&citizen.client, "/v1/follow", &follow).status, 200);
    }
    assert_eq!(desk.waiting().len(), 3);
}

#[test]
fn bodies_that_are_none_are_refused() {
    let server = Running::new();
    let desk = Desk::open(&server);
    let citizen = Citizen::new(server.client(), "a");
    let deep = format!("{{\"challenge\":{}", "[".repeat(200_000));
    for body in [
        "",
        "null",
        "[]",
        "{}",
        "{\"challenge\":1,\"nonce\":1,\"sealed\":\"\"}",
        &deep,
        "{\"challenge\":\"a\",\"nonce\":1,\"sealed\":\"\",\"admin\":true}",
    ] {
        let answer = citizen.client.ask("POST", "/v1/voices", body.as_bytes());
        assert_eq!(answer.refused(), (400, "bad-request".to_owned()));
    }
    for (sealed, code) in [
        ("%%%".to_owned(), "sealed-malformed"),
        (STANDARD.encode([1; 20]), "sealed-malformed"),
        (STANDARD.encode([2; 200]), "sealed-malformed"),
        (STANDARD.encode(vec![1; 700_001]), "sealed-malformed"),
    ] {
        let (challenge, nonce) = citizen.worked();
        let answer =
            citizen.post(&json!({ "challenge": challenge, "nonce": nonce, "sealed": sealed }));
        assert_eq!(answer.refused(), (422, code.to_owned()));
    }
    nothing_waits(&desk);
    assert_eq!(desk.set(false).status, 200);
    let answer = citizen.client.ask("POST", "/v1/voices", b"{}");
    assert_eq!(answer.refused(), (409, "intake-closed".to_owned()));
}

#[test]
fn fifty_megabytes_are_refused_before_they_are_held() {
    let server = Running::new();
    let desk = Desk::open(&server);
    let before = resident();
    let body = vec![b'x'; 50 << 20];
    let held = resident();
    for kind in [
        "application/json",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
    ] {
        let head = format!(
            "POST /v1/voices HTTP/1.1\r\nHost: x\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        let begun = Instant::now();
        let answer = raw(server.at, &[head.as_bytes(), &body], Duration::ZERO);
        let answer = String::from_utf8_lossy(&answer).into_owned();
        // Whoever goes on sending may lose the answer with the connection.
        assert!(
            answer.is_empty() || answer.starts_with("HTTP/1.1 413"),
            "{answer}"
        );
        println!("50 MB of {kind}: refused in {:?}", begun.elapsed());
    }
    // Without a length, in pieces.
    let head = "POST /v1/voices HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
    let chunk = [
        b"100000\r\n".to_vec(),
        vec![b' '; 1 << 20],
        b"\r\n".to_vec(),
    ]
    .concat();
    let pieces: Vec<&[u8]> = std::iter::once(head.as_bytes())
        .chain(std::iter::repeat_n(&chunk[..], 50))
        .collect();
    let answer = raw(server.at, &pieces, Duration::ZERO);
    assert!(answer.is_empty() || answer.starts_with(b"HTTP/1.1 413"));
    let grown = resident().saturating_sub(held);
    println!("memory: {before} KiB before, {grown} KiB more after four bodies of 50 MB");
    assert!(grown < 32 << 10, "{grown} KiB");
    nothing_waits(&desk);
}

/// What the process holds, in KiB.
pub fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS:"));
    line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok())
        .unwrap_or(0)
}

#[test]
fn a_body_that_trickles_is_given_up() {
    let server = Running::with(|options| options.limits.stall = Duration::from_secs(1));
    let desk = Desk::open(&server);
    let head = b"POST /v1/voices HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n";
    let begun = Instant::now();
    let answer = raw(server.at, &[head, b"{"], Duration::ZERO);
    assert!(
        answer.starts_with(b"HTTP/1.1 408"),
        "{}",
        String::from_utf8_lossy(&answer)
    );
    assert!(begun.elapsed() < Duration::from_secs(8));
    nothing_waits(&desk);
}

#[test]
fn only_the_office_has_the_office_side() {
    let server = Running::new();
    let desk = Desk::open(&server);
    let citizen = Citizen::new(server.client(), "a");
    assert_eq!(citizen.send().status, 201);
    let unit = Device::unit();
    desk.workspace.let_in(&desk.office, &unit, &[]);
    let unit = server.client().of(&unit);
    let (stranger, _) = server.client().signed_in(&Device::office());
    let mut forged = server.client();
    forged.token = Some("00000000.abcd.9999999999.00".to_owned());
    let id = desk.waiting().remove(0).0;
    let settings =
        json!({ "open": true, "key": "ab".repeat(32), "bits": 8, "title": "" }).to_string();
    let asks: Vec<(&str, String, &str)> = vec![
        ("GET", "/v1/voices".to_owned(), ""),
        ("DELETE", format!("/v1/voices/{id}"), ""),
        ("GET", "/v1/desk".to_owned(), ""),
        ("PUT", "/v1/intake".to_owned(), &settings),
        ("PUT", "/v1/intake/codes".to_owned(), "[]"),
        ("PUT", format!("/v1/track/{}", citizen.hash()), "{}"),
        ("DELETE", format!("/v1/track/{}", citizen.hash()), ""),
        ("GET", "/v1/ratings".to_owned(), ""),
        ("DELETE", format!("/v1/ratings/{id}"), ""),
        ("GET", "/v1/public".to_owned(), ""),
        ("PUT", "/public/board.json".to_owned(), "{}"),
        ("DELETE", "/public/board.json".to_owned(), ""),
    ];
    for (method, path, body) in &asks {
        let of = |client: &Client| client.ask(method, path, body.as_bytes()).refused();
        assert_eq!(
            of(&server.client()),
            (401, "session-needed".to_owned()),
            "{method} {path}"
        );
        assert_eq!(
            of(&forged),
            (401, "session-needed".to_owned()),
            "{method} {path}"
        );
        assert_eq!(
            of(&unit),
            (403, "office-only".to_owned()),
            "{method} {path}"
        );
        assert_eq!(
            of(&stranger),
            (403, "not-enrolled".to_owned()),
            "{method} {path}"
        );
    }
    assert_eq!(desk.waiting().len(), 1);
    assert_eq!(server.client().get("/public/board.json").status, 404);
    assert_eq!(citizen.intake()["key"], desk.key.public().to_hex());
}

#[test]
fn what_the_office_says_has_to_be_well_formed() {
    let server = Running::new();
    let desk = Desk::open(&server);
    let key = desk.key.public().to_hex();
    for bad in [
        json!({ "open": true, "key": "", "bits": 16, "title": "" }),
        json!({ "open": true, "key": "00".repeat(32), "bits": 16, "title": "" }),
        json!({ "open": true, "key": key, "bits": 7, "title": "" }),
        json!({ "open": true, "key": key, "bits": 25, "title": "" }),
        json!({ "open": true, "key": key, "bits": 16, "title": "长".repeat(101) }),
        json!({ "open": "yes", "key": key, "bits": 16, "title": "" }),
        json!({ "open": true, "key": key, "bits": 16, "title": "", "more": 1 }),
        json!([]),
    ] {
        let put = desk.put("/v1/intake", &bad);
        assert_eq!(
            put.refused(),
            (422, "settings-malformed".to_owned()),
            "{bad}"
        );
    }
    let large = "x".repeat(33 << 10);
    for bad in [
        json!([{ "code": "012345678I", "label": "" }]),
        json!([{ "code": "01234-56789", "label": "" }]),
        json!([{ "code": "0123456789", "label": "" }, { "code": "0123456789", "label": "" }]),
        json!([{ "code": "0123456789", "label": "长".repeat(101) }]),
        json!([{ "code": "0123456789", "label": "", "drive": [] }]),
        json!([{ "code": "0123456789", "label": "", "drive": { "a": large } }]),
        json!({}),
    ] {
        let put = desk.put("/v1/intake/codes", &bad);
        assert_eq!(put.refused(), (422, "codes-malformed".to_owned()));
    }
    let track = format!("/v1/track/{}", "ab".repeat(32));
    let good = json!({ "form": "huiyin-track-1", "stage": "new", "steps": [], "item": null, "rate": false, "rated": null });
    for (name, bad) in [
        ("form", json!("huiyin-track-2")),
        ("stage", json!("won")),
        ("steps", json!([{ "on": "2026-02-30", "zh": "", "en": "" }])),
        ("steps", json!([{ "on": "2026-02-03", "zh": 1, "en": "" }])),
        (
            "steps",
            json!([{ "on": "2026-02-03", "zh": "", "en": "", "contact": "1" }]),
        ),
        ("item", json!("../../etc")),
        ("rate", json!(1)),
        ("rated", json!("very")),
        ("note", json!("internal")),
    ] {
        let mut told = good.clone();
        told[name] = bad;
        let put = desk.put(&track, &told);
        assert_eq!(
            put.refused(),
            (422, "status-malformed".to_owned()),
            "{told}"
        );
    }
    assert_eq!(
        desk.put("/v1/track/short", &good).refused(),
        (404, "not-found".to_owned())
    );
    let mut long = good.clone();
    long["steps"] = json!([{ "on": "2026-02-03", "zh": "x".repeat(17 << 10), "en": "" }]);
    assert_eq!(
        desk.put(&track, &long).refused(),
        (413, "too-large".to_owned())
    );
    assert_eq!(server.client().get(&track).status, 404);
    assert_eq!(desk.put(&track, &good).status, 201);
}

#[test]
fn no_path_below_public_leads_anywhere_else() {
    let server = Running::new();
    let desk = Desk::open(&server);
    let token = desk.office.token.as_deref().unwrap();
    for path in [
        "../x.json",
        "%2e%2e/x.json",
        "..%2f..%2fx.json",
        "a/../x.json",
        ".hidden.json",
        "x.html",
        "x.js",
        "x.svg",
        "X.json",
        "a//x.json",
        "a/b/c/d/e.json",
        "x.json%00",
        "x.json/",
        "%ff.json",
        "a%5cb.json",
        "board.json%0d%0aSet-Cookie:x=1",
    ] {
        let request = format!(
            "PUT /public/{path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{{}}"
        );
        let answer = raw(server.at, &[request.as_bytes()], Duration::ZERO);
        let answer = String::from_utf8_lossy(&answer).into_owned();
        assert!(answer.starts_with("HTTP/1.1 4"), "{path}: {answer}");
        let request =
            format!("GET /public/{path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        let answer = raw(server.at, &[request.as_bytes()], Duration::ZERO);
        assert!(answer.starts_with(b"HTTP/1.1 404"), "{path}");
    }
    for (path, body) in [
        ("x.json", &b"<script>"[..]),
        ("x.xml", b"<?xml?><!DOCTYPE x>"),
        ("x.xml", b"{}"),
        ("x.json", &vec![b'['; 9_999]),
    ] {
        let put = desk.office.ask("PUT", &format!("/public/{path}"), body);
        assert_eq!(put.refused(), (422, "file-malformed".to_owned()));
    }
    assert_eq!(desk.office.get("/v1/public").json()["paths"], json!([]));
}
