//! Two people's counts side by side; what differs is marked cell by cell.

use super::entry::COLUMNS;
use super::texts as t;
use crate::i18n::{Say, fill};
use crate::prelude::*;
use huiyin_protocol::poll::PollView;
use huiyin_rules::Lang;
use huiyin_rules::poll::PaperTotals;

/// Who counted, and what.
type Counted = (String, Vec<PaperTotals>);

/// A count in the order of the columns.
fn cells(totals: &PaperTotals) -> [u32; 6] {
    [
        totals.collected,
        totals.satisfied,
        totals.basically_satisfied,
        totals.dissatisfied,
        totals.abstained,
        totals.invalid,
    ]
}

/// The pair of numbers of each column; `None` where one of the two lacks the question.
fn pairs(question: &str, one: &Counted, other: &Counted) -> [Option<(u32, u32)>; 6] {
    let of = |(_, all): &Counted| {
        all.iter()
            .find(|totals| totals.question == question)
            .map(cells)
    };
    let (Some(one), Some(other)) = (of(one), of(other)) else {
        return [None; 6];
    };
    let mut pairs = [None; 6];
    for ((pair, one), other) in pairs.iter_mut().zip(one).zip(other) {
        *pair = Some((one, other));
    }
    pairs
}

/// The table, and whether both are alike.
pub fn compare(view: &PollView, one: &Counted, other: &Counted, lang: Lang) -> Html {
    let rows: Vec<_> = view
        .questions
        .iter()
        .map(|question| (question, pairs(&question.id, one, other)))
        .collect();
    let alike = |pair: &Option<(u32, u32)>| pair.is_some_and(|(one, other)| one == other);
    let differing = rows
        .iter()
        .flat_map(|(_, pairs)| pairs)
        .filter(|pair| !alike(pair))
        .count();
    html! {
        <>
            <p role="status">
                if differing == 0 {
                    { "✓ " }{ fill(lang.say(t::AGREED), &[&one.0, &other.0]) }
                } else {
                    <strong class="poll-warn">{ "▲ " }{ fill(lang.say(t::DIFFERS), &[&one.0, &other.0, &differing.to_string()]) }</strong>
                }
            </p>
            <div class="scroll" tabindex="0" role="region" aria-label={lang.say(t::TABLE)}>
                <table class="table">
                    <thead><tr>
                        <th scope="col">{ lang.say(t::ITEM) }</th>
                        { for COLUMNS.into_iter().map(|words| html! { <th scope="col" class="num">{ lang.say(words) }</th> }) }
                    </tr></thead>
                    <tbody>
                        { for rows.iter().map(|(question, pairs)| html! {
                            <tr key={question.id.clone()}>
                                <th scope="row">{ &question.title }{ " " }{ &question.aspect }</th>
                                { for pairs.iter().map(|pair| cell(*pair)) }
                            </tr>
                        }) }
                    </tbody>
                </table>
            </div>
        </>
    }
}

fn cell(pair: Option<(u32, u32)>) -> Html {
    match pair {
        Some((one, other)) if one == other => html! { <td class="num">{ one }</td> },
        Some((one, other)) => {
            html! { <td class="num is-diff">{ "▲ " }{ one }{ " ≠ " }{ other }</td> }
        }
        None => html! { <td class="num is-diff">{ "▲" }</td> },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_beside_those_of_the_same_question() {
        let totals = |question: &str, satisfied| PaperTotals {
            question: question.to_owned(),
            collected: 5,
            satisfied,
            ..PaperTotals::default()
        };
        let one = ("甲".to_owned(), vec![totals("q1", 3), totals("q2", 5)]);
        let other = ("乙".to_owned(), vec![totals("q2", 5), totals("q1", 4)]);
        assert_eq!(pairs("q1", &one, &other)[..2], [Some((5, 5)), Some((3, 4))]);
        assert_eq!(pairs("q2", &one, &other)[1], Some((5, 5)));
        assert_eq!(pairs("q3", &one, &other), [None; 6]);
    }
}
