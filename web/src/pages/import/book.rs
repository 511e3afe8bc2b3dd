//! The workbook in hand: its bytes as the Excel worker gave them, and what of
//! each sheet is shown. The bytes are kept rather than the cells, because a
//! large ledger takes several times as much room once it is unpacked.

use crate::i18n::day;
use huiyin_protocol::decode;
use huiyin_protocol::grid::{FileError, Sheet, Value, Workbook};

/// Rows of a sheet shown, from its top.
const ROWS: u32 = 50;
/// Columns of a sheet shown; the engine reads no more either.
const COLS: u32 = 256;

/// A workbook in hand.
#[derive(PartialEq)]
pub struct Book {
    /// Name of the file.
    pub file: String,
    /// Its sheets.
    pub sheets: Vec<Glance>,
    bytes: Vec<u8>,
}

/// What is shown of a sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Glance {
    /// Name on the tab.
    pub name: String,
    /// Hidden by its author.
    pub hidden: bool,
    /// Rows.
    pub rows: u32,
    /// Columns.
    pub cols: u32,
    /// The first rows as texts, a merged area's text in each of its cells.
    pub top: Vec<Vec<String>>,
}

/// Why there is no workbook.
pub enum Unread {
    /// The file is to blame.
    File(FileError),
    /// The answer could not be understood: page and module of different versions.
    Garbled,
}

impl Book {
    /// Reads the Excel worker's answer; the workbook goes on to the engine.
    pub fn take(bytes: Vec<u8>) -> Result<(Book, Workbook), Unread> {
        let workbook = workbook(&bytes)?;
        let book = Book {
            file: workbook.file.clone(),
            sheets: workbook.sheets.iter().map(glance).collect(),
            bytes,
        };
        Ok((book, workbook))
    }

    /// The workbook with only one of its sheets, for the engine to look at that one.
    pub fn only(&self, sheet: usize) -> Option<Workbook> {
        let mut all = workbook(&self.bytes).ok()?;
        if sheet >= all.sheets.len() {
            return None;
        }
        let one = all.sheets.swap_remove(sheet);
        Some(Workbook {
            sheets: vec![one],
            ..all
        })
    }
}

fn workbook(bytes: &[u8]) -> Result<Workbook, Unread> {
    match decode::<Result<Workbook, FileError>>(bytes) {
        Ok(read) => read.map_err(Unread::File),
        Err(_) => Err(Unread::Garbled),
    }
}

fn glance(sheet: &Sheet) -> Glance {
    let index = sheet.merge_index();
    let cols = sheet.cols.min(COLS);
    let text = |row, col| index.value(row, col).map_or_else(String::new, text);
    let row = |row| (0..cols).map(|col| text(row, col)).collect();
    Glance {
        name: sheet.name.clone(),
        hidden: sheet.hidden,
        rows: sheet.rows,
        cols: sheet.cols,
        top: (0..sheet.rows.min(ROWS)).map(row).collect(),
    }
}

/// A value as it is shown; only for looking at, never for reading.
fn text(value: &Value) -> String {
    match value {
        Value::Text(text) | Value::Error(text) => text.trim().to_owned(),
        Value::Number(number) => number_text(*number),
        Value::Date(date) => day::iso(*date),
        Value::DateTime(at) => day::iso(at.date()),
        Value::Bool(true) => "TRUE".to_owned(),
        Value::Bool(false) => "FALSE".to_owned(),
    }
}

/// Whole numbers by hand, others as the browser writes them: Rust's own way of
/// writing fractions would weigh more than this page.
fn number_text(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e15 {
        (number as i64).to_string()
    } else {
        js_sys::Number::from(number)
            .to_string_with_radix(10)
            .map(String::from)
            .unwrap_or_default()
    }
}

impl Glance {
    /// The headings of the columns in these rows, both 0-based: the rows' texts joined with `/`, a merged one once.
    pub fn headings(&self, first: u32, last: u32) -> Vec<String> {
        let rows = self
            .top
            .iter()
            .skip(first as usize)
            .take((last - first.min(last)) as usize + 1);
        let rows: Vec<&Vec<String>> = rows.collect();
        let of_column = |col: usize| {
            let mut parts: Vec<&str> = Vec::new();
            for text in rows.iter().filter_map(|row| row.get(col)) {
                if !text.is_empty() && parts.last() != Some(&text.as_str()) {
                    parts.push(text);
                }
            }
            parts.join("/").replace(['\r', '\n'], "")
        };
        (0..self.cols.min(COLS) as usize).map(of_column).collect()
    }

    /// A few values of a column below the headings, each once.
    pub fn samples(&self, col: usize, header_last: u32) -> Vec<&str> {
        let mut found: Vec<&str> = Vec::new();
        let below = self.top.iter().skip(header_last as usize + 1);
        for text in below.filter_map(|row| row.get(col)) {
            if !text.is_empty() && !found.contains(&text.as_str()) {
                found.push(text);
                if found.len() == 3 {
                    break;
                }
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use huiyin_protocol::encode;
    use huiyin_protocol::grid::{Area, Cell};

    fn sheet() -> Sheet {
        let texts = [
            (0, 0, "台账"),
            (1, 0, "编号"),
            (1, 1, "办理\n单位"),
            (2, 1, "主办"),
            (2, 2, "协办"),
            (3, 0, "1"),
            (4, 0, "1"),
            (5, 0, "2"),
        ];
        let cell = |(row, col, text): &(u32, u32, &str)| Cell {
            row: *row,
            col: *col,
            value: Value::Text((*text).into()),
        };
        let area = |first_row, first_col, last_row, last_col| Area {
            first_row,
            first_col,
            last_row,
            last_col,
        };
        Sheet {
            name: "一".into(),
            hidden: false,
            rows: 6,
            cols: 3,
            cells: texts.iter().map(cell).collect(),
            merges: vec![area(0, 0, 0, 2), area(1, 0, 2, 0), area(1, 1, 1, 2)],
        }
    }

    #[test]
    fn headings_join_rows_and_count_merged_ones_once() {
        let glance = glance(&sheet());
        assert_eq!(
            glance.headings(1, 2),
            ["编号", "办理单位/主办", "办理单位/协办"]
        );
        assert_eq!(glance.headings(2, 1), ["编号", "主办", "协办"]);
        assert_eq!(glance.samples(0, 2), ["1", "2"]);
        assert!(glance.samples(9, 2).is_empty());
    }

    #[test]
    fn one_sheet_can_be_taken_alone_and_a_file_error_is_kept() {
        let second = Sheet {
            name: "二".into(),
            ..sheet()
        };
        let whole = Workbook {
            file: "a.xlsx".into(),
            sheets: vec![sheet(), second],
        };
        let (book, _) = Book::take(encode(&Ok::<_, FileError>(whole))).ok().unwrap();
        let one = book.only(1).unwrap();
        assert_eq!(
            (
                one.file.as_str(),
                one.sheets.len(),
                one.sheets[0].name.as_str()
            ),
            ("a.xlsx", 1, "二")
        );
        assert!(book.only(2).is_none());
        assert!(matches!(Book::take(vec![9, 9, 9]), Err(Unread::Garbled)));
    }
}
