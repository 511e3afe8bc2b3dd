//! `huiyin deadline`: the last day a rule sets, step by step.

use super::rulebook::named;
use super::{json, say};
use crate::args::Deadline;
use crate::fault::Fault;
use chrono::NaiveDate;
use huiyin_rules::rulebook::{RuleCode, deadline};
use huiyin_rules::{Calendar, Lang};
use serde::Serialize;
use std::borrow::Cow;
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// One step of the count.
#[derive(Serialize)]
struct Step {
    rule: String,
    text: String,
    date: NaiveDate,
}

#[derive(Serialize)]
struct Printed {
    due: NaiveDate,
    provisional: bool,
    steps: Vec<Step>,
}

pub fn run(args: &Deadline, lang: Lang) -> Result<String, Fault> {
    let book = named(&args.rulebook)?;
    let code: RuleCode = args.rule.parse().map_err(|_| {
        let names = RuleCode::ALL.map(RuleCode::name);
        let rule = &args.rule;
        Fault::new(
            format!("没有规则代码 {rule}。可选：{}。", names.join("、")),
            format!("there is no rule {rule}; there are {}", names.join(", ")),
        )
    })?;
    let calendar = match &args.calendar {
        None => Cow::Borrowed(Calendar::built_in()),
        Some(file) => Cow::Owned(extended(file)?),
    };
    let due = deadline(&book, &calendar, code, args.from).map_err(|error| {
        let text = error.text();
        Fault::new(text.zh, text.en)
    })?;
    let steps = due.steps.into_iter().map(|step| Step {
        rule: step.rule,
        text: step.text.get(lang).to_owned(),
        date: step.date,
    });
    let printed = Printed {
        due: due.date,
        provisional: due.provisional,
        steps: steps.collect(),
    };
    if args.json {
        return json(&printed);
    }
    let mut text = format!(
        "{}{}",
        printed.due,
        if printed.provisional {
            say(lang, "(暂估)", " (provisional)")
        } else {
            ""
        }
    );
    for step in &printed.steps {
        let _ = write!(text, "\n  {}  {}", step.date, step.text);
    }
    Ok(text + "\n")
}

/// The calendar that ships with a newer notice laid over it.
fn extended(file: &Path) -> Result<Calendar, Fault> {
    let notice = fs::read_to_string(file).map_err(|error| Fault::file(file, &error))?;
    Calendar::built_in().extended(&notice).map_err(|error| {
        let line = error.line.map(|line| format!(":{line}"));
        let place = format!("{}{}", file.display(), line.unwrap_or_default());
        let at = &error.at;
        if at.is_empty() {
            return Fault::new(
                format!("{place}: {}", error.text.zh),
                format!("{place}: {}", error.text.en),
            );
        }
        Fault::new(
            format!("{place}: “{at}”：{}", error.text.zh),
            format!("{place}: `{at}`: {}", error.text.en),
        )
    })
}
