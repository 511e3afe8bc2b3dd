//! Paper: one thing at a time is laid out for it, and only while it is printed.

use crate::platform::{sleep, window};
use crate::prelude::*;

/// Milliseconds until what is to be printed has been laid out.
const LAYOUT: u32 = 80;

/// What is to be printed of a poll.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Paper {
    /// Cards from one on, eight to a page.
    Cards(usize),
    /// The observers' shares, each on a page of its own.
    Shares,
    /// The result sheet.
    Result,
    /// Who took part.
    Roll,
}

/// What is being printed, and what prints it.
#[hook]
pub fn use_printing() -> (Option<Paper>, Callback<Paper>) {
    let now = use_state_eq(|| None::<Paper>);
    {
        let done = now.setter();
        use_effect_with(*now, move |wanted| {
            let begun = wanted.map(|_| {
                let over = window::once("afterprint", move |_| done.set(None));
                (over, sleep::after(LAYOUT, window::print))
            });
            move || drop(begun)
        });
    }
    let print = {
        let now = now.setter();
        use_callback((), move |paper: Paper, ()| now.set(Some(paper)))
    };
    (*now, print)
}

/// The class of a page whose other parts do not belong on paper meanwhile.
pub fn page_class(paper: Option<Paper>) -> &'static str {
    if paper.is_some() {
        "page polls-page prints-one"
    } else {
        "page polls-page"
    }
}
