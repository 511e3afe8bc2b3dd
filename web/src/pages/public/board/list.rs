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
use crate::i18n::{Say, fill, fill_number};
use crate::pages::public::asking::use_ordering;
use crate::pages::public::pager::{first_row, pager, use_last_page};
use crate::pages::public::texts as pt;
use crate::pages::public::ticks::{self, Tick, Ticks, use_ticks};
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

/// What was ticked.
#[derive(Clone, PartialEq)]
pub struct Picked {
    id: SuggestionId,
    published: bool,
}

impl Picked {
    fn of(row: &BoardRow) -> Picked {
        Picked {
            id: row.id.clone(),
            published: row.published.is_some(),
        }
    }
}

impl Tick for Picked {
    fn key(&self) -> &str {
        self.id.as_str()
    }
}

/// Properties of [`List`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The board.
    pub known: Known,
    /// The filters, from the address.
    pub search: Search,
    /// Whether another window is on its way.
    pub loading: bool,
}

/// The part of the page.
#[component]
pub fn List(props: &Props) -> Html {
    let lang = use_lang();
    let view = &props.known.view;
    let search = &props.search;
    let picked = use_ticks::<Picked>(search);
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
    let back = {
        let search = search.clone();
        Callback::from(move |page: String| {
            route::replace(&Route::Board(search.with("page", &page)));
        })
    };
    let from = first_row(&search.get("page"));
    use_last_page(
        from,
        (!props.loading).then_some((view.rows.len(), view.total)),
        &back,
    );
    let (ticked, rows) = (
        picked.all(),
        view.rows.iter().map(Picked::of).collect::<Vec<_>>(),
    );
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
                if !ticked.is_empty() && view.may_change {
                    <Bar known={props.known.clone()} elsewhere={picked.elsewhere(&rows)} picked={ticked} on_clear={picked.clear()} />
                }
                if view.rows.is_empty() {
                    { empty(lang.say(t::NONE), lang.say(t::NONE_HINT), Html::default()) }
                } else {
                    { table(&view.rows, &picked, view.may_change, &look, lang) }
                }
                { pager(from, view.rows.len(), view.total, &go, lang) }
            </div>
            if let Some(row) = (*looking).clone() { <Preview {row} on_close={close} /> }
        </div>
    }
}

fn table(
    rows: &[BoardRow],
    picked: &Ticks<Picked>,
    may_change: bool,
    look: &Callback<BoardRow>,
    lang: Lang,
) -> Html {
    html! {
        <div class="scroll" tabindex="0" role="region" aria-label={lang.say(t::LIST)}>
            <table class="table pub-table">
                <thead><tr>
                    if may_change { { picked.head(rows.iter().map(Picked::of).collect(), lang) } }
                    { for [t::ITEM, t::STAGE, t::STATE].into_iter().map(|words| html! { <th scope="col">{ lang.say(words) }</th> }) }
                    <th scope="col"><span class="off-screen">{ lang.say(t::PREVIEW) }</span></th>
                </tr></thead>
                <tbody>{ for rows.iter().map(|row| one(row, picked, may_change, look, lang)) }</tbody>
            </table>
        </div>
    }
}

fn one(
    row: &BoardRow,
    picked: &Ticks<Picked>,
    may_change: bool,
    look: &Callback<BoardRow>,
    lang: Lang,
) -> Html {
    let press = {
        let row = row.clone();
        look.reform(move |_: MouseEvent| row.clone())
    };
    let on = picked.has(row.id.as_str());
    let [name, select] =
        [t::PREVIEW_ONE, t::SELECT].map(|words| fill(lang.say(words), &[&row.title]));
    html! {
        <tr key={row.id.as_str()} class={if on { "is-selected" } else { "" }}>
            if may_change { { picked.cell(Picked::of(row), &select) } }
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
    picked: Rc<Vec<Picked>>,
    elsewhere: usize,
    on_clear: Callback<()>,
}

/// Approving what is ticked, or taking it off.
#[component]
fn Bar(props: &BarProps) -> Html {
    let lang = use_lang();
    let ordering = use_ordering();
    let asking = use_state_eq(|| false);
    let of = |published: bool| -> Vec<SuggestionId> {
        let some = props.picked.iter().filter(|one| one.published == published);
        some.map(|one| one.id.clone()).collect()
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
    let titled = !props.known.view.title.is_empty();
    let acts = html! {
        <>
                <span class="pub-tools">
                    if counts[0] > 0 { { button_if(Button::Primary, &fill_number(lang.say(t::PUBLISH), counts[0]), publish, titled && !ordering.busy) } }
                    if counts[1] > 0 { { button(Button::Plain, &fill_number(lang.say(t::WITHDRAW), counts[1]), click(ask(true))) } }
                </span>
                if !titled { <span class="muted">{ lang.say(t::TITLE_FIRST) }</span> }
                if let Some(failure) = ordering.failure.clone().filter(|_| !*asking) { <ErrorBox {failure} /> }
        </>
    };
    html! {
        <>
            { ticks::bar(props.picked.len(), props.elsewhere, props.on_clear.clone(), acts, lang) }
            if *asking {
                <Confirm title={lang.say(t::WITHDRAW_DO)} lines={vec![fill_number(lang.say(t::WITHDRAW_WHAT), counts[1]), lang.say(t::WITHDRAW_AFTER).to_owned()]}
                    reason=true busy={ordering.busy} failure={ordering.failure.clone()} on_do={withdraw} on_close={ask(false)} />
            }
        </>
    }
}
