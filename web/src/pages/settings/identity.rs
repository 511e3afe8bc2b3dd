//! Who sits here, and for whom acts are recorded.

use super::part;
use super::texts as t;
use crate::components::button::{Kind as Look, button};
use crate::components::form::{Form, Values, forget_draft};
use crate::i18n::{Say, fill};
use crate::pages::party::Keys;
use crate::prelude::*;
use crate::route::{self, Route, Search};
use crate::state::session::{Change, party_in_full, party_name};
use crate::state::{notices, use_session, use_workspace};

/// Where the forms keep their drafts.
const OWN_DRAFT: &str = "own-party";
const FOR_DRAFT: &str = "for-party";

const OWN: Keys = Keys {
    role: "own-role",
    title: "own-title",
    unit: "own-unit",
    deputy: "own-deputy",
};
const FOR: Keys = Keys {
    role: "for-role",
    title: "for-title",
    unit: "for-unit",
    deputy: "for-deputy",
};

/// The section.
#[component]
pub fn Identity() -> Html {
    let session = use_session();
    let workspace = use_workspace();
    let lang = session.lang;
    // Cancelling begins a form anew: another key, another form.
    let round = use_state_eq(|| 0u32);
    let begin = |draft: &'static str| {
        let round = round.clone();
        Callback::from(move |()| {
            forget_draft(draft);
            round.set(*round + 1);
        })
    };
    let save_own = {
        let (session, begin) = (session.clone(), begin(OWN_DRAFT));
        Callback::from(move |values: Values| {
            let Some(party) = OWN.party(&values) else {
                return;
            };
            notices::done(fill(lang.say(t::SELF_SAVED), &[&party_name(&party, lang)]));
            session.change.emit(Change::Own(party));
            begin.emit(());
        })
    };
    let save_for = {
        let (session, begin) = (session.clone(), begin(FOR_DRAFT));
        Callback::from(move |values: Values| {
            let Some(party) = FOR.party(&values) else {
                return;
            };
            notices::done(fill(lang.say(t::BEHALF_DONE), &[&party_name(&party, lang)]));
            session.change.emit(Change::OnBehalfOf(Some(party)));
            begin.emit(());
        })
    };
    let stop = {
        let session = session.clone();
        Callback::from(move |_: MouseEvent| session.change.emit(Change::OnBehalfOf(None)))
    };
    let own = party_name(&session.own, lang);
    let now = match &session.on_behalf_of {
        Some(other) => fill(lang.say(t::BEHALF_NOW), &[&party_name(other, lang), &own]),
        None => fill(lang.say(t::BEHALF_NONE), &[&own]),
    };
    let fields = |keys: Keys| keys.fields(&workspace.units, &workspace.deputies, lang);
    let for_values = session
        .on_behalf_of
        .as_ref()
        .map(|party| FOR.values(party))
        .unwrap_or_default();
    let person = workspace.own.as_ref().map(|own| own.person.as_str());
    let own_part = if session.fixed {
        let who = party_in_full(&session.own, lang);
        let to = Route::Sharing(Search::default().with("tab", "devices"));
        html! { <p>{ fill(lang.say(t::SELF_FIXED), &[person.unwrap_or_default(), &who]) }{ " " }{ route::link(&to, "", html! { lang.say(t::SELF_DEVICES) }) }</p> }
    } else {
        html! {
            <Form key={["own", &round.to_string()].concat()} fields={fields(OWN)} initial={OWN.values(&session.own)} draft={OWN_DRAFT}
                submit={lang.say(t::SAVE_SELF)} on_submit={save_own} on_cancel={begin(OWN_DRAFT)} />
        }
    };
    html! {
        <>
            { part(lang.say(t::SELF), lang.say(t::SELF_INTRO), own_part) }
            if session.may_act_for_others() {
                { part(lang.say(t::BEHALF), lang.say(t::BEHALF_INTRO), html! {
                    <>
                        <p role="status" class="settings-now">
                            <strong>{ now }</strong>
                            if session.on_behalf_of.is_some() {
                                { button(Look::Plain, lang.say(t::BEHALF_END), stop) }
                            }
                        </p>
                        <Form key={["for", &round.to_string()].concat()} fields={fields(FOR)} initial={for_values} draft={FOR_DRAFT}
                            submit={lang.say(t::BEHALF_START)} on_submit={save_for} on_cancel={begin(FOR_DRAFT)} />
                    </>
                }) }
            }
        </>
    }
}
