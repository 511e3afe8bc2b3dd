//! Writing a bundle a piece at a time.

use super::error::{BundleError, Problem};
use super::{Contents, FORMAT};
use crate::canonical;
use serde_json::value::RawValue;

/// Writes a bundle piece by piece; the pieces in order are the file.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use huiyin_log::bundle::BundleWriter;
/// let workspace = serde_json::value::to_raw_value(&["示例"])?;
/// let lines: Vec<Vec<u8>> = Vec::new();
/// let (mut writer, mut file) = BundleWriter::new(&workspace, lines.len() as u64)?;
/// file.extend(writer.lines(&lines));
/// file.extend(writer.finish()?);
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct BundleWriter {
    contents: Contents,
    count: u64,
    written: u64,
}

impl BundleWriter {
    /// Begins a bundle of exactly `count` events and gives its first line.
    ///
    /// `workspace` describes what the events belong to; only the reader's
    /// application looks into it.
    ///
    /// # Errors
    /// `workspace` is not canonical JSON (see [`crate::canonical`]).
    pub fn new(workspace: &RawValue, count: u64) -> Result<(BundleWriter, Vec<u8>), BundleError> {
        Self::begin(Contents::Events, workspace, count)
    }

    /// Begins a bundle of exactly `count` objects and gives its first line.
    ///
    /// # Errors
    /// `workspace` is not canonical JSON (see [`crate::canonical`]).
    pub fn of_objects(
        workspace: &RawValue,
        count: u64,
    ) -> Result<(BundleWriter, Vec<u8>), BundleError> {
        Self::begin(Contents::Objects, workspace, count)
    }

    fn begin(
        contents: Contents,
        workspace: &RawValue,
        count: u64,
    ) -> Result<(BundleWriter, Vec<u8>), BundleError> {
        let workspace = workspace.get();
        if canonical::check(workspace.as_bytes()).is_err() {
            return Err(BundleError {
                contents,
                line: 0,
                items: 0,
                problem: Problem::BadWorkspace,
            });
        }
        let version = contents.version();
        let mut head = format!(
            "{{\"format\":\"{FORMAT}\",\"v\":{version},\"workspace\":{workspace},\"count\":{count},"
        )
        .into_bytes();
        head.extend(contents.list());
        head.push(b'\n');
        let writer = BundleWriter {
            contents,
            count,
            written: 0,
        };
        Ok((writer, head))
    }

    /// The next piece: encoded events, or objects, in any order.
    pub fn lines<L: AsRef<[u8]>>(&mut self, lines: impl IntoIterator<Item = L>) -> Vec<u8> {
        let mut out = Vec::new();
        for line in lines {
            if self.written > 0 {
                out.extend(b",\n");
            }
            out.extend(line.as_ref());
            self.written += 1;
        }
        out
    }

    /// The last piece.
    ///
    /// # Errors
    /// Another number was written than was promised.
    pub fn finish(self) -> Result<Vec<u8>, BundleError> {
        if self.written != self.count {
            let problem = Problem::Count {
                promised: self.count,
            };
            return Err(BundleError {
                contents: self.contents,
                line: 0,
                items: self.written,
                problem,
            });
        }
        Ok(if self.written > 0 {
            b"\n]}\n".to_vec()
        } else {
            b"]}\n".to_vec()
        })
    }
}
