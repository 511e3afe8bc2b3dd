//! Paper ballots: counted by two people, each for themselves, and compared afterwards.

mod compare;
mod entry;
mod texts;

use super::part;
use super::poll::Known;
use crate::components::button::{Kind as Button, button};
use crate::i18n::{Say, fill, grouped};
use crate::prelude::*;
use crate::state::use_lang;
use entry::Entry;
use texts as t;

/// Properties of [`Paper`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The poll.
    pub known: Known,
}

/// The part of the page.
#[component]
pub fn Paper(props: &Props) -> Html {
    let lang = use_lang();
    let view = &props.known.view;
    // Whose count is being entered once more.
    let again = use_state_eq(|| None::<String>);
    let entered = &view.paper;
    let can = matches!(view.phase.0.as_str(), "closed" | "fixed");
    let done = {
        let again = again.setter();
        Callback::from(move |()| again.set(None))
    };
    let inside = if view.paper_taken == 0 {
        html! { <p>{ lang.say(t::NOBODY) }</p> }
    } else if !can && view.declared.is_none() {
        html! { <p class="muted">{ lang.say(t::LATER) }</p> }
    } else if let Some(who) = (*again).clone().filter(|_| can) {
        html! { <Entry key={who.clone()} known={props.known.clone()} by={who.clone()} fixed=true on_done={done} /> }
    } else {
        match entered.as_slice() {
            [] => {
                html! { <Entry key="first" known={props.known.clone()} by="" fixed=false on_done={done} /> }
            }
            // What the first one counted is not shown to the second.
            [(first, _)] => html! {
                <>
                    <p>{ "✓ " }{ fill(lang.say(t::ONE_DONE), &[first]) }</p>
                    <Entry key="second" known={props.known.clone()} by="" fixed=false on_done={done} />
                </>
            },
            [.., one, other] => html! {
                <>
                    { compare::compare(view, one, other, lang) }
                    if can {
                        <p class="poll-tools">
                            { for [one, other].into_iter().map(|(who, _)| {
                                let (again, owned) = (again.setter(), who.clone());
                                let on_click = Callback::from(move |_: MouseEvent| again.set(Some(owned.clone())));
                                button(Button::Plain, &fill(lang.say(t::AGAIN), &[who]), on_click)
                            }) }
                        </p>
                    }
                </>
            },
        }
    };
    let intro = fill(lang.say(t::INTRO), &[&grouped(u64::from(view.paper_taken))]);
    part(
        "poll-paper",
        lang.say(t::PAPER),
        &intro,
        Html::default(),
        inside,
    )
}
