//! 规则: the rulebook in force and every other one, read, compared, derived,
//! looked through and adopted.

pub mod changes;
mod draft;
mod edit;
mod groups;
mod json;
mod lists;
pub mod looking;
mod read;
mod review;
mod rule;
mod rule_dialog;
pub mod texts;
mod typed;
pub mod upload;
mod versions;

use crate::prelude::*;
use crate::route::{self, Search};
use draft::Draft;
use std::rc::Rc;

/// What the page is used for.
#[derive(Clone, PartialEq)]
enum Mode {
    /// To read.
    Read,
    /// To make a rulebook.
    Edit(Rc<Draft>),
    /// To look through a document and adopt it.
    Review(Plan),
}

/// A document that may come into force.
#[derive(Clone, PartialEq)]
struct Plan {
    /// The document.
    document: Rc<String>,
    /// What it is called, in words.
    title: String,
    /// The draft it was made from, to go back to.
    draft: Option<Rc<Draft>>,
}

/// Properties of [`Rules`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What the address asks for: `book` (a preset), `with` (another to compare), `q`, `only`.
    pub search: Search,
}

/// The page.
#[component]
pub fn Rules(props: &Props) -> Html {
    let mode = use_state_eq(|| Mode::Read);
    let go = {
        let mode = mode.clone();
        use_callback((), move |to: Mode, ()| {
            if let Mode::Edit(draft) = &to {
                draft.keep();
            }
            mode.set(to);
        })
    };
    {
        // Another mode is another page to a screen reader; on arrival the address sees to it.
        let first = use_mut_ref(|| true);
        use_effect_with(std::mem::discriminant(&*mode), move |_| {
            if !std::mem::replace(&mut *first.borrow_mut(), false) {
                route::focus_heading();
            }
        });
    }
    match (*mode).clone() {
        Mode::Read => html! { <read::Read search={props.search.clone()} {go} /> },
        Mode::Edit(draft) => html! { <edit::Edit {draft} {go} /> },
        Mode::Review(plan) => html! { <review::Review {plan} {go} /> },
    }
}
