//! The page.

use crate::i18n::Say;
use crate::i18n::common as t;
use crate::pages::page_head;
use crate::state::use_lang;
use yew::prelude::*;

/// Properties of [`Create`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The draft to change; a new one where there is none.
    #[prop_or_default]
    pub id: Option<huiyin_rules::ids::SuggestionId>,
}

/// The page.
#[component]
pub fn Create(_props: &Props) -> Html {
    let lang = use_lang();
    html! {
        <div class="page">
            { page_head(lang.say(t::CREATE), Html::default()) }
        </div>
    }
}
