//! The Huiyin app in the browser: it shows what the engine answers and asks for what people want.
//!
//! It is built twice (see `handover`): the first view alone, and all of it.

#![warn(missing_docs)]

mod app;
mod components;
mod handover;
mod i18n;
mod markup;
mod pages;
mod platform;
mod prelude;
mod route;
mod state;

pub use handover::{all_pages, first_view};
