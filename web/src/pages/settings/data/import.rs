//! A bundle taken in, part by part. What is already here is passed over by the
//! engine, so stopping and beginning again is safe.

use super::super::part;
use super::super::texts as t;
use crate::components::button::{Kind, button_if};
use crate::components::error_box::ErrorBox;
use crate::components::progress::progress;
use crate::i18n::{Say, fill, grouped};
use crate::platform::{engine, files};
use crate::prelude::*;
use crate::state::{notices, use_lang};
use huiyin_protocol::workspace::BundleSummary;
use huiyin_protocol::{Failure, FailureKind, Reply, Request};
use huiyin_rules::Lang;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{File, HtmlElement, HtmlInputElement};

/// Bytes handed over at a time.
const PART: f64 = 1_048_576.0;

/// How far it is.
#[derive(Clone, PartialEq)]
enum Stage {
    Idle,
    /// Name, bytes done, of how many; whether it is to stop.
    Running(String, u64, u64, bool),
    /// In words: the file cannot be used.
    Unusable(String),
    /// In words: stopped, and what was kept.
    Stopped(String),
    Failed(Rc<Failure>),
    Done(String, BundleSummary),
}

/// The part of the page.
#[component]
pub fn Import() -> Html {
    let lang = use_lang();
    let stage = use_state_eq(|| Stage::Idle);
    let input = use_node_ref();
    let running = use_mut_ref(|| Rc::new(Cell::new(false)));
    {
        let running = running.clone();
        use_effect_with((), move |()| {
            move || {
                if running.borrow().get() {
                    engine::ask_then(Request::Cancel, |_| {});
                }
            }
        });
    }
    let on_file = {
        let (stage, running) = (stage.clone(), running.clone());
        Callback::from(move |event: Event| {
            let input = event
                .target()
                .and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            let Some(file) = input.and_then(|input| files::chosen(&input).into_iter().next())
            else {
                return;
            };
            let name = file.name();
            stage.set(Stage::Running(name.clone(), 0, file.size() as u64, false));
            let stage = stage.clone();
            let working = Rc::new(Cell::new(true));
            running.replace(working.clone());
            spawn_local(async move {
                let told = stage.clone();
                let shown = name.clone();
                let outcome = run(&file, lang, move |done, total| {
                    told.set(Stage::Running(shown.clone(), done, total, false))
                })
                .await;
                working.set(false);
                if let Stage::Done(name, _) = &outcome {
                    notices::done(fill(lang.say(t::IMPORTED), &[name]));
                }
                stage.set(outcome);
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
    let cancel = {
        let stage = stage.clone();
        Callback::from(move |()| {
            // The part under way answers that it was stopped and what it kept.
            engine::ask_then(Request::Cancel, |_| {});
            if let Stage::Running(name, done, total, _) = (*stage).clone() {
                stage.set(Stage::Running(name, done, total, true));
            }
        })
    };
    let is_running = matches!(*stage, Stage::Running(..));
    part(
        lang.say(t::IMPORT),
        lang.say(t::IMPORT_INTRO),
        html! {
            <div class="settings-work">
                <input ref={input} type="file" class="off-screen" accept=".json,application/json" tabindex="-1" aria-hidden="true" onchange={on_file} />
                { button_if(Kind::Plain, lang.say(t::IMPORT_DO), choose, !is_running) }
                { shown(&stage, cancel, lang) }
            </div>
        },
    )
}

fn shown(stage: &Stage, cancel: Callback<()>, lang: Lang) -> Html {
    match stage {
        Stage::Idle => Html::default(),
        Stage::Running(_, done, total, true) => {
            progress(lang.say(t::STOPPING), *done, *total, None, lang)
        }
        Stage::Running(name, done, total, false) => {
            // In kilobytes: bytes are many digits and say no more.
            let label = fill(lang.say(t::IMPORTING), &[name]);
            progress(
                &[label.as_str(), "（KB）"].concat(),
                done / 1024,
                total.div_ceil(1024),
                Some(cancel),
                lang,
            )
        }
        Stage::Unusable(text) => html! { <p class="field-error" role="alert">{ text }</p> },
        Stage::Stopped(text) => html! { <p role="status">{ text }</p> },
        Stage::Failed(failure) => html! { <ErrorBox failure={failure.clone()} /> },
        Stage::Done(name, sum) => {
            let numbers = [sum.events, sum.added, sum.known].map(grouped);
            html! {
                <div class="settings-done" role="status">
                    <p>{ "✓ " }{ fill(lang.say(t::IMPORTED), &[name]) }</p>
                    <p>{ fill(lang.say(t::IMPORTED_SUM), &[&numbers[0], &numbers[1], &numbers[2]]) }</p>
                </div>
            }
        }
    }
}

async fn run(file: &File, lang: Lang, tell: impl Fn(u64, u64)) -> Stage {
    let (name, size) = (file.name(), file.size());
    if size <= 0.0 {
        return Stage::Unusable(fill(lang.say(t::EMPTY_FILE), &[&name]));
    }
    let mut from = 0.0;
    loop {
        let to = if from + PART < size {
            from + PART
        } else {
            size
        };
        let bytes = match files::read_part(file, from, to).await {
            Ok(bytes) => bytes,
            Err(why) => return Stage::Unusable(fill(lang.say(t::UNREADABLE), &[&name, &why])),
        };
        let (first, last) = (from <= 0.0, to >= size);
        match engine::ask(Request::BundleImport { first, last, bytes }).await {
            Ok(Reply::BundleTaken(sum)) => return Stage::Done(name, sum),
            Ok(_) if last => return Stage::Idle,
            Ok(_) => {}
            Err(failure) if failure.kind == FailureKind::Cancelled => {
                return Stage::Stopped(failure.text);
            }
            Err(failure) => return Stage::Failed(Rc::new(failure)),
        }
        tell(to as u64, size as u64);
        from = to;
    }
}
