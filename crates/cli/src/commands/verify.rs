//! `huiyin verify`: a published vote checked by the implementation that shares no code
//! with the one that held it.

use super::{document, json, say, width};
use crate::args::Verify;
use crate::fault::Fault;
use huiyin_rules::Lang;
use huiyin_verify::{Counts, QuestionReport, Report, Verification};
use std::fmt::Write;

/// The text to print, and whether nothing is wrong.
pub fn run(args: &Verify, lang: Lang) -> Result<(String, bool), Fault> {
    let path = args.board.display();
    let board = document(&args.board)?;
    let mut verification = Verification::new(&board).map_err(|why| {
        let (zh, en) = (why.zh, why.en);
        Fault::new(format!("{path}：{zh}"), format!("{path}: {en}"))
    })?;
    for receipt in &args.receipts {
        verification.receipt(receipt);
    }
    if let Some(sheet) = &args.sheet {
        verification.expect_sheet(sheet);
    }
    if args.names {
        verification.names();
    }
    let report = verification.finish();
    let good = report.good;
    // The report is typed and documented where it is made.
    let text = if args.json {
        json(&report)?
    } else {
        plain(&report, args.names, lang)
    };
    Ok((text, good))
}

fn plain(report: &Report, names: bool, lang: Lang) -> String {
    let colon = say(lang, "：", ": ");
    let mut text = format!("{}  {}  {}\n", report.title, report.body, report.on);
    let rule = say_of(lang, &report.rule_zh, &report.rule_en);
    let mut head = |what: &str, value: &str| {
        let _ = writeln!(text, "{what}{colon}{value}");
    };
    let source = &report.rule_source;
    head(say(lang, "规则", "rule"), &format!("{rule} [{source}]"));
    let compare = say(
        lang,
        "（请与表决前公布的核对）",
        " (compare with what was published before the vote)",
    );
    head(
        say(lang, "测评单", "sheet"),
        &format!("{}{compare}", report.sheet_name),
    );
    head(
        say(lang, "票箱", "box"),
        &format!("{}  {}", report.votes, report.box_root),
    );
    for question in &report.questions {
        one(&mut text, question, lang);
    }
    if names {
        text.push('\n');
        text.push_str(&named(report, lang));
    }
    text.push('\n');
    for receipt in &report.receipts {
        let place = match (&receipt.q, receipt.found) {
            (Some(q), true) => format!("{} {q}", say(lang, "在公示板上，事项", "on the board,")),
            (None, true) => say(lang, "在公示板上", "on the board").to_owned(),
            (_, false) => say(lang, "不在公示板上", "not on the board").to_owned(),
        };
        let word = say(lang, "回执", "receipt");
        let _ = writeln!(text, "{word} {}{colon}{place}", receipt.code);
    }
    let found = report.findings.len();
    let _ = match (found, lang) {
        (0, Lang::Zh) => writeln!(text, "没有发现问题。"),
        (0, Lang::En) => writeln!(text, "nothing is wrong."),
        (_, Lang::Zh) => writeln!(text, "发现 {found} 个问题："),
        (_, Lang::En) => writeln!(text, "{found} findings:"),
    };
    for finding in &report.findings {
        let words = say_of(lang, &finding.zh, &finding.en);
        let _ = writeln!(text, "  {:<18} {words}", finding.code);
    }
    text
}

fn one(text: &mut String, question: &QuestionReport, lang: Lang) {
    let aspect = match question.aspect.as_str() {
        "process" => say(lang, "（办理过程）", " (process)"),
        "result" => say(lang, "（办理结果）", " (result)"),
        _ => "",
    };
    let _ = writeln!(text, "\n{}  {}{aspect}", question.q, question.title);
    let mut row = |what: &str, counts: &Counts| {
        let _ = writeln!(text, "    {what}  {}", line(counts, lang));
    };
    row(say(lang, "票卡", "cards"), &question.device);
    if let Some(paper) = &question.paper {
        row(say(lang, "纸质", "paper"), paper);
        row(say(lang, "合计", "whole"), &question.whole);
    }
    for step in &question.steps {
        let _ = writeln!(text, "    {}", say_of(lang, &step.zh, &step.en));
    }
    if let Some(verdict) = question.verdict {
        let label = rated(verdict, lang);
        let _ = writeln!(text, "    {}{label}", say(lang, "结果：", "verdict: "));
    }
}

/// Who chose what, a line for each.
fn named(report: &Report, lang: Lang) -> String {
    if report.named.is_empty() {
        let none = say(
            lang,
            "公示板上没有各人的选择：测评不是记名的，或者没有人领卡，或者票箱没有打开。",
            "nobody's choice stands on the board: the vote is not by name, nobody drew a card, or the box is not open.",
        );
        return format!("{none}\n");
    }
    let head = std::iter::once(say(lang, "投票人", "voter"))
        .chain(report.questions.iter().map(|question| question.q.as_str()));
    let rows = report.named.iter().map(|one| {
        let choices = one.choices.iter().map(|choice| chosen(choice, lang));
        std::iter::once(one.voter.as_str()).chain(choices).collect()
    });
    let rows: Vec<Vec<&str>> = std::iter::once(head.collect()).chain(rows).collect();
    let columns = report.questions.len() + 1;
    let widest: Vec<usize> = (0..columns)
        .map(|at| {
            let cells = rows.iter().filter_map(|row| row.get(at));
            cells.map(|cell| width(cell)).max().unwrap_or_default()
        })
        .collect();
    let title = say(
        lang,
        "记名测评各人的选择（领纸质票的也列为未投）：",
        "who chose what (those with a paper ballot stand as not cast):",
    );
    let mut text = format!("{title}\n");
    for row in &rows {
        let cells = row.iter().zip(&widest);
        let padded = cells.map(|(cell, widest)| format!("{cell}{:1$}", "", widest - width(cell)));
        let line = padded.collect::<Vec<_>>().join("  ");
        let _ = writeln!(text, "    {}", line.trim_end());
    }
    text
}

fn chosen(choice: &str, lang: Lang) -> &'static str {
    match choice {
        "abstained" => say(lang, "弃权", "abstained"),
        "invalid" => say(lang, "无效", "invalid"),
        "not_cast" => say(lang, "未投", "not cast"),
        rating => rated(rating, lang),
    }
}

fn rated(rating: &str, lang: Lang) -> &'static str {
    match rating {
        "satisfied" => say(lang, "满意", "satisfied"),
        "basically_satisfied" => say(lang, "基本满意", "basically satisfied"),
        _ => say(lang, "不满意", "dissatisfied"),
    }
}

fn line(counts: &Counts, lang: Lang) -> String {
    let Counts {
        issued,
        collected,
        satisfied,
        basically_satisfied,
        dissatisfied,
        abstained,
        invalid,
        unpressed,
    } = counts;
    match lang {
        Lang::Zh => format!(
            "发出{issued} 收回{collected}：满意{satisfied} 基本满意{basically_satisfied} 不满意{dissatisfied} 弃权{abstained} 无效{invalid}；未按{unpressed}"
        ),
        Lang::En => format!(
            "{issued} given out, {collected} back: {satisfied} satisfied, {basically_satisfied} basically satisfied, {dissatisfied} dissatisfied, {abstained} abstained, {invalid} invalid; {unpressed} not pressed"
        ),
    }
}

fn say_of<'a>(lang: Lang, zh: &'a str, en: &'a str) -> &'a str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}
