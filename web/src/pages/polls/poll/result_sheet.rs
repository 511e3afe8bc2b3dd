//! 测评结果单 and the list of those who took part, on A4 with lines to sign.

use super::result::{HEADINGS, numbers, returned};
use super::seal_box::in_groups;
use super::texts as t;
use crate::i18n::{Say, fill, grouped};
use crate::pages::polls::mark;
use crate::pages::polls::printing::Paper;
use crate::prelude::*;
use huiyin_protocol::poll::{DeclaredView, PollView, ResultView};
use huiyin_rules::Lang;

/// What is printed of the result; nothing where something else is.
pub fn paper(paper: Paper, view: &PollView, lang: Lang) -> Html {
    match (paper, &view.declared) {
        (Paper::Result, Some(declared)) => sheet(view, declared, lang),
        (Paper::Roll, _) => roll(view, lang),
        _ => Html::default(),
    }
}

fn sheet(view: &PollView, declared: &DeclaredView, lang: Lang) -> Html {
    let came = view.roll.iter().filter(|(_, way)| way.is_some()).count() as u64;
    let numbers = [u64::from(view.draft.members), view.roll.len() as u64, came].map(grouped);
    let (title, source, sentence) = &view.rule;
    html! {
        <div class="print-only poll-print poll-sheet">
            <h1>{ lang.say(t::SHEET_TITLE) }</h1>
            <p class="poll-sheet-name">{ &view.draft.title }</p>
            <p>{ fill(lang.say(t::SHEET_WHO), &[&view.draft.body, &view.draft.on, &view.kind]) }</p>
            <p>{ fill(lang.say(t::SHEET_NUMBERS), &[&numbers[0], &numbers[1], &numbers[2]]) }</p>
            <p>{ fill(lang.say(t::SHEET_RULE), &[title, sentence, source]) }</p>
            <table class="table">
                <thead><tr>
                    <th scope="col">{ lang.say(t::ITEM) }</th>
                    { for HEADINGS.into_iter().map(|words| html! { <th scope="col" class="num">{ lang.say(words) }</th> }) }
                    <th scope="col" class="num">{ lang.say(t::RETURNED) }</th>
                    <th scope="col">{ lang.say(t::VERDICT) }</th>
                </tr></thead>
                <tbody>{ for declared.results.iter().map(|one| row(view, one, lang)) }</tbody>
            </table>
            { for declared.irregular.iter().map(|line| html! { <p>{ "▲ " }{ line }</p> }) }
            if !declared.note.is_empty() { <p>{ fill(lang.say(t::SHEET_NOTE), &[&declared.note]) }</p> }
            if let Some(due) = &declared.due { <p>{ fill(lang.say(t::SHEET_DUE), &[due]) }</p> }
            if !declared.root.is_empty() {
                <p>{ lang.say(t::ROOT) }<br /><code>{ in_groups(&declared.root) }</code></p>
                <p>{ lang.say(t::SHEET) }<br /><code>{ in_groups(&declared.sheet) }</code></p>
            }
            { signatures(view, lang) }
        </div>
    }
}

fn row(view: &PollView, one: &ResultView, lang: Lang) -> Html {
    let found = view
        .questions
        .iter()
        .find(|question| question.id == one.question);
    let title = found.map_or_else(
        || one.question.clone(),
        |found| {
            let number = found.number.as_deref().unwrap_or_default();
            [number, found.title.as_str(), found.aspect.as_str()].join(" ")
        },
    );
    html! {
        <tr key={one.question.clone()}>
            <th scope="row">{ title.trim().to_owned() }</th>
            { for numbers(&one.whole).into_iter().map(|number| html! { <td class="num">{ grouped(number) }</td> }) }
            <td class="num">{ returned(&one.whole) }</td>
            <td>{ mark::verdict(one.rating, &one.label, lang) }</td>
        </tr>
    }
}

/// Lines for the observers and the two who counted.
fn signatures(view: &PollView, lang: Lang) -> Html {
    let observers = view.draft.observers.iter();
    let mut lines: Vec<String> = observers
        .map(|name| fill(lang.say(t::SIGN_OBSERVER), &[name]))
        .collect();
    if lines.is_empty() {
        lines.push(fill(lang.say(t::SIGN_OBSERVER), &[""]));
    }
    let mut tellers: Vec<&str> = view.paper.iter().map(|(name, _)| name.as_str()).collect();
    tellers.dedup();
    tellers.resize(tellers.len().max(2), "");
    lines.extend(
        tellers
            .iter()
            .map(|name| fill(lang.say(t::SIGN_TELLER), &[name])),
    );
    html! {
        <div class="poll-signs">{ for lines.iter().map(|line| html! { <p class="print-line">{ line }</p> }) }</div>
    }
}

fn roll(view: &PollView, lang: Lang) -> Html {
    // Not how: of few paper ballots, who gave one would say too much.
    let came: Vec<&String> = view
        .roll
        .iter()
        .filter(|(_, way)| way.is_some())
        .map(|(name, _)| name)
        .collect();
    html! {
        <div class="print-only poll-print poll-sheet">
            <h1>{ lang.say(t::ROLL_TITLE) }</h1>
            <p class="poll-sheet-name">{ &view.draft.title }</p>
            <p>{ fill(lang.say(t::ROLL_COUNT), &[&view.draft.body, &view.draft.on, &grouped(came.len() as u64), &grouped(view.roll.len() as u64)]) }</p>
            <ol class="poll-sheet-roll">{ for came.iter().map(|name| html! { <li key={(*name).clone()}>{ *name }</li> }) }</ol>
            { signatures(view, lang) }
        </div>
    }
}
