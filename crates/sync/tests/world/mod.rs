//! A small world for tests: devices with their disks and clocks, a store between them,
//! and the weather over it all.
#![allow(dead_code, reason = "every test file uses a part of it")]
#![allow(
    unused_imports,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a helper of tests outside of any test function"
)]

pub mod cloud;
pub mod device;
pub mod disk;
pub mod forge;
pub mod office;
pub mod rng;
pub mod town;
pub mod view;
pub mod weather;

pub use cloud::{Cloud, Way};
pub use device::Device;
pub use rng::Rng;
pub use weather::{Weather, finish};
