//! The store: which one it is, and another in its place after a live check.

use super::super::place::{self, Besides};
use super::super::probe::Probe;
use super::super::{Known, part};
use super::texts as t;
use crate::components::button::{Kind, button};
use crate::components::field::Field;
use crate::components::form::{Form, Values};
use crate::i18n::Say;
use crate::platform::window;
use crate::prelude::*;
use crate::state::sharing::use_doing;
use crate::state::{notices, use_lang};
use huiyin_protocol::sharing::{SharingReply, SharingRequest};

/// The panel.
#[component]
pub fn Store(props: &Known) -> Html {
    let lang = use_lang();
    let open = use_state_eq(|| false);
    let status = &props.status;
    let named = match &status.store {
        Some(store) => place::named(store, &window::origin(), lang),
        None => lang.say(t::STORE_NONE).to_owned(),
    };
    let change = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(true))
    };
    let shut = {
        let open = open.clone();
        Callback::from(move |()| open.set(false))
    };
    let tools = if *open {
        Html::default()
    } else {
        let words = if status.store.is_some() {
            t::CHANGE
        } else {
            t::SET
        };
        button(Kind::Plain, lang.say(words), change)
    };
    part(
        "sync-store",
        lang.say(t::STORE),
        lang.say(t::STORE_INTRO),
        tools,
        html! {
            <>
                <p class="sharing-value">{ named }</p>
                if *open { <Change known={props.clone()} on_close={shut} /> }
            </>
        },
    )
}

/// Properties of [`Change`].
#[derive(Clone, PartialEq, Properties)]
struct ChangeProps {
    known: Known,
    on_close: Callback<()>,
}

/// The form.
#[component]
fn Change(props: &ChangeProps) -> Html {
    let lang = use_lang();
    let doing = use_doing();
    let store = props.known.status.store.clone();
    let otherwise = "server";
    let initial = use_state_eq(|| place::values(store.as_ref(), otherwise));
    let values = use_state_eq(|| (*initial).clone());
    let on_submit = {
        let (run, take, close) = (
            doing.run.clone(),
            props.known.take.clone(),
            props.on_close.clone(),
        );
        Callback::from(move |values: Values| {
            let (take, close) = (take.clone(), close.clone());
            let done = Callback::from(move |reply| {
                if let SharingReply::Status(status) = reply {
                    notices::done(lang.say(t::SAVED));
                    take.emit(Some(status));
                    close.emit(());
                }
            });
            run.emit((SharingRequest::SetStore(place::choice(&values)), done));
        })
    };
    let mut fields: Vec<Field> = place::fields(Besides::Later, lang);
    if let Some(place) = fields.first_mut() {
        if let crate::components::field::Kind::Radio(kinds) = &mut place.kind
            && let Some(last) = kinds.last_mut()
        {
            lang.say(t::NO_PLACE).clone_into(&mut last.1);
        }
        if store.is_some() {
            lang.say(t::PASSWORDS).clone_into(&mut place.hint);
        }
    }
    let check = Callback::from(move |values: Values| place::check(&values, lang));
    let on_values = values.setter();
    let on_values = Callback::from(move |next: Values| on_values.set(next));
    let tried = place::choice(&values);
    let before = match tried {
        Some(store) => html! { <Probe store={Some(store)} /> },
        None => Html::default(),
    };
    html! {
        // No draft: what is half entered is about a store nobody uses yet.
        <Form {fields} initial={(*initial).clone()} draft="" submit={lang.say(t::SAVE)} {on_submit}
            on_cancel={props.on_close.clone()} {check} on_values={Some(on_values)}
            busy={doing.busy} failure={doing.failure.clone()} {before} />
    }
}
