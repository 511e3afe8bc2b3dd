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

fn sections() -> [Section; 20] {
    let plain = Search::default;
    let sharing = |tab: &str| Route::Sharing(plain().with("tab", tab));
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
            t::POLLS,
            &[
                t::POLLS_1,
                t::POLLS_2,
                t::POLLS_3,
                t::POLLS_6,
                t::POLLS_4,
                t::POLLS_5,
            ],
            Some((Route::Polls(plain()), nav::POLLS)),
        ),
        section(
            t::VOICES,
            &[
                t::VOICES_1,
                t::VOICES_2,
                t::VOICES_3,
                t::VOICES_5,
                t::VOICES_4,
            ],
            Some((Route::Voices(plain()), nav::VOICES)),
        ),
        section(
            t::BOARD,
            &[t::BOARD_1, t::BOARD_2, t::BOARD_3],
            Some((Route::Board(plain()), nav::BOARD)),
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
            t::SHARE,
            &[t::SHARE_1, t::SHARE_2, t::SHARE_3, t::SHARE_4],
            Some((Route::Sharing(plain()), nav::SHARING)),
        ),
        section(
            t::LET_IN,
            &[t::LET_IN_1, t::LET_IN_2, t::LET_IN_3, t::LET_IN_4],
            Some((sharing("devices"), nav::SHARING)),
        ),
        section(
            t::SYNC,
            &[t::SYNC_1, t::SYNC_2, t::SYNC_3, t::SYNC_4],
            Some((sharing("sync"), nav::SHARING)),
        ),
        section(
            t::APART,
            &[t::APART_1, t::APART_2, t::APART_3],
            Some((sharing("conflicts"), nav::SHARING)),
        ),
        section(t::LOST, &[t::LOST_1, t::LOST_2, t::LOST_3], None),
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
