//! What a poll is: its items, its rule, who votes and who observes, and what it cannot promise.

use super::texts as t;
use crate::i18n::{Say, fill, grouped};
use crate::pages::polls::part;
use crate::prelude::*;
use crate::route::{self, Route};
use huiyin_protocol::poll::{PollView, QuestionView};
use huiyin_rules::Lang;
use huiyin_rules::poll::PollKind;

/// The parts of the page. What cannot be promised is told to those who hold it.
pub fn prepare(view: &PollView, is_office: bool, lang: Lang) -> Html {
    let (title, source, sentence) = &view.rule;
    let fact =
        |words, value: String| html! { <div><dt>{ lang.say(words) }</dt><dd>{ value }</dd></div> };
    let cited =
        html! { <div><dt>{ lang.say(t::SOURCE) }</dt><dd><cite>{ source }</cite></dd></div> };
    let joined = |names: &[String]| names.join(lang.say(t::LISTED));
    html! {
        <>
            { part("poll-items", lang.say(t::ITEMS), "", Html::default(), html! {
                <ol class="poll-questions">{ for view.questions.iter().map(|one| html! { <li key={one.id.clone()}>{ question(one, lang) }</li> }) }</ol>
            }) }
            { part("poll-facts", lang.say(t::FACTS), "", Html::default(), html! {
                <>
                    <dl class="poll-facts">
                        { fact(t::RULE, [title.as_str(), lang.say(t::STOP), sentence].concat()) }
                        { cited }
                        { fact(t::MEMBERS, grouped(u64::from(view.draft.members))) }
                        { fact(t::VOTERS, grouped(view.roll.len() as u64)) }
                        if !view.draft.observers.is_empty() { { fact(t::OBSERVERS, joined(&view.draft.observers)) } }
                    </dl>
                    <details class="poll-more">
                        <summary>{ fill(lang.say(t::ROLL), &[&grouped(view.roll.len() as u64)]) }</summary>
                        <p>{ view.roll.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(lang.say(t::LISTED)) }</p>
                    </details>
                </>
            }) }
            if is_office { { limits(view, lang) } }
        </>
    }
}

/// A question's title with its number, aspect and unit.
pub fn question(one: &QuestionView, lang: Lang) -> Html {
    html! {
        <span class="poll-question">
            if let Some(number) = &one.number { <strong>{ number }{ " " }</strong> }
            if let Some(id) = &one.suggestion {
                { route::link(&Route::Item(id.clone()), "", html! { &one.title }) }
            } else {
                { &one.title }
            }
            if !one.aspect.is_empty() { <span class="tag tag-off">{ &one.aspect }</span> }
            if let Some(unit) = one.unit.as_ref().filter(|unit| !unit.is_empty()) { <span class="muted">{ " " }{ lang.say(t::UNIT) }{ unit }</span> }
        </span>
    }
}

/// What the way of voting cannot promise.
fn limits(view: &PollView, lang: Lang) -> Html {
    let lines: &[_] = match view.draft.kind {
        Some(PollKind::Secret) => &[
            t::LIMIT_SMALL,
            t::LIMIT_PAPER,
            t::LIMIT_TABLET,
            t::LIMIT_RECEIPT,
        ],
        Some(PollKind::Named) => &[t::LIMIT_NAMED, t::LIMIT_TABLET],
        _ => &[t::LIMIT_SMALL],
    };
    part(
        "poll-limits",
        lang.say(t::LIMITS),
        "",
        Html::default(),
        html! {
            <ul class="poll-list">{ for lines.iter().map(|words| html! { <li>{ lang.say(*words) }</li> }) }</ul>
        },
    )
}
