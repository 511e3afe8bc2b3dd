//! 工作台: what waits for the acting party, most urgent first.

mod texts;

use crate::components::chip;
use crate::components::empty::empty;
use crate::i18n::common as t;
use crate::i18n::{Say, day, fill, fill_number};
use crate::pages::{asked, page_head};
use crate::prelude::*;
use crate::route::{self, Route, Search};
use crate::state::session::party_name;
use crate::state::{use_ask, use_session, use_workspace};
use huiyin_protocol::ledger::{DeskSection, DeskView, LedgerRow};
use huiyin_protocol::{Reply, Request};
use huiyin_rules::Lang;

/// The page.
#[component]
pub fn Desk() -> Html {
    let session = use_session();
    let workspace = use_workspace();
    let lang = session.lang;
    let answer = use_ask(Some(Request::Desk));
    let body = match answer.reply.as_deref() {
        Some(Reply::Desk(_)) if workspace.suggestions == 0 && workspace.events == 0 => {
            nothing_yet(lang)
        }
        Some(Reply::Desk(view)) => {
            let who = party_name(session.acting(), lang);
            let today = view.today.map_or_else(|| workspace.today.clone(), day::iso);
            html! {
                <>
                    <p class="muted">{ fill(lang.say(texts::TODAY), &[&today, &who]) }</p>
                    { sections(view, lang) }
                </>
            }
        }
        _ => asked(&answer, lang),
    };
    html! {
        <div class="page">
            { page_head(lang.say(t::DESK), route::link(&Route::Create, "btn btn-primary", html! { lang.say(t::CREATE) })) }
            { body }
        </div>
    }
}

fn nothing_yet(lang: Lang) -> Html {
    let ways = html! {
        <p class="desk-ways">
            { route::link(&Route::Import, "btn btn-primary", html! { lang.say(t::IMPORT) }) }
            { route::link(&Route::Create, "btn", html! { lang.say(t::CREATE) }) }
            { route::link(&Route::Sharing(Search::default()), "btn", html! { lang.say(texts::SHARE) }) }
        </p>
    };
    html! {
        <div class="panel">{ empty(lang.say(texts::EMPTY), lang.say(texts::EMPTY_HINT), ways) }</div>
    }
}

fn sections(view: &DeskView, lang: Lang) -> Html {
    if view.sections.is_empty() {
        let way = route::link(&Route::ledger(), "btn", html! { lang.say(t::LEDGER) });
        return html! {
            <div class="panel">{ empty(lang.say(texts::NO_WORK), lang.say(texts::NO_WORK_HINT), way) }</div>
        };
    }
    // Those with work come first; the others stay in sight, so that nothing looks lost.
    let (full, rest): (Vec<_>, Vec<_>) = view.sections.iter().partition(|one| one.count > 0);
    html! {
        <>
            { for full.into_iter().map(|one| section(one, lang)) }
            if !rest.is_empty() {
                <ul class="desk-rest">
                    { for rest.into_iter().map(|one| html! {
                        <li key={one.key.clone()}><strong>{ &one.title }</strong>
                            <span class="muted">{ lang.say(texts::NOTHING) }</span></li>
                    }) }
                </ul>
            }
        </>
    }
}

fn section(one: &DeskSection, lang: Lang) -> Html {
    let all = Route::Ledger(Box::new(one.query.clone()));
    let id = ["desk-", &one.key].concat();
    html! {
        <section key={one.key.clone()} class="panel" aria-labelledby={id.clone()}>
            <div class="panel-head">
                <h2 id={id}>{ &one.title }</h2>
                <span class="desk-count">{ fill_number(lang.say(texts::COUNT), one.count) }</span>
                <span class="muted desk-hint">{ &one.hint }</span>
                { route::link(&all, "desk-all", html! { <>{ lang.say(texts::ALL) }<span class="off-screen">{ " " }{ &one.title }</span></> }) }
            </div>
            <ul class="desk-rows">{ for one.rows.iter().map(|row| line(row, lang)) }</ul>
        </section>
    }
}

fn line(row: &LedgerRow, lang: Lang) -> Html {
    let number = if row.number.is_empty() {
        lang.say(t::NO_NUMBER)
    } else {
        &row.number
    };
    html! {
        <li key={row.id.as_str()} class="desk-row">
            <span class="desk-number">{ number }</span>
            { route::link(&Route::Item(row.id.clone()), "desk-title", html! { { &row.title } }) }
            <span class="desk-units muted">{ if row.units.is_empty() { &row.lead } else { &row.units } }</span>
            <span class="desk-stage">{ chip::stage(row.stage, lang) }</span>
            <span class="desk-due">
                if let Some(due) = &row.due {
                    { chip::due(due, lang) }
                }
            </span>
        </li>
    }
}
