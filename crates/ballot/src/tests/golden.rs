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
    ] {
        std::fs::write(format!("{folder}/{name}"), text).unwrap();
    }
}
