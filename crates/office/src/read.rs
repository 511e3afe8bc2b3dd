//! A file becomes a workbook of plain cells.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use huiyin_protocol::grid::{Area, Cell, MAX_COLS, MAX_ROWS, Sheet, Value, Workbook, address};

use crate::error::{self, OfficeError};
use crate::limits::{Control, Limits, Listener, Progress, Stage};
use crate::sniff::{Kind, sniff};
use crate::{cells, csv, inspect};

/// How often progress is reported, in cells.
const REPORT_EVERY: u64 = 8192;

/// Reads an .xlsx workbook, or a .csv table as a workbook of one sheet.
///
/// `file` is the file's name, for the messages and for telling a .csv. `progress`
/// hears of both stages and may cancel. On an error nothing of the file is kept.
pub fn read(
    bytes: &[u8],
    file: &str,
    limits: &Limits,
    progress: &mut dyn FnMut(Progress) -> Control,
) -> Result<Workbook, OfficeError> {
    if bytes.len() as u64 > limits.file_bytes {
        let mib = limits.file_bytes >> 20;
        let (zh, en) = (
            format!("文件超过 {mib} MB"),
            format!("the file has more than {mib} MB"),
        );
        return Err(error::too_large(file, "", &zh, &en));
    }
    match sniff(bytes, file)? {
        Kind::Csv => csv::read(bytes, file, limits, progress),
        // The check keeps from the libraries below what is known to break them. Where
        // panics unwind, one that is not known yet is still an error in the file, not ours.
        Kind::Package => catch_unwind(AssertUnwindSafe(|| package(bytes, file, limits, progress)))
            .unwrap_or_else(|_| Err(error::damaged(file, "", "structure"))),
    }
}

fn package(
    bytes: &[u8],
    file: &str,
    limits: &Limits,
    progress: &mut Listener<'_>,
) -> Result<Workbook, OfficeError> {
    let counts = inspect::inspect(bytes, file, limits, progress)?;
    let mut source =
        Xlsx::new(Cursor::new(bytes)).map_err(|failure| excel_error(file, "", &failure))?;
    let is_1904 = source.has_1904_epoch();
    let tabs: Vec<_> = source
        .sheets_metadata()
        .iter()
        .filter(|tab| tab.typ == SheetType::WorkSheet)
        .map(|tab| (tab.name.clone(), tab.visible != SheetVisible::Visible))
        .collect();
    if tabs.is_empty() {
        return Err(error::not_a_workbook(file));
    }
    let mut run = Run {
        file,
        limits,
        progress,
        total: counts.cells,
        seen: 0,
        kept: 0,
        text: 0,
    };
    let mut sheets = Vec::with_capacity(tabs.len());
    for (name, hidden) in tabs {
        let cells = run.cells(&mut source, &name, is_1904)?;
        let rows = cells.last().map_or(0, |cell| cell.row + 1);
        let cols = cells.iter().map(|cell| cell.col + 1).max().unwrap_or(0);
        let merges = run.merges(&mut source, &name, cols)?;
        sheets.push(Sheet {
            name,
            hidden,
            rows,
            cols,
            cells,
            merges,
        });
    }
    Ok(Workbook {
        file: file.to_owned(),
        sheets,
    })
}

type Source<'a> = Xlsx<Cursor<&'a [u8]>>;

/// The reading of one workbook: bounds and counts over all its sheets.
struct Run<'a, 'l> {
    file: &'a str,
    limits: &'a Limits,
    progress: &'a mut Listener<'l>,
    total: u64,
    seen: u64,
    kept: u64,
    text: u64,
}

impl Run<'_, '_> {
    fn cells(
        &mut self,
        source: &mut Source<'_>,
        sheet: &str,
        is_1904: bool,
    ) -> Result<Vec<Cell>, OfficeError> {
        let mut cells: Vec<Cell> = Vec::new();
        let mut reader = source
            .worksheet_cells_reader(sheet)
            .map_err(|failure| excel_error(self.file, sheet, &failure))?;
        loop {
            let next = reader.next_cell().map_err(|failure| {
                // The reader does not say where it stumbled; the cell before is the best hint.
                let place = cells.last().map_or_else(
                    || sheet.to_owned(),
                    |cell| format!("{sheet}!{}+", address(cell.row, cell.col)),
                );
                excel_error(self.file, &place, &failure)
            })?;
            let Some(cell) = next else { break };
            self.report()?;
            let (row, col) = cell.get_position();
            let Some(value) = cells::value(cell.get_value().clone(), is_1904) else {
                continue;
            };
            self.admit(sheet, row, col, &value)?;
            cells.push(Cell { row, col, value });
        }
        let place = |cell: &Cell| (cell.row, cell.col);
        if !cells.is_sorted_by(|a, b| place(a) < place(b)) {
            // Written out of order or twice; as in Excel, what stands last in the file counts.
            cells.reverse();
            cells.sort_by_key(place);
            cells.dedup_by_key(|cell| (cell.row, cell.col));
        }
        Ok(cells)
    }

    fn report(&mut self) -> Result<(), OfficeError> {
        if self.seen.is_multiple_of(REPORT_EVERY) {
            let at = Progress {
                stage: Stage::Read,
                done: self.seen,
                total: self.total,
            };
            if (self.progress)(at) == Control::Cancel {
                return Err(error::cancelled(self.file));
            }
        }
        self.seen += 1;
        Ok(())
    }

    fn admit(&mut self, sheet: &str, row: u32, col: u32, value: &Value) -> Result<(), OfficeError> {
        // Cells without an address are counted on by the reader, past the edge if need be.
        if row >= MAX_ROWS || col >= MAX_COLS {
            return Err(error::damaged(self.file, sheet, &address(row, col)));
        }
        self.kept += 1;
        if self.kept > self.limits.cells {
            return Err(error::too_many_cells(self.file, sheet, self.limits.cells));
        }
        self.text += cells::text_bytes(value);
        if self.text > self.limits.text_bytes {
            let mib = self.limits.text_bytes >> 20;
            let (zh, en) = (
                format!("文字超过 {mib} MB"),
                format!("more than {mib} MB of text"),
            );
            return Err(error::too_large(self.file, sheet, &zh, &en));
        }
        Ok(())
    }

    fn merges(
        &mut self,
        source: &mut Source<'_>,
        sheet: &str,
        cols: u32,
    ) -> Result<Vec<Area>, OfficeError> {
        let found = source
            .merge_cells_by_sheet_name(sheet)
            .map_err(|failure| excel_error(self.file, sheet, &failure))?;
        let mut merges: Vec<Area> = found
            .iter()
            .map(|area| Area {
                first_row: area.start.0,
                first_col: area.start.1,
                last_row: area.end.0,
                last_col: area.end.1,
            })
            .collect();
        let covered: u64 = merges
            .iter()
            .map(|area| 1 + u64::from(area.last_col.min(cols).saturating_sub(area.first_col)))
            .sum();
        if covered > self.limits.merged_columns {
            let (zh, en) = (
                "合并单元格过多".to_owned(),
                "too many merged areas".to_owned(),
            );
            return Err(error::too_large(self.file, sheet, &zh, &en));
        }
        merges.sort_unstable();
        Ok(merges)
    }
}

fn excel_error(file: &str, place: &str, failure: &XlsxError) -> OfficeError {
    match failure {
        XlsxError::Password => error::password_protected(file),
        other => error::damaged(file, place, &other.to_string()),
    }
}
