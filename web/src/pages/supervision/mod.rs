//! 督办: key supervision, promises across years, the mid-year gate, looking back.

mod candidates;
mod commitments;
mod key;
mod look_back;
mod mark;
mod mid_year;
mod remind;
mod texts;

use crate::app::nav;
use crate::components::tabs::tabs;
use crate::i18n::{Say, Words};
use crate::pages::page_head;
use crate::pages::report::{
    Tools, Years, gathered, no_suggestions, picked, use_report, use_years, year_choice,
};
use crate::prelude::*;
use crate::route::{self, Route, Search};
use crate::state::{Asked, use_lang, use_workspace};
use huiyin_protocol::report::{ReportQuery, ReportView};
use huiyin_rules::Lang;
use texts as t;

/// The tabs by their names in the address; the first is the one of a bare address.
const TABS: [(&str, Words); 4] = [
    ("key", t::KEY),
    ("commitments", t::COMMITMENTS),
    ("mid-year", t::MID_YEAR),
    ("look-back", t::LOOK_BACK),
];

/// Properties of [`Supervision`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// `tab`, `year`, `unit`, `kept`.
    pub search: Search,
}

/// Goes to another tab or another filter without a step in the history.
fn apply(search: &Search, name: &str, value: &str) {
    route::replace(&Route::Supervision(search.with(name, value)));
}

/// The page.
#[component]
pub fn Supervision(props: &Props) -> Html {
    let lang = use_lang();
    let workspace = use_workspace();
    let search = &props.search;
    let asked_tab = search.get("tab");
    let (tab, title) = TABS
        .into_iter()
        .find(|(key, _)| *key == asked_tab)
        .unwrap_or(TABS[0]);
    let nothing = workspace.suggestions == 0;
    let years = use_years(&search.get("year"));
    let query = years
        .as_ref()
        .filter(|_| !nothing)
        .map(|years| query(tab, search, years));
    let answer = use_report(query.clone());
    let report = report(&answer, tab, lang);
    let choose = {
        let search = search.clone();
        Callback::from(move |key: &'static str| {
            apply(&search, "tab", if key == TABS[0].0 { "" } else { key });
        })
    };
    let on_year = {
        let search = search.clone();
        Callback::from(move |year: i32| apply(&search, "year", &year.to_string()))
    };
    let has_year = tab != "commitments";
    let file = match &years {
        Some(years) if has_year => [lang.say(title), "_", &years.chosen.to_string()].concat(),
        _ => lang.say(title).to_owned(),
    };
    let items = TABS.map(|(key, words)| (key, lang.say(words).to_owned()));
    html! {
        <div class="page report" aria-busy={answer.loading.then_some("true")}>
            { page_head(lang.say(nav::SUPERVISION), html! { <Tools {query} {file} ready={report.is_some()} /> }) }
            <div class="no-print">{ tabs("supervision", lang.say(t::TABS), &items, tab, &choose) }</div>
            <div id="supervision-panel" class="report-panel" role="tabpanel" aria-labelledby={["supervision-", tab].concat()}>
                <h2 class="only-print">{ lang.say(title) }</h2>
                if let Some(years) = &years {
                    <div class="report-filters">
                        if has_year {
                            { year_choice(years, &on_year, lang) }
                        } else {
                            <commitments::Filters search={search.clone()} units={years.units.clone()} />
                        }
                    </div>
                }
                if nothing {
                    { no_suggestions(lang) }
                } else {
                    { gathered(&answer, report) }
                }
            </div>
        </div>
    }
}

fn query(tab: &str, search: &Search, years: &Years) -> ReportQuery {
    let year = years.chosen;
    match tab {
        "commitments" => ReportQuery::Commitments {
            kept: search.get("kept") == "1",
            unit: Some(search.get("unit")).filter(|unit| !unit.is_empty()),
        },
        "mid-year" => ReportQuery::MidYear { year },
        "look-back" => ReportQuery::LookBack { year },
        _ => ReportQuery::Key { year },
    }
}

/// The report of a tab, where it has come.
fn report(answer: &Asked, tab: &str, lang: Lang) -> Option<Html> {
    Some(match tab {
        "commitments" => {
            let view = picked(answer, |view| match view {
                ReportView::Commitments(view) => Some(view),
                _ => None,
            })?;
            commitments::show(view, lang)
        }
        "mid-year" => {
            let view = picked(answer, |view| match view {
                ReportView::MidYear(view) => Some(view),
                _ => None,
            })?;
            html! { <mid_year::MidYear view={view.clone()} /> }
        }
        "look-back" => {
            let view = picked(answer, |view| match view {
                ReportView::LookBack(view) => Some(view),
                _ => None,
            })?;
            look_back::show(view, lang)
        }
        _ => {
            let view = picked(answer, |view| match view {
                ReportView::Key(view) => Some(&**view),
                _ => None,
            })?;
            key::show(view, lang)
        }
    })
}
