//! 统计: rates with their arithmetic, classes and ratings, breakdowns, months.

mod breakdown;
mod charts;
mod export;
mod filters;
pub mod rates;
mod table;
mod texts;

use crate::components::button::{Kind, button, button_if};
use crate::components::empty::empty;
use crate::i18n::common;
use crate::i18n::{Say, fill, grouped};
use crate::pages::{asked, page_head};
use crate::platform::window;
use crate::prelude::*;
use crate::route::{self, Route};
use crate::state::{use_ask, use_lang, use_workspace};
use huiyin_protocol::ledger::LedgerQuery;
use huiyin_protocol::stats::{StatsQuery, StatsView};
use huiyin_protocol::{Reply, Request};
use huiyin_rules::Lang;
use texts as t;

/// Properties of [`Stats`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The filters, from the address.
    pub query: LedgerQuery,
}

/// The page.
#[component]
pub fn Stats(props: &Props) -> Html {
    let lang = use_lang();
    let workspace = use_workspace();
    let exporting = use_state_eq(|| false);
    let query = StatsQuery {
        filter: props.query.clone(),
    };
    let answer = use_ask(Some(Request::Stats(query.clone())));
    let reply = answer.reply.clone().filter(|_| answer.failure.is_none());
    let stem = export::stem(&props.query, &workspace.today, lang);
    let on_export = {
        let (exporting, stem) = (exporting.clone(), stem.clone());
        Callback::from(move |_: MouseEvent| {
            exporting.set(true);
            let exporting = exporting.clone();
            export::to_excel(query.clone(), &stem, lang, move || exporting.set(false));
        })
    };
    let print = Callback::from(|_: MouseEvent| window::print());
    let body = match reply.as_deref() {
        Some(Reply::Stats(view)) if view.total > 0 => {
            html! { <Figures view={view.clone()} stem={stem} query={props.query.clone()} /> }
        }
        Some(Reply::Stats(_)) => nothing(workspace.suggestions == 0, lang),
        _ => asked(&answer, lang),
    };
    let has_figures = matches!(reply.as_deref(), Some(Reply::Stats(view)) if view.total > 0);
    html! {
        <div class="page stats" aria-busy={answer.loading.then_some("true")}>
            { page_head(lang.say(common::STATS), html! {
                <>
                    { button_if(Kind::Plain, lang.say(if *exporting { t::EXPORTING } else { common::EXPORT }), on_export, has_figures && !*exporting) }
                    { button_if(Kind::Plain, lang.say(t::PRINT), print, has_figures) }
                </>
            }) }
            <filters::Filters query={props.query.clone()} />
            { body }
        </div>
    }
}

/// Nothing to count: because there is nothing, or because of the filters.
fn nothing(no_suggestions: bool, lang: Lang) -> Html {
    if no_suggestions {
        let import = route::link(
            &Route::Import,
            "btn btn-primary",
            html! { lang.say(common::IMPORT) },
        );
        return empty(lang.say(t::EMPTY), lang.say(t::EMPTY_HINT), import);
    }
    let reset = Callback::from(|_: MouseEvent| route::go(&Route::stats()));
    empty(
        lang.say(t::NO_MATCH),
        lang.say(t::NO_MATCH_HINT),
        button(Kind::Plain, lang.say(t::RESET), reset),
    )
}

#[derive(Properties, PartialEq)]
struct FiguresProps {
    view: StatsView,
    stem: String,
    query: LedgerQuery,
}

/// Everything that is counted. A component of its own, so that the buttons above do not draw it anew.
#[component]
fn Figures(props: &FiguresProps) -> Html {
    let lang = use_lang();
    let view = &props.view;
    let numbers = [grouped(view.total), grouped(view.key)];
    let scope = fill(lang.say(t::SCOPE), &[&numbers[0], &numbers[1]]);
    html! {
        <>
            <p class="stats-scope">
                <strong>{ scope }</strong>
                <span class="muted">{ fill(lang.say(t::BY_RULEBOOK), &[&view.rulebook]) }</span>
                { route::link(&Route::Ledger(Box::new(props.query.clone())), "no-print", html! { lang.say(t::SHOW_ROWS) }) }
            </p>
            <section aria-labelledby="stats-rates">
                <h2 id="stats-rates" class="off-screen">{ lang.say(t::RATES) }</h2>
                <ul class="rate-cards">
                    { for view.rates.iter().map(|rate| html! {
                        <rates::Card key={rate.key.clone()} rate={rate.clone()} all={is_all(&rate.rows, rate.value.numerator, props)} />
                    }) }
                </ul>
            </section>
            <div class="stats-pair">
                { charts::classes(props, lang) }
                { charts::ratings(props, lang) }
            </div>
            { charts::months(props, lang) }
            <breakdown::Breakdowns view={view.clone()} />
            { charts::unit_classes(view, &props.stem, lang) }
        </>
    }
}

/// Whether a figure's rows are all those counted although it counts fewer of them:
/// the ledger has no filter for some figures, and a link must not promise one.
fn is_all(rows: &LedgerQuery, count: u64, props: &FiguresProps) -> bool {
    let bare = |query: &LedgerQuery| LedgerQuery {
        offset: 0,
        limit: 0,
        ..query.clone()
    };
    count != props.view.total && bare(rows) == bare(&props.query)
}

/// The address of some rows; empty where an address cannot name them.
fn address_of(rows: &LedgerQuery) -> String {
    // "Without a unit" has no place in an address; it would show everything.
    let named = |name: &Option<String>| name.as_deref() != Some("");
    if named(&rows.unit) && named(&rows.delegation) {
        Route::Ledger(Box::new(rows.clone())).href()
    } else {
        String::new()
    }
}
