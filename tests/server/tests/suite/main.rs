//! The server as devices, browsers and ill-mannered strangers meet it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests fail them with their own words"
)]

mod carried;
mod desk;
mod desk_flood;
mod desk_forms;
mod desk_leaks;
mod desk_refused;
mod hints;
mod hostile;
mod joining;
mod limits;
mod objects;
mod polls;
mod polls_refused;
mod served;
mod sessions;
mod stores;
