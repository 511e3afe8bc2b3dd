//! The rounds of handling: units, meetings, replies, opinions; the latest first.

use super::texts as x;
use crate::components::chip;
use crate::i18n::terms::Term;
use crate::i18n::{Say, Words, day, fill};
use crate::prelude::*;
use huiyin_protocol::item::{EvaluationView, ItemView, LaneView, ReplyView, RoundView};
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
    html! {
        <div key={number} class="round">
            <h3>{ fill(lang.say(x::ROUND), &[&number.to_string()]) }
                <span class="muted">{ " " }{ day::iso_or_empty(one.began) }</span></h3>
            if let Some(reason) = &one.reason {
                <p>{ fill(lang.say(x::SECOND_ROUND), &[reason]) }</p>
            }
            <div class="scroll">
                <table class="table">
                    <thead><tr>
                        <th scope="col">{ lang.say(x::UNITS) }</th>
                        <th scope="col">{ lang.say(x::PART) }</th>
                        <th scope="col">{ lang.say(x::STATE) }</th>
                    </tr></thead>
                    <tbody>{ for one.lanes.iter().map(|lane| html! {
                        <tr key={lane.unit.clone()}>
                            <th scope="row">{ &lane.unit }</th>
                            <td>{ lane.role.word(lang) }</td>
                            <td>{ &lane.state }</td>
                        </tr>
                    }) }</tbody>
                </table>
            </div>
            if !one.consultations.is_empty() {
                <h4>{ lang.say(x::CONSULTED) }</h4>
                <ul class="notes">{ for one.consultations.iter().map(|met| {
                    let people = met.people.join(lang.say(Words("、", ", ")));
                    html! {
                        <li>
                            <span class="muted">{ day::iso_or_empty(met.on) }{ " " }{ met.phase.word(lang) }</span>
                            { " " }{ &met.unit }
                            if !people.is_empty() {
                                { " " }{ fill(lang.say(x::MET), &[&people]) }
                            }
                            if !met.outcome.is_empty() {
                                <p class="item-text">{ &met.outcome }</p>
                            }
                        </li>
                    }
                }) }</ul>
            }
            { for one.lanes.iter().filter_map(|lane| lane.reply.as_ref().map(|said| reply(lane, said, item, lang))) }
            if !one.evaluations.is_empty() {
                <h4>{ lang.say(x::EVALUATED) }</h4>
                <ul class="notes">{ for one.evaluations.iter().map(|said| evaluation(said, lang)) }</ul>
            }
        </div>
    }
}

fn reply(lane: &LaneView, said: &ReplyView, item: &ItemView, lang: Lang) -> Html {
    let meaning = item.classes.iter().find(|one| one.class == said.class);
    html! {
        <div class="reply">
            <h4>{ fill(lang.say(x::REPLY_OF), &[&lane.unit]) }
                <span class="muted">{ " " }{ day::iso_or_empty(said.on) }</span></h4>
            <p>{ fill(lang.say(x::CLASS_IS), &[said.class.letter()]) }
                if let Some(meaning) = meaning {
                    { "　" }{ &meaning.text }
                }
            </p>
            if !said.text.is_empty() {
                <p class="item-text">{ &said.text }</p>
            }
            if !said.points.is_empty() {
                <dl class="answers">{ for said.points.iter().map(|one| html! {
                    <div key={one.point}><dt>{ fill(lang.say(x::POINT_ANSWER), &[&(one.point + 1).to_string()]) }</dt>
                        <dd class="item-text">{ &one.answer }</dd></div>
                }) }</dl>
            }
            if let Some(promise) = &said.promise {
                <p><strong>{ lang.say(x::PROMISED) }</strong>{ lang.say(crate::i18n::common::COLON) }{ &promise.what }
                    if let Some(due) = promise.due {
                        { fill(lang.say(x::PROMISED_BY), &[&day::iso(due)]) }
                    }
                </p>
            }
        </div>
    }
}

fn evaluation(said: &EvaluationView, lang: Lang) -> Html {
    html! {
        <li>
            <strong>{ &said.deputy }</strong>
            <span class="muted">{ " " }{ day::iso_or_empty(said.on) }{ " " }</span>
            if said.process.is_some() {
                { lang.say(x::ON_PROCESS) }{ chip::rating(said.process, lang) }{ " " }
            }
            { lang.say(x::ON_RESULT) }{ chip::rating(Some(said.result), lang) }
            if !said.note.is_empty() {
                <p class="item-text">{ &said.note }</p>
            }
        </li>
    }
}

fn notes(title: Words, notes: &[(String, chrono::NaiveDate, String)], lang: Lang) -> Html {
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
