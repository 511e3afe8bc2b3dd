//! Looking through a document: what adopting it would move, or what is wrong with it.

use super::changes::Changes;
use super::json::Json;
use super::texts as t;
use crate::components::error_box::ErrorBox;
use crate::components::progress::progress;
use crate::i18n::{Say, common, fill};
use crate::pages::import::working::use_engine_progress;
use crate::platform::engine;
use crate::prelude::*;
use crate::state::use_lang;
use huiyin_protocol::report::ChangeView;
use huiyin_protocol::rulebook::{DocumentFault, Looked};
use huiyin_protocol::{Answer, Failure, FailureKind, Reply, Request};
use huiyin_rules::Lang;
use std::cell::Cell;
use std::rc::Rc;

/// Lines shown before and after a wrong one.
const AROUND: usize = 2;

/// How it stands.
#[derive(Clone, PartialEq)]
pub enum State {
    /// Not asked, or asked for something else.
    Idle,
    /// Under way.
    Running,
    /// To be stopped, not stopped yet.
    Stopping,
    /// Stopped by the person.
    Stopped,
    /// It could not be looked through.
    Failed(Rc<Failure>),
    /// The document is wrong.
    Wrong(Rc<DocumentFault>),
    /// What it moves.
    Good(Rc<ChangeView>),
}

impl State {
    /// Whether the engine is at work for it.
    pub fn is_running(&self) -> bool {
        matches!(self, State::Running | State::Stopping)
    }
}

/// The work and its outcome.
#[derive(Clone)]
pub struct Looking {
    /// How it stands.
    pub state: UseStateHandle<State>,
    work: Rc<Work>,
}

/// Outlives the page by the answer still to come.
#[derive(Default)]
struct Work {
    /// Counts askings; an answer to an earlier one is not wanted any more.
    turn: Cell<u32>,
    running: Cell<bool>,
}

/// Looks through documents; stops when the page is left.
#[hook]
pub fn use_looking() -> Looking {
    let state = use_state_eq(|| State::Idle);
    let work = use_memo((), |()| Work::default());
    {
        let work = work.clone();
        use_effect_with((), move |()| {
            move || {
                if work.running.get() {
                    stop();
                }
            }
        });
    }
    Looking { state, work }
}

fn stop() {
    engine::ask_then(Request::Cancel, |_| {});
}

impl Looking {
    /// Asks; an answer that is neither a look nor a failure goes to `other`.
    pub fn ask(&self, request: Request, other: impl FnOnce(Reply) + 'static) {
        if self.work.running.get() {
            stop();
        }
        let turn = self.work.turn.get().wrapping_add(1);
        self.work.turn.set(turn);
        self.work.running.set(true);
        self.state.set(State::Running);
        let (state, work) = (self.state.clone(), self.work.clone());
        engine::ask_then(request, move |answer: Answer| {
            if work.turn.get() != turn {
                return;
            }
            work.running.set(false);
            match answer {
                Ok(Reply::Looked(Looked::Good(view))) => state.set(State::Good(Rc::new(*view))),
                Ok(Reply::Looked(Looked::Wrong(fault))) => state.set(State::Wrong(Rc::new(fault))),
                Ok(reply) => other(reply),
                Err(failure) if failure.kind == FailureKind::Cancelled => state.set(State::Stopped),
                Err(failure) => state.set(State::Failed(Rc::new(failure))),
            }
        });
    }

    /// Stops what is under way; the answer says that it stopped.
    pub fn cancel(&self) {
        stop();
        self.state.set(State::Stopping);
    }

    /// Drops the outcome: it is not about what is asked now.
    pub fn forget(&self) {
        self.work.turn.set(self.work.turn.get().wrapping_add(1));
        if self.work.running.replace(false) {
            stop();
        }
        self.state.set(State::Idle);
    }
}

/// Properties of [`LookingView`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// How it stands.
    pub state: State,
    /// What was looked through, to quote the wrong line of.
    pub document: Rc<String>,
    /// Stops it; `None` while it is being put in force, which is not stopped half way.
    pub cancel: Option<Callback<()>>,
}

/// How it stands, for the person.
#[component]
pub fn LookingView(props: &Props) -> Html {
    let lang = use_lang();
    let (done, total) = use_engine_progress(props.state.is_running());
    match &props.state {
        State::Idle => Html::default(),
        State::Running => {
            let label = if props.cancel.is_some() {
                t::LOOKING
            } else {
                t::ADOPTING
            };
            progress(lang.say(label), done, total, props.cancel.clone(), lang)
        }
        State::Stopping => progress(lang.say(t::STOPPING), done, total, None, lang),
        State::Stopped => html! { <p role="status">{ lang.say(t::STOPPED) }</p> },
        State::Failed(failure) => html! { <ErrorBox failure={failure.clone()} /> },
        State::Wrong(fault) => wrong(fault, &props.document, lang),
        State::Good(view) => html! { <Changes view={view.clone()} /> },
    }
}

fn wrong(fault: &DocumentFault, document: &str, lang: Lang) -> Html {
    // Where it is no JSON at all, our own reader says so in the person's words.
    let (line, text, at) = match Json::parse(document) {
        Err(ours) => (Some(ours.line), lang.say(ours.why), ""),
        Ok(_) => (fault.line, fault.text.as_str(), fault.at.as_str()),
    };
    html! {
        <div class="error-box" role="alert">
            <p class="error-title">{ lang.say(t::WRONG) }</p>
            <p>
                if let Some(line) = line {
                    <strong>{ fill(lang.say(t::WRONG_LINE), &[&line.to_string()]) }{ lang.say(common::COLON) }</strong>
                }
                { text }
            </p>
            if !at.is_empty() {
                <p class="muted">{ fill(lang.say(t::WRONG_AT), &[at]) }</p>
            }
            if let Some(line) = line {
                { quoted(document, line as usize) }
            }
            <p>{ lang.say(t::WRONG_HINT) }</p>
        </div>
    }
}

/// The wrong line with those around it, numbered.
fn quoted(document: &str, wrong: usize) -> Html {
    html! {
        <pre class="rules-quote" tabindex="0">
            { for around(document, wrong).into_iter().map(|(number, text)| html! {
                <div key={number} class={if number == wrong { "is-wrong" } else { "" }}>
                    <span class="muted">{ number }{ if number == wrong { " ▶ " } else { "   " } }</span><code>{ text }</code>
                </div>
            }) }
        </pre>
    }
}

fn around(document: &str, wrong: usize) -> Vec<(usize, &str)> {
    let lines = (1_usize..).zip(document.lines());
    lines
        .filter(|(number, _)| number.abs_diff(wrong) <= AROUND)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wrong_line_is_quoted_with_its_neighbours() {
        let document = "a\nb\nc\nd\ne\nf";
        assert_eq!(around(document, 1), [(1, "a"), (2, "b"), (3, "c")]);
        assert_eq!(
            around(document, 5),
            [(3, "c"), (4, "d"), (5, "e"), (6, "f")]
        );
        assert_eq!(around("", 3), []);
    }
}
