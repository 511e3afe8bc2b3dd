//! Everything that touches the browser: workers, files, storage, the document.

pub mod ballot_box;
pub mod canvas;
pub mod codec;
pub mod database;
pub mod dom;
pub mod engine;
pub mod files;
pub mod initials;
pub mod later;
pub mod office;
pub mod page;
pub mod panic;
pub mod picture;
pub mod polls;
pub mod prefs;
pub mod press;
pub mod public;
pub mod screen;
pub mod sharing;
pub mod sleep;
pub mod sync;
pub mod transfer;
pub mod window;
pub mod zip;
