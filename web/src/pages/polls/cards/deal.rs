//! Dealing the cards, and what is done with them before their codes are forgotten.

use super::texts as t;
use super::{keep, wipe};
use crate::components::button::{Kind as Button, button, button_if, click};
use crate::components::confirm::Confirm;
use crate::components::error_box::ErrorBox;
use crate::components::field::{Field, Kind, field};
use crate::components::progress::progress;
use crate::i18n::{Say, fill, grouped};
use crate::pages::polls::asking::{stop, use_ordering};
use crate::pages::polls::poll::Known;
use crate::pages::polls::printing::Paper;
use crate::pages::polls::{cards::print, part};
use crate::prelude::*;
use crate::state::{notices, use_lang, use_progress};
use huiyin_protocol::poll::{Dealt, PollAsk, PollReply};
use huiyin_rules::Lang;
use std::rc::Rc;

/// Properties of [`Deal`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The poll.
    pub known: Known,
    /// The codes, while they are in hand.
    pub dealt: Option<Rc<Dealt>>,
    /// Prints.
    pub print: Callback<Paper>,
}

/// The part of the page.
#[component]
pub fn Deal(props: &Props) -> Html {
    let lang = use_lang();
    let view = &props.known.view;
    let inside = match (&props.dealt, &view.cards) {
        (Some(dealt), _) => {
            html! { <InHand known={props.known.clone()} dealt={dealt.clone()} print={props.print.clone()} /> }
        }
        (None, Some(cards)) => html! {
            <>
                <p>{ fill(lang.say(t::DEALT), &[&grouped(u64::from(cards.issued))]) }</p>
                <p class="muted">{ lang.say(t::DEALT_LOST) }</p>
            </>
        },
        (None, None) if view.phase.0 == "planned" => {
            html! { <Form known={props.known.clone()} /> }
        }
        (None, None) => html! { <p>{ lang.say(t::NO_CARDS) }</p> },
    };
    part("poll-deal", lang.say(t::CARDS), "", Html::default(), inside)
}

#[derive(Properties, PartialEq)]
struct FormProps {
    known: Known,
}

/// How many, and go.
#[component]
fn Form(props: &FormProps) -> Html {
    let lang = use_lang();
    let view = &props.known.view;
    let voters = view.roll.len() as u64;
    let spare = use_state_eq(|| (voters / 10).max(5).to_string());
    let ordering = use_ordering();
    let (done, total) = use_progress(ordering.busy);
    let number = spare.trim().parse::<u32>().ok();
    let deal = {
        let (id, run, again) = (
            view.id.clone(),
            ordering.run.clone(),
            props.known.again.clone(),
        );
        Callback::from(move |_: MouseEvent| {
            let Some(spare) = number else { return };
            let ask = PollAsk::Deal {
                id: id.clone(),
                spare,
            };
            let again = again.clone();
            let then = Callback::from(move |reply: PollReply| {
                if let PollReply::Dealt(dealt) = reply {
                    keep(dealt);
                    again.emit(());
                }
            });
            run.emit((ask, then));
        })
    };
    let set = {
        let spare = spare.setter();
        Callback::from(move |text: String| spare.set(text))
    };
    let one = Field::new("poll-spare", lang.say(t::SPARE), Kind::Count)
        .hint(&fill(lang.say(t::SPARE_HINT), &[&grouped(voters)]));
    let sum = number.map(|spare| grouped(voters + u64::from(spare)));
    let error = number.is_none().then(|| lang.say(t::SPARE_WRONG));
    html! {
        <>
            <ul class="poll-list">
                { for [t::HOW_1, t::HOW_2, t::HOW_3, t::HOW_4].into_iter().map(|words| html! { <li>{ lang.say(words) }</li> }) }
            </ul>
            if let Some(failure) = &ordering.failure { <ErrorBox failure={failure.clone()} /> }
            { field(&one, &spare, error, &set, lang) }
            if ordering.busy {
                { progress(lang.say(t::DEALING), done, total, Some(stop()), lang) }
            } else {
                <p>{ button_if(Button::Primary, &fill(lang.say(t::DEAL), &[sum.as_deref().unwrap_or("…")]), deal, number.is_some()) }</p>
            }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct InHandProps {
    known: Known,
    dealt: Rc<Dealt>,
    print: Callback<Paper>,
}

/// The codes are in hand: print them, then forget them.
#[component]
fn InHand(props: &InHandProps) -> Html {
    let lang = use_lang();
    let asking = use_state_eq(|| false);
    let room = &props.known.room;
    let ask = |on: bool| {
        let asking = asking.setter();
        Callback::from(move |()| asking.set(on))
    };
    let on_do = {
        let (asking, again) = (asking.setter(), props.known.again.clone());
        Callback::from(move |_: String| {
            asking.set(false);
            wipe();
            notices::done(lang.say(t::WIPED));
            again.emit(());
        })
    };
    let on_server = room.is_on_server();
    // Where the server cannot be reached, cards can be printed with the code alone.
    let waits =
        !room.is_settled() || (on_server && room.address().is_empty() && room.failure.is_none());
    let told = if waits {
        t::QR_WAITS
    } else if room.address().is_empty() {
        t::QR_CODE
    } else {
        t::QR_ADDRESS
    };
    let count = props.dealt.cards.len();
    let to_print = |paper: Paper| props.print.reform(move |_: MouseEvent| paper);
    html! {
        <>
            <p role="alert"><strong>{ "▲ " }{ lang.say(t::ONCE) }</strong></p>
            if let Some(failure) = &room.failure { <ErrorBox failure={failure.clone()} again={room.retry.clone()} /> }
            <p>{ lang.say(told) }</p>
            <ol class="poll-do">
                <li>
                    <p>{ fill(lang.say(t::PRINT_CARDS_HOW), &[&grouped(count as u64), &grouped(print::pages(count) as u64)]) }</p>
                    <p class="poll-tools">
                        { for print::batches(count).into_iter().map(|(from, to)| {
                            let label = batch_label(from, to, count, lang);
                            button_if(Button::Primary, &label, to_print(Paper::Cards(from)), !waits)
                        }) }
                    </p>
                </li>
                <li>
                    <p>{ lang.say(t::PRINT_SHARES_HOW) }</p>
                    <p>{ button(Button::Plain, lang.say(t::PRINT_SHARES), to_print(Paper::Shares)) }</p>
                </li>
                <li>
                    <p>{ lang.say(t::WIPE_HOW) }</p>
                    <p>{ button(Button::Plain, lang.say(t::WIPE), click(ask(true))) }</p>
                </li>
            </ol>
            if *asking {
                <Confirm title={lang.say(t::WIPE_DO)} lines={vec![lang.say(t::WIPE_WHAT).to_owned(), lang.say(t::WIPE_CHECK).to_owned()]}
                    word={lang.say(t::WIPE_WORD)} busy=false failure={None} {on_do} on_close={ask(false)} />
            }
        </>
    }
}

fn batch_label(from: usize, to: usize, count: usize, lang: Lang) -> String {
    if from == 0 && to == count {
        return lang.say(t::PRINT_CARDS).to_owned();
    }
    fill(
        lang.say(t::PRINT_BATCH),
        &[&(from + 1).to_string(), &to.to_string()],
    )
}
