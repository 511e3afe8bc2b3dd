//! 建议台账: query bar, views, a table of any length, batches, export.

pub mod batch;
mod choose;
mod columns;
mod export;
mod filters;
mod keys;
mod row;
mod rows;
mod table;
mod texts;
mod views;

use crate::components::button::{Kind, button};
use crate::components::empty::empty;
use crate::components::error_box::ErrorBox;
use crate::i18n::common as t;
use crate::i18n::{Say, fill_number};
use crate::pages::page_head;
use crate::platform::{engine, prefs};
use crate::prelude::*;
use crate::route::{self, Route};
use crate::state::{notices, use_lang, use_workspace};
use huiyin_protocol::ledger::{Column, LedgerQuery, LedgerRow};
use huiyin_protocol::{Reply, Request};
use huiyin_rules::ids::SuggestionId;
use huiyin_rules::suggestion::Action;
use std::rc::Rc;
use texts as x;

/// Most suggestions of one batch.
const MOST_SELECTED: u32 = 1_000;

/// Properties of [`Ledger`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The filters, from the address.
    pub query: LedgerQuery,
}

/// What lies over the page.
#[derive(Clone, Copy, PartialEq)]
enum Over {
    Nothing,
    Columns,
    Batch(Action),
}

/// The page.
#[component]
pub fn Ledger(props: &Props) -> Html {
    let lang = use_lang();
    let workspace = use_workspace();
    let (rows, question) = rows::use_rows(&props.query);
    let shown = use_state_eq(|| Rc::new(columns::remembered()));
    let dense = use_state_eq(|| prefs::is_on("dense"));
    let full = use_state_eq(|| false);
    let over = use_state_eq(|| Over::Nothing);
    let selected = use_state_eq(|| Rc::new(Vec::<SuggestionId>::new()));
    let active = use_state_eq(|| None::<u32>);

    {
        // Another question: what was chosen in the old result is not in sight any more.
        let (selected, active) = (selected.clone(), active.clone());
        use_effect_with(question.clone(), move |_| {
            selected.set(Rc::default());
            active.set(None);
        });
    }
    let select = {
        let selected = selected.clone();
        use_callback(selected, |row: Rc<LedgerRow>, selected| {
            let mut all: Vec<SuggestionId> = selected.to_vec();
            match all.iter().position(|id| *id == row.id) {
                Some(at) => {
                    all.swap_remove(at);
                }
                None => all.push(row.id.clone()),
            }
            selected.set(Rc::new(all));
        })
    };
    let select_all = {
        let (selected, query) = (selected.clone(), props.query.clone());
        let total = rows.total().unwrap_or(0);
        Callback::from(move |_: Event| {
            if !selected.is_empty() {
                selected.set(Rc::default());
                return;
            }
            let selected = selected.clone();
            let query = LedgerQuery {
                offset: 0,
                limit: MOST_SELECTED,
                ..query.clone()
            };
            engine::ask_then(Request::Ledger(query), move |answer| match answer {
                Ok(Reply::Ledger(page)) => {
                    if total > MOST_SELECTED {
                        notices::done(lang.say(x::FIRST_ONLY));
                    }
                    selected.set(Rc::new(page.rows.into_iter().map(|row| row.id).collect()));
                }
                Ok(_) => {}
                Err(why) => notices::failure(&why),
            });
        })
    };
    let clear = {
        let selected = selected.clone();
        Callback::from(move |_: MouseEvent| selected.set(Rc::default()))
    };
    let open = |what: Over| {
        let over = over.clone();
        Callback::from(move |_: MouseEvent| over.set(what))
    };
    let close = {
        let over = over.clone();
        Callback::from(move |()| over.set(Over::Nothing))
    };
    let close_batch = {
        let (over, selected) = (over.clone(), selected.clone());
        Callback::from(move |done: bool| {
            over.set(Over::Nothing);
            if done {
                selected.set(Rc::default());
            }
        })
    };
    let choose = {
        let shown = shown.clone();
        Callback::from(move |columns: Vec<Column>| {
            columns::remember(&columns);
            shown.set(Rc::new(columns));
        })
    };
    let toggle_dense = {
        let dense = dense.clone();
        Callback::from(move |_: MouseEvent| {
            prefs::switch("dense", !*dense);
            dense.set(!*dense);
        })
    };
    let toggle_full = {
        let full = full.clone();
        Callback::from(move |_: MouseEvent| full.set(!*full))
    };
    let save = {
        let (query, shown, today) = (props.query.clone(), shown.clone(), workspace.today.clone());
        Callback::from(move |_: MouseEvent| export::export(&query, &shown, &today, lang))
    };
    keys::use_search_key();

    let total = rows.total();
    let is_empty = total == Some(0);
    let pressed = |on: bool, label: &'static str, press: Callback<MouseEvent>| {
        html! {
            <button type="button" class="btn" aria-pressed={if on { "true" } else { "false" }} onclick={press}>{ label }</button>
        }
    };
    let mut class = "panel ledger".to_owned();
    if *dense {
        class.push_str(" is-dense");
    }
    if *full {
        class.push_str(" is-full");
    }
    html! {
        <div class="page page-ledger">
            { page_head(lang.say(t::LEDGER), route::link(&Route::Create, "btn btn-primary", html! { lang.say(t::CREATE) })) }
            <views::Views query={props.query.clone()} />
            <filters::Filters query={props.query.clone()} />
            <div {class}>
                if selected.is_empty() {
                    <div class="ledger-bar">
                        <span role="status">{ total.map_or_else(String::new, |total| fill_number(lang.say(t::TOTAL), total)) }</span>
                        <span class="page-tools">
                            { pressed(*dense, lang.say(x::DENSE), toggle_dense) }
                            { button(Kind::Plain, lang.say(x::COLUMNS), open(Over::Columns)) }
                            { pressed(*full, lang.say(x::FULL), toggle_full) }
                            { button(Kind::Plain, lang.say(t::EXPORT), save) }
                        </span>
                    </div>
                } else {
                    <div class="ledger-bar is-batch">
                        <span role="status">{ fill_number(lang.say(x::SELECTED), selected.len() as u64) }</span>
                        { button(Kind::Text, lang.say(t::CLEAR), clear) }
                        <span class="page-tools">
                            { button(Kind::Primary, lang.say(x::BATCH_ASSIGN), open(Over::Batch(Action::Assign))) }
                            { button(Kind::Plain, lang.say(x::BATCH_REMIND), open(Over::Batch(Action::Remind))) }
                        </span>
                    </div>
                }
                if let Some(failure) = rows.failure() {
                    <ErrorBox {failure} again={let rows = rows.clone(); Callback::from(move |()| rows.again())} />
                }
                if is_empty && workspace.suggestions == 0 {
                    { empty(lang.say(x::EMPTY), lang.say(x::EMPTY_HINT), route::link(&Route::Import, "btn", html! { lang.say(t::IMPORT) })) }
                } else if is_empty {
                    { empty(lang.say(x::NOTHING), lang.say(x::NOTHING_HINT), Html::default()) }
                } else {
                    { table::table(table::Parts {
                        rows: rows.clone(),
                        question,
                        query: &props.query,
                        columns: (*shown).clone(),
                        selected: (*selected).clone(),
                        active: active.clone(),
                        select,
                        select_all,
                        lang,
                    }) }
                }
            </div>
            if *over == Over::Columns {
                <choose::Choose columns={(*shown).clone()} on_choose={choose} on_close={close} />
            }
            if let Over::Batch(action) = *over {
                <batch::Batch {action} ids={(**selected).clone()} on_close={close_batch} />
            }
        </div>
    }
}
