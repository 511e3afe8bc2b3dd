//! Reads JSON into Rust types through one small deserializer.
//!
//! Made for bodies of events: canonical JSON (see [`crate::canonical`]), in which
//! everything is a struct, a list, an enum, a text, an integer, a truth value or
//! null. Every other JSON is an error or read the same; no input makes it panic.
//!
//! Why not `serde_json`: it reads structs by key and gives every type its own copy
//! of that loop, which made a quarter of the browser's module. Here one loop finds
//! the members of an object, and types take them by place.

use serde::de::{self, DeserializeSeed, Deserializer, EnumAccess, SeqAccess, VariantAccess};
use serde::de::{IntoDeserializer, Visitor};
use std::borrow::Cow;
use std::fmt;

/// Deepest nesting read; canonical JSON has half of it.
const MAX_DEPTH: usize = 64;

/// Structs that refuse members they do not know (`deny_unknown_fields`): serde does
/// not tell a deserializer which they are.
const STRICT: [&str; 2] = ["Period", "Unchecked"];

/// Why a text is not what was expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError(Cow<'static, str>);

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ReadError {}

impl de::Error for ReadError {
    fn custom<T: fmt::Display>(text: T) -> Self {
        ReadError(Cow::Owned(text.to_string()))
    }

    // The usual wordings bring much of the formatting machinery along.
    fn invalid_type(_: de::Unexpected<'_>, _: &dyn de::Expected) -> Self {
        wrong("a value of another type")
    }

    fn invalid_value(_: de::Unexpected<'_>, _: &dyn de::Expected) -> Self {
        wrong("a value that is not allowed")
    }

    fn invalid_length(_: usize, _: &dyn de::Expected) -> Self {
        wrong("a member is missing")
    }

    fn unknown_variant(variant: &str, _: &'static [&'static str]) -> Self {
        ReadError(["the choice is not known: ", variant].concat().into())
    }
}

const fn wrong(what: &'static str) -> ReadError {
    ReadError(Cow::Borrowed(what))
}

/// Reads `text`, one JSON value.
///
/// # Errors
/// It is no JSON, or not what `T` is written as.
pub fn from_str<'de, T: de::Deserialize<'de>>(text: &'de str) -> Result<T, ReadError> {
    T::deserialize(Value(Some(text)))
}

/// The members of the object `text` by the names in `fields`, each as raw JSON;
/// `None` for one that is not there. Others are passed over.
///
/// # Errors
/// It is no object, or one of the names stands in it twice.
pub fn members<'a>(text: &'a str, fields: &[&str]) -> Result<Vec<Option<&'a str>>, ReadError> {
    find(text, fields, false)
}

fn find<'a>(
    text: &'a str,
    fields: &[&str],
    strict: bool,
) -> Result<Vec<Option<&'a str>>, ReadError> {
    let mut found = vec![None; fields.len()];
    // Members mostly come in the order of the fields.
    let mut next = 0;
    let mut list = List::open(text, b'{')?;
    while let Some(key) = list.item(b'}')? {
        let key = unescape(key)?;
        list.byte(b':')?;
        let value = list.value()?;
        let guess = fields.get(next).is_some_and(|field| *field == key);
        let at = if guess {
            Some(next)
        } else {
            fields.iter().position(|field| *field == key)
        };
        match at.and_then(|at| found.get_mut(at)) {
            Some(Some(_)) => return Err(wrong("a member stands twice")),
            Some(place) => *place = Some(value),
            None if strict => return Err(wrong("a member that is not known")),
            None => {}
        }
        next = at.map_or(next, |at| at + 1);
    }
    list.end()?;
    Ok(found)
}

/// The elements of the list `text`, each as raw JSON.
///
/// # Errors
/// It is no list, or has more than `most` elements; those beyond are not read.
pub fn list(text: &str, most: usize) -> Result<Vec<&str>, ReadError> {
    let mut found = Vec::new();
    let mut list = List::open(text, b'[')?;
    while let Some(value) = list.item(b']')? {
        if found.len() == most {
            return Err(wrong("a list that is too long"));
        }
        found.push(value);
    }
    list.end()?;
    Ok(found)
}

/// The members of the object `text` in their order, whatever their names: each name, and
/// the value as raw JSON. Names that stand twice are given twice.
///
/// # Errors
/// It is no object, or has more than `most` members; those beyond are not read.
pub fn entries(text: &str, most: usize) -> Result<Vec<(Cow<'_, str>, &str)>, ReadError> {
    let mut found = Vec::new();
    let mut list = List::open(text, b'{')?;
    while let Some(key) = list.item(b'}')? {
        if found.len() == most {
            return Err(wrong("an object of too many members"));
        }
        list.byte(b':')?;
        found.push((unescape(key)?, list.value()?));
    }
    list.end()?;
    Ok(found)
}

pub(crate) fn elements(text: &str) -> Result<Vec<Option<&str>>, ReadError> {
    let mut found = Vec::new();
    let mut list = List::open(text, b'[')?;
    while let Some(value) = list.item(b']')? {
        found.push(Some(value));
    }
    list.end()?;
    Ok(found)
}

/// The items between two brackets.
struct List<'a> {
    text: &'a str,
    at: usize,
    first: bool,
}

impl<'a> List<'a> {
    fn open(text: &'a str, bracket: u8) -> Result<Self, ReadError> {
        let mut list = List {
            text,
            at: 0,
            first: true,
        };
        list.byte(bracket)?;
        Ok(list)
    }

    fn peek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = bytes.get(self.at) {
            self.at += 1;
        }
        bytes.get(self.at).copied()
    }

    fn byte(&mut self, byte: u8) -> Result<(), ReadError> {
        if self.peek() != Some(byte) {
            return Err(wrong("not JSON of the form expected"));
        }
        self.at += 1;
        Ok(())
    }

    /// The next item (of an object, its key), or `None` after `close`.
    fn item(&mut self, close: u8) -> Result<Option<&'a str>, ReadError> {
        let first = std::mem::replace(&mut self.first, false);
        if self.peek() == Some(close) {
            self.at += 1;
            return Ok(None);
        }
        if !first {
            self.byte(b',')?;
        }
        self.value().map(Some)
    }

    fn value(&mut self) -> Result<&'a str, ReadError> {
        self.peek();
        let rest = self.text.get(self.at..).unwrap_or_default();
        let (value, _) = rest
            .split_at_checked(extent(rest.as_bytes()))
            .ok_or(wrong("not JSON"))?;
        if value.is_empty() {
            return Err(wrong("a value is missing"));
        }
        self.at += value.len();
        Ok(value)
    }

    fn end(&mut self) -> Result<(), ReadError> {
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(wrong("something follows the end")),
        }
    }
}

/// How many bytes the value takes that `bytes` begin with; 0 where none does.
fn extent(bytes: &[u8]) -> usize {
    let (mut depth, mut at) = (0_usize, 0_usize);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => {
                at += 1;
                loop {
                    match bytes.get(at) {
                        Some(b'"') => break,
                        Some(b'\\') => at += 2,
                        Some(_) => at += 1,
                        None => return 0,
                    }
                }
                at += 1;
            }
            b'{' | b'[' => {
                depth += 1;
                at += 1;
                if depth > MAX_DEPTH {
                    return 0;
                }
                continue;
            }
            b'}' | b']' => {
                if depth == 0 {
                    return at;
                }
                depth -= 1;
                at += 1;
            }
            b',' | b':' | b' ' | b'\t' | b'\n' | b'\r' if depth > 0 => {
                at += 1;
                continue;
            }
            b',' | b':' | b' ' | b'\t' | b'\n' | b'\r' => return at,
            _ => {
                let rest = bytes.get(at..).unwrap_or_default();
                let plain = |b: &&u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'+' | b'.');
                let run = rest.iter().take_while(plain).count();
                if run == 0 {
                    return 0;
                }
                at += run;
            }
        }
        if depth == 0 {
            return at;
        }
    }
    if depth == 0 { at } else { 0 }
}

/// The text that a JSON string stands for.
///
/// # Errors
/// It is no string.
pub fn unescape(raw: &str) -> Result<Cow<'_, str>, ReadError> {
    let inner = raw
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    let inner = inner.ok_or(wrong("no text"))?;
    if !inner.contains('\\') {
        return Ok(Cow::Borrowed(inner));
    }
    let mut out = String::with_capacity(inner.len());
    let mut rest = inner;
    while let Some((plain, escape)) = rest.split_once('\\') {
        out.push_str(plain);
        let mut chars = escape.chars();
        out.push(match chars.next() {
            Some(same @ ('"' | '\\' | '/')) => same,
            Some('b') => '\u{8}',
            Some('f') => '\u{c}',
            Some('n') => '\n',
            Some('r') => '\r',
            Some('t') => '\t',
            Some('u') => {
                let digits = chars.as_str().get(..4);
                let code = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
                // Canonical JSON escapes control characters only; halves of pairs are none.
                let found = code.and_then(char::from_u32).ok_or(wrong("an escape"))?;
                chars = chars.as_str().get(4..).unwrap_or_default().chars();
                found
            }
            _ => return Err(wrong("an escape")),
        });
        rest = chars.as_str();
    }
    out.push_str(rest);
    Ok(Cow::Owned(out))
}

/// One value as raw JSON, or a member that is not there.
#[derive(Clone, Copy)]
struct Value<'de>(Option<&'de str>);

impl<'de> Value<'de> {
    fn raw(self) -> Result<&'de str, ReadError> {
        let raw = self.0.ok_or(wrong("a member is missing"))?;
        Ok(raw.trim_matches([' ', '\t', '\n', '\r']))
    }

    fn unsigned(self) -> Result<u64, ReadError> {
        self.raw()?.parse().map_err(|_| wrong("no whole number"))
    }

    fn signed(self) -> Result<i64, ReadError> {
        self.raw()?.parse().map_err(|_| wrong("no whole number"))
    }
}

macro_rules! numbers {
    ($read:ident, $visit:ident: $($name:ident)+) => {$(
        fn $name<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
            visitor.$visit(self.$read()?)
        }
    )+};
}

macro_rules! texts {
    ($($name:ident)+) => {$(
        fn $name<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
            visitor.visit_str(&unescape(self.raw()?)?)
        }
    )+};
}

macro_rules! unsupported {
    ($($name:ident)+) => {$(
        fn $name<V: Visitor<'de>>(self, _: V) -> Result<V::Value, ReadError> {
            Err(wrong("a type that events do not have"))
        }
    )+};
}

impl<'de> Deserializer<'de> for Value<'de> {
    type Error = ReadError;

    numbers!(unsigned, visit_u64: deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64);
    numbers!(signed, visit_i64: deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64);
    texts!(deserialize_str deserialize_string deserialize_char deserialize_identifier);
    unsupported!(deserialize_any deserialize_f32 deserialize_f64 deserialize_bytes
        deserialize_byte_buf deserialize_map);

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        match self.raw()? {
            "true" => visitor.visit_bool(true),
            "false" => visitor.visit_bool(false),
            _ => Err(wrong("neither true nor false")),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        match self.0 {
            None | Some("null") => visitor.visit_none(),
            Some(_) => visitor.visit_some(self),
        }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        match self.raw()? {
            "null" => visitor.visit_unit(),
            _ => Err(wrong("not null")),
        }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        visitor.visit_seq(Parts(elements(self.raw()?)?.into_iter()))
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        let parts = find(self.raw()?, fields, STRICT.contains(&name))?;
        visitor.visit_seq(Parts(parts.into_iter()))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        visitor.visit_enum(Choice::of(self.raw()?)?)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        visitor.visit_unit()
    }
}

/// The members of a struct by place, or the elements of a list.
struct Parts<'de>(std::vec::IntoIter<Option<&'de str>>);

impl<'de> SeqAccess<'de> for Parts<'de> {
    type Error = ReadError;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, ReadError> {
        let Some(part) = self.0.next() else {
            return Ok(None);
        };
        match seed.deserialize(Value(part)) {
            Ok(value) => Ok(Some(value)),
            // For want of a member the type takes its default, or says that one is missing.
            Err(_) if part.is_none() => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.0.len())
    }
}

/// One of an enum's variants: its name, and what it holds.
struct Choice<'de> {
    name: Cow<'de, str>,
    content: Option<&'de str>,
}

impl<'de> Choice<'de> {
    fn of(raw: &'de str) -> Result<Self, ReadError> {
        if raw.starts_with('"') {
            let name = unescape(raw)?;
            let content = None;
            return Ok(Choice { name, content });
        }
        let mut list = List::open(raw, b'{')?;
        let key = list.item(b'}')?.ok_or(wrong("an empty choice"))?;
        list.byte(b':')?;
        let content = Some(list.value()?);
        list.byte(b'}')?;
        list.end()?;
        let name = unescape(key)?;
        Ok(Choice { name, content })
    }

    fn held(self) -> Result<Value<'de>, ReadError> {
        match self.content {
            Some(content) => Ok(Value(Some(content))),
            None => Err(wrong("a choice that lacks what belongs to it")),
        }
    }
}

impl<'de> EnumAccess<'de> for Choice<'de> {
    type Error = ReadError;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), ReadError> {
        let name: de::value::StrDeserializer<'_, ReadError> =
            self.name.as_ref().into_deserializer();
        Ok((seed.deserialize(name)?, self))
    }
}

impl<'de> VariantAccess<'de> for Choice<'de> {
    type Error = ReadError;

    fn unit_variant(self) -> Result<(), ReadError> {
        match self.content {
            None | Some("null") => Ok(()),
            Some(_) => Err(wrong("a choice that has nothing beside its name")),
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, ReadError> {
        seed.deserialize(self.held()?)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, ReadError> {
        self.held()?.deserialize_seq(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        self.held()?.deserialize_struct("", fields, visitor)
    }
}

#[cfg(test)]
mod tests;
