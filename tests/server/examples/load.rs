//! Many devices that sync at once: how many puts a second, how long they take, how much memory.
//!
//! ```text
//! cargo run --example load -p huiyin-server-tests -- HUIYIN [DEVICES [SECONDS [STORE]]]
//! ```
//!
//! `HUIYIN` is the program to measure, built with `--release`. `STORE` is `sqlite` (the default),
//! `memory`, `postgres` (a database of its own, started for it), or `postgres-pair` (a primary with
//! a synchronous standby). Each device keeps a connection of its
//! own and puts one object of one line, about 1.3 KB, after the other. What asks runs on the same
//! machine, so that the figures are on the low side.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a measurement that goes wrong is none"
)]

use huiyin_log::access::AccessEvent;
use huiyin_peers::Folder;
use huiyin_server_tests::{Database, Device, Pair, Program, Workspace, grant};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

/// A connection that is kept.
struct Line {
    stream: BufReader<TcpStream>,
    token: String,
}

impl Line {
    fn open(at: SocketAddr, token: &str) -> Line {
        let stream = TcpStream::connect(at).unwrap();
        stream.set_nodelay(true).unwrap();
        Line {
            stream: BufReader::new(stream),
            token: token.to_owned(),
        }
    }

    fn ask(&mut self, method: &str, path: &str, body: &[u8]) -> (u16, Vec<u8>) {
        let mut request = format!(
            "{method} {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {}\r\nContent-Length: {}\r\n\r\n",
            self.token,
            body.len()
        )
        .into_bytes();
        request.extend_from_slice(body);
        self.stream.get_mut().write_all(&request).unwrap();
        let (mut status, mut length) = (0, 0);
        loop {
            let mut line = String::new();
            self.stream.read_line(&mut line).unwrap();
            let line = line.trim_end().to_ascii_lowercase();
            if status == 0 {
                status = line.split(' ').nth(1).unwrap().parse().unwrap();
            }
            if let Some(value) = line.strip_prefix("content-length: ") {
                length = value.parse().unwrap();
            }
            if line.is_empty() {
                break;
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body).unwrap();
        (status, body)
    }
}

/// Says how long something took, and how busy the server was meanwhile: where it is busy all the
/// time on every core it can have, what it computes is the limit, otherwise what it waits for.
fn told(
    server: &Program,
    what: &str,
    (mut took, whole, busy): (Vec<Duration>, Duration, Duration),
) {
    let busy = server.busy().saturating_sub(busy);
    took.sort();
    let at = |share: usize| took[(took.len() - 1) * share / 100];
    println!(
        "{what}: {} in {:.1} s = {:.0} a second; p50 {:.1?} p95 {:.1?} p99 {:.1?} most {:.1?}; \
         {:.2} cores, {:.0?} each",
        took.len(),
        whole.as_secs_f64(),
        took.len() as f64 / whole.as_secs_f64(),
        at(50),
        at(95),
        at(99),
        at(100),
        busy.as_secs_f64() / whole.as_secs_f64(),
        busy / took.len() as u32
    );
}

/// Runs `work` for each device on a thread of its own; gives how long each request took, how long
/// all of it, and how busy the server had been before.
fn all(
    server: &Program,
    devices: &[Device],
    work: impl Fn(usize, &Device) -> Vec<Duration> + Sync,
) -> (Vec<Duration>, Duration, Duration) {
    let busy = server.busy();
    let begun = Instant::now();
    let took = std::thread::scope(|scope| {
        let work = &work;
        let running: Vec<_> = (0..)
            .zip(devices)
            .map(|(n, device)| scope.spawn(move || work(n, device)))
            .collect();
        running
            .into_iter()
            .flat_map(|one| one.join().unwrap())
            .collect()
    });
    (took, begun.elapsed(), busy)
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let huiyin = arguments.next().expect("the program to measure");
    let mut number = |usual: u64| arguments.next().map_or(usual, |text| text.parse().unwrap());
    let (devices, seconds) = (number(50) as usize, number(10));
    let kind = arguments.next().unwrap_or_else(|| "sqlite".to_owned());
    let folder = Folder::new("load");
    let alone = (kind == "postgres").then(Database::new);
    let pair = (kind == "postgres-pair").then(Pair::new);
    let store = match (&alone, &pair, kind.as_str()) {
        (Some(alone), _, _) => alone.url(),
        (_, Some(pair), _) => pair.url(),
        (_, _, "memory") => "memory:".to_owned(),
        (_, _, "sqlite") => format!("sqlite:{}", folder.path().join("huiyin.db").display()),
        (_, _, other) => panic!("no store is called {other}"),
    };
    let arguments = [
        "--listen",
        "127.0.0.1:0",
        "--store",
        &store,
        "--no-claim",
        "--quiet",
        "--rate",
        "1000000",
        "--proxied",
    ];
    let server = Program::start(&huiyin, &arguments);
    println!(
        "{devices} devices, {seconds} s, {kind}; the server holds {} KiB when it starts",
        server.resident()
    );
    let (workspace, founder) = Workspace::found(&server.client());
    let devices: Vec<Device> = (0..devices).map(|_| Device::unit()).collect();
    let grants: Vec<AccessEvent> = devices
        .iter()
        .map(|device| grant(device, false, &[], None))
        .collect();
    for some in grants.chunks(500) {
        let object = workspace.founder.say(&workspace.id, some);
        assert_eq!(founder.put(&object.key(), object.encode()).status, 201);
    }
    let tokens = std::sync::Mutex::new(vec![String::new(); devices.len()]);
    let took = all(&server, &devices, |n, device| {
        let begun = Instant::now();
        let token = server.client().of(device).token.unwrap();
        tokens.lock().unwrap()[n] = token;
        vec![begun.elapsed()]
    });
    told(&server, "signed in (challenge and session)", took);
    let tokens = tokens.into_inner().unwrap();
    // Signed beforehand, so that signing is not measured.
    let each = (seconds as usize * 8_000 / devices.len()).clamp(50, 4_000);
    let text = "写".repeat(220);
    let ready: Vec<Vec<_>> = devices
        .iter()
        .map(|device| {
            (0..each)
                .map(|_| device.note(&workspace.id, "main", &text))
                .collect()
        })
        .collect();
    println!("an object has {} bytes", ready[0][0].encode().len());
    let end = Instant::now() + Duration::from_secs(seconds);
    let done = std::sync::Mutex::new(vec![0; devices.len()]);
    let took = all(&server, &devices, |n, _| {
        let mut line = Line::open(server.at, &tokens[n]);
        let mut took = Vec::new();
        for object in &ready[n] {
            let begun = Instant::now();
            if begun > end {
                break;
            }
            let (status, _) = line.ask("PUT", &format!("/o/{}", object.key()), object.encode());
            assert_eq!(status, 201);
            took.push(begun.elapsed());
        }
        done.lock().unwrap()[n] = took.len();
        took
    });
    let put = took.0.len();
    let done = done.into_inner().unwrap();
    told(&server, "put", took);
    println!(
        "the server holds {} KiB after {put} objects",
        server.resident()
    );
    let took = all(&server, &devices, |n, _| {
        let mut line = Line::open(server.at, &tokens[n]);
        let mut took = Vec::new();
        for object in ready[n].iter().take(done[n].min(200)) {
            let begun = Instant::now();
            let (status, body) = line.ask("GET", &format!("/o/{}", object.key()), b"");
            assert_eq!(
                (status, &body[..]),
                (200, object.encode()),
                "acknowledged and lost"
            );
            took.push(begun.elapsed());
        }
        took
    });
    told(&server, "got", took);
    let took = all(&server, &devices, |n, _| {
        let mut line = Line::open(server.at, &tokens[n]);
        let mut took = Vec::new();
        for _ in 0..5 {
            let begun = Instant::now();
            let (status, _) = line.ask("GET", "/o?prefix=v1/main/l/&limit=1000", b"");
            assert_eq!(status, 200);
            took.push(begun.elapsed());
        }
        took
    });
    told(&server, "listed 1,000 names", took);
    println!(
        "the server holds {} KiB at the end and never held more than {}",
        server.resident(),
        server.peak()
    );
}
