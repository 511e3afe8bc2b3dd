//! Which rows below the headings are suggestions, and why the others are passed over.

use super::fold::{shorten, squeeze, text_of};
use huiyin_protocol::grid::{Cell, MergeIndex, Sheet, Value};
use huiyin_protocol::import::Field;
use huiyin_rules::Lang;

/// Words that open a row of sums.
const TOTALS: &[&str] = &[
    "合计",
    "总计",
    "小计",
    "共计",
    "累计",
    "总数",
    "本页小计",
    "本页合计",
];
/// Words that open a note under the table.
const NOTES: &[&str] = &[
    "注:",
    "注1",
    "注.",
    "备注:",
    "说明:",
    "填表",
    "制表",
    "审核",
    "填报",
    "联系人",
    "单位负责人",
    "负责人:",
];

/// Where the sheet's headings are and what its columns hold.
#[derive(Clone, Copy, Debug)]
pub struct Layout<'a> {
    /// Last heading row, from 0.
    pub header_last: u32,
    /// What each column holds.
    pub columns: &'a [Option<Field>],
    /// The lowest heading of each column, squeezed.
    pub lowest: &'a [String],
}

/// Why a row is passed over; `None` for a row to be read.
pub fn passed_over(
    sheet: &Sheet,
    index: &MergeIndex,
    row: u32,
    layout: &Layout,
    lang: Lang,
) -> Option<String> {
    let own: Vec<(&Cell, String)> = sheet
        .row(row)
        .iter()
        .map(|cell| (cell, squeeze(&text_of(Some(&cell.value)))))
        .filter(|(_, text)| !text.is_empty())
        .collect();
    let say = |zh: &str, en: &str| {
        Some(if lang == Lang::Zh {
            zh.to_owned()
        } else {
            en.to_owned()
        })
    };
    let Some((first, opening)) = own.first() else {
        return say("空行", "blank row");
    };
    let shown = shorten(&text_of(Some(&first.value)));
    if TOTALS.iter().any(|word| opening.starts_with(word)) {
        return say(
            &format!("合计行：{shown}"),
            &format!("row of sums: {shown}"),
        );
    }
    if repeats_headings(&own, layout) {
        return say("重复的表头", "headings repeated");
    }
    if row == layout.header_last + 1 && counts_columns(&own) {
        return say("列号", "numbers of the columns");
    }
    let named = [Field::Number, Field::Title].into_iter().any(|field| {
        let col = layout.columns.iter().position(|held| *held == Some(field));
        let col = col.and_then(|col| u32::try_from(col).ok());
        col.is_some_and(|col| {
            own.iter().any(|(cell, _)| cell.col == col) && !lies_across(index, row, col)
        })
    });
    if !named && NOTES.iter().any(|word| opening.starts_with(word)) {
        return say(&format!("附注：{shown}"), &format!("note: {shown}"));
    }
    if own.len() == 1 && (!named || lies_across(index, row, first.col)) {
        return say(
            &format!("只有一个单元格有内容：{shown}"),
            &format!("only one cell holds anything: {shown}"),
        );
    }
    None
}

/// Whether a cell is merged across columns, as group titles and notes are.
fn lies_across(index: &MergeIndex, row: u32, col: u32) -> bool {
    index
        .area(row, col)
        .is_some_and(|area| area.last_col > area.first_col)
}

fn repeats_headings(own: &[(&Cell, String)], layout: &Layout) -> bool {
    let same = own.iter().filter(|(cell, text)| {
        let heading = usize::try_from(cell.col)
            .ok()
            .and_then(|col| layout.lowest.get(col));
        heading == Some(text)
    });
    let same = same.count();
    same >= 3 && same * 2 > own.len()
}

/// `1 2 3 4 …` under the headings.
fn counts_columns(own: &[(&Cell, String)]) -> bool {
    let counted = own
        .iter()
        .zip(1u32..)
        .all(|((cell, text), n)| match &cell.value {
            Value::Number(number) => *number == f64::from(n),
            _ => text.trim_matches(['(', ')']) == n.to_string(),
        });
    own.len() >= 3 && counted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::header;
    use crate::import::testing::{merge, sheet};

    #[test]
    fn only_suggestions_are_read() {
        let mut sheet = sheet(&[
            &["序号", "编号", "标题", "领衔代表"],
            &["(1)", "(2)", "(3)", "(4)"],
            &["一、城乡建设", "", "", ""],
            &["1", "2024-001", "关于甲的建议", "张三"],
            &["", "", "", ""],
            &["序号", "编号", "标题", "领衔代表"],
            &["2", "", "关于乙的建议", ""],
            &["", "2024-003", "", ""],
            &["合计", "", "2", ""],
            &["注:以上由各单位填报", "", "", ""],
            &["填表人:李四", "", "", "审核人:王五"],
        ]);
        merge(&mut sheet, &["A3:D3"]);
        let header = header::find(&sheet).unwrap();
        let lowest: Vec<String> = header::parts(&sheet, header.first, header.last)
            .iter()
            .map(|p| p.last().cloned().unwrap_or_default())
            .collect();
        let layout = Layout {
            header_last: header.last,
            columns: &header.columns,
            lowest: &lowest,
        };
        let index = sheet.merge_index();
        let read: Vec<u32> = (1..sheet.rows)
            .filter(|row| passed_over(&sheet, &index, *row, &layout, Lang::Zh).is_none())
            .collect();
        assert_eq!(read, [3, 6, 7]);
        assert_eq!(
            passed_over(&sheet, &index, 8, &layout, Lang::Zh).as_deref(),
            Some("合计行：合计")
        );
    }
}
