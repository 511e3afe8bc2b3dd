//! The meetings with the deputies (三见面): those the rulebook asks for, and those held.

use crate::i18n::terms::Term;
use crate::i18n::{Say, Words, day, fill};
use crate::pages::item::texts as x;
use crate::prelude::*;
use huiyin_protocol::item::RoundView;
use huiyin_rules::Lang;
use huiyin_rules::suggestion::ConsultPhase;

/// The meetings of a round; `asked` are the phases the rulebook asks for, each with
/// whether it was held.
pub fn meetings(one: &RoundView, asked: &[(ConsultPhase, bool)], lang: Lang) -> Html {
    if one.consultations.is_empty() && asked.is_empty() {
        return Html::default();
    }
    html! {
        <>
            <h4>{ lang.say(x::CONSULTED) }</h4>
            if !asked.is_empty() {
                <ul class="marks">{ for asked.iter().map(|(phase, held)| html! {
                    <li>{ super::steps::mark(*held) }{ phase.word(lang) }
                        <span class={if *held { "muted" } else { "bad" }}>
                            { lang.say(if *held { x::HELD } else { x::NOT_HELD }) }</span></li>
                }) }</ul>
            }
            <ul class="notes">{ for one.consultations.iter().map(|met| {
                let people = met.people.join(lang.say(Words("、", ", ")));
                html! {
                    <li>
                        <span class="muted">{ day::iso_or_empty(met.on) }{ " " }{ met.phase.word(lang) }</span>
                        { " " }{ &met.unit }
                        if !people.is_empty() {
                            { " " }{ fill(lang.say(x::MET), &[&people]) }
                        }
                        if !met.outcome.is_empty() {
                            <p class="item-text">{ &met.outcome }</p>
                        }
                    </li>
                }
            }) }</ul>
        </>
    }
}
