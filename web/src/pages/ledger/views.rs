//! Views: queries with a name, ours and those this browser keeps.

use super::filters::apply;
use super::texts as x;
use crate::components::button::{Kind, button};
use crate::components::dialog::Dialog;
use crate::components::field::{Field, Kind as Input};
use crate::components::form::{Form, Values, forget_draft};
use crate::i18n::common as t;
use crate::i18n::{Say, Words, fill};
use crate::platform::prefs;
use crate::prelude::*;
use crate::route::{Route, query};
use crate::state::use_lang;
use huiyin_protocol::ledger::LedgerQuery;

/// Views that everybody has, as addresses.
const OURS: [(Words, &str); 6] = [
    (x::ALL, ""),
    (x::MINE, "mine=1&sort=due"),
    (x::OVERDUE, "light=overdue&sort=due"),
    (x::SOON, "light=soon&sort=due"),
    (x::DISSATISFIED, "rating=dissatisfied"),
    (x::PROMISED, "promised=1&sort=due"),
];

/// The views kept: name and address.
fn kept() -> Vec<(String, String)> {
    let text = prefs::get("views").unwrap_or_default();
    let pairs = text.lines().filter_map(|line| line.split_once('\t'));
    pairs
        .map(|(name, address)| (name.to_owned(), address.to_owned()))
        .collect()
}

fn keep(views: &[(String, String)]) {
    let lines: Vec<String> = views
        .iter()
        .map(|(name, address)| [name, "\t", address].concat())
        .collect();
    prefs::set("views", &lines.join("\n"));
}

/// Properties of [`Views`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The query of the address.
    pub query: LedgerQuery,
}

/// The row of views.
#[component]
pub fn Views(props: &Props) -> Html {
    let lang = use_lang();
    let views = use_state_eq(kept);
    let naming = use_state_eq(|| false);
    let here = Route::Ledger(Box::new(props.query.clone())).href();
    let view = |name: String, search: &str, key: String, remove: Option<Callback<MouseEvent>>| {
        let target = query::parse(search);
        let is_here = Route::Ledger(Box::new(target.clone())).href() == here;
        let go = Callback::from(move |_: MouseEvent| apply(target.clone()));
        html! {
            <li key={key}>
                <button type="button" class={if is_here { "view is-here" } else { "view" }}
                    aria-pressed={if is_here { "true" } else { "false" }} onclick={go}>{ &name }</button>
                if let Some(remove) = remove {
                    <button type="button" class="icon-btn" aria-label={fill(lang.say(x::REMOVE_VIEW), &[&name])} onclick={remove}>{ "×" }</button>
                }
            </li>
        }
    };
    let open = |to: bool| {
        let naming = naming.clone();
        Callback::from(move |()| naming.set(to))
    };
    let save = {
        let (views, naming) = (views.clone(), naming.clone());
        let search = here
            .split_once('?')
            .map_or("", |(_, search)| search)
            .to_owned();
        Callback::from(move |values: Values| {
            let name = values.text("name").replace(['\t', '\n'], " ");
            let mut all = (*views).clone();
            all.retain(|(other, _)| *other != name);
            all.push((name, search.clone()));
            keep(&all);
            forget_draft("view");
            views.set(all);
            naming.set(false);
        })
    };
    let mine = views.iter().map(|(name, search)| {
        let (views, gone) = (views.clone(), name.clone());
        let remove = Callback::from(move |_: MouseEvent| {
            let mut all = (*views).clone();
            all.retain(|(other, _)| *other != gone);
            keep(&all);
            views.set(all);
        });
        view(name.clone(), search, ["own-", name].concat(), Some(remove))
    });
    html! {
        <>
            <ul class="views no-print" aria-label={lang.say(x::VIEWS)}>
                { for OURS.iter().map(|(words, search)| view(lang.say(*words).to_owned(), search, words.1.to_owned(), None)) }
                { for mine }
                <li>{ button(Kind::Text, lang.say(x::SAVE_VIEW), open(true).reform(|_: MouseEvent| ())) }</li>
            </ul>
            if *naming {
                <Dialog title={lang.say(x::SAVE_VIEW)} on_close={open(false)}>
                    <Form fields={vec![Field::new("name", lang.say(x::VIEW_NAME), Input::Line)]} draft="view"
                        submit={lang.say(t::SAVE)} on_submit={save} on_cancel={open(false)} />
                </Dialog>
            }
        </>
    }
}
