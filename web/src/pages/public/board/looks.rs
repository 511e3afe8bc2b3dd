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

/// That masking takes something out; what it is the preview marks, since it may be in a long reply.
pub fn masked(row: &BoardRow, lang: Lang) -> Html {
    if row.masked.is_empty() {
        return Html::default();
    }
    html! {
        <span class="pub-warn pub-masked"><span aria-hidden="true">{ "▲" }</span>{ " " }{ lang.say(t::MASKED) }</span>
    }
}

/// What stands where something was masked.
const HIDDEN: &str = "***";

/// A published text with the masked places marked.
pub fn marked(text: &str) -> Html {
    let parts = text.split(HIDDEN).enumerate();
    html! {
        <>{ for parts.map(|(at, part)| html! { <>if at > 0 { <mark>{ HIDDEN }</mark> }{ part }</> }) }</>
    }
}
