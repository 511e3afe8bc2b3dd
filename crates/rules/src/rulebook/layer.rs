//! One rule at a time: read from a document or taken from the parent, checked, written.

use super::book::Rulebook;
use super::compare::RuleChange;
use super::error::RulebookError;
use super::rule::{MAX_TEXT, Rule, Source, text_fault};
use super::shape::{Shape, member, object_schema};
use super::values::RuleValue;
use crate::text::Text;
use crate::tree::{self, Misfit, joined};
use serde_json::{Map, Value, json};

/// A rule as a document states it.
pub(super) struct Stated {
    pub(super) key: &'static str,
    pub(super) value: Value,
    pub(super) source: Source,
    /// Written only where it is not the rulebook's own.
    pub(super) origin: Option<String>,
}

/// The rule `key`: as the document states it, or the parent's. The first thing that is
/// wrong goes into `fault` and a placeholder comes back: leaving a struct of so many
/// fields half built at each of them would be most of the reader's code.
#[inline(never)]
pub(super) fn rule<T: RuleValue + Clone + Default>(
    key: &str,
    rules: &Map<String, Value>,
    id: &str,
    parent: Option<&Rule<T>>,
    fault: &mut Option<RulebookError>,
) -> Rule<T> {
    let found = match (rules.get(key), parent) {
        (Some(value), _) => stated(key, value, id),
        (None, Some(parent)) => return parent.clone(),
        (None, None) => Err(missing(key)),
    };
    found.unwrap_or_else(|error| {
        fault.get_or_insert(error);
        Rule {
            value: T::default(),
            source: Source::default(),
            origin: String::new(),
        }
    })
}

pub(super) fn missing(key: &str) -> RulebookError {
    RulebookError::new(
        key,
        "缺少此项规则；请写明，或用 inherits 继承一部规则",
        "the rule is missing; state it, or inherit a rulebook with `inherits`",
    )
}

/// A rule the document states, marked with its origin.
pub(super) fn stated<T: RuleValue>(
    key: &str,
    value: &Value,
    id: &str,
) -> Result<Rule<T>, RulebookError> {
    let (value, source, origin) = parts(value).map_err(|misfit| misfit.within(key))?;
    let value = T::parse(value).map_err(|misfit| misfit.within("value").within(key))?;
    Ok(Rule {
        value,
        source,
        origin: origin.unwrap_or_else(|| id.to_owned()),
    })
}

fn parts(value: &Value) -> Result<(&Value, Source, Option<String>), Misfit> {
    let map = tree::members(value, &["value", "source", "origin"])?;
    // It has to be written even where it is `null`: a rule that sets nothing says so.
    let inner = map.get("value").ok_or_else(|| tree::missing("value"))?;
    let source = map.get("source").ok_or_else(|| tree::missing("source"))?;
    let source = read_source(source).map_err(|misfit| misfit.within("source"))?;
    let origin = match map.get("origin") {
        None => None,
        Some(origin) => Some(tree::text(origin).map_err(|misfit| misfit.within("origin"))?),
    };
    Ok((inner, source, origin.map(str::to_owned)))
}

fn read_source(value: &Value) -> Result<Source, Misfit> {
    let map = tree::members(value, &["cite", "text"])?;
    let cite = map.get("cite").ok_or_else(|| tree::missing("cite"))?;
    let cite = tree::text(cite).map_err(|misfit| misfit.within("cite"))?;
    Ok(Source {
        cite: cite.to_owned(),
        text: member(map, "text")?,
    })
}

#[inline(never)]
pub(super) fn check_rule<T: RuleValue>(key: &str, rule: &Rule<T>) -> Result<(), RulebookError> {
    check_parts(key, rule.value.fault(), &rule.source, &rule.origin)
}

fn check_parts(
    key: &str,
    fault: Option<Text>,
    source: &Source,
    origin: &str,
) -> Result<(), RulebookError> {
    let at = |part: &str, text: Text| RulebookError::new(&joined(key, part), text.zh, text.en);
    if let Some(text) = fault {
        return Err(at("value", text));
    }
    if let Some(text) = text_fault(&source.text) {
        return Err(at("source.text", text));
    }
    if !(1..=MAX_TEXT).contains(&source.cite.chars().count()) {
        return Err(at(
            "source.cite",
            Text::new(
                format!("依据应有1至{MAX_TEXT}个字；没有依据的默认值请写明“产品默认”"),
                format!(
                    "a citation of 1 to {MAX_TEXT} characters is needed; call a mere default so"
                ),
            ),
        ));
    }
    check_id(&joined(key, "origin"), origin)
}

pub(super) fn check_head(book: &Rulebook) -> Result<(), RulebookError> {
    check_id("id", &book.id)?;
    if let Some(text) = text_fault(&book.title) {
        return Err(RulebookError::new("title", text.zh, text.en));
    }
    if book.inherits.as_ref() == Some(&book.id) {
        return Err(RulebookError::new(
            "inherits",
            "不能继承自己；本地规则请另取一个 id",
            "a rulebook cannot inherit from itself; give it an id of its own",
        ));
    }
    Ok(())
}

pub(super) fn check_id(at: &str, id: &str) -> Result<(), RulebookError> {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    if (1..=40).contains(&id.len()) && id.bytes().all(plain) {
        return Ok(());
    }
    Err(RulebookError::new(
        at,
        "应为1至40个小写字母、数字或连字符",
        "1 to 40 small letters, digits or hyphens are needed",
    ))
}

/// The schema of what [`check_id`] takes.
pub(super) fn id_schema() -> Value {
    json!({"type": "string", "pattern": "^[a-z0-9-]{1,40}$"})
}

pub(super) fn no_rule(key: &str) -> RulebookError {
    RulebookError::new(
        key,
        format!("没有这项规则；可用的有：{}", Rulebook::KEYS.join("、")),
        format!(
            "there is no such rule; there are: {}",
            Rulebook::KEYS.join(", ")
        ),
    )
}

/// Adds the rule where a document of `book` has to state it: its own rules, and every
/// rule where it inherits from nothing.
pub(super) fn write_rule<T: Shape>(
    stated: &mut Vec<Stated>,
    book: &Rulebook,
    key: &'static str,
    rule: &Rule<T>,
) {
    let own = rule.origin == book.id;
    if own || book.inherits.is_none() {
        stated.push(Stated {
            key,
            value: rule.value.write(),
            source: rule.source.clone(),
            origin: (!own).then(|| rule.origin.clone()),
        });
    }
}

/// The schema of a rule.
pub(super) fn rule_schema<T: Shape>() -> Value {
    object_schema(vec![
        ("value", T::schema(), false),
        ("source", json!({"$ref": "#/$defs/source"}), false),
        ("origin", json!({"$ref": "#/$defs/id"}), true),
    ])
}

pub(super) fn note_change<T: RuleValue + PartialEq>(
    changes: &mut Vec<RuleChange>,
    (key, title): (&str, Text),
    old: &T,
    new: &T,
) {
    if old != new {
        changes.push(RuleChange {
            key: key.to_owned(),
            title,
            from: old.show(),
            to: new.show(),
        });
    }
}
