//! `huiyin rulebook`: the rulebooks that ship, one of them rule by rule, a file checked,
//! and the schema that files follow.

use super::{document, json, say};
use crate::args::Rulebooks;
use crate::fault::Fault;
use huiyin_rules::rulebook::{Entry, RulebookError, compare};
use huiyin_rules::{Lang, Rulebook, Text};
use serde::Serialize;
use serde_json::value::RawValue;
use std::fmt::Write;
use std::fs;
use std::path::Path;

pub fn run(args: &Rulebooks, lang: Lang) -> Result<String, Fault> {
    match args {
        Rulebooks::List { json } => list(*json, lang),
        Rulebooks::Show { name, json } => show(&named(name)?, *json, lang),
        Rulebooks::Check { file, json } => check(file, *json, lang),
        Rulebooks::Schema => schema(),
    }
}

/// A rulebook by its name, or out of a file whose name ends in `.json`.
pub fn named(name: &str) -> Result<Rulebook, Fault> {
    if name.ends_with(".json") {
        return read(Path::new(name)).map(|(book, _)| book);
    }
    super::rulebook(name)
}

/// What a file states over its parent, which ships or lies beside it as `<id>.json`.
fn read(file: &Path) -> Result<(Rulebook, Option<Rulebook>), Fault> {
    let text = document(file)?;
    let wrong = |error: RulebookError| {
        let line = error.line.map(|line| format!(":{line}"));
        let place = format!("{}{}", file.display(), line.unwrap_or_default());
        let Text { zh, en } = error.reason();
        Fault::new(format!("{place}: {zh}"), format!("{place}: {en}"))
    };
    let (_, inherits) = Rulebook::names_in(&text).map_err(wrong)?;
    let parent = inherits.and_then(|id| {
        Rulebook::preset(&id).or_else(|| {
            let beside = file.with_file_name(format!("{id}.json"));
            let document = fs::read_to_string(beside).ok()?;
            let parent = Rulebook::from_json(&document).ok();
            parent.filter(|parent| parent.id == id)
        })
    });
    let book = Rulebook::from_json_with(&text, |_| parent.clone()).map_err(wrong)?;
    Ok((book, parent))
}

#[derive(Serialize)]
struct Listed {
    id: &'static str,
    title: String,
    inherits: Option<String>,
    /// The keys of the rules it states itself.
    states: Vec<String>,
}

fn stated(book: &Rulebook) -> Vec<String> {
    let entries = book.entries().into_iter();
    let own = entries.filter(|entry| entry.origin == book.id);
    own.map(|entry| entry.key).collect()
}

fn list(as_json: bool, lang: Lang) -> Result<String, Fault> {
    let books = Rulebook::presets().filter_map(|id| Some((id, Rulebook::preset(id)?)));
    let listed: Vec<Listed> = books
        .map(|(id, book)| Listed {
            id,
            title: book.title.get(lang).to_owned(),
            states: stated(&book),
            inherits: book.inherits,
        })
        .collect();
    if as_json {
        return json(&listed);
    }
    let mut text = String::new();
    for one in listed {
        let states = if one.inherits.is_none() {
            say(lang, "全部规则", "every rule").to_owned()
        } else {
            one.states.join(say(lang, "、", ", "))
        };
        let _ = writeln!(text, "{:<12}  {}\n    {states}", one.id, one.title);
    }
    Ok(text)
}

#[derive(Serialize)]
struct Shown {
    id: String,
    title: String,
    inherits: Option<String>,
    rules: Vec<Rule>,
}

#[derive(Serialize)]
struct Rule {
    key: String,
    title: String,
    /// As a rulebook file writes it.
    value: Box<RawValue>,
    /// In words.
    text: String,
    cite: String,
    source: String,
    /// The rulebook that states it.
    origin: String,
}

fn show(book: &Rulebook, as_json: bool, lang: Lang) -> Result<String, Fault> {
    if as_json {
        let rules: Result<Vec<Rule>, Fault> = book
            .entries()
            .into_iter()
            .map(|entry| rule(entry, lang))
            .collect();
        return json(&Shown {
            id: book.id.clone(),
            title: book.title.get(lang).to_owned(),
            inherits: book.inherits.clone(),
            rules: rules?,
        });
    }
    let mut text = format!("{}  {}", book.id, book.title.get(lang));
    if let Some(parent) = &book.inherits {
        let from = say(lang, "，沿用", ", inherits from");
        let _ = write!(text, "{from} {parent}");
    }
    text.push('\n');
    for entry in book.entries() {
        let from = if entry.origin == book.id {
            String::new()
        } else {
            let parent = Rulebook::preset_title(&entry.origin);
            let parent = parent.map_or(entry.origin, |title| title.get(lang).to_owned());
            match lang {
                Lang::Zh => format!("（沿用“{parent}”）"),
                Lang::En => format!(" (from {parent})"),
            }
        };
        let (title, value) = (entry.title.get(lang), entry.value.get(lang));
        let (cite, source) = (&entry.source.cite, entry.source.text.get(lang));
        let _ = match lang {
            Lang::Zh => writeln!(
                text,
                "\n{}  {title}：{value}{from}\n    〔{cite}〕{source}",
                entry.key
            ),
            Lang::En => writeln!(
                text,
                "\n{}  {title}: {value}{from}\n    [{cite}] {source}",
                entry.key
            ),
        };
    }
    Ok(text)
}

fn rule(entry: Entry, lang: Lang) -> Result<Rule, Fault> {
    let value = RawValue::from_string(entry.json).map_err(|error| {
        Fault::new(
            format!("{} 无法写成 JSON：{error}", entry.key),
            format!("{} cannot be written as JSON: {error}", entry.key),
        )
    })?;
    Ok(Rule {
        key: entry.key,
        title: entry.title.get(lang).to_owned(),
        value,
        text: entry.value.get(lang).to_owned(),
        cite: entry.source.cite,
        source: entry.source.text.get(lang).to_owned(),
        origin: entry.origin,
    })
}

#[derive(Serialize)]
struct Checked {
    ok: bool,
    id: String,
    title: String,
    inherits: Option<String>,
    states: Vec<String>,
    changes: Vec<Change>,
}

/// What holds here and not in the rulebook it inherits from.
#[derive(Serialize)]
struct Change {
    key: String,
    title: String,
    from: String,
    to: String,
}

fn check(file: &Path, as_json: bool, lang: Lang) -> Result<String, Fault> {
    let (book, parent) = read(file)?;
    let changes = parent.map_or_else(Vec::new, |parent| compare(&parent, &book));
    let changes = changes.into_iter().map(|change| Change {
        key: change.key,
        title: change.title.get(lang).to_owned(),
        from: change.from.get(lang).to_owned(),
        to: change.to.get(lang).to_owned(),
    });
    let checked = Checked {
        ok: true,
        title: book.title.get(lang).to_owned(),
        states: stated(&book),
        changes: changes.collect(),
        inherits: book.inherits,
        id: book.id,
    };
    if as_json {
        return json(&checked);
    }
    let (path, count) = (file.display(), checked.states.len());
    let mut text = match lang {
        Lang::Zh => format!("{path}：可用。{}，写明{count}项规则。\n", checked.title),
        Lang::En => format!("{path}: good. {}, {count} rules stated.\n", checked.title),
    };
    for change in &checked.changes {
        let Change {
            title, from, to, ..
        } = change;
        let colon = say(lang, "：", ": ");
        let _ = writeln!(text, "  {}  {title}{colon}{from} → {to}", change.key);
    }
    Ok(text)
}

fn schema() -> Result<String, Fault> {
    let text = serde_json::to_string_pretty(&Rulebook::json_schema()).map_err(|error| {
        Fault::new(
            format!("无法写成 JSON：{error}"),
            format!("this cannot be written as JSON: {error}"),
        )
    })?;
    Ok(text + "\n")
}
