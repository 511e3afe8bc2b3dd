//! The workspace as a bundle, part by part.

use super::super::part;
use super::super::texts as t;
use crate::components::button::{Kind, button_if};
use crate::components::error_box::ErrorBox;
use crate::components::progress::progress;
use crate::i18n::{Say, fill, grouped};
use crate::platform::{engine, files};
use crate::prelude::*;
use crate::state::{notices, use_lang, use_workspace};
use huiyin_protocol::{Failure, Reply, Request};
use huiyin_rules::Lang;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// How far an export is.
#[derive(Clone, PartialEq)]
enum Stage {
    Idle,
    Running(u64, u64),
    Stopped,
    /// The browser refused the file.
    Unsaved,
    Failed(Rc<Failure>),
    Done(String),
}

/// The part of the page.
#[component]
pub fn Export() -> Html {
    let lang = use_lang();
    part(
        lang.say(t::EXPORT),
        lang.say(t::EXPORT_INTRO),
        html! { <ExportButton primary=true /> },
    )
}

/// Properties of [`ExportButton`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// It is the main thing to do here.
    #[prop_or_default]
    pub primary: bool,
}

/// The button with its progress and outcome; also stands where everything is about to be removed.
#[component]
pub fn ExportButton(props: &Props) -> Html {
    let lang = use_lang();
    let workspace = use_workspace();
    let stage = use_state_eq(|| Stage::Idle);
    let stop = use_mut_ref(|| Rc::new(Cell::new(false)));
    {
        let stop = stop.clone();
        // Leaving the page stops it: nobody would get the file.
        use_effect_with((), move |()| move || stop.borrow().set(true));
    }
    let begin = {
        let (stage, stop) = (stage.clone(), stop.clone());
        let file = file_name(&workspace.name, &workspace.today, lang);
        Callback::from(move |_: MouseEvent| {
            let stopped = Rc::new(Cell::new(false));
            stop.replace(stopped.clone());
            stage.set(Stage::Running(0, 0));
            let (stage, file) = (stage.clone(), file.clone());
            spawn_local(async move {
                let told = stage.clone();
                let outcome = run(&file, lang, &stopped, move |done, total| {
                    told.set(Stage::Running(done, total))
                })
                .await;
                if let Stage::Done(text) = &outcome {
                    notices::done(text.clone());
                }
                stage.set(outcome);
            });
        })
    };
    let cancel = Callback::from(move |()| stop.borrow().set(true));
    let kind = if props.primary {
        Kind::Primary
    } else {
        Kind::Plain
    };
    let is_running = matches!(*stage, Stage::Running(..));
    html! {
        <div class="settings-work">
            { button_if(kind, lang.say(t::EXPORT_DO), begin, !is_running && workspace.events > 0) }
            if workspace.events == 0 {
                <p class="muted">{ lang.say(t::NOTHING_YET) }</p>
            }
            { match &*stage {
                Stage::Idle => Html::default(),
                Stage::Running(done, total) => progress(lang.say(t::EXPORTING), *done, *total, Some(cancel), lang),
                Stage::Stopped => html! { <p role="status">{ lang.say(t::EXPORT_STOPPED) }</p> },
                Stage::Unsaved => html! { <p class="field-error" role="alert">{ lang.say(t::EXPORT_REFUSED) }</p> },
                Stage::Failed(failure) => html! { <ErrorBox failure={failure.clone()} /> },
                Stage::Done(text) => html! { <p class="settings-done" role="status">{ "✓ " }{ text }</p> },
            } }
        </div>
    }
}

async fn run(file: &str, lang: Lang, stopped: &Cell<bool>, tell: impl Fn(u64, u64)) -> Stage {
    let mut parts = Vec::new();
    let mut from = 0;
    loop {
        match engine::ask(Request::BundleExport { from }).await {
            Ok(Reply::BundlePart {
                bytes,
                next,
                done,
                total,
            }) => {
                parts.push(bytes);
                if stopped.get() {
                    return Stage::Stopped;
                }
                tell(done, total);
                let Some(next) = next else {
                    return if files::save(file, files::JSON, &parts) {
                        Stage::Done(fill(lang.say(t::EXPORTED), &[file, &grouped(total)]))
                    } else {
                        Stage::Unsaved
                    };
                };
                from = next;
            }
            Ok(_) => return Stage::Idle,
            Err(failure) => return Stage::Failed(Rc::new(failure)),
        }
    }
}

/// 工作区_2026-11-22.huiyin.json
fn file_name(workspace: &str, today: &str, lang: Lang) -> String {
    let name = if workspace.is_empty() {
        lang.say(t::BUNDLE)
    } else {
        workspace
    };
    // What file systems do not take.
    let name = name.replace(['/', '\\', ':', '*', '?', '"', '<', '>', '|'], "-");
    [name.as_str(), "_", today, ".huiyin.json"].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_says_whose_it_is_and_of_which_day() {
        assert_eq!(
            file_name("马龙区/人大", "2026-11-22", Lang::Zh),
            "马龙区-人大_2026-11-22.huiyin.json"
        );
        assert_eq!(
            file_name("", "2026-11-22", Lang::Zh),
            "数据包_2026-11-22.huiyin.json"
        );
    }
}
