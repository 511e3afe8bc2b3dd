//! What is counted: year, unit, category, delegation, key supervision. They
//! stand in the address, so that a link or Back finds the same figures.

use super::texts as t;
use crate::components::button::{Kind, button};
use crate::components::combo::Combo;
use crate::i18n::{Say, Words};
use crate::platform::dom;
use crate::prelude::*;
use crate::route::{self, Route};
use crate::state::{use_ask, use_lang};
use huiyin_protocol::ledger::{Facet, Facets, LedgerQuery};
use huiyin_protocol::{Reply, Request};
use huiyin_rules::Lang;
use std::rc::Rc;

/// Properties of [`Filters`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The filters now.
    pub query: LedgerQuery,
}

/// The bar of filters.
#[component]
pub fn Filters(props: &Props) -> Html {
    let lang = use_lang();
    let answer = use_ask(Some(Request::Facets));
    let none = Facets::default();
    let facets = match answer.reply.as_deref() {
        Some(Reply::Facets(facets)) => facets,
        _ => &none,
    };
    // A unit counts once it is one of the known ones; until then it is only typed.
    let typed = use_state_eq(|| None::<String>);
    {
        let typed = typed.clone();
        use_effect_with(props.query.unit.clone(), move |_| typed.set(None));
    }
    let query = &props.query;
    let change = |edit: fn(&mut LedgerQuery, String)| {
        let query = query.clone();
        Callback::from(move |event: Event| {
            let mut next = query.clone();
            edit(&mut next, dom::value_of(&event));
            route::go(&Route::Stats(Box::new(next)));
        })
    };
    let units = Rc::new(
        facets
            .units
            .iter()
            .map(|unit| unit.value.clone())
            .collect::<Vec<_>>(),
    );
    let on_unit = {
        let (query, units, typed) = (query.clone(), units.clone(), typed.clone());
        Callback::from(move |name: String| {
            if name.is_empty() || units.contains(&name) {
                let unit = Some(name.clone()).filter(|name| !name.is_empty());
                route::go(&Route::Stats(Box::new(LedgerQuery {
                    unit,
                    ..query.clone()
                })));
            }
            typed.set(Some(name));
        })
    };
    let unit = (*typed)
        .clone()
        .unwrap_or_else(|| query.unit.clone().unwrap_or_default());
    let reset = Callback::from(|_: MouseEvent| route::go(&Route::stats()));
    let mut years: Vec<&Facet> = facets.years.iter().collect();
    years.sort_by(|a, b| b.value.cmp(&a.value));
    let year = query.year.map_or_else(String::new, |year| year.to_string());
    let key = query.key.map_or("", |key| if key { "1" } else { "0" });
    html! {
        <section class="panel stats-filters no-print" aria-label={lang.say(t::FILTERS)}>
            { choice("stats-year", t::YEAR, values(&years), &year, change(|query, value| query.year = value.parse().ok()), lang) }
            <div class="field stats-unit">
                <label class="field-label" for="stats-unit">{ lang.say(t::UNIT) }</label>
                <Combo id="stats-unit" value={unit} options={units} on_change={on_unit} />
            </div>
            { choice("stats-category", t::CATEGORY, values(&facets.categories), query.category.as_deref().unwrap_or_default(),
                change(|query, value| query.category = some(value)), lang) }
            { choice("stats-delegation", t::DELEGATION, values(&facets.delegations), query.delegation.as_deref().unwrap_or_default(),
                change(|query, value| query.delegation = some(value)), lang) }
            { choice("stats-key", t::KEY, vec![("1".to_owned(), lang.say(t::KEY_ONLY).to_owned()), ("0".to_owned(), lang.say(t::KEY_NOT).to_owned())], key,
                change(|query, value| query.key = some(value).map(|value| value == "1")), lang) }
            if *query != LedgerQuery::default() {
                <div class="stats-reset">{ button(Kind::Plain, lang.say(t::RESET), reset) }</div>
            }
            if has_more(query) {
                <p class="stats-more">{ lang.say(t::MORE_FILTERS) }</p>
            }
        </section>
    }
}

fn some(value: String) -> Option<String> {
    Some(value).filter(|value| !value.is_empty())
}

fn values<F: std::borrow::Borrow<Facet>>(facets: &[F]) -> Vec<(String, String)> {
    let named = facets
        .iter()
        .map(F::borrow)
        .filter(|facet| !facet.value.is_empty());
    named
        .map(|facet| (facet.value.clone(), facet.value.clone()))
        .collect()
}

/// Whether conditions hold that have no field here; they come from links.
fn has_more(query: &LedgerQuery) -> bool {
    let known = LedgerQuery {
        year: query.year,
        unit: query.unit.clone(),
        category: query.category.clone(),
        delegation: query.delegation.clone(),
        key: query.key,
        sort: query.sort,
        descending: query.descending,
        offset: query.offset,
        limit: query.limit,
        ..LedgerQuery::default()
    };
    known != *query
}

fn choice(
    id: &'static str,
    label: Words,
    mut options: Vec<(String, String)>,
    chosen: &str,
    on_change: Callback<Event>,
    lang: Lang,
) -> Html {
    // What the address names stays visible even where no suggestion has it any more.
    if !chosen.is_empty() && !options.iter().any(|(value, _)| value == chosen) {
        options.push((chosen.to_owned(), chosen.to_owned()));
    }
    html! {
        <div class="field">
            <label class="field-label" for={id}>{ lang.say(label) }</label>
            <select {id} class="control" onchange={on_change}>
                <option value="" selected={chosen.is_empty()}>{ lang.say(t::ALL) }</option>
                { for options.into_iter().map(|(value, label)| {
                    let selected = value == chosen;
                    html! { <option {selected} {value}>{ label }</option> }
                }) }
            </select>
        </div>
    }
}
