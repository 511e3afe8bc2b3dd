//! Everything out as a file, such a file in, everything gone.

pub mod clear;
pub mod export;
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
