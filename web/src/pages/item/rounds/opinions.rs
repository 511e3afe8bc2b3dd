//! The deputies' opinions and what they said looking back, or why they are not shown.

use crate::components::chip;
use crate::i18n::terms::Term;
use crate::i18n::{Say, Words, day, fill};
use crate::pages::item::texts as x;
use crate::prelude::*;
use huiyin_protocol::item::{EvaluationView, ItemView, RoundView};
use huiyin_rules::Lang;

/// The opinions of a round; on the last one also totals, and why opinions are hidden.
pub fn opinions(one: &RoundView, item: &ItemView, is_last: bool, lang: Lang) -> Html {
    let has_note = is_last && !item.opinions_hidden.is_empty();
    let totals = item.opinion_totals.filter(|_| is_last);
    html! {
        <>
            if has_note || totals.is_some() || !one.evaluations.is_empty() {
                <h4>{ lang.say(x::EVALUATED) }</h4>
            }
            if has_note {
                <p class="hidden-note">{ &item.opinions_hidden }</p>
            }
            if let Some(totals) = totals {
                <p>{ fill(lang.say(x::TOTALS), &totals.map(|n| n.to_string()).each_ref().map(String::as_str)) }</p>
            }
            <ul class="notes">{ for one.evaluations.iter().map(|said| opinion(said, lang)) }</ul>
            if !one.look_backs.is_empty() {
                <h4>{ lang.say(x::LOOK_BACKS) }</h4>
                <ul class="notes">{ for one.look_backs.iter().map(|said| opinion(said, lang)) }</ul>
            }
        </>
    }
}

fn opinion(said: &EvaluationView, lang: Lang) -> Html {
    let defects: Vec<&str> = said.defects.iter().map(|one| one.word(lang)).collect();
    let result = if said.process.is_some() {
        x::ON_RESULT
    } else {
        x::ON_BOTH
    };
    html! {
        <li>
            <strong>{ &said.deputy }</strong>
            <span class="muted">{ " " }{ day::iso_or_empty(said.on) }{ " " }</span>
            if said.process.is_some() {
                { lang.say(x::ON_PROCESS) }{ chip::rating(said.process, lang) }{ " " }
            }
            { lang.say(result) }{ chip::rating(Some(said.result), lang) }
            if !defects.is_empty() {
                <p class="bad">{ fill(lang.say(x::DEFECTS), &[&defects.join(lang.say(Words("、", ", ")))]) }</p>
            }
            if !said.note.is_empty() {
                <p class="item-text">{ &said.note }</p>
            }
        </li>
    }
}
