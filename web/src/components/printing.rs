//! Paper: one thing at a time is laid out for it, and only while it is printed.

use crate::platform::{sleep, window};
use crate::prelude::*;

/// Milliseconds until what is to be printed has been laid out.
const LAYOUT: u32 = 80;

/// What is being printed, and what prints it.
#[hook]
pub fn use_printing<T: Clone + PartialEq + 'static>() -> (Option<T>, Callback<T>) {
    let now = use_state_eq(|| None::<T>);
    {
        let done = now.setter();
        use_effect_with((*now).clone(), move |wanted| {
            let begun = wanted.as_ref().map(|_| {
                let over = window::once("afterprint", move |_| done.set(None));
                (over, sleep::after(LAYOUT, window::print))
            });
            move || drop(begun)
        });
    }
    let print = {
        let now = now.setter();
        use_callback((), move |paper: T, ()| now.set(Some(paper)))
    };
    ((*now).clone(), print)
}
