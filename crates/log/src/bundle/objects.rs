//! Reading a bundle of signed objects a piece at a time.

use super::error::BundleError;
use super::scan::Scan;
use super::{Contents, Header};

/// One object out of a bundle, not looked into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawObject {
    /// The line it ends on, from 1.
    pub line: u64,
    /// Its bytes; whether they are an object, and whose, is the receiver's to find out.
    pub bytes: Vec<u8>,
}

/// Reads a bundle of objects from pieces of any size.
///
/// Holds one object at most, whatever the size of the file, and takes the same
/// layouts as [`super::BundleReader`]. Objects are given as they stand in the file: one that
/// does not verify says nothing about the others, so that the receiver can take in
/// the rest.
#[derive(Debug)]
pub struct ObjectBundleReader(Scan);

impl Default for ObjectBundleReader {
    fn default() -> Self {
        ObjectBundleReader(Scan::new(Contents::Objects))
    }
}

impl ObjectBundleReader {
    /// A reader at the beginning of a file.
    pub fn new() -> Self {
        Self::default()
    }

    /// What the frame says, once its line has been read.
    pub fn header(&self) -> Option<&Header> {
        self.0.header()
    }

    /// How many objects have been read.
    pub fn objects(&self) -> u64 {
        self.0.items()
    }

    /// Takes the next piece of the file and gives the objects completed by it.
    ///
    /// # Errors
    /// The first thing wrong with the file and its line. The reader is of no use
    /// afterwards; objects given before vouch for themselves and may be kept.
    pub fn push(&mut self, mut piece: &[u8]) -> Result<Vec<RawObject>, BundleError> {
        let mut out = Vec::new();
        while let Some(item) = self.0.next(&mut piece)? {
            out.push(RawObject {
                line: item.line,
                bytes: item.bytes,
            });
        }
        Ok(out)
    }

    /// Ends the reading.
    ///
    /// # Errors
    /// The file is cut short, or holds another number of objects than promised.
    pub fn finish(self) -> Result<Header, BundleError> {
        self.0.finish()
    }
}
