//! A drive as the citizen sees it; nothing can be sent from here.

use super::texts as t;
use crate::i18n::{Say, common, fill};
use crate::prelude::*;
use huiyin_protocol::public::DriveDraft;
use huiyin_rules::Lang;
use huiyin_rules::drive::{DriveQuestion, QuestionKind};

/// The form, as on the page that its code leads to.
pub fn as_citizen(draft: &DriveDraft, lang: Lang) -> Html {
    html! {
        <div class="pub-preview">
            <h3>{ &draft.title }</h3>
            if !draft.intro.is_empty() { <p class="pub-said">{ &draft.intro }</p> }
            if !draft.closes.is_empty() { <p class="muted">{ fill(lang.say(t::UNTIL), &[&draft.closes]) }</p> }
            { for draft.questions.iter().enumerate().map(|(at, one)| question(at, one, lang)) }
        </div>
    }
}

fn question(at: usize, one: &DriveQuestion, lang: Lang) -> Html {
    let name = ["preview-", &at.to_string()].concat();
    let kind = if one.kind == QuestionKind::Several {
        "checkbox"
    } else {
        "radio"
    };
    let legend = html! {
        <>
            { at + 1 }{ ". " }{ &one.text }
            <span class="field-need">{ lang.say(if one.required { common::REQUIRED } else { common::OPTIONAL }) }</span>
        </>
    };
    if one.kind == QuestionKind::Text {
        return html! {
            <div key={name.clone()} class="field">
                <label class="field-label" for={name.clone()}>{ legend }</label>
                <textarea id={name} class="control" rows="3" value="" />
            </div>
        };
    }
    html! {
        <fieldset key={name.clone()} class="field">
            <legend class="field-label">{ legend }</legend>
            { for one.options.iter().enumerate().map(|(option, text)| {
                let id = [&name, "-", &option.to_string()].concat();
                html! { <label key={option} class="radio" for={id.clone()}><input {id} type={kind} name={name.clone()} /><span>{ text }</span></label> }
            }) }
        </fieldset>
    }
}
