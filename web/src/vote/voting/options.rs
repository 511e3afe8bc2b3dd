//! The four choices: the same size, the same colour, the same order everywhere, none chosen before.

use super::Ballot;
use crate::i18n::Say;
use crate::prelude::*;
use crate::vote::texts as t;
use huiyin_ballot::Choice;

/// The choices on the question at `at`; `label` names the group for screen readers.
pub fn options(ballot: &Ballot, at: usize, label: &str) -> Html {
    let now = ballot.of(at);
    let group = ["q-", &at.to_string()].concat();
    let all = Choice::ALL.into_iter().map(|choice| {
        let answer = ballot.answer.clone();
        let on_change = Callback::from(move |_: Event| answer.emit((at, choice)));
        let chosen = now == Some(choice);
        let class = if chosen { "choice is-chosen" } else { "choice" };
        html! {
            <label class={class}>
                <input type="radio" name={group.clone()} checked={chosen} onchange={on_change} />
                <span>{ ballot.lang.say(t::choice(choice)) }</span>
            </label>
        }
    });
    html! {
        <div class="choices" role="radiogroup" aria-label={label.to_owned()}>{ for all }</div>
    }
}
