//! 意见征集: asking citizens a few questions for some days, and what they answered.

mod filled;
mod filling;
mod one;
mod preview;
mod questions;
mod summary;
mod texts;

pub use filling::DriveNew;
pub use one::Drive;

use super::asking::use_public_ask;
use crate::app::nav;
use crate::components::empty::empty;
use crate::i18n::{Say, grouped};
use crate::pages::page_head;
use crate::pages::unanswered;
use crate::prelude::*;
use crate::route::{self, Route};
use crate::state::use_session;
use huiyin_protocol::public::{DriveRow, PublicAsk, PublicReply};
use huiyin_rules::{Lang, Role};
use texts as t;

/// The page with the list.
#[component]
pub fn Drives() -> Html {
    let session = use_session();
    let lang = session.lang;
    let is_office = session.acting().role == Role::Office;
    let answer = use_public_ask(Some(PublicAsk::Drives));
    let begin = |class| {
        if is_office {
            route::link(&Route::DriveNew, class, html! { lang.say(nav::DRIVE_NEW) })
        } else {
            Html::default()
        }
    };
    let body = match answer.reply.as_deref() {
        Some(PublicReply::Drives(rows)) if rows.is_empty() => {
            let hint = if is_office {
                t::NONE_HINT
            } else {
                t::NONE_OTHER
            };
            empty(lang.say(t::NONE), lang.say(hint), begin("btn"))
        }
        Some(PublicReply::Drives(rows)) => table(rows, is_office, lang),
        _ => unanswered(&answer, lang),
    };
    html! {
        <div class="page pub-page" aria-busy={answer.loading.then_some("true")}>
            { page_head(lang.say(nav::DRIVES), begin("btn btn-primary")) }
            <p class="muted pub-intro">{ lang.say(t::INTRO) }</p>
            { body }
        </div>
    }
}

/// Whether answers are taken today, in words and shape.
fn state(row: &DriveRow, lang: Lang) -> Html {
    let (class, shape, words) = if row.open {
        ("tag tag-end", "●", t::IS_OPEN)
    } else {
        ("tag tag-off", "○", t::IS_CLOSED)
    };
    html! { <span class={class}><span aria-hidden="true">{ shape }</span>{ " " }{ lang.say(words) }</span> }
}

fn table(rows: &[DriveRow], is_office: bool, lang: Lang) -> Html {
    // Who may not know how many answered is shown no column of noughts.
    let counted = rows.iter().any(|row| row.answers.is_some());
    let heads = [t::DRIVE, t::DAYS, t::STATE, t::ANSWERS];
    let heads = heads.into_iter().take(if counted { 4 } else { 3 });
    html! {
        <div class="panel">
            <div class="scroll" tabindex="0" role="region" aria-labelledby="page-title">
                <table class="table pub-table">
                    <thead><tr>
                        { for heads.map(|words| html! { <th scope="col">{ lang.say(words) }</th> }) }
                    </tr></thead>
                    <tbody>{ for rows.iter().map(|row| html! {
                        <tr key={row.id.clone()}>
                            <th scope="row">
                                // What was answered is the office's to read.
                                if is_office { { route::link(&Route::Drive(row.id.clone()), "pub-title", html! { &row.title }) } } else { { &row.title } }
                            </th>
                            <td class="pub-day" data-label={lang.say(t::DAYS)}>{ days(row) }</td>
                            <td data-label={lang.say(t::STATE)}>{ state(row, lang) }</td>
                            if let Some(answers) = row.answers { <td data-label={lang.say(t::ANSWERS)}>{ grouped(answers.into()) }</td> }
                        </tr>
                    }) }</tbody>
                </table>
            </div>
        </div>
    }
}

/// From which day to which.
fn days(row: &DriveRow) -> String {
    [row.opens.as_str(), " – ", &row.closes].concat()
}
