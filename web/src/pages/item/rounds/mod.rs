//! The rounds of handling, the latest first; earlier ones stay as they were.

mod meetings;
mod opinions;
mod replies;
mod steps;

use super::texts as x;
use crate::i18n::terms::Term;
use crate::i18n::{Say, Words, day, fill};
use crate::prelude::*;
use crate::route::{self, Route};
use chrono::{Datelike, NaiveDate};
use huiyin_protocol::item::{ItemView, RoundView};
use huiyin_rules::Lang;

/// The panel of rounds; nothing before the first assignment.
pub fn rounds(item: &ItemView, lang: Lang) -> Html {
    if item.rounds.is_empty() {
        return Html::default();
    }
    html! {
        <section class="panel" aria-labelledby="item-rounds">
            <div class="panel-head"><h2 id="item-rounds">{ lang.say(x::ROUNDS) }</h2></div>
            <div class="panel-body">
                { for item.rounds.iter().enumerate().rev().map(|(at, one)| round(at + 1, one, item, lang)) }
                { notes(x::PROGRESS, &item.progress, lang) }
                { notes(x::FULFILLED, &item.fulfilled, lang) }
            </div>
        </section>
    }
}

fn round(number: usize, one: &RoundView, item: &ItemView, lang: Lang) -> Html {
    let is_last = number == item.rounds.len();
    html! {
        <div key={number} class="round">
            <h3>{ fill(lang.say(x::ROUND), &[&number.to_string()]) }
                <span class="muted">{ " " }{ day::iso_or_empty(one.began) }</span></h3>
            if let Some(reason) = &one.reason {
                <p class="item-text">{ fill(lang.say(x::SECOND_ROUND), &[reason]) }</p>
            }
            { steps::redo(one, lang) }
            <div class="scroll">
                <table class="table">
                    <thead><tr>
                        <th scope="col">{ lang.say(x::UNITS) }</th>
                        <th scope="col">{ lang.say(x::PART) }</th>
                        <th scope="col">{ lang.say(x::STATE) }</th>
                    </tr></thead>
                    <tbody>{ for one.lanes.iter().map(|lane| html! {
                        <tr key={lane.unit.clone()}>
                            <th scope="row">{ unit(&lane.unit, one.began) }</th>
                            <td>{ lane.role.word(lang) }</td>
                            <td>{ &lane.state }</td>
                        </tr>
                    }) }</tbody>
                </table>
            </div>
            { steps::suspensions(one, lang) }
            { meetings::meetings(one, if is_last { &item.contacts } else { &[] }, lang) }
            { replies::replies(one, item, lang) }
            { opinions::opinions(one, item, is_last, lang) }
        </div>
    }
}

/// A unit, leading to its page of the year it was given this in.
fn unit(name: &str, began: Option<NaiveDate>) -> Html {
    match began {
        Some(day) => route::link(&Route::unit(name, day.year()), "", html! { { name } }),
        None => html! { { name } },
    }
}

fn notes(title: Words, notes: &[(String, NaiveDate, String)], lang: Lang) -> Html {
    if notes.is_empty() {
        return Html::default();
    }
    html! {
        <>
            <h4>{ lang.say(title) }</h4>
            <ul class="notes">{ for notes.iter().map(|(unit, on, note)| html! {
                <li><span class="muted">{ day::iso(*on) }</span>{ " " }{ unit }<p class="item-text">{ note }</p></li>
            }) }</ul>
        </>
    }
}
