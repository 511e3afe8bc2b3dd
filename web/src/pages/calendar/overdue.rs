//! What is overdue since before the month.

use super::texts as t;
use crate::components::chip;
use crate::i18n::common;
use crate::i18n::{Say, day};
use crate::pages::report::cells::{self, section, table};
use crate::pages::report::texts as r;
use crate::prelude::*;
use huiyin_protocol::report::CalendarEntry;
use huiyin_rules::Lang;

/// A list that unfolds; nothing where nothing is overdue.
pub fn show(entries: &[CalendarEntry], lang: Lang) -> Html {
    if entries.is_empty() {
        return Html::default();
    }
    let title = lang.say(t::OVERDUE);
    let heads = [
        (r::SUGGESTION, false),
        (r::UNIT, false),
        (r::DEADLINE, false),
    ];
    let inside = table(
        title,
        &heads,
        entries.iter().map(|entry| row(entry, lang)),
        lang,
    );
    section(
        "calendar-overdue",
        title,
        Some(entries.len()),
        html! {
            <div class="cal-overdue">{ inside }</div>
        },
    )
}

fn row(entry: &CalendarEntry, lang: Lang) -> Html {
    html! {
        <tr key={[entry.id.as_str(), &entry.what, &entry.unit].concat()}>
            <th scope="row" class="wide">{ cells::item(&entry.id, &entry.number, &entry.title, lang) }</th>
            <td class="some">{ cells::text(&entry.unit, lang) }</td>
            <td>
                { chip::mark(entry.light, lang) }{ " " }{ &entry.what }{ " " }<span class="nowrap">{ day::iso(entry.due) }</span>
                if entry.provisional {
                    { " " }<abbr title={lang.say(common::PROVISIONAL_HINT)}>{ lang.say(common::PROVISIONAL) }</abbr>
                }
            </td>
        </tr>
    }
}
