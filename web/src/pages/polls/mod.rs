//! 测评: votes on how satisfied a body is, from preparing one to declaring its result.
//!
//! - the list of polls: here and `list`
//! - preparing one: `plan`
//! - one poll, step by step: `poll`; its cards: `cards`; its paper ballots: `paper`
//! - the server it is held on: `room`; the big screen: `screen`

mod asking;
mod cards;
mod list;
mod mark;
mod paper;
mod plan;
mod poll;
mod printing;
mod room;
mod screen;
mod texts;

pub use plan::Plan;
pub use poll::Poll;
pub use screen::Screen;

use crate::app::nav;
use crate::components::empty::empty;
use crate::i18n::Say;
use crate::pages::{page_head, unanswered};
use crate::prelude::*;
use crate::route::{self, Route, Search};
use crate::state::use_session;
use asking::use_poll_ask;
use huiyin_protocol::poll::{PollAsk, PollReply};
use huiyin_rules::Role;
use texts as t;

/// The page with the list.
#[component]
pub fn Polls() -> Html {
    let session = use_session();
    let lang = session.lang;
    let is_office = session.acting().role == Role::Office;
    let answer = use_poll_ask(Some(PollAsk::List));
    let begin = |class| {
        let place = Route::PollPlan(None, Search::default());
        route::link(&place, class, html! { lang.say(t::BEGIN) })
    };
    let tools = if is_office {
        begin("btn btn-primary")
    } else {
        Html::default()
    };
    let body = match answer.reply.as_deref() {
        Some(PollReply::List(rows)) if rows.is_empty() => {
            let (hint, action) = if is_office {
                (t::NONE_OFFICE, begin("btn"))
            } else {
                (t::NONE_OTHER, Html::default())
            };
            empty(lang.say(t::NONE), lang.say(hint), action)
        }
        Some(PollReply::List(rows)) => list::list(rows, lang),
        _ => unanswered(&answer, lang),
    };
    html! {
        <div class="page polls-page">
            { page_head(lang.say(nav::POLLS), tools) }
            <p class="muted polls-intro">{ lang.say(t::INTRO) }</p>
            if !is_office { <p class="muted">{ lang.say(t::OFFICE_ONLY) }</p> }
            { cards::still_in_hand(lang) }
            { body }
        </div>
    }
}

/// A part of a page: heading, a sentence, what can be done.
fn part(id: &'static str, title: &str, intro: &str, tools: Html, inside: Html) -> Html {
    html! {
        <section key={id} class="panel" aria-labelledby={id}>
            <div class="panel-head"><h2 {id}>{ title }</h2><div class="page-tools">{ tools }</div></div>
            <div class="panel-body poll-part">
                if !intro.is_empty() {
                    <p class="muted poll-intro">{ intro }</p>
                }
                { inside }
            </div>
        </section>
    }
}
