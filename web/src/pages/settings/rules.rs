//! Which rules hold here: the rulebook in force, the calendar, the committees.

use super::calendar::Calendar;
use super::committees::Committees;
use super::part;
use super::texts as t;
use crate::i18n::{Say, fill};
use crate::prelude::*;
use crate::route::{self, Route, Search};
use crate::state::{use_lang, use_workspace};

/// The section.
#[component]
pub fn Rules() -> Html {
    let lang = use_lang();
    let workspace = use_workspace();
    let go = route::link(
        &Route::Rules(Search::default()),
        "btn",
        html! { lang.say(t::RULES_GO) },
    );
    html! {
        <>
            { part(lang.say(t::RULES_HERE), "", html! {
                <div class="settings-now">
                    <strong>{ fill(lang.say(t::RULES_ARE), &[&workspace.rulebook_title]) }</strong>
                    { go }
                </div>
            }) }
            <Calendar />
            <Committees />
        </>
    }
}
