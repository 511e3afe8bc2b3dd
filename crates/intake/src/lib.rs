//! What a citizen says (民意), while it travels from the page to the office.
//!
//! A [`Voice`] is sealed where it is written: on the citizen's own device, to a key that only
//! the office has. Whoever carries it, the server included, sees bytes whose length says little.
//! The citizen keeps a *tracking code* (查询码); what became of the voice is published under the
//! code's hash, so that a list of what is published gives no code away.
//!
//! Floods are made dear by a *proof of work*, which asks nobody who they are.
//!
//! Nothing here has a clock, does I/O or draws randomness: random bytes are arguments.
//!
//! ```
//! use huiyin_intake::{Voice, open_voice, seal_voice, track_code, track_hash, read_track};
//! use huiyin_log::seal::BoxKey;
//!
//! # fn main() -> Result<(), huiyin_intake::IntakeError> {
//! let key = BoxKey::from_seed([1; 32]);
//! let track = track_code([7; 8]);
//! let voice = Voice {
//!     text: "路灯坏了三天。".to_owned(),
//!     track: read_track(&track)?,
//!     on: "2026-12-01".to_owned(),
//!     ..Voice::default()
//! };
//! let sealed = seal_voice(&voice, &key.public(), [2; 32])?;
//! assert_eq!(open_voice(&key, &sealed)?, voice);
//! assert_eq!(track_hash(&track)?, track_hash(&track.to_lowercase().replace('-', " "))?);
//! # Ok(())
//! # }
//! ```

mod codes;
mod error;
mod form;
pub mod picture;
mod seal;
mod voice;
mod work;

pub use codes::{
    issue_code, read_code, read_track, spell_code, spell_track, track_code, track_hash,
};
pub use error::IntakeError;
pub use picture::{Look, PictureKind, check, strip};
pub use seal::{open_voice, seal_voice};
pub use voice::{Answer, Picture, Voice, tidy_text};
pub use work::{solve, solved};

/// What a voice's form is called, and what it is sealed as.
pub const FORM: &str = "huiyin-voice-1";
/// Longest text, in characters.
pub const MAX_TEXT: usize = 2_000;
/// Longest place, in characters.
pub const MAX_PLACE: usize = 200;
/// Longest contact, in characters.
pub const MAX_CONTACT: usize = 100;
/// Most pictures.
pub const MAX_PICTURES: usize = 3;
/// Largest picture, in bytes.
pub const MAX_PICTURE: usize = 150_000;
/// Longest side of a picture, in dots.
pub const MAX_SIDE: u32 = 4_096;
/// Most dots of a picture: a few kilobytes can claim to be a picture that fills a memory.
pub const MAX_DOTS: u32 = 12_000_000;
/// Most answers to a drive's questions.
pub const MAX_ANSWERS: usize = 50;
/// Longest text of an answer, in characters.
pub const MAX_ANSWER: usize = 300;
/// Largest sealed voice, in bytes; every voice within the limits above is smaller.
pub const MAX_SEALED: usize = 700_000;

#[cfg(test)]
mod tests;
