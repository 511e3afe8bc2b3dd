//! The steps of a poll, and which one it is at.

use super::texts as t;
use crate::i18n::{Say, Words};
use crate::prelude::*;
use crate::route::Route;
use huiyin_protocol::poll::PollView;
use huiyin_rules::Lang;
use huiyin_rules::poll::PollKind;

/// The steps by their names in the address; whether only polls by cards have them.
const STEPS: [(&str, Words, bool); 7] = [
    ("prepare", t::PREPARE, false),
    ("deal", t::DEAL, true),
    ("vote", t::VOTE, false),
    ("close", t::CLOSE, false),
    ("fix", t::FIX, true),
    ("count", t::COUNT, false),
    ("declare", t::DECLARE, false),
];

/// Whether voters can draw cards.
pub fn has_cards(view: &PollView) -> bool {
    view.draft.kind.is_some_and(PollKind::has_cards)
}

fn steps_of(view: &PollView) -> impl Iterator<Item = (&'static str, Words)> {
    let with_cards = has_cards(view);
    let own = STEPS
        .into_iter()
        .filter(move |(_, _, cards)| with_cards || !cards);
    own.map(|(key, words, _)| (key, words))
}

/// The step that a phase is at.
pub fn current(view: &PollView) -> &'static str {
    match view.phase.0.as_str() {
        "sealed" => "deal",
        "open" => "vote",
        "closed" => "close",
        "fixed" => "count",
        "declared" => "declare",
        _ => "prepare",
    }
}

/// The step to show: the one asked for, where the poll has it.
pub fn chosen(view: &PollView, asked: &str) -> &'static str {
    let found = steps_of(view).find(|(key, _)| *key == asked);
    found.map_or_else(|| current(view), |(key, _)| key)
}

/// The steps as a line of links.
pub fn steps(view: &PollView, chosen: &str, lang: Lang) -> Html {
    let all: Vec<_> = steps_of(view).collect();
    let now = all.iter().position(|(key, _)| *key == current(view));
    let now = now.unwrap_or_default();
    html! {
        <nav class="poll-steps" aria-label={lang.say(t::STEPS)}>
            <ol>
                { for all.into_iter().enumerate().map(|(at, (key, words))| {
                    let (mark, state) = match at.cmp(&now) {
                        std::cmp::Ordering::Less => ("✓", t::STEP_DONE),
                        std::cmp::Ordering::Equal => ("●", t::STEP_NOW),
                        std::cmp::Ordering::Greater => ("○", t::STEP_LATER),
                    };
                    let class = if key == chosen { "poll-step is-here" } else { "poll-step" };
                    html! {
                        <li key={key}>
                            <a {class} href={Route::poll(&view.id, key).href()} aria-current={(key == chosen).then_some("step")}>
                                <span aria-hidden="true">{ mark }</span>
                                <span>{ lang.say(words) }</span>
                                <span class="off-screen">{ lang.say(state) }</span>
                            </a>
                        </li>
                    }
                }) }
            </ol>
        </nav>
    }
}
