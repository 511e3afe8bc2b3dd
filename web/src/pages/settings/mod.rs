//! 设置: the workspace, its rulebook, who acts, display, data, about.

mod about;
mod calendar;
mod choice;
mod committees;
mod compare;
pub mod data;
mod display;
mod identity;
mod rules;
mod texts;
mod workspace;

use crate::components::tabs::tabs;
use crate::i18n::common;
use crate::i18n::{Say, Words};
use crate::pages::page_head;
use crate::prelude::*;
use crate::state::use_lang;
use texts as t;

/// The sections: key and name.
const SECTIONS: [(&str, Words); 6] = [
    ("workspace", t::WORKSPACE),
    ("rules", t::RULES),
    ("who", t::WHO),
    ("display", t::DISPLAY),
    ("data", t::DATA),
    ("about", t::ABOUT),
];

/// The page.
#[component]
pub fn Settings() -> Html {
    let lang = use_lang();
    let chosen = use_state_eq(|| SECTIONS[0].0);
    let choose = {
        let chosen = chosen.clone();
        use_callback((), move |key, ()| chosen.set(key))
    };
    let items = SECTIONS.map(|(key, words)| (key, lang.say(words).to_owned()));
    let section = match *chosen {
        "rules" => html! { <rules::Rules /> },
        "who" => html! { <identity::Identity /> },
        "display" => html! { <display::Display /> },
        "data" => html! { <data::Data /> },
        "about" => html! { <about::About /> },
        _ => html! { <workspace::Workspace /> },
    };
    html! {
        <div class="page settings">
            { page_head(lang.say(common::SETTINGS), Html::default()) }
            { tabs("settings", lang.say(t::SECTIONS), &items, *chosen, &choose) }
            <div id="settings-panel" class="settings-panel" role="tabpanel" aria-labelledby={["settings-", *chosen].concat()}>
                { section }
            </div>
        </div>
    }
}

/// A part of a section: heading, a sentence, what can be done.
fn part(title: &str, intro: &str, inside: Html) -> Html {
    html! {
        <section class="panel">
            <div class="panel-head"><h2>{ title }</h2></div>
            <div class="panel-body settings-part">
                if !intro.is_empty() {
                    <p class="muted settings-intro">{ intro }</p>
                }
                { inside }
            </div>
        </section>
    }
}
