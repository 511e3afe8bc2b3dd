//! A breakdown as a table that is sorted by a click on its headings.

use super::address_of;
use super::rates::gauge;
use super::texts as t;
use crate::components::button::{Kind, button};
use crate::i18n::{Say, Words, fill, grouped};
use crate::prelude::*;
use crate::state::use_lang;
use huiyin_protocol::stats::Breakdown;
use huiyin_rules::{Fraction, Lang};
use std::cmp::Ordering;
use std::rc::Rc;

/// Rows before "show all".
const FIRST: usize = 30;

/// The columns that can be sorted by.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Key {
    Label,
    Total,
    Replied,
    Consulted,
    Satisfied,
    Completed,
    Overdue,
}

impl Key {
    const RATES: [(Key, Words); 4] = [
        (Key::Replied, t::RATE_REPLIED),
        (Key::Consulted, t::RATE_CONSULTED),
        (Key::Satisfied, t::RATE_SATISFIED),
        (Key::Completed, t::RATE_COMPLETED),
    ];

    fn rate(self, row: &Breakdown) -> Fraction {
        match self {
            Key::Replied => row.replied,
            Key::Consulted => row.consulted,
            Key::Satisfied => row.satisfied,
            _ => row.completed,
        }
    }
}

/// The order of two rows by a column, upwards; rows without a rate come last either way.
fn order(key: Key, descending: bool, a: &Breakdown, b: &Breakdown) -> Ordering {
    let turned = |order: Ordering| if descending { order.reverse() } else { order };
    match key {
        // Rows come in the order of their names, which only the engine knows how to sort.
        Key::Label => Ordering::Equal,
        Key::Total => turned(a.total.cmp(&b.total)),
        Key::Overdue => turned(a.overdue.cmp(&b.overdue)),
        rate => {
            let (x, y) = (rate.rate(a), rate.rate(b));
            match x.compare(y) {
                Some(order) => turned(order),
                None => (x.denominator == 0).cmp(&(y.denominator == 0)),
            }
        }
    }
}

fn sorted(rows: &[Breakdown], key: Key, descending: bool) -> Vec<&Breakdown> {
    let mut sorted: Vec<&Breakdown> = rows.iter().collect();
    if key == Key::Label && descending {
        sorted.reverse();
    }
    sorted.sort_by(|a, b| order(key, descending, a, b));
    sorted
}

/// Properties of [`Table`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The rows in the order of their names.
    pub rows: Rc<Vec<Breakdown>>,
    /// The heading of the first column.
    pub heading: AttrValue,
    /// Decimals of percentages.
    pub decimals: u8,
}

/// The table.
#[component]
pub fn Table(props: &Props) -> Html {
    let lang = use_lang();
    let order = use_state_eq(|| (Key::Total, true));
    let whole = use_state_eq(|| false);
    let (key, descending) = *order;
    let rows = sorted(&props.rows, key, descending);
    let shown = if *whole {
        rows.len()
    } else {
        rows.len().min(FIRST)
    };
    let head = |column: Key, label: &str, number: bool| {
        let on = column == key;
        let sort = on.then_some(if descending {
            "descending"
        } else {
            "ascending"
        });
        let order = order.clone();
        // Names begin at their beginning, numbers with the greatest.
        let next = if on {
            !descending
        } else {
            column != Key::Label
        };
        let on_click = Callback::from(move |_: MouseEvent| order.set((column, next)));
        let mark = match (on, descending) {
            (false, _) => "↕",
            (true, true) => "↓",
            (true, false) => "↑",
        };
        html! {
            <th scope="col" class={number.then_some("num")} aria-sort={sort}>
                <button type="button" class="stats-sort" onclick={on_click}>{ label }<span class="stats-mark" aria-hidden="true">{ mark }</span></button>
            </th>
        }
    };
    let all = {
        let whole = whole.clone();
        Callback::from(move |_: MouseEvent| whole.set(true))
    };
    html! {
        <>
            <div class="scroll" tabindex="0" role="region" aria-label={props.heading.clone()}>
                <table class="table breakdown">
                    <thead><tr>
                        { head(Key::Label, &props.heading, false) }
                        { head(Key::Total, lang.say(t::TOTAL), true) }
                        { for Key::RATES.map(|(key, words)| head(key, lang.say(words), true)) }
                        { for ["A", "B", "C", "D"].map(|letter| html! { <th scope="col" class="num">{ letter }</th> }) }
                        { head(Key::Overdue, lang.say(t::OVERDUE), true) }
                    </tr></thead>
                    <tbody>
                        { for rows.iter().take(shown).map(|row| html! {
                            <Row key={row.label.clone()} row={(*row).clone()} decimals={props.decimals} {lang} />
                        }) }
                    </tbody>
                </table>
            </div>
            if shown < rows.len() {
                <p class="no-print">{ button(Kind::Text, &fill(lang.say(t::SHOW_ALL), &[&rows.len().to_string()]), all) }</p>
            }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct RowProps {
    row: Breakdown,
    decimals: u8,
    lang: Lang,
}

/// A row; a struct, for tables of components are drawn quicker so.
struct Row;

impl Component for Row {
    type Message = ();
    type Properties = RowProps;

    fn create(_: &Context<Self>) -> Self {
        Row
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let RowProps {
            row,
            decimals,
            lang,
        } = ctx.props();
        let label = if row.label.is_empty() {
            lang.say(t::NOT_STATED)
        } else {
            &row.label
        };
        let href = address_of(&row.rows);
        html! {
            <tr>
                <th scope="row">if href.is_empty() { { label } } else { <a {href}>{ label }</a> }</th>
                <td class="num">{ grouped(row.total) }</td>
                { for Key::RATES.map(|(key, _)| cell(key.rate(row), *decimals)) }
                { for row.classes.map(|count| html! { <td class={if count == 0 { "num zero" } else { "num" }}>{ grouped(count) }</td> }) }
                <td class={if row.overdue == 0 { "num zero" } else { "num light-overdue" }}>
                    if row.overdue > 0 { <span aria-hidden="true">{ "■ " }</span> }
                    { grouped(row.overdue) }
                </td>
            </tr>
        }
    }
}

fn cell(rate: Fraction, decimals: u8) -> Html {
    let fraction = [grouped(rate.numerator), grouped(rate.denominator)].join("/");
    html! {
        <td class="num rate-cell">
            if let Some(percent) = rate.percent(decimals) {
                <span>{ percent }{ "%" }</span>{ " " }<span class="muted">{ fraction }</span>
                { gauge(rate, "gauge") }
            } else {
                { "—" }
            }
        </td>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use huiyin_protocol::ledger::LedgerQuery;

    fn row(label: &str, satisfied: (u64, u64), total: u64) -> Breakdown {
        let nothing = Fraction::new(0, total);
        Breakdown {
            label: label.to_owned(),
            total,
            replied: nothing,
            consulted: nothing,
            satisfied: Fraction::new(satisfied.0, satisfied.1),
            completed: nothing,
            classes: [0; 4],
            overdue: 0,
            rows: LedgerQuery::default(),
        }
    }

    fn labels(rows: &[Breakdown], key: Key, descending: bool) -> Vec<&str> {
        sorted(rows, key, descending)
            .iter()
            .map(|row| row.label.as_str())
            .collect()
    }

    #[test]
    fn rates_sort_exactly_and_those_without_one_stay_last() {
        let rows = [
            row("甲", (0, 0), 9),
            row("乙", (2, 3), 3),
            row("丙", (1, 1), 5),
            row("丁", (1, 3), 4),
        ];
        assert_eq!(
            labels(&rows, Key::Satisfied, true),
            ["丙", "乙", "丁", "甲"]
        );
        assert_eq!(
            labels(&rows, Key::Satisfied, false),
            ["丁", "乙", "丙", "甲"]
        );
        assert_eq!(labels(&rows, Key::Total, true), ["甲", "丙", "丁", "乙"]);
        assert_eq!(labels(&rows, Key::Label, true), ["丁", "丙", "乙", "甲"]);
        assert_eq!(labels(&rows, Key::Label, false), ["甲", "乙", "丙", "丁"]);
    }
}
