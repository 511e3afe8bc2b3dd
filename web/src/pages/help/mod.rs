//! 帮助: how an office works with it, in a few plain paragraphs.

mod texts;

use crate::app::nav;
use crate::i18n::common;
use crate::i18n::{Say, Words};
use crate::pages::page_head;
use crate::prelude::*;
use crate::route::{self, Route, Search};
use crate::state::use_lang;
use texts as t;

/// One section: its heading, its paragraphs, and the page it is about.
struct Section {
    title: Words,
    paragraphs: &'static [Words],
    about: Option<(Route, Words)>,
}

fn sections() -> [Section; 12] {
    let plain = Search::default;
    let section = |title, paragraphs, about| Section {
        title,
        paragraphs,
        about,
    };
    [
        section(
            t::BEGIN,
            &[t::BEGIN_1, t::BEGIN_2, t::BEGIN_3],
            Some((Route::Import, common::IMPORT)),
        ),
        section(t::ROLES, &[t::ROLES_1, t::ROLES_2], None),
        section(
            t::LIFE,
            &[t::LIFE_1, t::LIFE_2, t::LIFE_3, t::LIFE_4],
            Some((Route::ledger(), common::LEDGER)),
        ),
        section(
            t::BOOKS,
            &[t::BOOKS_1, t::BOOKS_2, t::BOOKS_3],
            Some((Route::Rules(plain()), nav::RULES)),
        ),
        section(t::DATES, &[t::DATES_1, t::DATES_2], None),
        section(
            t::HOLIDAYS,
            &[t::HOLIDAYS_1, t::HOLIDAYS_2],
            Some((Route::Calendar(plain()), nav::CALENDAR)),
        ),
        section(t::MEETINGS, &[t::MEETINGS_1, t::MEETINGS_2], None),
        section(
            t::RATINGS,
            &[t::RATINGS_1, t::RATINGS_2, t::RATINGS_3],
            Some((Route::Windows(plain()), nav::WINDOWS)),
        ),
        section(
            t::KEY,
            &[t::KEY_1, t::KEY_2, t::KEY_3],
            Some((Route::Supervision(plain()), nav::SUPERVISION)),
        ),
        section(
            t::CARDS,
            &[t::CARDS_1, t::CARDS_2],
            Some((Route::Units(plain()), nav::UNITS)),
        ),
        section(
            t::DATA,
            &[t::DATA_1, t::DATA_2, t::DATA_3],
            Some((Route::Settings, common::SETTINGS)),
        ),
        section(t::KEYS, &[t::KEYS_1], None),
    ]
}

/// The page.
#[component]
pub fn Help() -> Html {
    let lang = use_lang();
    html! {
        <div class="page help">
            { page_head(lang.say(common::GUIDE), Html::default()) }
            <p>{ lang.say(t::INTRO) }</p>
            { for sections().into_iter().map(|section| html! {
                <section class="panel">
                    <div class="panel-head">
                        <h2>{ lang.say(section.title) }</h2>
                        if let Some((route, words)) = section.about {
                            <div class="page-tools">{ route::link(&route, "btn", html! { lang.say(words) }) }</div>
                        }
                    </div>
                    <ol class="panel-body help-steps">
                        { for section.paragraphs.iter().map(|words| html! { <li>{ lang.say(*words) }</li> }) }
                    </ol>
                </section>
            }) }
        </div>
    }
}
