//! The server keeps to what its OpenAPI document says, whatever comes out of that document.

use huiyin_server_tests::{Device, Poll, Program, Workspace};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Installed there by `cargo xtask test`.
fn schemathesis() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let target = match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root.join(folder),
        None => root.join("target"),
    };
    let path = target.join("schemathesis/bin/st");
    assert!(
        path.is_file(),
        "{} is missing; `cargo xtask test` installs it",
        path.display()
    );
    path
}

#[test]
#[ignore = "needs schemathesis; `cargo xtask test` runs it"]
fn the_server_keeps_to_its_description() {
    let huiyin = env!("CARGO_BIN_EXE_huiyin");
    let arguments = [
        "--listen",
        "127.0.0.1:0",
        "--store",
        "memory:",
        "--no-claim",
        "--rate",
        "100000",
    ];
    let mut server = Program::start(huiyin, &arguments);
    // An administrator's token, of a workspace with something in it.
    let (workspace, founder) = Workspace::found(&server.client());
    let object = workspace.founder.note(&workspace.id, "main", "建议");
    assert_eq!(founder.put(&object.key(), object.encode()).status, 201);
    let asking = Device::unit();
    let (stranger, _) = server.client().signed_in(&asking);
    let request = asking.request(None, "张三");
    assert_eq!(
        stranger.put(&request.store_key(), &request.encode()).status,
        201
    );
    // The poll that the description names.
    let poll = Poll::deal_as(&"5e".repeat(16), 3, 2);
    poll.open(&founder);
    assert_eq!(poll.post(&server.client(), &poll.votes(0, 0)).status, 200);
    let config = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/schemathesis.toml");
    let token = founder.token.as_deref().unwrap();
    let run = Command::new(schemathesis())
        .args(["--config-file", config, "run"])
        .arg(format!("http://{}/openapi.json", server.at))
        .args(["--header", &format!("Authorization: Bearer {token}")])
        // A stream without an end; tests of our own listen to it.
        .args(["--exclude-path", "/v1/hints"])
        .args([
            "--max-examples",
            "60",
            "--request-timeout",
            "20",
            "--no-color",
        ])
        .current_dir(std::env::temp_dir())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&run.stdout).into_owned();
    let figures = String::from_utf8(server.client().get("/metrics").body).unwrap();
    server.end("TERM");
    let log = server.said();
    assert!(
        run.status.success(),
        "{said}\n{}",
        String::from_utf8_lossy(&run.stderr)
    );
    // It did try everything there is, and the token opened what it should.
    for answer in [
        "GET /o 200",
        "GET /o 400",
        "GET /o 401",
        "GET /o/{key} 401",
        "GET /o/{key} 404",
        "PUT /o/{key} 401",
        "PUT /o/{key} 422",
        "DELETE /o/{key} 204",
        "POST /v1/session 400",
        "POST /v1/session 401",
        "GET /v1/polls/{poll} 200",
        "GET /v1/polls/{poll} 404",
        "PUT /v1/polls/{poll} 401",
        "PUT /v1/polls/{poll} 422",
        "GET /v1/polls/{poll}/phase 200",
        "PUT /v1/polls/{poll}/phase 200",
        "PUT /v1/polls/{poll}/phase 400",
        "PUT /v1/polls/{poll}/phase 409",
        "GET /v1/polls/{poll}/votes 200",
        "GET /v1/polls/{poll}/votes 400",
        "GET /v1/polls/{poll}/board 404",
        "PUT /v1/polls/{poll}/board 401",
        "GET /v1/challenge 200",
        "GET /v1/server 200",
        "GET /v1/desk 200",
        "GET /v1/voices 200",
        "GET /v1/voices 400",
        "DELETE /v1/voices/{id} 204",
        "PUT /v1/intake 422",
        "PUT /v1/track/{hash} 201",
        "PUT /public/{path} 201",
        "GET /public/{path} 404",
        "GET /metrics 200",
        "GET /healthz 200",
    ] {
        assert!(
            log.lines().any(|line| line.starts_with(answer)),
            "{answer}\n{said}"
        );
    }
    // Handing votes in is tried as well, though the log says nothing of it.
    assert!(figures.contains("method=\"POST\",route=\"/v1/polls/{poll}/votes\",status=\"422\""));
    assert!(!log.contains(" 500 ") && !log.contains("! "), "{log}");
}
