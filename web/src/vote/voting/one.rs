//! One question on the screen.

use super::options::options;
use super::{AS_LIST, Ballot, NEXT, NEXT_OPEN, PREVIOUS, REVIEW, View, leave_button};
use crate::components::button::{Kind, button_if};
use crate::i18n::{Say, fill};
use crate::prelude::*;
use crate::vote::texts as t;

/// The question at `at`.
pub fn one(ballot: &Ballot, at: usize) -> Html {
    let Some(question) = ballot.sheet.questions.get(at) else {
        return Html::default();
    };
    let lang = ballot.lang;
    let facts = t::facts(question, lang);
    let side = t::aspect(question.aspect);
    html! {
        <section class="one" key={question.id.as_str()}>
            <div class="one-head">
                <p class="one-item">{ fill(lang.say(t::ITEM), &[&question.item.to_string()]) }</p>
                <p class="one-progress" role="status">{ ballot.progress() }</p>
            </div>
            <h2 id="question" class="one-title" tabindex="-1">{ &question.title }</h2>
            if !facts.is_empty() {
                <p class="hint">{ facts }</p>
            }
            if let Some(side) = side {
                <p class="one-side">{ lang.say(side) }</p>
            }
            { options(ballot, at, &t::question(question, lang)) }
        </section>
    }
}

/// The ways on from it.
pub fn foot(ballot: &Ballot, at: usize, leave: &Callback<bool>) -> Html {
    let lang = ballot.lang;
    let last = at + 1 >= ballot.answers.len();
    let full = ballot.next_open(None).is_none();
    let step = |label, kind, to: Option<usize>| {
        let see = ballot.see.clone();
        let go = Callback::from(move |_: MouseEvent| {
            if let Some(to) = to {
                see.emit(View::One(to));
            }
        });
        button_if(kind, lang.say(label), go, to.is_some())
    };
    let open = ballot.next_open(Some(at)).filter(|open| *open != at);
    let on = if full { Kind::Plain } else { Kind::Primary };
    html! {
        <>
            <div class="foot-side">
                { leave_button(lang, leave) }
                { ballot.way(Kind::Plain, AS_LIST, View::List) }
                if !full {
                    { step(NEXT_OPEN, Kind::Plain, open) }
                }
            </div>
            <div class="foot-main">
                { step(PREVIOUS, Kind::Plain, at.checked_sub(1)) }
                if !last {
                    { step(NEXT, on, Some(at + 1)) }
                }
                if last || full {
                    { ballot.way(Kind::Primary, REVIEW, View::Review) }
                }
            </div>
        </>
    }
}
