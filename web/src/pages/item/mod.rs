//! The page.

use crate::i18n::Say;
use crate::i18n::common as t;
use crate::pages::page_head;
use crate::state::use_lang;
use yew::prelude::*;

/// Properties of [`Item`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Which one.
    pub id: huiyin_rules::ids::SuggestionId,
}

/// The page.
#[component]
pub fn Item(_props: &Props) -> Html {
    let lang = use_lang();
    html! {
        <div class="page">
            { page_head(lang.say(t::ITEM), Html::default()) }
        </div>
    }
}
