//! The page.

use crate::i18n::Say;
use crate::i18n::common as t;
use crate::pages::page_head;
use crate::state::use_lang;
use yew::prelude::*;

/// Properties of [`Ledger`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The filters, from the address.
    pub query: huiyin_protocol::ledger::LedgerQuery,
}

/// The page.
#[component]
pub fn Ledger(_props: &Props) -> Html {
    let lang = use_lang();
    html! {
        <div class="page">
            { page_head(lang.say(t::LEDGER), Html::default()) }
        </div>
    }
}
