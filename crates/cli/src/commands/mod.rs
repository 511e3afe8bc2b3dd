//! One file per command; each gives the text to print.

pub mod conformance;
pub mod deadline;
pub mod demo;
pub mod explain;
pub mod import;
pub mod publish;
pub mod quota;
pub mod rulebook;
pub mod score;
pub mod serve;
pub mod stats;
pub mod tally;
pub mod verify;

use crate::app::{App, unexpected};
use crate::fault::Fault;
use huiyin_protocol::report::{ReportQuery, ReportView};
use huiyin_protocol::{Reply, Request};
use huiyin_rules::{Lang, Rulebook};
use serde::Serialize;
use std::fs;
use std::path::Path;

/// A result as one line of JSON.
fn json(value: &impl Serialize) -> Result<String, Fault> {
    let text = serde_json::to_string(value).map_err(|error| {
        Fault::new(
            format!("无法写成 JSON:{error}"),
            format!("this cannot be written as JSON: {error}"),
        )
    })?;
    Ok(text + "\n")
}

/// A file's text.
fn document(file: &Path) -> Result<String, Fault> {
    let bytes = fs::read(file).map_err(|error| Fault::file(file, &error))?;
    String::from_utf8(bytes).map_err(|_| {
        let file = file.display();
        Fault::new(
            format!("{file}：不是 UTF-8 文字。"),
            format!("{file}: this is not UTF-8"),
        )
    })
}

/// The version in a language.
const fn say(lang: Lang, zh: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

fn report(app: &App, about: &str, query: ReportQuery) -> Result<ReportView, Fault> {
    match app.ask(about, Request::Report(query))? {
        Reply::Report(view) => Ok(*view),
        other => Err(unexpected(&other)),
    }
}

/// The latest year of which the bundle holds anything.
fn latest_year(app: &App, about: &str) -> Result<i32, Fault> {
    let facets = match app.ask(about, Request::Facets)? {
        Reply::Facets(facets) => facets,
        other => return Err(unexpected(&other)),
    };
    let years = facets
        .years
        .iter()
        .filter_map(|year| year.value.parse().ok());
    years.max().ok_or_else(|| {
        Fault::new(
            format!("{about}：没有已编号或已交办的建议，无法确定年份。请用 --year 写明。"),
            format!("{about}: nothing is numbered or assigned, so the year cannot be told; name it with --year"),
        )
    })
}

fn rulebook(name: &str) -> Result<Rulebook, Fault> {
    Rulebook::preset(name).ok_or_else(|| {
        let known: Vec<&str> = Rulebook::presets().collect();
        Fault::new(
            format!("没有规则 {name}。可选：{}。", known.join("、")),
            format!(
                "there is no rulebook {name}; there are {}",
                known.join(", ")
            ),
        )
    })
}
