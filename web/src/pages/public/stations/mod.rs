//! 联络站: the tree of stations, the roll of deputies, their codes, and what is printed of them.

mod codes;
mod edit;
mod issue;
mod labels;
mod paper;
mod paste;
mod place;
mod roll;
mod texts;
mod tree;
mod withdraw;

pub use paper::{Paper, Said, poster};

use super::address::{Base, use_base};
use super::asking::use_public_ask;
use crate::app::nav;
use crate::components::button::{Kind as Button, button, click};
use crate::components::printing::use_printing;
use crate::components::tabs::tabs;
use crate::i18n::{Say, fill, grouped};
use crate::pages::page_head;
use crate::pages::unanswered;
use crate::prelude::*;
use crate::route::{self, Route, Search};
use crate::state::use_lang;
use huiyin_protocol::public::{PublicAsk, PublicReply, StationsView};
use huiyin_rules::Lang;
use std::rc::Rc;
use texts as t;

/// The parts of the page.
const TABS: [&str; 3] = ["tree", "roll", "codes"];
/// Names told of those who are placed nowhere; the others are counted.
const NAMED: usize = 12;

/// What the parts of the page get.
#[derive(Clone, PartialEq, Properties)]
pub struct Known {
    /// Stations, roll, codes.
    pub view: Rc<StationsView>,
    /// Takes a newer one, as orders bring it.
    pub take: Callback<PublicReply>,
    /// Prints.
    pub print: Callback<Paper>,
    /// Where codes lead.
    pub base: Base,
}

/// Properties of [`Stations`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// `tab`.
    pub search: Search,
}

/// The page.
#[component]
pub fn Stations(props: &Props) -> Html {
    let lang = use_lang();
    let answer = use_public_ask(Some(PublicAsk::Stations));
    let base = use_base();
    let (paper, print) = use_printing::<Paper>();
    let placing = use_state_eq(|| false);
    let Some(PublicReply::Stations(view)) = answer.reply.as_deref() else {
        return html! {
            <div class="page pub-page">
                { page_head(lang.say(nav::STATIONS), Html::default()) }
                { unanswered(&answer, lang) }
            </div>
        };
    };
    let named = props.search.get("tab");
    // Codes are the office's: elsewhere there would be an empty list.
    let tabs_shown = TABS.into_iter().filter(|tab| view.told || *tab != "codes");
    let chosen = tabs_shown.clone().find(|tab| *tab == named);
    let chosen = chosen.unwrap_or("tree");
    let counts = [view.rows.len(), view.deputies.len(), view.codes.len()];
    let words = [t::TREE, t::ROLL, t::CODES];
    let items: Vec<(&'static str, String)> = tabs_shown
        .zip(words.into_iter().zip(counts))
        .map(|(key, (words, count))| {
            let count = grouped(count as u64);
            (key, fill(lang.say(t::COUNTED), &[lang.say(words), &count]))
        })
        .collect();
    let choose = Callback::from(|key: &'static str| {
        route::go(&Route::Stations(Search::default().with("tab", key)));
    });
    let known = Known {
        view: Rc::new((**view).clone()),
        take: answer.take.clone(),
        print,
        base: base.clone(),
    };
    let inside = match chosen {
        "roll" => html! { <roll::Roll known={known.clone()} /> },
        "codes" => html! { <codes::Codes known={known.clone()} /> },
        _ => html! { <tree::Tree known={known.clone()} /> },
    };
    let place = |on: bool| {
        let placing = placing.setter();
        Callback::from(move |()| placing.set(on))
    };
    let class = if paper.is_some() {
        "page pub-page prints-one"
    } else {
        "page pub-page"
    };
    html! {
        <div {class} aria-busy={answer.loading.then_some("true")}>
            { page_head(lang.say(nav::STATIONS), Html::default()) }
            <p class="muted pub-intro">{ lang.say(t::INTRO) }</p>
            { unplaced(view, place(true), lang) }
            { tabs("stations", lang.say(t::PARTS), &items, chosen, &choose) }
            <div id="stations-panel" class="pub-panel" role="tabpanel" aria-labelledby={["stations-", chosen].concat()}>
                { inside }
            </div>
            if *placing { <place::Place {known} on_close={place(false)} /> }
            { paper.map_or_else(Html::default, |paper| paper::paper(&paper, view, &base, lang)) }
        </div>
    }
}

/// Who is placed nowhere, with what mends it.
fn unplaced(view: &StationsView, mend: Callback<()>, lang: Lang) -> Html {
    if view.unplaced.is_empty() || view.rows.is_empty() {
        return Html::default();
    }
    let some: Vec<&str> = view
        .unplaced
        .iter()
        .take(NAMED)
        .map(String::as_str)
        .collect();
    let mut names = some.join(lang.say(super::texts::LISTED));
    if view.unplaced.len() > NAMED {
        names.push('…');
    }
    let count = grouped(view.unplaced.len() as u64);
    html! {
        <div class="pub-note is-warn" role="note">
            <span><span aria-hidden="true">{ "▲ " }</span>{ fill(lang.say(t::UNPLACED), &[&count, &names]) }</span>
            if view.may_change { { button(Button::Plain, lang.say(t::PLACE), click(mend)) } }
        </div>
    }
}
