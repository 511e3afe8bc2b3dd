//! What the pages of reports share: asking with a way to stop, the year, the
//! file and the paper, alarms, cells.

pub mod cells;
mod table;
pub mod texts;
mod tools;
mod waiting;
mod years;

pub use tools::Tools;
pub use years::{Years, use_years, year_choice};

use crate::components::empty::empty;
use crate::i18n::{Say, common};
use crate::prelude::*;
use crate::route::{self, Route};
use crate::state::{Asked, use_ask};
use huiyin_protocol::report::{ReportQuery, ReportView};
use huiyin_protocol::{Reply, Request};
use huiyin_rules::Lang;
use waiting::Waiting;

/// Asks for a report and keeps it current. `None` asks nothing.
#[hook]
pub fn use_report(query: Option<ReportQuery>) -> Asked {
    use_ask(query.map(Request::Report))
}

/// The report, where it has come and `pick` finds it to be the one wanted; the
/// last answer may still be of another question.
pub fn picked<'a, T>(asked: &'a Asked, pick: fn(&'a ReportView) -> Option<&'a T>) -> Option<&'a T> {
    match asked.reply.as_deref() {
        Some(Reply::Report(view)) if asked.failure.is_none() => pick(view),
        _ => None,
    }
}

/// There is nothing to report on, and how to begin.
pub fn no_suggestions(lang: Lang) -> Html {
    let way = route::link(&Route::Import, "btn", html! { lang.say(common::IMPORT) });
    html! {
        <div class="panel">{ empty(lang.say(texts::EMPTY), lang.say(texts::EMPTY_HINT), way) }</div>
    }
}

/// The report, below what says how far a new one is.
pub fn gathered(asked: &Asked, report: Option<Html>) -> Html {
    html! {
        <>
            <Waiting loading={asked.loading} failure={asked.failure.clone()} again={asked.again.clone()} beside={report.is_some()} />
            { report.unwrap_or_default() }
        </>
    }
}
