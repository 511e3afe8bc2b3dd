//! The Huiyin app in the browser: it shows what the engine answers and asks for what people want.
//!
//! It is built twice (see `handover`): the first view alone, and all of it. The page of the vote
//! (`vote`) is a third module, which knows neither workspace nor engine.

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
mod vote;

pub use handover::{all_pages, first_view};
pub use vote::vote_page;
