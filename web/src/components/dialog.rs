//! A dialog over the page: keeps the focus inside, closes with Esc, gives the focus back.

use crate::i18n::Say;
use crate::i18n::common as t;
use crate::platform::dom;
use crate::prelude::*;
use crate::state::use_lang;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// What can take the focus inside a dialog.
const FOCUSABLE: &str = "a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), textarea:not([disabled]), [tabindex=\"0\"]";

/// Properties of [`Dialog`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Its heading.
    pub title: AttrValue,
    /// Asked to close: Esc, the cross.
    pub on_close: Callback<()>,
    /// Room for tables.
    #[prop_or_default]
    pub wide: bool,
    /// What it holds.
    pub children: Html,
}

/// A dialog; render it while it is open.
#[component]
pub fn Dialog(props: &Props) -> Html {
    let lang = use_lang();
    let panel = use_node_ref();
    {
        let panel = panel.clone();
        use_effect_with((), move |()| {
            let before = dom::focused();
            // The first field rather than the cross; an autofocused one keeps what it has.
            let inside = panel.cast::<HtmlElement>();
            let first = inside
                .as_ref()
                .and_then(|inside| inside.query_selector(".dialog-body input, .dialog-body select, .dialog-body textarea, .dialog-body button").ok().flatten())
                .and_then(|found| found.dyn_into::<HtmlElement>().ok());
            if let Some(target) = first.or(inside) {
                let _ = target.focus();
            }
            move || {
                if let Some(before) = before {
                    let _ = before.focus();
                }
            }
        });
    }
    {
        // What had the focus may be gone with the last step: the keys must not fall to the page below.
        let panel = panel.clone();
        use_effect(move || {
            if dom::focused().is_none_or(|now| now.tag_name() == "BODY") {
                dom::focus(&panel);
            }
        });
    }
    let on_key = {
        let panel = panel.clone();
        let on_close = props.on_close.clone();
        Callback::from(
            move |event: KeyboardEvent| match dom::key_of(&event).as_str() {
                "Escape" if !event.is_composing() => {
                    event.stop_propagation();
                    on_close.emit(());
                }
                "Tab" => keep_inside(&panel, &event),
                _ => event.stop_propagation(),
            },
        )
    };
    let close = {
        let on_close = props.on_close.clone();
        Callback::from(move |_: MouseEvent| on_close.emit(()))
    };
    html! {
        <div class="veil">
            <div ref={panel} class={if props.wide { "dialog is-wide" } else { "dialog" }} role="dialog"
                aria-modal="true" aria-labelledby="dialog-title" tabindex="-1" onkeydown={on_key}>
                <div class="dialog-head">
                    <h2 id="dialog-title">{ &props.title }</h2>
                    <button type="button" class="icon-btn" aria-label={lang.say(t::CLOSE)} onclick={close}>{ "×" }</button>
                </div>
                <div class="dialog-body">{ props.children.clone() }</div>
            </div>
        </div>
    }
}

/// Tab from the last goes to the first, and back.
fn keep_inside(panel: &NodeRef, event: &KeyboardEvent) {
    let Some(panel) = panel.cast::<HtmlElement>() else {
        return;
    };
    let Ok(all) = panel.query_selector_all(FOCUSABLE) else {
        return;
    };
    let at = |index: u32| {
        all.item(index)
            .and_then(|node| node.dyn_into::<HtmlElement>().ok())
    };
    let (Some(first), Some(last)) = (at(0), at(all.length().saturating_sub(1))) else {
        return;
    };
    let now = dom::focused();
    let target = if event.shift_key() {
        (now.as_ref() == Some(&first) || now.as_ref() == Some(&panel)).then_some(last)
    } else {
        (now.as_ref() == Some(&last)).then_some(first)
    };
    if let Some(target) = target {
        event.prevent_default();
        let _ = target.focus();
    }
}
