//! Excel workbooks in and out, bounded against hostile files.
//!
//! [`read()`] turns a file into a [`Workbook`](huiyin_protocol::grid::Workbook) and
//! [`write()`] a list of [`Table`](huiyin_protocol::grid::Table)s into a file; what the
//! cells mean is nobody's business here. A file is untrusted: before the Excel
//! reader sees it, the check inflates every part through a counter and refuses
//! what exceeds [`Limits`]. No clock is read; the date in a written file is an argument.

mod cells;
mod csv;
pub mod error;
mod inspect;
pub mod limits;
mod read;
mod scan;
mod sniff;
#[cfg(feature = "wasm")]
pub mod wasm;
mod write;

pub use error::OfficeError;
pub use huiyin_protocol::grid;
pub use limits::{Control, Limits, Progress, Stage};
pub use read::read;
pub use write::write;
