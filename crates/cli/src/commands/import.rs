//! `huiyin import`: an Excel ledger becomes a bundle.

use super::json;
use crate::app::{App, unexpected};
use crate::args::Import;
use crate::fault::Fault;
use huiyin_office::{Control, Limits};
use huiyin_protocol::grid::Workbook;
use huiyin_protocol::import::{ImportCheck, Problem, Severity};
use huiyin_protocol::{Reply, Request};
use huiyin_rules::Lang;
use serde::Serialize;
use std::fmt::Write;
use std::fs;

/// Cells read at most: a ledger of 100,000 rows has some 1.7 million.
const CELLS: u64 = 4_000_000;

#[derive(Serialize)]
struct Told<'a> {
    cell: &'a str,
    code: &'a str,
    message: &'a str,
    suggestion: &'a str,
    severity: &'static str,
    row: u32,
}

#[derive(Serialize)]
struct PassedOver<'a> {
    row: u32,
    reason: &'a str,
}

#[derive(Serialize)]
struct Printed<'a> {
    imported: u32,
    failed: u32,
    sheet: &'a str,
    passed_over: Vec<PassedOver<'a>>,
    problems: Vec<Told<'a>>,
}

pub fn run(args: &Import, lang: Lang) -> Result<String, Fault> {
    let about = args.file.display().to_string();
    super::rulebook(&args.rulebook)?;
    let workbook = only(read(args)?, args)?;
    let app = App::new(lang)?;
    let stem = || args.file.file_stem().map(|stem| stem.to_string_lossy());
    let name = match &args.name {
        Some(name) => name.clone(),
        None => stem().unwrap_or_default().into_owned(),
    };
    let name = name.chars().filter(|c| !c.is_control()).take(60).collect();
    app.ask(
        &about,
        Request::Configure {
            name,
            rulebook: args.rulebook.clone(),
        },
    )?;
    let proposal = match app.ask(&about, Request::ImportOpen(workbook))? {
        Reply::ImportProposal(proposal) => proposal,
        other => return Err(unexpected(&other)),
    };
    let sheet_at = usize::try_from(proposal.plan.sheet).unwrap_or(usize::MAX);
    let sheet = proposal
        .sheets
        .get(sheet_at)
        .map(|sheet| sheet.name.clone())
        .unwrap_or_default();
    let mut plan = proposal.plan;
    plan.year = args.year.or(plan.year);
    let check = match app.ask(&about, Request::ImportCheck(plan))? {
        Reply::ImportCheck(check) => check,
        other => return Err(unexpected(&other)),
    };
    worth_importing(&check, &about, &sheet)?;
    let imported = match app.ask(&about, Request::ImportCommit { skip: Vec::new() })? {
        Reply::ImportDone(done) => done.imported,
        other => return Err(unexpected(&other)),
    };
    app.write_bundle(&args.out)?;
    if args.json {
        json(&printed(imported, &check, &sheet))
    } else {
        Ok(plain(args, imported, &check, lang))
    }
}

fn read(args: &Import) -> Result<Workbook, Fault> {
    let bytes = fs::read(&args.file).map_err(|error| Fault::file(&args.file, &error))?;
    let name = args
        .file
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    huiyin_office::read(&bytes, &name, &Limits::with_cells(CELLS), &mut |_| {
        Control::Continue
    })
    .map_err(|error| {
        let path = args.file.display();
        Fault::new(
            format!("{path}:{}", error.text.zh),
            format!("{path}: {}", error.text.en),
        )
    })
}

/// The workbook with nothing but the named sheet, where one is named.
fn only(mut workbook: Workbook, args: &Import) -> Result<Workbook, Fault> {
    let Some(wanted) = &args.sheet else {
        return Ok(workbook);
    };
    let names: Vec<String> = workbook
        .sheets
        .iter()
        .map(|sheet| sheet.name.clone())
        .collect();
    workbook.sheets.retain(|sheet| sheet.name == *wanted);
    if workbook.sheets.is_empty() {
        let path = args.file.display();
        return Err(Fault::new(
            format!("{path}：没有工作表“{wanted}”。有：{}。", names.join("、")),
            format!(
                "{path}: there is no sheet “{wanted}”; there are {}",
                names.join(", ")
            ),
        ));
    }
    Ok(workbook)
}

/// Refuses what would make an empty bundle.
fn worth_importing(check: &ImportCheck, about: &str, sheet: &str) -> Result<(), Fault> {
    if !check.missing.is_empty() {
        let missing = check.missing.join(" ");
        return Err(Fault::new(
            format!("{about}:工作表“{sheet}”:{missing}"),
            format!("{about}: sheet “{sheet}”: {missing}"),
        ));
    }
    if check.ready > 0 {
        return Ok(());
    }
    let first = check
        .problems
        .iter()
        .find(|problem| problem.severity == Severity::Error);
    let first = first
        .map(|problem| format!("{}:{}", problem.cell, problem.message))
        .unwrap_or_default();
    Err(Fault::new(
        format!(
            "{about}：工作表“{sheet}”没有可以导入的行（{} 行有错误）。{first}",
            check.failed
        ),
        format!(
            "{about}: sheet “{sheet}” has no row that can be imported ({} rows have errors). {first}",
            check.failed
        ),
    ))
}

fn printed<'a>(imported: u32, check: &'a ImportCheck, sheet: &'a str) -> Printed<'a> {
    let told = |problem: &'a Problem| Told {
        cell: &problem.cell,
        code: &problem.code,
        message: &problem.message,
        suggestion: &problem.suggestion,
        severity: match problem.severity {
            Severity::Notice => "notice",
            Severity::Warning => "warning",
            Severity::Error => "error",
        },
        row: problem.row,
    };
    Printed {
        imported,
        failed: check.failed,
        sheet,
        passed_over: check
            .passed_over
            .iter()
            .map(|(row, reason)| PassedOver { row: *row, reason })
            .collect(),
        problems: check.problems.iter().map(told).collect(),
    }
}

fn plain(args: &Import, imported: u32, check: &ImportCheck, lang: Lang) -> String {
    let (out, failed, told) = (args.out.display(), check.failed, check.problems.len());
    let mut text = match lang {
        Lang::Zh => {
            format!("已导入 {imported} 件，{failed} 行未导入，写入 {out}。需要核对 {told} 处。\n")
        }
        Lang::En => format!(
            "{imported} imported, {failed} rows left out, written to {out}; {told} things to check\n"
        ),
    };
    for problem in &check.problems {
        let mark = match (problem.severity, lang) {
            (Severity::Notice, Lang::Zh) => "提示",
            (Severity::Warning, Lang::Zh) => "注意",
            (Severity::Error, Lang::Zh) => "错误",
            (Severity::Notice, Lang::En) => "notice",
            (Severity::Warning, Lang::En) => "warning",
            (Severity::Error, Lang::En) => "error",
        };
        let _ = writeln!(
            text,
            "  {mark} {} {}{}",
            problem.cell, problem.message, problem.suggestion
        );
    }
    text
}
