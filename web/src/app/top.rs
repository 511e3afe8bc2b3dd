//! The top bar: the workspace, whose acts are recorded, language and display.

use super::{Overlay, synced};
use crate::components::button::{Kind, button};
use crate::i18n::common as t;
use crate::i18n::{Say, fill};
use crate::platform::sync::Mark;
use crate::prelude::*;
use crate::route::{self, Route};
use crate::state::session::{Change, party_name};
use crate::state::{use_session, use_workspace};
use huiyin_rules::Lang;

/// Properties of [`Top`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Opens an overlay.
    pub open: Callback<Overlay>,
    /// How the sharing of the workspace stands.
    pub mark: Mark,
}

/// The bar.
#[component]
pub fn Top(props: &Props) -> Html {
    let session = use_session();
    let workspace = use_workspace();
    let lang = session.lang;
    let acting = party_name(session.acting(), lang);
    let toggle = |on: bool, label: &'static str, change: fn(bool) -> Change| {
        let send = session.change.clone();
        let flip = Callback::from(move |_: MouseEvent| send.emit(change(!on)));
        html! {
            <button type="button" class="btn btn-bar" aria-pressed={if on { "true" } else { "false" }} onclick={flip}>{ label }</button>
        }
    };
    let other = if lang == Lang::Zh { Lang::En } else { Lang::Zh };
    let switch = session
        .change
        .reform(move |_: MouseEvent| Change::Lang(other));
    let choose = props.open.reform(|_: MouseEvent| Overlay::ActAs);
    let to_self = session
        .change
        .reform(|_: MouseEvent| Change::OnBehalfOf(None));
    html! {
        <>
            <header class="top">
                { route::link(&Route::Desk, "brand", html! {
                    <>
                        <svg class="brand-mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false"><path d="M7 9h18v14H7zM12 13.5h8v5h-8z" /></svg>
                        <span class="brand-name">{ lang.say(t::BRAND) }</span>
                    </>
                }) }
                <span class="workspace-name">{ &workspace.name }</span>
                { synced::link(&props.mark, &workspace.today, lang) }
                <div class="top-tools">
                    if session.may_act_for_others() {
                        <button type="button" class="btn btn-bar act-as" aria-haspopup="dialog" onclick={choose}>
                            { fill(lang.say(t::ACTING), &[&acting]) }{ " ▾" }
                        </button>
                    } else {
                        <span class="act-as">{ fill(lang.say(t::ACTING), &[&acting]) }</span>
                    }
                    { toggle(session.large, lang.say(t::LARGE), Change::Large) }
                    { toggle(session.contrast, lang.say(t::CONTRAST), Change::Contrast) }
                    <button type="button" class="btn btn-bar" lang={other.tag()} onclick={switch}>{ lang.say(t::LANGUAGE) }</button>
                </div>
            </header>
            if session.on_behalf_of.is_some() {
                <div class="behalf" role="status">
                    <span>{ fill(lang.say(t::ON_BEHALF), &[&acting, &party_name(&session.own, lang)]) }</span>
                    { button(Kind::Text, lang.say(t::BACK_TO_SELF), to_self) }
                </div>
            }
        </>
    }
}
