//! A poll from its sheet to its board.

use crate::desk_refused::resident;
use crate::stores::bucket;
use bytes::Bytes;
use huiyin_ballot::Vote;
use huiyin_peers::Folder;
use huiyin_server::Address;
use huiyin_server_tests::{Client, Database, Device, Poll, Running, Workspace};
use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::net::TcpStream;

fn office(server: &Running) -> (Workspace, Client) {
    Workspace::found(&server.client())
}

fn lines(votes: &[Vec<Vote>]) -> BTreeSet<String> {
    let all = votes.iter().flatten();
    all.map(|vote| vote.line().to_owned()).collect()
}

/// Everybody votes at once, each from a connection of their own; some twice, some too late.
#[test]
fn thirty_eight_voters_and_four_questions_from_sheet_to_board() {
    let server = Running::new();
    let (_, office) = office(&server);
    let poll = Poll::deal(38, 4);
    let published = poll.publish(&office);
    assert_eq!(published.status, 201);
    assert_eq!(poll.publish(&office).status, 200);
    let anybody = server.client();
    let sheet = anybody.get(&poll.at(""));
    assert_eq!(
        (sheet.status, sheet.body),
        (200, poll.sheet.write().into_bytes())
    );
    assert_eq!(
        poll.phase(&anybody),
        serde_json::json!({"phase": "prepared", "cast": 0, "deliver": "at-once"})
    );
    assert_eq!(poll.lead(&office, "open").json()["phase"], "open");
    let votes: Vec<Vec<Vote>> = (0..38).map(|card| poll.votes(card, card)).collect();
    std::thread::scope(|scope| {
        for some in votes[..36].chunks(9) {
            let (poll, anybody) = (&poll, &anybody);
            scope.spawn(move || {
                for votes in some {
                    for _ in 0..2 {
                        let answer = poll.post(anybody, votes);
                        assert_eq!(
                            (answer.status, answer.json()["kept"].as_u64()),
                            (200, Some(4))
                        );
                    }
                }
            });
        }
    });
    assert_eq!(poll.phase(&anybody)["cast"], 36);
    assert_eq!(poll.lead(&office, "closed").status, 200);
    // A device that had no network hands in what it has.
    let late: Vec<Vote> = votes[36..].iter().flatten().cloned().collect();
    assert_eq!(poll.post(&anybody, &late).json()["kept"], 8);
    assert_eq!(poll.lead(&office, "fixed").status, 200);
    let listed = poll.lines(&office);
    assert_eq!(listed.len(), 38 * 4);
    assert_eq!(
        listed.iter().cloned().collect::<BTreeSet<_>>(),
        lines(&votes)
    );
    let names: Vec<String> = listed
        .iter()
        .map(|line| huiyin_server_tests::name(line))
        .collect();
    assert!(names.is_sorted());
    let board = poll.board(&listed, 38);
    for result in &board.results {
        let tally = &result.device;
        let three = [
            tally.satisfied,
            tally.basically_satisfied,
            tally.dissatisfied,
        ];
        assert_eq!(three.iter().sum::<u32>() + tally.abstained, 38, "{tally:?}");
        assert!(
            three.iter().all(|count| (9..=10).contains(count)),
            "{tally:?}"
        );
    }
    let put = |text: &str| office.ask("PUT", &poll.at("/board"), text.as_bytes());
    assert_eq!(
        anybody.get(&poll.at("/board")).refused(),
        (404, "poll-unknown".to_owned())
    );
    assert_eq!(put(&board.write()).status, 201);
    assert_eq!(put(&board.write()).status, 200);
    assert_eq!(
        anybody.get(&poll.at("/board")).body,
        board.write().into_bytes()
    );
    let other = poll.board(&listed, 37);
    assert_eq!(
        put(&other.write()).refused(),
        (409, "other-bytes".to_owned())
    );
}

#[test]
fn a_board_is_published_once_the_box_is_fixed_and_leaves_nothing_out() {
    let server = Running::new();
    let (_, office) = office(&server);
    let poll = Poll::deal(3, 2);
    poll.open(&office);
    for card in 0..3 {
        assert_eq!(
            poll.post(&server.client(), &poll.votes(card, 0)).status,
            200
        );
    }
    poll.lead(&office, "closed");
    let lines = poll.lines(&office);
    let whole = poll.board(&lines, 3).write();
    let put = |text: &str| {
        office
            .ask("PUT", &poll.at("/board"), text.as_bytes())
            .refused()
    };
    assert_eq!(put(&whole), (409, "box-not-fixed".to_owned()));
    poll.lead(&office, "fixed");
    let short = poll.board(&lines[1..], 3).write();
    assert_eq!(put(&short), (422, "board-drops".to_owned()));
    let elsewhere = Poll::deal(3, 2).board(&[], 3).write();
    assert_eq!(put(&elsewhere), (422, "poll-mismatch".to_owned()));
    assert_eq!(put("{}").0, 422);
    assert!(put("{}").1.starts_with("ballot-"));
    assert_eq!(
        office
            .ask("PUT", &poll.at("/board"), whole.as_bytes())
            .status,
        201
    );
}

#[test]
fn a_box_goes_forward_and_is_not_opened_again_once_somebody_has_looked() {
    let server = Running::new();
    let (_, office) = office(&server);
    let poll = Poll::deal(3, 1);
    assert_eq!(
        poll.lead(&office, "open").refused(),
        (404, "poll-unknown".to_owned())
    );
    assert_eq!(poll.publish(&office).status, 201);
    let read = || office.get(&poll.at("/votes"));
    let post = |card| poll.post(&server.client(), &poll.votes(card, 0));
    assert_eq!(post(0).refused(), (409, "box-not-open".to_owned()));
    assert_eq!(read().refused(), (409, "box-not-closed".to_owned()));
    for phase in ["open", "open", "closed", "open"] {
        assert_eq!(poll.lead(&office, phase).json()["phase"], phase);
        assert_eq!(post(0).status, 200);
    }
    assert_eq!(read().refused(), (409, "box-not-closed".to_owned()));
    assert_eq!(
        poll.lead(&office, "prepared").refused(),
        (409, "phase-backward".to_owned())
    );
    assert_eq!(poll.lead(&office, "closed").status, 200);
    assert_eq!(read().status, 200);
    assert_eq!(
        poll.lead(&office, "open").refused(),
        (409, "box-read".to_owned())
    );
    assert_eq!(poll.phase(&office)["phase"], "closed");
    assert_eq!(poll.lead(&office, "closed").status, 200);
    assert_eq!(post(1).status, 200);
    assert_eq!(poll.lead(&office, "fixed").status, 200);
    assert_eq!(post(1).refused(), (409, "box-fixed".to_owned()));
    assert_eq!(post(2).refused(), (409, "box-fixed".to_owned()));
    assert_eq!(poll.lines(&office).len(), 2);
    for phase in ["closed", "open", "prepared"] {
        assert_eq!(
            poll.lead(&office, phase).refused(),
            (409, "phase-backward".to_owned())
        );
    }
}

/// Two servers over one store, voters at both, and the box is fixed meanwhile.
fn agree(address: &Address, deliver: &str) {
    let one = Running::over(address, None, |_| ());
    let (workspace, first) = office(&one);
    let two = Running::over(address, None, |_| ());
    let second = two.client().of(&workspace.founder);
    let poll = Poll::deal(60, 2);
    assert_eq!(poll.publish(&first).status, 201);
    assert_eq!(poll.publish(&second).status, 200);
    assert_eq!(poll.lead(&second, "open").json()["deliver"], deliver);
    assert_eq!(poll.phase(&one.client())["phase"], "open");
    if deliver == "at-closing" {
        let early = poll.post(&one.client(), &poll.votes(0, 0));
        assert_eq!(early.refused(), (409, "box-at-closing".to_owned()));
        assert_eq!(poll.lead(&first, "closed").status, 200);
    }
    let acknowledged: Vec<String> = std::thread::scope(|scope| {
        let voters: Vec<_> = (0..4_usize)
            .map(|part| {
                let (poll, client) = (
                    &poll,
                    if part % 2 == 0 {
                        one.client()
                    } else {
                        two.client()
                    },
                );
                scope.spawn(move || {
                    let mut kept = Vec::new();
                    for card in (part..60).step_by(4) {
                        let votes = poll.votes(card, part);
                        let answer = poll.post(&client, &votes);
                        match answer.status {
                            200 => kept.extend(votes.iter().map(|vote| vote.line().to_owned())),
                            _ => assert_eq!(answer.refused(), (409, "box-fixed".to_owned())),
                        }
                    }
                    kept
                })
            })
            .collect();
        std::thread::sleep(std::time::Duration::from_millis(150));
        assert_eq!(poll.lead(&second, "fixed").status, 200);
        let listed = poll.lines(&first);
        let kept: Vec<String> = voters
            .into_iter()
            .flat_map(|one| one.join().unwrap())
            .collect();
        assert_eq!(poll.lines(&first), listed);
        assert_eq!(poll.lines(&second), listed);
        let listed: BTreeSet<&String> = listed.iter().collect();
        assert!(
            kept.iter().all(|line| listed.contains(line)),
            "acknowledged and lost"
        );
        kept
    });
    assert!(!acknowledged.is_empty());
    let listed = poll.lines(&second);
    let board = poll.board(&listed, 60).write();
    // That there was none yet is not remembered, and neither is a document taken for another's.
    for server in [&one, &two] {
        let early = server.client().get(&poll.at("/board"));
        assert_eq!(early.refused(), (404, "poll-unknown".to_owned()));
        let sheet = server.client().get(&poll.at(""));
        assert_eq!(sheet.body, poll.sheet.write().into_bytes());
    }
    let put = first.ask("PUT", &poll.at("/board"), board.as_bytes());
    assert_eq!(put.status, 201, "{put:?}");
    let told = two.client().get(&poll.at("/board"));
    assert_eq!(told.body, board.as_bytes());
    assert_eq!(poll.lines(&second), listed);
    // Nothing is left of the single handings in, where a store had them.
    let folder = format!("private/box/{}/votes/", poll.id);
    let left = one.wait(one.objects.list(&folder, None, 1)).unwrap();
    assert!(left.keys.is_empty(), "{left:?}");
}

#[test]
fn servers_over_one_file_agree() {
    let folder = Folder::new("polls");
    agree(&Address::Sqlite(folder.path().join("huiyin.db")), "at-once");
}

#[test]
#[ignore = "needs PostgreSQL; `cargo xtask test` runs it"]
fn servers_over_one_database_agree_and_take_votes_after_closing() {
    let database = Database::new();
    agree(&Address::Postgres(database.url()), "at-closing");
}

#[test]
#[ignore = "needs SeaweedFS; `cargo xtask test` runs it"]
fn servers_over_one_bucket_agree_and_take_votes_after_closing() {
    let peer = huiyin_peers::seaweed();
    agree(&bucket(&peer), "at-closing");
}

#[test]
fn only_an_office_publishes_leads_and_reads() {
    let server = Running::new();
    let (workspace, office) = office(&server);
    let unit = Device::unit();
    workspace.let_in(&office, &unit, &[]);
    let poll = Poll::deal(2, 1);
    poll.open(&office);
    poll.lead(&office, "closed");
    let stranger = server.client().signed_in(&Device::office()).0;
    for (client, refused) in [
        (server.client(), (401, "session-needed".to_owned())),
        (stranger, (403, "not-enrolled".to_owned())),
        (server.client().of(&unit), (403, "office-only".to_owned())),
    ] {
        assert_eq!(poll.publish(&client).refused(), refused);
        assert_eq!(poll.lead(&client, "fixed").refused(), refused);
        assert_eq!(client.get(&poll.at("/votes")).refused(), refused);
        assert_eq!(
            client.ask("PUT", &poll.at("/board"), b"{}").refused(),
            refused
        );
        assert_eq!(client.get(&poll.at("")).status, 200);
        assert_eq!(client.get(&poll.at("/phase")).status, 200);
    }
    let second = Device::office();
    workspace.let_in(&office, &second, &[]);
    assert_eq!(poll.lead(&server.client().of(&second), "fixed").status, 200);
}

/// Two hundred connections ask for three large boards in turn and do not read them. No tool makes
/// boards of this length in a test's time, so they are put where the server keeps its own.
#[test]
fn whoever_does_not_read_a_board_does_not_hold_a_copy() {
    let server = Running::new();
    let length = 6_000_000;
    let boards = ["0a", "0b", "0c"].map(|two| two.repeat(16));
    for (fill, poll) in (b'1'..).zip(&boards) {
        let key = format!("private/poll/p/{poll}/board");
        let bytes = Bytes::from(vec![fill; length]);
        server.wait(server.objects.put_new(&key, bytes)).unwrap();
    }
    let read = |poll: &str| server.client().get(&format!("/v1/polls/{poll}/board"));
    let before = resident();
    let readers: Vec<TcpStream> = (0..200)
        .map(|n| {
            let poll = &boards[n % 3];
            let mut reader = TcpStream::connect(server.at).unwrap();
            let asked = format!("GET /v1/polls/{poll}/board HTTP/1.1\r\nHost: x\r\n\r\n");
            reader.write_all(asked.as_bytes()).unwrap();
            // The head has come, so the rest is on its way.
            reader.read_exact(&mut [0; 64]).unwrap();
            reader
        })
        .collect();
    let grown = resident().saturating_sub(before);
    println!("200 readers of three boards of 6 MB: {grown} KiB more");
    assert!(grown < 100 << 10, "{grown} KiB");
    // Meanwhile everybody else is told all of it, and what is of which poll.
    for (fill, poll) in (b'1'..).zip(&boards) {
        let told = read(poll).body;
        assert!(told.len() == length && told.iter().all(|byte| *byte == fill));
    }
    drop(readers);
}
