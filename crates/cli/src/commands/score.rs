//! `huiyin score`: one unit's year: its rates, the facts counted, its score card.

use super::{json, latest_year, report};
use crate::app::{App, unexpected};
use crate::args::Score;
use crate::fault::Fault;
use huiyin_protocol::Reply;
use huiyin_protocol::report::{CardView, FactLine, ReportQuery, ReportView, UnitView};
use huiyin_rules::Lang;
use huiyin_rules::rates::Rate;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write;

#[derive(Serialize)]
struct Printed<'a> {
    unit: &'a str,
    year: i32,
    lead: u32,
    separate: u32,
    assisting: u32,
    rates: BTreeMap<&'a str, Rate>,
    opinions: Option<[u32; 3]>,
    facts: &'a [FactLine],
    card: Option<&'a CardView>,
}

pub fn run(args: &Score, lang: Lang) -> Result<String, Fault> {
    let app = App::of_bundle(&args.bundle, lang)?;
    let about = args.bundle.display().to_string();
    let year = match args.year {
        Some(year) => year,
        None => latest_year(&app, &about)?,
    };
    let asked = ReportQuery::Unit {
        unit: args.unit.clone(),
        year,
    };
    let view = match report(&app, &about, asked)? {
        ReportView::Unit(view) => view,
        other => return Err(unexpected(&Reply::Report(Box::new(other)))),
    };
    if view.parts == [0, 0, 0] {
        let unit = &args.unit;
        return Err(Fault::new(
            format!("{about}：{year}年没有“{unit}”承办的建议。请核对单位全称和年份。"),
            format!(
                "{about}: in {year} `{unit}` handles nothing; check the unit's full name and the year"
            ),
        ));
    }
    if args.json {
        json(&printed(&view))
    } else {
        Ok(plain(&view, lang))
    }
}

fn printed(view: &UnitView) -> Printed<'_> {
    let [lead, separate, assisting] = view.parts;
    let rates = view.rates.iter().map(|rate| {
        let value = Rate {
            numerator: rate.value.numerator,
            denominator: rate.value.denominator,
            percent: rate.percent.clone(),
        };
        (rate.key.as_str(), value)
    });
    Printed {
        unit: &view.unit,
        year: view.year,
        lead,
        separate,
        assisting,
        rates: rates.collect(),
        opinions: view.opinions,
        facts: &view.facts,
        card: view.card.as_ref(),
    }
}

fn plain(view: &UnitView, lang: Lang) -> String {
    let (unit, year) = (&view.unit, view.year);
    let [lead, separate, assisting] = view.parts;
    let mut text = match lang {
        Lang::Zh => {
            format!("{unit} {year}年：主办{lead}件，分别办理{separate}件，协办{assisting}件\n")
        }
        Lang::En => format!(
            "{unit} in {year}: leads {lead}, handles {separate} separately, assists {assisting}\n"
        ),
    };
    for rate in &view.rates {
        let _ = writeln!(text, "  {}  {}", rate.label, rate.arithmetic);
    }
    for fact in &view.facts {
        let _ = writeln!(text, "  {}  {}", fact.label, fact.value);
    }
    let Some(card) = &view.card else {
        let none = match lang {
            Lang::Zh => "现行规则没有规定评分办法。",
            Lang::En => "the rulebook in force has no score card",
        };
        let _ = writeln!(text, "{none}");
        return text;
    };
    let heading = match lang {
        Lang::Zh => format!("评分（依据：{}）", card.source),
        Lang::En => format!("Score card (source: {})", card.source),
    };
    let _ = writeln!(text, "{heading}");
    for line in &card.lines {
        let points = if line.points.is_empty() {
            "—"
        } else {
            &line.points
        };
        let _ = writeln!(
            text,
            "  {points}\t{}  {}  {}",
            line.label, line.fact, line.arithmetic
        );
    }
    let _ = match (lang, card.open) {
        (Lang::Zh, 0) => writeln!(text, "合计 {} {}", card.total, card.grade),
        (Lang::Zh, open) => writeln!(
            text,
            "合计 {} {}（另有{open}项由人评定）",
            card.total, card.grade
        ),
        (Lang::En, 0) => writeln!(text, "total {} {}", card.total, card.grade),
        (Lang::En, open) => writeln!(
            text,
            "total {} {} ({open} lines are for people to judge)",
            card.total, card.grade
        ),
    };
    text
}
