//! 回头看: first and second evaluation, third-party assessment, following up.

use super::texts as t;
use crate::components::chip;
use crate::i18n::{Say, day, fill};
use crate::pages::report::cells::{self, section, table};
use crate::pages::report::texts as r;
use crate::prelude::*;
use huiyin_protocol::ledger::LedgerRow;
use huiyin_protocol::report::{LookBackRow, LookBackView};
use huiyin_rules::Lang;

/// The report.
pub fn show(view: &LookBackView, lang: Lang) -> Html {
    html! {
        <>
            { rules(view, lang) }
            { revisit(view, lang) }
            { listed("look-back-third", t::THIRD, t::NO_THIRD, t::REASON, &view.third_party, lang) }
            { listed("look-back-tracked", t::TRACKED, t::NO_TRACKED, t::LAST_ACT, &view.tracked, lang) }
        </>
    }
}

fn rules(view: &LookBackView, lang: Lang) -> Html {
    section(
        "look-back-rules",
        lang.say(t::RULES),
        None,
        html! {
            if view.rules.is_empty() {
                <p class="muted">{ lang.say(t::NO_RULES) }</p>
            } else {
                { for view.rules.iter().map(|(rule, source)| cells::rule(rule, source, lang)) }
            }
        },
    )
}

fn revisit(view: &LookBackView, lang: Lang) -> Html {
    let title = lang.say(t::TO_REVISIT);
    let inside = if view.rows.is_empty() {
        html! { <p class="muted">{ lang.say(t::NONE_TO_REVISIT) }</p> }
    } else {
        let heads = [
            (r::SUGGESTION, false),
            (r::UNIT, false),
            (t::FIRST, false),
            (t::SECOND, false),
            (t::SECOND_DONE, false),
        ];
        table(title, &heads, view.rows.iter().map(|one| row(one, lang)))
    };
    section("look-back-rows", title, Some(view.rows.len()), inside)
}

fn row(one: &LookBackRow, lang: Lang) -> Html {
    html! {
        <tr key={one.row.id.as_str()}>
            <th scope="row" class="wide">{ cells::item_of(&one.row, lang) }</th>
            <td class="some">{ cells::text(&one.row.units, lang) }</td>
            <td>
                { cells::on(one.first, lang) }
                if let Some(due) = one.first_due {
                    { " " }<span class="muted nowrap">{ fill(lang.say(t::FIRST_DUE), &[&day::iso(due)]) }</span>
                }
            </td>
            <td>{ cells::due(one.due, one.light, lang) }</td>
            <td>{ cells::on(one.done, lang) }</td>
        </tr>
    }
}

fn listed(
    id: &'static str,
    title: crate::i18n::Words,
    none: crate::i18n::Words,
    why: crate::i18n::Words,
    rows: &[(LedgerRow, String)],
    lang: Lang,
) -> Html {
    let title = lang.say(title);
    let inside = if rows.is_empty() {
        html! { <p class="muted">{ lang.say(none) }</p> }
    } else {
        let heads = [
            (r::SUGGESTION, false),
            (r::UNIT, false),
            (why, false),
            (r::STAGE, false),
        ];
        let rows = rows.iter().map(|(row, text)| {
            html! {
                <tr key={row.id.as_str()}>
                    <th scope="row" class="wide">{ cells::item_of(row, lang) }</th>
                    <td class="some">{ cells::text(&row.units, lang) }</td>
                    <td class="some">{ text }</td>
                    <td>{ chip::stage(row.stage, lang) }</td>
                </tr>
            }
        });
        table(title, &heads, rows)
    };
    section(id, title, Some(rows.len()), inside)
}
