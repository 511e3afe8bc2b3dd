//! The ledger's columns: heading, width, order, and what stands in a cell.

use super::texts as x;
use crate::components::chip;
use crate::i18n::common as t;
use crate::i18n::terms::Term;
use crate::i18n::{Say, Words, day};
use crate::platform::prefs;
use crate::prelude::*;
use crate::route::{self, Route};
use huiyin_protocol::ledger::{Column, LedgerRow, Sort};
use huiyin_rules::Lang;

/// A column's heading, the class that gives its width, and what it sorts by.
pub const fn about(column: Column) -> (Words, &'static str, Option<Sort>) {
    match column {
        Column::Number => (x::NUMBER, "c-number", Some(Sort::Number)),
        Column::Title => (x::TITLE, "c-title", Some(Sort::Title)),
        Column::Kind => (x::KIND, "c-short", None),
        Column::Category => (x::CATEGORY, "c-mid", Some(Sort::Category)),
        Column::Lead => (x::LEAD, "c-name", Some(Sort::Lead)),
        Column::CoSigners => (x::CO_SIGNERS, "c-wide", None),
        Column::Delegation => (x::DELEGATION, "c-mid", Some(Sort::Delegation)),
        Column::Leader => (x::LEADER, "c-name", None),
        Column::Units => (x::UNIT, "c-wide", Some(Sort::Unit)),
        Column::Assisting => (x::ASSISTING, "c-wide", None),
        Column::Key => (x::KEY, "c-short", None),
        Column::Stage => (x::STAGE, "c-stage", Some(Sort::Stage)),
        Column::Assigned => (x::ASSIGNED, "c-day", Some(Sort::Assigned)),
        Column::Consulted => (x::CONSULTED, "c-day", Some(Sort::Consulted)),
        Column::Replied => (x::REPLIED, "c-day", Some(Sort::Replied)),
        Column::Class => (x::CLASS, "c-short", Some(Sort::Class)),
        Column::Rating => (x::RATING, "c-rating", Some(Sort::Rating)),
        Column::Due => (x::DUE, "c-due", Some(Sort::Due)),
        Column::Rounds => (x::ROUNDS, "c-short", None),
    }
}

/// The columns shown before anybody chose: what fits beside a readable title at 1440 pixels.
const USUAL: [Column; 8] = [
    Column::Number,
    Column::Title,
    Column::Units,
    Column::Stage,
    Column::Replied,
    Column::Class,
    Column::Rating,
    Column::Due,
];

/// Columns that cannot be hidden: without them a row names nothing.
pub const ALWAYS: [Column; 2] = [Column::Number, Column::Title];

/// The columns this browser remembers, in natural order.
pub fn remembered() -> Vec<Column> {
    let Some(kept) = prefs::get("columns") else {
        return USUAL.to_vec();
    };
    let names: Vec<&str> = kept.split(',').collect();
    let is_kept = |column: &Column| {
        ALWAYS.contains(column) || names.contains(&(*column as u32).to_string().as_str())
    };
    Column::ALL.into_iter().filter(is_kept).collect()
}

/// Keeps a choice of columns.
pub fn remember(columns: &[Column]) {
    let names: Vec<String> = columns
        .iter()
        .map(|one| (*one as u32).to_string())
        .collect();
    prefs::set("columns", &names.join(","));
}

/// What stands in a cell.
pub fn cell(column: Column, row: &LedgerRow, lang: Lang) -> Html {
    let text = |text: &str| html! { <span class="clip" title={text.to_owned()}>{ text }</span> };
    match column {
        Column::Number if row.number.is_empty() => {
            html! { <span class="muted">{ lang.say(t::NO_NUMBER) }</span> }
        }
        Column::Number => html! { { &row.number } },
        Column::Title => html! {
            <>
                if row.key {
                    <span class="star" title={lang.say(x::KEY)}>{ "★" }<span class="off-screen">{ lang.say(x::KEY) }</span></span>
                }
                { route::link(&Route::Item(row.id.clone()), "clip", html! { { &row.title } }) }
            </>
        },
        Column::Kind => html! { { row.kind.word(lang) } },
        Column::Category => text(&row.category),
        Column::Lead => text(&row.lead),
        Column::CoSigners => text(&row.co_signers),
        Column::Delegation => text(&row.delegation),
        Column::Leader => text(&row.leader),
        Column::Units => text(&row.units),
        Column::Assisting => text(&row.assisting),
        Column::Key => html! { if row.key { { lang.say(t::YES) } } },
        Column::Stage => chip::stage(row.stage, lang),
        Column::Assigned => html! { { day::iso_or_empty(row.assigned) } },
        Column::Consulted => html! { { day::iso_or_empty(row.consulted) } },
        Column::Replied => html! { { day::iso_or_empty(row.replied) } },
        Column::Class => chip::class(row.class),
        Column::Rating => chip::rating(row.rating, lang),
        Column::Due => row
            .due
            .as_ref()
            .map_or_else(Html::default, |due| chip::due(due, lang)),
        Column::Rounds => html! { if row.rounds > 0 { { row.rounds } } },
    }
}
