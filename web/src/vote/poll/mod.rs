//! One poll on this device: its sheet is found, then its screens follow each other.

mod badge;
mod idle_page;
mod screens;

use super::frame::{Choose, Frame, problem};
use super::sheet;
use super::texts as t;
use crate::components::button::{Kind, button};
use crate::components::empty::loading;
use crate::i18n::Say;
use crate::prelude::*;
use crate::state::use_lang;
use huiyin_ballot::Sheet;
use huiyin_rules::Text;
use screens::Screens;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;

/// Properties of [`Poll`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Its id.
    pub poll: String,
}

/// The poll's place.
#[component]
pub fn Poll(props: &Props) -> Html {
    let lang = use_lang();
    let found = use_state(|| None::<Result<Rc<Sheet>, Text>>);
    let tried = use_state_eq(|| 0_u32);
    {
        let found = found.setter();
        use_effect_with((props.poll.clone(), *tried), move |(poll, _)| {
            let poll = poll.clone();
            spawn_local(async move { found.set(Some(sheet::find(&poll).await)) });
        });
    }
    let on_file = {
        let (found, poll) = (found.setter(), props.poll.clone());
        Callback::from(move |file: File| {
            let (found, poll) = (found.clone(), poll.clone());
            spawn_local(async move { found.set(Some(sheet::open(&file, Some(&poll)).await)) });
        })
    };
    let retry = {
        let (tried, found) = (tried.clone(), found.setter());
        Callback::from(move |_: MouseEvent| {
            found.set(None);
            tried.set(*tried + 1);
        })
    };
    match &*found {
        None => html! {
            <Frame title={lang.say(t::TITLE)} screen="loading">{ loading(lang.say(t::LOADING)) }</Frame>
        },
        Some(Err(why)) => html! {
            <Frame title={lang.say(t::TITLE)} screen="missing">
                { problem(why, lang) }
                <div class="row">
                    { button(Kind::Primary, lang.say(t::RETRY), retry) }
                    <Choose label={lang.say(t::OPEN_SHEET)} accept=".json,application/json" {on_file} />
                </div>
            </Frame>
        },
        Some(Ok(sheet)) => html! { <Screens sheet={sheet.clone()} /> },
    }
}
