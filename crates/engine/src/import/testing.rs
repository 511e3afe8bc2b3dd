//! Small sheets for the tests of this folder.

use super::cells::Reader;
use huiyin_protocol::grid::{Area, Cell, Sheet, Value, Workbook, parse_address};
use huiyin_rules::Lang;

/// A reader that complains in Chinese and knows no year.
pub const READER: Reader = Reader {
    lang: Lang::Zh,
    year: None,
};

/// A cell that holds this text.
pub fn text(written: &str) -> Value {
    Value::Text(written.into())
}

/// A sheet of texts; empty texts are empty cells.
pub fn sheet(rows: &[&[&str]]) -> Sheet {
    named("台账", rows)
}

/// A sheet of texts with a name.
pub fn named(name: &str, rows: &[&[&str]]) -> Sheet {
    let mut sheet = Sheet {
        name: name.to_owned(),
        ..Sheet::default()
    };
    for (row, texts) in (0u32..).zip(rows) {
        for (col, text) in (0u32..).zip(*texts) {
            sheet.cols = sheet.cols.max(col + 1);
            if !text.is_empty() {
                sheet.cells.push(Cell {
                    row,
                    col,
                    value: Value::Text((*text).to_owned()),
                });
            }
        }
        sheet.rows = row + 1;
    }
    sheet
}

/// Merges areas such as `A1:B2`.
pub fn merge(sheet: &mut Sheet, areas: &[&str]) {
    for area in areas {
        let (from, to) = area.split_once(':').unwrap();
        let ((first_row, first_col), (last_row, last_col)) =
            (parse_address(from).unwrap(), parse_address(to).unwrap());
        sheet.merges.push(Area {
            first_row,
            first_col,
            last_row,
            last_col,
        });
    }
    sheet.merges.sort();
}

/// A workbook of sheets.
pub fn workbook(sheets: Vec<Sheet>) -> Workbook {
    Workbook {
        file: "台账.xlsx".to_owned(),
        sheets,
    }
}
