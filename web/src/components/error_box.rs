//! A failure in full: what, why, on which basis, with its code to be copied.

use crate::components::button::{Kind, button};
use crate::i18n::Say;
use crate::i18n::common as t;
use crate::platform::dom;
use crate::prelude::*;
use crate::state::{notices, use_lang};
use huiyin_protocol::{Failure, FailureKind};
use std::rc::Rc;
use wasm_bindgen::JsCast;

/// Properties of [`ErrorBox`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What failed.
    pub failure: Rc<Failure>,
    /// Tries again, where that makes sense.
    #[prop_or_default]
    pub again: Option<Callback<()>>,
}

/// A failure with its code, a button to copy it and one to try again.
#[component]
pub fn ErrorBox(props: &Props) -> Html {
    let lang = use_lang();
    let failure = &props.failure;
    let title = lang.say(match failure.kind {
        FailureKind::NotSaved => t::NOT_SAVED,
        FailureKind::Refused => t::REFUSED,
        _ => t::WENT_WRONG,
    });
    let copy = {
        let failure = failure.clone();
        Callback::from(move |_| {
            if copy_text(&[&failure.code, "\n", &failure.text].concat()) {
                notices::done(lang.say(t::COPIED));
            }
        })
    };
    html! {
        <div class="error-box" role="alert">
            <p class="error-title">{ title }</p>
            <p>{ &failure.text }</p>
            if let Some(source) = failure.source.as_ref().filter(|s| !s.is_empty()) {
                <p class="muted">{ lang.say(t::BASIS) }{ lang.say(t::COLON) }{ source }</p>
            }
            <p class="error-foot">
                <span class="muted">{ lang.say(t::CODE) }{ " " }<code>{ &failure.code }</code></span>
                { button(Kind::Text, lang.say(t::COPY_ERROR), copy) }
                if let Some(again) = props.again.clone() {
                    { button(Kind::Plain, lang.say(t::RETRY), super::button::click(again)) }
                }
            </p>
        </div>
    }
}

/// Copies a text the old way: the clipboard interface is absent on plain http.
pub fn copy_text(text: &str) -> bool {
    try_copy(text).unwrap_or(false)
}

fn try_copy(text: &str) -> Option<bool> {
    let document = dom::document()?;
    let back = dom::focused();
    let area: web_sys::HtmlTextAreaElement =
        document.create_element("textarea").ok()?.dyn_into().ok()?;
    area.set_value(text);
    area.set_class_name("off-screen");
    document.body()?.append_child(&area).ok()?;
    area.select();
    let command = js_sys::Reflect::get(&document, &"execCommand".into()).ok()?;
    let copied = command
        .dyn_ref::<js_sys::Function>()
        .and_then(|run| run.call1(&document, &"copy".into()).ok());
    area.remove();
    if let Some(back) = back {
        let _ = back.focus();
    }
    copied?.as_bool()
}
