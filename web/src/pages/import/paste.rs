//! A table copied in Excel or WPS, as the clipboard gives it: cells apart by
//! tabs, rows by line ends, cells with line ends inside in quotes.

use huiyin_protocol::grid::{Cell, Sheet, Value, Workbook};

/// Most characters taken from the clipboard; larger tables come as files.
const MOST: usize = 20_000_000;

/// A workbook of one sheet from pasted text; every value is a text, as it was
/// shown. `None` where it is no table or too large.
pub fn workbook(text: &str, file: &str, sheet: &str) -> Option<Workbook> {
    if text.len() > MOST || !text.contains(['\t', '\n']) {
        return None;
    }
    let mut cells = Vec::new();
    let (mut rows, mut cols) = (0, 0);
    for (row, col, value) in Cells::new(text) {
        if !value.trim().is_empty() {
            rows = rows.max(row + 1);
            cols = cols.max(col + 1);
            cells.push(Cell {
                row,
                col,
                value: Value::Text(value),
            });
        }
    }
    let sheet = Sheet {
        name: sheet.to_owned(),
        hidden: false,
        rows,
        cols,
        cells,
        merges: Vec::new(),
    };
    (rows > 0).then(|| Workbook {
        file: file.to_owned(),
        sheets: vec![sheet],
    })
}

/// The cells of a text, in order.
struct Cells<'a> {
    rest: Option<&'a str>,
    row: u32,
    col: u32,
}

impl<'a> Cells<'a> {
    fn new(text: &'a str) -> Self {
        Cells {
            rest: Some(text),
            row: 0,
            col: 0,
        }
    }
}

impl Iterator for Cells<'_> {
    type Item = (u32, u32, String);

    fn next(&mut self) -> Option<Self::Item> {
        let text = self.rest?;
        let (value, after) = match quoted(text) {
            Some((value, length)) => (value, text.get(length..).unwrap_or_default()),
            None => {
                let end = text.find(['\t', '\r', '\n']).unwrap_or(text.len());
                let (value, after) = text.split_at(end);
                (value.to_owned(), after)
            }
        };
        let at = (self.row, self.col, value);
        if let Some(rest) = after.strip_prefix('\t') {
            self.col += 1;
            self.rest = Some(rest);
        } else {
            self.row += 1;
            self.col = 0;
            let rest = after.strip_prefix('\r').unwrap_or(after);
            let rest = rest.strip_prefix('\n').unwrap_or(rest);
            self.rest = (!rest.is_empty()).then_some(rest);
        }
        Some(at)
    }
}

/// A cell in quotes, and how long it is. Excel puts quotes only around cells with
/// line ends inside, so quotes around anything else belong to the text.
fn quoted(text: &str) -> Option<(String, usize)> {
    let inside = text.strip_prefix('"')?;
    let mut from = 0;
    loop {
        let quote = from + inside.get(from..)?.find('"')?;
        let after = inside.get(quote + 1..)?;
        if after.starts_with('"') {
            from = quote + 2;
            continue;
        }
        let value = inside.get(..quote)?;
        let ends = after.is_empty() || after.starts_with(['\t', '\r', '\n']);
        let wrapped = value.contains('\n') && !value.contains('\t');
        return (ends && wrapped).then(|| (value.replace("\"\"", "\""), quote + 2));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str) -> Vec<(u32, u32, String)> {
        let workbook = workbook(text, "f", "s").unwrap();
        let cells = workbook.sheets.into_iter().flat_map(|sheet| sheet.cells);
        cells
            .map(|cell| (cell.row, cell.col, cell.value.to_string()))
            .collect()
    }

    #[test]
    fn cells_rows_and_wrapped_texts() {
        let text = "编号\t标题\r\n1\t\"第一行\n第\"\"二\"\"行\"\r\n\t关于“乙”\r\n";
        let own = |row, col, text: &str| (row, col, text.to_owned());
        assert_eq!(
            table(text),
            [
                own(0, 0, "编号"),
                own(0, 1, "标题"),
                own(1, 0, "1"),
                own(1, 1, "第一行\n第\"二\"行"),
                own(2, 1, "关于“乙”")
            ]
        );
    }

    #[test]
    fn quotes_that_belong_to_a_text_swallow_no_rows() {
        assert_eq!(table("\"甲\tb\n\"丙\"\td\"\n").len(), 4);
        assert_eq!(table("\"一府两院\"\t乙")[0].2, "\"一府两院\"");
        assert_eq!(table("\"未完\n乙\t丙").len(), 3);
    }

    #[test]
    fn a_single_word_is_no_table() {
        assert!(workbook("你好", "f", "s").is_none());
        assert!(workbook("\t\n \t", "f", "s").is_none());
        let sheet = workbook("a\nb", "f", "s").unwrap().sheets.remove(0);
        assert_eq!((sheet.rows, sheet.cols), (2, 1));
    }
}
