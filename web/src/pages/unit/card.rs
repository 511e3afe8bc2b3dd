//! The score card filled in, each point with the fact and the arithmetic it rests on.

use super::texts as t;
use crate::i18n::{Say, fill};
use crate::pages::report::cells::{self, section, table};
use crate::prelude::*;
use huiyin_protocol::report::{CardLine, CardView};
use huiyin_rules::Lang;

/// The card, or that there is none.
pub fn show(card: Option<&CardView>, lang: Lang) -> Html {
    let title = lang.say(t::CARD);
    let inside = match card {
        None => html! { <p class="muted">{ lang.say(t::NO_CARD) }</p> },
        Some(card) => filled(card, title, lang),
    };
    section("unit-card", title, None, inside)
}

fn filled(card: &CardView, title: &str, lang: Lang) -> Html {
    let heads = [
        (t::LINE, false),
        (t::POINTS, true),
        (t::FACT, false),
        (t::ARITHMETIC, false),
    ];
    html! {
        <>
            { table(title, &heads, card.lines.iter().map(|one| line(one, lang))) }
            <p class="card-total">
                if !card.total.is_empty() {
                    <span>{ lang.say(t::TOTAL) }{ lang.say(crate::i18n::common::COLON) }<strong>{ &card.total }</strong></span>
                }
                if !card.grade.is_empty() {
                    <span>{ lang.say(t::GRADE) }{ lang.say(crate::i18n::common::COLON) }<strong>{ &card.grade }</strong></span>
                }
            </p>
            if card.open > 0 {
                <p class="muted">{ fill(lang.say(t::OPEN), &[&card.open.to_string()]) }</p>
            }
            { cells::rule("", &card.source, lang) }
        </>
    }
}

fn line(one: &CardLine, lang: Lang) -> Html {
    html! {
        <tr key={one.label.clone()}>
            <th scope="row" class="some">{ &one.label }</th>
            <td class="num">
                if one.points.is_empty() {
                    <span class="muted">{ lang.say(t::TO_JUDGE) }</span>
                } else {
                    <strong>{ &one.points }</strong>
                }
            </td>
            <td class="some">{ cells::text(&one.fact, lang) }</td>
            <td class="some">{ cells::text(&one.arithmetic, lang) }</td>
        </tr>
    }
}
