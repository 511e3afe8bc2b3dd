//! Every question on one screen.

use super::options::options;
use super::{Ballot, NEXT_OPEN, ONE_BY_ONE, REVIEW, View, leave_button};
use crate::components::button::{Kind, button};
use crate::i18n::{Say, fill};
use crate::platform::dom;
use crate::prelude::*;
use crate::vote::texts as t;

/// The list.
pub fn list(ballot: &Ballot) -> Html {
    let lang = ballot.lang;
    let rows = ballot.sheet.questions.iter().enumerate().map(|(at, question)| {
        let facts = t::facts(question, lang);
        let open = ballot.of(at).is_none();
        let class = if open { "list-row is-open" } else { "list-row" };
        html! {
            <li class={class} key={question.id.as_str()} id={row_id(at)} tabindex="-1">
                <p class="list-title">
                    <span class="list-item">{ fill(lang.say(t::ITEM), &[&question.item.to_string()]) }</span>
                    { t::question(question, lang) }
                </p>
                if !facts.is_empty() {
                    <p class="hint">{ facts }</p>
                }
                { options(ballot, at, &t::question(question, lang)) }
            </li>
        }
    });
    html! {
        <>
            <p class="lead" role="status">{ ballot.progress() }</p>
            <ol class="list">{ for rows }</ol>
        </>
    }
}

fn row_id(at: usize) -> String {
    ["row-", &at.to_string()].concat()
}

/// The ways on from it.
pub fn foot(ballot: &Ballot, leave: &Callback<bool>) -> Html {
    let open = ballot.next_open(None);
    let jump = Callback::from(move |_: MouseEvent| {
        if let Some(at) = open {
            dom::focus_id(&row_id(at));
        }
    });
    let to_one = View::One(open.unwrap_or_default());
    let review = if open.is_none() {
        Kind::Primary
    } else {
        Kind::Plain
    };
    html! {
        <>
            <div class="foot-side">
                { leave_button(ballot.lang, leave) }
                { ballot.way(Kind::Plain, ONE_BY_ONE, to_one) }
            </div>
            <div class="foot-main">
                if open.is_some() {
                    { button(Kind::Primary, ballot.lang.say(NEXT_OPEN), jump) }
                }
                { ballot.way(review, REVIEW, View::Review) }
            </div>
        </>
    }
}
