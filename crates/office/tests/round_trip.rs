//! What is written reads back as it was, and opens in Excel as it is meant.

#[cfg(test)]
mod common;

use chrono::{NaiveTime, TimeDelta};
use common::{date, open, part, written};
use huiyin_office::grid::{Column, ColumnKind, Table, TableCell, Value};

fn column(title: &str, width: u16, kind: ColumnKind) -> Column {
    Column {
        title: title.into(),
        width,
        kind,
    }
}

fn table() -> Table {
    let bad = TableCell {
        value: Some(Value::Text("2月30日".into())),
        note: Some("没有这一天。请改为实际日期。".into()),
        error: true,
    };
    Table {
        sheet: "错误行".into(),
        title: Some("未导入的行".into()),
        columns: vec![
            column("标题", 40, ColumnKind::Text),
            column("日期", 12, ColumnKind::Date),
            column("件数", 8, ColumnKind::Integer),
            column("率", 8, ColumnKind::Percent),
        ],
        rows: vec![
            vec![
                Value::Text("关于修路的建议".into()).into(),
                Value::Date(date("2024-03-08")).into(),
                Value::Number(95.0).into(),
                Value::Number(0.6105).into(),
            ],
            vec![TableCell::from(""), bad],
            vec![
                Value::Bool(true).into(),
                Value::DateTime(
                    date("2024-03-08").and_time(NaiveTime::MIN) + TimeDelta::minutes(630),
                )
                .into(),
            ],
            vec![
                Value::Date(date("1850-01-02")).into(),
                Value::Error("#REF!".into()).into(),
            ],
        ],
        ..Table::default()
    }
}

#[test]
fn values_read_back() {
    let workbook = open(&written(&[
        table(),
        Table {
            sheet: "错误行".into(),
            ..Table::default()
        },
    ]))
    .unwrap();
    let names: Vec<_> = workbook
        .sheets
        .iter()
        .map(|sheet| sheet.name.as_str())
        .collect();
    assert_eq!(names, ["错误行", "错误行 (2)"]);
    let sheet = &workbook.sheets[0];
    assert_eq!((sheet.rows, sheet.cols), (6, 4));
    assert_eq!(sheet.merges[0].to_string(), "A1:D1");
    let table = table();
    for (row, cells) in (2..).zip(&table.rows) {
        for (col, cell) in (0..).zip(cells) {
            let read = sheet.get(row, col).map(ToString::to_string);
            assert_eq!(
                read,
                cell.value.as_ref().map(ToString::to_string),
                "{row} {col}"
            );
        }
    }
    assert_eq!(
        sheet.get(2, 1),
        Some(&Value::Date("2024-03-08".parse().unwrap()))
    );
    assert!(matches!(sheet.get(4, 1), Some(Value::DateTime(_))));
}

#[test]
fn headings_stay_in_view_and_errors_are_red_with_a_comment() {
    let file = written(&[table()]);
    let sheet = part(&file, "xl/worksheets/sheet1.xml");
    assert!(
        sheet.contains(r#"ySplit="2""#) && sheet.contains(r#"state="frozen""#),
        "{sheet}"
    );
    assert!(sheet.contains("<autoFilter") && sheet.contains(r#"orientation="landscape""#));
    let book = part(&file, "xl/workbook.xml");
    assert!(
        book.contains("_xlnm.Print_Titles") && book.contains("$1:$2"),
        "{book}"
    );
    assert!(part(&file, "xl/comments1.xml").contains("没有这一天"));
    let styles = part(&file, "xl/styles.xml");
    assert!(styles.contains("FFC7CE"), "{styles}");
    assert!(part(&file, "docProps/core.xml").contains("2026-11-22T00:00:00Z"));
    assert_eq!(
        file,
        written(&[table()]),
        "the same tables on the same day give the same bytes"
    );
}

#[test]
fn texts_that_look_like_formulas_stay_texts() {
    let texts = [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "=cmd|' /C calc'!A0",
        "\u{ff1d}1",
        "\u{ff0b}1",
        "\u{ff0d}1",
        "\u{ff20}x",
        "http://a.example/",
        "\u{1}",
        "a\r\nb",
        " x ",
        "_x000D_",
    ];
    let table = Table {
        sheet: "x".into(),
        title: Some("=1".into()),
        columns: vec![column(
            "=HYPERLINK(\"http://a.example\")",
            10,
            ColumnKind::Text,
        )],
        rows: texts
            .iter()
            .map(|text| vec![TableCell::from(*text)])
            .collect(),
        ..Table::default()
    };
    let file = written(&[table]);
    let sheet = part(&file, "xl/worksheets/sheet1.xml");
    assert!(
        !sheet.contains("<f>") && !sheet.contains("<hyperlink"),
        "{sheet}"
    );
    let styles = part(&file, "xl/styles.xml");
    assert!(styles.contains(r#"quotePrefix="1""#), "{styles}");
    let workbook = open(&file).unwrap();
    for (row, text) in (2..).zip(texts) {
        assert_eq!(
            workbook.sheets[0].get(row, 0),
            Some(&Value::Text(text.into())),
            "{text:?}"
        );
    }
}

#[test]
fn texts_longer_than_a_cell_are_cut_with_a_comment() {
    let long = "长".repeat(40_000);
    let table = Table {
        sheet: "x".into(),
        columns: vec![column("a", 10, ColumnKind::Text)],
        rows: vec![vec![TableCell::from(long.as_str())]],
        ..Table::default()
    };
    let file = written(&[table]);
    let cell = open(&file).unwrap().sheets[0]
        .get(1, 0)
        .unwrap()
        .to_string();
    assert!(cell.chars().count() == 32_767 && cell.ends_with("(已截断)"));
    assert!(part(&file, "xl/comments1.xml").contains("32767"));
}

#[test]
fn nothing_to_write_is_still_a_workbook() {
    assert_eq!(open(&written(&[])).unwrap().sheets.len(), 1);
    assert!(open(&written(&[Table::default()])).is_ok());
}
