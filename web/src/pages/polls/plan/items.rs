//! What is voted on: suggestions found in the ledger, and items of its own, in an order.

use super::texts as t;
use crate::components::button::{Kind as Button, button, button_if};
use crate::components::empty::loading;
use crate::components::error_box::ErrorBox;
use crate::components::field::{Field, Kind, field};
use crate::i18n::{Say, common, fill, grouped};
use crate::prelude::*;
use crate::state::{use_ask, use_lang};
use huiyin_protocol::ledger::{LedgerQuery, LedgerRow};
use huiyin_protocol::poll::DraftItem;
use huiyin_protocol::{Reply, Request};
use huiyin_rules::Lang;
use huiyin_rules::ids::SuggestionId;

/// Most suggestions found at once.
const MOST: u32 = 50;

/// Properties of [`Items`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The items so far.
    pub items: Vec<DraftItem>,
    /// Gets them changed.
    pub on_change: Callback<Vec<DraftItem>>,
    /// What is wrong.
    pub error: Option<String>,
}

/// The list and what adds to it.
#[component]
pub fn Items(props: &Props) -> Html {
    let lang = use_lang();
    let words = use_state_eq(String::new);
    let ticked = use_state_eq(Vec::<SuggestionId>::new);
    let own = use_state_eq(|| (String::new(), String::new()));
    let wanted = words.trim().to_owned();
    let found = use_ask((!wanted.is_empty()).then(|| {
        Request::Ledger(LedgerQuery {
            text: wanted.clone(),
            limit: MOST,
            ..LedgerQuery::default()
        })
    }));
    let page = match found.reply.as_deref() {
        Some(Reply::Ledger(page)) if !wanted.is_empty() => Some(page),
        _ => None,
    };
    let rows = page.map_or(&[][..], |page| &page.rows);
    let add = {
        let chosen = rows.iter().filter(|row| ticked.contains(&row.id));
        let new: Vec<DraftItem> = chosen.map(item).collect();
        let (items, on_change, ticked) =
            (props.items.clone(), props.on_change.clone(), ticked.clone());
        Callback::from(move |_: MouseEvent| {
            let mut all = items.clone();
            all.extend(new.clone());
            ticked.set(Vec::new());
            on_change.emit(all);
        })
    };
    let add_own = {
        let (items, on_change, own) = (props.items.clone(), props.on_change.clone(), own.clone());
        Callback::from(move |_: MouseEvent| {
            let (title, unit) = (*own).clone();
            let mut all = items.clone();
            all.push(DraftItem {
                suggestion: None,
                title: title.trim().to_owned(),
                unit: unit.trim().to_owned(),
            });
            own.set((String::new(), String::new()));
            on_change.emit(all);
        })
    };
    let search = Field::new("poll-search", lang.say(t::SEARCH), Kind::Line)
        .hint(lang.say(t::SEARCH_HINT))
        .optional()
        .plain("");
    let on_words = {
        let (words, ticked) = (words.clone(), ticked.clone());
        Callback::from(move |text: String| {
            words.set(text);
            ticked.set(Vec::new());
        })
    };
    let edit = |is_title: bool| {
        let own = own.clone();
        Callback::from(move |text: String| {
            let mut next = (*own).clone();
            *(if is_title { &mut next.0 } else { &mut next.1 }) = text;
            own.set(next);
        })
    };
    let line = |key: &str, label, is_title: bool, value: &str| {
        let one = Field::new(key, lang.say(label), Kind::Line)
            .optional()
            .plain("");
        field(&one, value, None, &edit(is_title), lang)
    };
    html! {
        <>
            { listed(&props.items, &props.on_change, lang) }
            { field(&search, &words, props.error.as_deref(), &on_words, lang) }
            if let Some(failure) = found.failure.clone().filter(|_| !wanted.is_empty()) {
                <ErrorBox {failure} again={found.again.clone()} />
            }
            if !wanted.is_empty() && page.is_none() && found.failure.is_none() { { loading(lang.say(common::LOADING)) } }
            if let Some(page) = page {
                <p class="muted" role="status">{ fill(lang.say(if page.total > MOST { t::FOUND_MANY } else { t::FOUND }), &[&grouped(u64::from(page.total)), &MOST.to_string()]) }</p>
                <ul class="poll-found">
                    { for rows.iter().enumerate().map(|(at, row)| result(at, row, &props.items, &ticked, lang)) }
                </ul>
                if !rows.is_empty() {
                    <p>{ button_if(Button::Plain, &fill(lang.say(t::ADD_TICKED), &[&ticked.len().to_string()]), add, !ticked.is_empty()) }</p>
                }
            }
            <details class="poll-more">
                <summary>{ lang.say(t::OWN_ITEM) }</summary>
                <div class="poll-row">
                    { line("poll-own-title", t::OWN_TITLE, true, &own.0) }
                    { line("poll-own-unit", t::OWN_UNIT, false, &own.1) }
                    { button_if(Button::Plain, lang.say(t::ADD_OWN), add_own, !own.0.trim().is_empty()) }
                </div>
            </details>
        </>
    }
}

fn item(row: &LedgerRow) -> DraftItem {
    let title = [row.number.as_str(), row.title.as_str()];
    let title: Vec<&str> = title.into_iter().filter(|part| !part.is_empty()).collect();
    DraftItem {
        suggestion: Some(row.id.clone()),
        title: title.join(" "),
        unit: row.units.clone(),
    }
}

/// One suggestion that was found, to be ticked.
fn result(
    at: usize,
    row: &LedgerRow,
    items: &[DraftItem],
    ticked: &UseStateHandle<Vec<SuggestionId>>,
    lang: Lang,
) -> Html {
    let id = ["poll-found-", &at.to_string()].concat();
    let there = items
        .iter()
        .any(|item| item.suggestion.as_ref() == Some(&row.id));
    let on = ticked.contains(&row.id);
    let toggle = {
        let (ticked, id) = (ticked.clone(), row.id.clone());
        Callback::from(move |_: Event| {
            let mut all = (*ticked).clone();
            if on {
                all.retain(|one| *one != id);
            } else {
                all.push(id.clone());
            }
            ticked.set(all);
        })
    };
    html! {
        <li key={row.id.as_str()}>
            <label class="radio" for={id.clone()}>
                <input {id} type="checkbox" checked={on || there} disabled={there} onchange={toggle} />
                <span>
                    if !row.number.is_empty() { <strong>{ &row.number }{ " " }</strong> }
                    { &row.title }
                    <span class="muted">{ " " }{ &row.units }</span>
                    if there { <span class="tag tag-off">{ lang.say(t::THERE) }</span> }
                </span>
            </label>
        </li>
    }
}

/// The items in their order, each with its handles.
fn listed(items: &[DraftItem], on_change: &Callback<Vec<DraftItem>>, lang: Lang) -> Html {
    if items.is_empty() {
        return html! { <p class="muted">{ lang.say(t::NO_ITEMS) }</p> };
    }
    let handle = |at: usize,
                  shown: &'static str,
                  label,
                  enabled: bool,
                  how: fn(&mut Vec<DraftItem>, usize)| {
        let (all, on_change) = (items.to_vec(), on_change.clone());
        let name = items.get(at).map_or("", |item| item.title.as_str());
        let on_click = Callback::from(move |_: MouseEvent| {
            let mut next = all.clone();
            how(&mut next, at);
            on_change.emit(next);
        });
        html! {
            <button type="button" class="icon-btn" onclick={on_click} disabled={!enabled} aria-label={fill(lang.say(label), &[name])}>{ shown }</button>
        }
    };
    let clear = on_change.reform(|_: MouseEvent| Vec::new());
    html! {
        <>
            <ol class="poll-items" aria-label={lang.say(t::ITEMS)}>
                { for items.iter().enumerate().map(|(at, item)| html! {
                    <li key={at}>
                        <span class="poll-item"><span>{ &item.title }</span><span class="muted">{ " " }{ &item.unit }</span></span>
                        <span class="poll-handles">
                            { handle(at, "↑", t::UP, at > 0, |all, at| all.swap(at - 1, at)) }
                            { handle(at, "↓", t::DOWN, at + 1 < items.len(), |all, at| all.swap(at, at + 1)) }
                            { handle(at, "×", t::DROP, true, |all, at| { all.remove(at); }) }
                        </span>
                    </li>
                }) }
            </ol>
            if items.len() > 1 { <p>{ button(Button::Text, lang.say(common::CLEAR), clear) }</p> }
        </>
    }
}
