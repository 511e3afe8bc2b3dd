//! Sheets of a workbook as plain data: what the Excel module hands to the
//! import, and what an export hands back to it.
//!
//! Everything here crosses a worker boundary as postcard bytes, so the types are
//! plain structs and externally tagged enums. Rows and columns count from 0;
//! [`address`] turns them into what a person sees in Excel.

use std::fmt;

use chrono::{NaiveDate, NaiveDateTime};
use huiyin_rules::Text;
use serde::{Deserialize, Serialize};

/// A workbook as it was read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Workbook {
    /// Name of the file, for messages.
    pub file: String,
    /// The worksheets in the order of their tabs; chart sheets are left out.
    pub sheets: Vec<Sheet>,
}

/// One worksheet, kept sparse: a value in XFD1048576 costs one cell.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    /// Name on the tab.
    pub name: String,
    /// Hidden by its author, in either of Excel's two ways.
    pub hidden: bool,
    /// One past the last row that holds a value.
    pub rows: u32,
    /// One past the last column that holds a value.
    pub cols: u32,
    /// The cells that hold a value, ordered by row, then column, each once.
    pub cells: Vec<Cell>,
    /// The merged areas, ordered by first row, then first column.
    pub merges: Vec<Area>,
}

impl Sheet {
    /// The value in a cell; `None` where nothing is written.
    pub fn get(&self, row: u32, col: u32) -> Option<&Value> {
        let found = self
            .cells
            .binary_search_by_key(&(row, col), |cell| (cell.row, cell.col));
        found
            .ok()
            .and_then(|at| self.cells.get(at))
            .map(|cell| &cell.value)
    }

    /// The value a person sees at a cell: its own, or that of the merged area it lies in.
    /// Looks through all merges; use [`Sheet::merge_index`] to go over a whole sheet.
    pub fn merged_value(&self, row: u32, col: u32) -> Option<&Value> {
        let area = self.merges.iter().find(|area| area.contains(row, col));
        area.map_or_else(
            || self.get(row, col),
            |area| self.get(area.first_row, area.first_col),
        )
    }

    /// The cells of one row, ordered by column.
    pub fn row(&self, row: u32) -> &[Cell] {
        let from = self.cells.partition_point(|cell| cell.row < row);
        let to = self.cells.partition_point(|cell| cell.row <= row);
        self.cells.get(from..to).unwrap_or(&[])
    }

    /// Prepares fast look-ups of merged areas.
    pub fn merge_index(&self) -> MergeIndex<'_> {
        let mut columns = vec![Vec::new(); self.cols as usize];
        for area in &self.merges {
            let last = area.last_col.min(self.cols.saturating_sub(1));
            for column in (area.first_col..=last).filter_map(|col| usize::try_from(col).ok()) {
                if let Some(list) = columns.get_mut(column) {
                    list.push(*area);
                }
            }
        }
        MergeIndex {
            sheet: self,
            columns,
        }
    }
}

/// Merged areas by column, each column's ordered by first row.
#[derive(Clone, Debug)]
pub struct MergeIndex<'a> {
    sheet: &'a Sheet,
    columns: Vec<Vec<Area>>,
}

impl<'a> MergeIndex<'a> {
    /// The merged area a cell lies in.
    pub fn area(&self, row: u32, col: u32) -> Option<Area> {
        let column = self.columns.get(col as usize)?;
        let after = column.partition_point(|area| area.first_row <= row);
        column
            .get(after.checked_sub(1)?)
            .copied()
            .filter(|area| area.contains(row, col))
    }

    /// The value a person sees at a cell: its own, or that of the merged area it lies in.
    pub fn value(&self, row: u32, col: u32) -> Option<&'a Value> {
        let (row, col) = self
            .area(row, col)
            .map_or((row, col), |area| (area.first_row, area.first_col));
        self.sheet.get(row, col)
    }
}

/// One cell that holds a value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// Row, from 0.
    pub row: u32,
    /// Column, from 0.
    pub col: u32,
    /// What it holds; never an empty text.
    pub value: Value,
}

/// What a cell holds. Formulas give the value Excel last stored for them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Value {
    /// Text, as written, spaces included.
    Text(String),
    /// A number that does not carry a date format; a date typed as a bare serial is one too.
    Number(f64),
    /// A day, recognised by the cell's number format.
    Date(#[serde(with = "huiyin_rules::date")] NaiveDate),
    /// A day with a time of day.
    DateTime(#[serde(with = "huiyin_rules::date::time")] NaiveDateTime),
    /// A truth value.
    Bool(bool),
    /// An Excel error such as `#REF!`.
    Error(String),
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Text(text) | Value::Error(text) => f.write_str(text),
            Value::Number(number) => write_number(f, *number),
            Value::Date(date) => write!(f, "{date}"),
            Value::DateTime(at) => write!(f, "{} {}", at.date(), at.time()),
            Value::Bool(true) => f.write_str("TRUE"),
            Value::Bool(false) => f.write_str("FALSE"),
        }
    }
}

/// The shortest decimal that is exactly this number for what people type; of others the
/// fifteen digits that Excel shows. The standard library's formatting of any number
/// whatever is three hundredths of the browser's module.
fn write_number(f: &mut fmt::Formatter<'_>, number: f64) -> fmt::Result {
    /// From here on not every whole number has a float of its own (2⁵³).
    const WHOLE: f64 = 9_007_199_254_740_992.0;
    if number.is_nan() {
        return f.write_str("NaN");
    }
    if number.is_sign_negative() {
        f.write_str("-")?;
    }
    let number = number.abs();
    if number.is_infinite() {
        return f.write_str("inf");
    }
    let mut scale = 1_u64;
    for places in 0..=15 {
        let scaled = number * scale as f64;
        if scaled >= WHOLE {
            break;
        }
        let digits = scaled.round();
        // Both are whole and exact, so their quotient is the float nearest to the decimal.
        if digits / scale as f64 == number {
            return write_decimal(f, digits as u64, scale, places);
        }
        scale *= 10;
    }
    // Fifteen digits, and where they stand.
    let mut exponent = 0_i32;
    let mut digits = number;
    while digits >= 1e15 {
        digits /= 10.0;
        exponent += 1;
    }
    while digits < 1e14 {
        digits *= 10.0;
        exponent -= 1;
    }
    let mut digits = digits.round() as u64;
    while digits.is_multiple_of(10) {
        digits /= 10;
        exponent += 1;
    }
    match u32::try_from(-exponent) {
        Ok(places @ 0..=18) => write_decimal(f, digits, 10_u64.pow(places), places as usize),
        _ if (1..=20).contains(&exponent) => {
            write!(f, "{digits}")?;
            (0..exponent).try_for_each(|_| f.write_str("0"))
        }
        _ => write!(f, "{digits}E{exponent}"),
    }
}

fn write_decimal(
    f: &mut fmt::Formatter<'_>,
    digits: u64,
    scale: u64,
    places: usize,
) -> fmt::Result {
    let (whole, rest) = (digits / scale, digits % scale);
    if places == 0 {
        write!(f, "{whole}")
    } else {
        write!(f, "{whole}.{rest:0places$}")
    }
}

/// A rectangle of cells, both corners included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Area {
    /// Topmost row.
    pub first_row: u32,
    /// Leftmost column.
    pub first_col: u32,
    /// Bottom row.
    pub last_row: u32,
    /// Rightmost column.
    pub last_col: u32,
}

impl Area {
    /// Whether a cell lies in it.
    pub fn contains(&self, row: u32, col: u32) -> bool {
        (self.first_row..=self.last_row).contains(&row)
            && (self.first_col..=self.last_col).contains(&col)
    }
}

impl fmt::Display for Area {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let from = address(self.first_row, self.first_col);
        write!(f, "{from}:{}", address(self.last_row, self.last_col))
    }
}

/// Rows of a sheet that Excel knows.
pub const MAX_ROWS: u32 = 1_048_576;
/// Columns of a sheet that Excel knows.
pub const MAX_COLS: u32 = 16_384;

/// The letters of a column: 0 is `A`, 26 is `AA`.
pub fn column_letters(col: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(col) + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

/// The address of a cell as Excel shows it: `(11, 10)` is `K12`.
pub fn address(row: u32, col: u32) -> String {
    format!("{}{}", column_letters(col), u64::from(row) + 1)
}

/// The row and column of an address such as `K12` or `$K$12`; `None` when it is
/// not one or lies outside Excel's sheet.
pub fn parse_address(text: &str) -> Option<(u32, u32)> {
    let text = text.strip_prefix('$').unwrap_or(text);
    let digits = text.find(|c: char| !c.is_ascii_alphabetic())?;
    let (letters, number) = text.split_at_checked(digits)?;
    let number = number.strip_prefix('$').unwrap_or(number);
    let plain = number.bytes().all(|b| b.is_ascii_digit()) && number.len() <= 7;
    if letters.is_empty() || letters.len() > 3 || !plain {
        return None;
    }
    let col = letters.bytes().fold(0u32, |col, letter| {
        col * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1
    });
    let row: u32 = number.parse().ok()?;
    ((1..=MAX_ROWS).contains(&row) && col <= MAX_COLS).then(|| (row - 1, col - 1))
}

/// A sheet to be written: a heading row that stays in view, then the rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// Name for the tab; made acceptable to Excel when it is not.
    pub sheet: String,
    /// A title over the whole width, above the headings.
    pub title: Option<String>,
    /// The columns, left to right.
    pub columns: Vec<Column>,
    /// The rows; a row shorter than the columns leaves the rest empty.
    pub rows: Vec<Vec<TableCell>>,
    /// Repeat title and headings on every printed page.
    pub print_titles: bool,
    /// Print sideways.
    pub landscape: bool,
}

impl Default for Table {
    fn default() -> Self {
        Table {
            sheet: String::new(),
            title: None,
            columns: Vec::new(),
            rows: Vec::new(),
            print_titles: true,
            landscape: true,
        }
    }
}

/// A column to be written.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// The heading.
    pub title: String,
    /// Width in half-width characters (a Chinese character takes two); 0 leaves Excel's own.
    pub width: u16,
    /// How its numbers are shown.
    pub kind: ColumnKind,
}

/// How a column shows its numbers; texts and dates are shown as such in every kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ColumnKind {
    /// Text; numbers are shown plainly.
    #[default]
    Text,
    /// Whole numbers, aligned right.
    Integer,
    /// Numbers with two decimals.
    Decimal,
    /// Ratios (0.6105) shown as percentages with two decimals (61.05%).
    Percent,
    /// Days.
    Date,
}

/// A cell to be written.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TableCell {
    /// What it holds; `None` leaves it empty.
    pub value: Option<Value>,
    /// A comment on the cell.
    pub note: Option<String>,
    /// Mark it red: this is what has to be mended.
    pub error: bool,
}

impl From<Value> for TableCell {
    fn from(value: Value) -> Self {
        TableCell {
            value: Some(value),
            note: None,
            error: false,
        }
    }
}

impl From<&str> for TableCell {
    fn from(text: &str) -> Self {
        TableCell {
            value: (!text.is_empty()).then(|| Value::Text(text.to_owned())),
            ..Self::default()
        }
    }
}

/// Why a file could not be read or written, with a text that says what, where and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileError {
    /// The kind of failure.
    pub code: FileErrorCode,
    /// The explanation for a person.
    pub text: Text,
}

/// The kinds of failure of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum FileErrorCode {
    /// Nothing in the file.
    Empty,
    /// Neither a workbook nor a table of text.
    NotAWorkbook,
    /// A workbook in a format that has to be saved as .xlsx first (.xls, .et, .xlsb, .ods, a web page).
    OtherFormat,
    /// Protected by a password for opening.
    PasswordProtected,
    /// Cut off or corrupted.
    Damaged,
    /// More than the limits allow: bytes, parts, depth, texts, merged areas.
    TooLarge,
    /// More cells than the limits allow.
    TooManyCells,
    /// Stopped by the user.
    Cancelled,
    /// The rows could not be made into a workbook.
    CannotWrite,
}

impl FileErrorCode {
    /// The code as machine-readable output prints it.
    pub const fn as_str(self) -> &'static str {
        match self {
            FileErrorCode::Empty => "file-empty",
            FileErrorCode::NotAWorkbook => "file-not-a-workbook",
            FileErrorCode::OtherFormat => "file-other-format",
            FileErrorCode::PasswordProtected => "file-password-protected",
            FileErrorCode::Damaged => "file-damaged",
            FileErrorCode::TooLarge => "file-too-large",
            FileErrorCode::TooManyCells => "file-too-many-cells",
            FileErrorCode::Cancelled => "file-cancelled",
            FileErrorCode::CannotWrite => "file-cannot-write",
        }
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: {} / {}",
            self.code.as_str(),
            self.text.zh,
            self.text.en
        )
    }
}

impl std::error::Error for FileError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_they_were_typed() {
        let shown = |number: f64| Value::Number(number).to_string();
        for text in [
            "0",
            "-0",
            "1",
            "-1",
            "2024",
            "0.5",
            "61.05",
            "0.1",
            "1.1",
            "-12.345",
            "45352.6",
            "9007199254740991",
            "123456789.123456",
            "0.000001",
            "13800138000",
            "530111199001011000",
            "NaN",
            "inf",
            "-inf",
            "0.00012",
        ] {
            assert_eq!(shown(text.parse().unwrap()), text);
        }
        assert_eq!(shown(0.1 + 0.2), "0.3");
        assert_eq!(shown(1.0 / 3.0), "0.333333333333333");
        assert_eq!(shown(1e300), "1E300");
        assert_eq!(shown(5e-324).parse(), Ok(5e-324));
        let large = f64::MAX / 7.0;
        let read: f64 = shown(large).parse().unwrap();
        assert!((read / large - 1.0).abs() < 1e-12);
    }

    /// Every decimal of up to fifteen digits is shown as the standard library shows it.
    #[test]
    fn short_decimals_are_exact() {
        let mut seed = 7_u64;
        for round in 0..20_000 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let digits = seed % 10_u64.pow(1 + round % 15);
            let number = digits as f64 / 10_f64.powi((round / 15 % 12) as i32);
            assert_eq!(Value::Number(number).to_string(), number.to_string());
        }
    }

    #[test]
    fn addresses_and_their_inverse() {
        for (row, col, text) in [
            (0, 0, "A1"),
            (11, 10, "K12"),
            (0, 25, "Z1"),
            (4, 26, "AA5"),
            (8, 701, "ZZ9"),
            (1_048_575, 16_383, "XFD1048576"),
        ] {
            assert_eq!(address(row, col), text);
            assert_eq!(parse_address(text), Some((row, col)));
        }
        assert_eq!(parse_address("$b$3"), Some((2, 1)));
        for wrong in [
            "",
            "A",
            "1",
            "A0",
            "XFE1",
            "A1048577",
            "A+1",
            "A1B",
            "AAAA1",
            "A99999999",
        ] {
            assert_eq!(parse_address(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn merged_cells_show_the_value_of_their_corner() {
        let text = |s: &str| Value::Text(s.into());
        let area = |first_row, first_col, last_row, last_col| Area {
            first_row,
            first_col,
            last_row,
            last_col,
        };
        let sheet = Sheet {
            name: "s".into(),
            hidden: false,
            rows: 5,
            cols: 3,
            cells: vec![
                Cell {
                    row: 0,
                    col: 0,
                    value: text("title"),
                },
                Cell {
                    row: 2,
                    col: 1,
                    value: text("unit"),
                },
                Cell {
                    row: 3,
                    col: 0,
                    value: text("x"),
                },
                Cell {
                    row: 4,
                    col: 2,
                    value: Value::Number(1.0),
                },
            ],
            merges: vec![area(0, 0, 0, 900), area(2, 1, 4, 1)],
        };
        let index = sheet.merge_index();
        for row in 0..6 {
            for col in 0..4 {
                if col < sheet.cols {
                    assert_eq!(
                        index.value(row, col),
                        sheet.merged_value(row, col),
                        "{row} {col}"
                    );
                }
            }
        }
        assert_eq!(index.value(4, 1), Some(&text("unit")));
        assert_eq!(index.value(1, 1), None);
        assert_eq!(sheet.row(3).len(), 1);
        let bytes = postcard::to_stdvec(&sheet).unwrap();
        assert_eq!(postcard::from_bytes::<Sheet>(&bytes).unwrap(), sheet);
    }
}
