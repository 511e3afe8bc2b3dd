//! Everything gone: after a word was typed, with an export offered before.

use super::super::part;
use super::super::texts as t;
use super::export::ExportButton;
use crate::components::button::{Kind, button, click};
use crate::components::dialog::Dialog;
use crate::components::error_box::ErrorBox;
use crate::i18n::common;
use crate::i18n::{Say, fill, grouped};
use crate::platform::{dom, engine, sharing, sync};
use crate::prelude::*;
use crate::state::{notices, use_lang, use_workspace};
use huiyin_protocol::sharing::SharingRequest;
use huiyin_protocol::{Failure, Request};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// The part of the page.
#[component]
pub fn Clear() -> Html {
    let lang = use_lang();
    let open = use_state_eq(|| false);
    let switch = |on: bool| {
        let open = open.clone();
        Callback::from(move |()| open.set(on))
    };
    part(
        lang.say(t::CLEAR),
        lang.say(t::CLEAR_INTRO),
        html! {
            <div class="settings-work">
                { button(Kind::Plain, lang.say(t::CLEAR_DO), click(switch(true))) }
                if *open {
                    <Confirm on_close={switch(false)} />
                }
            </div>
        },
    )
}

#[derive(Properties, PartialEq)]
struct Props {
    on_close: Callback<()>,
}

#[component]
fn Confirm(props: &Props) -> Html {
    let lang = use_lang();
    let workspace = use_workspace();
    let typed = use_state_eq(String::new);
    let busy = use_state_eq(|| false);
    let failure = use_state_eq(|| None::<Rc<Failure>>);
    let shared = workspace.own.is_some() || sync::is_shared();
    let word = lang.say(t::CLEAR_WORD);
    let agrees = typed.trim() == word;
    let on_input = {
        let typed = typed.clone();
        Callback::from(move |event: InputEvent| typed.set(dom::value_of(&event)))
    };
    let on_submit = {
        let (busy, failure, close) = (busy.clone(), failure.clone(), props.on_close.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if !agrees || *busy {
                return;
            }
            busy.set(true);
            let (busy, failure, close) = (busy.clone(), failure.clone(), close.clone());
            spawn_local(async move {
                match everything_gone(shared).await {
                    Ok(()) => {
                        notices::done(lang.say(t::CLEARED));
                        close.emit(());
                    }
                    Err(said) => {
                        busy.set(false);
                        failure.set(Some(Rc::new(said)));
                    }
                }
            });
        })
    };
    let numbers = [
        grouped(u64::from(workspace.suggestions)),
        grouped(workspace.events),
    ];
    html! {
        <Dialog title={lang.say(t::CLEAR)} on_close={props.on_close.clone()}>
            <div class="settings-part">
                <p><strong>{ fill(lang.say(t::CLEAR_WHAT), &[&numbers[0], &numbers[1]]) }</strong></p>
                if shared { <p>{ lang.say(t::CLEAR_SHARED) }</p> }
                <p>{ lang.say(t::CLEAR_FIRST) }</p>
                <ExportButton />
                if let Some(failure) = &*failure {
                    <ErrorBox failure={failure.clone()} />
                }
                <form class="form" onsubmit={on_submit}>
                    <div class="field">
                        <label class="field-label" for="clear-word">{ fill(lang.say(t::CLEAR_TYPE), &[word]) }</label>
                        <input id="clear-word" type="text" class="control" autocomplete="off" value={(*typed).clone()} oninput={on_input} />
                    </div>
                    <div class="form-foot">
                        <button type="submit" class="btn btn-primary" disabled={!agrees || *busy}>{ lang.say(t::CLEAR_NOW) }</button>
                        { button(Kind::Plain, lang.say(common::CANCEL), click(props.on_close.clone())) }
                    </div>
                </form>
            </div>
        </Dialog>
    }
}

/// Leaves what is shared first: the syncer would bring back what is gone.
async fn everything_gone(shared: bool) -> Result<(), Failure> {
    if shared {
        sharing::ask(SharingRequest::Leave).await?;
        // The engine may not have heard of it yet; opening, it looks.
        engine::ask(Request::Open).await?;
    }
    engine::ask(Request::Clear).await?;
    Ok(())
}
