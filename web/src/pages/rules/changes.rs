//! What a change of rules or of the calendar moves: counts first, then each.

use super::texts as t;
use crate::components::button::{Kind, button};
use crate::i18n::terms::Term;
use crate::i18n::{Say, Words, common, day, fill, fill_number, grouped};
use crate::prelude::*;
use crate::route::{self, Route};
use crate::state::use_lang;
use huiyin_protocol::report::{ChangeView, MovedDeadline};
use huiyin_rules::Lang;
use std::rc::Rc;

/// Deadlines shown at first, and more at each asking.
const STEP: usize = 50;

/// Properties of [`Changes`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What moves.
    pub view: Rc<ChangeView>,
}

/// The counts and the lists.
#[component]
pub fn Changes(props: &Props) -> Html {
    let lang = use_lang();
    let view = &props.view;
    let shown = use_state_eq(|| STEP);
    let lights: u32 = view.lights.iter().map(|(_, _, count)| *count).sum();
    let still = view.moved_total == 0 && lights == 0 && view.figures.is_empty();
    let counts = [
        (
            t::N_RULES,
            t::OF_RULES,
            view.rules.len() as u64,
            !view.rules.is_empty(),
        ),
        (
            t::N_DAYS,
            t::OF_DAYS,
            view.days.len() as u64,
            !view.days.is_empty(),
        ),
        (t::N_MOVED, t::OF_DUES, u64::from(view.moved_total), true),
        (t::N_LIGHTS, t::OF_DUES, u64::from(lights), true),
        (t::N_KEPT, t::ITEMS_OF, u64::from(view.kept), view.kept > 0),
    ];
    html! {
        <div class="rules-stack">
            <div role="status"><dl class="change-counts">
                { for counts.into_iter().filter(|(.., wanted)| *wanted).map(|(what, unit, count, _)| html! {
                    <div key={what.0}><dt>{ lang.say(what) }</dt><dd>{ fill_number(lang.say(unit), count) }</dd></div>
                }) }
            </dl></div>
            if still { <p>{ lang.say(t::MOVED_NONE) }</p> }
            { three("change-rules", t::N_RULES, t::RULE, &view.rules, lang) }
            { three("change-days", t::N_DAYS, t::THE_DAY, &view.days, lang) }
            { three("change-figures", t::FIGURES, t::FIGURE, &view.figures, lang) }
            if !view.lights.is_empty() {
                <div>
                    <h3 id="change-lights">{ lang.say(t::LIGHTS) }</h3>
                    <ul>
                        { for view.lights.iter().map(|(from, to, count)| {
                            let line = fill(lang.say(t::LIGHT_LINE), &[from.word(lang), to.word(lang), &grouped(u64::from(*count))]);
                            html! { <li key={line.clone()}>{ line }</li> }
                        }) }
                    </ul>
                </div>
            }
            if !view.moved.is_empty() {
                { moved(view, &shown, lang) }
            }
        </div>
    }
}

/// A table of names with their values before and after.
fn three(
    id: &'static str,
    title: Words,
    name: Words,
    rows: &[(String, String, String)],
    lang: Lang,
) -> Html {
    if rows.is_empty() {
        return Html::default();
    }
    html! {
        <div>
            <h3 {id}>{ lang.say(title) }</h3>
            <div class="scroll change-list" tabindex="0" role="region" aria-labelledby={id}>
                <table class="table">
                    <thead><tr>
                        <th scope="col">{ lang.say(name) }</th>
                        <th scope="col">{ lang.say(t::NOW) }</th>
                        <th scope="col">{ lang.say(t::THEN) }</th>
                    </tr></thead>
                    <tbody>
                        { for rows.iter().map(|(label, before, after)| html! {
                            <tr key={label.clone()}><th scope="row">{ label }</th><td>{ before }</td><td><strong>{ after }</strong></td></tr>
                        }) }
                    </tbody>
                </table>
            </div>
        </div>
    }
}

fn moved(view: &ChangeView, shown: &UseStateHandle<usize>, lang: Lang) -> Html {
    let count = view.moved.len().min(**shown);
    let totals = [u64::from(view.moved_total), count as u64].map(grouped);
    let more = {
        let shown = shown.clone();
        Callback::from(move |_: MouseEvent| shown.set(*shown + STEP))
    };
    html! {
        <div>
            <h3 id="change-moved">{ lang.say(t::N_MOVED) }</h3>
            <p role="status" class="muted">{ fill(lang.say(t::MOVED_SHOWN), &[&totals[0], &totals[1]]) }</p>
            <div class="scroll" tabindex="0" role="region" aria-labelledby="change-moved">
                <table class="table change-moved">
                    <thead><tr>
                        <th scope="col">{ lang.say(t::NUMBER) }</th>
                        <th scope="col">{ lang.say(t::TITLE) }</th>
                        <th scope="col">{ lang.say(t::WHAT) }</th>
                        <th scope="col">{ lang.say(t::WHOSE) }</th>
                        <th scope="col">{ lang.say(t::NOW) }</th>
                        <th scope="col">{ lang.say(t::THEN) }</th>
                        <th scope="col">{ lang.say(t::HOW) }</th>
                    </tr></thead>
                    <tbody>{ for view.moved.iter().take(count).enumerate().map(|(at, one)| row(at, one, lang)) }</tbody>
                </table>
            </div>
            if count < view.moved.len() {
                { button(Kind::Plain, lang.say(t::MORE), more) }
            }
        </div>
    }
}

fn row(at: usize, one: &MovedDeadline, lang: Lang) -> Html {
    let cell = |date: Option<chrono::NaiveDate>| match date {
        Some(date) => day::iso(date),
        None => lang.say(common::EMPTY_CELL).to_owned(),
    };
    html! {
        <tr key={at}>
            <td>{ &one.number }</td>
            <td class="change-title">{ route::link(&Route::Item(one.id.clone()), "", html! { &one.title }) }</td>
            <td>{ &one.what }</td>
            <td>{ &one.unit }</td>
            <td class="rules-day">{ cell(one.from) }</td>
            <td class="rules-day"><strong>{ cell(one.to) }</strong></td>
            <td>{ lang.say(how(one)) }</td>
        </tr>
    }
}

/// Which way a deadline moves.
fn how(one: &MovedDeadline) -> Words {
    match (one.from, one.to) {
        (None, _) => t::ADDED,
        (_, None) => t::ENDED,
        (Some(from), Some(to)) if to < from => t::EARLIER,
        _ => t::LATER,
    }
}
