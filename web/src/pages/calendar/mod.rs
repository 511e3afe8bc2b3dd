//! 日历

use crate::app::nav;
use crate::i18n::Say;
use crate::pages::page_head;
use crate::prelude::*;
use crate::route::Search;
use crate::state::use_lang;

/// Properties of [`Calendar`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What the address asks for.
    pub search: Search,
}

/// The page.
#[component]
pub fn Calendar(_props: &Props) -> Html {
    let lang = use_lang();
    html! {
        <div class="page">
            { page_head(lang.say(nav::CALENDAR), Html::default()) }
        </div>
    }
}
