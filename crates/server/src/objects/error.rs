//! Why a store did not answer.

use std::fmt;

/// Why a store did not do what it was asked. The words are for the log of whoever looks after
/// the server; nobody else gets to read them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// It is out of reach or busy; trying again later is worth it.
    Away(String),
    /// It answers, but not as such a store should.
    Broken(String),
}

impl StoreError {
    /// Out of reach.
    pub(crate) fn away(error: impl fmt::Display) -> Self {
        StoreError::Away(error.to_string())
    }

    /// Not as it should be.
    pub(crate) fn broken(error: impl fmt::Display) -> Self {
        StoreError::Broken(error.to_string())
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StoreError::Away(words) => write!(f, "the store is out of reach: {words}"),
            StoreError::Broken(words) => write!(f, "the store does not work: {words}"),
        }
    }
}

impl std::error::Error for StoreError {}
