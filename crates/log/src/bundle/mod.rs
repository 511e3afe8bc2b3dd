//! Bundle files: a set of events in one JSON document.
//!
//! `*.huiyin.json` is a backup, a hand-over by USB stick, a bug report. Any
//! JSON parser reads it; written by lines, it can also be read a piece at a
//! time, and an office can look at it with a text editor:
//!
//! ```text
//! {"format":"huiyin-bundle","v":1,"workspace":{…},"count":2,"events":[
//! {"v":1,"id":"…",…},
//! {"v":1,"id":"…",…}
//! ]}
//! ```
//!
//! A bundle is a *set*: the order of its events means nothing, and an event
//! that stands in it twice, or is known already, counts once. Finding out is
//! the receiver's part; here every line is verified by itself.

mod error;
mod reader;
mod writer;

pub use error::{BundleError, Problem};
pub use reader::{BundleReader, Header, Incoming};
pub use writer::BundleWriter;

/// The version of the bundle's frame; its events carry their own.
pub const VERSION: u64 = 1;

/// What the frame's `format` says.
pub const FORMAT: &str = "huiyin-bundle";

/// Longest frame before the events accepted, in bytes (1 MiB).
pub const MAX_HEADER: usize = 1024 * 1024;
