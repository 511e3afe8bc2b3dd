//! The navigation beside (on small screens below) the page.

use crate::i18n::common as t;
use crate::i18n::{Say, Words};
use crate::prelude::*;
use crate::route::Route;
use crate::state::use_lang;

/// The entries: where they lead, what they are called, the path of their mark on a 20×20 grid.
fn entries() -> [(Route, Words, &'static str); 7] {
    [
        (
            Route::Desk,
            t::DESK,
            "M3 3h6v6H3zM11 3h6v6h-6zM3 11h6v6H3zM11 11h6v6h-6z",
        ),
        (
            Route::ledger(),
            t::LEDGER,
            "M3 4h14v12H3zM3 8h14M3 12h14M8 4v12",
        ),
        (Route::Create, t::CREATE, "M10 4v12M4 10h12"),
        (Route::Import, t::IMPORT, "M10 3v9M6 8l4 4 4-4M3 16h14"),
        (Route::stats(), t::STATS, "M4 16V9M10 16V4M16 16v-5"),
        (
            Route::Settings,
            t::SETTINGS,
            "M3 6h8M15 6h2M13 4v4M3 14h2M9 14h8M7 12v4",
        ),
        (
            Route::Help,
            t::GUIDE,
            "M3 10a7 7 0 1 0 14 0a7 7 0 1 0-14 0M8 8a2 2 0 1 1 2 2.5v1.5M10 14v.5",
        ),
    ]
}

/// The title of a place, for the window.
pub fn title(place: &Route) -> Words {
    match place {
        Route::Desk => t::DESK,
        Route::Ledger(_) => t::LEDGER,
        Route::Item(_) => t::ITEM,
        Route::Create | Route::Revise(_) => t::CREATE,
        Route::Import => t::IMPORT,
        Route::Stats(_) => t::STATS,
        Route::Settings => t::SETTINGS,
        Route::Help => t::GUIDE,
        Route::NotFound => t::NOT_FOUND,
    }
}

/// The entry that a place belongs to.
pub fn entry(place: &Route) -> usize {
    let nearest = match place {
        Route::Item(_) => Route::ledger(),
        Route::Revise(_) => Route::Create,
        other => other.clone(),
    };
    entries()
        .iter()
        .position(|(route, _, _)| route.same_page(&nearest))
        .unwrap_or(usize::MAX)
}

/// Properties of [`Nav`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The entry of the place we are at.
    pub place: usize,
}

/// The navigation.
#[component]
pub fn Nav(props: &Props) -> Html {
    let lang = use_lang();
    html! {
        <nav class="nav" aria-label={lang.say(t::NAV)}>
            { for entries().into_iter().enumerate().map(|(at, (route, words, path))| {
                let here = at == props.place;
                html! {
                    <a key={at} class={if here { "nav-link is-here" } else { "nav-link" }} href={route.href()}
                        aria-current={here.then_some("page")}>
                        <svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false"><path d={path} /></svg>
                        <span>{ lang.say(words) }</span>
                    </a>
                }
            }) }
        </nav>
    }
}
