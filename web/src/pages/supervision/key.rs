//! 重点督办: the quota with its arithmetic, those chosen, the committees' parts.

use super::candidates::Candidates;
use super::texts as t;
use crate::components::chip;
use crate::i18n::{Say, fill, grouped};
use crate::pages::report::cells::{self, section, table, tile};
use crate::pages::report::texts as r;
use crate::prelude::*;
use huiyin_protocol::report::{CommitteeLine, KeyChosen, KeyView};
use huiyin_rules::Lang;

/// The report.
pub fn show(view: &KeyView, lang: Lang) -> Html {
    html! {
        <>
            { quota(view, lang) }
            { chosen(&view.chosen, lang) }
            <Candidates candidates={view.candidates.clone()} />
            { committees(&view.committees, lang) }
        </>
    }
}

fn quota(view: &KeyView, lang: Lang) -> Html {
    let items = |count: u64| fill(lang.say(t::ITEMS), &[&grouped(count)]);
    let needed = view
        .required
        .map_or_else(|| lang.say(t::NO_QUOTA).to_owned(), items);
    let reached = view.required.is_some() && view.missing == 0;
    section(
        "key-quota",
        lang.say(t::QUOTA),
        None,
        html! {
            <>
                <dl class="tiles">
                    { tile(lang.say(t::COUNTED), &items(view.total), "") }
                    { tile(lang.say(t::NEEDED), &needed, if view.required.is_some() { "" } else { "is-text" }) }
                    { tile(lang.say(t::HAVE), &items(view.key), "") }
                    if view.missing > 0 {
                        { tile(lang.say(t::LACKING), &items(view.missing), "is-bad") }
                    }
                </dl>
                if reached {
                    <p class="light-done"><span aria-hidden="true">{ "✓ " }</span>{ lang.say(t::REACHED) }</p>
                }
                { cells::alarms(&view.alarms, lang) }
                if !view.arithmetic.is_empty() {
                    <p class="arithmetic">{ &view.arithmetic }</p>
                }
                { cells::rule(&view.rule, &view.source, lang) }
            </>
        },
    )
}

fn chosen(all: &[KeyChosen], lang: Lang) -> Html {
    let title = lang.say(t::CHOSEN);
    let inside = if all.is_empty() {
        html! { <p class="muted">{ lang.say(t::NONE_CHOSEN) }</p> }
    } else {
        table(
            title,
            &[
                (r::SUGGESTION, false),
                (r::UNIT, false),
                (t::SUPERVISOR, false),
                (t::COMMITTEE, false),
                (t::CRITERIA, false),
                (t::ACTS, true),
                (r::STAGE, false),
                (r::DEADLINE, false),
            ],
            all.iter().map(|one| row(one, lang)),
        )
    };
    section("key-chosen", title, Some(all.len()), inside)
}

fn row(one: &KeyChosen, lang: Lang) -> Html {
    html! {
        <tr key={one.row.id.as_str()}>
            <th scope="row" class="wide">{ cells::item_of(&one.row, lang) }</th>
            <td class="some">{ cells::text(&one.row.units, lang) }</td>
            <td>{ cells::text(&one.supervisor, lang) }</td>
            <td class="some">{ cells::text(&one.committee, lang) }</td>
            <td class="some">{ cells::text(&one.criteria.join(if lang == Lang::Zh { "、" } else { ", " }), lang) }</td>
            <td class="num">{ grouped(u64::from(one.supervised)) }</td>
            <td>{ chip::stage(one.row.stage, lang) }</td>
            <td>if let Some(due) = &one.row.due { { chip::due(due, lang) } } else { { cells::text("", lang) } }</td>
        </tr>
    }
}

fn committees(all: &[CommitteeLine], lang: Lang) -> Html {
    let title = lang.say(t::COMMITTEES);
    let inside = if all.is_empty() {
        html! { <p class="muted">{ lang.say(t::NO_COMMITTEES) }</p> }
    } else {
        table(
            title,
            &[
                (t::COMMITTEE, false),
                (t::FOLLOWS, true),
                (t::EVALUATED, false),
                (t::STATE, false),
            ],
            all.iter().map(|one| committee(one, lang)),
        )
    };
    section("key-committees", title, None, inside)
}

fn committee(one: &CommitteeLine, lang: Lang) -> Html {
    let numbers = [one.evaluated, one.required.unwrap_or_default()].map(|n| n.to_string());
    let evaluated = if one.required.is_some() {
        fill(lang.say(t::OF_REQUIRED), &[&numbers[0], &numbers[1]])
    } else {
        fill(lang.say(t::TIMES), &[&numbers[0]])
    };
    html! {
        <tr key={one.name.clone()}>
            <th scope="row">{ &one.name }</th>
            <td class="num">{ grouped(u64::from(one.key)) }</td>
            <td>{ evaluated }</td>
            <td>
                if one.missing {
                    <span class="light-overdue"><span aria-hidden="true">{ "■ " }</span>{ lang.say(t::COMMITTEE_MISSING) }</span>
                } else if one.required.is_some() {
                    <span class="light-done"><span aria-hidden="true">{ "✓ " }</span>{ lang.say(t::COMMITTEE_OK) }</span>
                } else {
                    { cells::text("", lang) }
                }
            </td>
        </tr>
    }
}
