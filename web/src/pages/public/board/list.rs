//! The suggestions that are published or could be: found, looked at, approved, taken off.

use super::Known;
use super::looks::{masked, state};
use super::preview::Preview;
use super::texts as t;
use crate::components::button::{Kind as Button, button, button_if, click};
use crate::components::confirm::Confirm;
use crate::components::empty::empty;
use crate::components::error_box::ErrorBox;
use crate::components::tabs::tabs;
use crate::i18n::{Say, common, fill, fill_number};
use crate::pages::public::asking::use_ordering;
use crate::pages::public::pager::{first_row, pager};
use crate::pages::public::texts as pt;
use crate::platform::dom;
use crate::prelude::*;
use crate::route::{self, Route, Search};
use crate::state::{notices, use_lang};
use huiyin_protocol::public::{BoardRow, PublicAsk, PublicReply};
use huiyin_rules::Lang;
use huiyin_rules::ids::SuggestionId;
use std::rc::Rc;

/// The tabs: as the address names them.
const TABS: [(&str, crate::i18n::Words); 3] =
    [("all", pt::ALL), ("1", t::PUBLISHED), ("0", t::UNPUBLISHED)];

/// What was ticked: which, and whether it is published.
type Picked = Vec<(SuggestionId, bool)>;

/// Properties of [`List`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The board.
    pub known: Known,
    /// The filters, from the address.
    pub search: Search,
}

/// The part of the page.
#[component]
pub fn List(props: &Props) -> Html {
    let lang = use_lang();
    let view = &props.known.view;
    let search = &props.search;
    let picked = use_state_eq(|| Rc::new(Picked::new()));
    let looking = use_state_eq(|| None::<BoardRow>);
    let shown = search.get("shown");
    let chosen = TABS.iter().find(|(key, _)| *key == shown);
    let chosen = chosen.map_or("all", |(key, _)| *key);
    let items: Vec<(&'static str, String)> = TABS
        .into_iter()
        .map(|(key, words)| {
            let words = lang.say(words);
            let label = if key == "1" {
                fill(lang.say(t::COUNTED), &[words, &view.published.to_string()])
            } else {
                words.to_owned()
            };
            (key, label)
        })
        .collect();
    let choose = {
        let search = search.clone();
        Callback::from(move |key: &'static str| {
            let key = if key == "all" { "" } else { key };
            route::go(&Route::Board(search.with("shown", key).with("page", "")));
        })
    };
    let on_words = {
        let search = search.clone();
        Callback::from(move |event: InputEvent| {
            let to = search.with("q", &dom::value_of(&event)).with("page", "");
            route::replace(&Route::Board(to));
        })
    };
    let go = {
        let search = search.clone();
        Callback::from(move |page: String| route::go(&Route::Board(search.with("page", &page))))
    };
    let look = {
        let looking = looking.setter();
        Callback::from(move |row: BoardRow| looking.set(Some(row)))
    };
    let close = {
        let looking = looking.setter();
        Callback::from(move |()| looking.set(None))
    };
    let clear = {
        let picked = picked.setter();
        Callback::from(move |()| picked.set(Rc::new(Vec::new())))
    };
    html! {
        <div class="pub-panel">
            { tabs("board", lang.say(t::LIST), &items, chosen, &choose) }
            <div id="board-panel" class="panel" role="tabpanel" aria-labelledby={["board-", chosen].concat()}>
                <div class="pub-filters" role="search">
                    <div class="field">
                        <label class="field-label" for="board-words">{ lang.say(t::WORDS) }</label>
                        <input id="board-words" type="search" class="control" autocomplete="off" value={search.get("q")} oninput={on_words} />
                    </div>
                </div>
                if !picked.is_empty() && view.may_change {
                    <Bar known={props.known.clone()} picked={(*picked).clone()} on_clear={clear} />
                }
                if view.rows.is_empty() {
                    { empty(lang.say(t::NONE), lang.say(t::NONE_HINT), Html::default()) }
                } else {
                    { table(&view.rows, &picked, view.may_change, &look, lang) }
                }
                { pager(first_row(&search.get("page")), view.rows.len(), view.total, &go, lang) }
            </div>
            if let Some(row) = (*looking).clone() { <Preview {row} on_close={close} /> }
        </div>
    }
}

fn table(
    rows: &[BoardRow],
    picked: &UseStateHandle<Rc<Picked>>,
    may_change: bool,
    look: &Callback<BoardRow>,
    lang: Lang,
) -> Html {
    let is_picked = |row: &BoardRow| picked.iter().any(|(id, _)| *id == row.id);
    let all = rows.iter().all(is_picked);
    let toggle_all = {
        let these: Picked = rows
            .iter()
            .map(|row| (row.id.clone(), row.published.is_some()))
            .collect();
        let picked = picked.clone();
        Callback::from(move |_: Event| {
            let mut next = (**picked).clone();
            next.retain(|(id, _)| !these.iter().any(|(other, _)| other == id));
            if !all {
                next.extend(these.clone());
            }
            picked.set(Rc::new(next));
        })
    };
    html! {
        <div class="scroll" tabindex="0" role="region" aria-label={lang.say(t::LIST)}>
            <table class="table pub-table">
                <thead><tr>
                    if may_change { <th scope="col" class="pub-check"><input type="checkbox" checked={all} onchange={toggle_all} aria-label={lang.say(pt::SELECT_ALL)} /></th> }
                    { for [t::ITEM, t::STAGE, t::STATE].into_iter().map(|words| html! { <th scope="col">{ lang.say(words) }</th> }) }
                    <th scope="col"><span class="off-screen">{ lang.say(t::PREVIEW) }</span></th>
                </tr></thead>
                <tbody>{ for rows.iter().map(|row| one(row, is_picked(row), picked, may_change, look, lang)) }</tbody>
            </table>
        </div>
    }
}

fn one(
    row: &BoardRow,
    on: bool,
    picked: &UseStateHandle<Rc<Picked>>,
    may_change: bool,
    look: &Callback<BoardRow>,
    lang: Lang,
) -> Html {
    let toggle = {
        let (picked, this) = (picked.clone(), (row.id.clone(), row.published.is_some()));
        Callback::from(move |_: Event| {
            let mut next = (**picked).clone();
            next.retain(|(id, _)| *id != this.0);
            if !on {
                next.push(this.clone());
            }
            picked.set(Rc::new(next));
        })
    };
    let press = {
        let row = row.clone();
        look.reform(move |_: MouseEvent| row.clone())
    };
    let name = fill(lang.say(t::PREVIEW_ONE), &[&row.title]);
    html! {
        <tr key={row.id.as_str()} class={if on { "is-selected" } else { "" }}>
            if may_change { <td class="pub-check"><input type="checkbox" checked={on} onchange={toggle} aria-label={fill(lang.say(t::SELECT), &[&row.title])} /></td> }
            <th scope="row">
                if !row.number.is_empty() { <span class="muted">{ &row.number }{ " " }</span> }
                { route::link(&Route::Item(row.id.clone()), "", html! { &row.title }) }
                { masked(row, lang) }
            </th>
            <td data-label={lang.say(t::STAGE)}>{ &row.stage }</td>
            <td data-label={lang.say(t::STATE)}>{ state(row, lang) }</td>
            <td><button type="button" class="btn btn-text" onclick={press} aria-label={name}>{ lang.say(t::PREVIEW) }</button></td>
        </tr>
    }
}

#[derive(Properties, PartialEq)]
struct BarProps {
    known: Known,
    picked: Rc<Picked>,
    on_clear: Callback<()>,
}

/// Approving what is ticked, or taking it off.
#[component]
fn Bar(props: &BarProps) -> Html {
    let lang = use_lang();
    let ordering = use_ordering();
    let asking = use_state_eq(|| false);
    let of = |published: bool| -> Vec<SuggestionId> {
        let some = props.picked.iter().filter(|(_, on)| *on == published);
        some.map(|(id, _)| id.clone()).collect()
    };
    let (new, hung) = (of(false), of(true));
    let order = {
        let (run, again, clear) = (
            ordering.run.clone(),
            props.known.again.clone(),
            props.on_clear.clone(),
        );
        Callback::from(move |(ask, said): (PublicAsk, String)| {
            let (again, clear) = (again.clone(), clear.clone());
            let then = Callback::from(move |_: PublicReply| {
                notices::done(said.clone());
                clear.emit(());
                again.emit(());
            });
            run.emit((ask, then));
        })
    };
    let counts = [new.len() as u64, hung.len() as u64];
    let publish = {
        let said = fill_number(lang.say(t::DID_PUBLISH), counts[0]);
        order.reform(move |_: MouseEvent| (PublicAsk::Publish(new.clone()), said.clone()))
    };
    let withdraw = {
        let said = fill_number(lang.say(t::DID_WITHDRAW), counts[1]);
        order.reform(move |reason: String| {
            let suggestions = hung.clone();
            let ask = PublicAsk::Withdraw {
                suggestions,
                reason,
            };
            (ask, said.clone())
        })
    };
    let ask = |on: bool| {
        let asking = asking.setter();
        Callback::from(move |()| asking.set(on))
    };
    let selected = fill_number(lang.say(pt::SELECTED), props.picked.len() as u64);
    let titled = !props.known.view.title.is_empty();
    html! {
        <>
            <div class="pub-bar" role="region" aria-label={selected.clone()}>
                <strong>{ selected }</strong>
                { button(Button::Text, lang.say(common::CLEAR), click(props.on_clear.clone())) }
                <span class="pub-tools">
                    if counts[0] > 0 { { button_if(Button::Primary, &fill_number(lang.say(t::PUBLISH), counts[0]), publish, titled && !ordering.busy) } }
                    if counts[1] > 0 { { button(Button::Plain, &fill_number(lang.say(t::WITHDRAW), counts[1]), click(ask(true))) } }
                </span>
                if !titled { <span class="muted">{ lang.say(t::TITLE_FIRST) }</span> }
                if let Some(failure) = ordering.failure.clone().filter(|_| !*asking) { <ErrorBox {failure} /> }
            </div>
            if *asking {
                <Confirm title={lang.say(t::WITHDRAW_DO)} lines={vec![fill_number(lang.say(t::WITHDRAW_WHAT), counts[1]), lang.say(t::WITHDRAW_AFTER).to_owned()]}
                    reason=true busy={ordering.busy} failure={ordering.failure.clone()} on_do={withdraw} on_close={ask(false)} />
            }
        </>
    }
}
