//! Nobody touches the screen: a warning, and then what was not cast is wiped.

use crate::components::button::{Kind, button};
use crate::components::dialog::Dialog;
use crate::i18n::{Say, fill};
use crate::platform::window;
use crate::prelude::*;
use crate::state::use_lang;
use gloo_timers::callback::Interval;
use std::cell::Cell;
use std::rc::Rc;

crate::i18n::words! {
    ASK = "您还在投票吗？", "Are you still voting?";
    LEFT = "{0} 秒后将清除本页尚未投出的选择，回到起始页。票卡仍然有效，可以重新使用。", "In {0} seconds what was not cast is wiped and the first page comes back. The card stays good and can be used again.";
    STAY = "继续投票", "Go on voting";
}

/// Milliseconds without a touch until the warning, and from there to the wiping.
const QUIET: f64 = 120_000.0;
const WARNING: f64 = 30_000.0;

/// Properties of [`Idle`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Time is up.
    pub on_wipe: Callback<()>,
}

/// Watches for touches and keys while it is shown.
#[component]
pub fn Idle(props: &Props) -> Html {
    let lang = use_lang();
    let left = use_state_eq(|| None::<u32>);
    let touched = use_mut_ref(window::now);
    {
        let (left, on_wipe, touched) = (left.setter(), props.on_wipe.clone(), touched.clone());
        use_effect_with((), move |()| {
            let wiped = Rc::new(Cell::new(false));
            let listeners = ["pointerdown", "keydown", "wheel", "touchmove"].map(|name| {
                let touched = touched.clone();
                window::on(name, move |_| *touched.borrow_mut() = window::now())
            });
            let tick = Interval::new(1_000, move || {
                let quiet = window::now() - *touched.borrow();
                if quiet >= QUIET + WARNING {
                    if !wiped.replace(true) {
                        on_wipe.emit(());
                    }
                } else {
                    let rest = QUIET + WARNING - quiet;
                    left.set((quiet >= QUIET).then_some((rest / 1_000.0).ceil() as u32));
                }
            });
            move || drop((listeners, tick))
        });
    }
    let stay = {
        let left = left.setter();
        Callback::from(move |()| {
            *touched.borrow_mut() = window::now();
            left.set(None);
        })
    };
    let Some(seconds) = *left else {
        return Html::default();
    };
    let press = stay.reform(|_: MouseEvent| ());
    html! {
        <Dialog title={lang.say(ASK)} on_close={stay}>
            // Read out once; a screen reader must not hear every second.
            <p aria-hidden="true">{ fill(lang.say(LEFT), &[&seconds.to_string()]) }</p>
            <p class="off-screen" role="alert">{ fill(lang.say(LEFT), &["30"]) }</p>
            <div class="row">{ button(Kind::Primary, lang.say(STAY), press) }</div>
        </Dialog>
    }
}
