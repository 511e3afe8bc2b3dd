//! Whole-system tests of Huiyin.
//!
//! [`scenario`] runs the cases in `scenarios/`: what is on record, what somebody
//! asks for, and what has to follow. They are written so that the people of an
//! office can read and correct them.

pub mod checks;
pub mod expect;
pub mod scenario;
