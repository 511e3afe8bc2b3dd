//! What is overdue since before the month.

use super::texts as t;
use crate::components::chip;
use crate::i18n::common;
use crate::i18n::{Say, day, fill};
use crate::pages::report::cells::{self, section, table};
use crate::pages::report::texts as r;
use crate::prelude::*;
use huiyin_protocol::report::{CalendarEntry, CalendarView};
use huiyin_rules::Lang;

/// A list that unfolds; nothing where nothing is overdue.
pub fn show(view: &CalendarView, lang: Lang) -> Html {
    let entries = &view.overdue;
    if entries.is_empty() {
        return Html::default();
    }
    let title = lang.say(t::OVERDUE);
    let heads = [
        (r::SUGGESTION, false),
        (r::UNIT, false),
        (r::DEADLINE, false),
    ];
    let inside = table(title, &heads, entries.iter().map(|entry| row(entry, lang)));
    section(
        "calendar-overdue",
        title,
        Some(view.overdue_total as usize),
        html! {
            <>
                <div class="cal-overdue">{ inside }</div>
                if (entries.len() as u64) < u64::from(view.overdue_total) {
                    <p class="muted">{ fill(lang.say(t::ONLY_FIRST), &[&entries.len().to_string()]) }</p>
                }
            </>
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
