//! The codes: which are in force, printed again, withdrawn.

use super::texts as t;
use super::withdraw::Withdraw;
use super::{Known, Paper};
use crate::components::button::{Kind as Button, button, button_if, click};
use crate::components::empty::empty;
use crate::i18n::{Say, common, fill, fill_number, grouped};
use crate::pages::public::address::{base_field, written};
use crate::pages::public::pager::{ROWS, first_row, pager};
use crate::pages::public::texts as pt;
use crate::platform::dom;
use crate::prelude::*;
use crate::state::use_lang;
use huiyin_protocol::public::CodeView;
use huiyin_rules::Lang;
use std::rc::Rc;

/// Codes laid out at once: more squares than these make browsers slow.
const AT_ONCE: usize = 200;
/// Whose codes.
const WHOSE: [(&str, crate::i18n::Words); 3] = [
    ("station", pt::STATION),
    ("deputy", pt::DEPUTY),
    ("drive", t::DRIVE),
];

/// Whose code it is.
fn whose(code: &CodeView) -> &'static str {
    if code.drive.is_some() {
        "drive"
    } else if code.deputy.is_some() {
        "deputy"
    } else {
        "station"
    }
}

fn fits(code: &CodeView, words: &str, of: &str, withdrawn: bool) -> bool {
    let words = words.trim().to_lowercase();
    let text = [code.label.as_str(), &code.code, &written(&code.code)].join(" ");
    (withdrawn || code.withdrawn.is_none())
        && (of.is_empty() || whose(code) == of)
        && (words.is_empty() || text.to_lowercase().contains(&words))
}

/// Properties of [`Codes`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Stations, roll, codes.
    pub known: Known,
}

/// The part of the page.
#[component]
pub fn Codes(props: &Props) -> Html {
    let lang = use_lang();
    let view = &props.known.view;
    let words = use_state_eq(String::new);
    let of = use_state_eq(String::new);
    let withdrawn = use_state_eq(|| false);
    let page = use_state_eq(String::new);
    let picked = use_state_eq(|| Rc::new(Vec::<String>::new()));
    let asking = use_state_eq(|| None::<String>);
    if view.codes.is_empty() {
        return empty(
            lang.say(t::NO_CODES),
            lang.say(t::NO_CODES_HINT),
            Html::default(),
        );
    }
    // The newest first: those are the ones to print.
    let rows: Vec<&CodeView> = view
        .codes
        .iter()
        .rev()
        .filter(|code| fits(code, &words, &of, *withdrawn))
        .collect();
    let from = first_row(&page) as usize;
    let seen: Vec<&CodeView> = rows
        .iter()
        .skip(from)
        .take(ROWS as usize)
        .copied()
        .collect();
    let reset = |set: Callback<String>| {
        let page = page.setter();
        Callback::from(move |value: String| {
            page.set(String::new());
            set.emit(value);
        })
    };
    let on_words = {
        let words = words.setter();
        reset(Callback::from(move |value: String| words.set(value)))
    };
    let on_of = {
        let of = of.setter();
        reset(Callback::from(move |value: String| of.set(value)))
    };
    let on_withdrawn = {
        let (withdrawn, page) = (withdrawn.clone(), page.setter());
        Callback::from(move |_: Event| {
            page.set(String::new());
            withdrawn.set(!*withdrawn);
        })
    };
    let go = {
        let page = page.setter();
        Callback::from(move |to: String| page.set(to))
    };
    let pick_all = {
        let (picked, page) = (
            picked.clone(),
            rows.iter().filter(|code| code.withdrawn.is_none()),
        );
        let all: Vec<String> = page.map(|code| code.code.clone()).collect();
        Callback::from(move |_: MouseEvent| picked.set(Rc::new(all.clone())))
    };
    let clear = {
        let picked = picked.setter();
        Callback::from(move |()| picked.set(Rc::new(Vec::new())))
    };
    let ask = |code: Option<String>| {
        let asking = asking.setter();
        Callback::from(move |()| asking.set(code.clone()))
    };
    let total = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    html! {
        <>
            { base_field(&props.known.base, lang.say(pt::BASE_CODE), lang) }
            <div class="pub-filters">
                <div class="field">
                    <label class="field-label" for="codes-words">{ lang.say(t::CODE_WORDS) }</label>
                    <input id="codes-words" type="search" class="control" autocomplete="off" value={(*words).clone()} oninput={on_words.reform(|event: InputEvent| dom::value_of(&event))} />
                </div>
                <div class="field">
                    <label class="field-label" for="codes-of">{ lang.say(t::WHOSE) }</label>
                    <select id="codes-of" class="control" onchange={on_of.reform(|event: Event| dom::value_of(&event))}>
                        <option value="" selected={of.is_empty()}>{ lang.say(pt::ALL) }</option>
                        { for WHOSE.into_iter().map(|(key, words)| html! { <option value={key} selected={*of == key}>{ lang.say(words) }</option> }) }
                    </select>
                </div>
                <label class="radio" for="codes-withdrawn">
                    <input id="codes-withdrawn" type="checkbox" checked={*withdrawn} onchange={on_withdrawn} />
                    <span>{ lang.say(t::WITH_WITHDRAWN) }</span>
                </label>
                { button(Button::Plain, lang.say(t::PICK_FOUND), pick_all) }
            </div>
            if !picked.is_empty() { { bar(&picked, &props.known, clear, lang) } }
            <div class="panel">
                <div class="scroll" tabindex="0" role="region" aria-label={lang.say(t::CODES)}>
                    <table class="table pub-table">
                        <thead><tr>
                            <th scope="col" class="pub-check"><span class="off-screen">{ lang.say(t::PICK) }</span></th>
                            { for [t::LABEL, pt::CODE, t::WHOSE, t::VOICES, t::STATE].into_iter().map(|words| html! { <th scope="col">{ lang.say(words) }</th> }) }
                        </tr></thead>
                        <tbody>{ for seen.iter().map(|code| one(code, &picked, view.may_change, &asking.setter(), lang)) }</tbody>
                    </table>
                </div>
                { pager(first_row(&page), seen.len(), total, &go, lang) }
            </div>
            if let Some(code) = &*asking { <Withdraw known={props.known.clone()} code={code.clone()} on_close={ask(None)} /> }
        </>
    }
}

/// What can be printed of the codes that are ticked, in parts where they are many.
fn bar(picked: &Rc<Vec<String>>, known: &Known, clear: Callback<()>, lang: Lang) -> Html {
    let selected = fill_number(lang.say(pt::SELECTED), picked.len() as u64);
    let codes = known.view.codes.iter();
    let chosen: Vec<&CodeView> = codes.filter(|code| picked.contains(&code.code)).collect();
    let parts = |words, of: fn(&str) -> bool, paper: fn(Vec<String>) -> Paper| {
        let some: Vec<String> = chosen
            .iter()
            .filter(|code| of(whose(code)))
            .map(|code| code.code.clone())
            .collect();
        let buttons = some.chunks(AT_ONCE).map(|part| {
            let one = paper(part.to_vec());
            let print = known.print.reform(move |_: MouseEvent| one.clone());
            button_if(
                Button::Plain,
                &fill(lang.say(words), &[&grouped(part.len() as u64)]),
                print,
                true,
            )
        });
        html! { <>{ for buttons }</> }
    };
    html! {
        <div class="pub-bar" role="region" aria-label={selected.clone()}>
            <strong>{ selected }</strong>
            { button(Button::Text, lang.say(common::CLEAR), click(clear)) }
            <span class="pub-tools">
                { parts(t::PRINT_POSTERS, |of| of != "deputy", Paper::Posters) }
                { parts(t::PRINT_CARDS, |of| of == "deputy", Paper::Cards) }
            </span>
        </div>
    }
}

fn one(
    code: &CodeView,
    picked: &UseStateHandle<Rc<Vec<String>>>,
    may_change: bool,
    asking: &UseStateSetter<Option<String>>,
    lang: Lang,
) -> Html {
    let on = picked.contains(&code.code);
    let toggle = {
        let (picked, this) = (picked.clone(), code.code.clone());
        Callback::from(move |_: Event| {
            let mut next = (**picked).clone();
            next.retain(|other| *other != this);
            if !on {
                next.push(this.clone());
            }
            picked.set(Rc::new(next));
        })
    };
    let withdraw = {
        let (asking, this) = (asking.clone(), code.code.clone());
        Callback::from(move |_: MouseEvent| asking.set(Some(this.clone())))
    };
    let words = WHOSE.into_iter().find(|(key, _)| *key == whose(code));
    html! {
        <tr key={code.code.clone()} class={if on { "is-selected" } else { "" }}>
            <td class="pub-check"><input type="checkbox" checked={on} onchange={toggle} disabled={code.withdrawn.is_some()} aria-label={fill(lang.say(t::PICK_ONE), &[&code.label])} /></td>
            <th scope="row">{ &code.label }</th>
            <td data-label={lang.say(pt::CODE)}><code>{ written(&code.code) }</code></td>
            <td data-label={lang.say(t::WHOSE)}>{ words.map_or("", |(_, words)| lang.say(words)) }</td>
            <td data-label={lang.say(t::VOICES)}>{ grouped(code.voices.into()) }</td>
            <td data-label={lang.say(t::STATE)}>{ match &code.withdrawn {
                Some(why) => html! { <span><span class="tag tag-off">{ "✕ " }{ lang.say(t::WITHDRAWN) }</span>{ " " }<span class="muted">{ why }</span></span> },
                None => html! {
                    <span class="pub-marks"><span class="tag tag-end">{ "✓ " }{ lang.say(t::IN_FORCE) }</span>
                        if may_change { { button(Button::Text, lang.say(t::WITHDRAW_ASK), withdraw) } }</span>
                },
            } }</td>
        </tr>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_found_by_label_and_however_they_are_written() {
        let code = CodeView {
            code: "ABCDE12345".to_owned(),
            label: "东关站".to_owned(),
            station: Some("a".to_owned()),
            deputy: None,
            drive: None,
            voices: 0,
            withdrawn: None,
        };
        for words in ["", "东关", "abcde-12345", "ABCDE12345"] {
            assert!(fits(&code, words, "", false), "{words}");
        }
        assert!(!fits(&code, "西关", "", false));
        assert!(!fits(&code, "", "deputy", false));
        let gone = CodeView {
            withdrawn: Some("破损".to_owned()),
            ..code
        };
        assert!(!fits(&gone, "", "", false));
        assert!(fits(&gone, "", "station", true));
    }
}
