//! Buttons.

use crate::prelude::*;

/// How much a button stands out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The one main action of a place.
    Primary,
    /// Any other action.
    Plain,
    /// An action inside running text or a table.
    Text,
}

impl Kind {
    const fn class(self) -> &'static str {
        match self {
            Kind::Primary => "btn btn-primary",
            Kind::Plain => "btn",
            Kind::Text => "btn btn-text",
        }
    }
}

/// A button that does something on this page.
pub fn button(kind: Kind, label: &str, on_click: Callback<MouseEvent>) -> Html {
    button_if(kind, label, on_click, true)
}

/// A button that may be unavailable for now.
pub fn button_if(kind: Kind, label: &str, on_click: Callback<MouseEvent>, enabled: bool) -> Html {
    html! {
        <button type="button" class={kind.class()} onclick={on_click} disabled={!enabled}>
            { label }
        </button>
    }
}

/// A callback for a click from one that wants nothing.
pub fn click(then: Callback<()>) -> Callback<MouseEvent> {
    Callback::from(move |_| then.emit(()))
}
