//! One thing that falls due, as it stands in a day.

use crate::components::chip;
use crate::i18n::Say;
use crate::i18n::common;
use crate::prelude::*;
use crate::route::Route;
use huiyin_protocol::report::CalendarEntry;
use huiyin_rules::Lang;

/// The entry, leading to its suggestion. `reachable` by Tab while its day is the active one.
pub fn entry(entry: &CalendarEntry, reachable: bool, lang: Lang) -> Html {
    let number = if entry.number.is_empty() {
        lang.say(common::NO_NUMBER)
    } else {
        &entry.number
    };
    html! {
        <li key={[entry.id.as_str(), &entry.what, &entry.unit].concat()}>
            <a class="cal-entry" href={Route::Item(entry.id.clone()).href()} tabindex={if reachable { "0" } else { "-1" }}>
                <span class="cal-what">
                    { chip::mark(entry.light, lang) }
                    <span>{ &entry.what }</span>
                    if entry.provisional {
                        <span class="cal-soft">{ lang.say(common::PROVISIONAL) }</span>
                    }
                </span>
                <span class="cal-about">{ number }{ " " }{ &entry.title }</span>
                if !entry.unit.is_empty() {
                    <span class="cal-unit">{ &entry.unit }</span>
                }
            </a>
        </li>
    }
}
