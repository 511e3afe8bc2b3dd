//! The one action of the phase, always in sight.

use super::steps::has_cards;
use super::{Known, texts as t};
use crate::components::button::{Kind as Button, button, button_if, click};
use crate::components::confirm::Confirm;
use crate::components::error_box::ErrorBox;
use crate::i18n::{Say, Words, fill};
use crate::pages::polls::asking::use_ordering;
use crate::prelude::*;
use crate::route::{self, Route};
use crate::state::{notices, use_lang};
use huiyin_protocol::poll::{PollAsk, PollOrder, PollReply, PollView};
use huiyin_rules::Lang;

/// Properties of [`Bar`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The poll.
    pub known: Known,
    /// The step that is shown.
    pub at: &'static str,
    /// Card codes are still in hand.
    pub in_hand: bool,
}

/// What comes next.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Next {
    /// Done at a step.
    Go(&'static str, Words),
    /// Let votes be cast.
    Open,
    /// End casting.
    Close,
    /// Nothing more.
    Nothing,
}

fn next(view: &PollView, in_hand: bool) -> (Next, Words) {
    let drawn = view.cards.is_some_and(|cards| cards.taken > 0);
    match view.phase.0.as_str() {
        "planned" if has_cards(view) => (Next::Go("deal", t::GO_DEAL), t::THEN_DEAL),
        "planned" => (Next::Open, t::THEN_OPEN),
        "sealed" if in_hand => (Next::Go("deal", t::GO_PRINT), t::THEN_PRINT),
        "sealed" => (Next::Open, t::THEN_OPEN),
        "open" => (Next::Close, t::THEN_CLOSE),
        "closed" if drawn => (Next::Go("fix", t::GO_FIX), t::THEN_FIX),
        "closed" | "fixed" => (Next::Go("count", t::GO_COUNT), t::THEN_COUNT),
        "declared" => (Next::Go("declare", t::GO_RESULT), t::THEN_RESULT),
        _ => (Next::Nothing, t::THEN_NOTHING),
    }
}

/// The bar.
#[component]
pub fn Bar(props: &Props) -> Html {
    let lang = use_lang();
    let view = &props.known.view;
    let ordering = use_ordering();
    let asking = use_state_eq(|| None::<&'static str>);
    let ask = |what: Option<&'static str>| {
        let asking = asking.setter();
        Callback::from(move |()| asking.set(what))
    };
    let order = {
        let (id, run, take) = (
            view.id.clone(),
            ordering.run.clone(),
            props.known.take.clone(),
        );
        let asking = asking.setter();
        Callback::from(move |(order, said): (PollOrder, Words)| {
            let (take, asking) = (take.clone(), asking.clone());
            let id = id.clone();
            let to = Route::Poll(id.clone(), route::Search::default());
            let then = Callback::from(move |reply: PollReply| {
                asking.set(None);
                take.emit(reply);
                notices::done(lang.say(said));
                route::go(&to);
            });
            run.emit((PollAsk::Order { id, order }, then));
        })
    };
    let (next, sentence) = next(view, props.in_hand);
    let primary = match next {
        Next::Go(step, _) if step == props.at => Html::default(),
        Next::Go(step, words) => route::link(
            &Route::poll(&view.id, step),
            "btn btn-primary",
            html! { lang.say(words) },
        ),
        Next::Open => {
            let open = order.reform(|_: MouseEvent| (PollOrder::Open, t::OPENED));
            button_if(Button::Primary, lang.say(t::OPEN), open, !ordering.busy)
        }
        Next::Close => button(
            Button::Primary,
            lang.say(t::CLOSE_ASK),
            click(ask(Some("close"))),
        ),
        Next::Nothing => Html::default(),
    };
    let reopen = view.phase.0 == "closed";
    let on_close = order.reform(|_: String| (PollOrder::Close, t::CLOSED));
    let on_reopen = order.reform(|reason: String| (PollOrder::Reopen(reason), t::REOPENED));
    let over = match *asking {
        Some("close") => html! {
            <Confirm title={lang.say(t::CLOSE_DO)} lines={closing(view, lang)} busy={ordering.busy}
                failure={ordering.failure.clone()} on_do={on_close} on_close={ask(None)} />
        },
        Some(_) => html! {
            <Confirm title={lang.say(t::REOPEN_DO)} lines={vec![lang.say(t::REOPEN_WHAT).to_owned()]} reason=true busy={ordering.busy}
                failure={ordering.failure.clone()} on_do={on_reopen} on_close={ask(None)} />
        },
        None => Html::default(),
    };
    // The dialog stands beside the bar: inside it would lie below what is fixed above the page.
    html! {
        <>
            <section class="poll-bar" aria-label={lang.say(t::NEXT)}>
                if let Some(failure) = ordering.failure.clone().filter(|_| asking.is_none()) { <ErrorBox {failure} /> }
                <p>{ lang.say(sentence) }</p>
                <div class="poll-tools">
                    { primary }
                    if reopen { { button(Button::Plain, lang.say(t::REOPEN_ASK), click(ask(Some("reopen")))) } }
                </div>
            </section>
            { over }
        </>
    }
}

/// What closing comes to, with the numbers of this moment.
fn closing(view: &PollView, lang: Lang) -> Vec<String> {
    let absent = view.roll.iter().filter(|(_, way)| way.is_none()).count();
    let mut lines = vec![fill(
        lang.say(t::CLOSE_WHAT),
        &[&view.roll.len().to_string(), &absent.to_string()],
    )];
    lines.push(lang.say(t::CLOSE_AFTER).to_owned());
    lines
}
