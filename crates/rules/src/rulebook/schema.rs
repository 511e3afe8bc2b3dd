//! The JSON Schema of rulebook documents, made from what reads them.

use super::book::Rulebook;
use super::layer::id_schema;
use super::rule::MAX_TEXT;
use super::shape::{object_schema, words_schema};
use super::values::{period_schema, share_schema};
use serde_json::{Map, Value, json};

impl Rulebook {
    /// The schema (JSON Schema 2020-12) that documents of rulebooks follow. What only the
    /// reader can check, such as an inherited rule or an entry given twice under two
    /// wordings, is not in it.
    pub fn json_schema() -> Value {
        let mut properties = Map::new();
        let head = [
            ("$schema", json!({"type": "string"})),
            ("id", json!({"$ref": "#/$defs/id"})),
            ("title", json!({"$ref": "#/$defs/text"})),
            (
                "inherits",
                json!({"anyOf": [{"type": "null"}, {"$ref": "#/$defs/id"}]}),
            ),
        ];
        for (key, schema) in head {
            properties.insert(key.to_owned(), schema);
        }
        for (key, title, mut schema) in Rulebook::rule_schemas() {
            if let Value::Object(schema) = &mut schema {
                let title = [title.zh.as_str(), " / ", title.en.as_str()].concat();
                schema.insert("title".to_owned(), Value::String(title));
            }
            properties.insert(key.to_owned(), schema);
        }
        json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "回音规则 / Huiyin rulebook",
            "description": "只写本地与所继承规则不同的各项，每项写明依据。 States what differs from the rulebook it inherits, each rule with its source.",
            "type": "object",
            "properties": properties,
            "required": ["id", "title"],
            "additionalProperties": false,
            // Without a parent every rule has to be stated.
            "anyOf": [
                {"required": ["inherits"], "properties": {"inherits": {"type": "string"}}},
                {"required": Rulebook::KEYS},
            ],
            "$defs": {
                "id": id_schema(),
                "text": object_schema(vec![
                    ("zh", words_schema(), false),
                    ("en", words_schema(), false),
                ]),
                "source": object_schema(vec![
                    ("cite", json!({"type": "string", "minLength": 1, "maxLength": MAX_TEXT}), false),
                    ("text", json!({"$ref": "#/$defs/text"}), false),
                ]),
                "period": period_schema(),
                "share": share_schema(),
            },
        })
    }
}
