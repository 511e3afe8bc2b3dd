//! Reads rulebooks, lays them over what they inherit, and says what is wrong.

use super::book::Rulebook;
use super::rule::{MAX_TEXT, Rule, RuleValue, text_fault};
use crate::text::Text;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use std::fmt;

/// Largest rulebook read, in bytes.
const MAX_BYTES: usize = 256 << 10;
/// The presets: id and JSON. A parent stands before those that inherit from it.
const PRESETS: [(&str, &str); 2] = [
    ("national", include_str!("../../presets/national.json")),
    ("malong", include_str!("../../presets/malong.json")),
];
/// The presets' names, beside their files so that naming one reads none; a test
/// proves them the same.
const TITLES: [(&str, &str, &str); 2] = [
    ("national", "各地通行做法", "General practice"),
    ("malong", "曲靖市马龙区", "Malong District, Qujing"),
];

/// Why a text is no rulebook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RulebookError {
    /// The place in the document, such as `reply` or `class-a.value`; empty for
    /// the document as a whole.
    pub at: String,
    /// What is wrong and what is allowed.
    pub text: Text,
}

impl fmt::Display for RulebookError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.at.is_empty() {
            write!(f, "rulebook: {}", self.text.en)
        } else {
            write!(f, "rulebook, `{}`: {}", self.at, self.text.en)
        }
    }
}

impl std::error::Error for RulebookError {}

impl Rulebook {
    /// The rulebook shipped under this id; `None` where there is none.
    pub fn preset(id: &str) -> Option<Rulebook> {
        let (_, json) = PRESETS.iter().find(|(preset, _)| *preset == id)?;
        // A test proves that every preset reads.
        Rulebook::from_json(json).ok()
    }

    /// The ids of the rulebooks shipped.
    pub fn presets() -> impl Iterator<Item = &'static str> {
        TITLES.iter().map(|(id, ..)| *id)
    }

    /// The name for people of the rulebook with this id, where it is a preset.
    pub fn preset_title(id: &str) -> Option<Text> {
        let (_, zh, en) = TITLES.iter().find(|(preset, ..)| *preset == id)?;
        Some(Text::new(*zh, *en))
    }

    /// Reads a rulebook that inherits from a preset or from nothing. What
    /// [`serde_json`] writes of a [`Rulebook`] reads back as the same one.
    pub fn from_json(json: &str) -> Result<Rulebook, RulebookError> {
        Rulebook::from_json_with(json, Rulebook::preset)
    }

    /// Reads a rulebook whose parent, where it names one, `parent` finds.
    pub fn from_json_with(
        json: &str,
        parent: impl FnOnce(&str) -> Option<Rulebook>,
    ) -> Result<Rulebook, RulebookError> {
        if json.len() > MAX_BYTES {
            return Err(wrong(
                "",
                format!("文件超过{MAX_BYTES}字节"),
                format!("the file is larger than {MAX_BYTES} bytes"),
            ));
        }
        let mut rules: Map<String, Value> =
            serde_json::from_str(json).map_err(|error| malformed("", &error))?;
        let head = Head {
            id: take("id", &mut rules)?,
            title: take("title", &mut rules)?,
            inherits: match rules.remove("inherits") {
                Some(value) => read("inherits", value)?,
                None => None,
            },
        };
        check_head(&head.id, &head.title)?;
        let parent = match head.inherits {
            None => None,
            Some(id) => Some(parent(&id).ok_or_else(|| unknown_parent(&id))?),
        };
        let book = Rulebook::layered(head.id, head.title, parent.as_ref(), &mut rules)?;
        match rules.keys().next() {
            None => Ok(book),
            Some(key) => Err(wrong(
                key,
                format!("没有这项规则；可用的有：{}", Rulebook::KEYS.join("、")),
                format!(
                    "there is no such rule; there are: {}",
                    Rulebook::KEYS.join(", ")
                ),
            )),
        }
    }
}

struct Head {
    id: String,
    title: Text,
    inherits: Option<String>,
}

fn take<T: DeserializeOwned>(
    key: &str,
    rules: &mut Map<String, Value>,
) -> Result<T, RulebookError> {
    match rules.remove(key) {
        Some(value) => read(key, value),
        None => Err(wrong(key, "缺少此项", "it is missing")),
    }
}

fn read<T: DeserializeOwned>(at: &str, value: Value) -> Result<T, RulebookError> {
    T::deserialize(value).map_err(|error| malformed(at, &error))
}

/// A rule the file states: parsed, checked, and marked with its origin.
pub(super) fn stated<T: RuleValue + DeserializeOwned>(
    key: &str,
    value: Value,
    id: &str,
) -> Result<Rule<T>, RulebookError> {
    let mut rule: Rule<T> = read(key, value)?;
    if rule.origin.is_empty() {
        rule.origin = id.to_owned();
    }
    check_rule(key, &rule)?;
    Ok(rule)
}

/// A rule the file does not state: the parent's, with the parent's origin.
pub(super) fn inherited<T: Clone>(
    key: &str,
    parent: Option<&Rule<T>>,
) -> Result<Rule<T>, RulebookError> {
    parent.cloned().ok_or_else(|| {
        wrong(
            key,
            "缺少此项规则；请写明，或用 inherits 继承一部规则",
            "the rule is missing; state it, or inherit a rulebook with `inherits`",
        )
    })
}

pub(super) fn check_rule<T: RuleValue>(key: &str, rule: &Rule<T>) -> Result<(), RulebookError> {
    let at = |part: &str, text| RulebookError {
        at: format!("{key}.{part}"),
        text,
    };
    if let Some(text) = rule.value.fault() {
        return Err(at("value", text));
    }
    if let Some(text) = text_fault(&rule.source.text) {
        return Err(at("source.text", text));
    }
    if !(1..=MAX_TEXT).contains(&rule.source.cite.chars().count()) {
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
    check_id(&format!("{key}.origin"), &rule.origin)
}

pub(super) fn check_head(id: &str, title: &Text) -> Result<(), RulebookError> {
    check_id("id", id)?;
    match text_fault(title) {
        None => Ok(()),
        Some(text) => Err(RulebookError {
            at: "title".to_owned(),
            text,
        }),
    }
}

fn check_id(at: &str, id: &str) -> Result<(), RulebookError> {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    if (1..=40).contains(&id.len()) && id.bytes().all(plain) {
        return Ok(());
    }
    Err(wrong(
        at,
        "应为1至40个小写字母、数字或连字符",
        "1 to 40 small letters, digits or hyphens are needed",
    ))
}

fn unknown_parent(id: &str) -> RulebookError {
    let known: Vec<&str> = Rulebook::presets().collect();
    let id: String = id.chars().take(40).collect();
    wrong(
        "inherits",
        format!("找不到规则“{id}”；随产品提供的有：{}", known.join("、")),
        format!(
            "there is no rulebook `{id}`; shipped are: {}",
            known.join(", ")
        ),
    )
}

fn malformed(at: &str, error: &serde_json::Error) -> RulebookError {
    wrong(at, format!("格式不符：{error}"), error.to_string())
}

fn wrong(at: &str, zh: impl Into<String>, en: impl Into<String>) -> RulebookError {
    RulebookError {
        at: at.to_owned(),
        text: Text::new(zh, en),
    }
}
