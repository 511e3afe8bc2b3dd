//! `huiyin stats`: the rates of a bundle, each with its arithmetic.

use super::{json, report, say};
use crate::app::{App, unexpected};
use crate::args::{By, Stats};
use crate::fault::Fault;
use chrono::NaiveDate;
use huiyin_protocol::ledger::LedgerQuery;
use huiyin_protocol::report::{ReportQuery, ReportView, VoteRow};
use huiyin_protocol::stats::{Breakdown, StatsQuery, StatsView};
use huiyin_protocol::{Reply, Request};
use huiyin_rules::rates::{ClassCounts, Rate, Rates};
use huiyin_rules::verdict::Tally;
use huiyin_rules::{Fraction, Lang, Rating};
use serde::Serialize;
use std::fmt::Write;

pub fn run(args: &Stats, lang: Lang) -> Result<String, Fault> {
    let app = App::of_bundle(&args.bundle, lang)?;
    let about = args.bundle.display().to_string();
    let query = StatsQuery {
        filter: LedgerQuery {
            kind: args.kind,
            ..LedgerQuery::default()
        },
    };
    let view = match app.ask(&about, Request::Stats(query))? {
        Reply::Stats(view) => view,
        other => return Err(unexpected(&other)),
    };
    match (args.by, args.json) {
        (None, true) => json(&Figures {
            rates: rates(&view),
            votes: votes(&app, &about)?.iter().map(vote).collect(),
        }),
        (None, false) => Ok(plain(&view, lang) + &verdicts(&votes(&app, &about)?, lang)),
        (Some(By::Month), true) => json(&view.by_month),
        (Some(By::Month), false) => Ok(months(&view, lang)),
        (Some(by), true) => json(&lines(&view, by)),
        (Some(by), false) => Ok(table(&lines(&view, by), lang)),
    }
}

/// Votes are recorded on suggestions of every kind.
fn votes(app: &App, about: &str) -> Result<Vec<VoteRow>, Fault> {
    match report(app, about, ReportQuery::Votes { year: None })? {
        ReportView::Votes(view) => Ok(view.rows),
        other => Err(unexpected(&Reply::Report(Box::new(other)))),
    }
}

/// What `--json` prints: the rates, and the votes where there are any.
#[derive(Serialize)]
struct Figures<'a> {
    #[serde(flatten)]
    rates: Rates,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    votes: Vec<Vote<'a>>,
}

/// One vote with its verdict.
#[derive(Serialize)]
struct Vote<'a> {
    number: &'a str,
    title: &'a str,
    #[serde(with = "huiyin_rules::date")]
    on: NaiveDate,
    by: &'a str,
    tally: Tally,
    verdict: Option<Rating>,
    text: &'a str,
    steps: &'a [String],
    source: &'a str,
}

fn vote(row: &VoteRow) -> Vote<'_> {
    Vote {
        number: &row.number,
        title: &row.title,
        on: row.on,
        by: &row.by,
        tally: row.tally,
        verdict: row.verdict,
        text: &row.text,
        steps: &row.steps,
        source: &row.source,
    }
}

fn verdicts(votes: &[VoteRow], lang: Lang) -> String {
    let mut text = String::new();
    if !votes.is_empty() {
        let _ = match lang {
            Lang::Zh => writeln!(text, "满意度测评 {} 件", votes.len()),
            Lang::En => writeln!(text, "{} satisfaction votes", votes.len()),
        };
    }
    for row in votes {
        let tally = &row.tally;
        let (a, b, c) = (
            tally.satisfied,
            tally.basically_satisfied,
            tally.dissatisfied,
        );
        let steps = row.steps.join(say(lang, "；", "; "));
        let _ = writeln!(
            text,
            "  {} {}  {a}/{b}/{c}  {}  [{steps}]",
            row.number, row.title, row.text
        );
    }
    text
}

/// The overall figures in the order they are printed in. What is a rate stays a
/// fraction; the percentage is the rulebook's rounding of it.
fn rates(view: &StatsView) -> Rates {
    let rate = |key: &str| {
        let found = view.rates.iter().find(|rate| rate.key == key);
        found.map_or_else(
            || Rate::new(Fraction::default(), 2),
            |rate| Rate {
                numerator: rate.value.numerator,
                denominator: rate.value.denominator,
                percent: rate.percent.clone(),
            },
        )
    };
    let class = |letter: &str| {
        view.classes
            .iter()
            .find(|bar| bar.label == letter)
            .map_or(0, |bar| bar.count)
    };
    Rates {
        total: view.total,
        key: view.key,
        replied: rate("replied"),
        consulted: rate("consulted"),
        satisfied: rate("satisfied"),
        basically_satisfied: rate("basically_satisfied"),
        dissatisfied: rate("dissatisfied"),
        completed: rate("completed"),
        classes: ClassCounts {
            a: class("A"),
            b: class("B"),
            c: class("C"),
            d: class("D"),
        },
        contacts: rate("contacts"),
        assigned: view.assigned,
    }
}

/// One value of a breakdown.
#[derive(Serialize)]
struct Line {
    label: String,
    total: u64,
    replied: Rate,
    consulted: Rate,
    satisfied: Rate,
    completed: Rate,
    classes: ClassCounts,
    overdue: u64,
}

fn lines(view: &StatsView, by: By) -> Vec<Line> {
    let list: &[Breakdown] = match by {
        By::Unit => &view.by_unit,
        By::Category => &view.by_category,
        By::Delegation => &view.by_delegation,
        By::Month => &[],
    };
    let places = view.rates.iter().find_map(|rate| rate.percent.as_deref());
    let places = places
        .and_then(|text| text.split_once('.'))
        .map_or(0, |(_, rest)| rest.len());
    let rate = |fraction: Fraction| Rate::new(fraction, u8::try_from(places).unwrap_or(2));
    let line = |one: &Breakdown| {
        let [a, b, c, d] = one.classes;
        Line {
            label: one.label.clone(),
            total: one.total,
            replied: rate(one.replied),
            consulted: rate(one.consulted),
            satisfied: rate(one.satisfied),
            completed: rate(one.completed),
            classes: ClassCounts { a, b, c, d },
            overdue: one.overdue,
        }
    };
    list.iter().map(line).collect()
}

fn plain(view: &StatsView, lang: Lang) -> String {
    let (total, key, assigned) = (view.total, view.key, view.assigned);
    let mut text = match lang {
        Lang::Zh => format!(
            "共 {total} 件，其中重点督办 {key} 件，已交办 {assigned} 件（{}）\n",
            view.rulebook
        ),
        Lang::En => format!(
            "{total} in all, {key} under key supervision, {assigned} assigned ({})\n",
            view.rulebook
        ),
    };
    for rate in &view.rates {
        let _ = writeln!(
            text,
            "  {}  {}  [{}]",
            rate.label, rate.arithmetic, rate.definition
        );
    }
    for bar in &view.classes {
        let _ = writeln!(text, "  {}  {}  {}", bar.label, bar.count, bar.text);
    }
    text
}

fn months(view: &StatsView, lang: Lang) -> String {
    let mut text = format!(
        "{}\n",
        say(
            lang,
            "月份\t交办\t面商\t答复",
            "month\tassigned\tconsulted\treplied"
        )
    );
    for month in &view.by_month {
        let _ = writeln!(
            text,
            "{}\t{}\t{}\t{}",
            month.month, month.assigned, month.consulted, month.replied
        );
    }
    text
}

fn table(lines: &[Line], lang: Lang) -> String {
    let shown = |rate: &Rate| {
        rate.percent
            .as_deref()
            .map_or_else(|| "—".to_owned(), |percent| format!("{percent}%"))
    };
    let mut text = format!(
        "{}\n",
        say(
            lang,
            "名称\t件数\t办复率\t面商率\t满意率\t办结率\tA\tB\tC\tD\t逾期",
            "name\ttotal\treplied\tconsulted\tsatisfied\tcompleted\tA\tB\tC\tD\toverdue"
        )
    );
    for line in lines {
        let label = if line.label.is_empty() {
            say(lang, "(未注明)", "(not stated)")
        } else {
            &line.label
        };
        let ClassCounts { a, b, c, d } = line.classes;
        let rates = [
            &line.replied,
            &line.consulted,
            &line.satisfied,
            &line.completed,
        ]
        .map(shown)
        .join("\t");
        let _ = writeln!(
            text,
            "{label}\t{}\t{rates}\t{a}\t{b}\t{c}\t{d}\t{}",
            line.total, line.overdue
        );
    }
    text
}
