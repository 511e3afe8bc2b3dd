//! How things look in this browser.

use super::choice::choice;
use super::part;
use super::texts as t;
use crate::i18n::Say;
use crate::platform::prefs;
use crate::prelude::*;
use crate::state::session::Change;
use crate::state::use_session;
use huiyin_rules::Lang;

/// Where the ledger's density is kept, by the ledger too; on is compact.
const DENSITY: &str = "dense";

/// The section.
#[component]
pub fn Display() -> Html {
    let session = use_session();
    let lang = session.lang;
    let compact = use_state_eq(|| prefs::is_on(DENSITY));
    let change = |make: fn(bool) -> Change, on: &'static str| {
        let session = session.clone();
        Callback::from(move |value: String| session.change.emit(make(value == on)))
    };
    let on_density = {
        let compact = compact.clone();
        Callback::from(move |value: String| {
            let on = value == "compact";
            prefs::switch(DENSITY, on);
            compact.set(on);
        })
    };
    let language = |english: bool| Change::Lang(if english { Lang::En } else { Lang::Zh });
    part(
        lang.say(t::DISPLAY),
        lang.say(t::AT_ONCE),
        html! {
            <>
                { choice("set-lang", lang.say(t::LANGUAGE), &[("zh", "中文"), ("en", "English")], if lang == Lang::En { "en" } else { "zh" }, &change(language, "en")) }
                { choice("set-size", lang.say(t::TEXT_SIZE), &[("normal", lang.say(t::NORMAL)), ("large", lang.say(t::LARGE))],
                    if session.large { "large" } else { "normal" }, &change(Change::Large, "large")) }
                { choice("set-contrast", lang.say(t::CONTRAST), &[("normal", lang.say(t::NORMAL)), ("high", lang.say(t::HIGH))],
                    if session.contrast { "high" } else { "normal" }, &change(Change::Contrast, "high")) }
                { choice("set-density", lang.say(t::DENSITY), &[("roomy", lang.say(t::COMFORTABLE)), ("compact", lang.say(t::COMPACT))],
                    if *compact { "compact" } else { "roomy" }, &on_density) }
            </>
        },
    )
}
