//! What the office's device asks the server about citizens: taking their voices, telling what
//! became of them, publishing files. Part of the conversation with the syncer.

use serde::{Deserialize, Serialize};

/// What the office's device asks a server about citizens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DeskAsk {
    /// How it stands; [`DeskReply::Status`].
    Status,
    /// Open or close the intake; [`DeskReply::Status`].
    Set {
        /// Whether voices are taken.
        open: bool,
        /// The key they are sealed to, 64 hexadecimal digits; may be empty while closed.
        key: String,
        /// Bits of work asked for in quiet times, 8 to 24; 16 is usual.
        bits: u8,
        /// What the page is headed with, at most 100 characters.
        title: String,
    },
    /// Say which codes there are: the whole list; [`DeskReply::Done`].
    Codes(Vec<DeskCode>),
    /// Get voices that wait, after an id; [`DeskReply::Voices`]. They go on waiting until they
    /// are dropped, which is done once what was in them is recorded.
    Take {
        /// The last id that was read; `None` at the beginning.
        after: Option<String>,
    },
    /// These voices were recorded; [`DeskReply::Done`].
    Drop(Vec<String>),
    /// Say what became of voices: the hash of the tracking code and the status document. An empty
    /// one takes back what was said; [`DeskReply::Done`].
    Tell(Vec<(String, String)>),
    /// Get ratings that wait, after an id; [`DeskReply::Ratings`].
    Ratings {
        /// The last id that was read; `None` at the beginning.
        after: Option<String>,
    },
    /// These ratings were recorded; [`DeskReply::Done`].
    DropRatings(Vec<String>),
    /// Publish files, then withdraw others; [`DeskReply::Done`].
    Publish {
        /// Paths below `public/` and texts.
        files: Vec<(String, String)>,
        /// Paths to be withdrawn.
        remove: Vec<String>,
    },
    /// What is published; [`DeskReply::Published`].
    Published,
}

/// The code of a poster, as the server knows it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskCode {
    /// Its 10 symbols.
    pub code: String,
    /// What the page says it is for.
    pub label: String,
    /// Whether the page says that it is used no longer.
    pub withdrawn: bool,
    /// The form of the drive it belongs to, as JSON.
    pub drive: Option<String>,
}

/// How the desk stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskStatus {
    /// Whether this workspace is kept on a Huiyin server at all; without one there is no desk.
    pub server: bool,
    /// Whether voices are taken.
    pub open: bool,
    /// The key they are sealed to.
    pub key: String,
    /// Bits of work asked for in quiet times.
    pub bits: u8,
    /// What the page is headed with.
    pub title: String,
    /// Voices that wait.
    pub waiting: u32,
    /// Ratings that wait.
    pub ratings: u32,
    /// Whether the server's store keeps no time of what came.
    pub forgetful: bool,
    /// The address of the citizens' page; a code is written behind it as `#CODE`.
    pub address: String,
}

/// What the server answers the office's device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DeskReply {
    /// How it stands.
    Status(DeskStatus),
    /// Voices by id.
    Voices {
        /// Ids and sealed voices, in base64.
        all: Vec<(String, String)>,
        /// Whether more follow.
        more: bool,
    },
    /// Ratings by id.
    Ratings {
        /// Id, the tracking code's hash, the rating's name, the note.
        all: Vec<(String, String, String, String)>,
        /// Whether more follow.
        more: bool,
    },
    /// The paths that are published, each with its SHA-256 in hexadecimal digits; that is empty
    /// where the server does not tell it.
    Published(Vec<(String, String)>),
    /// It is done.
    Done,
}

impl DeskAsk {
    /// Whether it changes what is kept on the server.
    pub const fn writes(&self) -> bool {
        !matches!(
            self,
            DeskAsk::Status | DeskAsk::Take { .. } | DeskAsk::Ratings { .. } | DeskAsk::Published
        )
    }
}
