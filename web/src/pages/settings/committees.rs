//! The committees of the congress.

use super::part;
use super::texts as t;
use crate::components::field::{Field, Kind};
use crate::components::form::{Form, Values, forget_draft};
use crate::i18n::{Say, common, fill};
use crate::platform::engine;
use crate::prelude::*;
use crate::state::{notices, use_session, use_workspace};
use huiyin_protocol::{Failure, Request};
use huiyin_rules::{Lang, Role};
use std::rc::Rc;

const DRAFT: &str = "committees";
const NAMES: &str = "committee-names";

/// The section.
#[component]
pub fn Committees() -> Html {
    let session = use_session();
    let lang = session.lang;
    let workspace = use_workspace();
    let busy = use_state_eq(|| false);
    let failure = use_state_eq(|| None::<Rc<Failure>>);
    // Another key begins the form anew.
    let round = use_state_eq(|| 0u32);
    let before = workspace.committees.clone();
    if session.acting().role != Role::Office {
        let names = before.join(lang.say(t::LIST_COMMA));
        let shown = if names.is_empty() {
            lang.say(common::EMPTY_CELL).to_owned()
        } else {
            names
        };
        return part(
            lang.say(t::COMMITTEES),
            lang.say(t::OFFICE_ONLY),
            html! { <p>{ shown }</p> },
        );
    }
    let on_submit = {
        let (busy, failure, round, before) =
            (busy.clone(), failure.clone(), round.clone(), before.clone());
        Callback::from(move |values: Values| {
            let names = values.list(NAMES);
            let count = names.len().to_string();
            busy.set(true);
            let (busy, failure, round, before) =
                (busy.clone(), failure.clone(), round.clone(), before.clone());
            engine::ask_then(Request::Committees(names), move |answer| {
                busy.set(false);
                failure.set(answer.as_ref().err().cloned().map(Rc::new));
                if answer.is_ok() {
                    forget_draft(DRAFT);
                    round.set(*round + 1);
                    notices::undoable(
                        fill(lang.say(t::COMMITTEES_SAVED), &[&count]),
                        restore(before, lang),
                    );
                }
            });
        })
    };
    let on_cancel = {
        let round = round.clone();
        Callback::from(move |()| {
            forget_draft(DRAFT);
            round.set(*round + 1);
        })
    };
    let names = Field::new(
        NAMES,
        lang.say(t::COMMITTEE_NAMES),
        Kind::Many(Rc::default()),
    )
    .hint(lang.say(t::COMMITTEE_HINT))
    .optional();
    let kept = before.join("\n");
    let key = [kept.as_str(), "/", &round.to_string()].concat();
    let initial = Values::default().with(NAMES, kept);
    part(
        lang.say(t::COMMITTEES),
        lang.say(t::COMMITTEES_INTRO),
        html! {
            <Form {key} fields={vec![names]} {initial} draft={DRAFT} submit={lang.say(common::SAVE)}
                {on_submit} {on_cancel} busy={*busy} failure={(*failure).clone()} />
        },
    )
}

/// Puts the names back as they were.
fn restore(before: Vec<String>, lang: Lang) -> Callback<()> {
    Callback::from(move |()| {
        engine::ask_then(
            Request::Committees(before.clone()),
            move |answer| match answer {
                Ok(_) => notices::done(lang.say(t::COMMITTEES_BACK)),
                Err(failure) => notices::failure(&failure),
            },
        );
    })
}
