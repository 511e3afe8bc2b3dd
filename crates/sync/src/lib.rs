//! Replication over any store that can put, get and list.
//!
//! A [`Replica`] keeps what it heard and what it has to say in two event stores: the
//! engine's, which holds event lines, and one beside it for the signed objects that
//! carry them. [`pull`] and [`push`] bring a replica and a store together through a
//! [`carrier`]; nothing here opens a connection or reads a clock.

pub mod carrier;
pub mod http;
mod join;
mod patience;
pub mod probe;
pub mod progress;
pub mod pull;
pub mod push;
pub mod replica;
pub mod service;

pub use replica::{Identity, Replica, SyncError};
