//! 帮助: how an office works with it, in a few plain paragraphs.

mod texts;

use crate::i18n::common;
use crate::i18n::{Say, Words};
use crate::pages::page_head;
use crate::prelude::*;
use crate::route::{self, Route};
use crate::state::use_lang;
use texts as t;

/// The sections: a heading, its paragraphs, and the page it is about.
fn sections() -> [(Words, Vec<Words>, Option<(Route, Words)>); 6] {
    [
        (
            t::BEGIN,
            vec![t::BEGIN_1, t::BEGIN_2, t::BEGIN_3],
            Some((Route::Import, common::IMPORT)),
        ),
        (t::ROLES, vec![t::ROLES_1, t::ROLES_2], None),
        (
            t::LIFE,
            vec![t::LIFE_1, t::LIFE_2, t::LIFE_3, t::LIFE_4],
            Some((Route::ledger(), common::LEDGER)),
        ),
        (t::DATES, vec![t::DATES_1, t::DATES_2], None),
        (
            t::DATA,
            vec![t::DATA_1, t::DATA_2, t::DATA_3],
            Some((Route::Settings, common::SETTINGS)),
        ),
        (t::KEYS, vec![t::KEYS_1], None),
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
            { for sections().into_iter().map(|(title, paragraphs, place)| html! {
                <section class="panel">
                    <div class="panel-head">
                        <h2>{ lang.say(title) }</h2>
                        if let Some((route, words)) = place {
                            <div class="page-tools">{ route::link(&route, "btn", html! { lang.say(words) }) }</div>
                        }
                    </div>
                    <ol class="panel-body help-steps">
                        { for paragraphs.into_iter().map(|words| html! { <li>{ lang.say(words) }</li> }) }
                    </ol>
                </section>
            }) }
        </div>
    }
}
