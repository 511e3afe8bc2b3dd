//! The questions of a drive while they are written, in their order.

use super::filled::{Typed, kind};
use super::texts as t;
use crate::components::button::{Kind as Button, button};
use crate::components::field::{Field, Kind, field, id_of};
use crate::components::form::Errors;
use crate::i18n::{Say, fill};
use crate::prelude::*;
use huiyin_rules::Lang;
use huiyin_rules::drive::QuestionKind;

/// The list and what adds to it. `change` gets the questions changed.
pub fn questions(
    all: &[Typed],
    errors: &Errors,
    change: &Callback<Vec<Typed>>,
    lang: Lang,
) -> Html {
    let add = {
        let all = all.to_vec();
        change.reform(move |_: MouseEvent| {
            let mut next = all.clone();
            next.push(Typed::default());
            next
        })
    };
    html! {
        <>
            { for all.iter().enumerate().map(|(at, one)| question(at, one, all, errors, change, lang)) }
            <p id={id_of("drive-add")} tabindex="-1">{ button(Button::Plain, lang.say(t::ADD), add) }</p>
        </>
    }
}

fn question(
    at: usize,
    one: &Typed,
    all: &[Typed],
    errors: &Errors,
    change: &Callback<Vec<Typed>>,
    lang: Lang,
) -> Html {
    let number = (at + 1).to_string();
    let error = |key: &str| {
        let found = errors.iter().find(|(other, _)| other == key);
        found.map(|(_, text)| text.as_str())
    };
    // Each field sets its own part of the one question.
    let set = |how: fn(&mut Typed, String)| {
        let all = all.to_vec();
        change.reform(move |value: String| {
            let mut next = all.clone();
            if let Some(one) = next.get_mut(at) {
                how(one, value);
            }
            next
        })
    };
    let handle = |shown: &'static str, label, enabled: bool, how: fn(&mut Vec<Typed>, usize)| {
        let all = all.to_vec();
        let press = change.reform(move |_: MouseEvent| {
            let mut next = all.clone();
            how(&mut next, at);
            next
        });
        html! {
            <button type="button" class="icon-btn" onclick={press} disabled={!enabled} aria-label={fill(lang.say(label), &[&number])}>{ shown }</button>
        }
    };
    let kinds = QuestionKind::ALL.map(|kind| {
        let label = kind.label().get(lang).to_owned();
        (kind.as_str().to_owned(), label)
    });
    let keys =
        ["q-text-", "q-kind-", "q-options-", "q-required-"].map(|stem| [stem, &number].concat());
    let text = Field::new(&keys[0], lang.say(t::QUESTION_TEXT), Kind::Line);
    let kinds = Field::new(
        &keys[1],
        lang.say(t::QUESTION_KIND),
        Kind::Radio(kinds.to_vec()),
    );
    let options =
        Field::new(&keys[2], lang.say(t::OPTIONS), Kind::Area(4)).hint(lang.say(t::OPTIONS_HINT));
    let required = Field::new(&keys[3], lang.say(t::REQUIRED), Kind::Check)
        .optional()
        .plain("");
    html! {
        <fieldset key={at} class="pub-question">
            <legend class="pub-question-head">
                <span>{ fill(lang.say(t::QUESTION), &[&number]) }</span>
                <span class="pub-handles">
                    { handle("↑", t::UP, at > 0, |all, at| all.swap(at - 1, at)) }
                    { handle("↓", t::DOWN, at + 1 < all.len(), |all, at| all.swap(at, at + 1)) }
                    { handle("×", t::DROP, true, |all, at| { all.remove(at); }) }
                </span>
            </legend>
            { field(&text, &one.text, error(&keys[0]), &set(|one, value| one.text = value), lang) }
            { field(&kinds, one.kind.as_str(), None, &set(|one, value| one.kind = kind(&value)), lang) }
            if one.kind != QuestionKind::Text {
                { field(&options, &one.options, error(&keys[2]), &set(|one, value| one.options = value), lang) }
            }
            { field(&required, if one.required { "1" } else { "" }, None, &set(|one, value| one.required = value == "1"), lang) }
        </fieldset>
    }
}
