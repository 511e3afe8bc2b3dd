//! `huiyin demo`: a made-up workspace of any size, streamed to disk.

mod onto;

use super::json;
use crate::args::{Demo as Args, Ground};
use crate::fault::Fault;
use crate::out::Atomic;
use chrono::{Datelike, NaiveDate};
use huiyin_engine::demo::{Demo, DemoError, Plan};
use huiyin_log::bundle::{BundleError, BundleWriter};
use huiyin_rules::Lang;
use serde::Serialize;

/// Events written at a time.
const TOGETHER: usize = 1_000;

#[derive(Serialize)]
struct Described {
    program: &'static str,
    name: &'static str,
    rulebook: &'static str,
}

#[derive(Serialize)]
struct Printed {
    suggestions: u32,
    events: u64,
    seed: u64,
}

/// The last day of what is made up from nothing: fixed, so that the same seed makes the
/// same bytes on any day.
const UNTIL: Option<NaiveDate> = NaiveDate::from_ymd_opt(2026, 10, 30);

pub fn run(args: &Args, lang: Lang) -> Result<String, Fault> {
    // Ten years of history have to lie before it, and the calendar's reach after it.
    if let Some(until) = args.until
        && !(2000..=2099).contains(&until.year())
    {
        return Err(Fault::new(
            format!("--until {until}：应在 2000 年至 2099 年之间。"),
            format!("--until {until}: this should lie between 2000 and 2099"),
        ));
    }
    let printed = match &args.on {
        Ground::Made(suggestions) => made_up(args, *suggestions)?,
        Ground::Bundle(bundle) => onto::lay_beside(args, bundle, lang)?,
    };
    if args.json {
        return json(&printed);
    }
    let path = args.out.display();
    let (suggestions, events) = (printed.suggestions, printed.events);
    Ok(match lang {
        Lang::Zh => format!("已写入 {path}：建议 {suggestions} 件，事件 {events} 条。\n"),
        Lang::En => format!("{path}: {suggestions} suggestions, {events} events\n"),
    })
}

fn made_up(args: &Args, suggestions: u32) -> Result<Printed, Fault> {
    let plan = Plan {
        suggestions,
        seed: args.seed,
        until: args.until.or(UNTIL).unwrap_or_default(),
    };
    // The frame says how many events follow; as equal seeds make equal events, a
    // first pass counts them and nothing has to be kept in memory.
    let mut events = 0;
    for line in demo(plan)? {
        line.map_err(|error| log_fault(&error))?;
        events += 1;
    }
    let described = Described {
        program: "huiyin",
        name: "演示工作区",
        rulebook: "national",
    };
    let described = serde_json::value::to_raw_value(&described)
        .map_err(|error| Fault::new(error.to_string(), error.to_string()))?;
    let (mut writer, head) =
        BundleWriter::new(&described, events).map_err(|error| bundle_fault(&error))?;
    let mut out = Atomic::create(&args.out)?;
    out.write(&head)?;
    let mut lines = demo(plan)?;
    loop {
        let piece: Vec<Vec<u8>> = lines
            .by_ref()
            .take(TOGETHER)
            .collect::<Result<_, _>>()
            .map_err(|error| log_fault(&error))?;
        if piece.is_empty() {
            break;
        }
        out.write(&writer.lines(&piece))?;
    }
    out.write(&writer.finish().map_err(|error| bundle_fault(&error))?)?;
    out.finish()?;
    Ok(Printed {
        suggestions,
        events,
        seed: args.seed,
    })
}

fn demo(plan: Plan) -> Result<Demo, Fault> {
    Demo::new(plan)
        .ok_or_else(|| Fault::new("缺少规则 national。", "the rulebook national is missing"))
}

fn log_fault(error: &DemoError) -> Fault {
    let text = error.text();
    Fault::new(text.zh, text.en)
}

fn bundle_fault(error: &BundleError) -> Fault {
    let text = error.text();
    Fault::new(text.zh, text.en)
}
