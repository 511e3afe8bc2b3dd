//! Reading a bundle a piece at a time.

use super::error::{BundleError, Problem};
use super::scan::Scan;
use super::{Contents, Header};
use crate::Envelope;

/// One verified event out of a bundle.
#[derive(Clone, Debug)]
pub struct Incoming {
    /// The line it ends on, from 1.
    pub line: u64,
    /// Its exact bytes, ready to be kept.
    pub bytes: Vec<u8>,
    /// The event.
    pub envelope: Envelope,
}

/// Reads a bundle of events from pieces of any size.
///
/// Holds one event at most, whatever the size of the file. Accepts the file as
/// [`super::BundleWriter`] writes it, and the same JSON on one line or
/// pretty-printed: whitespace between tokens means nothing. Every event is
/// verified; the first wrong one ends the reading.
#[derive(Debug)]
pub struct BundleReader(Scan);

impl Default for BundleReader {
    fn default() -> Self {
        BundleReader(Scan::new(Contents::Events))
    }
}

impl BundleReader {
    /// A reader at the beginning of a file.
    pub fn new() -> Self {
        Self::default()
    }

    /// What the frame says, once its line has been read.
    pub fn header(&self) -> Option<&Header> {
        self.0.header()
    }

    /// How many events have been read.
    pub fn events(&self) -> u64 {
        self.0.items()
    }

    /// Takes the next piece of the file and gives the events completed by it.
    ///
    /// # Errors
    /// The first thing wrong and its line. The reader is of no use afterwards,
    /// and events given before are the caller's to drop.
    pub fn push(&mut self, mut piece: &[u8]) -> Result<Vec<Incoming>, BundleError> {
        let mut out = Vec::new();
        while let Some(item) = self.0.next(&mut piece)? {
            let envelope = Envelope::decode(&item.bytes).map_err(|error| BundleError {
                contents: Contents::Events,
                line: item.line,
                items: self.0.items() - 1,
                problem: Problem::Event(error),
            })?;
            out.push(Incoming {
                line: item.line,
                bytes: item.bytes,
                envelope,
            });
        }
        Ok(out)
    }

    /// Ends the reading.
    ///
    /// # Errors
    /// The file is cut short, or holds another number of events than promised.
    pub fn finish(self) -> Result<Header, BundleError> {
        self.0.finish()
    }
}
