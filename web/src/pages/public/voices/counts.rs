//! How many voices: by stage, station, deputy and month; printed, and taken away for Excel.

use super::super::asking::use_public_ask;
use super::super::saving::save_table;
use super::super::texts as pt;
use super::record::leave;
use super::texts as t;
use crate::app::nav;
use crate::components::button::{Kind as Button, button};
use crate::components::empty::empty;
use crate::i18n::terms::Term;
use crate::i18n::{Say, Words, common, fill, grouped};
use crate::pages::page_head;
use crate::pages::unanswered;
use crate::platform::window;
use crate::prelude::*;
use crate::route::{self, Route, Search};
use crate::state::{use_session, use_workspace};
use huiyin_protocol::grid::{Column, ColumnKind, Table, TableCell, Value};
use huiyin_protocol::public::{CountsView, PublicAsk, PublicReply};
use huiyin_rules::{Lang, Rating, Role};
use std::rc::Rc;

/// One table: its key, its headings, its rows; the first cell may lead somewhere.
struct Listed {
    key: &'static str,
    title: Words,
    heads: Vec<Words>,
    rows: Vec<(Option<Route>, String, Vec<u32>)>,
}

fn listed(view: &CountsView) -> Vec<Listed> {
    let of = |name: &'static str, value: &str| {
        let search = Search::default().with("stage", "all");
        Some(Route::Voices(search.with(name, value)))
    };
    let stage = |name: &str| Some(Route::Voices(Search::default().with("stage", name)));
    vec![
        Listed {
            key: "stages",
            title: t::BY_STAGE,
            heads: vec![t::STAGE, t::COUNT],
            rows: view
                .stages
                .iter()
                .map(|(name, words, count)| (stage(name), words.clone(), vec![*count]))
                .collect(),
        },
        Listed {
            key: "months",
            title: t::BY_MONTH,
            heads: vec![t::MONTH, t::TOTAL, t::DEALT],
            rows: view
                .months
                .iter()
                .map(|(month, came, dealt)| (None, month.clone(), vec![*came, *dealt]))
                .collect(),
        },
        Listed {
            key: "stations",
            title: t::BY_STATION,
            heads: vec![pt::STATION, t::UNDER],
            rows: view
                .stations
                .iter()
                .map(|(id, name, count)| (of("station", id), name.clone(), vec![*count]))
                .collect(),
        },
        Listed {
            key: "deputies",
            title: t::BY_DEPUTY,
            heads: vec![pt::DEPUTY, t::WITH],
            rows: view
                .deputies
                .iter()
                .map(|(name, count)| (of("deputy", name), name.clone(), vec![*count]))
                .collect(),
        },
    ]
}

/// The page.
#[component]
pub fn Counts() -> Html {
    let session = use_session();
    let lang = session.lang;
    let workspace = use_workspace();
    let is_office = session.acting().role == Role::Office;
    let answer = use_public_ask(Some(PublicAsk::Counts));
    let view = match answer.reply.as_deref() {
        Some(PublicReply::Counts(view)) => Some(Rc::new(view.clone())),
        _ => None,
    };
    let print = Callback::from(|_: MouseEvent| window::print());
    let tools = html! {
        <>
            if view.as_ref().is_some_and(|view| view.total > 0) { { button(Button::Plain, lang.say(pt::PRINT), print) } }
            { leave(lang) }
        </>
    };
    let body = match view.as_deref() {
        Some(view) if !view.readable => empty(
            lang.say(t::NOT_HERE),
            lang.say(t::NOT_HERE_HINT),
            Html::default(),
        ),
        Some(view) if view.total == 0 => empty(lang.say(t::NO_COUNTS), "", Html::default()),
        Some(view) => figures(view, &workspace.today, lang),
        None => unanswered(&answer, lang),
    };
    html! {
        <div class="page pub-page" aria-busy={answer.loading.then_some("true")}>
            { page_head(lang.say(nav::VOICE_COUNTS), tools) }
            <p class="print-only">{ &workspace.name }{ " " }{ &workspace.today }</p>
            <p class="muted pub-intro">{ lang.say(if is_office { t::COUNTS_INTRO } else { t::COUNTS_INTRO_OTHER }) }</p>
            { body }
        </div>
    }
}

fn figures(view: &CountsView, today: &str, lang: Lang) -> Html {
    let (same, dealt) = view.same_day;
    let same = [same, dealt].map(|one| grouped(one.into()));
    html! {
        <>
            <dl class="pub-figures">
                <div><dt>{ lang.say(t::TOTAL) }</dt><dd>{ grouped(view.total.into()) }</dd></div>
                <div><dt>{ lang.say(t::SAME_DAY) }</dt><dd>{ fill(lang.say(t::SAME_DAY_OF), &[&same[0], &same[1]]) }</dd>
                    <dd class="muted">{ lang.say(t::SAME_DAY_HINT) }</dd></div>
                { for Rating::ALL.into_iter().zip(view.ratings).map(|(rating, count)| html! {
                    <div><dt>{ rating.word(lang) }</dt><dd>{ grouped(count.into()) }</dd></div>
                }) }
            </dl>
            <div class="pub-tables">
                { for listed(view).into_iter().filter(|one| !one.rows.is_empty()).map(|one| table(one, today, lang)) }
            </div>
        </>
    }
}

fn table(one: Listed, today: &str, lang: Lang) -> Html {
    let id = ["counts-", one.key].concat();
    let export = {
        let (table, title) = (sheet(&one, lang), lang.say(one.title));
        let name = fill(lang.say(t::COUNTS_FILE), &[today, title]);
        Callback::from(move |_: MouseEvent| save_table(&table, &name, lang))
    };
    html! {
        <div key={one.key} class="panel">
            <div class="panel-head"><h2 id={id.clone()}>{ lang.say(one.title) }</h2>
                <div class="page-tools">{ button(Button::Text, lang.say(common::EXPORT), export) }</div></div>
            <div class="scroll pub-high" tabindex="0" role="region" aria-labelledby={id}>
                <table class="table">
                    <thead><tr>{ for one.heads.iter().enumerate().map(|(at, words)| html! {
                        <th scope="col" class={if at > 0 { "num" } else { "" }}>{ lang.say(*words) }</th>
                    }) }</tr></thead>
                    <tbody>{ for one.rows.iter().enumerate().map(|(at, (place, name, numbers))| html! {
                        <tr key={at}>
                            <th scope="row">{ match place {
                                Some(place) => route::link(place, "", html! { name }),
                                None => html! { name },
                            } }</th>
                            { for numbers.iter().map(|number| html! { <td class="num">{ grouped((*number).into()) }</td> }) }
                        </tr>
                    }) }</tbody>
                </table>
            </div>
        </div>
    }
}

/// The same as a sheet.
fn sheet(one: &Listed, lang: Lang) -> Table {
    let title = lang.say(one.title).to_owned();
    let columns = one.heads.iter().enumerate().map(|(at, words)| Column {
        title: lang.say(*words).to_owned(),
        width: if at == 0 { 32 } else { 12 },
        kind: if at == 0 {
            ColumnKind::default()
        } else {
            ColumnKind::Integer
        },
    });
    let rows = one.rows.iter().map(|(_, name, numbers)| {
        let numbers = numbers.iter().map(|number| Value::Number((*number).into()));
        let cells = std::iter::once(Value::Text(name.clone())).chain(numbers);
        cells.map(TableCell::from).collect()
    });
    Table {
        sheet: title.clone(),
        title: Some(title),
        columns: columns.collect(),
        rows: rows.collect(),
        landscape: false,
        ..Table::default()
    }
}
