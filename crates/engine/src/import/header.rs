//! Finding the heading row or rows of a sheet, under title rows and through merged cells.

use super::columns;
use super::fold::{squeeze, text_of};
use huiyin_protocol::grid::{MergeIndex, Sheet, Value};
use huiyin_protocol::import::Field;

/// Rows from the top in which headings are looked for.
const LOOK: u32 = 40;
/// Most heading rows that are tried.
const DEEPEST: u32 = 3;
/// Columns that are read; a ledger has far fewer, a hostile sheet 16,384.
pub const MAX_COLUMNS: u32 = 256;

/// Heading rows and what their columns hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// First heading row, from 0.
    pub first: u32,
    /// Last heading row, from 0.
    pub last: u32,
    /// What each column holds.
    pub columns: Vec<Option<Field>>,
}

impl Header {
    /// How many columns are understood.
    pub fn known(&self) -> usize {
        self.columns.iter().flatten().count()
    }
}

/// The columns of a sheet that are read.
pub fn width(sheet: &Sheet) -> u32 {
    sheet.cols.min(MAX_COLUMNS)
}

/// The heading rows of a sheet: the rows of which the dictionary understands the
/// most columns, fewer rows and higher ones first. `None` where it understands
/// fewer than two columns anywhere near the top.
pub fn find(sheet: &Sheet) -> Option<Header> {
    let index = sheet.merge_index();
    let mut best: Option<Header> = None;
    for first in (0..sheet.rows.min(LOOK)).filter(|row| !cuts(&index, width(sheet), *row)) {
        for last in first..(first + DEEPEST).min(sheet.rows) {
            if last > first && !continues(sheet, &index, first, last) {
                break;
            }
            let header = at(sheet, first, last);
            let rank = |header: &Header| (header.known(), u32::MAX - (header.last - header.first));
            let better = best.as_ref().is_none_or(|best| rank(&header) > rank(best));
            if header.known() >= 2 && better {
                best = Some(header);
            }
        }
    }
    best
}

/// Whether headings that begin in `row` would begin in the middle of a merged cell.
fn cuts(index: &MergeIndex, width: u32, row: u32) -> bool {
    (0..width).any(|col| {
        index
            .area(row, col)
            .is_some_and(|area| area.first_row < row)
    })
}

/// The heading rows `first..=last` with their columns understood.
pub fn at(sheet: &Sheet, first: u32, last: u32) -> Header {
    Header {
        first,
        last,
        columns: columns::assign(&parts(sheet, first, last)),
    }
}

/// The headings of every column, from top to bottom, a merged one once.
pub fn parts(sheet: &Sheet, first: u32, last: u32) -> Vec<Vec<String>> {
    let index = sheet.merge_index();
    let last = last.min(first.saturating_add(DEEPEST * 2));
    let of_column = |col: u32| {
        let mut parts: Vec<String> = Vec::new();
        let mut seen = None;
        for row in first..=last {
            let area = index.area(row, col);
            if area.is_some() && area == seen {
                continue;
            }
            seen = area;
            let text = squeeze(&text_of(index.value(row, col)));
            if !text.is_empty() && parts.last() != Some(&text) {
                parts.push(text);
            }
        }
        parts
    };
    (0..width(sheet)).map(of_column).collect()
}

/// The headings as a person reads them: rows joined with `/`.
pub fn joined(parts: &[Vec<String>]) -> Vec<String> {
    parts.iter().map(|parts| parts.join("/")).collect()
}

/// Whether `last` continues the headings above it: short words without digits
/// under merged or empty cells, not a row of data.
fn continues(sheet: &Sheet, index: &MergeIndex, first: u32, last: u32) -> bool {
    let own = sheet.row(last);
    let words = own.iter().all(|cell| match &cell.value {
        Value::Text(text) => {
            let plain = squeeze(text);
            plain.chars().count() <= 16 && !plain.chars().any(|c| c.is_ascii_digit())
        }
        _ => false,
    });
    let grouped = |row: u32| {
        (0..width(sheet)).any(|col| {
            index.area(row, col).is_some_and(|area| {
                // A title over the whole width groups nothing.
                let wide = area.last_col - area.first_col;
                (wide > 0 && wide + 2 < sheet.cols)
                    || (area.first_row < last && area.last_row >= last)
            })
        })
    };
    let under_gaps = own
        .iter()
        .any(|cell| index.value(last - 1, cell.col).is_none());
    !own.is_empty() && words && ((first..last).any(grouped) || under_gaps)
}

/// A short stable mark of a set of headings, by which a mapping is remembered.
pub fn fingerprint(parts: &[Vec<String>]) -> String {
    // FNV-1a: the same on every machine, and no secret depends on it.
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in joined(parts).join("\u{1f}").bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::testing::{merge, sheet};

    #[test]
    fn one_row_below_title_rows() {
        let sheet = sheet(&[
            &["某区代表建议办理情况统计表", "", "", ""],
            &["填报单位:督查室", "", "", ""],
            &["编号", "案由", "领衔代表", "主办单位"],
            &["2024-001", "关于甲的建议", "张三", "区水务局"],
        ]);
        let header = find(&sheet).unwrap();
        assert_eq!((header.first, header.last), (2, 2));
        assert_eq!(header.known(), 4);
    }

    #[test]
    fn two_rows_with_merged_groups() {
        let mut sheet = sheet(&[
            &["编号", "案由", "代表情况", "", "满意度", "", ""],
            &["", "", "领衔", "附议", "满意", "基本满意", "不满意"],
            &["2024-001", "关于甲的建议", "张三", "李四", "√", "", ""],
        ]);
        merge(&mut sheet, &["A1:A2", "B1:B2", "C1:D1", "E1:G1"]);
        let header = find(&sheet).unwrap();
        assert_eq!((header.first, header.last), (0, 1));
        assert_eq!(
            joined(&parts(&sheet, 0, 1))[2..5],
            ["代表情况/领衔", "代表情况/附议", "满意度/满意"]
        );
        assert_eq!(header.columns[4], Some(Field::TickSatisfied));
    }

    #[test]
    fn a_row_of_data_is_no_heading() {
        let sheet = sheet(&[
            &["编号", "标题", "领衔代表", "代表评价"],
            &["某号", "关于甲的建议", "满意", "满意"],
        ]);
        assert_eq!(find(&sheet).map(|h| (h.first, h.last)), Some((0, 0)));
        assert_eq!(
            find(&super::super::testing::sheet(&[&["说明", "请勿改动"]])),
            None
        );
    }

    #[test]
    fn the_fingerprint_is_of_the_headings_alone() {
        let one = sheet(&[&["编号", "标题"], &["1", "a"]]);
        let two = sheet(&[&["编号 ", "标题"], &["2", "b"]]);
        assert_eq!(
            fingerprint(&parts(&one, 0, 0)),
            fingerprint(&parts(&two, 0, 0))
        );
        assert_ne!(
            fingerprint(&parts(&one, 0, 0)),
            fingerprint(&parts(&one, 1, 1))
        );
    }
}
