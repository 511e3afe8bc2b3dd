//! Tables as text: comma, semicolon or tab separated, in UTF-8, UTF-16 with a mark, or GB18030.

use encoding_rs::{Encoding, GB18030};
use huiyin_protocol::grid::{Cell, Sheet, Value, Workbook};

use crate::error::{self, OfficeError};
use crate::limits::{Control, Limits, Listener, Progress, Stage};

/// Reads a table. Every cell is text: a CSV has no dates, and none are guessed.
pub(crate) fn read(
    bytes: &[u8],
    file: &str,
    limits: &Limits,
    progress: &mut Listener<'_>,
) -> Result<Workbook, OfficeError> {
    let text = decode(bytes).ok_or_else(|| error::damaged(file, "", "encoding"))?;
    let name = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let mut sheet = Sheet {
        name: name.to_owned(),
        ..Sheet::default()
    };
    let mut fields = Fields {
        rest: &text,
        separator: separator(&text),
        row: 0,
        col: 0,
    };
    while let Some((row, col, value)) = fields.next_field() {
        if value.is_empty() {
            continue;
        }
        if sheet.cells.len() as u64 >= limits.cells {
            return Err(error::too_many_cells(file, name, limits.cells));
        }
        if sheet.cells.len().is_multiple_of(4096) {
            let done = (text.len() - fields.rest.len()) as u64;
            let at = Progress {
                stage: Stage::Read,
                done,
                total: text.len() as u64,
            };
            if progress(at) == Control::Cancel {
                return Err(error::cancelled(file));
            }
        }
        sheet.rows = row + 1;
        sheet.cols = sheet.cols.max(col + 1);
        sheet.cells.push(Cell {
            row,
            col,
            value: Value::Text(value),
        });
    }
    Ok(Workbook {
        file: file.to_owned(),
        sheets: vec![sheet],
    })
}

fn decode(bytes: &[u8]) -> Option<String> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let text =
            encoding.decode_without_bom_handling_and_without_replacement(bytes.get(mark..)?)?;
        return Some(text.into_owned());
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text.to_owned()),
        Err(_) => {
            let text = GB18030.decode_without_bom_handling_and_without_replacement(bytes)?;
            Some(text.into_owned())
        }
    }
}

/// The most frequent of the three separators in the first line, the comma when none occurs.
fn separator(text: &str) -> char {
    let line = text.lines().next().unwrap_or("");
    let count = |mark: char| line.matches(mark).count();
    let best = ['\t', ';', ','].into_iter().max_by_key(|mark| count(*mark));
    best.filter(|mark| count(*mark) > 0).unwrap_or(',')
}

/// The fields of a text (RFC 4180, with quoted line breaks).
struct Fields<'a> {
    rest: &'a str,
    separator: char,
    row: u32,
    col: u32,
}

impl Fields<'_> {
    /// The next field with its row and column.
    fn next_field(&mut self) -> Option<(u32, u32, String)> {
        if self.rest.is_empty() {
            return None;
        }
        let (row, col) = (self.row, self.col);
        let quoted = self.rest.strip_prefix('"').and_then(unquote);
        let (mut value, after) = quoted.unwrap_or((String::new(), self.rest));
        let end = after
            .find([self.separator, '\n', '\r'])
            .unwrap_or(after.len());
        let (plain, tail) = after.split_at_checked(end)?;
        value.push_str(plain);
        if let Some(next) = tail.strip_prefix(self.separator) {
            self.rest = next;
            self.col += 1;
        } else {
            self.rest = tail
                .strip_prefix("\r\n")
                .or_else(|| tail.strip_prefix(['\n', '\r']))
                .unwrap_or("");
            self.row += 1;
            self.col = 0;
        }
        Some((row, col, value))
    }
}

/// The inside of a quoted field and what follows the closing quote; `None` when it is
/// never closed, so that one stray quote does not swallow the rest of the file.
fn unquote(text: &str) -> Option<(String, &str)> {
    let mut value = String::new();
    let mut rest = text;
    loop {
        let (inside, after) = rest.split_once('"')?;
        value.push_str(inside);
        match after.strip_prefix('"') {
            Some(more) => {
                value.push('"');
                rest = more;
            }
            None => return Some((value, after)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(bytes: &[u8]) -> Vec<(u32, u32, String)> {
        let book = read(bytes, "a.csv", &Limits::default(), &mut |_| {
            Control::Continue
        })
        .unwrap();
        let cells = book.sheets.into_iter().flat_map(|sheet| sheet.cells);
        cells
            .map(|cell| (cell.row, cell.col, cell.value.to_string()))
            .collect()
    }

    #[test]
    fn separators_quotes_and_encodings() {
        let want: Vec<_> = [
            (0, 0, "编号"),
            (0, 2, "标题"),
            (1, 0, "1"),
            (1, 2, "甲,\"乙\"\n丙"),
        ]
        .map(|(row, col, text)| (row, col, text.to_owned()))
        .into();
        let text = "编号,,标题\r\n1,,\"甲,\"\"乙\"\"\n丙\"\r\n";
        assert_eq!(table(text.as_bytes()), want);
        assert_eq!(table(&GB18030.encode(text).0), want);
        assert_eq!(table(format!("\u{feff}{text}").as_bytes()), want);
        let tabs: Vec<u8> = format!("\u{feff}{}", text.replace(",,", "\t\t"))
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(table(&tabs), want);
    }

    #[test]
    fn a_stray_quote_stays_where_it_is() {
        let cells = table(b"a,b\n\"c,d\ne,f\n");
        assert_eq!(cells.len(), 6);
        assert_eq!(cells[2].2, "\"c");
    }

    #[test]
    fn too_many_cells_are_refused() {
        let result = read(b"1,2,3", "a.csv", &Limits::with_cells(2), &mut |_| {
            Control::Continue
        });
        assert_eq!(result.unwrap_err().code.as_str(), "file-too-many-cells");
    }
}
