//! What can lie over any page: the choice of whose acts are recorded, the list of keys.
//!
//! The first view has none of them. Wanting one calls the other module, which
//! finds here which one it was.

use super::act_as::ActAs;
use super::help::Help;
use crate::platform::{dom, page};
use crate::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

/// An overlay.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Overlay {
    /// Whose acts are recorded from now on.
    ActAs,
    /// The keyboard's shortcuts.
    Help,
}

/// The name under which the wanted overlay is left for the other module.
const LEFT: &str = "overlay";

/// The overlays of the first view.
pub fn none(_: Overlay, _: Callback<()>) -> Option<Html> {
    None
}

/// The overlays of the whole app.
pub fn all(overlay: Overlay, on_close: Callback<()>) -> Option<Html> {
    Some(match overlay {
        Overlay::ActAs => html! { <ActAs {on_close} /> },
        Overlay::Help => html! { <Help {on_close} /> },
    })
}

/// Leaves the wanted overlay for the other module.
pub fn leave(overlay: Option<Overlay>) {
    let name = match overlay {
        Some(Overlay::ActAs) => "act-as".into(),
        Some(Overlay::Help) => "help".into(),
        None => JsValue::UNDEFINED,
    };
    page::leave(LEFT, &name);
}

/// Takes what the first view left, once.
pub fn left() -> Option<Overlay> {
    let name = page::offered(LEFT)?.as_string()?;
    page::leave(LEFT, &JsValue::UNDEFINED);
    match name.as_str() {
        "act-as" => Some(Overlay::ActAs),
        "help" => Some(Overlay::Help),
        _ => None,
    }
}

/// Shows the list of keys when `?` is pressed outside a field.
#[hook]
pub fn use_help_key(overlay: UseStateSetter<Option<Overlay>>) {
    use_effect_with((), move |()| {
        let heard = dom::document().map(|document| {
            gloo_events::EventListener::new(&document, "keydown", move |event| {
                let Some(event) = event.dyn_ref::<web_sys::KeyboardEvent>() else {
                    return;
                };
                if dom::key_of(event) == "?" && !dom::is_typing(event) {
                    overlay.set(Some(Overlay::Help));
                }
            })
        });
        move || drop(heard)
    });
}
