//! What was done to see that it is handled well: supervision, summons, reminders,
//! defects noted, assessments; and who answers for each step.

use super::texts as x;
use crate::i18n::{Say, day, fill};
use crate::prelude::*;
use huiyin_protocol::item::{ItemView, OversightView};
use huiyin_rules::Lang;

/// The panel; nothing where nothing was done.
pub fn oversight(item: &ItemView, lang: Lang) -> Html {
    if item.oversight.is_empty() && item.reminders == 0 {
        return Html::default();
    }
    html! {
        <section class="panel" aria-labelledby="item-oversight">
            <div class="panel-head"><h2 id="item-oversight">{ lang.say(x::OVERSIGHT) }</h2>
                <span class="muted">{ counts(item, lang) }</span></div>
            if !item.oversight.is_empty() {
                <ul class="panel-body notes">{ for item.oversight.iter().map(one) }</ul>
            }
        </section>
    }
}

fn one(done: &OversightView) -> Html {
    html! {
        <li>
            <span class="muted">{ day::iso(done.on) }</span>{ " " }<strong>{ &done.what }</strong>
            if !done.unit.is_empty() {
                { " " }{ &done.unit }
            }
            if !done.by.is_empty() {
                <span class="muted">{ " " }{ &done.by }</span>
            }
            if !done.facts.is_empty() {
                <p class="muted">{ &done.facts }</p>
            }
            if !done.text.is_empty() {
                <p class="item-text">{ &done.text }</p>
            }
        </li>
    }
}

/// How often each was done, in the order they first came.
fn counts(item: &ItemView, lang: Lang) -> String {
    let mut counts: Vec<(&str, u32)> = Vec::new();
    for done in &item.oversight {
        match counts.iter_mut().find(|(what, _)| *what == done.what) {
            Some((_, count)) => *count += 1,
            None => counts.push((&done.what, 1)),
        }
    }
    let texts: Vec<String> = counts
        .iter()
        .map(|(what, count)| fill(lang.say(x::TIMES), &[what, &count.to_string()]))
        .collect();
    texts.join(" · ")
}

/// Who answers for each step, where the place says.
pub fn owners(item: &ItemView, lang: Lang) -> Html {
    if item.step_owners.is_empty() {
        return Html::default();
    }
    html! {
        <section class="panel" aria-labelledby="item-owners">
            <div class="panel-head"><h2 id="item-owners">{ lang.say(x::STEP_OWNERS) }</h2></div>
            <dl class="facts">{ for item.step_owners.iter().map(|(step, owner)| html! {
                <div key={step.clone()}><dt>{ step }</dt><dd>{ owner }</dd></div>
            }) }</dl>
        </section>
    }
}
