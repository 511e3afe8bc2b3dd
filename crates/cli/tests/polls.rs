//! `huiyin serve` during a poll: what outlives its being killed, and what nobody can find out
//! from anything that it leaves behind.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests fail them with their own words"
)]

use huiyin_peers::Folder;
use huiyin_server_tests::{Answer, Client, Poll, Program, Workspace};
use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

const HUIYIN: &str = env!("CARGO_BIN_EXE_huiyin");

fn start(folder: &Folder, more: &[&str]) -> Program {
    let store = format!("sqlite:{}", folder.path().join("huiyin.db").display());
    let usual = ["--listen", "127.0.0.1:0", "--no-claim", "--proxied"];
    let usual = [&usual[..], &["--rate", "100000", "--store", &store]].concat();
    Program::start(HUIYIN, &[&usual[..], more].concat())
}

fn at(client: &Client, at: SocketAddr) -> Client {
    let mut client = client.clone();
    client.at = at;
    client
}

/// Voters hand in as fast as they can until the process is killed. What was acknowledged before
/// that is in the box when it is started again.
#[test]
fn votes_that_were_acknowledged_outlive_a_kill() {
    let folder = Folder::new("polls");
    let mut server = start(&folder, &["--quiet"]);
    let (_, office) = Workspace::found(&server.client());
    let poll = Poll::deal(600, 2);
    poll.open(&office);
    let next = AtomicUsize::new(0);
    let mut kept = BTreeSet::new();
    for round in 1..=3 {
        let (over, taken) = (AtomicBool::new(false), AtomicUsize::new(0));
        // A third of the cards for each round, and the end in the middle of them, however fast
        // the machine is.
        let last = round * poll.cards.len() / 3;
        let (client, before) = (server.client(), kept.len());
        std::thread::scope(|scope| {
            let voters: Vec<_> = (0..4)
                .map(|_| {
                    scope.spawn(|| {
                        let mut done = Vec::new();
                        while !over.load(Ordering::Relaxed) {
                            let card = next.fetch_add(1, Ordering::Relaxed);
                            if card >= last {
                                break;
                            }
                            let votes = poll.votes(card, card);
                            let lines: Vec<&str> = votes.iter().map(|vote| vote.line()).collect();
                            let body = lines.join("\n");
                            match client.try_ask("POST", &poll.at("/votes"), body.as_bytes()) {
                                Some(answer) if answer.status == 200 => {
                                    taken.fetch_add(1, Ordering::Relaxed);
                                    done.extend(lines.into_iter().map(str::to_owned));
                                }
                                Some(answer) => panic!("{answer:?}"),
                                None => break,
                            }
                        }
                        done
                    })
                })
                .collect();
            let patience = Instant::now() + Duration::from_secs(30);
            while taken.load(Ordering::Relaxed) < 60 && Instant::now() < patience {
                std::thread::sleep(Duration::from_millis(2));
            }
            server.kill();
            over.store(true, Ordering::Relaxed);
            for voter in voters {
                kept.extend(voter.join().unwrap());
            }
        });
        assert!(kept.len() > before + 8, "hardly anything was handed in");
        next.store(last, Ordering::Relaxed);
        server = start(&folder, &["--quiet"]);
    }
    let office = at(&office, server.at);
    assert_eq!(poll.lead(&office, "fixed").status, 200);
    let listed: BTreeSet<String> = poll.lines(&office).into_iter().collect();
    assert!(kept.is_subset(&listed), "acknowledged and lost");
    let most = 2 * next.load(Ordering::Relaxed);
    assert!(listed.len() <= most, "more than anybody handed in");
}

/// Everything that can be found out about a poll from outside or from its files.
struct Traces {
    /// The bytes of each file before the box is closed, and after the server ended.
    files: BTreeMap<String, Vec<u8>>,
    answers: Vec<Answer>,
    figures: String,
    log: String,
    list: Vec<String>,
}

fn files(folder: &Folder, into: &mut BTreeMap<String, Vec<u8>>, when: &str) {
    for file in std::fs::read_dir(folder.path()).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        into.insert(format!("{when}: {name}"), std::fs::read(path).unwrap());
    }
}

/// Has a server take the votes of a poll in an order, each from an address of its own.
fn run(poll: &Poll, order: &[usize]) -> Traces {
    let folder = Folder::new("linkage");
    let mut server = start(&folder, &[]);
    let (_, office) = Workspace::found(&server.client());
    poll.open(&office);
    let answers = order
        .iter()
        .map(|card| {
            let address = format!("198.51.100.{}", card + 1);
            let voter = server.client().with("X-Forwarded-For", &address);
            let answer = poll.post(&voter, &poll.votes(*card, *card));
            assert_eq!(answer.status, 200, "{answer:?}");
            answer
        })
        .collect();
    let mut found = BTreeMap::new();
    files(&folder, &mut found, "open");
    poll.lead(&office, "closed");
    poll.lead(&office, "fixed");
    let list = poll.lines(&office);
    let figures = server.client().get("/metrics").body;
    assert!(server.end("TERM").success());
    files(&folder, &mut found, "ended");
    Traces {
        files: found,
        answers,
        figures: String::from_utf8(figures).unwrap(),
        log: server.said(),
        list,
    }
}

fn shuffled(count: usize, seed: u64) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    for at in (1..count).rev() {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        order.swap(at, usize::try_from(state % (at as u64 + 1)).unwrap());
    }
    order
}

fn find(bytes: &[u8], wanted: &str) -> Option<usize> {
    let wanted = wanted.as_bytes();
    bytes.windows(wanted.len()).position(|part| part == wanted)
}

/// Spearman's rank correlation between the order of casting and where a file has the lines, for
/// one question after the other.
fn correlations(poll: &Poll, order: &[usize], bytes: &[u8]) -> Vec<f64> {
    let of = |question: usize| {
        let mut places: Vec<(usize, usize)> = (0..)
            .zip(order)
            .map(|(rank, card)| {
                let votes = poll.votes(*card, *card);
                let place = find(bytes, votes[question].line());
                (place.expect("every vote is in the box"), rank)
            })
            .collect();
        places.sort_unstable();
        let apart = |(at, (_, rank)): (usize, &(usize, usize))| at.abs_diff(*rank).pow(2);
        let sum: usize = places.iter().enumerate().map(apart).sum();
        let count = places.len();
        1.0 - 6.0 * sum as f64 / (count * (count * count - 1)) as f64
    };
    (0..poll.sheet.questions.len()).map(of).collect()
}

/// The same votes in five orders, at different times and from different addresses: what is left
/// behind is the same to the byte.
#[test]
fn nothing_that_a_server_leaves_behind_ties_a_vote_to_a_time_a_place_or_a_person() {
    const VOTERS: usize = 38;
    let poll = Poll::deal(38, 4);
    let orders: Vec<Vec<usize>> = (1..=5).map(|seed| shuffled(VOTERS, seed)).collect();
    let runs: Vec<Traces> = orders.iter().map(|order| run(&poll, order)).collect();
    let lines: Vec<String> = (0..VOTERS)
        .flat_map(|card| poll.votes(card, card))
        .map(|vote| vote.line().to_owned())
        .collect();
    let mut found = Vec::new();
    for (order, traces) in orders.iter().zip(&runs) {
        for (name, bytes) in &traces.files {
            let boxed = name.ends_with("huiyin.db.box");
            for (line, n) in lines.iter().zip(0..) {
                // Its line, its name, its credential: in the box and nowhere else.
                let key = line
                    .split("\"pk\":\"")
                    .nth(1)
                    .unwrap()
                    .split('"')
                    .next()
                    .unwrap();
                assert_eq!(find(bytes, line).is_some(), boxed, "vote {n} in {name}");
                assert_eq!(find(bytes, key).is_some(), boxed, "vote {n} in {name}");
            }
            for address in ["198.51.100", "127.0.0.1"] {
                assert!(find(bytes, address).is_none(), "{address} in {name}");
            }
            if boxed {
                assert_eq!(
                    bytes, &runs[0].files[name],
                    "{name} tells its order or time"
                );
                assert!(find(bytes, "委员").is_none());
                found.extend(correlations(&poll, order, bytes));
            } else if name.contains(".box") {
                assert!(bytes.is_empty(), "{name} is left");
            }
        }
        assert_eq!(traces.list, runs[0].list);
        assert_eq!(traces.list.len(), lines.len());
        // What each voter is told is what every other is told, but for the time of telling.
        for answer in &traces.answers {
            let telling = |answer: &Answer| {
                let headers = answer.headers.iter().filter(|(name, _)| name != "date");
                (headers.cloned().collect::<Vec<_>>(), answer.body.clone())
            };
            assert_eq!(telling(answer), telling(&runs[0].answers[0]));
        }
        let posts = "method=\"POST\",route=\"/v1/polls/{poll}/votes\",status=\"200\"} 38";
        assert!(traces.figures.contains(posts), "{}", traces.figures);
        assert!(!traces.log.contains("POST /v1/polls"), "{}", traces.log);
        assert!(traces.log.contains("GET /v1/polls/{poll}/votes 200"));
        for text in [&traces.figures, &traces.log] {
            for secret in ["198.51.100", "127.0.0.1", &poll.id] {
                assert!(!text.contains(secret), "{secret}: {text}");
            }
        }
    }
    // By chance each is 0 ± 0.16 for 38 voters, and their mean 0 ± 0.04.
    let mean = found.iter().sum::<f64>() / found.len() as f64;
    println!("rank correlations with the order of casting: {mean:.3} of {found:.2?}");
    assert!(found.iter().all(|one| one.abs() < 0.75), "{found:.2?}");
    assert!(mean.abs() < 0.2, "{found:.2?}");
    // The measure does find an order where there is one.
    let listed: Vec<String> = orders[0]
        .iter()
        .flat_map(|card| poll.votes(*card, *card))
        .map(|vote| vote.line().to_owned())
        .collect();
    let found = correlations(&poll, &orders[0], listed.join("\n").as_bytes());
    assert!(found.iter().all(|one| *one > 0.99), "{found:?}");
}
