//! The table of the ledger: headings that sort, rows in view, keys.

use super::columns;
use super::filters::apply;
use super::keys;
use super::row::{self, Row};
use super::rows::Rows;
use super::texts as x;
use crate::components::virtual_table::VirtualTable;
use crate::i18n::common as t;
use crate::i18n::{Say, fill};
use crate::prelude::*;
use huiyin_protocol::ledger::{Column, LedgerQuery, LedgerRow};
use huiyin_rules::Lang;
use huiyin_rules::ids::SuggestionId;
use std::rc::Rc;

/// What the table is made of.
pub struct Parts<'a> {
    /// The rows.
    pub rows: Rows,
    /// Differs where the question differs.
    pub question: Vec<u8>,
    /// The query, for its order.
    pub query: &'a LedgerQuery,
    /// The columns shown.
    pub columns: Rc<Vec<Column>>,
    /// What is selected.
    pub selected: Rc<Vec<SuggestionId>>,
    /// The row the keyboard is at.
    pub active: UseStateHandle<Option<u32>>,
    /// Selects or deselects a row.
    pub select: Callback<Rc<LedgerRow>>,
    /// Selects all, or nothing.
    pub select_all: Callback<Event>,
    /// Language.
    pub lang: Lang,
}

/// The table.
pub fn table(parts: Parts<'_>) -> Html {
    let Parts {
        rows,
        question,
        query,
        columns,
        selected,
        active,
        select,
        select_all,
        lang,
    } = parts;
    let total = rows.total().unwrap_or(0);
    let here = *active;
    let one = {
        let (rows, columns, selected, select) = (
            rows.clone(),
            columns.clone(),
            selected.clone(),
            select.clone(),
        );
        Callback::from(move |index: u32| {
            let found = rows.get(index);
            let chosen = found.as_ref().is_some_and(|row| selected.contains(&row.id));
            html! {
                <Row key={index} {index} row={found} columns={columns.clone()} selected={chosen}
                    active={here == Some(index)} {lang} on_select={select.clone()} />
            }
        })
    };
    let on_range = {
        let rows = rows.clone();
        Callback::from(move |(first, last): (u32, u32)| rows.want(first, last))
    };
    let on_key = keys::handler(rows.clone(), active, total, select);
    let header = html! {
        <>
            <div class="vt-cell c-check" role="columnheader">
                <input type="checkbox" checked={!selected.is_empty()} onchange={select_all} aria-label={lang.say(x::SELECT_ALL)} />
            </div>
            { for columns.iter().map(|column| heading(*column, query, lang)) }
        </>
    };
    let active_id = here
        .filter(|index| rows.get(*index).is_some())
        .map(row::id_of);
    html! {
        <VirtualTable id="ledger-table" label={lang.say(t::LEDGER)} {total} columns={columns.len() as u32 + 1}
            {header} row={one} {on_range} {on_key} active={here} {active_id} origin={question} />
    }
}

fn heading(column: Column, query: &LedgerQuery, lang: Lang) -> Html {
    let (words, class, sort) = columns::about(column);
    let label = lang.say(words);
    let Some(sort) = sort else {
        return html! { <div class={classes!("vt-cell", class)} role="columnheader">{ label }</div> };
    };
    let is_by = query.sort == sort;
    let (order, mark) = match (is_by, query.descending) {
        (true, false) => ("ascending", "▲"),
        (true, true) => ("descending", "▼"),
        (false, _) => ("none", "↕"),
    };
    let next = LedgerQuery {
        sort,
        descending: is_by && !query.descending,
        ..query.clone()
    };
    let press = Callback::from(move |_: MouseEvent| apply(next.clone()));
    html! {
        <div class={classes!("vt-cell", class)} role="columnheader" aria-sort={order}>
            <button type="button" class="sort" title={fill(lang.say(x::SORT_BY), &[label])} onclick={press}>
                { label }<span class={if is_by { "sort-mark" } else { "sort-mark is-idle" }} aria-hidden="true">{ mark }</span>
            </button>
        </div>
    }
}
