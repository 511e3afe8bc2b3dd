//! A server under test: real ones on free loopback ports, devices with keys and chains of their
//! own, workspaces founded with them, and a client that sends exactly what it is told to.
//!
//! Nothing outlives its test: servers and databases end with what holds them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "only tests use this: what goes wrong fails them with its own words"
)]

mod citizen;
mod client;
mod device;
mod poll;
mod postgres;
mod program;
mod running;
mod workspace;

pub use citizen::{Citizen, Desk, multipart, photograph};
pub use client::{Answer, Client, asked, raw};
pub use device::{Device, line};
pub use poll::{Poll, name};
pub use postgres::{Database, Pair, huiyin_url};
pub use program::Program;
pub use running::{Running, free_limits};
pub use workspace::{Workspace, grant, revocation};
