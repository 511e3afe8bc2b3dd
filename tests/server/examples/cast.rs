//! A hall that votes at once: how many votes a second are in the box, and how long a voter waits.
//!
//! ```text
//! cargo run --example cast -p huiyin-server-tests -- HUIYIN [VOTERS [QUESTIONS [AT_ONCE [STORE]]]]
//! ```
//!
//! `HUIYIN` is the program to measure. `STORE` is `sqlite` (the default) or `memory`. Each voter
//! hands in a vote on every question in one request, over a connection of their own; `AT_ONCE` of
//! them do so at the same time. What asks runs on the same machine, so that the figures are on
//! the low side.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a measurement that goes wrong is none"
)]

use huiyin_peers::Folder;
use huiyin_server_tests::{Poll, Program, Workspace};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let huiyin = arguments.next().expect("the program to measure");
    let mut number = |usual: usize| arguments.next().map_or(usual, |text| text.parse().unwrap());
    let (voters, questions, at_once) = (number(400), number(4), number(16));
    let kind = arguments.next().unwrap_or_else(|| "sqlite".to_owned());
    let folder = Folder::new("cast");
    let store = match kind.as_str() {
        "memory" => "memory:".to_owned(),
        _ => format!("sqlite:{}", folder.path().join("huiyin.db").display()),
    };
    let arguments = [
        "--listen",
        "127.0.0.1:0",
        "--store",
        &store,
        "--no-claim",
        "--quiet",
    ];
    let server = Program::start(&huiyin, &[&arguments[..], &["--rate", "1000000"]].concat());
    let (_, office) = Workspace::found(&server.client());
    let poll = Poll::deal(u32::try_from(voters).unwrap(), questions);
    poll.open(&office);
    // Sealed and signed beforehand, so that this is not measured.
    let bodies: Vec<String> = (0..voters)
        .map(|card| {
            let votes = poll.votes(card, card);
            let lines: Vec<&str> = votes.iter().map(|vote| vote.line()).collect();
            lines.join("\n")
        })
        .collect();
    let next = AtomicUsize::new(0);
    let begun = Instant::now();
    let mut took: Vec<Duration> = std::thread::scope(|scope| {
        let hall: Vec<_> = (0..at_once)
            .map(|_| {
                scope.spawn(|| {
                    let client = server.client();
                    let mut took = Vec::new();
                    while let Some(body) = bodies.get(next.fetch_add(1, Ordering::Relaxed)) {
                        let begun = Instant::now();
                        let answer = poll.post_text(&client, body);
                        assert_eq!(answer.status, 200);
                        took.push(begun.elapsed());
                    }
                    took
                })
            })
            .collect();
        hall.into_iter()
            .flat_map(|one| one.join().unwrap())
            .collect()
    });
    let whole = begun.elapsed().as_secs_f64();
    took.sort();
    let at = |share: usize| took[(took.len() - 1) * share / 100];
    println!(
        "{voters} voters, {questions} questions, {at_once} at once, {kind}: {:.1} s, {:.0} requests and {:.0} votes a second; p50 {:.1?} p95 {:.1?} most {:.1?}; the server holds {} KiB",
        whole,
        voters as f64 / whole,
        (voters * questions) as f64 / whole,
        at(50),
        at(95),
        at(100),
        server.resident()
    );
    poll.lead(&office, "fixed");
    assert_eq!(
        poll.lines(&office).len(),
        voters * questions,
        "acknowledged and lost"
    );
}
