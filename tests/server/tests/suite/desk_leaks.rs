//! Nothing that anybody may ask for tells what was said to the office, and nothing that lies in
//! the store does either.

use huiyin_peers::Folder;
use huiyin_server::Address;
use huiyin_server_tests::{Citizen, Desk, Running};
use serde_json::json;

/// What nobody but the office and the citizen may ever see.
const SECRETS: [&str; 5] = [
    "举报某某局长收礼",
    "13987654321",
    "和平路十二号三单元",
    "note-of-the-citizen",
    "203.0.113.77",
];

#[test]
fn no_public_answer_and_no_file_tells_a_secret() {
    let folder = Folder::new("leaks");
    let address = Address::Sqlite(folder.path().join("huiyin.db"));
    let mut server = Running::over(&address, None, |options| options.proxied = true);
    let desk = Desk::open(&server);
    desk.codes(&json!([{ "code": "0123456789", "label": "站" }]));
    let citizen = |text: &str| {
        let client = server.client().with("X-Forwarded-For", SECRETS[4]);
        let mut citizen = Citizen::new(client, text);
        citizen.voice.contact = Some(SECRETS[1].to_owned());
        citizen.voice.place = SECRETS[2].to_owned();
        citizen
    };
    let said: Vec<Citizen> = (0..5)
        .map(|n| citizen(&format!("{} {n}", SECRETS[0])))
        .collect();
    for one in &said {
        assert_eq!(one.send().status, 201);
    }
    let form = said[0]
        .client
        .clone()
        .with("Content-Type", "application/x-www-form-urlencoded");
    let body = format!("text={}&contact={}", SECRETS[0], SECRETS[1]);
    let answer = form.ask("POST", "/v1/voices", body.as_bytes());
    assert_eq!(answer.status, 201);
    let page = String::from_utf8(answer.body).unwrap();
    let told = json!({
        "form": "huiyin-track-1", "stage": "done",
        "steps": [{ "on": "2026-12-02", "zh": "已办结", "en": "done" }],
        "item": null, "rate": true, "rated": null,
    });
    assert_eq!(desk.tell(&said[0].voice, &told).status, 201);
    assert_eq!(
        said[0].rate(&json!("satisfied"), &json!(SECRETS[3])).status,
        201
    );
    assert_eq!(
        desk.put("/public/board.json", &json!({ "items": [] }))
            .status,
        201
    );

    let ids: Vec<String> = desk.waiting().into_iter().map(|(id, _)| id).collect();
    let mut asked: Vec<String> = [
        "/",
        "/v1/intake",
        "/v1/intake/0123456789",
        "/v1/intake/codes",
        "/v1/server",
        "/v1/voices",
        "/v1/ratings",
        "/v1/desk",
        "/v1/public",
        "/v1/follow",
        "/public/board.json",
        "/public/",
        "/public/../private/desk/voices",
        "/metrics",
        "/healthz",
        "/openapi.json",
        "/o?prefix=private/",
        "/o?prefix=private/desk/",
        "/o/private/desk/voices",
        "/v1/polls/0",
        "/v1/track/",
    ]
    .map(str::to_owned)
    .to_vec();
    asked.push(format!("/v1/track/{}", said[0].hash()));
    asked.push(format!("/v1/track/{}/rating", said[0].hash()));
    asked.extend(ids.iter().map(|id| format!("/v1/voices/{id}")));
    asked.extend(ids.iter().map(|id| format!("/o/private/desk/voices/{id}")));
    let mut said_by_server = page.clone();
    for path in &asked {
        for method in ["GET", "HEAD", "POST", "OPTIONS"] {
            let answer = server.client().ask(method, path, b"");
            said_by_server.push_str(&format!("{:?}", answer.headers));
            said_by_server.push_str(&String::from_utf8_lossy(&answer.body));
        }
    }
    let hidden = |text: &str, what: &str| {
        for secret in SECRETS {
            assert!(!text.contains(secret), "{secret} in {what}");
        }
        for one in &said {
            assert!(
                !text.contains(&one.voice.track),
                "a tracking code in {what}"
            );
        }
    };
    hidden(&said_by_server, "an answer");
    for id in &ids {
        assert!(!said_by_server.contains(id.as_str()), "an id");
    }
    // Offices' objects do not hold any of it either.
    for prefix in ["v1/main/", "v1/access/", "v1/office/"] {
        hidden(&format!("{:?}", desk.office.list(prefix)), prefix);
    }
    server.end();
    let sealed = |name: &str| {
        let bytes = std::fs::read(folder.path().join(name)).unwrap();
        String::from_utf8_lossy(&bytes).into_owned()
    };
    hidden(&sealed("huiyin.db"), "the main file");
    let beside = sealed("huiyin.db.desk");
    // A citizen's note on a rating waits in clear, as it is told to the office.
    hidden(&beside.replace(SECRETS[3], ""), "the desk's file");
    let code = page
        .split("<strong>")
        .nth(1)
        .unwrap()
        .split('<')
        .next()
        .unwrap();
    assert!(!beside.contains(code) && !beside.contains(&code.replace('-', "")));
}
