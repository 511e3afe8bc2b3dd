//! What a round's time and repetition came to: suspensions, and the evidenced steps of handling again.

use crate::i18n::{Say, day, fill};
use crate::pages::item::texts as x;
use crate::prelude::*;
use huiyin_protocol::item::RoundView;
use huiyin_rules::Lang;

/// A shape that says done or missing beside its word.
pub fn mark(done: bool) -> Html {
    let (class, shape) = if done {
        ("mark good", "✓")
    } else {
        ("mark bad", "○")
    };
    html! { <span {class} aria-hidden="true">{ shape }</span> }
}

/// The steps of handling again that the rulebook asks for, each with what shows it.
pub fn redo(one: &RoundView, lang: Lang) -> Html {
    if one.redo.is_empty() {
        return Html::default();
    }
    html! {
        <ul class="marks is-list">{ for one.redo.iter().map(|(step, evidence)| {
            let done = !evidence.is_empty();
            html! {
                <li>{ mark(done) }<strong>{ step }</strong>
                    if done {
                        <span class="item-text">{ evidence }</span>
                    } else {
                        <span class="bad">{ lang.say(x::STEP_MISSING) }</span>
                    }
                </li>
            }
        }) }</ul>
    }
}

/// The times that do not count.
pub fn suspensions(one: &RoundView, lang: Lang) -> Html {
    if one.suspensions.is_empty() {
        return Html::default();
    }
    html! {
        <>
            <h4>{ lang.say(x::SUSPENDED) }</h4>
            <ul class="notes">{ for one.suspensions.iter().map(|(from, until, reason, consent)| {
                let span = match until {
                    Some(until) => fill(lang.say(x::SUSPENDED_SPAN), &[&day::iso(*from), &day::iso(*until)]),
                    None => fill(lang.say(x::SUSPENDED_OPEN), &[&day::iso(*from)]),
                };
                html! {
                    <li>{ span }
                        if !consent.is_empty() {
                            <span class="muted">{ " " }{ fill(lang.say(x::CONSENT), &[consent]) }</span>
                        }
                        <p class="item-text">{ reason }</p>
                    </li>
                }
            }) }</ul>
        </>
    }
}
