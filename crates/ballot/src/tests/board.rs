//! Whole sittings: honest ones, and every way a board can lie, as the app's own count
//! sees it and as the other implementation does.

mod published;

use super::*;
use huiyin_rules::Rating;
use huiyin_verify::{Report, Verification};
use proptest::prelude::*;

/// The report of the other implementation.
fn verified(json: &str, receipts: &[String]) -> Report {
    let mut verification = Verification::new(json).unwrap();
    for receipt in receipts {
        verification.receipt(receipt);
    }
    while verification.step(3).is_some() {}
    verification.finish()
}

/// A sheet's lists of cards.
type Lists = Vec<Vec<[u8; 32]>>;

/// Codes with the question and how often.
type Found = Vec<(String, Option<String>, u32)>;

fn theirs(report: &Report) -> Found {
    let all = report.findings.iter();
    all.map(|one| (one.code.to_owned(), one.q.clone(), one.count))
        .collect()
}

/// Everything odd in a recount, what the board says otherwise included.
fn ours(board: &Board) -> Found {
    let recounted = Recount::new(board).unwrap().finish();
    let all = recounted.exceptions.into_iter().chain(recounted.differs);
    all.map(|one| (one.code.as_str().to_owned(), one.q, one.count))
        .collect()
}

fn at(code: &str, q: &str, count: u32) -> (String, Option<String>, u32) {
    (
        code.to_owned(),
        (!q.is_empty()).then(|| q.to_owned()),
        count,
    )
}

/// Both implementations find exactly this, in whatever order.
fn both(board: &Board, expected: &[(String, Option<String>, u32)]) {
    let mut expected = expected.to_vec();
    expected.sort();
    let (mut ours, report) = (ours(board), verified(&board.write(), &[]));
    ours.sort();
    let mut theirs = theirs(&report);
    theirs.sort();
    assert_eq!(theirs, expected, "huiyin-verify");
    // The app names a published count that is too high by the tally alone, and votes of
    // replaced cards besides.
    let app: Found = expected
        .into_iter()
        .filter(|(code, ..)| code != "dropped")
        .collect();
    ours.retain(|(code, ..)| code != "set_aside");
    assert_eq!(ours, app, "the app's count");
    assert_eq!(report.good, theirs.is_empty());
}

#[test]
fn an_honest_sitting_is_good_and_both_count_the_same() {
    let board = Sitting::new(4).board();
    let text = board.write();
    assert_eq!(huiyin_log::canonical::check(text.as_bytes()), Ok(()));
    assert_eq!(Board::read(&text).unwrap(), board);
    both(&board, &[]);
    assert_eq!(board.exceptions, []);
    let report = verified(&text, &[]);
    assert_eq!(report.sheet_name, board.sheet_name);
    assert_eq!(report.box_root, board.box_root);
    for (result, question) in board.results.iter().zip(&report.questions) {
        let (whole, told) = (result.whole, question.whole);
        assert_eq!(
            [
                whole.satisfied,
                whole.basically_satisfied,
                whole.dissatisfied,
                whole.abstained,
                whole.invalid,
                whole.unpressed
            ],
            [
                told.satisfied,
                told.basically_satisfied,
                told.dissatisfied,
                told.abstained,
                told.invalid,
                told.unpressed
            ],
        );
        assert_eq!(
            (whole.issued, whole.collected),
            (Some(told.issued), Some(told.collected))
        );
        assert_eq!(whole.counted(), 8);
        assert!(question.steps.len() >= 2 && question.steps.iter().all(|step| !step.zh.is_empty()));
    }
    // Card n chooses by n + the question's place, from four choices.
    let first = board.result("q1").unwrap();
    assert_eq!((first.device.satisfied, first.whole.satisfied), (2, 3));
    assert_eq!(first.verdict, Some(Rating::Dissatisfied));
    // The board's tallies are written as everywhere else.
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(
        json["results"][0]["whole"],
        serde_json::to_value(first.whole).unwrap()
    );
    assert_eq!(
        json["results"][0]["verdict"],
        serde_json::to_value(first.verdict).unwrap()
    );
}

#[test]
fn receipts_are_found_and_a_quietly_dropped_vote_is_missed_by_its_holder_alone() {
    let mut sitting = Sitting::new(2);
    let receipts: Vec<String> = votes(&sitting.sheet, 3, 3)
        .iter()
        .map(Vote::receipt)
        .collect();
    let mut typed = receipts.clone();
    typed[1] = typed[1].to_lowercase().replace('-', " ");
    let report = verified(&Sitting::new(2).board().write(), &typed);
    assert!(report.good);
    assert!(report.receipts.iter().all(|receipt| receipt.found));
    assert_eq!(report.receipts[1].q.as_deref(), Some("q2"));
    let report = verified(
        &Sitting::new(2).board().write(),
        &["0000-0000".into(), "?".into()],
    );
    assert_eq!(theirs(&report), [at("dropped", "", 2)]);
    // Everything recounted after the vote was taken out: nothing but the receipt shows it.
    let lost = votes(&sitting.sheet, 3, 3)[0].line().to_owned();
    sitting.lines.retain(|line| *line != lost);
    let board = sitting.board();
    both(&board, &[]);
    let report = verified(&board.write(), &receipts);
    assert_eq!(theirs(&report), [at("dropped", "", 1)]);
    assert_eq!(
        (report.receipts[0].found, report.receipts[1].found),
        (false, true)
    );
}

#[test]
fn a_vote_dropped_from_a_finished_board_shows() {
    let mut board = Sitting::new(2).board();
    let lost = board.lines.remove(4);
    let q = serde_json::from_str::<serde_json::Value>(&lost).unwrap()["q"]
        .as_str()
        .unwrap()
        .to_owned();
    both(
        &board,
        &[
            at("root_differs", "", 1),
            at("tally_differs", &q, 1),
            at("dropped", &q, 1),
        ],
    );
}

#[test]
fn a_card_that_votes_twice_makes_one_invalid_vote() {
    let mut sitting = Sitting::new(2);
    let again = votes(&sitting.sheet, 0, 1);
    sitting.lines.push(again[1].line().to_owned());
    let third = votes(&sitting.sheet, 0, 2);
    sitting.lines.push(third[1].line().to_owned());
    let board = sitting.board();
    both(&board, &[at("double", "q2", 1)]);
    let result = board.result("q2").unwrap();
    assert_eq!(
        (result.device.invalid, result.device.collected),
        (1, Some(6))
    );
    assert!(board.exceptions[0].text().zh.contains("q2"));
}

#[test]
fn a_vote_that_stands_twice_in_the_box_counts_once() {
    let mut board = Sitting::new(1).board();
    board.lines.insert(1, board.lines[1].clone());
    both(&board, &[at("repeated", "", 1)]);
}

#[test]
fn a_changed_vote_is_forged_and_the_root_shows_it() {
    let mut board = Sitting::new(1).board();
    let other = votes(&board.sheet, 5, 0)[0].line().to_owned();
    let own = votes(&board.sheet, 5, 5)[0].line().to_owned();
    let part = |line: &str| {
        line.split("\"box\":\"")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap()
            .to_owned()
    };
    // Somebody puts another of this card's boxes under the signature of the first.
    let changed = own.replace(&part(&own), &part(&other));
    let at_line = board.lines.iter().position(|line| *line == own).unwrap();
    board.lines.remove(at_line);
    board.lines.push(changed);
    board.lines.sort_by_key(|line| crate::vote::name(line));
    both(
        &board,
        &[
            at("forged", "q1", 1),
            at("root_differs", "", 1),
            at("tally_differs", "q1", 1),
            at("dropped", "q1", 1),
        ],
    );
}

#[test]
fn credentials_of_nobody_and_votes_of_other_polls_do_not_count() {
    let mut sitting = Sitting::new(2);
    let stranger = deal(2, 20).sheet;
    sitting
        .lines
        .push(votes(&stranger, 15, 0)[0].line().to_owned());
    let poll = "f".repeat(32);
    let other = SheetDraft { poll, ..draft(2) };
    let cards = (0..8).map(card).collect();
    let other = Dealer::new(other, cards, secret(), [1; 16])
        .unwrap()
        .finish()
        .sheet;
    sitting.lines.push(votes(&other, 1, 0)[1].line().to_owned());
    sitting.lines.push(
        votes(&sitting.sheet, 1, 0)[0]
            .line()
            .replace("\"q1\"", "\"q7\""),
    );
    sitting.lines.push("什么都不是".to_owned());
    let board = sitting.board();
    let expected = [
        at("unknown_card", "q1", 1),
        at("unknown_card", "q2", 1),
        at("unknown_question", "", 1),
        at("malformed", "", 1),
    ];
    both(&board, &expected);
    assert_eq!(board.exceptions.len(), 4);
}

#[test]
fn what_does_not_open_or_is_no_choice_is_invalid() {
    use ed25519_dalek::Signer;
    let mut sitting = Sitting::new(1);
    let sheet = sitting.sheet.clone();
    for (n, plain) in [(0, [5; 16]), (1, [0; 16]), (2, [1; 16])] {
        let key = card(n).keys().key(&sheet.poll, "q1");
        let place = crate::vote::context(&sheet.poll, "q1");
        let mut sealed = huiyin_log::seal::seal(&sheet.key, &place, &plain, [3; 32]);
        if n == 1 {
            sealed[40] ^= 1;
        }
        let signature = key
            .signing()
            .sign(&crate::vote::message(&sheet.poll, "q1", &sealed));
        let own = votes(&sheet, n, n)[0].line().to_owned();
        let part = |name: &str| {
            serde_json::from_str::<serde_json::Value>(&own).unwrap()[name]
                .as_str()
                .unwrap()
                .to_owned()
        };
        use base64::Engine;
        let spell = |bytes: &[u8]| base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes);
        let odd = own
            .replace(&part("box"), &spell(&sealed))
            .replace(&part("sig"), &spell(&signature.to_bytes()));
        sitting.lines.retain(|line| *line != own);
        sitting.lines.push(odd);
    }
    let board = sitting.board();
    both(&board, &[at("unreadable", "q1", 3)]);
    assert_eq!(board.results[0].device.invalid, 3);
}

#[test]
fn a_stuffed_box_is_void_by_name() {
    // The office votes with two cards that nobody drew and does not declare them.
    let mut sitting = Sitting::new(1);
    sitting
        .lines
        .extend((6..8).map(|n| votes(&sitting.sheet, n, 0)[0].line().to_owned()));
    sitting.voids.clear();
    let board = sitting.board();
    both(
        &board,
        &[at("stuffed", "q1", 2), at("cards_unaccounted", "", 2)],
    );
    assert_eq!(
        board.results[0].fault.as_deref(),
        Some("collected_over_issued")
    );
    assert_eq!(board.results[0].verdict, None);
}

#[test]
fn a_leftover_card_that_votes_is_not_counted_and_says_that_somebody_has_a_copy() {
    let mut sitting = Sitting::new(2);
    sitting.lines.extend(
        votes(&sitting.sheet, 6, 0)
            .iter()
            .map(|vote| vote.line().to_owned()),
    );
    let board = sitting.board();
    both(
        &board,
        &[at("leftover_voted", "q1", 1), at("leftover_voted", "q2", 1)],
    );
    assert_eq!(board.results[0].device.collected, Some(6));
    // Cards that were replaced or spoiled may have voted before: set aside, no more.
    let mut sitting = Sitting::new(1);
    sitting
        .lines
        .push(votes(&sitting.sheet, 6, 0)[0].line().to_owned());
    sitting.voids[0].cause = Cause::Replaced;
    let counted = sitting.count();
    assert_eq!(
        (
            counted.questions[0].set_aside,
            counted.questions[0].tally.collected
        ),
        (1, Some(6))
    );
    assert_eq!(counted.exceptions[0].code, ExceptionCode::SetAside);
    both(&sitting.board(), &[]);
    // A spoiled card stays among those taken.
    let mut sitting = Sitting::new(1);
    sitting.voids[0].cause = Cause::Spoiled;
    both(&sitting.board(), &[at("cards_unaccounted", "", 1)]);
}

#[test]
fn a_key_that_is_missing_or_wrong_is_named() {
    let board = Sitting::new(1).board();
    let good = board.write();
    let other = "0".repeat(32);
    for (key, refused) in [
        (other.as_str(), "ballot-key-wrong"),
        ("", "ballot-malformed"),
    ] {
        let json = good.replace(&board.key, key);
        let report = verified(&json, &[]);
        assert_eq!(theirs(&report), [at("share_missing", "", 1)]);
        assert_eq!(report.questions[0].verdict, None);
        let found = Board::read(&json).and_then(|board| Recount::new(&board).map(|_| ()));
        assert_eq!(found.unwrap_err().code(), refused);
    }
    let json = good.replace(&format!("\"{}\"", board.key), "null");
    assert_eq!(theirs(&verified(&json, &[])), [at("share_missing", "", 1)]);
}
