//! Asking before something that cannot simply be taken back: what will happen, why, and
//! for the gravest a word to be typed.

use crate::components::button::{Kind, button, click};
use crate::components::dialog::Dialog;
use crate::components::error_box::ErrorBox;
use crate::i18n::{Say, common, fill};
use crate::platform::dom;
use crate::prelude::*;
use crate::state::use_lang;
use huiyin_protocol::Failure;
use std::rc::Rc;

crate::i18n::words! {
    REASON = "原因", "Reason";
    TYPE = "请输入“{0}”确认", "Type “{0}” to confirm";
}

/// Properties of [`Confirm`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Its heading, which is also what the button says.
    pub title: AttrValue,
    /// What will happen, a line each.
    pub lines: Vec<String>,
    /// Asks for a reason.
    #[prop_or_default]
    pub reason: bool,
    /// A word to be typed first; empty for none.
    #[prop_or_default]
    pub word: &'static str,
    /// It is under way.
    pub busy: bool,
    /// Why it was not done.
    pub failure: Option<Rc<Failure>>,
    /// Does it; gets the reason.
    pub on_do: Callback<String>,
    /// Closes the dialog.
    pub on_close: Callback<()>,
}

/// The dialog.
#[component]
pub fn Confirm(props: &Props) -> Html {
    let lang = use_lang();
    let reason = use_state_eq(String::new);
    let typed = use_state_eq(String::new);
    let ready = (props.word.is_empty() || typed.trim() == props.word)
        && (!props.reason || !reason.trim().is_empty());
    let on_submit = {
        let (reason, on_do, busy) = (reason.clone(), props.on_do.clone(), props.busy);
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if ready && !busy {
                on_do.emit(reason.trim().to_owned());
            }
        })
    };
    let line = |id: &'static str, label: String, kept: &UseStateHandle<String>| {
        let edited = kept.setter();
        let on_input = Callback::from(move |event: InputEvent| edited.set(dom::value_of(&event)));
        html! {
            <div class="field">
                <label class="field-label" for={id}>{ label }</label>
                <input {id} type="text" class="control" autocomplete="off" value={(**kept).clone()} oninput={on_input} />
            </div>
        }
    };
    html! {
        <Dialog title={props.title.clone()} on_close={props.on_close.clone()}>
            <form class="form" onsubmit={on_submit}>
                { for props.lines.iter().map(|text| html! { <p>{ text }</p> }) }
                if let Some(failure) = &props.failure { <ErrorBox failure={failure.clone()} /> }
                if props.reason { { line("confirm-reason", lang.say(REASON).to_owned(), &reason) } }
                if !props.word.is_empty() { { line("confirm-word", fill(lang.say(TYPE), &[props.word]), &typed) } }
                <div class="form-foot">
                    <button type="submit" class="btn btn-primary" disabled={!ready || props.busy}>{ &props.title }</button>
                    { button(Kind::Plain, lang.say(common::CANCEL), click(props.on_close.clone())) }
                </div>
            </form>
        </Dialog>
    }
}
