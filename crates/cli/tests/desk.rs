//! `huiyin serve` as two servers over one store, and what citizens say through them: a voice from
//! its beginning to its end, and many while one of the servers is killed.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests fail them with their own words"
)]

use huiyin_peers::{Folder, Peer};
use huiyin_server_tests::{Citizen, Database, Desk, Program};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

const HUIYIN: &str = env!("CARGO_BIN_EXE_huiyin");
/// How long a server knows what it was told, when another one may have been told otherwise.
const KNOWN: Duration = Duration::from_millis(2_100);

/// A store, and what a server needs to find it.
struct Store {
    address: String,
    environment: Vec<(&'static str, &'static str)>,
}

impl Store {
    fn start(&self) -> Program {
        let usual = ["--listen", "127.0.0.1:0", "--no-claim", "--quiet"];
        let free = ["--rate", "100000", "--voices", "100000"];
        let arguments = [&usual[..], &free, &["--store", &self.address]].concat();
        Program::try_start_in(HUIYIN, &arguments, &self.environment)
            .unwrap_or_else(|said| panic!("it did not start: {said}"))
    }

    fn sqlite(folder: &Folder) -> Store {
        Store {
            address: format!("sqlite:{}", folder.path().join("huiyin.db").display()),
            environment: Vec::new(),
        }
    }

    fn postgres(database: &Database) -> Store {
        Store {
            address: database.url(),
            environment: Vec::new(),
        }
    }

    fn s3(peer: &Peer) -> Store {
        let (address, keys) = peer.kept_at().unwrap();
        Store {
            address,
            environment: keys.to_vec(),
        }
    }
}

/// What became of it so far.
fn status(stage: &str, rate: bool) -> Value {
    json!({
        "form": "huiyin-track-1",
        "stage": stage,
        "steps": [{ "on": "2026-12-02", "zh": "已转交区水务局", "en": "passed on" }],
        "item": null, "rate": rate, "rated": null,
    })
}

/// The office drops what it has.
fn drop_all(desk: &Desk, folder: &str, ids: &[String]) {
    for id in ids {
        let dropped = desk
            .office
            .ask("DELETE", &format!("/v1/{folder}/{id}"), b"");
        assert_eq!(dropped.status, 204, "{dropped:?}");
    }
}

/// From the challenge to what is published and withdrawn again. Each step is another server's, and
/// between them one is killed and begins anew.
fn a_whole_voice(store: &Store) {
    let (mut one, mut other) = (store.start(), store.start());
    let mut desk = Desk::open_at(&one.client());
    desk.codes(&json!([{ "code": "0123456789", "label": "和平社区站" }]));
    std::thread::sleep(KNOWN);
    let mut citizen = Citizen::new(other.client(), "路灯坏了三天。");
    citizen.voice.code = Some("0123456789".to_owned());
    let told = citizen.client.get("/v1/intake/0123456789").json();
    assert_eq!(told["label"], "和平社区站");
    // A challenge of the one pays at the other, which knows the key only from the store.
    let sealed = citizen.sealed();
    citizen.client.at = one.at;
    let body = citizen.try_body(&sealed).unwrap();
    citizen.client.at = other.at;
    assert_eq!(citizen.post(&body).status, 201);
    // The answer was lost, and the server with it.
    other.kill();
    other = store.start();
    citizen.client.at = other.at;
    assert_eq!(citizen.post(&body).status, 201);
    citizen.client.at = one.at;
    assert_eq!(citizen.post(&body).status, 201);
    let mut form = citizen.client.clone();
    form = form.with("Content-Type", "application/x-www-form-urlencoded");
    let page = form.ask("POST", "/v1/voices", "text=没有脚本的手机".as_bytes());
    assert_eq!(page.status, 201, "{page:?}");

    // The office's session outlives the server that gave it.
    one.kill();
    one = store.start();
    desk.office.at = one.at;
    let waiting = desk.waiting();
    assert_eq!(
        waiting.len(),
        2,
        "a voice was received twice, or not at all"
    );
    let (id, voice) = waiting
        .iter()
        .find(|(_, voice)| voice.track == citizen.voice.track)
        .unwrap();
    assert_eq!(voice, &citizen.voice);
    desk.office.at = other.at;
    assert_eq!(desk.waiting(), waiting);
    drop_all(&desk, "voices", std::slice::from_ref(id));
    desk.office.at = one.at;
    assert_eq!(desk.waiting().len(), 1);
    assert_eq!(desk.office.get("/v1/desk").json()["waiting"], 1);

    assert_eq!(desk.tell(voice, &status("passed", false)).status, 201);
    let track = format!("/v1/track/{}", citizen.hash());
    citizen.client.at = other.at;
    assert_eq!(citizen.client.get(&track).json(), status("passed", false));
    form.at = one.at;
    let asked = form.ask(
        "POST",
        "/v1/follow",
        format!("code={}", voice.track).as_bytes(),
    );
    assert_eq!(asked.status, 200);
    assert!(String::from_utf8_lossy(&asked.body).contains("已转交区水务局"));
    let early = citizen.rate(&json!("satisfied"), &json!(""));
    assert_eq!(early.refused(), (409, "rating-closed".to_owned()));
    assert_eq!(desk.tell(voice, &status("done", true)).status, 200);
    let rate = |rating: &str| citizen.rate(&json!(rating), &json!("修好了")).status;
    assert_eq!(rate("dissatisfied"), 201);
    let read = desk.office.get("/v1/ratings").json()["ratings"].clone();
    assert_eq!(rate("satisfied"), 201);
    let id = |rating: &Value| rating["id"].as_str().unwrap().to_owned();
    drop_all(&desk, "ratings", &[id(&read[0])]);
    let rated = desk.office.get("/v1/ratings").json()["ratings"].clone();
    assert_eq!(rated[0]["rating"], "satisfied", "{rated}");
    drop_all(&desk, "ratings", &[id(&rated[0])]);
    assert_eq!(desk.office.get("/v1/ratings").json()["ratings"], json!([]));

    let publish = |path: &str, text: &str| {
        let put = desk
            .office
            .ask("PUT", &format!("/public/{path}"), text.as_bytes());
        assert_eq!(put.status, 201, "{put:?}");
    };
    publish("board.json", "{\"items\":[]}");
    publish("item/0a.json", "{}");
    publish("item.json", "{}");
    one.kill();
    other.kill();
    (one, other) = (store.start(), store.start());
    desk.office.at = one.at;
    citizen.client.at = other.at;
    assert_eq!(citizen.client.get(&track).json(), status("done", true));
    let board = citizen.client.get("/public/board.json");
    assert_eq!(
        (board.status, &board.body[..]),
        (200, &b"{\"items\":[]}"[..])
    );
    let listed = desk.office.get("/v1/public").json();
    assert_eq!(
        listed["paths"],
        json!(["board.json", "item.json", "item/0a.json"])
    );
    for path in ["board.json", "item/0a.json", "item.json"] {
        let gone = desk.office.ask("DELETE", &format!("/public/{path}"), b"");
        assert_eq!(gone.status, 204);
    }
    assert_eq!(desk.office.ask("DELETE", &track, b"").status, 204);
    assert_eq!(desk.set(false).status, 200);
    std::thread::sleep(KNOWN);
    assert_eq!(citizen.client.get("/public/board.json").status, 404);
    assert_eq!(citizen.client.get(&track).status, 404);
    assert_eq!(citizen.intake()["open"], false);
    assert_eq!(citizen.post(&body).refused().1, "intake-closed");
}

/// A citizen who sends until it is acknowledged, the same bytes each time.
fn insists(citizen: &mut Citizen, sealed: &[u8], servers: &Mutex<[SocketAddr; 2]>, turn: usize) {
    let begun = Instant::now();
    for turn in turn.. {
        assert!(begun.elapsed() < Duration::from_secs(60), "nobody answers");
        citizen.client.at = servers.lock().unwrap()[turn % 2];
        let Some(body) = citizen.try_body(sealed) else {
            continue;
        };
        match citizen.try_post(&body) {
            Some(answer) if answer.status == 201 => return,
            // More is asked for by now, or the store is away for a moment.
            Some(answer) => assert!(matches!(answer.status, 422 | 503), "{answer:?}"),
            None => std::thread::sleep(Duration::from_millis(20)),
        }
    }
}

/// Citizens send through both servers while one of them is killed again and again. In the last
/// third the office takes away what comes.
fn voices_outlive_a_kill(store: &Store) {
    const EACH: usize = 60;
    let (mut one, other) = (store.start(), store.start());
    let mut desk = Desk::open_at(&one.client());
    std::thread::sleep(KNOWN);
    let servers = Mutex::new([one.at, other.at]);
    let (next, said) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let flood = |last: usize, meanwhile: &mut dyn FnMut(&AtomicBool)| {
        let (over, hands) = (AtomicBool::new(false), AtomicUsize::new(4));
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    loop {
                        let turn = next.fetch_add(1, Ordering::Relaxed);
                        if turn >= last {
                            break;
                        }
                        let mut citizen = Citizen::new(other.client(), &format!("第 {turn} 件"));
                        let sealed = citizen.sealed();
                        insists(&mut citizen, &sealed, &servers, turn);
                        said.lock().unwrap().push(citizen.voice.track);
                    }
                    if hands.fetch_sub(1, Ordering::Relaxed) == 1 {
                        over.store(true, Ordering::Relaxed);
                    }
                });
            }
            meanwhile(&over);
        });
        next.store(last, Ordering::Relaxed);
    };
    for round in 1..=2 {
        let before = (round - 1) * EACH;
        flood(round * EACH, &mut |over| {
            while said.lock().unwrap().len() < before + EACH / 3 && !over.load(Ordering::Relaxed) {
                std::thread::sleep(Duration::from_millis(2));
            }
            assert!(
                !over.load(Ordering::Relaxed),
                "all was sent before the kill"
            );
            one.kill();
            one = store.start();
            servers.lock().unwrap()[0] = one.at;
        });
        desk.office.at = one.at;
        let waiting = desk.waiting().into_iter().map(|(_, voice)| voice.track);
        let (mut waiting, mut said) = (waiting.collect::<Vec<_>>(), said.lock().unwrap().clone());
        waiting.sort_unstable();
        said.sort_unstable();
        assert_eq!(waiting, said, "acknowledged and lost, or kept twice");
    }
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    let mut take = |server: &Program| {
        desk.office.at = server.at;
        let waiting = desk.waiting();
        let (ids, voices): (Vec<String>, Vec<_>) = waiting.into_iter().unzip();
        for voice in voices {
            *taken.entry(voice.track).or_default() += 1;
        }
        drop_all(&desk, "voices", &ids);
    };
    flood(3 * EACH, &mut |over| {
        while !over.load(Ordering::Relaxed) {
            take(&one);
            take(&other);
        }
    });
    take(&one);
    assert!(desk.waiting().is_empty());
    let said = said.into_inner().unwrap();
    let times = |track: &String| taken.get(track).copied();
    let odd: Vec<_> = said
        .iter()
        .filter(|track| times(track) != Some(1))
        .collect();
    assert!(odd.is_empty(), "lost or taken twice: {odd:?}");
    assert_eq!((said.len(), taken.len()), (3 * EACH, 3 * EACH));
}

#[test]
fn a_whole_voice_over_sqlite() {
    let folder = Folder::new("desk-whole");
    a_whole_voice(&Store::sqlite(&folder));
}

#[test]
fn voices_over_sqlite_outlive_a_kill() {
    let folder = Folder::new("desk-kill");
    voices_outlive_a_kill(&Store::sqlite(&folder));
}

#[test]
#[ignore = "needs PostgreSQL; `cargo xtask test` runs it"]
fn a_whole_voice_over_postgres() {
    let database = Database::new();
    a_whole_voice(&Store::postgres(&database));
}

#[test]
#[ignore = "needs PostgreSQL; `cargo xtask test` runs it"]
fn voices_over_postgres_outlive_a_kill() {
    let database = Database::new();
    voices_outlive_a_kill(&Store::postgres(&database));
}

#[test]
#[ignore = "needs SeaweedFS; `cargo xtask test` runs it"]
fn a_whole_voice_over_s3() {
    let peer = huiyin_peers::seaweed();
    a_whole_voice(&Store::s3(&peer));
}

#[test]
#[ignore = "needs SeaweedFS; `cargo xtask test` runs it"]
fn voices_over_s3_outlive_a_kill() {
    let peer = huiyin_peers::seaweed();
    voices_outlive_a_kill(&Store::s3(&peer));
}
