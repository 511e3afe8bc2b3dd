//! Rates of suggestions, one by one or counted elsewhere.

use super::args::{self, Fields};
use super::fault::{Fault, give};
use super::{Answer, book};
use huiyin_rules::rates::{ClassCounts, Counts, Facts, Rate, RateAccount, RateCode, Tally};
use huiyin_rules::{AnswerClass, Rating};
use serde::Serialize;
use std::collections::BTreeMap;
use wasm_bindgen::JsValue;

/// The rates by name, `null` where a number was not counted.
#[derive(Serialize)]
struct Given {
    rulebook: String,
    total: u64,
    key: Option<u64>,
    assigned: Option<u64>,
    classes: Option<ClassCounts>,
    rates: BTreeMap<RateCode, Option<Explained>>,
}

#[derive(Serialize)]
struct Explained {
    #[serde(flatten)]
    rate: Rate,
    #[serde(flatten)]
    account: RateAccount,
}

/// The rates by a rulebook: of a list of facts, or of counts.
///
/// # Errors
/// An argument is none, or a count is more than the total.
pub fn rates(rulebook: &JsValue, of: &JsValue) -> Answer {
    let book = book(rulebook, "rulebook")?;
    let (counts, tally) = match js_sys::try_iter(of) {
        Ok(Some(_)) => {
            let mut tally = Tally::default();
            for (at, one) in args::list(of, "of")?.iter().enumerate() {
                tally.add(&facts(&one, &format!("of[{at}]"))?);
            }
            (None, tally)
        }
        _ => {
            let counts = counts(of, "of")?;
            let tally = counts.tally().map_err(|fault| {
                let text = fault.text();
                Fault::argument(&format!("of.{}", fault.field), text.zh, text.en)
            })?;
            (Some(counts), tally)
        }
    };
    let all = tally.rates(&book);
    let known = |code| counts.is_none_or(|counts| counts.knows(code, &book));
    let rates = RateCode::ALL.into_iter().map(|code| {
        let explained = known(code).then(|| Explained {
            rate: all.get(code).clone(),
            account: all.explain(code, &book),
        });
        (code, explained)
    });
    give(&Given {
        total: all.total,
        key: counts.map_or(Some(all.key), |counts| counts.key),
        assigned: counts.map_or(Some(all.assigned), |counts| counts.assigned),
        classes: counts.map_or(Some(all.classes), |counts| counts.classes),
        rates: rates.collect(),
        rulebook: book.id.clone(),
    })
}

pub(super) const RATINGS: [(&str, Rating); 3] = [
    ("satisfied", Rating::Satisfied),
    ("basically_satisfied", Rating::BasicallySatisfied),
    ("dissatisfied", Rating::Dissatisfied),
];

pub(super) const CLASSES: [(&str, AnswerClass); 4] = [
    ("A", AnswerClass::A),
    ("B", AnswerClass::B),
    ("C", AnswerClass::C),
    ("D", AnswerClass::D),
];

fn facts(value: &JsValue, at: &str) -> Result<Facts, Fault> {
    let fields = Fields::of(
        value,
        at,
        &[
            "counted",
            "key",
            "replied",
            "consulted",
            "rating",
            "class",
            "contacts",
            "assigned",
        ],
    )?;
    Ok(Facts {
        counted: fields.need("counted", args::flag)?,
        key: fields.need("key", args::flag)?,
        replied: fields.need("replied", args::flag)?,
        consulted: fields.need("consulted", args::flag)?,
        rating: fields.may("rating", |value, at| args::choice(value, at, &RATINGS))?,
        class: fields.may("class", |value, at| args::choice(value, at, &CLASSES))?,
        contacts: fields.need("contacts", args::flag)?,
        assigned: fields.need("assigned", args::flag)?,
    })
}

fn counts(value: &JsValue, at: &str) -> Result<Counts, Fault> {
    let fields = Fields::of(
        value,
        at,
        &[
            "total",
            "key",
            "assigned",
            "replied",
            "consulted",
            "contacts",
            "ratings",
            "classes",
        ],
    )?;
    Ok(Counts {
        total: fields.need("total", args::count)?,
        key: fields.may("key", args::count)?,
        assigned: fields.may("assigned", args::count)?,
        replied: fields.may("replied", args::count)?,
        consulted: fields.may("consulted", args::count)?,
        contacts: fields.may("contacts", args::count)?,
        ratings: fields.may("ratings", |value, at| {
            let fields = Fields::of(value, at, &RATINGS.map(|(name, _)| name))?;
            let [a, b, c] = RATINGS.map(|(name, _)| fields.need(name, args::count));
            Ok([a?, b?, c?])
        })?,
        classes: fields.may("classes", |value, at| {
            let fields = Fields::of(value, at, &CLASSES.map(|(name, _)| name))?;
            let [a, b, c, d] = CLASSES.map(|(name, _)| fields.need(name, args::count));
            Ok(ClassCounts {
                a: a?,
                b: b?,
                c: c?,
                d: d?,
            })
        })?,
    })
}
