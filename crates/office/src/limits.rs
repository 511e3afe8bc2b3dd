//! How much of a file is read at most, and how reading reports where it is.

/// Bounds on an untrusted file. The defaults take an office's ledger of some ten
/// thousand suggestions; [`Limits::with_cells`] opens them for larger ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file itself.
    pub file_bytes: u64,
    /// Parts (zip entries) of a workbook.
    pub entries: usize,
    /// Bytes of one part after inflation.
    pub entry_bytes: u64,
    /// Bytes of all parts together after inflation.
    pub total_bytes: u64,
    /// Nesting of XML elements.
    pub xml_depth: u32,
    /// Bytes of one run of XML text or one tag; Excel holds 32 767 characters in a cell.
    pub xml_token_bytes: u64,
    /// Different strings of a workbook.
    pub shared_strings: u64,
    /// Cell formats of a workbook; Excel knows 65 490, listed twice in a file.
    pub cell_formats: u64,
    /// Cells with a value, in all sheets together.
    pub cells: u64,
    /// Bytes of text in all those cells together.
    pub text_bytes: u64,
    /// Columns covered by merged areas, summed over the areas of a sheet.
    pub merged_columns: u64,
}

impl Default for Limits {
    fn default() -> Self {
        const MIB: u64 = 1 << 20;
        Limits {
            file_bytes: 64 * MIB,
            entries: 10_000,
            entry_bytes: 192 * MIB,
            total_bytes: 384 * MIB,
            xml_depth: 200,
            xml_token_bytes: 4 * MIB,
            shared_strings: 2_000_000,
            cell_formats: 131_072,
            cells: 200_000,
            text_bytes: 256 * MIB,
            merged_columns: 1_000_000,
        }
    }
}

impl Limits {
    /// The default bounds with another number of cells.
    pub fn with_cells(cells: u64) -> Self {
        Limits {
            cells,
            ..Limits::default()
        }
    }
}

/// Where reading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The stage.
    pub stage: Stage,
    /// How much of `total` is done: bytes while checking, cells while reading.
    pub done: u64,
    /// The expected end; a file may lie about it, so `done` can pass it while checking.
    pub total: u64,
}

/// The stages of reading, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Inflating and counting, before anything is believed.
    Check,
    /// Reading the cells.
    Read,
}

/// The answer to a report of progress.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Control {
    /// Go on.
    Continue,
    /// Stop; reading ends with a `Cancelled` error.
    Cancel,
}

/// Who is told about progress.
pub(crate) type Listener<'a> = dyn FnMut(Progress) -> Control + 'a;
