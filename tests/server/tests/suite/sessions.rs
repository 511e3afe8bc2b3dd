//! Signing in.

use huiyin_log::Alg;
use huiyin_rules::Role;
use huiyin_server_tests::{Device, Running, Workspace, asked};
use std::time::Duration;

#[test]
fn a_device_of_either_profile_signs_in_and_is_granted_once_it_is_let_in() {
    let server = Running::new();
    let (workspace, founder) = Workspace::found(&server.client());
    for alg in Alg::ALL {
        let device = Device::with_alg(alg, Role::Unit, "区水务局");
        let (_, granted) = server.client().signed_in(&device);
        assert!(!granted);
        workspace.let_in(&founder, &device, &[]);
        let (_, granted) = server.client().signed_in(&device);
        assert!(granted);
    }
}

#[test]
fn a_challenge_is_answered_once() {
    let server = Running::new();
    let (device, other) = (Device::unit(), Device::unit());
    let client = server.client();
    let challenge = client.challenge();
    let first = client.session(&device, &challenge);
    assert_eq!(first.status, 200);
    for again in [&device, &other] {
        let answer = client.session(again, &challenge);
        assert_eq!(answer.refused(), (401, "challenge-used".to_owned()));
    }
}

#[test]
fn nobody_signs_in_with_anothers_key_or_a_made_up_challenge() {
    let server = Running::new();
    let client = server.client();
    let (device, other) = (Device::unit(), Device::unit());
    let post = |body: &serde_json::Value| {
        client
            .ask("POST", "/v1/session", body.to_string().as_bytes())
            .refused()
    };
    let challenge = client.challenge();
    let right = asked(
        &device,
        &challenge,
        &format!("huiyin-session-1:{challenge}"),
    );
    for (change, value) in [
        ("device", other.id().to_string()),
        ("key", "00".repeat(32)),
        ("signature", "00".repeat(64)),
    ] {
        let mut wrong = right.clone();
        wrong[change] = value.into();
        let (status, code) = post(&wrong);
        assert!(
            status == 401 && code == "signature-invalid" || status == 400,
            "{change}: {code}"
        );
    }
    // Signed for another purpose.
    let wrong = asked(&device, &challenge, &challenge);
    assert_eq!(post(&wrong), (401, "signature-invalid".to_owned()));
    // Of another server, changed, or none at all.
    let elsewhere = Running::new().client().challenge();
    for made_up in [
        elsewhere,
        challenge.replace('.', "0."),
        "x".to_owned(),
        String::new(),
    ] {
        let answer = client.session(&device, &made_up);
        assert_eq!(
            answer.refused(),
            (401, "challenge-expired".to_owned()),
            "{made_up}"
        );
    }
    for nonsense in ["", "{}", "[]", "null", "{\"device\":1}", "\u{0}"] {
        let answer = client.ask("POST", "/v1/session", nonsense.as_bytes());
        assert_eq!(
            answer.refused(),
            (400, "bad-request".to_owned()),
            "{nonsense}"
        );
    }
    // After all that the right one still goes through.
    assert_eq!(
        client
            .ask("POST", "/v1/session", right.to_string().as_bytes())
            .status,
        200
    );
}

#[test]
fn without_a_good_token_nothing_is_read_or_written() {
    let server = Running::new();
    let (workspace, founder) = Workspace::found(&server.client());
    let key = workspace.founding.key();
    let good = founder.token.clone().unwrap();
    let mut changed = good.clone();
    let last = if changed.ends_with('0') { "1" } else { "0" };
    changed.replace_range(changed.len() - 1.., last);
    for token in [
        None,
        Some(changed),
        Some(String::new()),
        Some("x".repeat(5_000)),
    ] {
        let mut client = server.client();
        client.token = token;
        for (method, path) in [
            ("GET", "/o?prefix=v1/main/".to_owned()),
            ("GET", format!("/o/{key}")),
            ("PUT", format!("/o/{key}")),
            ("DELETE", format!("/o/{key}")),
            ("GET", "/v1/hints".to_owned()),
        ] {
            let answer = client.ask(method, &path, b"");
            assert_eq!(
                answer.refused(),
                (401, "session-needed".to_owned()),
                "{method} {path}"
            );
            assert!(answer.header("www-authenticate").starts_with("Bearer"));
        }
    }
    // Not by another scheme either.
    let basic = server
        .client()
        .with("Authorization", &format!("Basic {good}"));
    assert_eq!(basic.object(&key).status, 401);
    assert_eq!(founder.object(&key).status, 200);
}

#[test]
fn tokens_and_challenges_are_good_on_every_server_over_the_store_and_after_a_restart() {
    let folder = huiyin_peers::Folder::new("shared");
    let address = huiyin_server::Address::Sqlite(folder.path().join("huiyin.db"));
    let one = Running::over(&address, None, |_| ());
    let other = Running::over(&address, None, |_| ());
    let (workspace, founder) = Workspace::found(&one.client());
    let key = workspace.founding.key();
    // A device that is turned away makes the roll be read again, but not at every knock.
    std::thread::sleep(Duration::from_millis(300));
    let mut there = founder.clone();
    there.at = other.at;
    assert_eq!(there.object(&key).status, 200);
    // A challenge of one answered at the other, once in all.
    let challenge = one.client().challenge();
    assert_eq!(
        other
            .client()
            .session(&workspace.founder, &challenge)
            .status,
        200
    );
    let again = one.client().session(&workspace.founder, &challenge);
    assert_eq!(again.code(), "challenge-used");
    // Let in through one, welcome at the other at once.
    let device = Device::unit();
    workspace.let_in(&founder, &device, &[]);
    std::thread::sleep(Duration::from_millis(300));
    let at_other = other.client().of(&device);
    assert_eq!(at_other.list("v1/main/l/").status, 200);
    drop((one, other));
    let later = Running::over(&address, None, |_| ());
    there.at = later.at;
    assert_eq!(there.object(&key).status, 200);
}
