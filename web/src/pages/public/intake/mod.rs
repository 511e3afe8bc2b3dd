//! 收件: what the server received for the office comes in, what became of it goes back; by
//! itself while the inbox is open, or by hand. Without a server voices come as files.

mod aside;
mod by_file;
mod desk;
mod round;
mod switch;
mod texts;

pub use desk::{ask_desk, use_desk};

use super::outcome::outcome;
use crate::components::button::{Kind as Button, button, button_if};
use crate::components::empty::loading;
use crate::components::error_box::ErrorBox;
use crate::i18n::{Say, fill, grouped};
use crate::platform::dom;
use crate::prelude::*;
use crate::state::use_lang;
use aside::Aside;
use by_file::ByFile;
use gloo_timers::callback::Interval;
use huiyin_protocol::Failure;
use huiyin_protocol::sharing::DeskStatus;
use huiyin_rules::Lang;
use round::{Done, Step};
use std::rc::Rc;
use switch::Switch;
use texts as t;
use wasm_bindgen_futures::spawn_local;

/// Milliseconds between two rounds, as often as the workspace syncs.
const EVERY: u32 = 30_000;

/// The panel above the inbox.
#[component]
pub fn Intake() -> Html {
    let lang = use_lang();
    let desk = use_desk();
    let step = use_state_eq(|| None::<Step>);
    let done = use_state_eq(|| None::<Rc<Done>>);
    let failure = use_state_eq(|| None::<Rc<Failure>>);
    let asking = use_state_eq(|| false);
    let under_way = use_mut_ref(|| false);
    let run = {
        let (step, done, failure) = (step.setter(), done.setter(), failure.setter());
        let look = desk.look.clone();
        use_callback((), move |codes_too: bool, ()| {
            if std::mem::replace(&mut *under_way.borrow_mut(), true) {
                return;
            }
            let (step, done, failure) = (step.clone(), done.clone(), failure.clone());
            let (under_way, look) = (under_way.clone(), look.clone());
            spawn_local(async move {
                let said = step.clone();
                let result = round::round(codes_too, move |now| said.set(Some(now))).await;
                step.set(None);
                under_way.replace(false);
                match result {
                    Ok(what) => {
                        failure.set(None);
                        done.set(Some(Rc::new(what)));
                    }
                    Err(why) => failure.set(Some(Rc::new(why))),
                }
                look.emit(());
            });
        })
    };
    let open = desk.status.as_ref().is_some_and(|status| status.open);
    {
        let run = run.clone();
        use_effect_with(open, move |open| {
            let repeated = open.then(|| {
                run.emit(false);
                Interval::new(EVERY, move || {
                    if dom::document().is_some_and(|document| !document.hidden()) {
                        run.emit(false);
                    }
                })
            });
            move || drop(repeated)
        });
    }
    let ask = |on: bool| {
        let asking = asking.setter();
        Callback::from(move |()| asking.set(on))
    };
    let busy = step.is_some();
    let take = run.reform(|_: MouseEvent| true);
    let tools = match &desk.status {
        Some(status) => html! {
            <>
                if status.open { { button_if(Button::Plain, lang.say(t::TAKE_NOW), take, !busy) } }
                { button(Button::Plain, lang.say(if status.open { t::SETTINGS } else { t::OPEN }), ask(true).reform(|_: MouseEvent| ())) }
            </>
        },
        None => Html::default(),
    };
    let inside = match &desk.status {
        Some(status) => on_server(
            status,
            *step,
            done.as_deref(),
            &run.reform(|()| false),
            lang,
        ),
        None if desk.failure.is_some() => Html::default(),
        None if !desk.is_settled => loading(lang.say(t::ASKING)),
        // Folded: it is said once, and the inbox stands below.
        None => html! {
            <details class="pub-more"><summary>{ lang.say(t::NO_SERVER_SHORT) }</summary><p>{ lang.say(t::NO_SERVER) }</p></details>
        },
    };
    html! {
        <section class="panel pub-intake" aria-labelledby="intake">
            <div class="panel-head"><h2 id="intake">{ lang.say(t::INTAKE) }</h2>
                if let Some(status) = &desk.status { { state(status, lang) } }
                <div class="page-tools">{ tools }</div></div>
            <div class="panel-body pub-part">
                { inside }
                if let Some(failure) = &desk.failure { <ErrorBox failure={failure.clone()} again={desk.look.clone()} /> }
                if let Some(failure) = &*failure { <ErrorBox failure={failure.clone()} again={run.reform(|()| true)} /> }
                <ByFile />
            </div>
            if let (true, Some(status)) = (*asking, &desk.status) {
                <Switch status={status.clone()} ask={desk.ask.clone()} on_close={ask(false)} on_open={run.reform(|()| true)} />
            }
        </section>
    }
}

/// Whether it is open, in words and shape.
fn state(status: &DeskStatus, lang: Lang) -> Html {
    let (class, shape, words) = if status.open {
        ("tag tag-end", "●", t::IS_OPEN)
    } else {
        ("tag tag-off", "○", t::IS_CLOSED)
    };
    html! { <span class={class}><span aria-hidden="true">{ shape }</span>{ " " }{ lang.say(words) }</span> }
}

/// What could not be read, each by the beginning of the long name the server has for it.
fn brief(refused: &[(String, String)]) -> Vec<(String, String)> {
    let short = |id: &str| match id.get(..8) {
        Some(start) if id.len() > 16 => [start, "…"].concat(),
        _ => id.to_owned(),
    };
    let all = refused.iter();
    all.map(|(id, why)| (short(id), why.clone())).collect()
}

/// How it stands on the server, and what the last round did.
fn on_server(
    status: &DeskStatus,
    step: Option<Step>,
    done: Option<&Done>,
    again: &Callback<()>,
    lang: Lang,
) -> Html {
    if !status.open {
        return html! { <p>{ lang.say(t::CLOSED_HINT) }</p> };
    }
    let line = match (step, done) {
        (Some(step), _) => step.say(lang),
        (None, Some(done)) => fill(
            lang.say(t::LAST),
            &[
                &done.at,
                &grouped(done.taken.into()),
                &grouped(done.told.into()),
            ],
        ),
        (None, None) => String::new(),
    };
    let waiting = grouped(status.waiting.into());
    html! {
        <>
            <p class="pub-line" role="status">
                <span>{ fill(lang.say(t::WAITING), &[&waiting]) }</span>
                <span class="muted">{ line }</span>
            </p>
            if !status.forgetful { <p class="muted">{ lang.say(t::REMEMBERS) }</p> }
            if let Some(done) = done.filter(|done| !done.refused.is_empty()) {
                <details class="pub-more" open=true>
                    <summary>{ fill(lang.say(t::REFUSED), &[&done.refused.len().to_string()]) }</summary>
                    { outcome(done.taken, &brief(&done.refused), lang) }
                    if !done.unread.is_empty() { <Aside ids={done.unread.clone()} on_done={again.clone()} /> }
                </details>
            }
        </>
    }
}
