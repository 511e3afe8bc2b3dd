//! Two servers over a PostgreSQL primary with a synchronous standby. The primary is killed under
//! load and the standby promoted: whatever was acknowledged is there, and the servers go on.

use huiyin_server_tests::{Client, Device, Pair, Program, Workspace};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

const WRITERS: usize = 6;
/// How long a writer may be kept waiting over the failover.
const PATIENCE: Duration = Duration::from_secs(60);

/// An acknowledged put.
struct Kept {
    key: String,
    bytes: Vec<u8>,
    at: Instant,
}

/// Puts one object after the other until it is over, each as often as it takes and through
/// whichever server answers.
fn write(
    device: &Device,
    workspace: &huiyin_log::WorkspaceId,
    clients: &[Client],
    over: &AtomicBool,
) -> Vec<Kept> {
    let mut kept: Vec<Kept> = Vec::new();
    let mut turn = 0;
    while !over.load(Ordering::Relaxed) {
        let object = device.note(workspace, "main", &"写".repeat(200));
        let (key, begun) = (object.key(), Instant::now());
        loop {
            turn += 1;
            let answer =
                clients[turn % clients.len()].try_ask("PUT", &format!("/o/{key}"), object.encode());
            let status = answer.map(|answer| answer.status);
            if matches!(status, Some(200 | 201)) {
                break;
            }
            // The store is away for now, or the connection broke.
            assert!(matches!(status, Some(503) | None), "{status:?} for {key}");
            std::thread::sleep(Duration::from_millis(100));
            assert!(begun.elapsed() < PATIENCE, "the servers did not come back");
        }
        kept.push(Kept {
            key,
            bytes: object.encode().to_vec(),
            at: Instant::now(),
        });
    }
    kept
}

#[test]
#[ignore = "needs PostgreSQL; `cargo xtask test` runs it"]
fn what_was_acknowledged_outlives_the_primary() {
    let mut databases = Pair::new();
    let url = databases.url();
    let arguments = [
        "--listen",
        "127.0.0.1:0",
        "--store",
        &url,
        "--no-claim",
        "--quiet",
        "--rate",
        "100000",
    ];
    let servers = [(); 2].map(|()| Program::start(env!("CARGO_BIN_EXE_huiyin"), &arguments));
    let (workspace, founder) = Workspace::found(&servers[0].client());
    let devices: Vec<Device> = (0..WRITERS).map(|_| Device::unit()).collect();
    for device in &devices {
        workspace.let_in(&founder, device, &[]);
    }
    std::thread::sleep(Duration::from_millis(500));
    let over = AtomicBool::new(false);
    let (killed, promoted, kept) = std::thread::scope(|scope| {
        let writers: Vec<_> = devices
            .iter()
            .map(|device| {
                let clients: Vec<Client> = servers
                    .iter()
                    .map(|server| server.client().of(device))
                    .collect();
                let (workspace, over) = (&workspace.id, &over);
                scope.spawn(move || write(device, workspace, &clients, over))
            })
            .collect();
        std::thread::sleep(Duration::from_secs(3));
        let killed = Instant::now();
        databases.fail_over();
        let promoted = Instant::now();
        std::thread::sleep(Duration::from_secs(5));
        over.store(true, Ordering::Relaxed);
        let kept: Vec<Vec<Kept>> = writers
            .into_iter()
            .map(|writer| writer.join().unwrap())
            .collect();
        (killed, promoted, kept)
    });
    let mut pause = Duration::ZERO;
    for mine in &kept {
        assert!(
            mine.iter().any(|one| one.at < killed),
            "nothing was acknowledged before"
        );
        assert!(
            mine.iter().any(|one| one.at > promoted),
            "nothing was acknowledged after"
        );
        let gaps = mine.windows(2).map(|pair| pair[1].at - pair[0].at);
        pause = pause.max(gaps.max().unwrap_or_default());
    }
    // Read from the promoted standby, through both servers.
    let all: Vec<&Kept> = kept.iter().flatten().collect();
    for server in &servers {
        let reader = server.client().of(&workspace.founder);
        for one in &all {
            let there = reader.object(&one.key);
            assert_eq!(
                (there.status, &there.body),
                (200, &one.bytes),
                "{} was acknowledged and is lost",
                one.key
            );
        }
        let mut listed = Vec::new();
        loop {
            let after = listed.last().cloned().unwrap_or_default();
            let page = reader.get(&format!("/o?prefix=v1/main/l/&limit=500&after={after}"));
            listed.extend(page.keys());
            if page.json()["more"] == false {
                break;
            }
        }
        assert!(all.iter().all(|one| listed.contains(&one.key)));
        assert_eq!(server.client().get("/healthz").status, 200);
    }
    let before = all.iter().filter(|one| one.at < killed).count();
    println!(
        "{} acknowledged, {before} of them before the kill, all there; promoted after {:?}, longest wait of a writer {pause:?}",
        all.len(),
        promoted - killed
    );
}
