//! `huiyin deadline`: the last day a rule sets, step by step.

use super::{json, rulebook, say};
use crate::args::Deadline;
use crate::fault::Fault;
use chrono::NaiveDate;
use huiyin_rules::rulebook::{RuleCode, deadline};
use huiyin_rules::{Calendar, Lang};
use serde::Serialize;
use std::fmt::Write;

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
    let book = rulebook(&args.rulebook)?;
    let code: RuleCode = args.rule.parse().map_err(|_| {
        let names = RuleCode::ALL.map(RuleCode::name);
        let rule = &args.rule;
        Fault::new(
            format!("没有规则代码 {rule}。可选：{}。", names.join("、")),
            format!("there is no rule {rule}; there are {}", names.join(", ")),
        )
    })?;
    let due = deadline(&book, Calendar::built_in(), code, args.from).map_err(|error| {
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
