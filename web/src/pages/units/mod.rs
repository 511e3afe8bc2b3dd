//! 承办单位: all units of a year side by side, and who is prepared for an award.

mod texts;

use crate::app::nav;
use crate::i18n::{Say, grouped};
use crate::pages::page_head;
use crate::pages::report::cells::{self, section, table};
use crate::pages::report::{
    Tools, gathered, no_suggestions, picked, texts as r, use_report, use_years, year_choice,
};
use crate::prelude::*;
use crate::route::{self, Route, Search};
use crate::state::use_lang;
use huiyin_protocol::report::{AwardLine, ReportQuery, ReportView, UnitLine, UnitsView};
use huiyin_rules::Lang;
use texts as t;

/// Properties of [`Units`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// `year`.
    pub search: Search,
}

/// The page.
#[component]
pub fn Units(props: &Props) -> Html {
    let lang = use_lang();
    let years = use_years(&props.search.get("year"));
    let query = years
        .as_ref()
        .map(|years| ReportQuery::Units { year: years.chosen });
    let answer = use_report(query.clone());
    let view = picked(&answer, |view| match view {
        ReportView::Units(view) => Some(view),
        _ => None,
    });
    let ready = view.is_some_and(|view| !view.units.is_empty());
    let report = view.map(|view| show(view, lang));
    let on_year = {
        let search = props.search.clone();
        Callback::from(move |year: i32| {
            route::replace(&Route::Units(search.with("year", &year.to_string())));
        })
    };
    let year = years
        .as_ref()
        .map_or_else(String::new, |years| years.chosen.to_string());
    html! {
        <div class="page report" aria-busy={answer.loading.then_some("true")}>
            { page_head(lang.say(nav::UNITS), html! { <Tools {query} file={[lang.say(nav::UNITS), "_", &year].concat()} {ready} /> }) }
            if let Some(years) = &years {
                <div class="report-filters">{ year_choice(years, &on_year, lang) }</div>
            }
            { gathered(&answer, report) }
        </div>
    }
}

fn show(view: &UnitsView, lang: Lang) -> Html {
    if view.units.is_empty() {
        return no_suggestions(lang);
    }
    let title = lang.say(t::SIDE_BY_SIDE);
    // A place may keep no score card; then there is nothing to show of one.
    let scored = view.units.iter().any(|unit| !unit.points.is_empty());
    // Where nobody is ranked for one and the same reason it is said once.
    let unranked = common_note(&view.units);
    let mut heads = if unranked.is_some() {
        Vec::new()
    } else {
        vec![(t::RANK, false)]
    };
    heads.extend([
        (r::UNIT, false),
        (t::OWED, true),
        (t::ASSISTS, true),
        (t::REPLIED, false),
        (t::CONTACTS, false),
        (t::COMPLETED, false),
        (t::SATISFIED, false),
        (t::LATE, true),
        (t::REMINDERS, true),
    ]);
    if scored {
        heads.extend([(t::POINTS, true), (t::GRADE, false)]);
    }
    let rows = view
        .units
        .iter()
        .map(|unit| row(unit, view.year, (unranked.is_none(), scored), lang));
    html! {
        <>
            { section("units-table", title, Some(view.units.len()), html! {
                <>
                    if let Some(note) = unranked {
                        <p class="muted">{ note }</p>
                    } else {
                        <p class="muted">{ &view.rank_rule }</p>
                    }
                    { table(title, &heads, rows) }
                </>
            }) }
            { awards(&view.awards, lang) }
        </>
    }
}

/// Why nobody is ranked, where nobody is and the reason is the same for all.
fn common_note(units: &[UnitLine]) -> Option<&str> {
    let first = units.first()?;
    let same = units
        .iter()
        .all(|unit| unit.rank.is_none() && unit.note == first.note);
    (same && units.len() > 1).then_some(first.note.as_str())
}

fn row(unit: &UnitLine, year: i32, (ranked, scored): (bool, bool), lang: Lang) -> Html {
    html! {
        <tr key={unit.unit.clone()}>
            if ranked {
                <td class="rank">
                    if let Some(rank) = unit.rank {
                        <strong>{ rank.to_string() }</strong>
                    } else {
                        <span class="muted">{ lang.say(t::NOT_RANKED) }</span>
                    }
                    if !unit.note.is_empty() {
                        <span class="rank-note muted">{ &unit.note }</span>
                    }
                </td>
            }
            <th scope="row" class="some">{ route::link(&Route::unit(&unit.unit, year), "", html! { { &unit.unit } }) }</th>
            <td class="num">{ grouped(u64::from(unit.items)) }</td>
            <td class="num">{ grouped(u64::from(unit.assists)) }</td>
            { for [unit.replied, unit.contacts, unit.completed, unit.satisfied].into_iter().map(|share| html! { <td>{ cells::share(share) }</td> }) }
            { cells::bad_count(unit.late) }
            <td class={if unit.reminders == 0 { "num zero" } else { "num" }}>{ grouped(u64::from(unit.reminders)) }</td>
            if scored {
                <td class="num">{ cells::text(&unit.points, lang) }</td>
                <td>{ cells::text(&unit.grade, lang) }</td>
            }
        </tr>
    }
}

fn awards(all: &[AwardLine], lang: Lang) -> Html {
    let title = lang.say(t::AWARDS);
    let heads = [(t::LIST, false), (t::NAME, false), (t::REASON, false)];
    let rows = all.iter().map(|one| {
        html! {
            <tr key={[one.list.as_str(), "\n", &one.name].concat()}>
                <td>{ &one.list }</td>
                <th scope="row" class="some">{ &one.name }</th>
                <td class="wide">{ &one.reason }</td>
            </tr>
        }
    });
    section(
        "units-awards",
        title,
        None,
        html! {
            if all.is_empty() {
                <p class="muted">{ lang.say(t::NO_AWARDS) }</p>
            } else {
                <p class="muted">{ lang.say(t::AWARDS_HINT) }</p>
                { table(title, &heads, rows) }
            }
        },
    )
}
