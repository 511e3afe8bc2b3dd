//! Fixing the box: from then on nothing comes in any more.

use super::{Known, texts as t};
use crate::components::button::{Kind as Button, button, click};
use crate::components::confirm::Confirm;
use crate::i18n::{Say, fill, grouped};
use crate::pages::polls::asking::use_ordering;
use crate::pages::polls::part;
use crate::prelude::*;
use crate::route::{self, Route};
use crate::state::{notices, use_lang};
use huiyin_protocol::poll::{PollAsk, PollReply};

/// Properties of [`SealBox`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The poll.
    pub known: Known,
}

/// A long name in groups of eight, to be compared by eye.
pub fn in_groups(name: &str) -> String {
    let mut text = String::with_capacity(name.len() + name.len() / 8);
    for (at, one) in name.chars().enumerate() {
        if at > 0 && at % 8 == 0 {
            text.push(' ');
        }
        text.push(one);
    }
    text
}

/// The part of the page.
#[component]
pub fn SealBox(props: &Props) -> Html {
    let lang = use_lang();
    let view = &props.known.view;
    let asking = use_state_eq(|| false);
    let ordering = use_ordering();
    let ask = |on: bool| {
        let asking = asking.setter();
        Callback::from(move |()| asking.set(on))
    };
    let on_do = {
        let (id, run, take) = (
            view.id.clone(),
            ordering.run.clone(),
            props.known.take.clone(),
        );
        let asking = asking.setter();
        Callback::from(move |_: String| {
            let (id, take, asking) = (id.clone(), take.clone(), asking.clone());
            let to = Route::poll(&id, "count");
            let then = Callback::from(move |reply: PollReply| {
                asking.set(false);
                take.emit(reply);
                notices::done(lang.say(t::FIXED));
                route::go(&to);
            });
            run.emit((PollAsk::Fix(id), then));
        })
    };
    let taken = view.cards.map_or(0, |cards| cards.taken);
    let numbers = [view.boxed.1, taken].map(|number| grouped(u64::from(number)));
    let told = fill(lang.say(t::FIX_NUMBERS), &[&numbers[0], &numbers[1]]);
    let inside = match &view.fixed {
        Some((root, votes)) => html! {
            <>
                <p>{ fill(lang.say(t::FIXED_IS), &[&grouped(u64::from(*votes))]) }</p>
                <p><code class="poll-root">{ in_groups(root) }</code></p>
                <p class="muted">{ lang.say(t::ROOT_HOW) }</p>
            </>
        },
        None if view.phase.0 == "closed" => html! {
            <>
                <p><strong>{ &told }</strong></p>
                <p>{ lang.say(t::FIX_HOW) }</p>
                <p>{ button(Button::Primary, lang.say(t::FIX_ASK), click(ask(true))) }</p>
            </>
        },
        None => html! { <p class="muted">{ lang.say(t::FIX_LATER) }</p> },
    };
    html! {
        <>
            { part("poll-fix", lang.say(t::FIX), "", Html::default(), inside) }
            if *asking {
                <Confirm title={lang.say(t::FIX_DO)} lines={vec![told.clone(), lang.say(t::FIX_WHAT).to_owned()]} busy={ordering.busy}
                    failure={ordering.failure.clone()} {on_do} on_close={ask(false)} />
            }
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_is_read_in_groups() {
        assert_eq!(in_groups("0123456789abcdef01"), "01234567 89abcdef 01");
        assert_eq!(in_groups(""), "");
    }
}
