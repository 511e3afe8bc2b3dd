//! Rulebooks of an office's own: derived from another, changed rule by rule.

use super::book::Rulebook;
use super::error::RulebookError;
use super::rule::Source;
use super::shape::Shape;
use crate::text::Text;
use serde_json::{Map, Value};

impl Rulebook {
    /// A rulebook that inherits everything from this one and states nothing yet.
    ///
    /// # Errors
    ///
    /// Where `id` or `title` will not do, or `id` is that of a rulebook that ships.
    pub fn derive(&self, id: &str, title: Text) -> Result<Rulebook, RulebookError> {
        if Rulebook::presets().any(|preset| preset == id) {
            return Err(RulebookError::new(
                "id",
                format!("“{id}”是随产品提供的规则的名称，本地规则请另取一个"),
                format!("`{id}` is a rulebook that ships; give your own another id"),
            ));
        }
        let book = Rulebook {
            id: id.to_owned(),
            title,
            inherits: Some(self.id.clone()),
            ..self.clone()
        };
        book.check()?;
        Ok(book)
    }

    /// The same with the rule `key` stated by this rulebook itself: `value` is JSON, as
    /// [`super::Entry::json`] has it.
    ///
    /// # Errors
    ///
    /// Where there is no such rule, or the value or its source will not do; the place is
    /// given as in a document, without a line.
    pub fn restated(
        &self,
        key: &str,
        value: &str,
        source: &Source,
    ) -> Result<Rulebook, RulebookError> {
        let value: Value = serde_json::from_str(value).map_err(|error| {
            RulebookError::new(
                &[key, ".value"].concat(),
                format!("不符合 JSON 格式：{error}"),
                format!("this is not JSON: {error}"),
            )
        })?;
        let source = Map::from_iter([
            ("cite".to_owned(), Value::String(source.cite.clone())),
            ("text".to_owned(), source.text.write()),
        ]);
        let rule = Map::from_iter([
            ("value".to_owned(), value),
            ("source".to_owned(), Value::Object(source)),
        ]);
        let mut book = self.clone();
        book.set(key, &Value::Object(rule))?;
        book.check()?;
        Ok(book)
    }

    /// The same with the rule `key` inherited from `parent` again.
    ///
    /// # Errors
    ///
    /// Where there is no such rule.
    pub fn unstated(&self, key: &str, parent: &Rulebook) -> Result<Rulebook, RulebookError> {
        let mut book = self.clone();
        book.take(key, parent)?;
        Ok(book)
    }
}
