//! Small marks of polls: how far one is, and what came of a question.

use super::texts as t;
use crate::components::chip;
use crate::i18n::Say;
use crate::prelude::*;
use huiyin_rules::{Lang, Rating};

/// The phase in words, with a shape before it.
pub fn phase(phase: &(String, String)) -> Html {
    let (code, words) = phase;
    let (class, shape) = match code.as_str() {
        "planned" => ("tag tag-off", "○"),
        "sealed" => ("tag", "◇"),
        "open" => ("tag tag-back", "▶"),
        "closed" => ("tag", "◆"),
        "fixed" => ("tag", "▣"),
        "declared" => ("tag tag-end", "✓"),
        _ => ("tag tag-off", "✕"),
    };
    html! { <span class={class}><span aria-hidden="true">{ shape }</span>{ " " }{ words }</span> }
}

/// A verdict in words with its shape; where the vote is void, why.
pub fn verdict(rating: Option<Rating>, label: &str, lang: Lang) -> Html {
    if rating.is_some() {
        return chip::rating(rating, lang);
    }
    html! {
        <span class="rate rate-poor poll-void">
            <span aria-hidden="true">{ "✕" }</span>{ " " }{ if label.is_empty() { lang.say(t::VOID) } else { label } }
        </span>
    }
}
