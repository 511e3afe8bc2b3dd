//! The simulator: a world made out of a number, steps that happen in it, and what has to
//! hold once the faults have ended.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a helper of tests outside of any test function"
)]

mod bodies;
pub mod check;
pub mod handed;
pub mod malice;
pub mod oracle;
pub mod peace;
pub mod play;
mod shown;
pub mod shrink;
pub mod state;
pub mod step;
pub mod syncing;
pub mod voices;

pub use play::play;
pub use shrink::shrink;
pub use step::script;
