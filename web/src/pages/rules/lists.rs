//! Editing a value that is a list: chosen ones in an order, or texts.

use super::texts as t;
use super::typed::{Typed, label};
use crate::components::button::{Kind, button};
use crate::components::field::{Field, Kind as Input, field};
use crate::i18n::{Say, fill};
use crate::prelude::*;
use huiyin_rules::Lang;

/// Any of the options, in an order.
pub fn many(
    options: &[(String, String)],
    typed: &Typed,
    change: &Callback<Typed>,
    lang: Lang,
) -> Html {
    let rest: Vec<(String, String)> = options
        .iter()
        .filter(|(json, _)| !typed.picked.contains(json))
        .cloned()
        .collect();
    let add = {
        let (typed, change) = (typed.clone(), change.clone());
        Callback::from(move |json: String| {
            if !json.is_empty() {
                let mut next = typed.clone();
                next.picked.push(json);
                change.emit(next);
            }
        })
    };
    let adding = Field::new("rule-add", lang.say(t::ADD), Input::Select(rest.clone()))
        .plain(lang.say(crate::i18n::common::CHOOSE));
    html! {
        <div class="field">
            <span class="field-label" id="rule-many">{ lang.say(t::CHOSEN) }</span>
            if typed.picked.is_empty() {
                <p class="muted">{ lang.say(t::NOTHING_CHOSEN) }</p>
            } else {
                <ol class="rules-picked" aria-labelledby="rule-many">
                    { for typed.picked.iter().enumerate().map(|(at, json)| {
                        let name = label(options, json);
                        html! {
                            <li key={json.clone()}><span>{ &name }</span>{ handles(at, typed.picked.len(), &name, typed, change, lang) }</li>
                        }
                    }) }
                </ol>
            }
            if !rest.is_empty() {
                { field(&adding, "", None, &add, lang) }
            }
        </div>
    }
}

/// Texts in both languages.
pub fn texts(
    typed: &Typed,
    faults: &[(usize, String)],
    change: &Callback<Typed>,
    lang: Lang,
) -> Html {
    let add = {
        let (typed, change) = (typed.clone(), change.clone());
        Callback::from(move |_: MouseEvent| {
            let mut next = typed.clone();
            next.rows.push((String::new(), String::new()));
            change.emit(next);
        })
    };
    html! {
        <div class="rules-stack">
            { for typed.rows.iter().enumerate().map(|(at, (zh, en))| {
                let number = (at + 1).to_string();
                let line = |part: &str, words, is_zh: bool, value: &str| {
                    let key = ["rule-row-", &number, "-", part].concat();
                    let mut one = Field::new(&key, &fill(lang.say(words), &[&number]), Input::Line);
                    one.required = is_zh;
                    let (typed, change) = (typed.clone(), change.clone());
                    let edit = Callback::from(move |value: String| {
                        let mut next = typed.clone();
                        if let Some(row) = next.rows.get_mut(at) {
                            if is_zh { row.0 = value } else { row.1 = value }
                        }
                        change.emit(next);
                    });
                    let fault = faults.iter().find(|(field, _)| is_zh && *field == at);
                    field(&one, value, fault.map(|(_, text)| text.as_str()), &edit, lang)
                };
                html! {
                    <div key={at} class="rules-row">
                        { line("zh", t::ROW_ZH, true, zh) }
                        { line("en", t::ROW_EN, false, en) }
                        { handles(at, typed.rows.len(), &number, typed, change, lang) }
                    </div>
                }
            }) }
            <div>{ button(Kind::Plain, lang.say(t::ADD_ROW), add) }</div>
        </div>
    }
}

/// Up, down and away, for one entry of whichever list is in use.
fn handles(
    at: usize,
    count: usize,
    name: &str,
    typed: &Typed,
    change: &Callback<Typed>,
    lang: Lang,
) -> Html {
    let act = |shown: &'static str, words, enabled: bool, how: fn(&mut Typed, usize)| {
        let (typed, change) = (typed.clone(), change.clone());
        let on_click = Callback::from(move |_: MouseEvent| {
            let mut next = typed.clone();
            how(&mut next, at);
            change.emit(next);
        });
        html! {
            <button type="button" class="icon-btn" onclick={on_click} disabled={!enabled}
                aria-label={fill(lang.say(words), &[name])}>{ shown }</button>
        }
    };
    html! {
        <span class="rules-handles">
            { act("↑", t::UP, at > 0, |typed, at| shift(typed, at, at.wrapping_sub(1))) }
            { act("↓", t::DOWN, at + 1 < count, |typed, at| shift(typed, at, at + 1)) }
            { act("×", t::DROP, true, drop_at) }
        </span>
    }
}

fn shift(typed: &mut Typed, from: usize, to: usize) {
    if from < typed.picked.len() && to < typed.picked.len() {
        typed.picked.swap(from, to);
    }
    if from < typed.rows.len() && to < typed.rows.len() {
        typed.rows.swap(from, to);
    }
}

fn drop_at(typed: &mut Typed, at: usize) {
    if at < typed.picked.len() {
        typed.picked.remove(at);
    }
    if at < typed.rows.len() {
        typed.rows.remove(at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_change_places_and_go() {
        let mut typed = Typed {
            picked: vec!["1".into(), "2".into(), "3".into()],
            ..Typed::default()
        };
        shift(&mut typed, 0, 1);
        shift(&mut typed, 0, usize::MAX);
        drop_at(&mut typed, 2);
        drop_at(&mut typed, 9);
        assert_eq!(typed.picked, ["2", "1"]);
    }
}
