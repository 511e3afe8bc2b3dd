//! Reads rulebooks, lays them over what they inherit, and says what is wrong.

use super::book::Rulebook;
use super::error::RulebookError;
use super::layer;
use super::shape::Shape;
use crate::text::Text;
use crate::tree::{self, Misfit, Places};
use serde_json::{Map, Value};

/// Largest rulebook read, in bytes.
const MAX_BYTES: usize = 256 << 10;
/// What a document holds beside its rules. Editors look for the schema.
pub(super) const HEAD: [&str; 4] = ["$schema", "id", "title", "inherits"];

impl Rulebook {
    /// Reads a rulebook that inherits from a preset or from nothing.
    ///
    /// # Errors
    ///
    /// Names the line, the place and what is allowed there.
    pub fn from_json(json: &str) -> Result<Rulebook, RulebookError> {
        Rulebook::from_json_with(json, Rulebook::preset)
    }

    /// Reads a rulebook whose parent, where it names one, `parent` finds.
    pub fn from_json_with(
        json: &str,
        parent: impl FnOnce(&str) -> Option<Rulebook>,
    ) -> Result<Rulebook, RulebookError> {
        let rules = document(json)?;
        let (id, title, inherits) = head(&rules).map_err(|misfit| located(misfit, json))?;
        let parent = match inherits {
            None => None,
            Some(name) => {
                let found = parent(&name);
                Some(found.ok_or_else(|| unknown_parent(&name).located(json))?)
            }
        };
        let mut keys = rules.keys().map(String::as_str);
        let known = |key: &&str| HEAD.contains(key) || Rulebook::KEYS.contains(key);
        if let Some(key) = keys.find(|key| !known(key)) {
            return Err(layer::no_rule(key).located(json));
        }
        let read = Rulebook::layered(id, title, parent.as_ref(), &rules)
            .and_then(|book| book.check().map(|()| book));
        read.map_err(|error| error.located(json))
    }

    /// The id a document gives itself and the id of the rulebook it inherits from, without
    /// reading its rules: enough to find the parent first.
    ///
    /// # Errors
    ///
    /// As [`Rulebook::from_json`], about the document's form and head.
    pub fn names_in(json: &str) -> Result<(String, Option<String>), RulebookError> {
        let rules = document(json)?;
        let (id, _, inherits) = head(&rules).map_err(|misfit| located(misfit, json))?;
        Ok((id, inherits))
    }
}

/// The document as a tree: within bounds, JSON, an object, no key twice.
pub(super) fn document(json: &str) -> Result<Map<String, Value>, RulebookError> {
    if json.len() > MAX_BYTES {
        return Err(RulebookError::new(
            "",
            format!("文件超过{MAX_BYTES}字节"),
            format!("the file is larger than {MAX_BYTES} bytes"),
        ));
    }
    let tree: Value = serde_json::from_str(json).map_err(|error| RulebookError {
        at: String::new(),
        line: Some(error.line()),
        text: Text::new(
            format!("第{}列不符合 JSON 格式：{error}", error.column()),
            format!("this is not JSON: {error}"),
        ),
    })?;
    if let Some((at, line)) = Places::of(json).twice() {
        let mut error = RulebookError::new(at, "同一项写了两次", "it is given twice");
        error.line = Some(*line);
        return Err(error);
    }
    match tree {
        Value::Object(rules) => Ok(rules),
        other => Err(located(tree::misfit(&other, "一个对象", "an object"), json)),
    }
}

fn head(rules: &Map<String, Value>) -> Result<(String, Text, Option<String>), Misfit> {
    let text = |key: &str| {
        let value = rules
            .get(key)
            .ok_or_else(|| tree::missing(key).within(key))?;
        tree::text(value).map_err(|misfit| misfit.within(key))
    };
    let title = rules.get("title");
    let title = title.ok_or_else(|| tree::missing("title").within("title"))?;
    let inherits = match rules.get("inherits") {
        None | Some(Value::Null) => None,
        Some(_) => Some(text("inherits")?.to_owned()),
    };
    let title = Text::parse(title).map_err(|misfit| misfit.within("title"))?;
    Ok((text("id")?.to_owned(), title, inherits))
}

fn located(misfit: Misfit, json: &str) -> RulebookError {
    RulebookError::from(misfit).located(json)
}

pub(super) fn unknown_parent(id: &str) -> RulebookError {
    let known: Vec<&str> = Rulebook::presets().collect();
    let id = tree::excerpt(id);
    RulebookError::new(
        "inherits",
        format!("找不到规则“{id}”；随产品提供的有：{}", known.join("、")),
        format!(
            "there is no rulebook `{id}`; shipped are: {}",
            known.join(", ")
        ),
    )
}
