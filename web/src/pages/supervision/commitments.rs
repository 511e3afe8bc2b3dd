//! 承诺台账: what units promised, across years, until it is kept.

use super::apply;
use super::texts as t;
use crate::components::empty::empty;
use crate::i18n::{Say, fill, grouped};
use crate::pages::report::cells::{self, section, table, tile};
use crate::pages::report::texts as r;
use crate::platform::dom;
use crate::prelude::*;
use crate::route::Search;
use crate::state::use_lang;
use huiyin_protocol::report::{CommitmentRow, CommitmentsView};
use huiyin_rules::Lang;
use std::rc::Rc;

/// Properties of [`Filters`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The filters now.
    pub search: Search,
    /// The units to choose from.
    pub units: Rc<Vec<String>>,
}

/// Whose promises, and whether also those kept.
#[component]
pub fn Filters(props: &Props) -> Html {
    let lang = use_lang();
    let unit = props.search.get("unit");
    let kept = props.search.get("kept") == "1";
    let on_unit = {
        let search = props.search.clone();
        Callback::from(move |event: Event| apply(&search, "unit", &dom::value_of(&event)))
    };
    let on_kept = {
        let search = props.search.clone();
        Callback::from(move |_: Event| apply(&search, "kept", if kept { "" } else { "1" }))
    };
    // A unit of an old link may be gone from the ledger; it is shown as it is.
    let stray = (!unit.is_empty() && !props.units.contains(&unit)).then(|| unit.clone());
    html! {
        <>
            <div class="field report-unit">
                <label class="field-label" for="promise-unit">{ lang.say(r::UNIT) }</label>
                <select id="promise-unit" class="control" onchange={on_unit}>
                    <option value="" selected={unit.is_empty()}>{ lang.say(t::ALL_UNITS) }</option>
                    { for stray.iter().chain(props.units.iter()).map(|name| html! {
                        <option key={name.clone()} value={name.clone()} selected={*name == unit}>{ name }</option>
                    }) }
                </select>
            </div>
            <label class="radio"><input type="checkbox" checked={kept} onchange={on_kept} /><span>{ lang.say(t::SHOW_KEPT) }</span></label>
        </>
    }
}

/// The report.
pub fn show(view: &CommitmentsView, lang: Lang) -> Html {
    let [made, open, overdue, kept] = view.counts;
    html! {
        <>
            <dl class="tiles panel">
                { tile(lang.say(t::MADE), &grouped(made), "") }
                { tile(lang.say(t::OPEN), &grouped(open), "") }
                { tile(lang.say(t::OVERDUE), &grouped(overdue), if overdue > 0 { "is-bad" } else { "" }) }
                { tile(lang.say(t::KEPT), &grouped(kept), "") }
            </dl>
            { rows(view, lang) }
            { years(view, lang) }
        </>
    }
}

fn years(view: &CommitmentsView, lang: Lang) -> Html {
    if view.years.is_empty() {
        return Html::default();
    }
    let title = lang.say(t::BY_YEAR);
    let heads = [
        (t::MADE_IN, false),
        (t::MADE, true),
        (t::KEPT, true),
        (t::OPEN, true),
    ];
    let rows = view.years.iter().map(|(year, made, kept, open)| {
        html! {
            <tr key={*year}>
                <th scope="row">{ fill(lang.say(r::ONE_YEAR), &[&year.to_string()]) }</th>
                { for [made, kept, open].into_iter().map(|count| html! { <td class="num">{ grouped(*count) }</td> }) }
            </tr>
        }
    });
    section("promise-years", title, None, table(title, &heads, rows))
}

fn rows(view: &CommitmentsView, lang: Lang) -> Html {
    if view.rows.is_empty() {
        return html! {
            <div class="panel">{ empty(lang.say(t::NO_PROMISES), lang.say(t::NO_PROMISES_HINT), Html::default()) }</div>
        };
    }
    let title = lang.say(t::PROMISES);
    let heads = [
        (r::SUGGESTION, false),
        (r::UNIT, false),
        (t::PROMISES, false),
        (t::SINCE, false),
        (r::DEADLINE, false),
        (t::CARRIED, false),
        (t::PROGRESS, false),
        (t::KEPT_ON, false),
    ];
    let rows = view.rows.iter().map(|one| row(one, lang));
    section(
        "promises",
        title,
        Some(view.rows.len()),
        table(title, &heads, rows),
    )
}

fn row(one: &CommitmentRow, lang: Lang) -> Html {
    let (reports, latest) = &one.progress;
    html! {
        <tr key={[one.id.as_str(), &one.unit, &one.what].concat()}>
            <th scope="row" class="wide">{ cells::item(&one.id, &one.number, &one.title, lang) }</th>
            <td class="some">{ &one.unit }</td>
            <td class="some">
                if one.what.is_empty() {
                    <span class="muted">{ lang.say(t::ONLY_CLASS) }</span>
                } else {
                    { &one.what }
                }
            </td>
            <td>{ cells::on(one.since, lang) }</td>
            <td>
                if one.due.is_some() {
                    { cells::due(one.due, one.light, lang) }
                } else {
                    <span class="muted">{ lang.say(t::NO_DAY) }</span>
                }
            </td>
            <td class="nowrap">
                if one.carried > 0 { { fill(lang.say(t::YEARS), &[&one.carried.to_string()]) } } else { { cells::text("", lang) } }
            </td>
            <td class="some">
                if *reports > 0 {
                    <span class="muted nowrap">{ fill(lang.say(t::REPORTS), &[&reports.to_string()]) }</span>{ " " }{ latest }
                } else {
                    { cells::text("", lang) }
                }
            </td>
            <td>{ cells::on(one.kept, lang) }</td>
        </tr>
    }
}
