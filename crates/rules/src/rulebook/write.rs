//! Writes rulebooks as documents: what they state themselves, and whom they inherit from.

use super::book::Rulebook;
use super::shape::Shape;
use serde_json::Value;

impl Rulebook {
    /// The document of this rulebook: head and own rules, in the order they are listed,
    /// indented for people. Read with the same parent it gives the same rulebook.
    pub fn to_json(&self) -> String {
        let mut out = String::from("{\n");
        line(&mut out, 1, "id", &Value::String(self.id.clone()));
        out.push_str(",\n");
        line(&mut out, 1, "title", &self.title.write());
        out.push_str(",\n");
        line(
            &mut out,
            1,
            "inherits",
            &self.inherits.clone().map_or(Value::Null, Value::String),
        );
        for rule in self.stated() {
            out.push_str(",\n");
            key(&mut out, 1, rule.key);
            out.push_str("{\n");
            line(&mut out, 2, "value", &rule.value);
            out.push_str(",\n");
            key(&mut out, 2, "source");
            out.push_str("{\n");
            line(&mut out, 3, "cite", &Value::String(rule.source.cite));
            out.push_str(",\n");
            line(&mut out, 3, "text", &rule.source.text.write());
            out.push_str("\n    }");
            if let Some(origin) = rule.origin {
                out.push_str(",\n");
                line(&mut out, 2, "origin", &Value::String(origin));
            }
            out.push_str("\n  }");
        }
        out.push_str("\n}\n");
        out
    }
}

fn indent(out: &mut String, depth: usize) {
    for _ in 0..depth {
        out.push_str("  ");
    }
}

fn key(out: &mut String, depth: usize, name: &str) {
    indent(out, depth);
    out.push('"');
    out.push_str(name);
    out.push_str("\": ");
}

fn line(out: &mut String, depth: usize, name: &str, value: &Value) {
    key(out, depth, name);
    written(out, depth, value);
}

/// Objects and lists of objects one member a line, Chinese before English; plain lists
/// and values on one line.
fn written(out: &mut String, depth: usize, value: &Value) {
    match value {
        Value::Object(map) if !map.is_empty() => {
            let mut members: Vec<(&String, &Value)> = map.iter().collect();
            members.sort_by_key(|(name, _)| name.as_str() != "zh");
            out.push('{');
            for (at, (name, value)) in members.into_iter().enumerate() {
                out.push_str(if at == 0 { "\n" } else { ",\n" });
                line(out, depth + 1, name, value);
            }
            out.push('\n');
            indent(out, depth);
            out.push('}');
        }
        Value::Array(items) if items.iter().any(Value::is_object) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                out.push_str(if at == 0 { "\n" } else { ",\n" });
                indent(out, depth + 1);
                written(out, depth + 1, item);
            }
            out.push('\n');
            indent(out, depth);
            out.push(']');
        }
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(Value::to_string).collect();
            out.push('[');
            out.push_str(&items.join(", "));
            out.push(']');
        }
        value => out.push_str(&value.to_string()),
    }
}
