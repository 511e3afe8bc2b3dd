//! Everything out as a file, such a file in, everything gone.

mod clear;
mod export;
mod import;

use crate::prelude::*;

/// The section.
#[component]
pub fn Data() -> Html {
    html! {
        <>
            <export::Export />
            <import::Import />
            <clear::Clear />
        </>
    }
}
