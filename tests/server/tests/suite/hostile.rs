//! Bytes that no browser sends.

use huiyin_server_tests::{Running, Workspace, raw};
use std::time::Duration;

fn ask(server: &Running, request: &str) -> String {
    let answer = raw(server.at, &[request.as_bytes()], Duration::ZERO);
    String::from_utf8_lossy(&answer).into_owned()
}

#[test]
fn no_address_leads_out_of_the_site_or_the_store() {
    let site = huiyin_peers::Folder::new("site");
    let inner = site.make("site");
    std::fs::write(inner.join("index.html"), "the app").unwrap();
    site.write("secret.txt", "secret");
    let server = Running::with(|options| options.site = Some(inner));
    let (_, founder) = Workspace::found(&server.client());
    let token = founder.token.as_deref().unwrap();
    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e%2fsecret.txt",
        "/./../secret.txt",
        "//secret.txt",
        "/..\\secret.txt",
        "/..%5csecret.txt",
        "/index.html/../../secret.txt",
        "/%00",
        "/o/../secret.txt",
        "/o/%2e%2e/%2e%2e/secret.txt",
        "/o/private/secret/00000000",
        "/o/private/workspace",
        "/o/v1/main/l/../../../private/workspace",
        "/o/v1%2f..%2fprivate%2fworkspace",
        "/o//private/workspace",
        "/o?prefix=private/",
        "/o?prefix=v1/main/../../private/",
        "/o?prefix=v1/../private/",
    ] {
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\nConnection: close\r\n\r\n"
        );
        let answer = ask(&server, &request);
        let status: u16 = answer.split(' ').nth(1).unwrap_or("0").parse().unwrap();
        let harmless = (400..500).contains(&status) || answer.contains("\"keys\":[]");
        assert!(
            harmless && !answer.contains("secret\r\n") && !answer.ends_with("secret"),
            "{path}: {answer}"
        );
    }
}

#[test]
fn heads_that_are_too_large_or_none_are_refused() {
    let server = Running::new();
    let long = "x".repeat(100_000);
    for request in [
        format!("GET /{long} HTTP/1.1\r\nHost: x\r\n\r\n"),
        format!("GET / HTTP/1.1\r\nHost: x\r\nX-Long: {long}\r\n\r\n"),
        format!(
            "GET / HTTP/1.1\r\nHost: x\r\n{}\r\n",
            "X-Many: y\r\n".repeat(200)
        ),
        "nonsense\r\n\r\n".to_owned(),
        "GET / HTTP/9.9\r\n\r\n".to_owned(),
        "\u{16}\u{3}\u{1}\u{2}\u{0}".to_owned(),
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_owned(),
    ] {
        let answer = ask(&server, &request);
        assert!(!answer.contains(" 200 "), "{answer}");
        assert!(
            answer.is_empty()
                || answer.starts_with("HTTP/1.1 4")
                || answer.starts_with("HTTP/1.1 5"),
            "{answer}"
        );
    }
    // Two lengths for one body are two requests to one of two readers.
    for ambiguous in [
        "POST /v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 5\r\n\r\n{}",
        "POST /v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n{}",
    ] {
        assert!(
            ask(&server, ambiguous).starts_with("HTTP/1.1 400"),
            "{ambiguous}"
        );
    }
    assert_eq!(server.client().get("/v1/server").status, 200);
}

#[test]
fn every_refusal_is_json_in_both_languages() {
    let server = Running::new();
    let client = server.client();
    for (method, path, status) in [
        ("GET", "/nothing", 404),
        ("GET", "/%zz", 400),
        ("GET", "/o", 401),
        ("POST", "/o", 405),
        ("POST", "/", 405),
        ("PUT", "/nothing", 405),
        ("PATCH", "/v1/session", 405),
        ("GET", "/v1/session", 405),
        ("PUT", "/v1/challenge", 405),
        ("OPTIONS", "/v1/server", 405),
        ("TRACE", "/v1/server", 405),
        ("NONSENSE", "/healthz", 405),
        ("POST", "/v1/session", 400),
        ("GET", "/v1/hints", 401),
    ] {
        let answer = client.ask(method, path, b"");
        assert_eq!(answer.status, status, "{method} {path}");
        answer.code();
        if status == 405 {
            assert!(!answer.header("allow").is_empty(), "{method} {path}");
        }
    }
}

#[test]
fn a_server_keeps_going_after_a_thousand_broken_connections() {
    let server = Running::new();
    for n in 0..1_000_usize {
        let mut stream = std::net::TcpStream::connect(server.at).unwrap();
        let request = b"PUT /o/x HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc";
        let _ = std::io::Write::write(&mut stream, &request[..n % request.len()]);
    }
    std::thread::sleep(Duration::from_millis(300));
    assert_eq!(server.client().get("/healthz").status, 200);
}
