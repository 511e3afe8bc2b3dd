//! Too much, too often, too slowly.

use huiyin_server::Rate;
use huiyin_server_tests::{Desk, Device, Running, Workspace, raw};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

const AT_ONCE: Duration = Duration::ZERO;

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn a_device_may_ask_only_so_often() {
    let server = Running::with(|options| options.limits.device = Rate::new(0.001, 5.0));
    let (workspace, founder) = Workspace::found(&server.client());
    let key = workspace.founding.key();
    let answers: Vec<u16> = (0..8).map(|_| founder.object(&key).status).collect();
    // One of the five went with the founding.
    assert_eq!(answers, [200, 200, 200, 200, 429, 429, 429, 429]);
    let refused = founder.object(&key);
    assert_eq!(refused.code(), "too-many-requests");
    assert!(!refused.header("retry-after").is_empty());
    // Others are not kept waiting for it.
    assert_eq!(server.client().get("/v1/server").status, 200);
}

#[test]
fn an_address_may_ask_and_knock_only_so_often() {
    let server = Running::with(|options| {
        options.limits.address = Rate::new(0.001, 12.0);
        options.limits.knocks = Rate::new(0.001, 3.0);
    });
    let ask = |path| server.client().get(path).status;
    let knocks: Vec<u16> = (0..5).map(|_| ask("/v1/challenge")).collect();
    assert_eq!(knocks, [200, 200, 200, 429, 429]);
    let others: Vec<u16> = (0..8).map(|_| ask("/v1/server")).collect();
    assert!(others.contains(&200) && others.contains(&429), "{others:?}");
}

#[test]
fn behind_a_proxy_addresses_are_those_it_saw() {
    let server = Running::with(|options| {
        options.proxied = true;
        options.limits.knocks = Rate::new(0.001, 2.0);
    });
    let from = |forwarded: &str| {
        let client = server.client().with("X-Forwarded-For", forwarded);
        client.get("/v1/challenge").status
    };
    assert_eq!(
        [from("10.0.0.1"), from("10.0.0.1"), from("10.0.0.1")],
        [200, 200, 429]
    );
    assert_eq!(from("10.0.0.2"), 200);
    // What the client itself claims stands before what the proxy saw.
    assert_eq!(from("10.9.9.9, 10.0.0.1"), 429);
    // Some proxies write the port of the connection as well.
    for seen in ["10.0.0.1:4711", "10.0.0.3:1", "10.0.0.3:2"] {
        let known = seen.starts_with("10.0.0.1");
        assert_eq!(from(seen), if known { 429 } else { 200 }, "{seen}");
    }
    // Addresses of one network of version 6 are one.
    assert_eq!(
        [
            from("2001:db8::1"),
            from("[2001:db8::2]:4711"),
            from("2001:db8::3")
        ],
        [200, 200, 429]
    );
}

/// Four requests are answered at once, and forty senders take their time with what they send.
#[test]
fn slow_senders_keep_nobody_out() {
    let server = Running::with(|options| {
        options.limits.requests = 4;
        options.limits.stall = Duration::from_secs(20);
    });
    let desk = Desk::open(&server);
    let (workspace, founder) = (&desk.workspace, &desk.office);
    let slow: Vec<TcpStream> = (0..40)
        .map(|n| {
            let path = ["/v1/session", "/v1/voices", "/v1/follow"][n % 3];
            let kind = ["application/json", "application/x-www-form-urlencoded"][n % 2];
            let mut sender = TcpStream::connect(server.at).unwrap();
            let head = format!(
                "POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: {kind}\r\nContent-Length: 99\r\n\r\n{{"
            );
            sender.write_all(head.as_bytes()).unwrap();
            sender
        })
        .collect();
    std::thread::sleep(Duration::from_millis(300));
    for n in 0..5 {
        assert_eq!(server.client().get("/v1/server").status, 200);
        let object = workspace
            .founder
            .note(&workspace.id, "main", &n.to_string());
        let put = founder.put(&object.key(), object.encode());
        assert_eq!(put.status, 201, "{put:?}");
    }
    drop(slow);
    // All turns are there again.
    let begun = Instant::now();
    while server.client().get("/v1/server").status != 200 {
        assert!(begun.elapsed() < Duration::from_secs(9));
    }
}

#[test]
fn a_claim_code_cannot_be_tried_out() {
    let server = Running::with(|options| {
        options.claim = huiyin_server::Claim::Code("ABCD2345".to_owned());
        options.limits.claims = Rate::new(0.001, 3.0);
    });
    let workspace = Workspace::new();
    let (client, _) = server.client().signed_in(&workspace.founder);
    let put = |code: &str| {
        let client = client.clone().with("X-Huiyin-Claim", code);
        client
            .put(&workspace.founding.key(), workspace.founding.encode())
            .status
    };
    assert_eq!(
        [put("A"), put("B"), put("C"), put("ABCD2345")],
        [403, 403, 403, 429]
    );
}

#[test]
fn requests_to_join_come_only_so_often() {
    let server = Running::with(|options| options.limits.joins = Rate::new(0.001, 2.0));
    let (_, _) = Workspace::found(&server.client());
    let ask = || {
        let device = Device::unit();
        let (stranger, _) = server.client().signed_in(&device);
        let request = device.request(None, "张三");
        stranger.put(&request.store_key(), &request.encode()).status
    };
    assert_eq!([ask(), ask(), ask()], [201, 201, 429]);
}

#[test]
fn a_head_that_never_ends_is_given_up() {
    let server = Running::with(|options| options.limits.head = Duration::from_secs(1));
    let begun = Instant::now();
    let pieces: Vec<&[u8]> = std::iter::once(&b"GET / HTTP/1.1\r\nHost: x\r\n"[..])
        .chain(std::iter::repeat_n(&b"X-More: y\r\n"[..], 40))
        .collect();
    let answer = raw(server.at, &pieces, Duration::from_millis(100));
    assert!(!text(&answer).contains("200 OK"), "{}", text(&answer));
    assert!(
        begun.elapsed() < Duration::from_secs(8),
        "{:?}",
        begun.elapsed()
    );
    // A connection that says nothing at all is given up as well.
    let begun = Instant::now();
    raw(server.at, &[], AT_ONCE);
    assert!(
        begun.elapsed() < Duration::from_secs(8),
        "{:?}",
        begun.elapsed()
    );
    assert_eq!(server.client().get("/v1/server").status, 200);
}

#[test]
fn a_connection_that_is_kept_for_nothing_is_closed() {
    let server = Running::with(|options| options.limits.head = Duration::from_secs(1));
    let begun = Instant::now();
    let ask = b"GET /v1/server HTTP/1.1\r\nHost: x\r\n\r\n";
    // Kept for a second request, which comes, and for a third, which does not.
    let answer = raw(server.at, &[ask, ask], Duration::from_millis(300));
    assert_eq!(text(&answer).matches("HTTP/1.1 200").count(), 2);
    assert!(
        begun.elapsed() < Duration::from_secs(8),
        "{:?}",
        begun.elapsed()
    );
}

#[test]
fn a_body_that_stalls_or_drips_is_given_up() {
    let server = Running::with(|options| {
        options.limits.stall = Duration::from_secs(1);
        options.limits.pace = 1_000_000;
    });
    let (workspace, founder) = Workspace::found(&server.client());
    let object = workspace.founder.note(&workspace.id, "main", "慢");
    let head = format!(
        "PUT /o/{} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {}\r\nContent-Length: 100000\r\n\r\n",
        object.key(),
        founder.token.as_deref().unwrap()
    );
    let begun = Instant::now();
    let stalled = text(&raw(server.at, &[head.as_bytes(), b"[{"], AT_ONCE));
    assert!(
        stalled.starts_with("HTTP/1.1 408") && stalled.contains("too-slow"),
        "{stalled}"
    );
    // Never a pause of a second, and yet far too slow.
    let drops: Vec<&[u8]> = std::iter::once(head.as_bytes())
        .chain(std::iter::repeat_n(&b"x"[..], 25))
        .collect();
    let dripped = text(&raw(server.at, &drops, Duration::from_millis(200)));
    assert!(dripped.starts_with("HTTP/1.1 408"), "{dripped}");
    assert!(begun.elapsed() < Duration::from_secs(20));
    assert_eq!(founder.put(&object.key(), object.encode()).status, 201);
}

#[test]
fn a_body_that_is_too_long_is_refused_and_the_refusal_heard() {
    let server = Running::new();
    let (workspace, founder) = Workspace::found(&server.client());
    let object = workspace.founder.note(&workspace.id, "main", "大");
    let large = vec![b'x'; (1 << 20) + 1];
    assert_eq!(
        founder.put(&object.key(), &large).refused(),
        (413, "too-large".to_owned())
    );
    // Without a length told beforehand.
    let head = format!(
        "PUT /o/{} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer {}\r\nTransfer-Encoding: chunked\r\n\r\n",
        object.key(),
        founder.token.as_deref().unwrap()
    );
    let chunk = [b"10000\r\n".to_vec(), vec![b'x'; 0x10000], b"\r\n".to_vec()].concat();
    let mut pieces = vec![head.as_bytes()];
    pieces.extend(std::iter::repeat_n(&chunk[..], 20));
    pieces.push(b"0\r\n\r\n");
    let answer = text(&raw(server.at, &pieces, AT_ONCE));
    assert!(
        answer.starts_with("HTTP/1.1 413") && answer.contains("too-large"),
        "{answer}"
    );
}

#[test]
fn whoever_does_not_read_is_let_go() {
    let server = Running::with(|options| options.limits.stall = Duration::from_secs(1));
    let (workspace, founder) = Workspace::found(&server.client());
    let lines = |n: u64| {
        let log = workspace.founder.log("main");
        (1..=8)
            .map(|seq| huiyin_server_tests::line(&log, n * 8 + seq, &"长".repeat(30_000)))
            .collect()
    };
    let object = workspace.founder.next(&workspace.id, "main", lines(0));
    assert_eq!(founder.put(&object.key(), object.encode()).status, 201);
    let mut stream = TcpStream::connect(server.at).unwrap();
    let ask = format!(
        "GET /o/{} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {}\r\n\r\n",
        object.key(),
        founder.token.as_deref().unwrap()
    );
    // More than fits between the two ends, and nothing of it is read.
    for _ in 0..30 {
        if stream.write_all(ask.as_bytes()).is_err() {
            break;
        }
    }
    std::thread::sleep(Duration::from_secs(3));
    let metrics = text(&server.client().get("/metrics").body);
    // The one that asks is the only one left.
    assert!(
        metrics.lines().any(|line| line == "huiyin_connections 1"),
        "{metrics}"
    );
}

#[test]
fn connections_are_only_so_many() {
    let server = Running::with(|options| options.limits.connections = 3);
    let held: Vec<TcpStream> = (0..3)
        .map(|_| TcpStream::connect(server.at).unwrap())
        .collect();
    std::thread::sleep(Duration::from_millis(200));
    let mut more = TcpStream::connect(server.at).unwrap();
    let mut answer = String::new();
    more.read_to_string(&mut answer).unwrap();
    assert!(
        answer.starts_with("HTTP/1.1 503") && answer.contains("\"code\":\"busy\""),
        "{answer}"
    );
    drop(held);
    std::thread::sleep(Duration::from_millis(200));
    assert_eq!(server.client().get("/v1/server").status, 200);
}
