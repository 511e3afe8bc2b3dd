//! How the box stands, in view on every screen: shape, word and colour.

use crate::i18n::{Say, fill};
use crate::prelude::*;
use crate::vote::deliver::{Line, Standing};
use crate::vote::texts as t;
use huiyin_rules::Lang;

/// The badge.
pub fn badge(standing: &Standing, lang: Lang) -> Html {
    let (class, mark, word) = match standing.line {
        Line::Online => ("badge is-online", "●", t::ONLINE),
        Line::Offline => ("badge is-offline", "▲", t::OFFLINE),
        Line::Asking => ("badge", "○", t::ASKING),
        Line::Alone => ("badge", "■", t::ALONE),
    };
    html! {
        <p class={class}>
            <span aria-hidden="true">{ mark }</span>
            <span>{ lang.say(word) }</span>
            if standing.waiting > 0 {
                <span class="badge-count">{ fill(lang.say(t::WAITING), &[&standing.waiting.to_string()]) }</span>
            }
        </p>
    }
}
