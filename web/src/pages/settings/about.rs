//! Which program this is.

use super::part;
use super::texts as t;
use crate::i18n::Say;
use crate::platform::engine;
use crate::prelude::*;
use crate::state::use_lang;

/// The section.
#[component]
pub fn About() -> Html {
    let lang = use_lang();
    // The boot script leaves it beside the addresses of the workers.
    let build = engine::address("build").unwrap_or_else(|| lang.say(t::UNKNOWN).to_owned());
    part(
        lang.say(t::ABOUT),
        "",
        html! {
            <>
                <p><strong>{ lang.say(t::PRODUCT) }</strong></p>
                <p>{ lang.say(t::NO_SERVER) }</p>
                <dl class="settings-facts">
                    <div><dt>{ lang.say(t::VERSION) }</dt><dd>{ env!("CARGO_PKG_VERSION") }</dd></div>
                    <div><dt>{ lang.say(t::BUILD) }</dt><dd><code>{ build }</code></dd></div>
                    <div><dt>{ lang.say(t::LICENCE) }</dt><dd>{ lang.say(t::LICENCE_TEXT) }</dd></div>
                </dl>
            </>
        },
    )
}
