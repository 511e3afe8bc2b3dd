//! What the front end and the engine say to each other.

pub mod grid;
