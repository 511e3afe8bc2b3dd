//! A workspace: a store, the fold, columnar projections; commands in, views out.
//!
//! [`Engine::handle`] answers every [`huiyin_protocol::Ask`]. It runs in the
//! browser's worker, in the command line and in tests alike: the store and the
//! [`Host`] (clock, chance, patience) are given to it.

mod act;
#[cfg(feature = "reports")]
mod adopt;
pub mod books;
mod bundle;
#[cfg(feature = "reports")]
mod compare;
#[cfg(feature = "reports")]
mod conflicts;
pub mod demo;
mod desk;
pub mod facts;
mod fail;
mod fold;
mod forms;
pub mod history;
mod host;
#[cfg(feature = "reports")]
pub mod import;
#[cfg(feature = "reports")]
mod intake;
mod item;
mod marks;
pub mod mask;
mod order;
mod own;
#[cfg(feature = "polls")]
mod polls;
pub mod projection;
#[cfg(feature = "public")]
mod public;
mod query;
#[cfg(feature = "reports")]
pub mod reports;
#[cfg(feature = "reports")]
mod rulebook_view;
pub mod rulebooks;
mod second;
mod state;
pub mod stats;
#[cfg(feature = "reports")]
mod stats_view;
#[cfg(feature = "reports")]
mod table;
#[cfg(feature = "reports")]
mod windows;
pub mod wire;
mod workspace;
pub mod zh;

pub use fail::Trouble;
pub use host::Host;
pub use workspace::Engine;
