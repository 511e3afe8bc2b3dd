//! The page.

use crate::i18n::Say;
use crate::i18n::common as t;
use crate::pages::page_head;
use crate::state::use_lang;
use yew::prelude::*;

/// The page.
#[component]
pub fn Desk() -> Html {
    let lang = use_lang();
    html! {
        <div class="page">
            { page_head(lang.say(t::DESK), Html::default()) }
        </div>
    }
}
