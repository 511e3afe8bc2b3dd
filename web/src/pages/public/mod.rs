//! The public side of the work: voices of citizens (民意), the stations where deputies meet
//! them, drives that ask for opinions, and the notice board.
//!
//! - the inbox, one voice, writing one down, counting them: `voices`, `voice`
//! - what the server received for the office: `intake`
//! - stations, the roll of deputies, codes and their posters: `stations`
//! - drives: `drives`; what is published: `board`

mod address;
mod asking;
mod board;
mod drives;
mod fields;
mod intake;
mod outcome;
mod pager;
mod saving;
mod stations;
mod texts;
mod ticks;
mod voice;
mod voices;

pub use board::Board;
pub use drives::{Drive, DriveNew, Drives};
pub use stations::Stations;
pub use voice::Voice;
pub use voices::{Counts, Record, Voices};

use crate::prelude::*;

/// A part of a page: heading, a sentence, what can be done.
fn part(id: &'static str, title: &str, intro: &str, tools: Html, inside: Html) -> Html {
    html! {
        <section key={id} class="panel" aria-labelledby={id}>
            <div class="panel-head"><h2 {id}>{ title }</h2><div class="page-tools">{ tools }</div></div>
            <div class="panel-body pub-part">
                if !intro.is_empty() {
                    <p class="muted pub-intro">{ intro }</p>
                }
                { inside }
            </div>
        </section>
    }
}
