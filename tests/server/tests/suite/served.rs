//! The app's files, and what a server says of itself.

use crate::desk_refused::resident;
use huiyin_peers::Folder;
use huiyin_server_tests::{Desk, Running, Workspace};
use std::io::{Read, Write};
use std::net::TcpStream;

fn site() -> Folder {
    let folder = Folder::new("served");
    folder.make("assets");
    for (name, text) in [
        ("index.html", "<!doctype html>"),
        ("index.html.br", "packed by brotli"),
        ("index.html.gz", "packed by gzip"),
        ("assets/app-0123.wasm", "wasm"),
        ("rulebook.schema.json", "{}"),
        ("demo", "{\"demo\":1}"),
    ] {
        folder.write(name, text);
    }
    folder
}

#[test]
fn files_are_served_with_their_twins_and_the_headers_a_browser_should_see() {
    let site = site();
    let server = Running::with(|options| {
        options.site = Some(site.path().to_owned());
        options.connect = vec!["https://dav.example.cn".to_owned()];
    });
    let client = server.client();
    let plain = client.get("/");
    assert_eq!(plain.body, b"<!doctype html>");
    assert_eq!(plain.header("content-type"), "text/html; charset=utf-8");
    assert_eq!(plain.header("cache-control"), "no-cache");
    assert!(
        plain
            .header("content-security-policy")
            .contains("script-src 'self' 'wasm-unsafe-eval';")
    );
    assert!(
        plain
            .header("content-security-policy")
            .contains("connect-src 'self' https://dav.example.cn;")
    );
    assert!(
        plain
            .header("content-security-policy")
            .contains("require-trusted-types-for 'script'")
    );
    assert_eq!(plain.header("x-content-type-options"), "nosniff");
    assert_eq!(plain.header("referrer-policy"), "no-referrer");
    let packed = |accept: &str| client.clone().with("Accept-Encoding", accept).get("/");
    assert_eq!(packed("gzip, deflate, br").body, b"packed by brotli");
    assert_eq!(packed("gzip, deflate, br").header("content-encoding"), "br");
    assert_eq!(packed("gzip").body, b"packed by gzip");
    let old = client
        .clone()
        .with("User-Agent", "HeadlessChrome/86.0.4240.111")
        .get("/");
    assert!(
        old.header("content-security-policy")
            .contains("script-src 'self' 'unsafe-eval';")
    );
    let asset = client.get("/assets/app-0123.wasm");
    assert_eq!(asset.header("content-type"), "application/wasm");
    assert_eq!(
        asset.header("cache-control"),
        "public, max-age=31536000, immutable"
    );
    let head = client.ask("HEAD", "/assets/app-0123.wasm", b"");
    assert_eq!(
        (head.status, head.header("content-length"), head.body.len()),
        (200, "4", 0)
    );
    assert_eq!(client.get("/assets").code(), "not-found");
    // Refusals of the interface have them as well.
    let refused = client.get("/o");
    assert!(
        refused
            .header("content-security-policy")
            .starts_with("default-src 'none'")
    );
}

#[test]
fn what_a_browser_has_is_not_sent_again() {
    let site = site();
    let server = Running::with(|options| options.site = Some(site.path().to_owned()));
    let client = server.client().with("Accept-Encoding", "br");
    let first = client.get("/");
    let tag = first.header("etag").to_owned();
    assert_eq!((first.status, first.header("content-length")), (200, "16"));
    let known = client.clone().with("If-None-Match", &tag);
    let again = known.get("/");
    assert_eq!((again.status, again.body.len()), (304, 0));
    for header in ["etag", "cache-control", "vary", "content-security-policy"] {
        assert_eq!(again.header(header), first.header(header), "{header}");
    }
    // Packed otherwise it is another, and so it is once it was written anew.
    let plain = server.client().with("If-None-Match", &tag).get("/");
    assert_eq!(
        (plain.status, &plain.body[..]),
        (200, &b"<!doctype html>"[..])
    );
    site.write("index.html.br", "PACKED BY BROTLI");
    let anew = known.get("/");
    assert_eq!(
        (anew.status, &anew.body[..]),
        (200, &b"PACKED BY BROTLI"[..])
    );
}

/// Sixty connections ask for something large and do not read it.
#[test]
fn whoever_does_not_read_does_not_hold_a_copy() {
    let site = site();
    let large = format!("[{}0]", "0,".repeat(4_000_000 - 2));
    site.write("assets/large.json", &large);
    let server = Running::with(|options| options.site = Some(site.path().to_owned()));
    let desk = Desk::open(&server);
    let put = desk
        .office
        .ask("PUT", "/public/large.json", large.as_bytes());
    assert_eq!(put.status, 201);
    for path in ["/assets/large.json", "/public/large.json"] {
        assert_eq!(server.client().get(path).body, large.as_bytes(), "{path}");
        let before = resident();
        let readers: Vec<TcpStream> = (0..60)
            .map(|_| {
                let mut reader = TcpStream::connect(server.at).unwrap();
                let asked = format!("GET {path} HTTP/1.1\r\nHost: x\r\n\r\n");
                reader.write_all(asked.as_bytes()).unwrap();
                // The head has come, so the rest is on its way.
                reader.read_exact(&mut [0; 64]).unwrap();
                reader
            })
            .collect();
        let grown = resident().saturating_sub(before);
        println!("60 readers of {path}: {grown} KiB more");
        assert!(grown < 100 << 10, "{path}: {grown} KiB");
        drop(readers);
    }
}

#[test]
fn the_demo_is_there_only_when_asked_for() {
    let site = site();
    let without = Running::new();
    assert_eq!(without.client().get("/demo.huiyin.json").status, 204);
    let with = Running::with(|options| options.demo = Some(site.path().join("demo")));
    let demo = with.client().get("/demo.huiyin.json");
    assert_eq!((demo.status, &demo.body[..]), (200, &b"{\"demo\":1}"[..]));
    assert!(demo.header("content-type").starts_with("application/json"));
}

#[test]
fn health_and_figures_are_open_and_tell_nothing_of_anybody() {
    let server = Running::new();
    let (workspace, founder) = Workspace::found(&server.client());
    founder.object(&workspace.founding.key());
    let health = server.client().get("/healthz");
    assert_eq!(
        (health.status, health.json()["status"].as_str()),
        (200, Some("ok"))
    );
    let figures = server.client().get("/metrics");
    assert!(
        figures
            .header("content-type")
            .starts_with("text/plain; version=0.0.4")
    );
    let text = String::from_utf8(figures.body).unwrap();
    for line in [
        "huiyin_requests_total{method=\"PUT\",route=\"/o/{key}\",status=\"201\"} 1",
        "huiyin_objects_taken_total 1",
        "huiyin_members 1",
    ] {
        assert!(text.lines().any(|found| found == line), "{line}\n{text}");
    }
    for secret in [
        workspace.id.as_str(),
        workspace.founder.id().as_str(),
        "127.0.0.1",
    ] {
        assert!(!text.contains(secret), "{secret}");
    }
}
