//! The deadlines, each saying how its day was reached.

use super::texts as x;
use crate::components::chip;
use crate::i18n::common as t;
use crate::i18n::{Say, day, fill};
use crate::prelude::*;
use huiyin_protocol::item::{DeadlineView, ItemView};
use huiyin_rules::Lang;
use huiyin_rules::rulebook::Light;

/// The panel of deadlines.
pub fn deadlines(item: &ItemView, lang: Lang) -> Html {
    html! {
        <section class="panel" aria-labelledby="item-deadlines">
            <div class="panel-head"><h2 id="item-deadlines">{ lang.say(x::DEADLINES) }</h2></div>
            if item.deadlines.is_empty() {
                <p class="panel-body muted">{ lang.say(x::NO_DEADLINES) }</p>
            } else {
                { lists(&item.deadlines, lang) }
            }
        </section>
    }
}

/// What is still to be met stands open; what was met makes room where there is much of it.
fn lists(all: &[DeadlineView], lang: Lang) -> Html {
    let is_over = |one: &&DeadlineView| matches!(one.light, Light::Done | Light::DoneLate);
    let (met, open): (Vec<_>, Vec<_>) = all.iter().partition(is_over);
    let list = |these: Vec<&DeadlineView>| html! { <ul class="deadlines">{ for these.into_iter().map(|one| deadline(one, lang)) }</ul> };
    if all.len() <= FEW || met.is_empty() {
        return list(open.into_iter().chain(met).collect());
    }
    let count = met.len().to_string();
    html! {
        <>
            { list(open) }
            <details class="deadlines-met">
                <summary>{ fill(lang.say(x::MET_MANY), &[&count]) }</summary>
                { list(met) }
            </details>
        </>
    }
}

/// Deadlines that are all shown, met or not.
const FEW: usize = 5;

fn deadline(one: &DeadlineView, lang: Lang) -> Html {
    html! {
        <li>
            <p class="deadline-head">
                <strong>{ &one.what }</strong>
                if let Some(unit) = &one.unit {
                    <span class="muted">{ unit }</span>
                }
            </p>
            <p class="deadline-day">
                <span>{ day::iso(one.due) }</span>
                if one.provisional {
                    <abbr title={lang.say(t::PROVISIONAL_HINT)}>{ lang.say(t::PROVISIONAL) }</abbr>
                }
                { chip::light(one.light, one.days_left, lang) }
                if let Some(met) = one.met_on {
                    <span class="muted">{ fill(lang.say(x::MET_ON), &[&day::iso(met)]) }</span>
                }
            </p>
            <details>
                <summary>{ lang.say(x::HOW) }</summary>
                <ol class="steps">{ for one.steps.iter().map(|step| html! { <li>{ step }</li> }) }</ol>
                if !one.source.is_empty() {
                    <p class="muted">{ lang.say(t::BASIS) }{ lang.say(t::COLON) }{ &one.source }</p>
                }
            </details>
        </li>
    }
}
