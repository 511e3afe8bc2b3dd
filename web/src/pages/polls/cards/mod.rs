//! Cards: dealt once, printed, and their codes forgotten.

mod deal;
mod print;
mod texts;

pub use deal::Deal;
pub use print::paper;

use crate::i18n::{Say, fill};
use crate::platform::window;
use crate::prelude::*;
use crate::route::{self, Route};
use gloo_events::EventListener;
use huiyin_protocol::poll::Dealt;
use huiyin_rules::Lang;
use std::cell::RefCell;
use std::rc::Rc;
use texts as t;

thread_local! {
    /// The codes until they are printed; never written anywhere.
    static DEALT: RefCell<Option<Rc<Dealt>>> = const { RefCell::new(None) };
    /// Asks before the window closes over them.
    static GUARD: RefCell<Option<EventListener>> = const { RefCell::new(None) };
    static HEARD: RefCell<Option<Callback<()>>> = const { RefCell::new(None) };
}

/// Keeps the codes in hand, and asks before the window is closed.
fn keep(dealt: Dealt) {
    DEALT.with_borrow_mut(|kept| *kept = Some(Rc::new(dealt)));
    let guard = window::ask_before_leaving();
    GUARD.with_borrow_mut(|kept| *kept = guard);
    tell();
}

/// Drops the codes.
fn wipe() {
    DEALT.with_borrow_mut(|kept| *kept = None);
    GUARD.with_borrow_mut(|kept| *kept = None);
    tell();
}

fn tell() {
    if let Some(heard) = HEARD.with_borrow(Clone::clone) {
        heard.emit(());
    }
}

fn in_hand() -> Option<Rc<Dealt>> {
    DEALT.with_borrow(Clone::clone)
}

/// The codes of a poll, while they are in hand; one component at a time hears of them.
#[hook]
pub fn use_dealt(id: &str) -> Option<Rc<Dealt>> {
    let held = use_state_eq(in_hand);
    {
        let held = held.setter();
        use_effect_with((), move |()| {
            HEARD.with_borrow_mut(|heard| {
                *heard = Some(Callback::from(move |()| held.set(in_hand())));
            });
            || HEARD.with_borrow_mut(|heard| *heard = None)
        });
    }
    (*held).clone().filter(|dealt| dealt.id == id)
}

/// That codes are still in hand, with the way back to them.
pub fn still_in_hand(lang: Lang) -> Html {
    let Some(dealt) = in_hand() else {
        return Html::default();
    };
    html! {
        <p class="poll-note" role="alert">
            <span>{ "▲ " }{ fill(lang.say(t::IN_HAND), &[&dealt.title]) }</span>{ " " }
            { route::link(&Route::poll(&dealt.id, "deal"), "btn", html! { lang.say(t::GO_PRINT) }) }
        </p>
    }
}
