//! 年中督查: whether half of the work is done by the middle of the year, and whom to warn.

use super::remind::Remind;
use super::texts as t;
use crate::components::button::{Kind, button};
use crate::i18n::{Say, day, fill};
use crate::pages::report::cells::{self, section, table, tile};
use crate::pages::report::texts as r;
use crate::prelude::*;
use crate::route::{self, Route};
use crate::state::use_lang;
use huiyin_protocol::ledger::LedgerQuery;
use huiyin_protocol::report::{MidYearUnit, MidYearView};
use huiyin_rules::Lang;

/// Properties of [`MidYear`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The report.
    pub view: MidYearView,
}

/// The report.
#[component]
pub fn MidYear(props: &Props) -> Html {
    let lang = use_lang();
    let view = &props.view;
    let reminding = use_state(|| None::<Vec<LedgerQuery>>);
    let warned: Vec<LedgerQuery> = view
        .units
        .iter()
        .filter(|unit| !unit.warn.is_empty())
        .map(|unit| unit.open.clone())
        .collect();
    let remind = {
        let reminding = reminding.clone();
        Callback::from(move |queries| reminding.set(Some(queries)))
    };
    let close = {
        let reminding = reminding.clone();
        Callback::from(move |()| reminding.set(None))
    };
    let title = lang.say(t::BY_UNIT);
    let units = if view.units.is_empty() {
        html! { <p class="muted">{ lang.say(t::NO_UNITS) }</p> }
    } else {
        let all = {
            let (remind, warned) = (remind.clone(), warned.clone());
            Callback::from(move |_: MouseEvent| remind.emit(warned.clone()))
        };
        let heads = [
            (r::UNIT, false),
            (t::DONE, false),
            (t::LATE, true),
            (t::WARN, false),
            (t::ACTIONS, false),
        ];
        html! {
            <>
                if !warned.is_empty() {
                    <p class="no-print">{ button(Kind::Plain, &fill(lang.say(t::REMIND_ALL), &[&warned.len().to_string()]), all) }</p>
                }
                { table(title, &heads, view.units.iter().map(|unit| row(unit, view.year, &remind, lang))) }
            </>
        }
    };
    html! {
        <>
            { gate(view, lang) }
            { section("mid-year-units", title, Some(view.units.len()), units) }
            if let Some(queries) = &*reminding {
                <Remind queries={queries.clone()} on_close={close} />
            }
        </>
    }
}

fn gate(view: &MidYearView, lang: Lang) -> Html {
    let share = view
        .done
        .percent(1)
        .map_or_else(|| "—".to_owned(), |percent| [&percent, "%"].concat());
    let numbers = [
        view.done.numerator.to_string(),
        view.done.denominator.to_string(),
    ];
    section(
        "mid-year-gate",
        lang.say(t::GATE),
        None,
        html! {
            <>
                <dl class="tiles">
                    if let Some(gate) = view.gate {
                        { tile(lang.say(t::GATE_DAY), &day::iso(gate), "") }
                    }
                    { tile(lang.say(t::DONE), &fill(lang.say(t::SHARE), &[&share, &numbers[0], &numbers[1]]), "") }
                </dl>
                if view.gate.is_none() {
                    <p class="muted">{ lang.say(t::NO_GATE) }</p>
                } else if view.passed {
                    <p class="light-done"><span aria-hidden="true">{ "✓ " }</span>{ lang.say(t::PASSED) }</p>
                } else {
                    <p class="light-overdue"><span aria-hidden="true">{ "■ " }</span>{ lang.say(t::NOT_PASSED) }</p>
                }
                { cells::rule(&view.rule, &view.source, lang) }
            </>
        },
    )
}

fn row(unit: &MidYearUnit, year: i32, remind: &Callback<Vec<LedgerQuery>>, lang: Lang) -> Html {
    let on_remind = {
        let (remind, query) = (remind.clone(), unit.open.clone());
        Callback::from(move |_: MouseEvent| remind.emit(vec![query.clone()]))
    };
    let has_open = unit.done.numerator < unit.done.denominator;
    html! {
        <tr key={unit.unit.clone()}>
            <th scope="row" class="some">{ route::link(&Route::unit(&unit.unit, year), "", html! { { &unit.unit } }) }</th>
            <td>{ cells::share(unit.done) }</td>
            { cells::bad_count(unit.overdue) }
            <td class="some">
                if unit.warn.is_empty() {
                    <span class="muted">{ lang.say(t::NO_WARN) }</span>
                } else {
                    <span class="light-soon"><span aria-hidden="true">{ "▲ " }</span>{ &unit.warn }</span>
                }
            </td>
            <td class="report-actions">
                if has_open {
                    <button type="button" class="btn btn-text no-print" onclick={on_remind}
                        aria-label={fill(lang.say(t::REMIND_THIS), &[&unit.unit])}>{ lang.say(t::REMIND) }</button>
                    { route::link(&Route::Ledger(Box::new(unit.open.clone())), "no-print", html! { { lang.say(t::SEE_OPEN) } }) }
                }
            </td>
        </tr>
    }
}
