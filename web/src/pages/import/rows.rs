//! The checked rows: which are shown, and how each looks with its problems below it.

use super::texts as t;
use super::wizard::can_go_in;
use crate::i18n::{Say, Words, day, fill};
use crate::prelude::*;
use huiyin_protocol::import::{CheckedRow, ImportCheck, Problem, Severity};
use huiyin_rules::Lang;
use std::collections::BTreeSet;

/// Rows on one page: the rest of a long sheet is not in the document.
pub const PAGE: usize = 100;

/// Which rows are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filter {
    /// Every row.
    All,
    /// Rows that cannot be imported.
    Errors,
    /// Rows to look at.
    Warnings,
    /// Rows of which something is told.
    Notices,
    /// Rows that repeat another.
    Duplicates,
    /// Rows the person leaves out.
    Out,
}

impl Filter {
    /// Every filter, in the order shown.
    pub const ALL: [(Filter, Words); 6] = [
        (Filter::All, t::F_ALL),
        (Filter::Errors, t::F_ERROR),
        (Filter::Warnings, t::F_WARNING),
        (Filter::Notices, t::F_NOTICE),
        (Filter::Duplicates, t::F_DUPLICATE),
        (Filter::Out, t::F_OUT),
    ];

    fn keeps(self, row: &CheckedRow, left_out: &BTreeSet<u32>) -> bool {
        match self {
            Filter::All => true,
            Filter::Errors => row.worst == Some(Severity::Error),
            Filter::Warnings => row.worst == Some(Severity::Warning),
            Filter::Notices => row.worst == Some(Severity::Notice),
            Filter::Duplicates => row.duplicate.is_some(),
            Filter::Out => left_out.contains(&row.row),
        }
    }

    /// The indices of the rows it keeps.
    pub fn rows(self, check: &ImportCheck, left_out: &BTreeSet<u32>) -> Vec<usize> {
        let all = check.rows.iter().enumerate();
        all.filter(|(_, row)| self.keeps(row, left_out))
            .map(|(at, _)| at)
            .collect()
    }
}

/// The problems of one row; they are in the order of rows.
pub fn problems_of(check: &ImportCheck, row: u32) -> &[Problem] {
    let from = check.problems.partition_point(|problem| problem.row < row);
    let to = check.problems.partition_point(|problem| problem.row <= row);
    check.problems.get(from..to).unwrap_or(&[])
}

/// The table of some rows; `toggle` hears of a row and whether it is to be left out.
pub fn table(
    check: &ImportCheck,
    shown: &[usize],
    left_out: &BTreeSet<u32>,
    toggle: &Callback<(u32, bool)>,
    lang: Lang,
) -> Html {
    html! {
        <table class="table import-rows">
            <thead>
                <tr>
                    <th scope="col">{ lang.say(t::TAKE) }</th>
                    <th scope="col">{ lang.say(t::ROW) }</th>
                    <th scope="col">{ lang.say(t::NUMBER) }</th>
                    <th scope="col">{ lang.say(t::TITLE) }</th>
                    <th scope="col" class="wide-only">{ lang.say(t::LEAD) }</th>
                    <th scope="col" class="wide-only">{ lang.say(t::UNITS) }</th>
                    <th scope="col" class="wide-only">{ lang.say(t::DATES) }</th>
                    <th scope="col" class="wide-only">{ lang.say(t::OUTCOME) }</th>
                    <th scope="col">{ lang.say(t::STATE) }</th>
                </tr>
            </thead>
            { for shown.iter().filter_map(|at| check.rows.get(*at)).map(|row| {
                row_body(row, problems_of(check, row.row), left_out.contains(&row.row), toggle, lang)
            }) }
        </table>
    }
}

fn row_body(
    row: &CheckedRow,
    problems: &[Problem],
    out: bool,
    toggle: &Callback<(u32, bool)>,
    lang: Lang,
) -> Html {
    let possible = can_go_in(row);
    let taken = possible && !out;
    let on_change = {
        let (toggle, number) = (toggle.clone(), row.row);
        Callback::from(move |_: Event| toggle.emit((number, taken)))
    };
    let label = fill(lang.say(t::TAKE_ROW), &[&row.row.to_string()]);
    html! {
        <tbody key={row.row} class={(!taken).then_some("is-off")}>
            <tr>
                <td class="import-take"><input type="checkbox" aria-label={label} checked={taken} disabled={!possible} onchange={on_change} /></td>
                <td class="num">{ row.row }</td>
                <td class="import-number">{ &row.number }</td>
                <td>{ &row.title }</td>
                <td class="wide-only">{ &row.lead }</td>
                <td class="wide-only">{ &row.units }</td>
                <td class="wide-only import-dates">{ for row.dates.iter().map(|date| html! {
                    <span>{ date.map_or_else(|| "—".to_owned(), day::iso) }</span>
                }) }</td>
                <td class="wide-only">{ &row.outcome }</td>
                <td>{ state(row, lang) }</td>
            </tr>
            if !problems.is_empty() {
                <tr class="import-problems">
                    <td colspan="9">
                        <ul>{ for problems.iter().map(|problem| problem_line(problem, lang)) }</ul>
                    </td>
                </tr>
            }
        </tbody>
    }
}

/// How a row stands, in shape and word.
fn state(row: &CheckedRow, lang: Lang) -> Html {
    let certain = row.duplicate.as_ref().map(|duplicate| duplicate.certain);
    let (class, shape, words) = match (certain, row.worst) {
        (Some(true), _) => ("import-mark mark-error", "✕", t::S_CERTAIN),
        (_, Some(Severity::Error)) => ("import-mark mark-error", "✕", t::S_ERROR),
        (Some(false), _) => ("import-mark mark-warning", "▲", t::S_SIMILAR),
        (None, Some(Severity::Warning)) => ("import-mark mark-warning", "▲", t::S_WARNING),
        (None, _) => ("import-mark mark-ready", "✓", t::S_READY),
    };
    mark(class, shape, lang.say(words))
}

fn mark(class: &'static str, shape: &'static str, word: &str) -> Html {
    html! { <span class={class}><span aria-hidden="true">{ shape }</span>{ " " }{ word }</span> }
}

fn problem_line(problem: &Problem, lang: Lang) -> Html {
    let (class, shape, words) = match problem.severity {
        Severity::Error => ("import-mark mark-error", "✕", t::S_ERROR),
        Severity::Warning => ("import-mark mark-warning", "▲", t::S_WARNING),
        Severity::Notice => ("import-mark mark-notice", "●", t::S_NOTICE),
    };
    html! {
        <li class="problem">
            { mark(class, shape, lang.say(words)) }
            <code class="problem-cell" title={problem.code.clone()}>{ &problem.cell }</code>
            <span class="problem-text">
                { &problem.message }
                if !problem.suggestion.is_empty() {
                    <span class="muted">{ " " }{ lang.say(t::TO_DO) }{ &problem.suggestion }</span>
                }
            </span>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use huiyin_protocol::import::Duplicate;

    fn row(row: u32, worst: Option<Severity>, duplicate: Option<bool>) -> CheckedRow {
        let duplicate = duplicate.map(|certain| Duplicate {
            text: String::new(),
            certain,
        });
        let text = String::new;
        CheckedRow {
            row,
            number: text(),
            title: text(),
            lead: text(),
            units: text(),
            dates: [None; 3],
            outcome: text(),
            worst,
            duplicate,
        }
    }

    fn problem(row: u32, cell: &str) -> Problem {
        Problem {
            row,
            cell: cell.to_owned(),
            severity: Severity::Error,
            code: String::new(),
            message: String::new(),
            suggestion: String::new(),
        }
    }

    fn check() -> ImportCheck {
        ImportCheck {
            ready: 3,
            failed: 2,
            passed_over: Vec::new(),
            rows: vec![
                row(4, None, None),
                row(5, Some(Severity::Error), Some(true)),
                row(7, Some(Severity::Warning), Some(false)),
                row(8, Some(Severity::Notice), None),
                row(9, Some(Severity::Error), None),
            ],
            problems: vec![problem(5, "A5"), problem(5, "K5"), problem(9, "B9")],
            headings: Vec::new(),
            missing: Vec::new(),
        }
    }

    #[test]
    fn each_filter_keeps_its_rows() {
        let (check, out) = (check(), BTreeSet::from([8]));
        let kept = [
            vec![0, 1, 2, 3, 4],
            vec![1, 4],
            vec![2],
            vec![3],
            vec![1, 2],
            vec![3],
        ];
        for ((filter, _), kept) in Filter::ALL.into_iter().zip(kept) {
            assert_eq!(filter.rows(&check, &out), kept, "{filter:?}");
        }
    }

    #[test]
    fn problems_stand_with_their_row() {
        let check = check();
        let cells = |row| {
            problems_of(&check, row)
                .iter()
                .map(|p| p.cell.as_str())
                .collect::<Vec<_>>()
        };
        assert_eq!(cells(5), ["A5", "K5"]);
        assert_eq!(cells(9), ["B9"]);
        assert!(cells(4).is_empty() && cells(99).is_empty());
    }
}
