//! The declared result: each question's numbers, verdict, arithmetic and what comes next.

use super::prepare::question;
use super::seal_box::in_groups;
use super::texts as t;
use crate::i18n::{Say, fill, grouped};
use crate::pages::polls::{mark, part, texts};
use crate::prelude::*;
use crate::route::{self, Route};
use huiyin_protocol::poll::{DeclaredView, PollView, ResultView};
use huiyin_rules::Lang;
use huiyin_rules::verdict::Tally;

/// The headings' numbers of a count, in the order of the table.
pub fn numbers(tally: &Tally) -> [u64; 6] {
    let [
        satisfied,
        basically,
        dissatisfied,
        abstained,
        invalid,
        unpressed,
    ] = [
        tally.satisfied,
        tally.basically_satisfied,
        tally.dissatisfied,
        tally.abstained,
        tally.invalid,
        tally.unpressed,
    ]
    .map(u64::from);
    [
        satisfied,
        basically,
        dissatisfied,
        abstained,
        invalid,
        unpressed,
    ]
}

/// The headings, in the same order.
pub const HEADINGS: [crate::i18n::Words; 6] = [
    texts::SATISFIED,
    texts::BASICALLY,
    texts::DISSATISFIED,
    texts::ABSTAINED,
    texts::INVALID,
    t::UNPRESSED,
];

/// `33 / 35`, and a dash for what nobody took.
pub fn returned(tally: &Tally) -> String {
    let shown = |number: Option<u32>| {
        number.map_or_else(|| "—".to_owned(), |number| grouped(u64::from(number)))
    };
    [
        shown(tally.collected),
        " / ".to_owned(),
        shown(tally.issued),
    ]
    .concat()
}

/// The part of the page.
pub fn result(view: &PollView, lang: Lang) -> Html {
    let Some(declared) = &view.declared else {
        return part(
            "poll-result",
            lang.say(t::RESULT),
            "",
            Html::default(),
            html! { <p class="muted">{ lang.say(t::NOT_DECLARED) }</p> },
        );
    };
    part(
        "poll-result",
        lang.say(t::RESULT),
        &fill(lang.say(t::DECLARED_ON), &[&declared.on]),
        Html::default(),
        html! {
            <>
                <div class="scroll" tabindex="0" role="region" aria-label={lang.say(t::TABLE)}>
                    <table class="table poll-result">
                        <thead><tr>
                            <th scope="col">{ lang.say(t::ITEM) }</th>
                            { for HEADINGS.into_iter().map(|words| html! { <th scope="col" class="num">{ lang.say(words) }</th> }) }
                            <th scope="col" class="num">{ lang.say(t::RETURNED) }</th>
                            <th scope="col">{ lang.say(t::VERDICT) }</th>
                        </tr></thead>
                        { for declared.results.iter().map(|one| body(view, one, lang)) }
                    </table>
                </div>
                { followed(view, declared, lang) }
                { for declared.results.iter().map(|one| explained(view, one, lang)) }
                { by_name(view, declared, lang) }
                { around(declared, lang) }
            </>
        },
    )
}

/// One question: the whole, and where it can be shown the cards and the paper apart.
fn body(view: &PollView, one: &ResultView, lang: Lang) -> Html {
    let found = view
        .questions
        .iter()
        .find(|question| question.id == one.question);
    let cells = |tally: &Tally| {
        let all = numbers(tally).into_iter();
        let mut cells: Vec<Html> = all
            .map(|number| html! { <td class="num">{ grouped(number) }</td> })
            .collect();
        cells.push(html! { <td class="num">{ returned(tally) }</td> });
        cells
    };
    let apart = |words, tally: &Tally| {
        html! {
            <tr class="poll-apart"><th scope="row">{ lang.say(words) }</th>{ cells(tally) }<td></td></tr>
        }
    };
    html! {
        <tbody key={one.question.clone()}>
            <tr>
                <th scope="row">{ found.map(|found| question(found, lang)) }</th>
                { cells(&one.whole) }
                <td>{ mark::verdict(one.rating, &one.label, lang) }</td>
            </tr>
            { one.cards.as_ref().map(|tally| apart(t::BY_CARD, tally)) }
            { one.paper.as_ref().map(|tally| apart(t::BY_PAPER, tally)) }
        </tbody>
    }
}

/// How the verdict was reached, and what comes of it.
fn explained(view: &PollView, one: &ResultView, lang: Lang) -> Html {
    let found = view
        .questions
        .iter()
        .find(|question| question.id == one.question);
    let title = found.map_or(one.question.as_str(), |found| &found.title);
    let aspect = found.map_or("", |found| found.aspect.as_str());
    let summary = fill(lang.say(t::HOW), &[title, aspect]);
    let hidden = view.paper_taken > 0
        && view.cards.is_some_and(|cards| cards.taken > 0)
        && one.cards.is_none();
    html! {
        <details key={one.question.clone()} class="poll-more">
            <summary>{ summary }</summary>
            <ol class="poll-list">{ for one.steps.iter().map(|step| html! { <li>{ step }</li> }) }</ol>
            if hidden { <p class="muted">{ lang.say(t::HIDDEN) }</p> }
            if let Some(next) = &one.next {
                <p>
                    <strong>{ lang.say(t::NEXT_STEP) }</strong>{ next }
                    if let Some(id) = found.and_then(|found| found.suggestion.clone()) {
                        { " " }{ route::link(&Route::Item(id), "btn", html! { lang.say(t::OPEN_ITEM) }) }
                    }
                </p>
            }
            if one.recorded { <p class="muted">{ "✓ " }{ lang.say(t::RECORDED) }</p> }
            if let Some(again) = &one.again { <p class="muted">{ again }</p> }
        </details>
    }
}

/// What became of the suggestions: rounds that were opened, and those that still wait.
fn followed(view: &PollView, declared: &DeclaredView, lang: Lang) -> Html {
    let with_more = declared.results.iter().filter_map(|one| {
        let again = one.again.as_deref()?;
        let mut questions = view.questions.iter();
        let found = questions.find(|question| question.id == one.question)?;
        Some((found, again))
    });
    let lines: Vec<Html> = with_more
        .map(|(found, again)| {
            html! { <li key={found.id.clone()}>{ question(found, lang) }{ lang.say(t::STOP) }{ again }</li> }
        })
        .collect();
    if lines.is_empty() {
        return Html::default();
    }
    html! {
        <div class="poll-note" role="note">
            <p><strong><span aria-hidden="true">{ "○ " }</span>{ lang.say(t::FOLLOWED) }</strong></p>
            <ul class="poll-list">{ for lines }</ul>
        </div>
    }
}

/// Who chose what, in a poll by name.
fn by_name(view: &PollView, declared: &DeclaredView, lang: Lang) -> Html {
    if declared.named.is_empty() {
        return Html::default();
    }
    let count = grouped(declared.named.len() as u64);
    html! {
        <details class="poll-more">
            <summary>{ fill(lang.say(t::WHO_CHOSE), &[&count]) }</summary>
            <div class="scroll" tabindex="0" role="region" aria-label={lang.say(t::WHO_CHOSE_TABLE)}>
                <table class="table">
                    <thead><tr>
                        <th scope="col">{ lang.say(t::VOTER) }</th>
                        { for view.questions.iter().map(|one| html! { <th scope="col">{ question(one, lang) }</th> }) }
                    </tr></thead>
                    <tbody>
                        { for declared.named.iter().map(|(voter, choices)| html! {
                            <tr key={voter.clone()}>
                                <th scope="row">{ voter }</th>
                                { for choices.iter().map(|choice| html! { <td>{ choice }</td> }) }
                            </tr>
                        }) }
                    </tbody>
                </table>
            </div>
        </details>
    }
}

/// What belongs to the result as a whole.
fn around(declared: &DeclaredView, lang: Lang) -> Html {
    let fact =
        |words, value: Html| html! { <div><dt>{ lang.say(words) }</dt><dd>{ value }</dd></div> };
    let name = |name: &str| html! { <code class="poll-root">{ in_groups(name) }</code> };
    html! {
        <>
            if !declared.irregular.is_empty() {
                <div class="poll-note is-warn" role="note">
                    <p><strong>{ "▲ " }{ lang.say(t::IRREGULAR) }</strong></p>
                    <ul class="poll-list">{ for declared.irregular.iter().map(|line| html! { <li>{ line }</li> }) }</ul>
                </div>
            }
            <dl class="poll-facts">
                if !declared.note.is_empty() { { fact(t::NOTE, html! { &declared.note }) } }
                if let Some(due) = &declared.due { { fact(t::DUE, html! { due }) } }
                if !declared.root.is_empty() { { fact(t::ROOT, name(&declared.root)) } }
                if !declared.sheet.is_empty() { { fact(t::SHEET, name(&declared.sheet)) } }
            </dl>
            if !declared.root.is_empty() { <p class="muted">{ lang.say(t::ROOT_HOW) }</p> }
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_took_is_a_dash() {
        let mut tally = Tally {
            issued: Some(1_200),
            ..Tally::default()
        };
        assert_eq!(returned(&tally), "— / 1,200");
        tally.collected = Some(0);
        assert_eq!(returned(&tally), "0 / 1,200");
    }
}
