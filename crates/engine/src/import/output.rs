//! The rows that did not pass, as a table to be mended in Excel and imported again.

use super::check::title_of;
use super::fold::squeeze;
use crate::order;
use huiyin_protocol::grid::{Column, ColumnKind, Sheet, Table, TableCell, Value, address};
use huiyin_protocol::import::{Problem, Severity};
use huiyin_rules::Lang;
use std::collections::HashMap;

/// The failed rows with their own headings and values, the faulty cells marked,
/// and a last column that says what is wrong. Importing the mended file reads
/// that column as unknown and leaves it alone.
pub fn errors_table(
    sheet: &Sheet,
    headings: &[Vec<String>],
    problems: &[Problem],
    lang: Lang,
) -> Table {
    let index = sheet.merge_index();
    let errors: Vec<&Problem> = problems
        .iter()
        .filter(|problem| problem.severity == Severity::Error)
        .collect();
    let rows = order::unique(errors.iter().map(|problem| problem.row).collect());
    let mut by_cell: HashMap<&str, Vec<&Problem>> = HashMap::new();
    let mut by_row: HashMap<u32, Vec<&Problem>> = HashMap::new();
    for problem in &errors {
        by_cell.entry(&problem.cell).or_default().push(problem);
        by_row.entry(problem.row).or_default().push(problem);
    }
    let (row_title, wrong_title, name) = match lang {
        Lang::Zh => ("原表行号", "需要改正", "未导入的行"),
        Lang::En => ("Row in the file", "To be mended", "Rows not imported"),
    };
    let text_column = |title: &str, width: u16| Column {
        title: title.to_owned(),
        width,
        kind: ColumnKind::Text,
    };
    let mut columns = vec![Column {
        kind: ColumnKind::Integer,
        ..text_column(row_title, 10)
    }];
    columns.extend(headings.iter().map(|parts| {
        let title = title_of(parts);
        let wide = ["案由", "标题", "题目", "内容", "单位"]
            .iter()
            .any(|word| title.contains(word));
        text_column(&title, if wide { 36 } else { 14 })
    }));
    columns.push(text_column(wrong_title, 60));
    let table_rows = rows.into_iter().map(|row| {
        let mut cells = vec![TableCell::from(Value::Number(f64::from(row)))];
        for col in (0..headings.len()).filter_map(|col| u32::try_from(col).ok()) {
            let value = index.value(row - 1, col).cloned();
            let found = by_cell.get(address(row - 1, col).as_str());
            let note = found.map(|list| {
                list.iter()
                    .map(|p| sentence(p))
                    .collect::<Vec<_>>()
                    .join("\n")
            });
            cells.push(TableCell {
                value,
                error: note.is_some(),
                note,
            });
        }
        let all = by_row.get(&row).map(|list| {
            list.iter()
                .map(|p| format!("{}:{}", p.cell, sentence(p)))
                .collect::<Vec<_>>()
                .join("\n")
        });
        cells.push(TableCell::from(all.unwrap_or_default().as_str()));
        cells
    });
    Table {
        sheet: name.to_owned(),
        columns,
        rows: table_rows.collect(),
        ..Table::default()
    }
}

fn sentence(problem: &Problem) -> String {
    if squeeze(&problem.suggestion).is_empty() {
        return problem.message.clone();
    }
    format!("{}{}", problem.message, problem.suggestion)
}
