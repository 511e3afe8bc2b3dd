//! What narrows the inbox; everything stands in the address.

use super::super::fields::{by_name, names, station_id, station_name};
use super::super::texts as pt;
use super::stage_of;
use super::texts as t;
use crate::i18n::{Say, fill, grouped};
use crate::platform::dom;
use crate::prelude::*;
use crate::route::{self, Route, Search};
use crate::state::use_lang;
use std::rc::Rc;

/// Properties of [`Filters`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The address.
    pub search: Search,
    /// Stations to choose from: id and name.
    pub stations: Vec<(String, String)>,
    /// Deputies to choose from; nothing is asked where there are none.
    pub deputies: Vec<String>,
    /// How many are late.
    pub late: u32,
}

/// Puts a filter into the address, on the first page of the tab that is open: an address
/// that names a filter and no tab is about all of them.
fn apply(search: &Search, name: &str, value: &str) {
    let to = search.with(name, value).with("page", "");
    route::replace(&Route::Voices(to.with("stage", stage_of(search))));
}

/// The filters.
#[component]
pub fn Filters(props: &Props) -> Html {
    let lang = use_lang();
    let search = &props.search;
    // What is typed of a name that is none yet stays here and filters nothing.
    let typed = use_state_eq(|| (None::<String>, None::<String>));
    let words = {
        let search = search.clone();
        Callback::from(move |event: InputEvent| apply(&search, "q", &dom::value_of(&event)))
    };
    let station = {
        let (search, typed, stations) = (search.clone(), typed.clone(), props.stations.clone());
        Callback::from(move |name: String| {
            let id = station_id(&stations, &name);
            let settled = id.is_some() || name.trim().is_empty();
            typed.set((Some(name).filter(|_| !settled), typed.1.clone()));
            if settled {
                apply(&search, "station", &id.unwrap_or_default());
            }
        })
    };
    let deputy = {
        let (search, typed, deputies) = (search.clone(), typed.clone(), props.deputies.clone());
        Callback::from(move |name: String| {
            let settled = deputies.contains(&name) || name.trim().is_empty();
            if settled {
                apply(&search, "deputy", name.trim());
            }
            typed.set((typed.0.clone(), Some(name).filter(|_| !settled)));
        })
    };
    let late = search.get("late") == "1";
    let on_late = {
        let search = search.clone();
        Callback::from(move |_: Event| apply(&search, "late", if late { "" } else { "1" }))
    };
    let reset = {
        let stage = search.get("stage");
        let typed = typed.clone();
        Callback::from(move |_: MouseEvent| {
            typed.set((None, None));
            route::replace(&Route::Voices(Search::default().with("stage", &stage)));
        })
    };
    let no_drive = {
        let search = search.clone();
        Callback::from(move |_: MouseEvent| apply(&search, "drive", ""))
    };
    let at = search.get("station");
    let at = if at.is_empty() {
        at
    } else {
        station_name(&props.stations, &at)
    };
    let at = typed.0.clone().unwrap_or(at);
    let to = typed.1.clone().unwrap_or_else(|| search.get("deputy"));
    let count = grouped(props.late.into());
    html! {
        <div class="pub-filters" role="search">
            <div class="field">
                <label class="field-label" for="voices-words">{ lang.say(t::WORDS) }</label>
                <input id="voices-words" type="search" class="control" autocomplete="off" value={search.get("q")} oninput={words} />
            </div>
            { by_name("voices-station", lang.say(t::ANY_STATION), at, &names(&props.stations), &station) }
            if !props.deputies.is_empty() || !to.is_empty() {
                { by_name("voices-deputy", lang.say(t::ANY_DEPUTY), to, &Rc::new(props.deputies.clone()), &deputy) }
            }
            <label class="radio" for="voices-late">
                <input id="voices-late" type="checkbox" checked={late} onchange={on_late} />
                <span>{ fill(lang.say(t::LATE_ONLY), &[&count]) }</span>
            </label>
            <button type="button" class="btn" onclick={reset}>{ lang.say(pt::RESET) }</button>
            if !search.get("drive").is_empty() {
                <p class="label">{ lang.say(t::OF_DRIVE) }
                    <button type="button" class="icon-btn" onclick={no_drive} aria-label={lang.say(pt::RESET)}>{ "×" }</button></p>
            }
        </div>
    }
}
