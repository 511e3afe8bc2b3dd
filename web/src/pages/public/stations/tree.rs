//! The stations as a tree: what is above and below, who is there, what came to each.

use super::issue::Issue;
use super::labels::{counted_kinds, shown};
use super::texts as t;
use super::{Known, edit::Edit, paste::Paste};
use crate::components::button::{Kind as Button, button, click};
use crate::components::empty::empty;
use crate::components::virtual_table::VirtualTable;
use crate::i18n::{Say, common, fill, fill_number, grouped};
use crate::pages::public::texts as pt;
use crate::platform::dom;
use crate::prelude::*;
use crate::route::{self, Route, Search};
use crate::state::use_lang;
use huiyin_protocol::public::{CodeFor, StationRow};
use huiyin_rules::Lang;
use huiyin_rules::station::StationKind;
use std::rc::Rc;

/// Indents that the style sheet knows.
const DEPTHS: [&str; 5] = ["pub-d0", "pub-d1", "pub-d2", "pub-d3", "pub-d4"];

/// So many rows need no tall table.
const SHORT: u32 = 6;

#[derive(Clone, PartialEq)]
enum Open {
    New,
    Change(String),
    Paste,
}

/// Properties of [`Tree`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Stations, roll, codes.
    pub known: Known,
}

/// The part of the page.
#[component]
pub fn Tree(props: &Props) -> Html {
    let lang = use_lang();
    let view = &props.known.view;
    let words = use_state_eq(String::new);
    let kind = use_state_eq(String::new);
    let folded = use_state_eq(|| Rc::new(Vec::<String>::new()));
    let picked = use_state_eq(|| Rc::new(Vec::<String>::new()));
    let open = use_state_eq(|| None::<Open>);
    let show = |what: Option<Open>| {
        let open = open.setter();
        Callback::from(move |()| open.set(what.clone()))
    };
    let filtered = !words.trim().is_empty() || !kind.is_empty();
    let rows = Rc::new(shown(&view.rows, &words, &kind, &folded));
    let tools = if view.may_change {
        html! {
            <span class="pub-tools">
                { button(Button::Primary, lang.say(t::NEW), click(show(Some(Open::New)))) }
                { button(Button::Plain, lang.say(t::PASTE), click(show(Some(Open::Paste)))) }
            </span>
        }
    } else {
        html! { <span class="muted">{ lang.say(pt::OFFICE_ONLY) }</span> }
    };
    let on_words = {
        let words = words.setter();
        Callback::from(move |event: InputEvent| words.set(dom::value_of(&event)))
    };
    let on_kind = {
        let kind = kind.setter();
        Callback::from(move |event: Event| kind.set(dom::value_of(&event)))
    };
    let clear = {
        let picked = picked.setter();
        Callback::from(move |()| picked.set(Rc::new(Vec::new())))
    };
    let dialog = match &*open {
        Some(Open::New) => {
            html! { <Edit known={props.known.clone()} id={None} on_close={show(None)} /> }
        }
        Some(Open::Change(id)) => {
            html! { <Edit key={id.clone()} known={props.known.clone()} id={Some(id.clone())} on_close={show(None)} /> }
        }
        Some(Open::Paste) => html! { <Paste known={props.known.clone()} on_close={show(None)} /> },
        None => Html::default(),
    };
    if view.rows.is_empty() {
        return html! {
            <>
                { empty(lang.say(t::NONE), lang.say(if view.may_change { t::NONE_HINT } else { pt::OFFICE_ONLY }), if view.may_change { tools } else { Html::default() }) }
                { dialog }
            </>
        };
    }
    let total = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    let one = {
        let (rows, view) = (rows.clone(), view.clone());
        let (folded, picked, open) = (folded.clone(), picked.clone(), open.setter());
        Callback::from(move |index: u32| {
            let found = rows.get(index as usize);
            let Some((at, row)) = found.and_then(|at| Some((*at, view.rows.get(*at)?))) else {
                return Html::default();
            };
            let parent = view
                .rows
                .get(at + 1)
                .is_some_and(|next| next.depth > row.depth);
            let parts = Parts {
                index,
                row,
                folds: parent && !filtered,
                flat: filtered,
                may_change: view.may_change,
                told: view.told,
                codes: view.codes.iter().filter(|code| is_of(code, row)).count(),
                lang,
            };
            tree_row(&parts, &folded, &picked, &open)
        })
    };
    let targets: Vec<CodeFor> = picked
        .iter()
        .map(|id| CodeFor {
            station: Some(id.clone()),
            ..CodeFor::default()
        })
        .collect();
    let columns = 5 + u32::from(view.may_change) + 2 * u32::from(view.told);
    html! {
        <>
            <div class="pub-filters">
                <div class="field">
                    <label class="field-label" for="stations-words">{ lang.say(t::WORDS) }</label>
                    <input id="stations-words" type="search" class="control" autocomplete="off" value={(*words).clone()} oninput={on_words} />
                </div>
                <div class="field">
                    <label class="field-label" for="stations-kind">{ lang.say(t::KIND) }</label>
                    <select id="stations-kind" class="control" onchange={on_kind}>
                        <option value="" selected={kind.is_empty()}>{ lang.say(pt::ALL) }</option>
                        { for StationKind::ALL.into_iter().map(|one| html! {
                            <option value={one.as_str()} selected={*kind == one.as_str()}>{ one.label().get(lang).to_owned() }</option>
                        }) }
                    </select>
                </div>
                { tools }
            </div>
            <p class="muted" role="status">{ counted_kinds(view, lang) }if filtered { { " · " }{ fill_number(lang.say(common::TOTAL), total) } }</p>
            if !picked.is_empty() {
                <Issue known={props.known.clone()} {targets} on_clear={clear} />
            }
            <div class={if total > SHORT { "panel pub-grid" } else { "panel pub-grid is-short" }}>
                <VirtualTable id="stations-grid" label={lang.say(t::TREE)} {total} {columns}
                    header={header(view.may_change, view.told, lang)} row={one} on_range={Callback::noop()} origin={origin(&words, &kind)} />
            </div>
            { dialog }
        </>
    }
}

/// Whether a code leads to a station and is in force.
fn is_of(code: &huiyin_protocol::public::CodeView, row: &StationRow) -> bool {
    code.withdrawn.is_none() && code.station.as_deref() == Some(&row.station.id)
}

/// Other filters show the table from its top.
fn origin(words: &str, kind: &str) -> Vec<u8> {
    [words, "\n", kind].concat().into_bytes()
}

fn header(may_change: bool, told: bool, lang: Lang) -> Html {
    let cell = |class: &'static str, words| {
        html! { <div class={classes!("vt-cell", class)} role="columnheader">{ lang.say(words) }</div> }
    };
    html! {
        <>
            if may_change { <div class="vt-cell c-check" role="columnheader"><span class="off-screen">{ lang.say(t::PICK) }</span></div> }
            { cell("c-title", t::NAME) }
            { cell("c-mid", t::KIND) }
            { cell("c-short pub-num", t::DEPUTIES) }
            if told {
                { cell("c-short pub-num", t::VOICES) }
                { cell("c-short pub-num", t::CODES) }
            }
            { cell("c-wide", t::ADDRESS) }
            { cell("c-wide", t::HOURS) }
        </>
    }
}

/// What a row is made of.
struct Parts<'a> {
    index: u32,
    row: &'a StationRow,
    folds: bool,
    flat: bool,
    may_change: bool,
    told: bool,
    codes: usize,
    lang: Lang,
}

/// With one more, or one fewer.
fn toggled(all: &[String], id: &str) -> Rc<Vec<String>> {
    let mut next: Vec<String> = all.iter().filter(|one| *one != id).cloned().collect();
    if next.len() == all.len() {
        next.push(id.to_owned());
    }
    Rc::new(next)
}

fn tree_row(
    parts: &Parts<'_>,
    folded: &UseStateHandle<Rc<Vec<String>>>,
    picked: &UseStateHandle<Rc<Vec<String>>>,
    open: &UseStateSetter<Option<Open>>,
) -> Html {
    let (row, lang) = (parts.row, parts.lang);
    let station = &row.station;
    let id = station.id.clone();
    let on = picked.contains(&id);
    let pick = {
        let (picked, id) = (picked.clone(), id.clone());
        Callback::from(move |_: Event| picked.set(toggled(&picked, &id)))
    };
    let is_folded = folded.contains(&id);
    let fold = {
        let (folded, id) = (folded.clone(), id.clone());
        Callback::from(move |_: MouseEvent| folded.set(toggled(&folded, &id)))
    };
    let change = {
        let (open, id) = (open.clone(), id.clone());
        Callback::from(move |_: MouseEvent| open.set(Some(Open::Change(id.clone()))))
    };
    let depth = if parts.flat { 0 } else { row.depth as usize };
    let indent = DEPTHS.get(depth).copied().unwrap_or(DEPTHS[4]);
    let voices = grouped(row.voices.into());
    let place = Search::default().with("station", &id);
    html! {
        <div key={id} class={if on { "vt-row is-selected" } else { "vt-row" }} role="row" aria-rowindex={(parts.index + 2).to_string()} aria-selected={if on { "true" } else { "false" }}>
            if parts.may_change {
                <div class="vt-cell c-check" role="gridcell">
                    <input type="checkbox" checked={on} onchange={pick} disabled={row.closed.is_some()} aria-label={fill(lang.say(t::PICK_ONE), &[&station.name])} />
                </div>
            }
            <div class={classes!("vt-cell", "c-title", indent)} role="gridcell">
                if parts.folds {
                    <button type="button" class="icon-btn pub-fold" onclick={fold} aria-expanded={if is_folded { "false" } else { "true" }}
                        aria-label={fill(lang.say(t::FOLD), &[&station.name])}>{ if is_folded { "▸" } else { "▾" } }</button>
                } else {
                    <span class="pub-fold" aria-hidden="true"></span>
                }
                if parts.may_change {
                    <button type="button" class="btn btn-text clip" onclick={change} aria-label={fill(lang.say(t::CHANGE_ONE), &[&station.name])} title={station.name.clone()}>{ &station.name }</button>
                } else {
                    <span class="clip" title={station.name.clone()}>{ &station.name }</span>
                }
                { row.closed.as_ref().map(|why| html! { <span class="tag tag-off" title={why.clone()}>{ lang.say(t::IS_CLOSED) }</span> }) }
            </div>
            <div class="vt-cell c-mid" role="gridcell"><span class="clip">{ station.kind.label().get(lang).to_owned() }</span></div>
            <div class="vt-cell c-short pub-num" role="gridcell">{ grouped(row.deputies.into()) }</div>
            if parts.told {
                <div class="vt-cell c-short pub-num" role="gridcell">{ if row.voices > 0 { route::link(&Route::Voices(place), "", html! { voices }) } else { html! { voices } } }</div>
                <div class="vt-cell c-short pub-num" role="gridcell">{ parts.codes }</div>
            }
            <div class="vt-cell c-wide" role="gridcell"><span class="clip" title={station.address.clone()}>{ &station.address }</span></div>
            <div class="vt-cell c-wide" role="gridcell"><span class="clip" title={station.hours.clone()}>{ &station.hours }</span></div>
        </div>
    }
}
