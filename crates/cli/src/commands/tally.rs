//! `huiyin tally`: this program's own count of a published vote.

use super::{document, json, say};
use crate::args::Tally;
use crate::fault::Fault;
use huiyin_ballot::{Board, BoardResult, Exception, Recount};
use huiyin_rules::verdict::{Tally as Counted, Verdict};
use huiyin_rules::{Lang, Rating, Text};
use serde::Serialize;
use std::fmt::Write;

#[derive(Serialize)]
struct Printed<'a> {
    /// Whether nothing is odd and the board says the same.
    good: bool,
    title: &'a str,
    sheet_name: String,
    questions: Vec<Question<'a>>,
    /// What is odd about the votes.
    exceptions: Vec<Odd>,
    /// What the board says otherwise.
    differs: Vec<Odd>,
}

#[derive(Serialize)]
struct Question<'a> {
    q: &'a str,
    title: &'a str,
    device: Counted,
    paper: Option<Counted>,
    whole: Counted,
    verdict: Option<Rating>,
    /// Why there is none: a code.
    fault: Option<&'a str>,
    /// The arithmetic, in words.
    steps: Vec<String>,
}

#[derive(Serialize)]
struct Odd {
    code: &'static str,
    q: Option<String>,
    count: u32,
    text: String,
}

impl Odd {
    fn of(exception: Exception, lang: Lang) -> Self {
        Odd {
            code: exception.code.as_str(),
            count: exception.count,
            text: exception.text().get(lang).to_owned(),
            q: exception.q,
        }
    }
}

/// The text to print, and whether nothing is odd and the board says the same.
pub fn run(args: &Tally, lang: Lang) -> Result<(String, bool), Fault> {
    let path = args.board.display();
    let wrong = |error: huiyin_ballot::BallotError| {
        let Text { zh, en } = error.text();
        Fault::new(format!("{path}：{zh}"), format!("{path}: {en}"))
    };
    let board = Board::read(&document(&args.board)?).map_err(wrong)?;
    let recounted = Recount::new(&board).map_err(wrong)?.finish();
    let good = recounted.exceptions.is_empty() && recounted.differs.is_empty();
    let odd = |all: Vec<Exception>| all.into_iter().map(|one| Odd::of(one, lang)).collect();
    let questions = recounted.results.iter().zip(&board.sheet.questions);
    let printed = Printed {
        good,
        title: &board.sheet.title,
        sheet_name: board.sheet.name(),
        questions: questions
            .map(|(result, question)| Question {
                q: &result.q,
                title: &question.title,
                device: result.device,
                paper: result.paper,
                whole: result.whole,
                verdict: result.verdict,
                fault: result.fault.as_deref(),
                steps: steps(&board, result, lang),
            })
            .collect(),
        exceptions: odd(recounted.exceptions),
        differs: odd(recounted.differs),
    };
    let text = if args.json {
        json(&printed)?
    } else {
        plain(&printed, lang)
    };
    Ok((text, good))
}

/// How the whole became a verdict, or why it did not.
fn steps(board: &Board, result: &BoardResult, lang: Lang) -> Vec<String> {
    let steps = |verdict: Verdict| -> Vec<String> {
        let all = verdict.steps.iter();
        all.map(|step| step.text.get(lang).to_owned()).collect()
    };
    match board.sheet.rule.verdict(&result.whole) {
        Ok(verdict) if result.verdict.is_some() => steps(verdict),
        Ok(_) => Vec::new(),
        Err(fault) => vec![fault.text().get(lang).to_owned()],
    }
}

fn plain(printed: &Printed<'_>, lang: Lang) -> String {
    let mut text = format!("{}\n", printed.title);
    for question in &printed.questions {
        let _ = writeln!(text, "\n{}  {}", question.q, question.title);
        let Counted {
            satisfied,
            basically_satisfied,
            dissatisfied,
            abstained,
            invalid,
            unpressed,
            ..
        } = question.whole;
        let _ = match lang {
            Lang::Zh => writeln!(
                text,
                "    满意{satisfied} 基本满意{basically_satisfied} 不满意{dissatisfied} 弃权{abstained} 无效{invalid}；未按{unpressed}"
            ),
            Lang::En => writeln!(
                text,
                "    {satisfied} satisfied, {basically_satisfied} basically satisfied, {dissatisfied} dissatisfied, {abstained} abstained, {invalid} invalid; {unpressed} not pressed"
            ),
        };
        for step in &question.steps {
            let _ = writeln!(text, "    {step}");
        }
        if question.steps.is_empty() {
            let code = question.fault.unwrap_or_default();
            let none = say(lang, "没有认定结果", "no verdict");
            let _ = writeln!(text, "    {none} ({code})");
        }
        if let Some(verdict) = question.verdict {
            let word = say(lang, "结果：", "verdict: ");
            let _ = writeln!(text, "    {word}{}", verdict.label().get(lang));
        }
    }
    let mut list = |title: &str, odd: &[Odd]| {
        if !odd.is_empty() {
            let _ = writeln!(text, "\n{title}");
        }
        for one in odd {
            let _ = writeln!(text, "  {:<18} {}", one.code, one.text);
        }
    };
    list(say(lang, "异常", "exceptions"), &printed.exceptions);
    list(
        say(lang, "公示板所写不同", "the board says otherwise"),
        &printed.differs,
    );
    if printed.good {
        let same = say(
            lang,
            "\n没有异常，与公示板一致。",
            "\nnothing is odd, and the board says the same.",
        );
        let _ = writeln!(text, "{same}");
    }
    text
}
