//! Casting and checking.

use super::*;

#[test]
fn a_vote_is_the_same_bytes_every_time_and_passes_the_box() {
    let sheet = deal(3, 4).sheet;
    let checker = Checker::new(&sheet);
    let (first, again) = (votes(&sheet, 2, 1), votes(&sheet, 2, 1));
    assert_eq!(first, again);
    for (vote, pk) in first.iter().zip(own_votes(&sheet, &card(2))) {
        let checked = checker.check(vote.line()).unwrap();
        assert_eq!(checked.name, vote.name());
        assert_eq!((checked.q.as_str(), checked.pk), (vote.question(), pk));
        assert!(vote.line().len() <= MAX_LINE);
        assert_eq!(vote.receipt().len(), 9);
        assert!(huiyin_log::code::names(&vote.receipt(), vote.name()));
        assert_eq!(huiyin_log::canonical::check(vote.line().as_bytes()), Ok(()));
    }
    let other = votes(&sheet, 2, 2);
    assert!(first.iter().zip(&other).all(|(a, b)| a.name() != b.name()));
    // All choices are equally long.
    assert!(
        first
            .iter()
            .all(|vote| vote.line().len() == first[0].line().len())
    );
}

#[test]
fn every_question_is_answered_exactly_once_by_a_card_of_the_sheet() {
    let sheet = deal(2, 2).sheet;
    let choose = |ids: &[&str]| -> Vec<(String, Choice)> {
        ids.iter()
            .map(|id| ((*id).to_owned(), Choice::Blank))
            .collect()
    };
    let refused = |n, ids: &[&str]| cast(&sheet, &card(n), &choose(ids)).unwrap_err().code();
    assert_eq!(refused(0, &["q1"]), "ballot-choice-missing");
    assert_eq!(refused(0, &["q1", "q2", "q1"]), "ballot-choice-twice");
    assert_eq!(refused(0, &["q1", "q2", "q3"]), "ballot-question-unknown");
    assert_eq!(refused(7, &["q1", "q2"]), "ballot-card-unknown");
    assert!(cast(&sheet, &card(1), &choose(&["q2", "q1"])).is_ok());
    assert!(card(1).belongs(&sheet) && !card(7).belongs(&sheet));
}

#[test]
fn the_box_refuses_what_is_no_vote_and_says_why() {
    let sheet = deal(2, 3).sheet;
    let checker = Checker::new(&sheet);
    let [one, two]: [Vote; 2] = votes(&sheet, 1, 0).try_into().unwrap();
    let refused = |line: &str| checker.check(line).unwrap_err().code();
    let part = |vote: &Vote, name: &str| -> String {
        let value: serde_json::Value = serde_json::from_str(vote.line()).unwrap();
        value[name].as_str().unwrap().to_owned()
    };
    // The signature of one question under another's box, and the other way round.
    for name in ["sig", "box"] {
        let mixed = one.line().replace(&part(&one, name), &part(&two, name));
        assert_eq!(refused(&mixed), "forged", "{name}");
    }
    let moved = one.line().replace("\"q1\"", "\"q2\"");
    assert_eq!(refused(&moved), "unknown_card");
    assert_eq!(
        refused(&one.line().replace("\"q1\"", "\"q9\"")),
        "unknown_question"
    );
    let stranger = deal(2, 9).sheet;
    assert_eq!(refused(votes(&stranger, 8, 0)[0].line()), "unknown_card");
    for line in [
        String::new(),
        format!("{} ", one.line()),
        one.line().replace("\"q\":", "\"q\": "),
        one.line().replace("\"q1\"", "\"\""),
        one.line().replace('}', ",\"more\":1}"),
        one.line().replace(&part(&one, "sig"), "AAAA"),
        one.line().replace(&part(&one, "box"), "AAAA"),
        format!("{}{}", one.line(), "x".repeat(MAX_LINE)),
    ] {
        assert_eq!(refused(&line), "malformed", "{line}");
        assert!(!VoteRefused::Malformed.text().zh.is_empty());
    }
    // The same poll under another id: nothing can be replayed from there.
    let cards = (0..3).map(card).collect();
    let poll = "f".repeat(32);
    let other = SheetDraft { poll, ..draft(2) };
    let other = Dealer::new(other, cards, secret(), [1; 16])
        .unwrap()
        .finish()
        .sheet;
    assert_eq!(refused(votes(&other, 1, 0)[0].line()), "unknown_card");
}

#[test]
fn a_flipped_bit_anywhere_in_a_vote_is_refused() {
    let sheet = deal(1, 2).sheet;
    let checker = Checker::new(&sheet);
    let line = votes(&sheet, 1, 0)[0].line().to_owned();
    for at in 0..line.len() {
        for bit in 0..7 {
            let mut bytes = line.clone().into_bytes();
            bytes[at] ^= 1 << bit;
            let bent = String::from_utf8(bytes).unwrap();
            assert!(checker.check(&bent).is_err(), "{bent}");
        }
    }
}
