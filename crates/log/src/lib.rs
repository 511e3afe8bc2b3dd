//! Event envelopes, their exact bytes, and bundle files.
//!
//! An [`Envelope`] says that one event happened: in which log, at which place
//! in it, about what, by whom, when it was recorded. It has exactly one byte
//! form, and its id is the hash of those bytes, so two devices that hold the
//! same id hold the same event. A bundle (`*.huiyin.json`) is a set of
//! envelopes in one JSON file.
//!
//! ```
//! use huiyin_log::{AggregateId, Envelope, LogId, Parts};
//! use huiyin_rules::{Actor, Role};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let sealed = Envelope::seal(Parts {
//!     log: LogId::from_bytes([7; 16]),
//!     seq: 1,
//!     aggregate: AggregateId::try_from("s/01")?,
//!     actor: Actor::own(Role::Office, "代表工委"),
//!     at: chrono::DateTime::UNIX_EPOCH.fixed_offset(),
//!     kind: "submitted".into(),
//!     body: serde_json::value::to_raw_value(&["甲"])?,
//! })?;
//! let bytes = sealed.encode();
//! assert_eq!(Envelope::decode(&bytes)?, sealed);
//! # Ok(())
//! # }
//! ```

pub mod access;
pub mod bundle;
pub mod canonical;
pub mod code;
pub mod enrol;
mod envelope;
mod error;
mod ids;
pub mod judge;
pub mod key;
mod line;
pub mod object;
pub mod read;
pub mod seal;
pub mod segment;
pub mod sign;
pub mod standing;

pub use access::Roll;
pub use envelope::{Envelope, Parts, time as time_text};
pub use error::LogError;
pub use ids::{AggregateId, DeviceId, LogId, ObjectId, Space, WorkspaceId, hex, unhex};
pub use line::Line;
pub use object::{Draft, Header, Object, ObjectError, Payload, Wrap};
pub use sign::{Alg, LocalKey, PublicKey, SignError, Signer};

/// The version of the envelope's byte form that this program writes.
///
/// Compatibility: bytes once written stay readable for ever (golden files in
/// `tests/golden/v1/`). A change of the byte form raises this number and gets
/// its own reader beside the old one; a version from the future is refused,
/// never guessed at. Version 1 carries no signature.
pub const VERSION: u64 = 1;

/// Longest encoded event accepted, in bytes (256 KiB). Attachments are kept apart from events.
pub const MAX_EVENT: usize = 256 * 1024;
