//! Files made to harm: each is refused with its code, in bounded time and memory.

#[cfg(test)]
mod common;

use common::{RELS, fixture, open, open_with, package, refusal, sheet, workbook_with};
use huiyin_office::Limits;
use huiyin_office::grid::{FileErrorCode as Code, Value};

fn small() -> Limits {
    Limits {
        entry_bytes: 1 << 20,
        total_bytes: 3 << 20,
        ..Limits::default()
    }
}

#[test]
fn files_that_are_no_workbooks() {
    assert_eq!(refusal(open(b"")), Code::Empty);
    assert_eq!(refusal(open(b"\x89PNG")), Code::NotAWorkbook);
    assert_eq!(refusal(open(b"PK\x03\x04 cut off")), Code::Damaged);
    assert_eq!(
        refusal(open(&package([
            ("_rels/.rels", RELS),
            ("word/document.xml", "")
        ]))),
        Code::NotAWorkbook
    );
    assert_eq!(
        refusal(open(&package([("a.txt", "a")]))),
        Code::NotAWorkbook
    );
    assert_eq!(
        refusal(open(&package([("mimetype", ""), ("content.xml", "")]))),
        Code::OtherFormat
    );
    assert_eq!(
        refusal(open(&package([("xl/workbook.bin", "")]))),
        Code::OtherFormat
    );
    assert_eq!(
        refusal(open(&package([("_rels/.rels", RELS)]))),
        Code::Damaged
    );
    assert_eq!(
        refusal(open("\u{feff}\n<html><table>".as_bytes())),
        Code::OtherFormat
    );
}

#[test]
fn old_and_encrypted_workbooks() {
    let mut ole = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    ole.resize(2048, 0);
    assert_eq!(refusal(open(&ole)), Code::OtherFormat);
    ole.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(refusal(open(&ole)), Code::PasswordProtected);
}

#[test]
fn a_workbook_cut_off_anywhere_or_with_a_flipped_byte() {
    let whole = fixture("ledger-95.xlsx");
    let good = open(&whole).unwrap();
    for cut in (1..whole.len()).step_by(1999) {
        assert!(open(&whole[..cut]).is_err(), "cut at {cut}");
    }
    for at in (0..whole.len()).step_by(409) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x10;
        if let Ok(read) = open(&bytes) {
            // A flipped bit in a field nobody reads is fine; another value is not.
            assert_eq!(read.sheets, good.sheets, "byte {at}");
        }
    }
}

#[test]
fn bombs_are_measured_as_they_inflate() {
    let part = vec![b' '; 2 << 20];
    assert_eq!(
        refusal(open_with(
            &workbook_with(&sheet("", ""), &[("xl/a.xml", part.clone())]),
            "台账.xlsx",
            &small()
        )),
        Code::TooLarge
    );
    // The same in a part that is no XML, and spread over parts that are each small enough.
    assert_eq!(
        refusal(open_with(
            &workbook_with(&sheet("", ""), &[("xl/media/a.png", part.clone())]),
            "台账.xlsx",
            &small()
        )),
        Code::TooLarge
    );
    let third = vec![0; 1 << 20];
    let many: Vec<_> = ["a", "b", "c", "d"]
        .map(|name| (name, third.clone()))
        .into();
    assert_eq!(
        refusal(open_with(
            &workbook_with(&sheet("", ""), &many),
            "台账.xlsx",
            &small()
        )),
        Code::TooLarge
    );
    assert!(
        open_with(
            &workbook_with(&sheet("", ""), &many[..1]),
            "台账.xlsx",
            &small()
        )
        .is_ok()
    );
}

#[test]
fn declared_sizes_are_not_believed() {
    let big = vec![b' '; 2 << 20];
    let mut bytes = workbook_with(&sheet("", ""), &[("xl/a.xml", big.clone())]);
    let size = u32::to_le_bytes(2 << 20);
    let lie = u32::to_le_bytes(100);
    let mut changed = 0;
    for at in 0..bytes.len() - 4 {
        if bytes[at..at + 4] == size {
            bytes[at..at + 4].copy_from_slice(&lie);
            changed += 1;
        }
    }
    assert!(changed >= 2, "local header and directory");
    let code = refusal(open_with(&bytes, "台账.xlsx", &small()));
    assert!(matches!(code, Code::TooLarge | Code::Damaged), "{code:?}");
    // With the real bounds the part fits, and the lie is at worst taken for damage.
    assert!(
        open(&bytes)
            .err()
            .is_none_or(|error| error.code == Code::Damaged)
    );
}

#[test]
fn a_hundred_thousand_parts() {
    let many = (0..100_000).map(|number| (format!("x/{number}"), ""));
    assert_eq!(refusal(open(&package(many))), Code::TooLarge);
}

#[test]
fn a_sparse_sheet_costs_its_cells_only() {
    let rows = r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>"#;
    let workbook = open(&workbook_with(
        &sheet(
            rows,
            r#"<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>"#,
        ),
        &[],
    ))
    .unwrap();
    let sheet = &workbook.sheets[0];
    assert_eq!(
        (sheet.rows, sheet.cols, sheet.cells.len()),
        (1_048_576, 16_384, 2)
    );
    assert_eq!(sheet.get(1_048_575, 16_383), Some(&Value::Number(2.0)));
    assert_eq!(
        sheet.merge_index().value(500, 500),
        Some(&Value::Number(1.0))
    );
}

#[test]
fn addresses_outside_the_sheet() {
    for wrong in ["XFE1", "A1048577", "A4294967297", "ZZZZZZZZ1", "A0"] {
        let rows = format!(r#"<row><c r="{wrong}"><v>1</v></c></row>"#);
        assert_eq!(
            refusal(open(&workbook_with(&sheet(&rows, ""), &[]))),
            Code::Damaged,
            "{wrong}"
        );
    }
    let upside_down = sheet("", r#"<mergeCells><mergeCell ref="B2:A1"/></mergeCells>"#);
    assert_eq!(
        refusal(open(&workbook_with(&upside_down, &[]))),
        Code::Damaged
    );
    let past_the_edge = format!(r#"<row r="1">{}</row>"#, "<c><v>1</v></c>".repeat(16_385));
    assert_eq!(
        refusal(open(&workbook_with(&sheet(&past_the_edge, ""), &[]))),
        Code::Damaged
    );
}

#[test]
fn cells_out_of_order_or_twice_are_put_right() {
    let rows = r#"<row r="2"><c r="B2"><v>1</v></c><c r="A2"><v>2</v></c></row><row r="1"><c r="A1"><v>3</v></c></row><row r="2"><c r="B2"><v>4</v></c></row>"#;
    let workbook = open(&workbook_with(&sheet(rows, ""), &[])).unwrap();
    let cells: Vec<_> = workbook.sheets[0]
        .cells
        .iter()
        .map(|c| (c.row, c.col, c.value.to_string()))
        .collect();
    assert_eq!(
        cells,
        [
            (0, 0, "3".into()),
            (1, 0, "2".into()),
            (1, 1, "4".to_owned())
        ]
    );
}

#[test]
fn too_many_cells() {
    let row = format!("<row>{}</row>", "<c><v>1</v></c>".repeat(100));
    let bytes = workbook_with(&sheet(&row.repeat(11), ""), &[]);
    assert_eq!(
        refusal(open_with(&bytes, "台账.xlsx", &Limits::with_cells(1099))),
        Code::TooManyCells
    );
    assert!(open_with(&bytes, "台账.xlsx", &Limits::with_cells(1100)).is_ok());
    // Empty cells with a format, as in columns formatted to the bottom, do not count.
    let blank = workbook_with(
        &sheet(&r#"<row><c s="0"/><c s="0"/></row>"#.repeat(5000), ""),
        &[],
    );
    assert!(open_with(&blank, "台账.xlsx", &Limits::with_cells(10)).is_ok());
}

#[test]
fn shared_strings() {
    let rows = r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>9</v></c></row>"#;
    let strings = |xml: &str| {
        workbook_with(
            &sheet(rows, ""),
            &[("xl/sharedStrings.xml", xml.as_bytes().to_vec())],
        )
    };
    assert_eq!(
        refusal(open(&strings(
            "<sst uniqueCount=\"4000000000\"><si><t>a</t></si></sst>"
        ))),
        Code::TooLarge
    );
    let many = format!("<sst>{}</sst>", "<si/>".repeat(1001));
    let limits = Limits {
        shared_strings: 1000,
        ..Limits::default()
    };
    assert_eq!(
        refusal(open_with(&strings(&many), "台账.xlsx", &limits)),
        Code::TooLarge
    );
    let huge = format!("<sst><si><t>{}</t></si></sst>", "长".repeat(2 << 20));
    assert_eq!(refusal(open(&strings(&huge))), Code::TooLarge);
    assert_eq!(
        refusal(open(&strings("<sst><si><t>a</t></si></sst>"))),
        Code::Damaged,
        "index 9 of 1"
    );
}

#[test]
fn one_long_string_shown_in_every_cell() {
    let rows = format!("<row>{}</row>", r#"<c t="s"><v>0</v></c>"#.repeat(2000));
    let text = format!("<sst><si><t>{}</t></si></sst>", "a".repeat(100_000));
    let bytes = workbook_with(
        &sheet(&rows, ""),
        &[("xl/sharedStrings.xml", text.into_bytes())],
    );
    let limits = Limits {
        text_bytes: 1 << 20,
        ..Limits::default()
    };
    assert_eq!(
        refusal(open_with(&bytes, "台账.xlsx", &limits)),
        Code::TooLarge
    );
}

#[test]
fn xml_bombs() {
    let entities = r#"<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><worksheet><sheetData><row><c t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>"#;
    assert_eq!(refusal(open(&workbook_with(entities, &[]))), Code::Damaged);
    let deep = sheet(&"<a>".repeat(1_000_000), "");
    assert_eq!(refusal(open(&workbook_with(&deep, &[]))), Code::TooLarge);
    let unknown = sheet(r#"<row><c t="str"><v>&lol;</v></c></row>"#, "");
    assert_eq!(refusal(open(&workbook_with(&unknown, &[]))), Code::Damaged);
}

#[test]
fn styles_and_merges_that_multiply() {
    let xfs = format!(
        "<styleSheet><cellXfs>{}</cellXfs></styleSheet>",
        "<xf/>".repeat(200_000)
    );
    assert_eq!(
        refusal(open(&workbook_with(
            &sheet("", ""),
            &[("xl/styles.xml", xfs.into_bytes())]
        ))),
        Code::TooLarge
    );
    let name = "n".repeat(100_000);
    let fonts = format!(
        r#"<styleSheet><fonts><font><name val="{name}"/></font></fonts><cellXfs>{}</cellXfs></styleSheet>"#,
        r#"<xf fontId="0"/>"#.repeat(60_000)
    );
    assert_eq!(
        refusal(open(&workbook_with(
            &sheet("", ""),
            &[("xl/styles.xml", fonts.into_bytes())]
        ))),
        Code::TooLarge
    );
    let rows = r#"<row r="1"><c r="XFD1"><v>1</v></c></row>"#;
    let merges = r#"<mergeCell ref="A2:XFD2"/>"#.repeat(100);
    let wide = sheet(rows, &format!("<mergeCells>{merges}</mergeCells>"));
    assert_eq!(refusal(open(&workbook_with(&wide, &[]))), Code::TooLarge);
}

#[test]
fn numbers_written_oddly_are_read_or_refused() {
    for (text, kind) in [
        ("+1", "n"),
        ("1.", "n"),
        (".5", "n"),
        ("1E+2", "n"),
        ("12abc", ""),
    ] {
        let rows = format!(r#"<row r="1"><c r="A1" t="{kind}"><v>{text}</v></c></row>"#);
        let rows = rows.replace(r#" t="""#, "");
        assert!(
            open(&workbook_with(&sheet(&rows, ""), &[])).is_ok(),
            "{text}"
        );
    }
    for text in [
        "inf",
        "-infinity",
        "NaN",
        "1e400",
        "1e",
        "--1",
        "1_0",
        " 1 ",
        "0x10",
        ".",
    ] {
        let rows = format!(r#"<row r="1"><c r="A1" t="n"><v>{text}</v></c></row>"#);
        if let Err(error) = open(&workbook_with(&sheet(&rows, ""), &[])) {
            assert!(
                error.code == Code::Damaged && !error.text.en.contains("(structure)"),
                "{text}: {error}"
            );
        }
    }
}
