//! Voiding cards in public: each opened, scanned or typed, with its cause.

use super::{Known, texts as t};
use crate::components::button::{Kind as Button, button, button_if};
use crate::components::error_box::ErrorBox;
use crate::components::field::{Field, Kind, field};
use crate::i18n::{Say, common, fill, grouped};
use crate::pages::polls::asking::use_ordering;
use crate::pages::polls::part;
use crate::platform::dom;
use crate::prelude::*;
use crate::state::{notices, use_lang};
use huiyin_protocol::poll::{CardsView, PollAsk, PollOrder, PollReply};
use huiyin_rules::Lang;
use huiyin_rules::poll::Cause;

/// Properties of [`Void`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The poll.
    pub known: Known,
}

/// The causes by their names in the form.
const CAUSES: [(&str, Cause); 3] = [
    ("leftover", Cause::Leftover),
    ("replaced", Cause::Replaced),
    ("spoiled", Cause::Spoiled),
];

/// The part of the page.
#[component]
pub fn Void(props: &Props) -> Html {
    let lang = use_lang();
    let view = &props.known.view;
    let typed = use_state_eq(String::new);
    let codes = use_state_eq(Vec::<String>::new);
    let cause = use_state_eq(String::new);
    let ordering = use_ordering();
    let chosen = CAUSES.into_iter().find(|(key, _)| *key == *cause);
    let add = {
        let (typed, codes) = (typed.clone(), codes.clone());
        move || {
            let code = typed.trim().to_owned();
            if !code.is_empty() && !codes.contains(&code) {
                let mut all = (*codes).clone();
                all.push(code);
                codes.set(all);
            }
            typed.set(String::new());
        }
    };
    let on_key = {
        let add = add.clone();
        // A scanner types the card's text and Enter.
        Callback::from(move |event: KeyboardEvent| {
            if dom::key_of(&event) == "Enter" && !event.is_composing() {
                event.prevent_default();
                add();
            }
        })
    };
    let on_input = {
        let typed = typed.setter();
        Callback::from(move |event: InputEvent| typed.set(dom::value_of(&event)))
    };
    let set_cause = {
        let cause = cause.setter();
        Callback::from(move |key: String| cause.set(key))
    };
    let order = {
        let (id, run, take) = (
            view.id.clone(),
            ordering.run.clone(),
            props.known.take.clone(),
        );
        let codes = codes.clone();
        Callback::from(move |_: MouseEvent| {
            let Some((_, cause)) = chosen else { return };
            let (take, kept) = (take.clone(), codes.setter());
            let words = fill(lang.say(t::VOIDED), &[&codes.len().to_string()]);
            let then = Callback::from(move |reply: PollReply| {
                take.emit(reply);
                kept.set(Vec::new());
                notices::done(words.clone());
            });
            let order = PollOrder::Void {
                cards: (*codes).clone(),
                cause,
            };
            run.emit((
                PollAsk::Order {
                    id: id.clone(),
                    order,
                },
                then,
            ));
        })
    };
    let causes = Field::new("poll-cause", lang.say(t::CAUSE), Kind::Radio(labels(lang)));
    let ready = chosen.is_some() && !codes.is_empty() && !ordering.busy;
    part(
        "poll-void",
        lang.say(t::VOID),
        lang.say(t::VOID_INTRO),
        Html::default(),
        html! {
            <>
                { view.cards.map_or_else(Html::default, |cards| accounts(cards, lang)) }
                if let Some(failure) = &ordering.failure { <ErrorBox failure={failure.clone()} /> }
                { field(&causes, &cause, None, &set_cause, lang) }
                <div class="field">
                    <label class="field-label" for="poll-code">{ lang.say(t::CODE) }</label>
                    <p class="field-hint" id="poll-code-hint">{ lang.say(t::CODE_HINT) }</p>
                    <div class="poll-row">
                        <input id="poll-code" type="text" class="control poll-code" autocomplete="off" aria-describedby="poll-code-hint"
                            value={(*typed).clone()} oninput={on_input} onkeydown={on_key} />
                        { button_if(Button::Plain, lang.say(t::CODE_ADD), Callback::from(move |_: MouseEvent| add()), !typed.trim().is_empty()) }
                    </div>
                </div>
                <ul class="poll-codes" aria-label={lang.say(t::CODES)}>
                    { for codes.iter().enumerate().map(|(at, code)| {
                        let drop = {
                            let codes = codes.clone();
                            Callback::from(move |_: MouseEvent| {
                                let mut all = (*codes).clone();
                                all.remove(at);
                                codes.set(all);
                            })
                        };
                        html! {
                            <li key={code.clone()}><code>{ code }</code>{ button(Button::Text, lang.say(common::REMOVE), drop) }</li>
                        }
                    }) }
                </ul>
                <p role="status" class="muted">{ fill(lang.say(t::CODES_COUNT), &[&codes.len().to_string()]) }</p>
                <p>{ button_if(Button::Plain, lang.say(t::VOID_DO), order, ready) }</p>
            </>
        },
    )
}

fn labels(lang: Lang) -> Vec<(String, String)> {
    let label = |(key, cause): (&str, Cause)| (key.to_owned(), cause.label().get(lang).to_owned());
    CAUSES.into_iter().map(label).collect()
}

/// Where every card is.
fn accounts(cards: CardsView, lang: Lang) -> Html {
    let one = |words, number: u32| html! { <div><dt>{ lang.say(words) }</dt><dd>{ grouped(u64::from(number)) }</dd></div> };
    html! {
        <dl class="poll-counts">
            { one(t::PRINTED, cards.issued) }
            { one(t::WITH_CARD, cards.taken) }
            { one(t::VOID_LEFTOVER, cards.leftover) }
            { one(t::VOID_REPLACED, cards.replaced) }
            { one(t::VOID_SPOILED, cards.spoiled) }
            <div class={if cards.unaccounted == 0 { "" } else { "is-off" }}>
                <dt>{ lang.say(t::UNACCOUNTED) }</dt><dd>{ cards.unaccounted.to_string() }</dd>
            </div>
        </dl>
    }
}
