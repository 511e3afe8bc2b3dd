//! One poll, step by step: what is to be done now in sight, everything else within reach.
//!
//! The steps are named in `steps`; `bar` holds the one action of the phase.

mod annul;
mod bar;
mod board;
mod check_in;
mod count;
mod prepare;
mod result;
mod result_sheet;
mod seal_box;
mod steps;
mod tablets;
mod take;
mod texts;
mod void;

use super::asking::use_poll_ask;
use super::cards::{self, Deal, use_dealt};
use super::printing::{Paper, page_class};
use super::room::{Room, use_room};
use super::{mark, paper};
use crate::components::printing::use_printing;
use crate::i18n::{Say, fill};
use crate::pages::page_head;
use crate::pages::unanswered;
use crate::prelude::*;
use crate::route::{self, Route, Search};
use crate::state::use_session;
use huiyin_protocol::poll::{PollAsk, PollReply, PollView};
use huiyin_rules::{Lang, Role};
use std::rc::Rc;
use texts as t;

/// What the parts of the page get.
#[derive(Clone, PartialEq, Properties)]
pub struct Known {
    /// The poll.
    pub view: Rc<PollView>,
    /// Takes a newer one, as orders bring it.
    pub take: Callback<PollReply>,
    /// Asks for it again.
    pub again: Callback<()>,
    /// How it stands on the server.
    pub room: Room,
}

/// Properties of [`Poll`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Which one.
    pub id: String,
    /// The step to show; empty for the one it is at.
    pub step: String,
}

/// The page.
#[component]
pub fn Poll(props: &Props) -> Html {
    let session = use_session();
    let lang = session.lang;
    let is_office = session.acting().role == Role::Office;
    let answer = use_poll_ask(Some(PollAsk::Show(props.id.clone())));
    let view = match answer.reply.as_deref() {
        Some(PollReply::Poll(view)) => Some(view),
        _ => None,
    };
    let phase = view.map_or("", |view| view.phase.0.as_str());
    let room = use_room(&props.id, phase, is_office);
    let (paper, print) = use_printing::<Paper>();
    let dealt = use_dealt(&props.id);
    let Some(view) = view else {
        return html! {
            <div class="page polls-page">
                { page_head(lang.say(super::texts::POLL), leave(lang)) }
                { unanswered(&answer, lang) }
            </div>
        };
    };
    let known = Known {
        view: Rc::new((**view).clone()),
        take: answer.take.clone(),
        again: answer.again.clone(),
        room: room.clone(),
    };
    let chosen = steps::chosen(view, &props.step);
    let step = match chosen {
        "deal" => html! { <Deal known={known.clone()} dealt={dealt.clone()} {print} /> },
        "vote" => html! {
            <>
                <check_in::CheckIn known={known.clone()} />
                <tablets::Tablets known={known.clone()} />
            </>
        },
        "close" => html! {
            <>
                if view.cards.is_some() {
                    <void::Void known={known.clone()} />
                    <take::Take known={known.clone()} />
                }
                <paper::Paper known={known.clone()} />
            </>
        },
        "fix" => html! { <seal_box::SealBox known={known.clone()} /> },
        "count" => html! { <count::Count known={known.clone()} /> },
        "declare" => html! {
            <>
                { result::result(view, lang) }
                <board::Board known={known.clone()} {print} office={is_office} />
            </>
        },
        _ => prepare::prepare(view, is_office, lang),
    };
    html! {
        <div class={page_class(paper)}>
            { page_head(&view.draft.title, tools(view, is_office, lang)) }
            <p class="poll-about">
                { mark::phase(&view.phase) }
                <span class="muted">{ about(view, lang) }</span>
            </p>
            if let Some(why) = &view.annulled {
                <p class="poll-note" role="note">{ fill(lang.say(t::ANNULLED), &[why]) }</p>
            }
            if is_office {
                { steps::steps(view, chosen, lang) }
                { told(view, lang) }
                { step }
                <bar::Bar known={known.clone()} at={chosen} in_hand={dealt.is_some()} />
                <annul::Annul {known} />
            } else if view.declared.is_some() {
                { result::result(view, lang) }
                { prepare::prepare(view, false, lang) }
            } else {
                <p class="muted">{ lang.say(t::NOT_DECLARED) }</p>
            }
            { paper.map_or_else(Html::default, |paper| match &dealt {
                Some(dealt) => cards::paper(paper, view, dealt, room.address(), lang),
                None => result_sheet::paper(paper, view, lang),
            }) }
        </div>
    }
}

fn leave(lang: Lang) -> Html {
    route::link(
        &Route::Polls(Search::default()),
        "btn",
        html! { lang.say(t::ALL) },
    )
}

fn tools(view: &PollView, is_office: bool, lang: Lang) -> Html {
    let screen = Route::PollScreen(view.id.clone());
    html! {
        <>
            if is_office && view.phase.0 == "planned" {
                { route::link(&Route::PollPlan(Some(view.id.clone()), Search::default()), "btn", html! { lang.say(t::CHANGE) }) }
            }
            if is_office { { route::link(&screen, "btn", html! { lang.say(t::SCREEN) }) } }
            { leave(lang) }
        </>
    }
}

/// The poll in one line.
fn about(view: &PollView, lang: Lang) -> String {
    let present = view.roll.iter().filter(|(_, way)| way.is_some()).count();
    fill(
        lang.say(t::ABOUT),
        &[
            &view.draft.body,
            &view.draft.on,
            &view.kind,
            &present.to_string(),
            &view.roll.len().to_string(),
        ],
    )
}

/// What the office should know, and what is still to be done.
fn told(view: &PollView, lang: Lang) -> Html {
    let is_over = matches!(view.phase.0.as_str(), "declared" | "annulled");
    let remaining: &[String] = match view.phase.0.as_str() {
        "closed" | "fixed" => &view.remaining,
        _ => &[],
    };
    let list = |class, shape: &str, title, lines: &[String]| {
        if lines.is_empty() || is_over {
            return Html::default();
        }
        html! {
            <div class={class} role="note">
                <p><strong><span aria-hidden="true">{ shape }</span>{ " " }{ lang.say(title) }</strong></p>
                <ul class="poll-list">{ for lines.iter().map(|line| html! { <li>{ line }</li> }) }</ul>
            </div>
        }
    };
    html! {
        <>
            { list("poll-note is-warn", "▲", t::WARNINGS, &view.warnings) }
            { list("poll-note", "○", t::REMAINING, remaining) }
            if view.anomalies > 0 {
                <p class="poll-note is-warn" role="note">{ "▲ " }{ fill(lang.say(t::ANOMALIES), &[&view.anomalies.to_string()]) }</p>
            }
        </>
    }
}
