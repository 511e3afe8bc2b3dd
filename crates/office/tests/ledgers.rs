//! The two real ledgers, cell by cell where it matters.

#[cfg(test)]
mod common;

use common::{at, fixture, open};
use huiyin_office::grid::{Sheet, Value, Workbook};
use huiyin_office::{Control, Limits, Progress, Stage, read};

fn shown(sheet: &Sheet, place: &str) -> String {
    at(sheet, place)
        .map(ToString::to_string)
        .unwrap_or_default()
}

fn names(workbook: &Workbook) -> Vec<&str> {
    workbook
        .sheets
        .iter()
        .map(|sheet| sheet.name.as_str())
        .collect()
}

#[test]
fn the_clean_ledger() {
    let workbook = open(&fixture("ledger-95.xlsx")).unwrap();
    assert_eq!(names(&workbook), ["建议台账"]);
    let sheet = &workbook.sheets[0];
    assert_eq!((sheet.rows, sheet.cols, sheet.hidden), (96, 15, false));
    assert!(sheet.merges.is_empty());
    assert_eq!(shown(sheet, "A1"), "建议编号");
    assert_eq!(shown(sheet, "O1"), "代表评价");
    assert_eq!(
        shown(sheet, "B2"),
        "关于开通马龙城区至马过河景区公交车的建议"
    );
    assert_eq!(
        at(sheet, "K2"),
        Some(&Value::Date("2024-03-08".parse().unwrap()))
    );
    assert_eq!(
        at(sheet, "M96"),
        Some(&Value::Date("2024-04-29".parse().unwrap()))
    );
    assert_eq!(at(sheet, "I2"), None);
    let dates = sheet
        .cells
        .iter()
        .filter(|cell| matches!(cell.value, Value::Date(_)))
        .count();
    assert_eq!(dates, 95 * 3);
}

#[test]
fn the_ledger_as_received() {
    let workbook = open(&fixture("ledger-95-as-received.xlsx")).unwrap();
    assert_eq!(names(&workbook), ["说明", "2024年建议办理情况"]);
    assert_eq!((workbook.sheets[0].rows, workbook.sheets[0].cols), (1, 1));
    let sheet = &workbook.sheets[1];
    assert_eq!((sheet.rows, sheet.cols), (104, 17));
    assert_eq!(sheet.merges.len(), 26);
    let areas: Vec<_> = sheet.merges.iter().map(ToString::to_string).collect();
    assert_eq!(areas.first().map(String::as_str), Some("A1:P1"));
    assert!(areas.contains(&"D3:F3".to_owned()) && areas.contains(&"G92:G102".to_owned()));

    // Five ways to write a date, kept apart: a date, text, a bare serial.
    assert_eq!(
        at(sheet, "J5"),
        Some(&Value::Date("2024-03-08".parse().unwrap()))
    );
    assert_eq!(shown(sheet, "K5"), "2024年4月7日");
    assert_eq!(at(sheet, "L5"), Some(&Value::Number(45404.0)));
    assert_eq!(shown(sheet, "J6"), "2024.3.8");
    assert_eq!(shown(sheet, "N5"), " √ ", "spaces are kept");

    // The unit of a merged group shows in each of its rows.
    let index = sheet.merge_index();
    let unit = at(sheet, "G6").unwrap();
    for row in 5..16 {
        assert_eq!(index.value(row, 6), Some(unit), "row {row}");
        assert_eq!(sheet.merged_value(row, 6), Some(unit), "row {row}");
    }
    assert_ne!(index.value(16, 6), Some(unit));
}

#[test]
fn progress_is_reported_and_reading_can_be_cancelled() {
    let bytes = fixture("ledger-95.xlsx");
    let mut seen = Vec::new();
    let done = read(&bytes, "a.xlsx", &Limits::default(), &mut |at: Progress| {
        seen.push(at.stage);
        assert!(at.done <= at.total);
        Control::Continue
    });
    assert!(done.is_ok() && seen.contains(&Stage::Read));
    let stopped = read(&bytes, "台账.xlsx", &Limits::default(), &mut |_| {
        Control::Cancel
    });
    assert_eq!(common::refusal(stopped).as_str(), "file-cancelled");
}
