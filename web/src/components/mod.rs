//! The parts that pages are made of. They show and ask; they never judge.
//!
//! Plain functions that answer [`yew::Html`] where nothing has to be remembered,
//! components where something has.

pub mod button;
pub mod chart;
pub mod chip;
pub mod combo;
pub mod confirm;
pub mod dialog;
pub mod empty;
pub mod error_box;
pub mod field;
pub mod form;
pub mod notices;
pub mod printing;
pub mod progress;
pub mod qr;
pub mod tabs;
pub mod timeline;
pub mod virtual_table;
