//! Bundle files: a set of events, or of signed objects, in one JSON document.
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
//!
//! Version 2 carries what devices of a shared workspace send each other, where no
//! network reaches; one object on a line:
//!
//! ```text
//! {"format":"huiyin-bundle","v":2,"workspace":{…},"count":2,"objects":[
//! [{"v":2,"id":"…",…},…],
//! [{"v":2,"id":"…",…},…]
//! ]}
//! ```
//!
//! The two are not taken for each other: events are said by whoever has the file,
//! objects by those who signed them. [`BundleReader`] reads events only, and says
//! of the other where it belongs; so does [`ObjectBundleReader`] the other way round.

mod error;
mod objects;
mod reader;
mod scan;
mod writer;

pub use error::{BundleError, Problem};
pub use objects::{ObjectBundleReader, RawObject};
pub use reader::{BundleReader, Incoming};
pub use writer::BundleWriter;

use crate::MAX_EVENT;
use serde_json::value::RawValue;

/// The version of the frame of a bundle of events; its events carry their own.
pub const VERSION: u64 = 1;

/// The version of the frame of a bundle of objects.
pub const OBJECTS_VERSION: u64 = 2;

/// What the frame's `format` says.
pub const FORMAT: &str = "huiyin-bundle";

/// Longest frame before the events accepted, in bytes (1 MiB).
pub const MAX_HEADER: usize = 1024 * 1024;

/// Longest object accepted, in bytes (1 MiB).
pub const MAX_OBJECT: usize = 1024 * 1024;

/// What a bundle holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contents {
    /// Events, version 1.
    Events,
    /// Signed objects, version 2.
    Objects,
}

impl Contents {
    const ALL: [Contents; 2] = [Contents::Events, Contents::Objects];

    const fn version(self) -> u64 {
        match self {
            Contents::Events => VERSION,
            Contents::Objects => OBJECTS_VERSION,
        }
    }

    /// How the list begins.
    const fn list(self) -> &'static [u8] {
        match self {
            Contents::Events => b"\"events\":[",
            Contents::Objects => b"\"objects\":[",
        }
    }

    /// How each in the list begins.
    const fn opening(self) -> u8 {
        match self {
            Contents::Events => b'{',
            Contents::Objects => b'[',
        }
    }

    /// How long each in the list may be.
    const fn longest(self) -> usize {
        match self {
            Contents::Events => MAX_EVENT,
            Contents::Objects => MAX_OBJECT,
        }
    }
}

/// What the frame of a bundle says.
#[derive(Clone, Debug)]
pub struct Header {
    /// The description of the workspace, as raw JSON without whitespace.
    pub workspace: Box<RawValue>,
    /// How many events or objects the bundle promises.
    pub count: u64,
}
