//! A text field with proposals: one name, or several as labels. What is typed
//! counts even where nothing proposed matches; input methods are left alone.

use crate::i18n::common as t;
use crate::i18n::{Say, fill};
use crate::platform::dom;
use crate::prelude::*;
use crate::state::use_lang;
use std::rc::Rc;

/// Most proposals shown at once; typing narrows them.
const MOST: usize = 50;
/// What separates names in pasted lists.
const SEPARATORS: [char; 7] = ['、', '，', ',', ';', '；', '\n', '\t'];

/// Properties of [`Combo`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The id of the input.
    pub id: String,
    /// The value; several joined by line ends.
    pub value: String,
    /// What is proposed.
    pub options: Rc<Vec<String>>,
    /// Gets every new value.
    pub on_change: Callback<String>,
    /// Ids of hint and error.
    #[prop_or_default]
    pub described: Option<String>,
    /// Has an error.
    #[prop_or_default]
    pub wrong: bool,
    /// Takes several.
    #[prop_or_default]
    pub many: bool,
    /// A name for screen readers where no label points here.
    #[prop_or_default]
    pub label: Option<AttrValue>,
}

/// Several values from one text.
pub fn split(value: &str) -> Vec<String> {
    value
        .split('\n')
        .filter(|part| !part.trim().is_empty())
        .map(|part| part.trim().to_owned())
        .collect()
}

/// The field.
#[component]
pub fn Combo(props: &Props) -> Html {
    let lang = use_lang();
    let typed = use_state_eq(String::new);
    let open = use_state_eq(|| false);
    let active = use_state_eq(|| None::<usize>);
    let many = props.many;
    let text = if many {
        (*typed).clone()
    } else {
        props.value.clone()
    };
    let kept = if many {
        split(&props.value)
    } else {
        Vec::new()
    };

    let shown: Vec<String> = if *open {
        // A value that is itself one of the proposals does not narrow them: the person wants to change it.
        let whole = !many && props.options.contains(&text);
        let wanted = text.trim().to_lowercase();
        let fits = |option: &&String| {
            !kept.contains(option)
                && (whole || wanted.is_empty() || option.to_lowercase().contains(&wanted))
        };
        props
            .options
            .iter()
            .filter(fits)
            .take(MOST)
            .cloned()
            .collect()
    } else {
        Vec::new()
    };

    let take = {
        let (on_change, typed, open, active) = (
            props.on_change.clone(),
            typed.clone(),
            open.clone(),
            active.clone(),
        );
        let kept = kept.clone();
        Callback::from(move |name: String| {
            if many {
                let mut all = kept.clone();
                for part in name.split(SEPARATORS) {
                    let part = part.trim().to_owned();
                    if !part.is_empty() && !all.contains(&part) {
                        all.push(part);
                    }
                }
                typed.set(String::new());
                on_change.emit(all.join("\n"));
            } else {
                on_change.emit(name);
            }
            // It lies over the next field; typing opens it again.
            open.set(false);
            active.set(None);
        })
    };
    let on_input = {
        let (typed, open, active, on_change) = (
            typed.clone(),
            open.clone(),
            active.clone(),
            props.on_change.clone(),
        );
        let options = props.options.clone();
        Callback::from(move |event: InputEvent| {
            let value = dom::value_of(&event);
            // A name typed to its end needs no proposals; they would only cover what is below.
            open.set(many || !options.contains(&value));
            active.set(None);
            if many {
                typed.set(value);
            } else {
                on_change.emit(value);
            }
        })
    };
    let on_key = {
        let (open, active, shown, take) =
            (open.clone(), active.clone(), shown.clone(), take.clone());
        let (kept, text, on_change) = (kept.clone(), text.clone(), props.on_change.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.is_composing() {
                return;
            }
            match dom::key_of(&event).as_str() {
                "ArrowDown" | "ArrowUp" if !shown.is_empty() => {
                    let last = shown.len() - 1;
                    let down = dom::key_of(&event) == "ArrowDown";
                    active.set(Some(match *active {
                        Some(at) if down => {
                            if at == last {
                                0
                            } else {
                                at + 1
                            }
                        }
                        Some(at) => {
                            if at == 0 {
                                last
                            } else {
                                at - 1
                            }
                        }
                        None => {
                            if down {
                                0
                            } else {
                                last
                            }
                        }
                    }));
                    event.prevent_default();
                }
                "ArrowDown" => open.set(true),
                "Enter" => {
                    let chosen = active.and_then(|at| shown.get(at).cloned());
                    if let Some(name) =
                        chosen.or_else(|| (many && !text.trim().is_empty()).then(|| text.clone()))
                    {
                        event.prevent_default();
                        take.emit(name);
                        // What is proposed next would lie over the fields and buttons below.
                        open.set(false);
                    }
                }
                "Escape" if *open => {
                    event.stop_propagation();
                    open.set(false);
                    active.set(None);
                }
                "Backspace" if many && text.is_empty() => {
                    if let Some((_, rest)) = kept.split_last() {
                        on_change.emit(rest.join("\n"));
                    }
                }
                _ => {}
            }
        })
    };
    let on_focus = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(true))
    };
    let on_blur = {
        let (open, active, take, text) = (open.clone(), active.clone(), take.clone(), text.clone());
        Callback::from(move |_: FocusEvent| {
            open.set(false);
            active.set(None);
            // What was typed and not yet made a label is meant all the same.
            if many && !text.trim().is_empty() {
                take.emit(text.clone());
            }
        })
    };
    let list_id = [&props.id, "-list"].concat();
    let option_id = |at: usize| [&list_id, "-", &at.to_string()].concat();
    let is_open = *open && !shown.is_empty();
    html! {
        <div class="combo">
            if !kept.is_empty() {
                <ul class="labels">
                    { for kept.iter().map(|name| {
                        let (name, on_change) = (name.clone(), props.on_change.clone());
                        let rest: Vec<String> = kept.iter().filter(|other| **other != name).cloned().collect();
                        let remove = Callback::from(move |_: MouseEvent| on_change.emit(rest.join("\n")));
                        html! {
                            <li key={name.clone()} class="label">{ &name }
                                <button type="button" class="icon-btn" onclick={remove}
                                    aria-label={[lang.say(t::REMOVE), " ", &name].concat()}>{ "×" }</button>
                            </li>
                        }
                    }) }
                </ul>
            }
            <input id={props.id.clone()} type="text" class="control" autocomplete="off" role="combobox"
                aria-autocomplete="list" aria-expanded={if is_open { "true" } else { "false" }}
                aria-controls={is_open.then(|| list_id.clone())}
                aria-activedescendant={active.filter(|_| is_open).map(option_id)}
                aria-describedby={props.described.clone()} aria-invalid={props.wrong.then_some("true")}
                aria-label={props.label.clone()}
                value={text} oninput={on_input} onkeydown={on_key} onclick={on_focus} onblur={on_blur} />
            if is_open {
                <ul id={list_id.clone()} class="options" role="listbox" aria-label={fill(lang.say(t::TOTAL), &[&shown.len().to_string()])}>
                    { for shown.iter().enumerate().map(|(at, name)| {
                        let (take, chosen) = (take.clone(), name.clone());
                        // On pressing, not on releasing: the input must not lose the focus first.
                        let on_down = Callback::from(move |event: MouseEvent| {
                            event.prevent_default();
                            take.emit(chosen.clone());
                        });
                        let on = *active == Some(at);
                        html! {
                            <li key={name.clone()} id={option_id(at)} role="option" class={if on { "option is-active" } else { "option" }}
                                aria-selected={if on { "true" } else { "false" }} onmousedown={on_down}>{ name }</li>
                        }
                    }) }
                </ul>
            }
        </div>
    }
}
