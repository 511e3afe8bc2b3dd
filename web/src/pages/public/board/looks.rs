//! Small marks of the board: published or not, and what masking leaves out.

use super::texts as t;
use crate::i18n::Say;
use crate::prelude::*;
use huiyin_protocol::public::BoardRow;
use huiyin_rules::Lang;

/// Whether it is published, and since when.
pub fn state(row: &BoardRow, lang: Lang) -> Html {
    match &row.published {
        Some(on) => html! {
            <span class="pub-marks"><span class="tag tag-end"><span aria-hidden="true">{ "●" }</span>{ " " }{ lang.say(t::PUBLISHED) }</span><span class="muted">{ on }</span></span>
        },
        None => html! {
            <span class="tag tag-off"><span aria-hidden="true">{ "○" }</span>{ " " }{ lang.say(t::UNPUBLISHED) }</span>
        },
    }
}

/// What masking would take out; nothing where it takes nothing.
pub fn masked(row: &BoardRow, lang: Lang) -> Html {
    if row.masked.is_empty() {
        return Html::default();
    }
    html! {
        <span class="pub-warn pub-masked"><span aria-hidden="true">{ "▲" }</span>{ " " }{ lang.say(t::MASKED) }
            { for row.masked.iter().enumerate().map(|(at, text)| html! { <code key={at}>{ text }</code> }) }</span>
    }
}

/// Characters that stand where something was masked.
const fn is_mask(one: char) -> bool {
    matches!(one, '*' | '＊' | '×' | '█')
}

/// A published text with the masked places marked.
pub fn marked(text: &str) -> Html {
    let mut parts: Vec<(bool, String)> = Vec::new();
    for one in text.chars() {
        let masked = is_mask(one);
        match parts.last_mut() {
            Some((kind, part)) if *kind == masked => part.push(one),
            _ => parts.push((masked, one.to_string())),
        }
    }
    html! {
        <>{ for parts.into_iter().enumerate().map(|(at, (masked, part))| {
            // One cross is a multiplication sign more often than a mask.
            if masked && part.chars().count() > 1 { html! { <mark key={at}>{ part }</mark> } } else { html! { part } }
        }) }</>
    }
}
