//! The workspace's name and rulebook, and how it stands.

use super::compare::Compare;
use super::part;
use super::texts as t;
use crate::components::field::{Field, Kind};
use crate::components::form::{Form, Values, forget_draft};
use crate::i18n::common;
use crate::i18n::{Say, fill, fill_number};
use crate::platform::engine;
use crate::prelude::*;
use crate::state::{notices, use_lang, use_workspace};
use huiyin_protocol::workspace::WorkspaceView;
use huiyin_protocol::{Failure, Request};
use huiyin_rules::Lang;
use std::rc::Rc;

const DRAFT: &str = "workspace";

/// Name and rulebook.
#[derive(Clone, PartialEq)]
struct Chosen {
    name: String,
    rulebook: String,
}

/// The section.
#[component]
pub fn Workspace() -> Html {
    let lang = use_lang();
    let view = use_workspace();
    let busy = use_state_eq(|| false);
    let failure = use_state_eq(|| None::<Rc<Failure>>);
    // What waits for the person's consent to another rulebook.
    let waiting = use_state_eq(|| None::<Chosen>);
    let round = use_state_eq(|| 0u32);
    let before = Chosen {
        name: view.name.clone(),
        rulebook: view.rulebook.clone(),
    };
    // An own rulebook is no preset: choosing one leaves it, and nothing here brings it back.
    let own = choices(&view, lang).len() > view.presets.len();
    let save = {
        let (busy, failure, round, before) =
            (busy.clone(), failure.clone(), round.clone(), before.clone());
        Callback::from(move |chosen: Chosen| {
            busy.set(true);
            let lost = own && chosen.rulebook != before.rulebook;
            let (busy, failure, round, before) =
                (busy.clone(), failure.clone(), round.clone(), before.clone());
            configure(chosen, move |answer| {
                busy.set(false);
                failure.set(answer.clone().err().map(Rc::new));
                if answer.is_ok() {
                    forget_draft(DRAFT);
                    round.set(*round + 1);
                    if lost {
                        notices::done(lang.say(t::SAVED));
                    } else {
                        notices::undoable(lang.say(t::SAVED), restore(before, lang));
                    }
                }
            });
        })
    };
    let on_submit = {
        let (save, waiting, before) = (save.clone(), waiting.clone(), before.clone());
        Callback::from(move |values: Values| {
            let chosen = Chosen {
                name: values.text("name"),
                rulebook: values.text("rulebook"),
            };
            if chosen.rulebook == before.rulebook {
                save.emit(chosen);
            } else {
                waiting.set(Some(chosen));
            }
        })
    };
    let on_yes = {
        let (save, waiting) = (save.clone(), waiting.clone());
        Callback::from(move |()| {
            if let Some(chosen) = (*waiting).clone() {
                waiting.set(None);
                save.emit(chosen);
            }
        })
    };
    let on_no = {
        let waiting = waiting.clone();
        Callback::from(move |()| waiting.set(None))
    };
    let on_cancel = {
        let round = round.clone();
        Callback::from(move |()| {
            forget_draft(DRAFT);
            round.set(*round + 1);
        })
    };
    let fields = vec![
        Field::new("name", lang.say(t::NAME), Kind::Line).hint(lang.say(t::NAME_HINT)),
        Field::new(
            "rulebook",
            lang.say(t::RULEBOOK),
            Kind::Radio(choices(&view, lang)),
        )
        .hint(lang.say(t::RULEBOOK_HINT)),
    ];
    let initial = Values::default()
        .with("name", before.name.as_str())
        .with("rulebook", before.rulebook.as_str());
    // The form begins anew once what it shows was changed elsewhere, by Undo or in another tab.
    let key = [
        before.name.as_str(),
        "/",
        &before.rulebook,
        "/",
        &round.to_string(),
    ]
    .concat();
    html! {
        <>
            { part(lang.say(t::WORKSPACE), "", html! {
                <Form {key} {fields} {initial} draft={DRAFT} submit={lang.say(common::SAVE)} {on_submit} {on_cancel} busy={*busy} failure={(*failure).clone()} />
            }) }
            { part(lang.say(t::FACTS), "", facts(&view, lang)) }
            if let Some(chosen) = &*waiting {
                <Compare name={chosen.rulebook.clone()} {own} {on_yes} {on_no} />
            }
        </>
    }
}

/// The presets, and the office's own rulebook where that is in force.
fn choices(view: &WorkspaceView, lang: Lang) -> Vec<(String, String)> {
    let mut all = view.presets.clone();
    if !view.rulebook.is_empty() && !all.iter().any(|(name, _)| *name == view.rulebook) {
        let title = fill(lang.say(t::OWN_BOOK), &[&view.rulebook_title]);
        all.insert(0, (view.rulebook.clone(), title));
    }
    all
}

fn configure(chosen: Chosen, then: impl FnOnce(Result<(), Failure>) + 'static) {
    let Chosen { name, rulebook } = chosen;
    engine::ask_then(Request::Configure { name, rulebook }, move |answer| {
        then(answer.map(|_| ()))
    });
}

/// Puts name and rulebook back as they were.
fn restore(before: Chosen, lang: Lang) -> Callback<()> {
    Callback::from(move |()| {
        configure(before.clone(), move |answer| match answer {
            Ok(()) => notices::done(lang.say(t::RESTORED)),
            Err(failure) => notices::failure(&failure),
        });
    })
}

fn facts(view: &WorkspaceView, lang: Lang) -> Html {
    let (how, events) = &view.opened;
    let opened = match how.as_str() {
        "empty" => lang.say(t::OPENED_EMPTY).to_owned(),
        "snapshot" => fill_number(lang.say(t::OPENED_SNAPSHOT), *events),
        _ => fill_number(lang.say(t::OPENED_REPLAY), *events),
    };
    let anomalies = match view.anomalies {
        0 => lang.say(t::ANOMALIES_NONE).to_owned(),
        some => fill_number(lang.say(t::LINES), some),
    };
    let one =
        |words, value: String| html! { <div><dt>{ lang.say(words) }</dt><dd>{ value }</dd></div> };
    html! {
        <dl class="settings-facts">
            { one(t::SUGGESTIONS, fill_number(lang.say(t::COUNT), view.suggestions)) }
            { one(t::EVENTS, fill_number(lang.say(t::LINES), view.events)) }
            { one(t::ANOMALIES, anomalies) }
            <div>
                <dt>{ lang.say(t::HORIZON) }</dt>
                <dd>{ &view.calendar_horizon }<br /><span class="muted">{ lang.say(t::HORIZON_HINT) }</span></dd>
            </div>
            { one(t::TODAY, view.today.clone()) }
            { one(t::OPENED, opened) }
            { one(t::KEPT, lang.say(if view.durable { t::KEPT_HERE } else { t::KEPT_NOT }).to_owned()) }
        </dl>
    }
}
