//! A workspace: a store, the fold, columnar projections; commands in, views out.
//!
//! [`Engine::handle`] answers every [`huiyin_protocol::Ask`]. It runs in the
//! browser's worker, in the command line and in tests alike: the store and the
//! [`Host`] (clock, chance, patience) are given to it.

mod act;
mod adopt;
pub mod books;
mod bundle;
#[cfg(feature = "reports")]
mod compare;
pub mod demo;
mod desk;
pub mod facts;
mod fail;
mod fold;
mod gate;
pub mod history;
mod host;
pub mod import;
mod intake;
mod item;
mod looks;
pub mod mask;
mod order;
pub mod projection;
mod query;
#[cfg(feature = "reports")]
pub mod reports;
mod rulebook_view;
pub mod rulebooks;
mod state;
pub mod stats;
mod stats_view;
mod table;
mod windows;
pub mod wire;
mod workspace;
pub mod zh;

pub use fail::Trouble;
pub use host::Host;
pub use workspace::Engine;
