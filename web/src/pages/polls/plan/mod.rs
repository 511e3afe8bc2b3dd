//! Preparing a poll, or preparing it otherwise while its cards are not dealt.

mod filled;
mod filling;
mod items;
mod kinds;
mod missing;
mod rule_set;
mod texts;
mod voters;

use super::asking::use_poll_ask;
use crate::app::nav;
use crate::components::form::Values;
use crate::i18n::{Say, fill};
use crate::pages::page_head;
use crate::pages::unanswered;
use crate::prelude::*;
use crate::route::{self, Route, Search};
use crate::state::{use_session, use_workspace};
use filling::Filling;
use huiyin_protocol::poll::{PollAsk, PollReply};
use huiyin_rules::{Lang, Role};
use std::rc::Rc;
use texts as t;

/// Properties of [`Plan`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Which one; a new one without.
    pub id: Option<String>,
    /// The poll that a new one repeats; empty for none.
    pub again: String,
}

/// The page.
#[component]
pub fn Plan(props: &Props) -> Html {
    let session = use_session();
    let workspace = use_workspace();
    let lang = session.lang;
    let choices = use_poll_ask(Some(PollAsk::Choices));
    let wanted = props.id.clone();
    let wanted = wanted.or_else(|| Some(props.again.clone()).filter(|id| !id.is_empty()));
    let earlier = use_poll_ask(wanted.clone().map(PollAsk::Show));
    let begun = match (earlier.reply.as_deref(), &wanted) {
        (_, None) => Some(Values::default().with("poll-on", workspace.today.as_str())),
        (Some(PollReply::Poll(view)), Some(id)) if view.id == *id => Some(if props.id.is_some() {
            filled::values(&view.draft)
        } else {
            let title = fill(lang.say(t::AGAIN_TITLE), &[&view.draft.title]);
            filled::values(&filled::repeat(view, title))
        }),
        _ => None,
    };
    let office = session.acting().role == Role::Office;
    let body = match (choices.reply.as_deref(), begun) {
        _ if !office => html! { <p class="muted">{ lang.say(super::texts::OFFICE_ONLY) }</p> },
        (Some(PollReply::Choices(choices)), Some(initial)) => html! {
            <Filling id={props.id.clone()} {initial} choices={Rc::new(choices.clone())} draft={draft_key(props)} />
        },
        (Some(PollReply::Choices(_)), None) => unanswered(&earlier, lang),
        _ => unanswered(&choices, lang),
    };
    html! {
        <div class="page polls-page">
            { page_head(lang.say(nav::POLL_PLAN), back(props.id.as_deref(), lang)) }
            { body }
        </div>
    }
}

/// Where unsaved input is kept: for each poll apart.
fn draft_key(props: &Props) -> String {
    match &props.id {
        Some(id) => ["poll-", id].concat(),
        None => ["poll-new-", &props.again].concat(),
    }
}

fn back(id: Option<&str>, lang: Lang) -> Html {
    let place = match id {
        Some(id) => Route::Poll(id.to_owned(), Search::default()),
        None => Route::Polls(Search::default()),
    };
    route::link(&place, "btn", html! { lang.say(t::LEAVE) })
}
