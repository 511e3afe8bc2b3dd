//! What a value looks like in a rulebook file: how it is read, written, and described by
//! the JSON Schema. Declared once for each type, by the macros at the end.

use super::rule::{MAX_TEXT, text_fault};
use crate::text::Text;
use crate::tree::{self, Misfit};
use serde_json::{Map, Value, json};

/// A type that stands in a rulebook file.
pub(crate) trait Shape: Sized {
    /// Whether an object may leave it out.
    const MAY_LACK: bool = false;
    /// Reads it.
    fn parse(value: &Value) -> Result<Self, Misfit>;
    /// Writes it; what is written reads back as the same value.
    fn write(&self) -> Value;
    /// Its JSON Schema.
    fn schema() -> Value;
}

/// The member `key` of an object.
pub(super) fn member<T: Shape>(map: &Map<String, Value>, key: &str) -> Result<T, Misfit> {
    match map.get(key) {
        Some(value) => T::parse(value).map_err(|misfit| misfit.within(key)),
        None if T::MAY_LACK => T::parse(&Value::Null),
        None => Err(tree::missing(key)),
    }
}

/// The member `key` of an object, a whole number.
pub(super) fn number(
    map: &Map<String, Value>,
    key: &str,
    least: i64,
    most: i64,
) -> Result<i64, Misfit> {
    let value = map.get(key).ok_or_else(|| tree::missing(key))?;
    tree::whole(value, least, most).map_err(|misfit| misfit.within(key))
}

/// The schema of an object: each member with its schema and whether it may be left out.
pub(super) fn object_schema(members: Vec<(&str, Value, bool)>) -> Value {
    let required: Vec<&str> = members
        .iter()
        .filter_map(|(key, _, may_lack)| (!may_lack).then_some(*key))
        .collect();
    let required = json!(required);
    let properties: Map<String, Value> = members
        .into_iter()
        .map(|(key, schema, _)| (key.to_owned(), schema))
        .collect();
    json!({
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

/// The schema of a whole number.
pub(super) fn number_schema(least: i64, most: i64) -> Value {
    json!({"type": "integer", "minimum": least, "maximum": most})
}

/// The schema of a text that people read, in one language.
pub(super) fn words_schema() -> Value {
    json!({
        "type": "string",
        "minLength": 1,
        "maxLength": MAX_TEXT,
        "pattern": "^[^\\u0000-\\u001f\\u007f-\\u009f]*$",
    })
}

impl Shape for bool {
    fn parse(value: &Value) -> Result<bool, Misfit> {
        tree::flag(value)
    }

    fn write(&self) -> Value {
        Value::Bool(*self)
    }

    fn schema() -> Value {
        json!({"type": "boolean"})
    }
}

impl Shape for Text {
    fn parse(value: &Value) -> Result<Text, Misfit> {
        let map = tree::members(value, &["zh", "en"])?;
        let part = |key: &str| {
            let value = map.get(key).ok_or_else(|| tree::missing(key))?;
            tree::text(value).map_err(|misfit| misfit.within(key))
        };
        let text = Text::new(part("zh")?, part("en")?);
        match text_fault(&text) {
            None => Ok(text),
            Some(fault) => Err(Misfit::new(fault.zh, fault.en)),
        }
    }

    fn write(&self) -> Value {
        let part = |text: &str| Value::String(text.to_owned());
        Value::Object(Map::from_iter([
            ("zh".to_owned(), part(&self.zh)),
            ("en".to_owned(), part(&self.en)),
        ]))
    }

    fn schema() -> Value {
        json!({"$ref": "#/$defs/text"})
    }
}

impl<T: Shape> Shape for Option<T> {
    const MAY_LACK: bool = true;

    fn parse(value: &Value) -> Result<Self, Misfit> {
        match value {
            Value::Null => Ok(None),
            value => T::parse(value).map(Some),
        }
    }

    fn write(&self) -> Value {
        self.as_ref().map_or(Value::Null, T::write)
    }

    fn schema() -> Value {
        json!({"anyOf": [{"type": "null"}, T::schema()]})
    }
}

/// Most entries a list may have.
pub(super) const MAX_LIST: usize = 100;

impl<T: Shape> Shape for Vec<T> {
    fn parse(value: &Value) -> Result<Self, Misfit> {
        let items = tree::list(value)?;
        if items.len() > MAX_LIST {
            return Err(too_long());
        }
        let mut all = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            let item = T::parse(item);
            all.push(
                item.map_err(|misfit| misfit.within(&["[", &index.to_string(), "]"].concat()))?,
            );
        }
        Ok(all)
    }

    fn write(&self) -> Value {
        Value::Array(self.iter().map(T::write).collect())
    }

    fn schema() -> Value {
        json!({"type": "array", "items": T::schema(), "maxItems": MAX_LIST, "uniqueItems": true})
    }
}

fn too_long() -> Misfit {
    Misfit::new(
        format!("列表超过{MAX_LIST}项"),
        format!("the list has more than {MAX_LIST} entries"),
    )
}

/// Objects: each field with its key; a whole number says from where to where.
macro_rules! objects {
    ($($type:ty { $($field:ident: $key:literal = $kind:ty $([$least:literal, $most:expr])?;)+ })+) => {$(
        impl Shape for $type {
            fn parse(value: &Value) -> Result<Self, Misfit> {
                let map = tree::members(value, &[$($key),+])?;
                Ok(Self {
                    $($field: objects!(@parse map, $key, $kind $(, $least, $most)?),)+
                })
            }

            fn write(&self) -> Value {
                let mut map = Map::new();
                $(map.insert($key.to_owned(), objects!(@write self.$field $(, $least)?));)+
                Value::Object(map)
            }

            fn schema() -> Value {
                object_schema(vec![$(objects!(@schema $key, $kind $(, $least, $most)?)),+])
            }
        }
    )+};
    (@parse $map:ident, $key:literal, $kind:ty) => {
        member::<$kind>($map, $key)?
    };
    // The bounds fit the type: a test reads both ends of each.
    (@parse $map:ident, $key:literal, $kind:ty, $least:literal, $most:expr) => {
        number($map, $key, $least, i64::from($most))? as $kind
    };
    (@write $value:expr) => { $value.write() };
    (@write $value:expr, $least:literal) => { Value::from($value) };
    (@schema $key:literal, $kind:ty) => { ($key, <$kind>::schema(), <$kind>::MAY_LACK) };
    (@schema $key:literal, $kind:ty, $least:literal, $most:expr) => {
        ($key, number_schema($least, i64::from($most)), false)
    };
}

/// A term out of a fixed list, with its name in files and its wording.
pub(super) trait Term: Copy + PartialEq + 'static {
    /// Every term a rulebook may name, in the order they are offered.
    const TERMS: &'static [(&'static str, Self)];
    /// In words.
    fn wording(self) -> Text;
}

/// Reads a term by its name.
pub(super) fn parse_term<T: Term>(value: &Value) -> Result<T, Misfit> {
    let names: Vec<&str> = T::TERMS.iter().map(|(name, _)| *name).collect();
    let at = tree::choice(value, &names)?;
    T::TERMS
        .get(at)
        .map(|(_, term)| *term)
        .ok_or_else(|| tree::misfit(value, "", ""))
}

/// Writes a term by its name.
pub(super) fn write_term<T: Term>(term: T) -> Value {
    let found = T::TERMS.iter().find(|(_, one)| *one == term);
    found.map_or(Value::Null, |(name, _)| Value::String((*name).to_owned()))
}

/// Terms: each with its name in files.
macro_rules! terms {
    ($($type:ident by $wording:ident { $($variant:ident = $name:literal),+ $(,)? })+) => {$(
        impl Term for $type {
            const TERMS: &'static [(&'static str, $type)] = &[$(($name, $type::$variant)),+];
            fn wording(self) -> Text {
                self.$wording()
            }
        }

        impl Shape for $type {
            fn parse(value: &Value) -> Result<Self, Misfit> {
                parse_term(value)
            }

            fn write(&self) -> Value {
                write_term(*self)
            }

            fn schema() -> Value {
                json!({"enum": [$($name),+]})
            }
        }
    )+};
}

pub(super) use {objects, terms};
