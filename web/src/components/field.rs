//! One field of a form: label, hint, control, error, tied together for screen readers.

use crate::components::combo::{Combo, split};
use crate::i18n::Say;
use crate::i18n::common as t;
use crate::platform::dom;
use crate::prelude::*;
use huiyin_rules::Lang;
use std::rc::Rc;

/// What a field asks for. Values are texts; several values are joined by line ends.
#[derive(Clone, PartialEq)]
pub enum Kind {
    /// One line of text.
    Line,
    /// A password: hidden while typed, and never kept in a draft.
    Secret,
    /// Several lines, this many shown.
    Area(u32),
    /// A day, `2024-03-08`; not after the one given.
    Day(Option<String>),
    /// One of a few: value and label, all in view, none chosen beforehand.
    Radio(Vec<(String, String)>),
    /// One of many: value and label.
    Select(Vec<(String, String)>),
    /// One text, with these proposed.
    Combo(Rc<Vec<String>>),
    /// Several texts, with these proposed.
    Many(Rc<Vec<String>>),
    /// Yes (`1`) or no (empty).
    Check,
    /// Any of a few: value and label, all in view.
    Checks(Vec<(String, String)>),
    /// A whole number, 0 included.
    Count,
}

/// A field of a form.
#[derive(Clone, PartialEq)]
pub struct Field {
    /// Its name among the values.
    pub key: String,
    /// Its label.
    pub label: String,
    /// What helps to fill it; may be empty.
    pub hint: String,
    /// What it asks for.
    pub kind: Kind,
    /// Must be filled.
    pub required: bool,
    /// Shown only while another field has one of these values.
    pub when: Option<(&'static str, Vec<&'static str>)>,
    /// Outside a form: no mark of what is required; a choice's empty value says this.
    pub plain: Option<&'static str>,
}

impl Field {
    /// A field that must be filled.
    pub fn new(key: &str, label: &str, kind: Kind) -> Field {
        Field {
            key: key.to_owned(),
            label: label.to_owned(),
            hint: String::new(),
            kind,
            required: true,
            when: None,
            plain: None,
        }
    }

    /// It may stay empty.
    pub fn optional(mut self) -> Field {
        self.required = false;
        self
    }

    /// What helps to fill it.
    pub fn hint(mut self, hint: &str) -> Field {
        hint.clone_into(&mut self.hint);
        self
    }

    /// Shown only while `key` has one of `values`.
    pub fn when(mut self, key: &'static str, values: &[&'static str]) -> Field {
        self.when = Some((key, values.to_vec()));
        self
    }

    /// A field outside a form, such as a filter; `empty` names the choice of nothing.
    pub fn plain(mut self, empty: &'static str) -> Field {
        self.plain = Some(empty);
        self
    }

    /// Whether the error's link must lead to a group rather than to one control.
    fn is_group(&self) -> bool {
        matches!(self.kind, Kind::Radio(_) | Kind::Checks(_))
    }
}

/// The id of a field's control.
pub fn id_of(key: &str) -> String {
    ["f-", key].concat()
}

/// Renders a field with its value and error; `change` gets every new value.
pub fn field(
    field: &Field,
    value: &str,
    error: Option<&str>,
    change: &Callback<String>,
    lang: Lang,
) -> Html {
    let id = id_of(&field.key);
    let hint_id = [&id, "-hint"].concat();
    let error_id = [&id, "-error"].concat();
    let mut described = Vec::new();
    if !field.hint.is_empty() {
        described.push(hint_id.as_str());
    }
    if error.is_some() {
        described.push(error_id.as_str());
    }
    let described = (!described.is_empty()).then(|| described.join(" "));
    let label = html! {
        <>
            { &field.label }
            if field.plain.is_none() {
                <span class="field-need">{ lang.say(if field.required { t::REQUIRED } else { t::OPTIONAL }) }</span>
            }
        </>
    };
    let about = html! {
        <>
            if !field.hint.is_empty() {
                <p class="field-hint" id={hint_id}>{ &field.hint }</p>
            }
            if let Some(error) = error {
                <p class="field-error" id={error_id}><span class="off-screen">{ lang.say(t::ERROR) }{ lang.say(t::COLON) }</span>{ error }</p>
            }
        </>
    };
    let class = if error.is_some() {
        "field has-error"
    } else {
        "field"
    };
    // The key keeps a control the same element, with its focus, when fields come and go around it.
    if field.is_group() {
        return html! {
            <fieldset key={field.key.clone()} class={class} aria-describedby={described}>
                <legend class="field-label">{ label }</legend>
                { about }
                { control(field, id, value, None, error.is_some(), change, lang) }
            </fieldset>
        };
    }
    if field.kind == Kind::Check {
        return html! {
            <div key={field.key.clone()} class={class}>
                { control(field, id, value, described, error.is_some(), change, lang) }
                { about }
            </div>
        };
    }
    html! {
        <div key={field.key.clone()} class={class}>
            <label class="field-label" for={id.clone()}>{ label }</label>
            { about }
            { control(field, id, value, described, error.is_some(), change, lang) }
        </div>
    }
}

fn control(
    field: &Field,
    id: String,
    value: &str,
    described: Option<String>,
    wrong: bool,
    change: &Callback<String>,
    lang: Lang,
) -> Html {
    let invalid = wrong.then_some("true");
    let value = value.to_owned();
    let on_input = change.reform(|event: InputEvent| dom::value_of(&event));
    let on_change = change.reform(|event: Event| dom::value_of(&event));
    match &field.kind {
        Kind::Line => html! {
            <input {id} type="text" class="control" autocomplete="off" {value} oninput={on_input}
                aria-describedby={described} aria-invalid={invalid} />
        },
        Kind::Secret => html! {
            <input {id} type="password" class="control" autocomplete="new-password" {value} oninput={on_input}
                aria-describedby={described} aria-invalid={invalid} />
        },
        Kind::Area(rows) => html! {
            <textarea {id} class="control" rows={rows.to_string()} {value} oninput={on_input}
                aria-describedby={described} aria-invalid={invalid} />
        },
        Kind::Day(max) => html! {
            <input {id} type="date" class="control control-day" placeholder="2024-03-08" {value} max={max.clone()}
                oninput={on_input} aria-describedby={described} aria-invalid={invalid} />
        },
        Kind::Select(options) => html! {
            <select {id} class="control" onchange={on_change} aria-describedby={described} aria-invalid={invalid}>
                <option value="" selected={value.is_empty()}>{ field.plain.unwrap_or(lang.say(t::CHOOSE)) }</option>
                { for options.iter().map(|(key, label)| html! {
                    <option value={key.clone()} selected={*key == value}>{ label }</option>
                }) }
            </select>
        },
        Kind::Count => html! {
            <input {id} type="text" inputmode="numeric" class="control control-count" autocomplete="off" {value}
                oninput={on_input} aria-describedby={described} aria-invalid={invalid} />
        },
        Kind::Checks(options) => {
            let kept = split(&value);
            html! {
                <div class="radios">
                    { for options.iter().enumerate().map(|(at, (key, label))| {
                        let id = if at == 0 { id.clone() } else { [&id, "-", &at.to_string()].concat() };
                        let on = kept.contains(key);
                        let toggle = {
                            let (kept, key) = (kept.clone(), key.clone());
                            change.reform(move |_: Event| {
                                let mut all = kept.clone();
                                if on { all.retain(|one| *one != key) } else { all.push(key.clone()) }
                                all.join("\n")
                            })
                        };
                        html! {
                            <label class="radio" for={id.clone()}>
                                <input {id} type="checkbox" checked={on} onchange={toggle} />
                                <span>{ label }</span>
                            </label>
                        }
                    }) }
                </div>
            }
        }
        Kind::Radio(options) => html! {
            <div class="radios">
                { for options.iter().enumerate().map(|(at, (key, label))| {
                    // The first one has the field's own id, so that the error summary finds it.
                    let id = if at == 0 { id.clone() } else { [&id, "-", key].concat() };
                    html! {
                        <label class="radio" for={id.clone()}>
                            <input {id} type="radio" name={field.key.clone()} value={key.clone()}
                                checked={*key == value} onchange={on_change.clone()} />
                            <span>{ label }</span>
                        </label>
                    }
                }) }
            </div>
        },
        Kind::Check => {
            let on = value == "1";
            let toggle =
                change.reform(move |_: Event| if on { String::new() } else { "1".to_owned() });
            html! {
                <label class="radio" for={id.clone()}>
                    <input {id} type="checkbox" checked={on} onchange={toggle} aria-describedby={described} />
                    <span>{ &field.label }</span>
                </label>
            }
        }
        Kind::Combo(options) => html! {
            <Combo {id} {value} options={options.clone()} on_change={change.clone()} {described} {wrong} />
        },
        Kind::Many(options) => html! {
            <Combo {id} {value} options={options.clone()} on_change={change.clone()} {described} {wrong} many=true />
        },
    }
}
