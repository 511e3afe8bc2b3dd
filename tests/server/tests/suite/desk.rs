//! What a citizen says goes to the office, and what became of it comes back.

use huiyin_intake::{Answer as DriveAnswer, Picture, spell_code};
use huiyin_server::Address;
use huiyin_server_tests::{Citizen, Desk, Running, photograph};
use serde_json::json;

fn status(stage: &str, rate: bool) -> serde_json::Value {
    json!({
        "form": "huiyin-track-1",
        "stage": stage,
        "steps": [{ "on": "2026-12-02", "zh": "已转交区水务局", "en": "passed on" }],
        "item": null, "rate": rate, "rated": null,
    })
}

fn goes_there_and_back(server: &Running) {
    let desk = Desk::open(server);
    let mut citizen = Citizen::new(server.client(), "路灯坏了三天。");
    citizen.voice.pictures = vec![Picture::new(&photograph()).unwrap()];
    citizen.voice.answers = vec![DriveAnswer {
        question: "q1".to_owned(),
        chosen: vec![1],
        text: String::new(),
    }];
    citizen.voice.drive = Some("d/01".to_owned());
    let about = citizen.intake();
    assert_eq!(
        (&about["open"], &about["title"]),
        (&json!(true), &json!("民意收件"))
    );
    assert_eq!(
        (&about["max_pictures"], &about["max_bytes"]),
        (&json!(3), &json!(700_000))
    );
    let sent = citizen.send();
    assert_eq!(
        (sent.status, sent.json()),
        (201, json!({ "received": true }))
    );
    // Nothing is told of it before the office has said something.
    let track = format!("/v1/track/{}", citizen.hash());
    assert_eq!(
        citizen.client.get(&track).refused(),
        (404, "track-unknown".to_owned())
    );
    assert_eq!(desk.office.get("/v1/desk").json()["waiting"], 1);
    let waiting = desk.waiting();
    assert_eq!(waiting.len(), 1);
    let (id, voice) = &waiting[0];
    assert_eq!(voice, &citizen.voice);
    // It goes on waiting until it is dropped, and dropping it twice is nothing.
    assert_eq!(desk.waiting().len(), 1);
    for _ in 0..2 {
        let dropped = desk.office.ask("DELETE", &format!("/v1/voices/{id}"), b"");
        assert_eq!(dropped.status, 204);
    }
    assert!(desk.waiting().is_empty());
    assert_eq!(desk.tell(voice, &status("passed", false)).status, 201);
    assert_eq!(desk.tell(voice, &status("passed", false)).status, 200);
    assert_eq!(citizen.client.get(&track).json(), status("passed", false));
    let early = citizen.rate(&json!("satisfied"), &json!(""));
    assert_eq!(early.refused(), (409, "rating-closed".to_owned()));
    assert_eq!(desk.tell(voice, &status("done", true)).status, 200);
    assert_eq!(
        citizen.rate(&json!("dissatisfied"), &json!("没修")).status,
        201
    );
    // Another takes its place while it waits.
    assert_eq!(
        citizen
            .rate(&json!("satisfied"), &json!("修好了\u{202e}"))
            .status,
        201
    );
    let rated = desk.office.get("/v1/ratings").json();
    let one = &rated["ratings"][0];
    assert_eq!(
        (&one["rating"], &one["note"]),
        (&json!("satisfied"), &json!("修好了"))
    );
    assert_eq!(
        (one["hash"].as_str(), &rated["more"]),
        (Some(citizen.hash().as_str()), &json!(false))
    );
    let id = one["id"].as_str().unwrap();
    assert_eq!(
        desk.office
            .ask("DELETE", &format!("/v1/ratings/{id}"), b"")
            .status,
        204
    );
    assert_eq!(desk.office.get("/v1/ratings").json()["ratings"], json!([]));
    assert_eq!(desk.office.ask("DELETE", &track, b"").status, 204);
    assert_eq!(citizen.client.get(&track).status, 404);
}

#[test]
fn a_voice_goes_there_and_back() {
    goes_there_and_back(&Running::new());
    goes_there_and_back(&Running::over(&Address::Memory, None, |_| ()));
}

#[test]
fn the_same_sealed_bytes_are_received_once() {
    let server = Running::new();
    let desk = Desk::open(&server);
    let citizen = Citizen::new(server.client(), "一件事");
    let sealed = citizen.sealed();
    for _ in 0..3 {
        assert_eq!(citizen.send_sealed(&sealed).status, 201);
    }
    assert_eq!(desk.waiting().len(), 1);
    // The answer was lost: the very same request again is no second spending.
    use base64::Engine;
    let sealed = base64::engine::general_purpose::STANDARD.encode(citizen.sealed());
    let (challenge, nonce) = citizen.worked();
    let body = json!({ "challenge": challenge, "nonce": nonce, "sealed": sealed });
    assert_eq!(
        [citizen.post(&body).status, citizen.post(&body).status],
        [201, 201]
    );
    assert_eq!(desk.waiting().len(), 2);
}

/// The office reads a rating, the citizen gives another, the office drops what it read.
#[test]
fn a_rating_that_took_the_place_of_one_that_was_read_waits_on() {
    let server = Running::new();
    let desk = Desk::open(&server);
    let citizen = Citizen::new(server.client(), "一件事");
    assert_eq!(desk.tell(&citizen.voice, &status("done", true)).status, 201);
    let waiting = || desk.office.get("/v1/ratings").json()["ratings"].clone();
    let drop = |rating: &serde_json::Value| {
        let id = rating["id"].as_str().unwrap();
        let dropped = desk.office.ask("DELETE", &format!("/v1/ratings/{id}"), b"");
        assert_eq!(dropped.status, 204);
    };
    let rate = |rating: &str| citizen.rate(&json!(rating), &json!("")).status;
    assert_eq!(rate("satisfied"), 201);
    let read = waiting();
    assert_eq!(rate("dissatisfied"), 201);
    drop(&read[0]);
    let still = waiting();
    assert_eq!(still[0]["rating"], "dissatisfied", "{still}");
    assert_eq!(still[0]["hash"], citizen.hash());
    let id = still[0]["id"].as_str().unwrap();
    let next = desk.office.get(&format!("/v1/ratings?after={id}")).json();
    assert_eq!(next["ratings"], json!([]));
    drop(&still[0]);
    assert_eq!(waiting(), json!([]));
    drop(&still[0]);
    let odd = desk.office.ask("DELETE", "/v1/ratings/x-y", b"");
    assert_eq!(odd.status, 404);
}

#[test]
fn what_waits_outlives_the_server_and_is_paged_by_hash() {
    let folder = huiyin_peers::Folder::new("desk");
    let address = Address::Sqlite(folder.path().join("huiyin.db"));
    let mut server = Running::over(&address, None, |_| ());
    let desk = Desk::open(&server);
    for n in 0..30 {
        let mut citizen = Citizen::new(server.client(), &format!("第 {n} 件"));
        if n % 3 == 0 {
            citizen.voice.text = "长".repeat(2_000);
        }
        assert_eq!(citizen.send().status, 201);
    }
    server.end();
    let server = Running::over(&address, None, |_| ());
    let mut office = desk.office.clone();
    office.at = server.at;
    let desk = Desk { office, ..desk };
    let waiting = desk.waiting();
    assert_eq!(waiting.len(), 30);
    assert!(waiting.is_sorted_by_key(|(id, _)| id.clone()));
    // Beside an id and sealed bytes there is nothing.
    let page = desk.office.get("/v1/voices").json();
    for one in page["voices"].as_array().unwrap() {
        let names: Vec<&String> = one.as_object().unwrap().keys().collect();
        assert_eq!(names, ["id", "sealed"]);
    }
}

#[test]
fn codes_are_told_one_by_one() {
    let server = Running::new();
    let desk = Desk::open(&server);
    let drive = json!({ "title": "征集", "questions": [{ "id": "q1" }] });
    desk.codes(&json!([
        { "code": "0123456789", "label": "和平社区站", "drive": drive },
        { "code": "ABCDEFGHJK", "label": "旧海报", "withdrawn": true, "drive": null },
    ]));
    let anybody = server.client();
    let told = |code: &str| anybody.get(&format!("/v1/intake/{code}"));
    assert_eq!(
        told("0123456789").json(),
        json!({ "label": "和平社区站", "withdrawn": false, "drive": drive })
    );
    let typed = spell_code("0123456789").replace('0', "o").replace('1', "l");
    assert_eq!(told(&typed).json()["label"], "和平社区站");
    assert_eq!(told("ABCDEFGHJK").json()["withdrawn"], true);
    for unknown in ["0123456780", "short", "codes-codes", "%00", "..%2f", "中文"] {
        assert_eq!(
            told(unknown).refused(),
            (404, "code-unknown".to_owned()),
            "{unknown}"
        );
    }
    // A list replaces the one before.
    desk.codes(&json!([{ "code": "ZZZZZZZZZZ", "label": "新" }]));
    assert_eq!(told("0123456789").status, 404);
    assert_eq!(told("ZZZZZZZZZZ").json()["drive"], json!(null));
    assert!(anybody.get("/v1/intake").json().get("stations").is_none());
}

#[test]
fn published_files_are_everybodys() {
    let server = Running::new();
    let desk = Desk::open(&server);
    let board = br#"{"form":"huiyin-board-list-1","items":[]}"#;
    let put = |path: &str, body: &[u8]| desk.office.ask("PUT", &format!("/public/{path}"), body);
    assert_eq!(put("board.json", board).status, 201);
    assert_eq!(put("board.json", board).status, 200);
    assert_eq!(put("item/0a1b.json", b"{}").status, 201);
    assert_eq!(
        put("feed.xml", b"<?xml version=\"1.0\"?><rss/>").status,
        201
    );
    let anybody = server.client().with("Origin", "https://www.example.gov.cn");
    let found = anybody.get("/public/board.json");
    assert_eq!((found.status, &found.body[..]), (200, &board[..]));
    for (name, value) in [
        ("access-control-allow-origin", "*"),
        ("x-content-type-options", "nosniff"),
        ("content-type", "application/json; charset=utf-8"),
        ("cross-origin-resource-policy", "cross-origin"),
        ("cache-control", "public, max-age=60"),
        (
            "content-security-policy",
            "default-src 'none'; frame-ancestors 'none'; sandbox",
        ),
    ] {
        assert_eq!(found.header(name), value, "{name}");
    }
    let feed = anybody.get("/public/feed.xml");
    assert_eq!(
        feed.header("content-type"),
        "application/xml; charset=utf-8"
    );
    let known = anybody.clone().with("If-None-Match", found.header("etag"));
    assert_eq!(known.get("/public/board.json").status, 304);
    let head = anybody.ask("HEAD", "/public/board.json", b"");
    assert_eq!((head.status, head.body.len()), (200, 0));
    let missing = anybody.get("/public/none.json");
    assert_eq!(
        (
            missing.code().as_str(),
            missing.header("access-control-allow-origin")
        ),
        ("not-found", "*")
    );
    let listed = desk.office.get("/v1/public").json();
    assert_eq!(
        listed["paths"],
        json!(["board.json", "feed.xml", "item/0a1b.json"])
    );
    assert!(listed.get("hashes").is_none(), "they were not asked for");
    let hashed = desk.office.get("/v1/public?hashes=true").json();
    assert_eq!(hashed["paths"], listed["paths"]);
    // As any program reckons SHA-256.
    let item = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
    assert_eq!(
        hashed["hashes"],
        json!([
            "73e6f88fbd07b122b1de3ba7db36d4851d9ce59c2fa4c8cf3a5c86742df57d79",
            "6d536194479f537e94f2b63f6140da50039bb027bc21f8a9fdd520e4bc9c1c62",
            item,
        ])
    );
    let rest = desk.office.get("/v1/public?after=feed.xml&hashes=true");
    assert_eq!(
        rest.json(),
        json!({ "paths": ["item/0a1b.json"], "hashes": [item], "more": false })
    );
    assert_eq!(
        desk.office.get("/v1/public?hashes=perhaps").code(),
        "bad-request"
    );
    assert_eq!(
        desk.office.ask("DELETE", "/public/board.json", b"").status,
        204
    );
    assert_eq!(anybody.get("/public/board.json").status, 404);
    // Nothing else of the interface is open to other sites' pages.
    for path in [
        "/v1/intake",
        "/v1/server",
        "/v1/intake/0123456789",
        "/openapi.json",
    ] {
        assert_eq!(
            anybody.get(path).header("access-control-allow-origin"),
            "",
            "{path}"
        );
    }
}

#[test]
fn pages_for_citizens_have_the_policies_they_need() {
    let site = huiyin_peers::Folder::new("citizens");
    for name in [
        "voice.html",
        "embed.html",
        "gallery.html",
        "index.html",
        "huiyin-embed.js",
    ] {
        site.write(name, "x");
    }
    let server = Running::with(|options| {
        options.site = Some(site.path().to_owned());
        options.embed_origins = vec!["https://www.example.gov.cn".to_owned()];
    });
    let policy = |path: &str| {
        let answer = server.client().get(path);
        assert_eq!(answer.status, 200, "{path}");
        answer.header("content-security-policy").to_owned()
    };
    assert!(policy("/embed.html").contains("frame-ancestors 'self' https://www.example.gov.cn;"));
    assert!(policy("/voice.html").contains("form-action 'self'; frame-ancestors 'self';"));
    assert!(policy("/index.html").contains("form-action 'none'; frame-ancestors 'self';"));
    assert!(policy("/gallery.html").contains("frame-src 'self';"));
    let script = server.client().get("/huiyin-embed.js");
    assert_eq!(script.header("access-control-allow-origin"), "*");
    assert_eq!(
        script.header("cross-origin-resource-policy"),
        "cross-origin"
    );
    assert_eq!(
        script.header("content-type"),
        "text/javascript; charset=utf-8"
    );
    let page = server.client().get("/embed.html");
    assert_eq!(page.header("access-control-allow-origin"), "");
}
