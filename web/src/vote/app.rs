//! The page: which place the address names, and how it is shown.

use super::address::{self, Place};
use super::board::Board;
use super::display::{DisplayHandle, use_own_display};
use super::kiosk;
use super::poll::Poll;
use super::start::Start;
use super::texts as t;
use crate::i18n::Say;
use crate::platform::{dom, window};
use crate::prelude::*;
use huiyin_rules::Lang;

/// The whole page.
#[component]
pub fn App() -> Html {
    let display = use_own_display();
    let place = use_state_eq(held_place);
    {
        let place = place.setter();
        use_effect_with((), move |()| {
            let listener = window::on("hashchange", move |_| place.set(held_place()));
            move || drop(listener)
        });
    }
    let lang = display.now.lang;
    use_effect_with(lang, |lang| dom::set_title(lang.say(t::TITLE), "", ""));
    let shown = match &*place {
        Place::Start => html! { <Start /> },
        Place::Poll(poll) => html! { <Poll key={poll.as_str()} poll={poll.clone()} /> },
        Place::Board(poll) => {
            let key = poll.clone().unwrap_or_default();
            html! { <Board key={key} poll={poll.clone()} /> }
        }
    };
    html! {
        <ContextProvider<DisplayHandle> context={display}>
            <ContextProvider<Lang> context={lang}>
                { shown }
            </ContextProvider<Lang>>
        </ContextProvider<DisplayHandle>>
    }
}

/// The place of the address; a tablet that is locked to a poll stays there.
fn held_place() -> Place {
    let place = Place::now();
    match kiosk::poll() {
        Some(poll) if place != Place::Poll(poll.clone()) => {
            let held = Place::Poll(poll);
            address::go(&held);
            held
        }
        _ => place,
    }
}
