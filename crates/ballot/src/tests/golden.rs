//! Bytes that must never change: a card in somebody's hand and a board on somebody's disk
//! outlive the program that made them.

use super::*;

/// What the fixed sitting makes, a line for each; beside them the whole sheet and board.
fn made() -> (String, String, String) {
    let sitting = Sitting::new(2);
    let dealt = deal(2, 8);
    let sheet = sitting.sheet.clone();
    let votes = votes(&sheet, 1, 1);
    let qr = card(1).qr(Some("https://dt.example/"), &sheet.poll);
    let mut lines = vec![
        format!("card {}", *card(1).code()),
        format!("qr {}", *qr),
        format!("qr {}", *card(1).qr(None, &sheet.poll)),
        format!("sheet {}", sheet.name()),
    ];
    lines.extend(
        dealt
            .shares
            .iter()
            .map(|share| format!("share {}", *share.code())),
    );
    lines.extend(
        own_votes(&sheet, &card(1))
            .iter()
            .map(|pk| format!("credential {pk}")),
    );
    for vote in &votes {
        lines.push(format!("vote {}", vote.line()));
        lines.push(format!("name {}", vote.name()));
        lines.push(format!("receipt {}", vote.receipt()));
    }
    let board = sitting.board();
    lines.push(format!("root {}", board.box_root));
    lines.push(String::new());
    (lines.join("\n"), sheet.write(), board.write())
}

/// A vote by name: one who chose, one who chose twice, one who did neither, one who left
/// it blank, one whose card is void.
fn by_name() -> Board {
    let holders = Some(
        ["甲一", "乙二", "丙三", "丁四", "戊五"]
            .map(str::to_owned)
            .to_vec(),
    );
    let draft = SheetDraft {
        holders,
        voters: 5,
        members: 6,
        ..draft(2)
    };
    let mut dealer = Dealer::new(draft, (0..5).map(card).collect(), secret(), [9; 16]).unwrap();
    while !dealer.step(7) {}
    let sheet = dealer.finish().sheet;
    let cast = [(0, 0), (1, 0), (1, 1), (3, 2), (4, 0)];
    let lines = cast
        .into_iter()
        .flat_map(|(n, first)| votes(&sheet, n, first));
    let lines = lines.map(|vote| vote.line().to_owned()).collect();
    let voids = vec![VoidedCard {
        card: card(4).code().to_string(),
        cause: Cause::Spoiled,
    }];
    let check_in = CheckIn {
        taken: 5,
        paper_taken: 0,
        present: 5,
        voters: ["丁四", "丙三", "乙二", "戊五", "甲一"]
            .map(str::to_owned)
            .to_vec(),
    };
    let paper = Vec::new();
    Sitting {
        sheet,
        lines,
        voids,
        check_in,
        paper,
    }
    .board()
}

/// What each chose is told alike by both implementations, and to those who ask only.
#[test]
fn who_chose_what_in_a_vote_by_name() {
    let board = by_name();
    let mut count = Count::new(&board.sheet, &board.voids, board.check_in.taken, secret()).unwrap();
    for line in &board.lines {
        count.add(line);
    }
    let counted = count.finish();
    let json = board.write();
    let asked = |names: bool| {
        let mut verification = huiyin_verify::Verification::new(&json).unwrap();
        if names {
            verification.names();
        }
        verification.finish()
    };
    assert!(asked(false).named.is_empty());
    let report = asked(true);
    let told: Vec<(&str, &[&str])> = report
        .named
        .iter()
        .map(|one| (one.voter.as_str(), one.choices.as_slice()))
        .collect();
    assert_eq!(
        told,
        [
            ("丁四", &["dissatisfied", "abstained"][..]),
            ("丙三", &["not_cast", "not_cast"]),
            ("乙二", &["invalid", "invalid"]),
            ("戊五", &["not_cast", "not_cast"]),
            ("甲一", &["satisfied", "basically_satisfied"]),
        ]
    );
    let word = |choice: Option<Choice>| match choice {
        Some(Choice::Satisfied) => "satisfied",
        Some(Choice::BasicallySatisfied) => "basically_satisfied",
        Some(Choice::Dissatisfied) => "dissatisfied",
        Some(Choice::Blank) => "abstained",
        None => "invalid",
    };
    for (at, question) in counted.questions.iter().enumerate() {
        let theirs = report
            .named
            .iter()
            .filter(|one| one.choices[at] != "not_cast");
        let mut theirs: Vec<_> = theirs
            .map(|one| (one.voter.as_str(), one.choices[at]))
            .collect();
        theirs.sort_unstable();
        let ours = question.named.iter();
        let ours: Vec<_> = ours
            .map(|one| (one.voter.as_str(), word(one.choice)))
            .collect();
        assert_eq!(theirs, ours);
    }
    // In a secret vote nobody is named, whoever asks.
    let secret = Sitting::new(2).board().write();
    let mut verification = huiyin_verify::Verification::new(&secret).unwrap();
    verification.names();
    assert!(verification.finish().named.is_empty());
}

#[test]
fn the_bytes_are_those_of_the_first_version() {
    let (lines, sheet, board) = made();
    assert_eq!(
        lines,
        include_str!("../../../../tests/golden/ballot/sitting.txt")
    );
    assert_eq!(
        sheet,
        include_str!("../../../../tests/golden/ballot/sheet.json")
    );
    assert_eq!(
        board,
        include_str!("../../../../tests/golden/ballot/board.json")
    );
    assert_eq!(
        by_name().write(),
        include_str!("../../../../tests/golden/ballot/named.json")
    );
}

/// Writes the files; run by hand for a new form beside the old one, never to change one.
#[test]
#[ignore = "writes the golden files"]
#[allow(clippy::disallowed_methods, reason = "a tool for developers")]
fn write_the_golden_files() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/golden/ballot");
    std::fs::create_dir_all(folder).unwrap();
    let (lines, sheet, board) = made();
    for (name, text) in [
        ("sitting.txt", lines),
        ("sheet.json", sheet),
        ("board.json", board),
        ("named.json", by_name().write()),
    ] {
        std::fs::write(format!("{folder}/{name}"), text).unwrap();
    }
}
