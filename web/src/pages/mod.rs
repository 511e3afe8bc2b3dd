//! The pages, one folder each.
//!
//! How a page is built:
//! - `pages/<name>/mod.rs` holds the page's component, `texts.rs` its texts
//!   (`words! { … }`, Chinese and English in one line), further files its parts.
//! - It asks with `use_ask(Some(Request::…))` and shows what it gets: the answer
//!   stays current when the record, the language or the acting party changes.
//!   `asked(&answer, lang)` gives the loading mark or the failure until then.
//! - It acts with `platform::engine::ask_then(Request::…, |answer| …)` and says
//!   the outcome with `state::notices`; what was typed stays until it is saved.
//! - It begins with `page_head(title, tools)` inside `<div class="page">`.
//! - Styles stand in `web/styles/pages-<name>.css`, imported by `main.css`.

mod actions;
mod calendar;
mod create;
mod desk;
mod help;
mod import;
mod item;
mod ledger;
mod party;
mod polls;
mod public;
mod report;
mod rules;
mod settings;
mod sharing;
mod stats;
mod supervision;
mod unit;
mod units;
mod windows;

use crate::components::empty::{empty, loading};
use crate::components::error_box::ErrorBox;
use crate::i18n::Say;
use crate::i18n::common as t;
use crate::prelude::*;
use crate::route::{self, Route};
use crate::state::{Asked, Told, use_lang};
use huiyin_protocol::Failure;
use huiyin_rules::Lang;
use std::rc::Rc;

/// The page of a place, where it belongs to the first view.
pub fn first(place: &Route) -> Option<Html> {
    matches!(place, Route::Desk).then(|| html! { <desk::Desk /> })
}

/// The page of a place.
pub fn page(place: &Route) -> Option<Html> {
    Some(match place {
        Route::Desk => html! { <desk::Desk /> },
        Route::Ledger(query) => html! { <ledger::Ledger query={(**query).clone()} /> },
        Route::Item(id) => html! { <item::Item key={id.as_str()} id={id.clone()} /> },
        Route::Create => html! { <create::Create key="new" /> },
        Route::Revise(id) => html! { <create::Create key={id.as_str()} id={Some(id.clone())} /> },
        Route::Import => html! { <import::Import /> },
        Route::Stats(query) => html! { <stats::Stats query={(**query).clone()} /> },
        Route::Calendar(search) => html! { <calendar::Calendar search={search.clone()} /> },
        Route::Supervision(search) => {
            html! { <supervision::Supervision search={search.clone()} /> }
        }
        Route::Units(search) => html! { <units::Units search={search.clone()} /> },
        Route::Unit(search) => html! { <unit::Unit search={search.clone()} /> },
        Route::Windows(search) => html! { <windows::Windows search={search.clone()} /> },
        Route::Polls(_) => html! { <polls::Polls /> },
        Route::PollPlan(id, search) => {
            let key = [id.as_deref().unwrap_or_default(), "+", &search.get("again")].concat();
            html! { <polls::Plan {key} id={id.clone()} again={search.get("again")} /> }
        }
        Route::Poll(id, search) => {
            html! { <polls::Poll key={id.clone()} id={id.clone()} step={search.get("step")} /> }
        }
        Route::PollScreen(id) => html! { <polls::Screen key={id.clone()} id={id.clone()} /> },
        Route::Voices(search) => html! { <public::Voices search={search.clone()} /> },
        Route::Voice(id) => html! { <public::Voice key={id.clone()} id={id.clone()} /> },
        Route::VoiceNew => html! { <public::Record /> },
        Route::VoiceCounts => html! { <public::Counts /> },
        Route::Stations(search) => html! { <public::Stations search={search.clone()} /> },
        Route::Drives => html! { <public::Drives /> },
        Route::DriveNew => html! { <public::DriveNew /> },
        Route::Drive(id) => html! { <public::Drive key={id.clone()} id={id.clone()} /> },
        Route::Board(search) => html! { <public::Board search={search.clone()} /> },
        Route::Rules(search) => html! { <rules::Rules search={search.clone()} /> },
        Route::Sharing(search) => html! { <sharing::Sharing search={search.clone()} /> },
        Route::Join(search) => html! { <sharing::Join search={search.clone()} /> },
        Route::Settings => html! { <settings::Settings /> },
        Route::Help => html! { <help::Help /> },
        Route::NotFound => html! { <NotFound /> },
    })
}

/// A page's heading with its tools at the right. The heading takes the focus when the page changes.
pub fn page_head(title: &str, tools: Html) -> Html {
    html! {
        <div class="page-head">
            <h1 id="page-title" tabindex="-1">{ title }</h1>
            <div class="page-tools">{ tools }</div>
        </div>
    }
}

/// What to show while there is no answer: waiting, or why there is none.
pub fn asked(answer: &Asked, lang: Lang) -> Html {
    waiting(answer.failure.as_ref(), &answer.again, lang)
}

/// The same for an answer of a module with bytes of its own.
pub fn unanswered<R>(answer: &Told<R>, lang: Lang) -> Html {
    waiting(answer.failure.as_ref(), &answer.again, lang)
}

fn waiting(failure: Option<&Rc<Failure>>, again: &Callback<()>, lang: Lang) -> Html {
    match failure {
        Some(failure) => {
            html! { <ErrorBox failure={failure.clone()} again={again.clone()} /> }
        }
        None => loading(lang.say(t::LOADING)),
    }
}

#[component]
fn NotFound() -> Html {
    let lang = use_lang();
    html! {
        <div class="page">
            { page_head(lang.say(t::NOT_FOUND), Html::default()) }
            { empty(lang.say(t::NOT_FOUND), lang.say(t::NOT_FOUND_HINT), route::link(&Route::Desk, "btn", html! { lang.say(t::DESK) })) }
        </div>
    }
}
