//! Tables become a workbook: headings that stay in view and are repeated in print,
//! real dates, texts that stay texts, and what has to be mended in red with a comment.

mod format;
mod text;

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use huiyin_protocol::grid::{Column, MAX_COLS, MAX_ROWS, Table, TableCell, Value};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Note, Workbook, Worksheet, XlsxError};

use crate::error::{self, OfficeError};
use format::{Formats, Look};

/// Writes one sheet for each table; no table at all gives one empty sheet.
///
/// `created` is the date the file's properties carry: the same tables on the same
/// day give the same bytes.
pub fn write(tables: &[Table], created: NaiveDate) -> Result<Vec<u8>, OfficeError> {
    let mut workbook = Workbook::new();
    let mut names = Vec::new();
    let formats = Formats::new();
    let first = tables.first().map_or("", |table| table.sheet.as_str());
    let failed = |sheet: &str| {
        let sheet = sheet.to_owned();
        move |failure: XlsxError| error::cannot_write(&sheet, &failure.to_string())
    };
    let properties = DocProperties::new()
        .set_creation_datetime(&date(created).ok_or_else(|| error::cannot_write(first, "date"))?);
    workbook.set_properties(&properties);
    if tables.is_empty() {
        workbook.add_worksheet();
    }
    for table in tables {
        let name = text::sheet_name(&table.sheet, &names);
        let sheet = workbook.add_worksheet();
        sheet.set_name(&name).map_err(failed(&table.sheet))?;
        fill(sheet, table, &formats)?;
        names.push(name);
    }
    workbook.save_to_buffer().map_err(failed(first))
}

fn fill(sheet: &mut Worksheet, table: &Table, formats: &Formats) -> Result<(), OfficeError> {
    let too_big = || error::cannot_write(&table.sheet, "rows × columns");
    let heading = u32::from(table.title.is_some());
    let columns = u16::try_from(table.columns.len()).map_err(|_| too_big())?;
    let rows = u32::try_from(table.rows.len()).map_err(|_| too_big())?;
    if u32::from(columns) > MAX_COLS || rows >= MAX_ROWS - heading {
        return Err(too_big());
    }
    let failed = |failure: XlsxError| error::cannot_write(&table.sheet, &failure.to_string());
    layout(sheet, table, heading, columns, rows, formats).map_err(failed)?;
    for (row, cells) in (heading + 1..).zip(&table.rows) {
        for (col, (column, cell)) in (0..).zip(table.columns.iter().zip(cells)) {
            put(sheet, row, col, column, cell, formats).map_err(failed)?;
        }
    }
    Ok(())
}

/// Everything but the rows: title, headings, widths, what stays in view, and print.
fn layout(
    sheet: &mut Worksheet,
    table: &Table,
    heading: u32,
    columns: u16,
    rows: u32,
    formats: &Formats,
) -> Result<(), XlsxError> {
    if let Some(title) = &table.title {
        if columns > 1 {
            sheet.merge_range(0, 0, 0, columns - 1, title, &formats.title)?;
        } else {
            sheet.write_string_with_format(0, 0, title, &formats.title)?;
        }
        sheet.set_row_height(0, 28)?;
    }
    for (col, column) in (0..).zip(&table.columns) {
        sheet.write_string_with_format(heading, col, &column.title, &formats.heading)?;
        if column.width > 0 {
            // Excel's widest column has 255 characters.
            sheet.set_column_width(col, f64::from(column.width.min(255)))?;
        }
    }
    sheet.set_freeze_panes(heading + 1, 0)?;
    if columns > 0 {
        sheet.autofilter(heading, 0, heading + rows, columns - 1)?;
    }
    if table.print_titles {
        sheet.set_repeat_rows(0, heading)?;
    }
    if table.landscape {
        sheet.set_landscape();
    }
    const A4: u8 = 9;
    sheet.set_paper_size(A4);
    // As wide as the page, as many pages long as it takes.
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_footer("&C第 &P 页 共 &N 页");
    Ok(())
}

fn put(
    sheet: &mut Worksheet,
    row: u32,
    col: u16,
    column: &Column,
    cell: &TableCell,
    formats: &Formats,
) -> Result<(), XlsxError> {
    let look = Look::of(column.kind);
    let mut note = cell.note.clone().filter(|note| !note.is_empty());
    match &cell.value {
        None => {
            sheet.write_blank(row, col, formats.get(look, cell.error, false))?;
        }
        Some(Value::Number(number)) if number.is_finite() => {
            sheet.write_number_with_format(
                row,
                col,
                *number,
                formats.get(look, cell.error, false),
            )?;
        }
        Some(Value::Bool(truth)) => {
            sheet.write_boolean_with_format(
                row,
                col,
                *truth,
                formats.get(look, cell.error, false),
            )?;
        }
        Some(Value::Date(day)) if date(*day).is_some() => {
            if let Some(day) = date(*day) {
                let format = formats.get(Look::Date, cell.error, false);
                sheet.write_datetime_with_format(row, col, &day, format)?;
            }
        }
        Some(Value::DateTime(at)) if date_time(*at).is_some() => {
            if let Some(at) = date_time(*at) {
                let format = formats.get(Look::DateTime, cell.error, false);
                sheet.write_datetime_with_format(row, col, &at, format)?;
            }
        }
        // Texts, Excel's errors, and the numbers and days Excel has no cell for.
        Some(other) => {
            let whole = other.to_string();
            let (shown, cut) = text::fit(&whole);
            let format = formats.get(Look::Text, cell.error, text::looks_like_formula(&shown));
            sheet.write_string_with_format(row, col, shown, format)?;
            if cut && note.is_none() {
                note = Some(text::CUT_NOTE.to_owned());
            }
        }
    }
    if let Some(note) = note {
        let (shown, _) = text::fit(&note);
        let note = Note::new(shown)
            .add_author_prefix(false)
            .set_width(260)
            .set_height(110);
        sheet.insert_note(row, col, &note)?;
    }
    Ok(())
}

/// A day as Excel's; `None` outside 1900–9999.
fn date(day: NaiveDate) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year())
        .ok()
        .filter(|year| (1900..=9999).contains(year))?;
    let (month, of_month) = (
        u8::try_from(day.month()).ok()?,
        u8::try_from(day.day()).ok()?,
    );
    ExcelDateTime::from_ymd(year, month, of_month).ok()
}

fn date_time(at: NaiveDateTime) -> Option<ExcelDateTime> {
    let (hour, minute) = (
        u16::try_from(at.hour()).ok()?,
        u8::try_from(at.minute()).ok()?,
    );
    date(at.date())?
        .and_hms(hour, minute, f64::from(at.second()))
        .ok()
}
