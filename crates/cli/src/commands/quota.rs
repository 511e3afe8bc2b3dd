//! `huiyin quota`: how many suggestions of a year have to be under key supervision,
//! how many are, and which are proposed.

use super::{json, latest_year, report, say};
use crate::app::{App, unexpected};
use crate::args::Quota;
use crate::fault::Fault;
use huiyin_protocol::Reply;
use huiyin_protocol::report::{
    Alarm, CommitteeLine, KeyCandidate, KeyView, ReportQuery, ReportView,
};
use huiyin_rules::Lang;
use serde::Serialize;
use std::fmt::Write;

/// Candidates printed for people; the JSON has all of them.
const SHOWN: usize = 20;

#[derive(Serialize)]
struct Printed<'a> {
    year: i32,
    total: u64,
    key: u64,
    required: Option<u64>,
    missing: u64,
    arithmetic: &'a str,
    rule: &'a str,
    source: &'a str,
    alarms: &'a [Alarm],
    chosen: Vec<Chosen<'a>>,
    candidates: Vec<Candidate<'a>>,
    committees: &'a [CommitteeLine],
}

#[derive(Serialize)]
struct Chosen<'a> {
    number: &'a str,
    title: &'a str,
    supervisor: &'a str,
    committee: &'a str,
    criteria: &'a [String],
    supervised: u32,
}

#[derive(Serialize)]
struct Candidate<'a> {
    number: &'a str,
    title: &'a str,
    criteria: Vec<&'static str>,
    reasons: &'a [String],
    related: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Related<'a> {
    number: &'a str,
    title: &'a str,
    year: u16,
    percent: u8,
}

pub fn run(args: &Quota, lang: Lang) -> Result<String, Fault> {
    let app = App::of_bundle(&args.bundle, lang)?;
    let about = args.bundle.display().to_string();
    let year = match args.year {
        Some(year) => year,
        None => latest_year(&app, &about)?,
    };
    let view = match report(&app, &about, ReportQuery::Key { year })? {
        ReportView::Key(view) => view,
        other => return Err(unexpected(&Reply::Report(Box::new(other)))),
    };
    if args.json {
        json(&printed(&view, lang))
    } else {
        Ok(plain(&view, lang))
    }
}

fn printed(view: &KeyView, lang: Lang) -> Printed<'_> {
    let candidate = |one: &'_ KeyCandidate| -> Vec<&'static str> {
        let words = one.criteria.iter();
        words.map(|word| say(lang, word.zh(), word.en())).collect()
    };
    Printed {
        year: view.year,
        total: view.total,
        key: view.key,
        required: view.required,
        missing: view.missing,
        arithmetic: &view.arithmetic,
        rule: &view.rule,
        source: &view.source,
        alarms: &view.alarms,
        chosen: view
            .chosen
            .iter()
            .map(|one| Chosen {
                number: &one.row.number,
                title: &one.row.title,
                supervisor: &one.supervisor,
                committee: &one.committee,
                criteria: &one.criteria,
                supervised: one.supervised,
            })
            .collect(),
        candidates: view
            .candidates
            .iter()
            .map(|one| Candidate {
                number: &one.row.number,
                title: &one.row.title,
                criteria: candidate(one),
                reasons: &one.reasons,
                related: one
                    .related
                    .iter()
                    .map(|other| Related {
                        number: &other.number,
                        title: &other.title,
                        year: other.year,
                        percent: other.percent,
                    })
                    .collect(),
            })
            .collect(),
        committees: &view.committees,
    }
}

fn plain(view: &KeyView, lang: Lang) -> String {
    let (year, total, key, rule) = (view.year, view.total, view.key, &view.rule);
    let mut text = match lang {
        Lang::Zh => format!("{year}年建议{total}件，重点督办{key}件。{rule}\n"),
        Lang::En => format!("{year}: {total} suggestions, {key} under key supervision. {rule}\n"),
    };
    if !view.arithmetic.is_empty() {
        let _ = writeln!(text, "  {}", view.arithmetic);
    }
    let _ = writeln!(text, "  {}{}", say(lang, "依据：", "Source: "), view.source);
    for alarm in &view.alarms {
        let _ = writeln!(text, "  {} {}", say(lang, "提醒", "alarm"), alarm.text);
    }
    if !view.chosen.is_empty() {
        let _ = writeln!(
            text,
            "{}",
            say(lang, "已列为重点督办：", "Under key supervision:")
        );
    }
    for one in &view.chosen {
        let (number, title) = (&one.row.number, &one.row.title);
        let people: Vec<&str> = [one.supervisor.as_str(), one.committee.as_str()]
            .into_iter()
            .filter(|name| !name.is_empty())
            .collect();
        let _ = writeln!(text, "  {number} {title}  {}", people.join("、"));
    }
    for line in &view.committees {
        let (name, made) = (&line.name, line.evaluated);
        let _ = match (lang, line.required) {
            (Lang::Zh, Some(needed)) => {
                writeln!(text, "  {name}：绩效评估{made}件，应不少于{needed}件")
            }
            (Lang::En, Some(needed)) => {
                writeln!(text, "  {name}: {made} evaluated, {needed} needed")
            }
            (_, None) => Ok(()),
        };
    }
    if !view.candidates.is_empty() {
        let _ = writeln!(
            text,
            "{}",
            say(
                lang,
                "建议考虑列入的（由机关决定）：",
                "Proposed, for the office to decide:"
            )
        );
    }
    for one in view.candidates.iter().take(SHOWN) {
        let _ = writeln!(text, "  {} {}", one.row.number, one.row.title);
        for reason in &one.reasons {
            let _ = writeln!(text, "    {reason}");
        }
    }
    let more = view.candidates.len().saturating_sub(SHOWN);
    if more > 0 {
        let _ = match lang {
            Lang::Zh => writeln!(text, "  另有{more}件，见 --json"),
            Lang::En => writeln!(text, "  and {more} more, see --json"),
        };
    }
    text
}
