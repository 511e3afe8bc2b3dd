//! One unit's year: its part, rates, opinions, facts, score card, suggestions.

mod card;
mod texts;

use crate::app::nav;
use crate::components::chip;
use crate::components::empty::empty;
use crate::i18n::terms::Term;
use crate::i18n::{Say, fill, grouped};
use crate::pages::page_head;
use crate::pages::report::cells::{self, section, table, tile};
use crate::pages::report::{
    Tools, gathered, picked, texts as r, use_report, use_years, year_choice,
};
use crate::pages::stats::rates::Card as RateCard;
use crate::prelude::*;
use crate::route::{self, Route, Search};
use crate::state::use_lang;
use huiyin_protocol::ledger::LedgerRow;
use huiyin_protocol::report::{ReportQuery, ReportView, UnitView};
use huiyin_rules::{Lang, Rating};
use texts as t;

/// Properties of [`Unit`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// `name`, `year`.
    pub search: Search,
}

/// The page.
#[component]
pub fn Unit(props: &Props) -> Html {
    let lang = use_lang();
    let name = props.search.get("name");
    let years = use_years(&props.search.get("year"));
    let query = years
        .as_ref()
        .filter(|_| !name.is_empty())
        .map(|years| ReportQuery::Unit {
            unit: name.clone(),
            year: years.chosen,
        });
    let answer = use_report(query.clone());
    let view = picked(&answer, |view| match view {
        ReportView::Unit(view) => Some(&**view),
        _ => None,
    });
    let report = view
        .filter(|view| view.unit == name)
        .map(|view| show(view, lang));
    let on_year = {
        let search = props.search.clone();
        Callback::from(move |year: i32| {
            route::replace(&Route::Unit(search.with("year", &year.to_string())));
        })
    };
    let year = years
        .as_ref()
        .map_or_else(String::new, |years| years.chosen.to_string());
    let back = Route::Units(Search::default().with("year", &year));
    if name.is_empty() {
        let way = route::link(&back, "btn", html! { lang.say(t::BACK) });
        return html! {
            <div class="page">
                { page_head(lang.say(nav::UNITS), Html::default()) }
                { empty(lang.say(t::NONE), lang.say(t::NONE_HINT), way) }
            </div>
        };
    }
    html! {
        <div class="page report" aria-busy={answer.loading.then_some("true")}>
            { page_head(&name, html! { <Tools {query} file={[&name, "_", &year].concat()} ready={report.is_some()} /> }) }
            <div class="report-filters">
                if let Some(years) = &years {
                    { year_choice(years, &on_year, lang) }
                }
                { route::link(&back, "no-print", html! { lang.say(t::BACK) }) }
            </div>
            { gathered(&answer, report) }
        </div>
    }
}

fn show(view: &UnitView, lang: Lang) -> Html {
    html! {
        <>
            { parts(view, lang) }
            { rates(view, lang) }
            { opinions(view, lang) }
            { facts(view, lang) }
            { card::show(view.card.as_ref(), lang) }
            { rows(view, lang) }
        </>
    }
}

fn parts(view: &UnitView, lang: Lang) -> Html {
    let parts = [t::LEADS, t::SEPARATE, t::ASSISTS]
        .into_iter()
        .zip(view.parts);
    section(
        "unit-parts",
        lang.say(t::PARTS),
        None,
        html! {
            <dl class="tiles">
                { for parts.map(|(words, count)| tile(lang.say(words), &fill(lang.say(t::ITEMS), &[&grouped(u64::from(count))]), "")) }
            </dl>
        },
    )
}

fn rates(view: &UnitView, lang: Lang) -> Html {
    if view.rates.is_empty() {
        return Html::default();
    }
    html! {
        <section aria-labelledby="unit-rates">
            <h2 id="unit-rates" class="off-screen">{ lang.say(t::RATES) }</h2>
            <ul class="rate-cards">
                { for view.rates.iter().map(|rate| html! { <RateCard key={rate.key.clone()} rate={rate.clone()} all={false} /> }) }
            </ul>
        </section>
    }
}

fn opinions(view: &UnitView, lang: Lang) -> Html {
    let ratings = [
        Rating::Satisfied,
        Rating::BasicallySatisfied,
        Rating::Dissatisfied,
    ];
    let inside = html! {
        <>
            if let Some(counts) = view.opinions {
                <dl class="tiles">
                    { for ratings.into_iter().zip(counts).map(|(rating, count)| tile(rating.word(lang), &grouped(u64::from(count)), "")) }
                </dl>
            }
            if !view.opinions_hidden.is_empty() {
                <p><strong>{ lang.say(if view.opinions.is_some() { t::PARTLY_HIDDEN } else { t::HIDDEN }) }</strong>{ lang.say(crate::i18n::common::COLON) }{ &view.opinions_hidden }</p>
            }
        </>
    };
    section("unit-opinions", lang.say(t::OPINIONS), None, inside)
}

fn facts(view: &UnitView, lang: Lang) -> Html {
    section(
        "unit-facts",
        lang.say(t::FACTS),
        None,
        html! {
            if view.facts.is_empty() {
                <p class="muted">{ lang.say(t::NO_FACTS) }</p>
            } else {
                <dl class="fact-list">
                    { for view.facts.iter().map(|fact| html! {
                        <div key={fact.label.clone()}><dt>{ &fact.label }</dt><dd>{ &fact.value }</dd></div>
                    }) }
                </dl>
            }
        },
    )
}

fn rows(view: &UnitView, lang: Lang) -> Html {
    let title = lang.say(t::ROWS);
    let all: u64 = view.parts.iter().map(|count| u64::from(*count)).sum();
    let shown = view.rows.len();
    let heads = [
        (r::SUGGESTION, false),
        (t::PART, false),
        (r::STAGE, false),
        (t::CLASS, false),
        (t::RATING, false),
        (t::REPLIED, false),
        (r::DEADLINE, false),
    ];
    section(
        "unit-rows",
        title,
        None,
        html! {
            if view.rows.is_empty() {
                <p class="muted">{ lang.say(t::NO_ROWS) }</p>
            } else {
                <p class="no-print">
                    { route::link(&Route::Ledger(Box::new(view.items.clone())), "", html! { { lang.say(r::SEE_LEDGER) } }) }
                    if all > shown as u64 {
                        { " " }<span class="muted">{ fill(lang.say(t::MORE_ROWS), &[&shown.to_string()]) }</span>
                    }
                </p>
                { table(title, &heads, view.rows.iter().map(|one| row(one, &view.unit, lang))) }
            }
        },
    )
}

fn row(one: &LedgerRow, unit: &str, lang: Lang) -> Html {
    let among = |names: &str| names.split('、').any(|name| name == unit);
    let part = if among(&one.assisting) && !among(&one.units) {
        t::ASSISTS
    } else if one.units.contains('、') {
        t::SEPARATE
    } else {
        t::LEADS
    };
    html! {
        <tr key={one.id.as_str()}>
            <th scope="row" class="wide">{ cells::item_of(one, lang) }</th>
            <td>{ lang.say(part) }</td>
            <td>{ chip::stage(one.stage, lang) }</td>
            <td>{ chip::class(one.class) }</td>
            <td>{ chip::rating(one.rating, lang) }</td>
            <td>{ cells::on(one.replied, lang) }</td>
            <td>if let Some(due) = &one.due { { chip::due(due, lang) } } else { { cells::text("", lang) } }</td>
        </tr>
    }
}
