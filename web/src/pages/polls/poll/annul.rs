//! Setting a poll aside: with a reason, and a word to be typed.

use super::{Known, texts as t};
use crate::components::button::{Kind as Button, button, click};
use crate::components::confirm::Confirm;
use crate::i18n::Say;
use crate::pages::polls::asking::use_ordering;
use crate::prelude::*;
use crate::state::{notices, use_lang};
use huiyin_protocol::poll::{PollAsk, PollOrder, PollReply};

/// Properties of [`Annul`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The poll.
    pub known: Known,
}

/// The button and its dialog.
#[component]
pub fn Annul(props: &Props) -> Html {
    let lang = use_lang();
    let view = &props.known.view;
    let open = use_state_eq(|| false);
    let ordering = use_ordering();
    if view.annulled.is_some() {
        return Html::default();
    }
    let set = |on: bool| {
        let open = open.setter();
        Callback::from(move |()| open.set(on))
    };
    let on_do = {
        let (id, run, take) = (
            view.id.clone(),
            ordering.run.clone(),
            props.known.take.clone(),
        );
        let open = open.setter();
        Callback::from(move |reason: String| {
            let (take, open) = (take.clone(), open.clone());
            let then = Callback::from(move |reply: PollReply| {
                open.set(false);
                take.emit(reply);
                notices::done(lang.say(t::ANNUL_DONE));
            });
            let order = PollOrder::Annul(reason);
            run.emit((
                PollAsk::Order {
                    id: id.clone(),
                    order,
                },
                then,
            ));
        })
    };
    let what = if view.declared.is_some() {
        t::ANNUL_WHAT_DECLARED
    } else {
        t::ANNUL_WHAT
    };
    html! {
        <div class="no-print">
            { button(Button::Text, lang.say(t::ANNUL_ASK), click(set(true))) }
            if *open {
                <Confirm title={lang.say(t::ANNUL_DO)} lines={vec![lang.say(what).to_owned()]} reason=true word={lang.say(t::ANNUL_WORD)}
                    busy={ordering.busy} failure={ordering.failure.clone()} {on_do} on_close={set(false)} />
            }
        </div>
    }
}
