//! Replication over any store that can put, get and list.

pub mod carrier;
pub mod http;
pub mod probe;
