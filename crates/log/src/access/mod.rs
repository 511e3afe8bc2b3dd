//! Who takes part and what they may do, out of the log itself.
//!
//! Everything is said by signed events in the space `access`: a workspace is founded
//! with its root keys, devices are granted and revoked, spaces get keys, devices get
//! blocks of official numbers. [`Roll`] is what these events come to. It is a pure
//! function of a set of objects: authority is a strict ladder (an earlier root over a
//! later one, roots over administrators, administrators over everybody else), so that
//! no two can put each other out and the order of arrival never matters.

mod event;
mod ladder;
mod roll;

pub use event::{
    AccessEvent, Cut, Day, Founded, Granted, NumbersGranted, Revoked, RootKey, SpaceKeyed, Wrapped,
    found, workspace_of,
};
pub use ladder::Chains;
pub use roll::{Grant, Member, Revocation, Roll, SpaceKey};

/// The aggregate of events about access.
pub const ACCESS: &str = "a";
