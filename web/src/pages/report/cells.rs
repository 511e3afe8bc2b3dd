//! Cells and small parts that reports are made of.

use super::table::{Head, Table};
use super::texts as t;
use crate::components::chip;
use crate::i18n::common;
use crate::i18n::{Say, day, grouped};
use crate::pages::stats::rates::gauge;
use crate::prelude::*;
use crate::route::{self, Route};
use chrono::NaiveDate;
use huiyin_protocol::ledger::LedgerRow;
use huiyin_protocol::report::Alarm;
use huiyin_rules::ids::SuggestionId;
use huiyin_rules::rulebook::Light;
use huiyin_rules::{Fraction, Lang};

/// A table; see [`Table`].
pub fn table(label: &str, heads: &[Head], rows: impl Iterator<Item = Html>) -> Html {
    let rows = std::rc::Rc::new(rows.collect::<Vec<_>>());
    html! { <Table label={label.to_owned()} heads={heads.to_vec()} {rows} /> }
}

/// A section with a heading, a count where there is one, and what it holds.
pub fn section(id: &'static str, title: &str, count: Option<usize>, inside: Html) -> Html {
    html! {
        <section class="panel" aria-labelledby={id}>
            <div class="panel-head">
                <h2 id={id}>{ title }</h2>
                if let Some(count) = count {
                    <span class="report-count">{ grouped(count as u64) }</span>
                }
            </div>
            <div class="panel-body report-body">{ inside }</div>
        </section>
    }
}

/// The suggestion a row is about: number and title, leading to it.
pub fn item(id: &SuggestionId, number: &str, title: &str, lang: Lang) -> Html {
    let number = if number.is_empty() {
        lang.say(common::NO_NUMBER)
    } else {
        number
    };
    html! {
        <>
            <span class="report-number">{ number }</span>{ " " }
            { route::link(&Route::Item(id.clone()), "", html! { { title } }) }
        </>
    }
}

/// The same of a ledger's row.
pub fn item_of(row: &LedgerRow, lang: Lang) -> Html {
    item(&row.id, &row.number, &row.title, lang)
}

/// A day and the light that stands for it; a dash where there is none.
pub fn due(date: Option<NaiveDate>, light: Light, lang: Lang) -> Html {
    match date {
        Some(date) => html! {
            <span class="report-due">{ chip::mark(light, lang) }{ " " }<span class="nowrap">{ day::iso(date) }</span></span>
        },
        None => html! { { lang.say(common::EMPTY_CELL) } },
    }
}

/// A day, or a dash.
pub fn on(date: Option<NaiveDate>, lang: Lang) -> Html {
    let text = date.map_or_else(|| lang.say(common::EMPTY_CELL).to_owned(), day::iso);
    html! { <span class="nowrap">{ text }</span> }
}

/// A text, or a dash.
pub fn text(text: &str, lang: Lang) -> Html {
    if text.is_empty() {
        html! { { lang.say(common::EMPTY_CELL) } }
    } else {
        html! { { text } }
    }
}

/// A share: the percentage, its two numbers, a bar that says the same.
pub fn share(value: Fraction) -> Html {
    let fraction = [grouped(value.numerator), grouped(value.denominator)].join("/");
    match value.percent(1) {
        Some(percent) => html! {
            <span class="rate-cell"><span>{ percent }{ "%" }</span>{ " " }<span class="muted">{ fraction }</span>{ gauge(value, "gauge") }</span>
        },
        None => html! { { "—" } },
    }
}

/// A number that is faint where it is nothing, and marked where it is bad.
pub fn bad_count(count: u32) -> Html {
    html! {
        <td class={if count == 0 { "num zero" } else { "num light-overdue" }}>
            if count > 0 { <span aria-hidden="true">{ "■ " }</span> }
            { grouped(u64::from(count)) }
        </td>
    }
}

/// A number with what it counts below it.
pub fn tile(label: &str, value: &str, class: &'static str) -> Html {
    html! {
        <div class={classes!("tile", class)}><dt>{ label }</dt><dd>{ value }</dd></div>
    }
}

/// A rule in words with its source.
pub fn rule(rule: &str, source: &str, lang: Lang) -> Html {
    html! {
        <p class="report-rule">
            { rule }
            if !source.is_empty() {
                <span class="muted">{ lang.say(common::BASIS) }{ lang.say(common::COLON) }{ source }</span>
            }
        </p>
    }
}

/// What is missed, said with a shape and a word before it.
pub fn alarms(alarms: &[Alarm], lang: Lang) -> Html {
    if alarms.is_empty() {
        return Html::default();
    }
    html! {
        <ul class="alarms" aria-label={lang.say(t::ALARMS)}>
            { for alarms.iter().map(|alarm| html! {
                <li key={[alarm.rule.as_str(), &alarm.text].concat()}>
                    <p><strong><span aria-hidden="true">{ "■ " }</span>{ lang.say(t::MISSED) }</strong>{ lang.say(common::COLON) }{ &alarm.text }</p>
                    if !alarm.source.is_empty() {
                        <p class="muted">{ lang.say(common::BASIS) }{ lang.say(common::COLON) }{ &alarm.source }</p>
                    }
                </li>
            }) }
        </ul>
    }
}
