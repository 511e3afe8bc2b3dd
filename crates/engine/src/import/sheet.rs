//! Choosing the sheet that holds the ledger.

use super::header::{self, Header};
use huiyin_protocol::grid::Workbook;

/// The sheet to read and its header: the visible sheet of which the most columns
/// are understood, the leftmost of equals; hidden ones only where no visible one
/// is understood at all.
pub fn choose(workbook: &Workbook) -> (usize, Option<Header>) {
    let mut best: Option<(usize, Header)> = None;
    for hidden in [false, true] {
        for (at, sheet) in workbook
            .sheets
            .iter()
            .enumerate()
            .filter(|(_, sheet)| sheet.hidden == hidden)
        {
            let Some(found) = header::find(sheet) else {
                continue;
            };
            let has_rows = sheet.rows > found.last + 1;
            if has_rows
                && best
                    .as_ref()
                    .is_none_or(|(_, best)| found.known() > best.known())
            {
                best = Some((at, found));
            }
        }
        if best.is_some() {
            break;
        }
    }
    match best {
        Some((at, header)) => (at, Some(header)),
        None => {
            let visible = workbook
                .sheets
                .iter()
                .position(|sheet| !sheet.hidden && !sheet.cells.is_empty());
            (visible.unwrap_or(0), None)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::testing::{named, workbook};

    #[test]
    fn the_cover_sheet_and_hidden_copies_are_left_alone() {
        let ledger: &[&[&str]] = &[
            &["编号", "标题", "领衔代表"],
            &["2024-001", "关于甲的建议", "张三"],
        ];
        let mut old = named("旧表", ledger);
        old.hidden = true;
        let book = workbook(vec![
            old,
            named("说明", &[&["请勿改动表头"]]),
            named("台账", ledger),
        ]);
        assert_eq!(choose(&book).0, 2);
        let cover = workbook(vec![named("说明", &[&["请勿改动表头"]])]);
        assert_eq!(choose(&cover), (0, None));
        assert_eq!(choose(&workbook(Vec::new())), (0, None));
    }
}
