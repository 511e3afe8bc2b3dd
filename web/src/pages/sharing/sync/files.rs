//! Signed events as files to carry: out in one click, and in again.

use super::super::{Known, part};
use super::texts as t;
use crate::components::button::{Kind, button_if};
use crate::components::empty::loading;
use crate::components::error_box::ErrorBox;
use crate::i18n::{Say, Words, fill, grouped};
use crate::platform::{files, sharing};
use crate::prelude::*;
use crate::state::{notices, use_lang};
use huiyin_protocol::Failure;
use huiyin_protocol::sharing::{SharingReply, SharingRequest};
use huiyin_rules::Lang;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{File, HtmlElement, HtmlInputElement};

/// Bytes that are taken in at once.
const MOST: f64 = 256.0 * 1024.0 * 1024.0;

/// What is being done with a file, or came of it.
#[derive(Clone, PartialEq)]
enum Stage {
    Idle,
    /// In words.
    Running(String),
    /// In words: the file cannot be used, or not be saved.
    Unusable(String),
    Failed(Rc<Failure>),
    /// In words, one a line.
    Done(Vec<String>),
}

/// The panel.
#[component]
pub fn Files(props: &Known) -> Html {
    let lang = use_lang();
    let stage = use_state_eq(|| Stage::Idle);
    let input = use_node_ref();
    let export = |request: SharingRequest| {
        let stage = stage.setter();
        Callback::from(move |_: MouseEvent| {
            stage.set(Stage::Running(lang.say(t::EXPORTING).to_owned()));
            let stage = stage.clone();
            sharing::ask_then(request.clone(), move |answer| {
                stage.set(match answer {
                    Ok(SharingReply::File {
                        name,
                        bytes,
                        events,
                    }) => saved(&name, bytes, events, lang),
                    Ok(_) => Stage::Idle,
                    Err(why) => Stage::Failed(Rc::new(why)),
                });
            });
        })
    };
    let on_file = {
        let (stage, take) = (stage.setter(), props.take.clone());
        Callback::from(move |event: Event| {
            let input = event
                .target()
                .and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            let Some(file) = input.and_then(|input| files::chosen(&input).into_iter().next())
            else {
                return;
            };
            stage.set(Stage::Running(fill(
                lang.say(t::TAKING_IN),
                &[&file.name()],
            )));
            let (stage, take) = (stage.clone(), take.clone());
            spawn_local(async move {
                stage.set(take_in(&file, lang).await);
                take.emit(None);
            });
        })
    };
    let choose = {
        let input = input.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(input) = input.cast::<HtmlElement>() {
                input.click();
            }
        })
    };
    let idle = !matches!(*stage, Stage::Running(_));
    let pending = props.status.pending > 0;
    part(
        "sync-files",
        lang.say(t::FILES),
        lang.say(t::FILES_INTRO),
        Html::default(),
        html! {
            <>
                <input ref={input} type="file" class="off-screen" accept=".json,application/json" tabindex="-1" aria-hidden="true" onchange={on_file} />
                <p class="sharing-tools">
                    { button_if(Kind::Plain, lang.say(t::OUTBOX), export(SharingRequest::Outbox), idle && pending) }
                    { button_if(Kind::Plain, lang.say(t::EVERYTHING), export(SharingRequest::Everything), idle) }
                    { button_if(Kind::Plain, lang.say(t::TAKE_IN), choose, idle) }
                </p>
                if !pending { <p class="muted">{ lang.say(t::OUTBOX_NONE) }</p> }
                { shown(&stage) }
            </>
        },
    )
}

fn shown(stage: &Stage) -> Html {
    match stage {
        Stage::Idle => Html::default(),
        Stage::Running(text) => loading(text),
        Stage::Unusable(text) => html! { <p class="field-error" role="alert">{ text }</p> },
        Stage::Failed(failure) => html! { <ErrorBox failure={failure.clone()} /> },
        Stage::Done(lines) => html! {
            <div role="status">{ for lines.iter().map(|line| html! { <p key={line.clone()}>{ line }</p> }) }</div>
        },
    }
}

fn saved(name: &str, bytes: Vec<u8>, events: u64, lang: Lang) -> Stage {
    if !files::save(name, files::JSON, &[bytes]) {
        return Stage::Unusable(lang.say(t::REFUSED).to_owned());
    }
    let said = fill(lang.say(t::EXPORTED), &[name, &grouped(events)]);
    notices::done(said.clone());
    Stage::Done(vec![["✓ ", &said].concat()])
}

async fn take_in(file: &File, lang: Lang) -> Stage {
    let name = file.name();
    let unusable = |words: Words, why: &str| Stage::Unusable(fill(lang.say(words), &[&name, why]));
    if file.size() <= 0.0 {
        return unusable(t::EMPTY_FILE, "");
    }
    if file.size() > MOST {
        return unusable(t::TOO_LARGE, "");
    }
    let bytes = match files::read_all(file).await {
        Ok(bytes) => bytes,
        Err(why) => return unusable(t::UNREADABLE, &why),
    };
    match sharing::ask(SharingRequest::TakeIn(bytes)).await {
        Ok(SharingReply::TakenIn {
            objects,
            added,
            quarantined,
            waiting,
        }) => {
            let first = fill(
                lang.say(t::TAKEN_IN),
                &[&name, &grouped(objects), &grouped(added)],
            );
            let mut lines = vec![["✓ ", &first].concat()];
            for (words, count) in [
                (t::TAKEN_QUARANTINED, quarantined),
                (t::TAKEN_WAITING, waiting),
            ] {
                if count > 0 {
                    lines.push(fill(lang.say(words), &[&grouped(count)]));
                }
            }
            Stage::Done(lines)
        }
        Ok(_) => Stage::Idle,
        Err(why) => Stage::Failed(Rc::new(why)),
    }
}
