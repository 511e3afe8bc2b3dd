//! One rule being changed: its value by a control of its kind, and its source.

use super::draft::OwnRule;
use super::json::Json;
use super::lists;
use super::rule::source;
use super::texts as t;
use super::typed::{Fault, Typed, UNITS, may_be_unset};
use crate::components::button::{Kind as Look, button, click};
use crate::components::dialog::Dialog;
use crate::components::field::{Field, Kind, field, id_of};
use crate::i18n::{Say, common, fill};
use crate::platform::dom;
use crate::prelude::*;
use crate::state::use_lang;
use huiyin_protocol::rulebook::{RuleForm, RuleView};
use huiyin_rules::Lang;

/// Longest text a rulebook may hold, in characters.
const LONGEST: usize = 600;
/// The value's fields, by the number a fault names.
const PARTS: [&str; 3] = ["rule-first", "rule-second", "rule-third"];

/// Properties of [`RuleDialog`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The rule as it is inherited: its name, form, and what it says there.
    pub rule: RuleView,
    /// What it begins with: the draft's own, or the inherited value without a source.
    pub start: OwnRule,
    /// Gets the rule as it shall be.
    pub on_done: Callback<OwnRule>,
    /// Nothing is changed.
    pub on_close: Callback<()>,
}

/// The dialog.
#[component]
pub fn RuleDialog(props: &Props) -> Html {
    let lang = use_lang();
    let form = &props.rule.form;
    let typed = use_state_eq(|| Typed::of(form, &props.start.value));
    let cite = use_state_eq(|| props.start.cite.clone());
    let zh = use_state_eq(|| props.start.texts.0.clone());
    let en = use_state_eq(|| props.start.texts.1.clone());
    let faults = use_state_eq(Vec::<(String, String)>::new);
    let value_faults = use_state_eq(Vec::<Fault>::new);
    let summary = use_node_ref();
    {
        let summary = summary.clone();
        use_effect_with(faults.clone(), move |faults| {
            if !faults.is_empty() {
                dom::focus(&summary);
            }
        });
    }
    let done = {
        let (typed, cite, zh, en) = (typed.clone(), cite.clone(), zh.clone(), en.clone());
        let (faults, value_faults, on_done) =
            (faults.clone(), value_faults.clone(), props.on_done.clone());
        let (form, code) = (form.clone(), props.rule.code.clone());
        Callback::from(move |()| {
            let value = typed.value(&form, lang);
            let mut found = Vec::new();
            for (part, text) in value.as_ref().err().into_iter().flatten() {
                found.push((key_of(&form, *part), text.clone()));
            }
            for (key, label, text, needed) in [
                ("rule-cite", t::CITE, &cite, true),
                ("rule-zh", t::TEXT_ZH, &zh, true),
                ("rule-en", t::TEXT_EN, &en, false),
            ] {
                let label = lang.say(label);
                if text.trim().is_empty() && needed {
                    found.push((
                        key.to_owned(),
                        fill(lang.say(common::PLEASE_FILL), &[label]),
                    ));
                } else if text.chars().count() > LONGEST {
                    found.push((
                        key.to_owned(),
                        [label, lang.say(common::COLON), lang.say(t::TOO_LONG)].concat(),
                    ));
                }
            }
            value_faults.set(value.as_ref().err().cloned().unwrap_or_default());
            let is_fine = found.is_empty();
            faults.set(found);
            if let (true, Ok(value)) = (is_fine, value) {
                on_done.emit(OwnRule {
                    code: code.clone(),
                    value,
                    cite: cite.trim().to_owned(),
                    // A rule's text is one line; a document of several is pasted as one.
                    texts: (one_line(&zh), one_line(&en)),
                });
            }
        })
    };
    let text =
        |key: &str, label, kind, hint: &str, state: &UseStateHandle<String>, needed: bool| {
            let mut one = Field::new(key, lang.say(label), kind).hint(hint);
            one.required = needed;
            let set = {
                let state = state.clone();
                Callback::from(move |value: String| state.set(value))
            };
            let fault = faults.iter().find(|(other, _)| other == key);
            field(
                &one,
                state,
                fault.map(|(_, text)| text.as_str()),
                &set,
                lang,
            )
        };
    let change = {
        let typed = typed.clone();
        Callback::from(move |next: Typed| typed.set(next))
    };
    // A place's value comes with its source, so that nobody cites what it does not rest on.
    let begin_with = {
        let samples = props.rule.samples.clone();
        let form = form.clone();
        let (typed, cite, zh, en) = (typed.clone(), cite.clone(), zh.clone(), en.clone());
        Callback::from(move |at: String| {
            let sample = at.parse().ok().and_then(|at: usize| samples.get(at));
            if let Some((sample, value)) =
                sample.and_then(|sample| Some((sample, Json::parse(&sample.json).ok()?)))
            {
                typed.set(Typed::of(&form, &value));
                cite.set(sample.cite.clone());
                zh.set(sample.texts.0.clone());
                en.set(sample.texts.1.clone());
            }
        })
    };
    let title = fill(lang.say(t::CHANGE_OF), &[&props.rule.label]);
    html! {
        <Dialog {title} on_close={props.on_close.clone()} wide=true>
            <div class="form">
                if !faults.is_empty() {
                { summarised(&summary, &faults, lang) }
            }
                <div class="rules-before">
                    <p>{ fill(lang.say(t::BEFORE_IT_WAS), &[&props.rule.value]) }</p>
                    { source(&props.rule.cite, &props.rule.text) }
                </div>
                if !props.rule.samples.is_empty() {
                { {
                    let titles = props.rule.samples.iter().enumerate();
                    let options = titles.map(|(at, one)| (at.to_string(), one.title.clone()));
                    let one = Field::new("rule-sample", lang.say(t::BEGIN_WITH), Kind::Select(options.collect()))
                        .hint(lang.say(t::BEGIN_WITH_HINT));
                    let now = props.rule.samples.iter().position(|one| one.cite == *cite);
                    let now = now.map(|at| at.to_string()).unwrap_or_default();
                    field(&one, &now, None, &begin_with, lang)
                } }
                }
                { control(form, &typed, &value_faults, &change, lang) }
                { text("rule-cite", t::CITE, Kind::Line, lang.say(t::CITE_HINT), &cite, true) }
                { text("rule-zh", t::TEXT_ZH, Kind::Area(3), "", &zh, true) }
                { text("rule-en", t::TEXT_EN, Kind::Area(2), lang.say(t::EN_HINT), &en, false) }
                <div class="form-foot">
                    { button(Look::Primary, lang.say(t::USE), click(done)) }
                    { button(Look::Plain, lang.say(common::CANCEL), click(props.on_close.clone())) }
                </div>
            </div>
        </Dialog>
    }
}

/// The key of the field that a fault is about.
fn key_of(form: &RuleForm, part: usize) -> String {
    if *form == RuleForm::Texts {
        return ["rule-row-", &(part + 1).to_string(), "-zh"].concat();
    }
    PARTS.get(part).copied().unwrap_or_default().to_owned()
}

fn one_line(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(" ")
}

fn summarised(summary: &NodeRef, faults: &[(String, String)], lang: Lang) -> Html {
    html! {
        <div ref={summary.clone()} class="error-summary" role="alert" tabindex="-1">
            <p class="error-title">{ lang.say(common::ERRORS_TITLE) }</p>
            <ul>
                { for faults.iter().map(|(key, text)| {
                    let id = id_of(key);
                    let to = Callback::from(move |_: MouseEvent| dom::focus_id(&id));
                    html! { <li key={key.clone()}><button type="button" class="btn btn-text" onclick={to}>{ text }</button></li> }
                }) }
            </ul>
        </div>
    }
}

/// The fields of a value.
fn control(
    form: &RuleForm,
    typed: &Typed,
    faults: &[Fault],
    change: &Callback<Typed>,
    lang: Lang,
) -> Html {
    let part = |at: usize, label: &str, kind: Kind, hint: &str| {
        let one = Field::new(PARTS[at], label, kind).hint(hint);
        let (typed_now, change) = (typed.clone(), change.clone());
        let set = Callback::from(move |value: String| {
            let mut next = typed_now.clone();
            match at {
                0 => next.first = value,
                1 => next.second = value,
                _ => next.third = value,
            }
            change.emit(next);
        });
        let value = [&typed.first, &typed.second, &typed.third][at];
        let fault = faults.iter().find(|(field, _)| *field == at);
        field(
            &one,
            value,
            fault.map(|(_, text)| text.as_str()),
            &set,
            lang,
        )
    };
    let value = lang.say(t::VALUE);
    let pair = |key: &str, words| (key.to_owned(), lang.say(words).to_owned());
    let inside = match form {
        _ if typed.unset && may_be_unset(form) => Html::default(),
        RuleForm::Period => {
            let words = [t::MONTH_UNIT, t::WORKING_DAY_UNIT, t::CALENDAR_DAY_UNIT];
            let units = UNITS
                .iter()
                .zip(words)
                .map(|((unit, _), words)| pair(unit, words));
            html! {
                <div class="rules-parts">
                    { part(0, lang.say(t::COUNT), Kind::Line, "") }
                    { part(1, lang.say(t::UNIT), Kind::Radio(units.collect()), "") }
                </div>
            }
        }
        RuleForm::YearDay => html! {
            <div class="rules-parts">
                { part(0, lang.say(t::MONTH), Kind::Line, "") }
                { part(1, lang.say(t::DAY), Kind::Line, "") }
                { part(2, lang.say(t::YEARS), Kind::Line, "") }
            </div>
        },
        RuleForm::Flag => part(
            0,
            value,
            Kind::Radio(vec![pair("true", t::YES), pair("false", t::NO)]),
            "",
        ),
        RuleForm::Number(_) => part(0, value, Kind::Line, ""),
        RuleForm::Share => part(0, lang.say(t::SHARE), Kind::Line, lang.say(t::SHARE_HINT)),
        RuleForm::Choice(options) => part(0, value, Kind::Radio(options.clone()), ""),
        RuleForm::Many(options) => lists::many(options, typed, change, lang),
        RuleForm::Texts => lists::texts(typed, faults, change, lang),
        RuleForm::Json => part(
            0,
            lang.say(t::JSON_VALUE),
            Kind::Area(14),
            lang.say(t::JSON_HINT),
        ),
    };
    html! {
        <>
            if may_be_unset(form) {
                { {
                    let kind = Kind::Radio(vec![pair("set", t::SET), pair("unset", t::UNSET)]);
                    let (typed_now, change) = (typed.clone(), change.clone());
                    let set = Callback::from(move |value: String| {
                        let mut next = typed_now.clone();
                        next.unset = value == "unset";
                        change.emit(next);
                    });
                    let now = if typed.unset { "unset" } else { "set" };
                    field(&Field::new("rule-set", value, kind), now, None, &set, lang)
                } }
            }
            { inside }
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_leads_to_its_field() {
        assert_eq!(key_of(&RuleForm::YearDay, 2), "rule-third");
        assert_eq!(key_of(&RuleForm::Texts, 1), "rule-row-2-zh");
    }

    #[test]
    fn texts_of_several_lines_become_one() {
        assert_eq!(
            one_line(" 第三条 \n\n 两个月内答复。"),
            "第三条 两个月内答复。"
        );
    }
}
