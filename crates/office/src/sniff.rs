//! What a file is, from its first bytes: names lie, and offices rename.

use memchr::memmem;

use crate::error::{self, OfficeError};

/// The kinds of file that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A zip package, presumably a workbook.
    Package,
    /// A table as text.
    Csv,
}

/// Tells the kind, or explains why the file cannot be read.
pub(crate) fn sniff(bytes: &[u8], file: &str) -> Result<Kind, OfficeError> {
    const ZIP: &[u8] = b"PK\x03\x04";
    const OLE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    if bytes.is_empty() {
        return Err(error::empty(file));
    }
    if bytes.starts_with(ZIP) {
        return Ok(Kind::Package);
    }
    if bytes.starts_with(OLE) {
        // A password turns an .xlsx into an OLE container with this stream (MS-OFFCRYPTO 2.3.4).
        return Err(
            if memmem::find(bytes, &utf16("EncryptedPackage")).is_some() {
                error::password_protected(file)
            } else {
                error::other_format(
                    file,
                    "旧版 Excel 或 WPS 表格(.xls、.et)",
                    "an old Excel or WPS workbook (.xls, .et)",
                )
            },
        );
    }
    let head: String = bytes
        .iter()
        .take(1024)
        .filter(|byte| byte.is_ascii() && **byte != 0)
        .map(|byte| char::from(byte.to_ascii_lowercase()))
        .collect();
    let markup = head.trim_start();
    // Many government systems “export to Excel” by naming a web page .xls.
    if markup.starts_with('<') {
        let page = [
            "<html",
            "<!doctype",
            "<table",
            "<meta",
            "<head",
            "<body",
            "<style",
        ];
        return Err(
            if page.iter().any(|tag| markup.starts_with(tag)) || markup.contains("<html") {
                error::other_format(
                    file,
                    "以表格名称保存的网页",
                    "a web page named as a workbook",
                )
            } else if markup.contains("urn:schemas-microsoft-com:office:spreadsheet") {
                error::other_format(file, "2003 版 XML 表格", "an XML spreadsheet of 2003")
            } else {
                error::not_a_workbook(file)
            },
        );
    }
    let name = file.to_ascii_lowercase();
    if [".csv", ".tsv", ".txt"]
        .iter()
        .any(|ending| name.ends_with(ending))
    {
        return Ok(Kind::Csv);
    }
    Err(error::not_a_workbook(file))
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}
