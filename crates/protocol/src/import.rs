//! The import wizard's steps, as the engine sees them.

use chrono::NaiveDate;
use huiyin_rules::ids::ImportId;
use serde::{Deserialize, Serialize};

/// What a column of the sheet holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[allow(missing_docs, reason = "each is the field of the same name")]
pub enum Field {
    /// 序号: a running number that means nothing outside the sheet.
    Serial,
    Number,
    Title,
    Text,
    Kind,
    Category,
    Lead,
    CoSigners,
    Delegation,
    Leader,
    LeadUnit,
    AssistingUnits,
    Key,
    Assigned,
    Consulted,
    Replied,
    Class,
    /// One column that says the rating in words.
    Rating,
    /// A tick here means satisfied.
    TickSatisfied,
    /// A tick here means basically satisfied.
    TickBasically,
    /// A tick here means dissatisfied.
    TickDissatisfied,
    /// 备注: 重点督办 written here marks key supervision, the rest is reported.
    Remark,
    /// 提出主体, 来源: who raised a supervision matter that no deputy leads.
    Origin,
}

impl Field {
    /// Every field, in the order a person maps them.
    pub const ALL: [Field; 23] = [
        Field::Number,
        Field::Title,
        Field::Text,
        Field::Kind,
        Field::Category,
        Field::Lead,
        Field::CoSigners,
        Field::Delegation,
        Field::Leader,
        Field::LeadUnit,
        Field::AssistingUnits,
        Field::Key,
        Field::Assigned,
        Field::Consulted,
        Field::Replied,
        Field::Class,
        Field::Rating,
        Field::TickSatisfied,
        Field::TickBasically,
        Field::TickDissatisfied,
        Field::Remark,
        Field::Origin,
        Field::Serial,
    ];
}

/// How to read the workbook. The engine proposes one, the person changes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportPlan {
    /// Index of the sheet.
    pub sheet: u32,
    /// First heading row, 0-based.
    pub header_first: u32,
    /// Last heading row, 0-based.
    pub header_last: u32,
    /// What each column holds; index is the 0-based column, `None` is not read.
    pub columns: Vec<Option<Field>>,
    /// The year of dates and numbers that state none; `None` reports them instead.
    pub year: Option<i32>,
}

/// What the engine proposes for a workbook.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ImportProposal {
    /// File name.
    pub file: String,
    /// The sheets: name, rows, columns, hidden.
    pub sheets: Vec<SheetView>,
    /// The proposed plan.
    pub plan: ImportPlan,
    /// Why that sheet, header and year, in words; nothing is guessed silently.
    pub reasons: Vec<String>,
    /// The headings of the plan's columns as they will be read (merged and two-row headings joined with `/`).
    pub headings: Vec<String>,
    /// The rows from the sheet's top to a few below the header, as texts, for the person to look at.
    pub preview: Vec<PreviewRow>,
    /// Whether the mapping is remembered from an earlier import with the same headings.
    pub remembered: bool,
}

/// One sheet of the workbook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetView {
    /// Name.
    pub name: String,
    /// Rows.
    pub rows: u32,
    /// Columns.
    pub cols: u32,
    /// Hidden in Excel.
    pub hidden: bool,
}

/// One row of the preview.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviewRow {
    /// 0-based row.
    pub row: u32,
    /// Cells as texts.
    pub cells: Vec<String>,
}

/// How serious a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// Told so that nothing is assumed silently (a year was taken from the sheet's name).
    Notice,
    /// Imported, but somebody should look.
    Warning,
    /// The row cannot be imported.
    Error,
}

/// One problem of one cell or row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Sheet row, 1-based.
    pub row: u32,
    /// The cell, such as `K12`; the row's first cell where the whole row is meant.
    pub cell: String,
    /// How serious.
    pub severity: Severity,
    /// A stable code, such as `date_unreadable`.
    pub code: String,
    /// What is wrong, in the asked language, with what stands in the cell.
    pub message: String,
    /// What to do.
    pub suggestion: String,
}

/// One row as it would be imported.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CheckedRow {
    /// Sheet row, 1-based.
    pub row: u32,
    /// Number, made uniform.
    pub number: String,
    /// Title.
    pub title: String,
    /// Lead deputy.
    pub lead: String,
    /// Units that owe a reply.
    pub units: String,
    /// Assigned, consulted, replied.
    pub dates: [Option<NaiveDate>; 3],
    /// Class and rating in words; may be empty.
    pub outcome: String,
    /// The worst severity among its problems.
    pub worst: Option<Severity>,
    /// What it is a duplicate of: an earlier row or a suggestion already in the workspace.
    pub duplicate: Option<Duplicate>,
}

/// What a row repeats.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duplicate {
    /// In words: which row or which suggestion, and what they share.
    pub text: String,
    /// The same number: it cannot be imported. Otherwise only the title is alike.
    pub certain: bool,
}

/// The whole sheet checked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ImportCheck {
    /// Rows that can be imported.
    pub ready: u32,
    /// Rows with errors.
    pub failed: u32,
    /// Rows passed over because they are blank, totals or notes, with the reason in words.
    pub passed_over: Vec<(u32, String)>,
    /// The rows.
    pub rows: Vec<CheckedRow>,
    /// The problems, in the order of rows.
    pub problems: Vec<Problem>,
    /// Headings under the plan that was checked.
    pub headings: Vec<String>,
    /// Fields that must be mapped and are not, in words; while any stands, nothing can be imported.
    pub missing: Vec<String>,
}

/// An import written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportDone {
    /// Its identity, for undoing it.
    pub import: ImportId,
    /// Suggestions written.
    pub imported: u32,
    /// Rows left out.
    pub skipped: u32,
    /// The position after it.
    pub head: u64,
}

/// An import of the past.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportRecord {
    /// Its identity.
    pub import: ImportId,
    /// File and sheet.
    pub file: String,
    /// Sheet.
    pub sheet: String,
    /// The day, RFC 3339.
    pub at: String,
    /// Who.
    pub by: String,
    /// Suggestions it brought.
    pub imported: u32,
    /// Of these still in force.
    pub standing: u32,
    /// Undone already.
    pub undone: bool,
}
