//! `huiyin serve` as people start it, end it, and lose it.

use huiyin_peers::Folder;
use huiyin_server_tests::{Device, Program, Workspace};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

const HUIYIN: &str = env!("CARGO_BIN_EXE_huiyin");
const ANY: [&str; 2] = ["--listen", "127.0.0.1:0"];

fn start(more: &[&str]) -> Program {
    Program::start(HUIYIN, &[&ANY[..], more].concat())
}

#[test]
fn it_says_where_it_is_and_how_a_workspace_is_founded() {
    let folder = Folder::new("serve");
    let store = format!("sqlite:{}", folder.path().join("huiyin.db").display());
    let server = start(&["--store", &store]);
    let code = server.claim.clone().unwrap();
    let workspace = Workspace::new();
    let (client, _) = server.client().signed_in(&workspace.founder);
    let put = |code: &str| {
        let client = client.clone().with("X-Huiyin-Claim", code);
        client
            .put(&workspace.founding.key(), workspace.founding.encode())
            .status
    };
    assert_eq!(put("WRONG234"), 403);
    assert_eq!(put(&code), 201);
    drop(server);
    // Once there is a workspace, no code is asked for or shown.
    assert_eq!(start(&["--store", &store]).claim, None);
    assert_eq!(start(&["--store", "memory:", "--no-claim"]).claim, None);
    let own = start(&["--store", "memory:", "--claim", "ours"]);
    assert_eq!(own.claim.as_deref(), Some("ours"));
}

#[test]
fn it_refuses_what_it_cannot_use_in_one_line() {
    let taken = start(&["--store", "memory:"]);
    let there = taken.at.to_string();
    let folder = Folder::new("serve");
    let empty = folder.path().display().to_string();
    let no_database = format!("sqlite:{empty}/none/huiyin.db");
    for (arguments, words) in [
        (&["--store", "mysql://x"][..], "--store"),
        (&["--store", "memory:", "--listen", &there], "--listen"),
        (&["--store", "memory:", "--listen", "8095"], "--listen"),
        (&["--store", "memory:", "--site", &empty], "index.html"),
        (&["--store", "memory:", "--demo", "/nothing"], "/nothing"),
        (&["--store", "memory:", "--connect", "*"], "`*`"),
        (
            &["--store", "memory:", "--claim", "x", "--no-claim"],
            "--no-claim",
        ),
        (&["--store", "memory:", "--no-claim", "extra"], "extra"),
        (&["--store", &no_database], "huiyin.db"),
        (
            &[
                "--store",
                "postgres://u:hunter2@127.0.0.1:1/x?sslmode=require",
            ],
            "sslmode",
        ),
        (&["--store", "s3://"], "bucket"),
    ] {
        let said = Program::try_start(HUIYIN, &[arguments, &["--lang", "en"]].concat()).err();
        let said = said.unwrap_or_else(|| panic!("{arguments:?} started"));
        assert!(
            said.contains(words) && said.starts_with("huiyin: "),
            "{arguments:?}: {said}"
        );
        assert_eq!(said.lines().count(), 1, "{said}");
        assert!(!said.contains("hunter2"));
    }
}

#[test]
fn told_to_end_it_finishes_what_it_has_begun() {
    for signal in ["TERM", "INT"] {
        let mut server = start(&["--store", "memory:", "--no-claim"]);
        let (workspace, founder) = Workspace::found(&server.client());
        let object = workspace.founder.note(&workspace.id, "main", "后");
        // A request whose second half comes after the signal.
        let head = format!(
            "PUT /o/{} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {}\r\nContent-Length: {}\r\n\r\n",
            object.key(),
            founder.token.as_deref().unwrap(),
            object.encode().len()
        );
        let at = server.at;
        let bytes = object.encode().to_vec();
        let asking = std::thread::spawn(move || {
            let (first, second) = bytes.split_at(bytes.len() / 2);
            let pieces: [&[u8]; 3] = [head.as_bytes(), first, second];
            huiyin_server_tests::raw(at, &pieces, Duration::from_millis(600))
        });
        std::thread::sleep(Duration::from_millis(900));
        let status = server.end(signal);
        let answer = String::from_utf8_lossy(&asking.join().unwrap()).into_owned();
        assert!(answer.starts_with("HTTP/1.1 201"), "{signal}: {answer}");
        assert!(status.success(), "{signal}: {status}");
        assert!(server.client().try_ask("GET", "/healthz", b"").is_none());
    }
}

#[test]
fn its_log_names_routes_and_nothing_of_anybody() {
    let mut server = start(&["--store", "memory:", "--no-claim"]);
    let (workspace, founder) = Workspace::found(&server.client());
    founder.list("v1/main/l/");
    founder.object(&workspace.founding.key());
    founder.get("/secret-path?secret-query=1");
    let request = Device::unit().request(None, "张三");
    founder.put(&request.store_key(), &request.encode());
    server.end("TERM");
    let said = server.said();
    assert!(said.lines().count() >= 7, "{said}");
    for line in said.lines() {
        let words: Vec<&str> = line.split(' ').collect();
        let [method, route, status, took, "ms"] = words[..] else {
            panic!("{line}")
        };
        assert!(["GET", "PUT", "POST"].contains(&method), "{line}");
        let known = ["/v1/challenge", "/v1/session", "/o", "/o/{key}", "/*"];
        assert!(known.contains(&route), "{line}");
        assert!(
            status.parse::<u16>().is_ok() && took.parse::<f64>().is_ok(),
            "{line}"
        );
    }
    let mut quiet = start(&["--store", "memory:", "--no-claim", "--quiet"]);
    quiet.client().get("/healthz");
    quiet.end("TERM");
    assert_eq!(quiet.said(), "");
}

/// Several writers put as fast as they can until the process is killed. What was acknowledged
/// before that is there when it is started again.
#[test]
fn what_was_acknowledged_outlives_a_kill() {
    let folder = Folder::new("serve");
    let store = format!("sqlite:{}", folder.path().join("huiyin.db").display());
    let arguments = [
        "--store",
        &store,
        "--no-claim",
        "--rate",
        "100000",
        "--quiet",
    ];
    let mut server = start(&arguments);
    let (workspace, founder) = Workspace::found(&server.client());
    let mut kept: Vec<(String, Vec<u8>)> = vec![(
        workspace.founding.key(),
        workspace.founding.encode().to_vec(),
    )];
    for _ in 0..3 {
        let over = AtomicBool::new(false);
        let acknowledged: Vec<Vec<(String, Vec<u8>)>> = std::thread::scope(|scope| {
            let writers: Vec<_> = (0..4)
                .map(|_| {
                    let device = Device::unit();
                    workspace.let_in(&founder_at(&founder, server.at), &device, &[]);
                    let client = server.client().of(&device);
                    let (workspace, over) = (&workspace.id, &over);
                    scope.spawn(move || {
                        let mut done = Vec::new();
                        while !over.load(Ordering::Relaxed) {
                            let object = device.note(workspace, "main", &"写".repeat(300));
                            let put = client.try_ask(
                                "PUT",
                                &format!("/o/{}", object.key()),
                                object.encode(),
                            );
                            match put {
                                Some(answer) if answer.status == 201 => {
                                    done.push((object.key(), object.encode().to_vec()));
                                }
                                Some(answer) => panic!("{answer:?}"),
                                None => break,
                            }
                        }
                        done
                    })
                })
                .collect();
            std::thread::sleep(Duration::from_millis(700));
            server.kill();
            over.store(true, Ordering::Relaxed);
            writers
                .into_iter()
                .map(|writer| writer.join().unwrap())
                .collect()
        });
        assert!(
            acknowledged.iter().map(Vec::len).sum::<usize>() > 8,
            "hardly anything was put"
        );
        kept.extend(acknowledged.into_iter().flatten());
        server = start(&arguments);
        let reader = founder_at(&founder, server.at);
        for (key, bytes) in &kept {
            assert_eq!(
                reader.object(key).body,
                *bytes,
                "{key} was acknowledged and is lost"
            );
        }
    }
}

fn founder_at(
    founder: &huiyin_server_tests::Client,
    at: std::net::SocketAddr,
) -> huiyin_server_tests::Client {
    let mut founder = founder.clone();
    founder.at = at;
    founder
}
