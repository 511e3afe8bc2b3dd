//! Helpers of the tests: packages made by hand, and reading with one line.

#![allow(dead_code, reason = "each test file uses some of them")]

use std::io::{Cursor, Read, Write};

use chrono::NaiveDate;
use huiyin_office::grid::{FileErrorCode, Sheet, Table, Value, Workbook, parse_address};
use huiyin_office::{Control, Limits, OfficeError, read, write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

pub fn open_with(bytes: &[u8], name: &str, limits: &Limits) -> Result<Workbook, OfficeError> {
    read(bytes, name, limits, &mut |_| Control::Continue)
}

pub fn open(bytes: &[u8]) -> Result<Workbook, OfficeError> {
    open_with(bytes, "台账.xlsx", &Limits::default())
}

/// The code of the refusal; the message must name the file in both languages.
pub fn refusal(result: Result<Workbook, OfficeError>) -> FileErrorCode {
    let error = match result {
        Ok(workbook) => panic!("was read: {} sheets", workbook.sheets.len()),
        Err(error) => error,
    };
    for text in [&error.text.zh, &error.text.en] {
        assert!(text.contains("台账") && text.len() < 1000, "{text}");
    }
    error.code
}

/// One of the real ledgers.
pub fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!(
        "{}/../../tests/fixtures/{name}",
        env!("CARGO_MANIFEST_DIR")
    ))
    .unwrap()
}

/// The value at an address such as `K12`.
pub fn at<'a>(sheet: &'a Sheet, place: &str) -> Option<&'a Value> {
    let (row, col) = parse_address(place).unwrap();
    sheet.get(row, col)
}

pub fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn written(tables: &[Table]) -> Vec<u8> {
    write(tables, date("2026-11-22")).unwrap()
}

/// One part of a zip, as text.
pub fn part(file: &[u8], name: &str) -> String {
    let found = unpack(file)
        .into_iter()
        .find(|(part, _)| part == name)
        .unwrap();
    String::from_utf8(found.1).unwrap()
}

/// The parts of a zip.
pub fn unpack(file: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(file)).unwrap();
    let mut parts = Vec::new();
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        parts.push((entry.name().unwrap().into_owned(), bytes));
    }
    parts
}

/// A zip of the given parts.
pub fn package<N: AsRef<str>, B: AsRef<[u8]>>(parts: impl IntoIterator<Item = (N, B)>) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in parts {
        zip.start_file(name.as_ref(), options).unwrap();
        zip.write_all(bytes.as_ref()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

pub const RELS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
pub const BOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="台账表" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
pub const BOOK_RELS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;

/// The smallest workbook around one sheet's XML, with further parts.
pub fn workbook_with(sheet: &str, more: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let parts = [
        ("_rels/.rels", RELS.as_bytes().to_vec()),
        ("xl/workbook.xml", BOOK.as_bytes().to_vec()),
        ("xl/_rels/workbook.xml.rels", BOOK_RELS.as_bytes().to_vec()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes().to_vec()),
    ];
    package(parts.iter().chain(more).map(|(name, bytes)| (*name, bytes)))
}

/// A sheet around the XML of its rows, and what follows them.
pub fn sheet(rows: &str, after: &str) -> String {
    format!(
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData>{after}</worksheet>"#
    )
}
