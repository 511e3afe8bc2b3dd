//! The failures of a file, each with what happened, where, and what to do.

use huiyin_protocol::grid::{FileError, FileErrorCode as Code};
use huiyin_rules::Text;

/// Why a file could not be read or written.
pub type OfficeError = FileError;

fn error(code: Code, zh: String, en: String) -> OfficeError {
    FileError {
        code,
        text: Text::new(zh, en),
    }
}

pub(crate) fn empty(file: &str) -> OfficeError {
    error(
        Code::Empty,
        format!("“{file}”是空文件。请确认文件已完整保存或下载，再重新选择。"),
        format!(
            "`{file}` is empty; make sure it was saved or downloaded completely, then choose it again"
        ),
    )
}

pub(crate) fn not_a_workbook(file: &str) -> OfficeError {
    error(
        Code::NotAWorkbook,
        format!("“{file}”不是 Excel 工作簿。请选择 .xlsx 文件（也可选择 .csv 文件）。"),
        format!(
            "`{file}` is not an Excel workbook; choose an .xlsx file (a .csv file will do as well)"
        ),
    )
}

/// `what_zh` and `what_en` name the format found.
pub(crate) fn other_format(file: &str, what_zh: &str, what_en: &str) -> OfficeError {
    error(
        Code::OtherFormat,
        format!(
            "“{file}”是{what_zh}。请用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”，再选择新文件。"
        ),
        format!(
            "`{file}` is {what_en}; open it in Excel or WPS, save it as “Excel Workbook (.xlsx)” and choose the new file"
        ),
    )
}

pub(crate) fn password_protected(file: &str) -> OfficeError {
    error(
        Code::PasswordProtected,
        format!(
            "“{file}”设有打开密码，无法读取。请在 Excel 或 WPS 中打开，取消密码后另存为 .xlsx，再重新选择。"
        ),
        format!(
            "`{file}` is password-protected; open it in Excel or WPS, remove the password, save it as .xlsx and choose it again"
        ),
    )
}

/// `place` names the part of the file, or is empty.
pub(crate) fn damaged(file: &str, place: &str, detail: &str) -> OfficeError {
    let (zh, en) = places(place);
    error(
        Code::Damaged,
        format!(
            "“{file}”{zh}已损坏或不完整（{detail}）。请用 Excel 或 WPS 打开检查，另存为 .xlsx 后重新选择；打不开时请让对方重新发送。"
        ),
        format!(
            "`{file}`{en} is damaged or incomplete ({detail}); open it in Excel or WPS, save it as .xlsx again, or ask for a new copy"
        ),
    )
}

/// `what_*` says which measure was exceeded, with the bound.
pub(crate) fn too_large(file: &str, place: &str, what_zh: &str, what_en: &str) -> OfficeError {
    let (zh, en) = places(place);
    error(
        Code::TooLarge,
        format!(
            "“{file}”{zh}超出允许的大小：{what_zh}。为防止恶意文件已停止读取，数据未作任何改动。请只保留台账工作表，另存为新的 .xlsx 后重试。"
        ),
        format!(
            "`{file}`{en} is larger than allowed: {what_en}; reading stopped to guard against hostile files and nothing was changed; keep only the ledger's sheet, save it as a new .xlsx and try again"
        ),
    )
}

pub(crate) fn too_many_cells(file: &str, sheet: &str, limit: u64) -> OfficeError {
    error(
        Code::TooManyCells,
        format!(
            "“{file}”读到工作表“{sheet}”时，有内容的单元格已超过 {limit} 个，已停止读取。请删去无关工作表，或把台账分成几个文件导入。"
        ),
        format!(
            "`{file}` holds more than {limit} cells with a value, reached in sheet `{sheet}`; delete sheets that do not belong to the ledger, or import it in several files"
        ),
    )
}

pub(crate) fn cancelled(file: &str) -> OfficeError {
    error(
        Code::Cancelled,
        format!("已取消读取“{file}”，数据未作任何改动。"),
        format!("reading `{file}` was cancelled; nothing was changed"),
    )
}

/// `detail` is the writer's own message.
pub(crate) fn cannot_write(sheet: &str, detail: &str) -> OfficeError {
    error(
        Code::CannotWrite,
        format!("无法生成工作表“{sheet}”（{detail}）。请减少导出的行数或列数后重试。"),
        format!(
            "sheet `{sheet}` could not be written ({detail}); export fewer rows or columns and try again"
        ),
    )
}

fn places(place: &str) -> (String, String) {
    if place.is_empty() {
        (String::new(), String::new())
    } else {
        (format!("中的“{place}”"), format!(", at `{place}`,"))
    }
}
