//! Plain forms: no script, no work, and the answer is a page.

use huiyin_server_tests::{Answer, Citizen, Client, Desk, Running, multipart, photograph};
use serde_json::json;

const PLAIN: &str = "application/x-www-form-urlencoded";

fn encoded(fields: &[(&str, &str)]) -> String {
    let one = |text: &str| -> String { text.bytes().map(|byte| format!("%{byte:02X}")).collect() };
    let pairs = fields
        .iter()
        .map(|(name, value)| format!("{name}={}", one(value)));
    pairs.collect::<Vec<String>>().join("&")
}

fn post(client: &Client, path: &str, kind: &str, body: &[u8]) -> Answer {
    client
        .clone()
        .with("Content-Type", kind)
        .ask("POST", path, body)
}

fn page(answer: &Answer) -> String {
    assert_eq!(
        answer.header("content-type"),
        "text/html; charset=utf-8",
        "{answer:?}"
    );
    let policy = answer.header("content-security-policy");
    assert!(
        policy.starts_with("default-src 'none'; style-src 'sha256-"),
        "{policy}"
    );
    assert!(
        policy.contains("form-action 'none'; frame-ancestors 'self'"),
        "{policy}"
    );
    assert_eq!(answer.header("cache-control"), "no-store");
    let text = String::from_utf8(answer.body.clone()).unwrap();
    assert!(!text.contains("<script"), "{text}");
    text
}

/// The tracking code on a page.
fn track(page: &str) -> String {
    let rest = page.split("<strong>").nth(1).unwrap();
    rest.split("</strong>").next().unwrap().to_owned()
}

#[test]
fn a_plain_form_is_sealed_and_answered_with_a_tracking_code() {
    let server = Running::new();
    let desk = Desk::open(&server);
    desk.codes(&json!([{ "code": "0123456789", "label": "站" }, { "code": "ABCDEFGHJK", "label": "旧", "withdrawn": true }]));
    let evil = "<script>alert(1)</script>\"'&路灯";
    let body = encoded(&[
        ("code", "o1234-56789"),
        ("place", "和平路"),
        ("text", evil),
        ("contact", ""),
        ("again", "x"),
    ]);
    let answer = post(&server.client(), "/v1/voices", PLAIN, body.as_bytes());
    assert_eq!(answer.status, 201, "{answer:?}");
    let page_zh = page(&answer);
    assert!(page_zh.contains("<html lang=\"zh-CN\">") && !page_zh.contains("路灯"));
    let code = track(&page_zh);
    let waiting = desk.waiting();
    let voice = &waiting[0].1;
    assert_eq!(
        (voice.text.as_str(), voice.place.as_str()),
        (evil, "和平路")
    );
    assert_eq!(
        (voice.code.as_deref(), &voice.contact),
        (Some("0123456789"), &None)
    );
    assert_eq!(huiyin_intake::read_track(&code), Ok(voice.track.clone()));
    // What became of it, with script in every text of it.
    let told = json!({
        "form": "huiyin-track-1", "stage": "passed",
        "steps": [{ "on": "2026-12-02", "zh": evil, "en": evil }],
        "item": null, "rate": false, "rated": null,
    });
    assert_eq!(desk.tell(voice, &told).status, 201);
    for lang in ["zh-CN", "en", "<b>"] {
        let body = encoded(&[("code", &code.to_lowercase()), ("lang", lang)]);
        let answer = post(&server.client(), "/v1/follow", PLAIN, body.as_bytes());
        assert_eq!(answer.status, 200);
        let page = page(&answer);
        assert!(
            page.contains("2026-12-02 &lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;路灯")
        );
        assert_eq!(page.contains("passed on"), lang == "en");
    }
}

#[test]
fn pictures_of_a_plain_form_lose_where_they_were_taken() {
    let server = Running::new();
    let desk = Desk::open(&server);
    let photo = photograph();
    let (kind, body) = multipart(
        &[("text", "坑"), ("lang", "en")],
        &[("IMG_20261201_GPS.jpg", &photo), ("", b"")],
    );
    let answer = post(&server.client(), "/v1/voices", &kind, &body);
    assert_eq!(answer.status, 201, "{answer:?}");
    assert!(page(&answer).contains("<html lang=\"en\">"));
    let voice = desk.waiting().remove(0).1;
    assert_eq!(voice.pictures.len(), 1);
    let kept = &voice.pictures[0].bytes;
    let gps = |bytes: &[u8]| bytes.windows(3).any(|part| part == b"GPS");
    assert!(gps(&photo) && !gps(kept) && kept.len() < photo.len());
    for (files, code) in [
        (vec![("a.jpg", &b"<svg onload=alert(1)>"[..])], "JPEG"),
        (vec![("a.jpg", &photo[..60])], "图片不完整"),
        (vec![("a.jpg", &photo[..]); 4], "图片”超过 3 项"),
    ] {
        let (kind, body) = multipart(&[("text", "坑")], &files);
        let answer = post(&server.client(), "/v1/voices", &kind, &body);
        assert_eq!(answer.status, 422);
        assert!(page(&answer).contains(code), "{code}");
    }
    assert_eq!(desk.waiting().len(), 1);
}

#[test]
fn forms_that_cannot_be_taken_are_answered_with_a_page_and_nothing_is_kept() {
    let server = Running::new();
    let desk = Desk::open(&server);
    desk.codes(&json!([{ "code": "ABCDEFGHJK", "label": "旧", "withdrawn": true }]));
    let long = "长".repeat(2_001);
    for (fields, status) in [
        (vec![("text", "")], 422),
        (vec![("text", " \u{202e}\r\n ")], 422),
        (vec![("text", long.as_str())], 422),
        (vec![("text", "a"), ("code", "XXXXXXXXXX")], 404),
        (vec![("text", "a"), ("code", "ABCDE-FGHJK")], 410),
        (vec![("text", "a"), ("code", "../../etc")], 422),
    ] {
        let answer = post(
            &server.client(),
            "/v1/voices",
            PLAIN,
            encoded(&fields).as_bytes(),
        );
        assert_eq!(answer.status, status, "{fields:?}");
        assert!(page(&answer).contains("href=\"/voice.html\""));
    }
    let text = format!("text={}", "x".repeat(20_000));
    for (kind, body, status) in [
        (PLAIN, &b"text=%ff"[..], 400),
        (PLAIN, text.as_bytes(), 413),
        (PLAIN, "a=1&".repeat(1_000).as_bytes(), 400),
        ("multipart/form-data", b"x", 400),
        ("multipart/form-data; boundary=x", b"--x\r\n\r\n", 400),
    ] {
        let answer = post(&server.client(), "/v1/voices", kind, body);
        assert_eq!(answer.status, status, "{kind}");
        page(&answer);
    }
    assert_eq!(desk.set(false).status, 200);
    let answer = post(&server.client(), "/v1/voices", PLAIN, b"text=a");
    assert_eq!(answer.status, 409);
    assert!(page(&answer).contains("暂未开放"));
    assert!(desk.waiting().is_empty());
}

#[test]
fn following_without_a_good_code_reads_the_same_whatever_is_wrong() {
    let server = Running::new();
    let desk = Desk::open(&server);
    let citizen = Citizen::new(server.client(), "a");
    assert_eq!(citizen.send().status, 201);
    let mut pages = Vec::new();
    for code in ["0000-0000-0000", "x", "", "<script>", &citizen.voice.track] {
        let body = encoded(&[("code", code)]);
        let answer = post(&server.client(), "/v1/follow", PLAIN, body.as_bytes());
        assert_eq!(answer.status, 404, "{code}");
        pages.push(page(&answer));
    }
    pages.dedup();
    assert_eq!(pages.len(), 1);
    drop(desk);
}
