//! 测评窗口: opened for some suggestions; who has rated and who has not; totals after it.

mod open;
mod texts;
mod window;

use crate::app::nav;
use crate::components::button::{Kind, button, button_if, click};
use crate::components::dialog::Dialog;
use crate::components::empty::empty;
use crate::i18n::{Say, common, day, fill, grouped};
use crate::pages::{asked, page_head};
use crate::platform::engine;
use crate::prelude::*;
use crate::route::Search;
use crate::state::{notices, use_ask, use_session, use_workspace};
use huiyin_protocol::rulebook::WindowView;
use huiyin_protocol::{Reply, Request};
use huiyin_rules::{Lang, Role};
use texts as t;

/// Properties of [`Windows`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What the address asks for; nothing so far.
    pub search: Search,
}

/// What stands over the page.
#[derive(Clone, PartialEq)]
enum Over {
    Nothing,
    Open,
    Close(WindowView),
}

/// The page.
#[component]
pub fn Windows(_props: &Props) -> Html {
    let session = use_session();
    let lang = session.lang;
    let workspace = use_workspace();
    let answer = use_ask(Some(Request::Windows));
    let over = use_state_eq(|| Over::Nothing);
    let busy = use_state_eq(|| false);
    let is_office = session.acting().role == Role::Office;
    let today = day::parse(&workspace.today);

    let open = {
        let over = over.clone();
        Callback::from(move |()| over.set(Over::Open))
    };
    let shut = {
        let over = over.clone();
        Callback::from(move |()| over.set(Over::Nothing))
    };
    let close = {
        let over = over.clone();
        Callback::from(move |view: WindowView| over.set(Over::Close(view)))
    };
    let really_close = {
        let (over, busy) = (over.clone(), busy.clone());
        Callback::from(move |view: WindowView| {
            if *busy {
                return;
            }
            busy.set(true);
            let (over, busy) = (over.clone(), busy.clone());
            engine::ask_then(Request::WindowClose(view.id.clone()), move |answer| {
                busy.set(false);
                over.set(Over::Nothing);
                match answer {
                    Ok(_) => notices::done(fill(lang.say(t::CLOSED), &[&view.title])),
                    Err(failure) => notices::failure(&failure),
                }
            });
        })
    };
    let tools = if is_office {
        button(Kind::Primary, lang.say(t::OPEN_ONE), click(open.clone()))
    } else {
        Html::default()
    };
    let body = match answer.reply.as_deref() {
        Some(Reply::Windows(all)) if answer.failure.is_none() => {
            if all.is_empty() {
                let hint = if is_office {
                    t::NONE_OFFICE
                } else {
                    t::NONE_OTHER
                };
                let action = if is_office {
                    button(Kind::Plain, lang.say(t::OPEN_ONE), click(open))
                } else {
                    Html::default()
                };
                empty(lang.say(t::NONE), lang.say(hint), action)
            } else {
                html! {
                    <>
                        { for all.iter().map(|view| window::window(view, today, is_office.then_some(&close), lang)) }
                    </>
                }
            }
        }
        _ => asked(&answer, lang),
    };
    html! {
        <div class="page windows-page">
            { page_head(lang.say(nav::WINDOWS), tools) }
            <p class="muted windows-intro">{ lang.say(t::INTRO) }</p>
            if !is_office { <p class="muted">{ lang.say(t::OFFICE_ONLY) }</p> }
            { body }
            { match &*over {
                Over::Nothing => Html::default(),
                Over::Open => html! { <open::Open on_close={shut} /> },
                Over::Close(view) => confirm(view, &really_close, &shut, *busy, lang),
            } }
        </div>
    }
}

fn confirm(
    view: &WindowView,
    yes: &Callback<WindowView>,
    no: &Callback<()>,
    busy: bool,
    lang: Lang,
) -> Html {
    let (asked, given) = view.opinions;
    let missing = grouped(u64::from(asked.saturating_sub(given)));
    let what = fill(
        lang.say(t::CLOSE_WHAT),
        &[&view.title, &day::iso(view.closes), &missing],
    );
    let on_yes = {
        let (yes, view) = (yes.clone(), view.clone());
        Callback::from(move |()| yes.emit(view.clone()))
    };
    html! {
        <Dialog title={lang.say(t::CLOSE_ASK)} on_close={no.clone()}>
            <p>{ what }</p>
            <div class="form-foot">
                { button(Kind::Plain, lang.say(common::CANCEL), click(no.clone())) }
                { button_if(Kind::Primary, lang.say(t::CLOSE_NOW), click(on_yes), !busy) }
            </div>
        </Dialog>
    }
}
