//! The JavaScript package: the rules' functions over plain values.
//!
//! Fields have the names that `huiyin --json` and the files have. What cannot be answered is
//! thrown as `{code, zh, en, at, line}`, of which the package's script makes its error.

mod args;
mod board;
mod bundle;
mod days;
mod fault;
mod rates;
mod votes;

pub use board::{mask, project_board, public_id};
pub use bundle::validate_bundle;
pub use days::{add_working_days, calendar, day, day_kind, working_days_between};
pub use rates::rates;
pub use votes::{rule_sets, verdict, verify_board};

use args::Fields;
use fault::{Fault, give};
use huiyin_engine::rulebooks;
use huiyin_rules::rulebook::{RuleChange, RuleCode, Source, compare, deadline as last_day};
use huiyin_rules::{Rulebook, Text};
use serde::Serialize;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use wasm_bindgen::JsValue;

/// What a function answers or throws.
pub type Answer = Result<JsValue, JsValue>;

thread_local! {
    /// The rulebooks that ship, as far as they were asked for: reading one takes longer than
    /// a hundred deadlines.
    static SHIPPED: RefCell<BTreeMap<String, Rc<Rulebook>>> = const { RefCell::new(BTreeMap::new()) };
}

/// The rulebook shipped under this id.
fn shipped(id: &str) -> Option<Rc<Rulebook>> {
    SHIPPED.with_borrow_mut(|known| {
        if let Some(book) = known.get(id) {
            return Some(Rc::clone(book));
        }
        let book = Rc::new(rulebooks::preset(id)?);
        known.insert(id.to_owned(), Rc::clone(&book));
        Some(book)
    })
}

/// The rulebook that an argument names, or `{text}` holds.
fn book(value: &JsValue, at: &str) -> Result<Rc<Rulebook>, Fault> {
    if value.is_object() {
        let text = Fields::of(value, at, &["text"])?.need("text", args::text)?;
        return Ok(Rc::new(Rulebook::from_json(&text)?));
    }
    let name = args::text(value, at)?;
    shipped(&name).ok_or_else(|| {
        let known: Vec<&str> = Rulebook::presets().collect();
        let zh = format!(
            "随产品提供的规则的名称（{}），或者 {{text}}",
            known.join("、")
        );
        let en = format!("a rulebook that ships ({}), or {{text}}", known.join(", "));
        args::misfit(at, value, &zh, &en)
    })
}

/// The last day of a period, with its account.
///
/// # Errors
/// An argument is none, the rulebook sets no such period, or it ends beyond all dates.
pub fn deadline(rulebook: &JsValue, rule: &JsValue, from: &JsValue, options: &JsValue) -> Answer {
    let book = book(rulebook, "rulebook")?;
    let code = code(rule, "rule")?;
    let start = args::day(from, "from")?;
    let calendar = days::of_options(options)?;
    let due = last_day(&book, &calendar, code, start).map_err(Fault::from)?;
    give(&due)
}

fn code(value: &JsValue, at: &str) -> Result<RuleCode, Fault> {
    let all = RuleCode::ALL.map(|code| (code.name(), code));
    args::choice(value, at, &all)
}

#[derive(Serialize)]
struct Listed {
    id: String,
    title: Text,
    inherits: Option<String>,
}

/// The rulebooks that ship.
///
/// # Errors
/// There is none.
pub fn rulebooks() -> Answer {
    let books = Rulebook::presets().filter_map(shipped);
    let listed = books.map(|book| Listed {
        id: book.id.clone(),
        title: book.title.clone(),
        inherits: book.inherits.clone(),
    });
    give(&listed.collect::<Vec<_>>())
}

#[derive(Serialize)]
struct Code {
    code: &'static str,
    title: Text,
    counts_back: bool,
}

/// The rules that set a time.
///
/// # Errors
/// There is none.
pub fn rule_codes() -> Answer {
    let codes = RuleCode::ALL.map(|code| Code {
        code: code.name(),
        title: code.title(),
        counts_back: code.counts_back(),
    });
    give(&codes)
}

#[derive(Serialize)]
struct Stated {
    key: String,
    title: Text,
    /// In words.
    value: Text,
    /// As a rulebook file writes it.
    json: String,
    source: Source,
    origin: String,
}

/// Every rule of a rulebook.
///
/// # Errors
/// The argument is no rulebook.
pub fn rules(rulebook: &JsValue) -> Answer {
    let entries = book(rulebook, "rulebook")?.entries().into_iter();
    let stated = entries.map(|entry| Stated {
        key: entry.key,
        title: entry.title,
        value: entry.value,
        json: entry.json,
        source: entry.source,
        origin: entry.origin,
    });
    give(&stated.collect::<Vec<_>>())
}

#[derive(Serialize)]
struct Good {
    ok: bool,
    id: String,
    title: Text,
    inherits: Option<String>,
    /// Keys of the rules it states itself.
    states: Vec<String>,
    changes: Vec<RuleChange>,
}

#[derive(Serialize)]
struct Bad {
    ok: bool,
    faults: Vec<Wrong>,
}

#[derive(Serialize)]
struct Wrong {
    at: String,
    line: Option<usize>,
    zh: String,
    en: String,
}

/// What a rulebook's document states, or everything that is wrong with it.
///
/// # Errors
/// The argument is no text.
pub fn validate_rulebook(document: &JsValue) -> Answer {
    let text = args::text(document, "text")?;
    let Ok(book) = Rulebook::from_json(&text) else {
        let faults = Rulebook::faults_in(&text).into_iter();
        let faults = faults.map(|fault| Wrong {
            at: fault.at,
            line: fault.line,
            zh: fault.text.zh,
            en: fault.text.en,
        });
        return give(&Bad {
            ok: false,
            faults: faults.collect(),
        });
    };
    let parent = book.inherits.as_deref().and_then(shipped);
    let entries = book.entries().into_iter();
    let states = entries.filter(|entry| entry.origin == book.id);
    give(&Good {
        ok: true,
        states: states.map(|entry| entry.key).collect(),
        changes: parent.map_or_else(Vec::new, |parent| compare(&parent, &book)),
        id: book.id,
        title: book.title,
        inherits: book.inherits,
    })
}
