//! Votes that are none, sheets that are none, and too much of them.

use huiyin_ballot::Vote;
use huiyin_server::Rate;
use huiyin_server_tests::{Poll, Running, Workspace};

/// A server with an open poll.
fn open(server: &Running, voters: u32, questions: usize) -> (huiyin_server_tests::Client, Poll) {
    let (_, office) = Workspace::found(&server.client());
    let poll = Poll::deal(voters, questions);
    poll.open(&office);
    (office, poll)
}

#[test]
fn a_line_that_is_no_vote_is_named_and_nothing_of_its_request_is_kept() {
    let server = Running::new();
    let (office, poll) = open(&server, 4, 2);
    let anybody = server.client();
    let good = poll.votes(0, 0);
    let [first, second] = [good[0].line(), good[1].line()];
    // The signature of another vote of the same card.
    let (box_of, sig_of) = (
        |line: &str| {
            line.split("\"box\":")
                .nth(1)
                .unwrap()
                .split(',')
                .next()
                .unwrap()
                .to_owned()
        },
        |line: &str| line.split("\"sig\":").nth(1).unwrap().to_owned(),
    );
    let other = poll.votes(0, 1);
    let forged = first.replace(&sig_of(first), &sig_of(other[0].line()));
    let swapped = first.replace(&box_of(first), &box_of(other[0].line()));
    // Votes of cards that are not on this sheet, and of another poll with the same questions.
    let elsewhere = Poll::deal(4, 2);
    let replayed = elsewhere.votes(0, 0)[0].line().to_owned();
    let moved = first.replace("\"q\":\"q1\"", "\"q\":\"q2\"");
    let unasked = first.replace("\"q\":\"q1\"", "\"q\":\"q9\"");
    for (line, code) in [
        (forged.as_str(), "vote-forged"),
        (&swapped, "vote-forged"),
        (&replayed, "vote-unknown-card"),
        (&moved, "vote-unknown-card"),
        (&unasked, "vote-unknown-question"),
        (&first.replace("\",\"pk\"", "\", \"pk\""), "vote-malformed"),
        (&format!("{first}\r"), "vote-malformed"),
        (&format!("{first} "), "vote-malformed"),
        ("null", "vote-malformed"),
        ("", "vote-malformed"),
        ("\u{0}", "vote-malformed"),
    ] {
        let answer = poll.post_text(&anybody, &format!("{first}\n{second}\n{line}\n{first}"));
        assert_eq!(answer.refused(), (422, code.to_owned()), "{line}");
        assert_eq!(answer.json()["line"], 3, "{line}");
        assert!(answer.json()["zh"].as_str().unwrap().starts_with("第 3 行"));
    }
    assert_eq!(poll.post_text(&anybody, "").status, 422);
    let bytes = anybody.ask("POST", &poll.at("/votes"), b"\xff\xfe");
    assert_eq!(bytes.refused(), (400, "bad-request".to_owned()));
    assert_eq!(poll.phase(&anybody)["cast"], 0);
    // With or without a line feed at the end.
    assert_eq!(
        poll.post_text(&anybody, &format!("{first}\n{second}\n"))
            .json()["kept"],
        2
    );
    assert_eq!(
        poll.post_text(&anybody, &format!("{first}\n{first}"))
            .json()["kept"],
        1
    );
    poll.lead(&office, "fixed");
    assert_eq!(poll.lines(&office).len(), 2);
}

#[test]
fn a_card_hands_in_two_choices_at_most_and_both_are_kept() {
    let server = Running::new();
    let (office, poll) = open(&server, 4, 3);
    let anybody = server.client();
    let choice = |n: usize| vec![poll.votes(1, n)[1].clone()];
    assert_eq!(poll.post(&anybody, &choice(0)).status, 200);
    assert_eq!(poll.post(&anybody, &choice(1)).status, 200);
    let with_another: Vec<Vote> = [poll.votes(2, 0), choice(2)].concat();
    let third = poll.post(&anybody, &with_another);
    assert_eq!(third.refused(), (422, "vote-too-many".to_owned()));
    assert_eq!(third.json()["line"], 4);
    // What it handed in before is acknowledged as ever.
    assert_eq!(poll.post(&anybody, &choice(0)).status, 200);
    assert_eq!(poll.phase(&anybody)["cast"], 1);
    poll.lead(&office, "fixed");
    let lines = poll.lines(&office);
    assert_eq!(lines.len(), 2);
    let counted = poll.count(&lines, 4);
    assert!(
        counted
            .exceptions
            .iter()
            .any(|found| found.code.as_str() == "double")
    );
}

#[test]
fn polls_that_are_not_here_and_sheets_that_are_none() {
    let server = Running::new();
    let (_, office) = Workspace::found(&server.client());
    let poll = Poll::deal(2, 1);
    let unknown = (404, "poll-unknown".to_owned());
    for path in ["", "/phase", "/board", "/votes"] {
        assert_eq!(office.get(&poll.at(path)).refused(), unknown, "{path}");
    }
    assert_eq!(
        poll.post(&server.client(), &poll.votes(0, 0)).refused(),
        unknown
    );
    for id in [
        "x",
        "ABCDEF",
        &"A".repeat(32),
        &"0".repeat(31),
        "..%2f..%2fprivate",
    ] {
        let answer = office.get(&format!("/v1/polls/{id}"));
        assert_eq!(answer.status, 404, "{id}");
    }
    let put = |body: &[u8]| office.ask("PUT", &poll.at(""), body).refused();
    assert_eq!(put(b"\xff"), (400, "bad-request".to_owned()));
    assert!(put(b"{}").1.starts_with("ballot-"));
    let spaced = poll.sheet.write().replace("\",\"", "\", \"");
    assert_eq!(put(spaced.as_bytes()).0, 422);
    let other = Poll::deal(2, 1);
    assert_eq!(
        put(other.sheet.write().as_bytes()),
        (422, "poll-mismatch".to_owned())
    );
    assert_eq!(poll.publish(&office).status, 201);
    let mut changed = poll.sheet.clone();
    changed.title = "另一个标题".to_owned();
    assert_eq!(
        put(changed.write().as_bytes()),
        (409, "other-bytes".to_owned())
    );
    for body in [
        "",
        "{}",
        "{\"phase\":\"read\"}",
        "{\"phase\":\"open\",\"x\":1}",
        "[]",
    ] {
        let answer = office.ask("PUT", &poll.at("/phase"), body.as_bytes());
        assert_eq!(answer.refused(), (400, "bad-request".to_owned()), "{body}");
    }
    for after in ["x", "..", &"G".repeat(64), &"0".repeat(63)] {
        let answer = office.get(&poll.at(&format!("/votes?after={after}")));
        assert_eq!(answer.refused(), (400, "bad-request".to_owned()), "{after}");
    }
}

#[test]
fn more_than_a_quarter_of_a_mebibyte_is_not_read() {
    let server = Running::new();
    let (_, poll) = open(&server, 2, 1);
    let line = poll.votes(0, 0)[0].line().to_owned();
    let many = vec![line.as_str(); 256 * 1_024 / (line.len() + 1)].join("\n");
    assert_eq!(poll.post_text(&server.client(), &many).json()["kept"], 1);
    let more = format!("{many}\n{}", "x".repeat(1_024));
    let refused = poll.post_text(&server.client(), &more).refused();
    assert_eq!(refused, (413, "too-large".to_owned()));
}

#[test]
fn a_flood_is_turned_away_and_nothing_of_it_kept() {
    let server = Running::with(|options| {
        options.proxied = true;
        options.limits.votes = Rate::new(0.001, 20.0);
    });
    let (office, poll) = open(&server, 40, 4);
    let from = |address: &str| server.client().with("X-Forwarded-For", address);
    // Votes count, not requests; valid or not.
    let line = poll.votes(39, 0)[0]
        .line()
        .replace("\"q\":\"q1\"", "\"q\":\"q3\"");
    let flood = [line.as_str(); 5].join("\n");
    let answers: Vec<u16> = (0..6)
        .map(|_| poll.post_text(&from("10.0.0.1"), &flood).status)
        .collect();
    assert_eq!(answers, [422, 422, 422, 422, 429, 429]);
    let turned_away = poll.post(&from("10.0.0.1"), &poll.votes(0, 0));
    assert_eq!(turned_away.refused(), (429, "too-many-requests".to_owned()));
    assert!(!turned_away.header("retry-after").is_empty());
    assert_eq!(poll.phase(&office)["cast"], 0);
    // Others are not kept waiting for it.
    assert_eq!(poll.post(&from("10.0.0.2"), &poll.votes(1, 0)).status, 200);
    // More at once than a full bucket holds empties it, and goes through.
    let all: Vec<Vote> = (2..10).flat_map(|card| poll.votes(card, 0)).collect();
    assert_eq!(poll.post(&from("10.0.0.3"), &all).status, 200);
    assert_eq!(poll.post(&from("10.0.0.3"), &all).status, 429);
    poll.lead(&office, "fixed");
    assert_eq!(poll.lines(&office).len(), 9 * 4);
}
