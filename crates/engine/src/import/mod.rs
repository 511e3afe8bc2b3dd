//! From a workbook to records: choose the sheet, find the headings, map the
//! columns, read every row, and report what cannot be read. Nothing is guessed
//! silently: every assumption (a year that a date does not state) is a notice
//! that names its cell.
//!
//! ```text
//! Workbook → propose → ImportPlan (changed by the person) → check → ImportCheck
//!                                                             └→ records → commit
//! ```

pub mod cells;
mod check;
pub mod columns;
mod duplicates;
pub mod fold;
mod header;
mod output;
mod row;
mod rows;
mod sheet;
#[cfg(test)]
mod testing;
mod year;

pub use check::{CheckEnv, Checking, label};
pub use duplicates::Known;

use header::Header;
use huiyin_protocol::grid::{Sheet, Table, Workbook};
use huiyin_protocol::import::{
    Field, ImportCheck, ImportPlan, ImportProposal, PreviewRow, Problem, SheetView,
};
use huiyin_rules::ids::ImportId;
use huiyin_rules::suggestion::{Action, LedgerRecord, permit};
use huiyin_rules::{Lang, Refusal, Text};

/// Rows shown below the headings in the preview.
const PREVIEW_BELOW: u32 = 5;
/// Rows shown in the preview in all.
const PREVIEW_ALL: u32 = 50;
/// Rows checked between two calls of the progress callback.
const STEP: u32 = 500;

/// Why a check did not come to its end. The session is as it was before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CheckStop {
    /// The person stopped it.
    Cancelled,
    /// The plan does not fit the workbook.
    BadPlan(Text),
    /// The acting party may not enter records.
    Refused(Box<Refusal>),
}

/// A workbook in hand, and what came of checking it.
#[derive(Debug)]
pub struct Session {
    workbook: Workbook,
    checked: Option<Checked>,
}

/// The outcome of the last check.
#[derive(Debug)]
struct Checked {
    plan: ImportPlan,
    headings: Vec<Vec<String>>,
    problems: Vec<Problem>,
    ready: Vec<(u32, LedgerRecord)>,
    blocked: bool,
}

impl Session {
    /// Takes a workbook in hand.
    pub fn new(workbook: Workbook) -> Self {
        Session {
            workbook,
            checked: None,
        }
    }

    /// The file's name.
    pub fn file(&self) -> &str {
        &self.workbook.file
    }

    /// The name of the sheet last checked.
    pub fn sheet_name(&self) -> Option<&str> {
        let checked = self.checked.as_ref()?;
        self.sheet(checked.plan.sheet)
            .map(|sheet| sheet.name.as_str())
    }

    /// The plan last checked.
    pub fn plan(&self) -> Option<&ImportPlan> {
        self.checked.as_ref().map(|checked| &checked.plan)
    }

    /// The mark of the headings last checked, under which their mapping is to be remembered.
    pub fn fingerprint(&self) -> Option<String> {
        self.checked
            .as_ref()
            .map(|checked| header::fingerprint(&checked.headings))
    }

    /// Proposes how to read the workbook. `remembered` gives the mapping that was
    /// used with the same headings before, by their [`Session::fingerprint`].
    pub fn propose(
        &self,
        lang: Lang,
        remembered: &dyn Fn(&str) -> Option<Vec<Option<Field>>>,
    ) -> ImportProposal {
        let (at, found) = sheet::choose(&self.workbook);
        self.proposal(at, found, lang, remembered)
    }

    /// Proposes how to read one named sheet, where the person chose it; `None` where there is no such sheet.
    pub fn propose_sheet(
        &self,
        name: &str,
        lang: Lang,
        remembered: &dyn Fn(&str) -> Option<Vec<Option<Field>>>,
    ) -> Option<ImportProposal> {
        let at = self
            .workbook
            .sheets
            .iter()
            .position(|sheet| sheet.name == name)?;
        let found = self.workbook.sheets.get(at).and_then(header::find);
        Some(self.proposal(at, found, lang, remembered))
    }

    fn proposal(
        &self,
        at: usize,
        found: Option<Header>,
        lang: Lang,
        remembered: &dyn Fn(&str) -> Option<Vec<Option<Field>>>,
    ) -> ImportProposal {
        let empty = Sheet::default();
        let sheet = self.workbook.sheets.get(at).unwrap_or(&empty);
        let mut reasons = vec![sheet_reason(
            sheet,
            self.workbook.sheets.len(),
            found.as_ref(),
            lang,
        )];
        let understood = found.is_some();
        let mut header = found.unwrap_or_else(|| header::at(sheet, 0, 0));
        let parts = header::parts(sheet, header.first, header.last);
        let kept = remembered(&header::fingerprint(&parts))
            .filter(|kept| kept.len() == header.columns.len());
        let is_remembered = kept.is_some();
        if let Some(kept) = kept {
            header.columns = kept;
            reasons.push(match lang {
                Lang::Zh => "列的含义沿用上次导入相同表头时的选择。".to_owned(),
                Lang::En => {
                    "The columns are mapped as when the same headings were imported before."
                        .to_owned()
                }
            });
        }
        let year = understood.then(|| year::propose(&self.workbook.file, sheet, &header, lang));
        let plan = ImportPlan {
            sheet: u32::try_from(at).unwrap_or(0),
            header_first: header.first,
            header_last: header.last,
            columns: header.columns,
            year: year.as_ref().and_then(|found| found.year),
        };
        reasons.extend(year.map(|found| found.reason));
        ImportProposal {
            file: self.workbook.file.clone(),
            sheets: self.workbook.sheets.iter().map(sheet_view).collect(),
            headings: header::joined(&parts),
            preview: preview(sheet, plan.header_last),
            plan,
            reasons,
            remembered: is_remembered,
        }
    }

    /// Begins a check under a plan; carry it on with [`Session::advance`] and end it with [`Session::finish`].
    ///
    /// # Errors
    /// The plan does not fit the workbook, or the acting party may not enter records.
    pub fn begin(&self, plan: ImportPlan, env: &CheckEnv) -> Result<Checking, CheckStop> {
        permit(None, Action::Enter, env.ctx)
            .map_err(|refusal| CheckStop::Refused(Box::new(refusal)))?;
        let Some(sheet) = self.sheet(plan.sheet) else {
            return Err(bad_plan(
                "没有选中的工作表。请重新选择。",
                "There is no such sheet; choose another.",
            ));
        };
        if plan.header_first > plan.header_last || plan.header_last >= sheet.rows {
            return Err(bad_plan(
                "表头行不在工作表的范围内。请重新选择表头行。",
                "The heading rows lie outside the sheet; choose them again.",
            ));
        }
        if plan.year.is_some_and(|year| !(1979..=2099).contains(&year)) {
            return Err(bad_plan(
                "年份须在 1979 年至 2099 年之间。",
                "The year must lie between 1979 and 2099.",
            ));
        }
        let placeholder = ImportId::try_from("unassigned");
        let placeholder = placeholder
            .map_err(|bad| CheckStop::BadPlan(Text::new(bad.to_string(), bad.to_string())))?;
        Ok(Checking::new(
            &self.workbook.file,
            sheet,
            plan,
            placeholder,
            env.lang,
        ))
    }

    /// Checks up to `count` more rows; says whether any are left. Returning to the
    /// event loop between two calls keeps a worker able to hear of a cancellation.
    pub fn advance(&self, checking: &mut Checking, env: &CheckEnv, count: u32) -> bool {
        match self.sheet(checking.plan.sheet) {
            Some(sheet) => checking.advance(sheet, env, count),
            None => false,
        }
    }

    /// Ends a check and keeps its outcome for [`Session::records`] and [`Session::errors_table`].
    pub fn finish(&mut self, checking: Checking) -> ImportCheck {
        let blocked = !checking.missing.is_empty();
        let ready = if blocked {
            0
        } else {
            count(checking.ready.len())
        };
        let failed = count(checking.rows.len()) - ready;
        let check = ImportCheck {
            ready,
            failed,
            passed_over: checking.passed_over,
            rows: checking.rows,
            problems: checking.problems.clone(),
            headings: header::joined(&checking.headings),
            missing: checking.missing,
        };
        self.checked = Some(Checked {
            plan: checking.plan,
            headings: checking.headings,
            problems: checking.problems,
            ready: checking.ready,
            blocked,
        });
        check
    }

    /// Checks every row at once. `progress` hears rows done and rows in all every
    /// few hundred rows and answers whether to go on.
    ///
    /// # Errors
    /// As [`Session::begin`], and [`CheckStop::Cancelled`] when `progress` answers no.
    pub fn check(
        &mut self,
        plan: ImportPlan,
        env: &CheckEnv,
        progress: &mut dyn FnMut(u64, u64) -> bool,
    ) -> Result<ImportCheck, CheckStop> {
        let mut checking = self.begin(plan, env)?;
        while self.advance(&mut checking, env, STEP) {
            let (done, total) = checking.progress();
            if !progress(done, total) {
                return Err(CheckStop::Cancelled);
            }
        }
        Ok(self.finish(checking))
    }

    /// The records of the last check's good rows, without those the person left
    /// out (1-based sheet rows), marked as brought by `import`. Empty before a
    /// check and while a needed column is missing.
    pub fn records(&self, skip: &[u32], import: &ImportId) -> Vec<LedgerRecord> {
        let Some(checked) = self.checked.as_ref().filter(|checked| !checked.blocked) else {
            return Vec::new();
        };
        let skip: std::collections::HashSet<u32> = skip.iter().copied().collect();
        let kept = checked.ready.iter().filter(|(row, _)| !skip.contains(row));
        kept.map(|(_, record)| {
            let mut record = record.clone();
            record.source.import = import.clone();
            record
        })
        .collect()
    }

    /// The rows of the last check that cannot be imported, ready to be mended in Excel.
    pub fn errors_table(&self, lang: Lang) -> Option<Table> {
        let checked = self.checked.as_ref()?;
        let sheet = self.sheet(checked.plan.sheet)?;
        Some(output::errors_table(
            sheet,
            &checked.headings,
            &checked.problems,
            lang,
        ))
    }

    fn sheet(&self, at: u32) -> Option<&Sheet> {
        self.workbook.sheets.get(usize::try_from(at).ok()?)
    }
}

fn count(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}

fn bad_plan(zh: &str, en: &str) -> CheckStop {
    CheckStop::BadPlan(Text::new(zh, en))
}

fn sheet_view(sheet: &Sheet) -> SheetView {
    SheetView {
        name: sheet.name.clone(),
        rows: sheet.rows,
        cols: sheet.cols,
        hidden: sheet.hidden,
    }
}

fn sheet_reason(sheet: &Sheet, sheets: usize, header: Option<&Header>, lang: Lang) -> String {
    let name = &sheet.name;
    match (header, lang) {
        (Some(header), Lang::Zh) => format!(
            "工作表“{name}”{}第 {} 行起的表头认出 {} 列。",
            if sheets > 1 {
                "认出的列最多，"
            } else {
                ""
            },
            header.first + 1,
            header.known()
        ),
        (Some(header), Lang::En) => format!(
            "Sheet “{name}”{}: {} columns are understood from the headings at row {}.",
            if sheets > 1 {
                ", best understood of all"
            } else {
                ""
            },
            header.known(),
            header.first + 1
        ),
        (None, Lang::Zh) => "没有认出表头。请选定工作表和表头行，再逐列选定含义。".to_owned(),
        (None, Lang::En) => {
            "No headings were understood; choose the sheet, its heading rows and its columns."
                .to_owned()
        }
    }
}

fn preview(sheet: &Sheet, header_last: u32) -> Vec<PreviewRow> {
    let index = sheet.merge_index();
    let end = header_last
        .saturating_add(1 + PREVIEW_BELOW)
        .min(sheet.rows)
        .min(PREVIEW_ALL);
    let text = |row, col| fold::tidy(&fold::text_of(index.value(row, col)));
    let cells = |row: u32| {
        (0..header::width(sheet))
            .map(|col| text(row, col))
            .collect()
    };
    (0..end)
        .map(|row| PreviewRow {
            row,
            cells: cells(row),
        })
        .collect()
}

#[cfg(test)]
mod tests;
