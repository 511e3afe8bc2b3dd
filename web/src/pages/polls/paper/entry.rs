//! One person's count: who counted, and for each question how many of what.

use super::texts as t;
use crate::components::error_box::ErrorBox;
use crate::components::field::{Field, Kind, field};
use crate::i18n::{Say, Words, common, fill, grouped};
use crate::pages::polls::asking::use_ordering;
use crate::pages::polls::poll::Known;
use crate::pages::polls::texts;
use crate::platform::dom;
use crate::prelude::*;
use crate::state::{notices, use_lang};
use huiyin_protocol::poll::{PollAsk, PollOrder, PollReply};
use huiyin_rules::poll::PaperTotals;

/// The columns, ballots that came back first.
pub const COLUMNS: [Words; 6] = [
    texts::COLLECTED,
    texts::SATISFIED,
    texts::BASICALLY,
    texts::DISSATISFIED,
    texts::ABSTAINED,
    texts::INVALID,
];

/// One question's cells as typed.
type Row = [String; 6];

/// How a row stands while it is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sum {
    /// Something is missing or no number.
    Open,
    /// The headings are what came back.
    Even,
    /// They add up to this.
    Off(u64),
}

fn number(cell: &str) -> Option<u32> {
    cell.trim().parse().ok()
}

fn sum(row: &Row) -> Sum {
    let read: Option<Vec<u32>> = row.iter().map(|cell| number(cell)).collect();
    match read.as_deref() {
        Some([collected, headings @ ..]) => {
            let all: u64 = headings.iter().copied().map(u64::from).sum();
            if all == u64::from(*collected) {
                Sum::Even
            } else {
                Sum::Off(all)
            }
        }
        _ => Sum::Open,
    }
}

/// The rows as numbers; `None` while one is not complete.
fn totals(questions: &[String], rows: &[Row]) -> Option<Vec<PaperTotals>> {
    let read = |(question, row): (&String, &Row)| {
        let mut cells = row.iter().map(|cell| number(cell));
        let mut next = || cells.next().flatten();
        Some(PaperTotals {
            question: question.clone(),
            collected: next()?,
            satisfied: next()?,
            basically_satisfied: next()?,
            dissatisfied: next()?,
            abstained: next()?,
            invalid: next()?,
        })
    };
    questions.iter().zip(rows).map(read).collect()
}

/// Properties of [`Entry`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The poll.
    pub known: Known,
    /// Who counted; empty for somebody new.
    pub by: AttrValue,
    /// Whether it is that person's count again.
    pub fixed: bool,
    /// It was saved, or left.
    pub on_done: Callback<()>,
}

/// The form.
#[component]
pub fn Entry(props: &Props) -> Html {
    let lang = use_lang();
    let view = &props.known.view;
    let who = use_state_eq(|| props.by.to_string());
    let rows = use_state_eq(|| vec![Row::default(); view.questions.len()]);
    let ordering = use_ordering();
    let ids: Vec<String> = view.questions.iter().map(|one| one.id.clone()).collect();
    let ready = totals(&ids, &rows).filter(|_| !who.trim().is_empty());
    let submit = {
        let (id, run, take) = (
            view.id.clone(),
            ordering.run.clone(),
            props.known.take.clone(),
        );
        let (done, by, ready) = (props.on_done.clone(), who.trim().to_owned(), ready.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some(totals) = ready.clone() else { return };
            let (take, done, by) = (take.clone(), done.clone(), by.clone());
            let said = fill(lang.say(t::SAVED), &[&by]);
            let then = Callback::from(move |reply: PollReply| {
                take.emit(reply);
                notices::done(said.clone());
                done.emit(());
            });
            let order = PollOrder::CountPaper { by, totals };
            run.emit((
                PollAsk::Order {
                    id: id.clone(),
                    order,
                },
                then,
            ));
        })
    };
    let set_who = {
        let who = who.setter();
        Callback::from(move |text: String| who.set(text))
    };
    let cell = |at: usize, column: usize, value: &str, title: &str| {
        let rows = rows.clone();
        let on_input = Callback::from(move |event: InputEvent| {
            let mut next = (*rows).clone();
            next[at][column] = dom::value_of(&event);
            rows.set(next);
        });
        let label = fill(lang.say(t::CELL), &[title, lang.say(COLUMNS[column])]);
        let wrong = !value.trim().is_empty() && number(value).is_none();
        html! {
            <td class="num" data-label={lang.say(COLUMNS[column])}>
                <input type="text" inputmode="numeric" class="control poll-cell" autocomplete="off" aria-label={label}
                    aria-invalid={wrong.then_some("true")} value={value.to_owned()} oninput={on_input} />
            </td>
        }
    };
    let name = Field::new("poll-by", lang.say(t::WHO), Kind::Line).hint(lang.say(t::WHO_HINT));
    html! {
        <form class="form" novalidate=true onsubmit={submit}>
            if let Some(failure) = &ordering.failure { <ErrorBox failure={failure.clone()} /> }
            if props.fixed {
                <p><strong>{ fill(lang.say(t::AGAIN), &[&props.by]) }</strong></p>
            } else {
                { field(&name, &who, None, &set_who, lang) }
            }
            <div class="scroll" tabindex="0" role="region" aria-label={lang.say(t::TABLE)}>
                <table class="table poll-entry">
                    <thead><tr>
                        <th scope="col">{ lang.say(t::ITEM) }</th>
                        { for COLUMNS.into_iter().map(|words| html! { <th scope="col" class="num">{ lang.say(words) }</th> }) }
                        <th scope="col">{ lang.say(t::SUM) }</th>
                    </tr></thead>
                    <tbody>
                        { for view.questions.iter().zip(rows.iter()).enumerate().map(|(at, (question, row))| {
                            let title = [question.title.as_str(), " ", &question.aspect].concat();
                            let (class, said) = match sum(row) {
                                Sum::Open => ("muted", lang.say(common::EMPTY_CELL).to_owned()),
                                Sum::Even => ("poll-good", ["✓ ", lang.say(t::EVEN)].concat()),
                                Sum::Off(all) => ("poll-warn", ["✕ ", &fill(lang.say(t::OFF), &[&grouped(all)])].concat()),
                            };
                            html! {
                                <tr key={question.id.clone()}>
                                    <th scope="row">{ &title }</th>
                                    { for row.iter().enumerate().map(|(column, value)| cell(at, column, value, &title)) }
                                    <td><span {class} aria-live="polite">{ said }</span></td>
                                </tr>
                            }
                        }) }
                    </tbody>
                </table>
            </div>
            <div class="form-foot">
                <button type="submit" class="btn btn-primary" disabled={ready.is_none() || ordering.busy}>{ lang.say(t::SAVE) }</button>
                if props.fixed {
                    <button type="button" class="btn" onclick={props.on_done.reform(|_: MouseEvent| ())}>{ lang.say(common::CANCEL) }</button>
                }
            </div>
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: [&str; 6]) -> Row {
        cells.map(str::to_owned)
    }

    #[test]
    fn the_headings_add_up_to_what_came_back() {
        assert_eq!(sum(&row(["5", "3", "1", "1", "0", "0"])), Sum::Even);
        assert_eq!(sum(&row(["5", "3", "1", "0", "0", "0"])), Sum::Off(4));
        assert_eq!(sum(&row(["5", "3", "1", "", "0", "0"])), Sum::Open);
        assert_eq!(sum(&row(["5", "3", "1", "一", "0", "0"])), Sum::Open);
    }

    #[test]
    fn numbers_come_in_the_order_of_the_columns() {
        let questions = ["q1".to_owned()];
        let read = totals(&questions, &[row(["15", "1", "2", "3", "4", "5"])]).unwrap();
        let one = &read[0];
        assert_eq!(
            (one.collected, one.satisfied, one.basically_satisfied),
            (15, 1, 2)
        );
        assert_eq!((one.dissatisfied, one.abstained, one.invalid), (3, 4, 5));
        assert_eq!(totals(&questions, &[Row::default()]), None);
    }
}
