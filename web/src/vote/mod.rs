//! The page of the vote (`vote.html`), a module of its own: no workspace, no engine.
//!
//! - `app`: which place the address names; language, text size and contrast.
//! - `start`: for whoever sets a tablet up. `setup`: what is set.
//! - `poll`: one poll's screens, from the idle one to the receipt.
//! - `card`: a card comes in by camera, photograph or keys.
//! - `voting`: one item per screen, the list, the review, the casting.
//! - `deliver`: the box to the server, all of it at once, by name.
//! - `operator`: the box of this tablet. `kiosk`, `idle`: a tablet that many use.
//! - `board`: what was published, counted again.

mod address;
mod app;
mod board;
mod card;
mod deliver;
mod display;
mod frame;
mod idle;
mod kiosk;
mod net;
mod operator;
mod pin;
mod poll;
mod setup;
mod sheet;
mod start;
mod texts;
mod voting;

use crate::platform::{dom, panic};

/// Runs the page.
pub fn vote_page() {
    panic::install();
    if let Some(root) = dom::new_root(false) {
        yew::Renderer::<app::App>::with_root(root).render();
    }
}
