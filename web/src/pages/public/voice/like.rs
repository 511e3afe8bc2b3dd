//! What is like a voice: others of the inbox, suggestions of the ledger, and how alike.

use super::super::part;
use super::super::voices;
use super::texts as t;
use crate::i18n::{Say, fill};
use crate::prelude::*;
use crate::route::{self, Route};
use huiyin_protocol::public::VoiceView;
use huiyin_rules::Lang;

/// Both lists; nothing where both are empty.
pub fn like(view: &VoiceView, lang: Lang) -> Html {
    if view.alike.is_empty() && view.suggestions.is_empty() {
        return Html::default();
    }
    let how = |how: u32| {
        html! { <span class="tag tag-off">{ fill(lang.say(t::ALIKE), &[&how.to_string()]) }</span> }
    };
    let inside = html! {
        <>
            if !view.alike.is_empty() {
                <h3>{ lang.say(t::ALIKE_VOICES) }</h3>
                <ul class="pub-like">
                    { for view.alike.iter().map(|(row, hundredths)| html! {
                        <li key={row.id.clone()}>
                            { route::link(&Route::Voice(row.id.clone()), "", html! { &row.text }) }
                            <span class="pub-marks">{ how(*hundredths) }<span class="muted">{ &row.on }{ " " }{ &row.place }</span>{ voices::stage(&row.stage) }</span>
                        </li>
                    }) }
                </ul>
            }
            if !view.suggestions.is_empty() {
                <h3>{ lang.say(t::ALIKE_SUGGESTIONS) }</h3>
                <ul class="pub-like">
                    { for view.suggestions.iter().map(|(id, title, hundredths)| html! {
                        <li key={id.as_str()}>
                            { route::link(&Route::Item(id.clone()), "", html! { title }) }
                            <span class="pub-marks">{ how(*hundredths) }</span>
                        </li>
                    }) }
                </ul>
            }
        </>
    };
    part(
        "voice-like",
        lang.say(t::LIKE),
        lang.say(t::LIKE_HINT),
        Html::default(),
        inside,
    )
}
