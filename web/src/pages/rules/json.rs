//! JSON as far as rulebook documents need it: read with the line of what is
//! wrong, written for people. The browser's own reader knows no lines and cannot
//! be tested without one.

use crate::i18n::Words;

/// Deepest nesting read; rulebooks need six.
const DEEPEST: u32 = 32;

/// A value; objects keep the order of their names, numbers their writing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Json {
    /// `null`
    Null,
    /// `true` or `false`
    Flag(bool),
    /// A number as written.
    Number(String),
    /// A text.
    Text(String),
    /// `[…]`
    List(Vec<Json>),
    /// `{…}`
    Object(Vec<(String, Json)>),
}

/// Where a text stops being JSON, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// The line, from 1.
    pub line: u32,
    /// What is wrong there.
    pub why: Words,
}

const ENDS: Words = Words(
    "内容不完整，缺少后半部分",
    "it ends too early; something is missing",
);
const VALUE: Words = Words(
    "这里应为一个值：文字要加英文双引号，数字、true、false、null 不加",
    "a value is needed here: a text in double quotes, a number, true, false or null",
);
const NAME: Words = Words(
    "这里应为加英文双引号的名称",
    "a name in double quotes is needed here",
);
const COLON: Words = Words("名称后应为英文冒号", "a colon is needed after the name");
const COMMA: Words = Words(
    "两项之间应为英文逗号；最后一项之后没有逗号",
    "a comma is needed between two entries, and none after the last",
);
const TWICE: Words = Words("同一个名称写了两次", "the same name stands twice");
const STRING: Words = Words(
    "引号中的换行或者反斜杠写法不对",
    "a line end or a backslash inside the quotes is not written right",
);
const NUMBER: Words = Words("数字写法不对", "the number is not written right");
const AFTER: Words = Words("结尾之后还有内容", "something follows after the end");
const DEEP: Words = Words("层数过多", "it is nested too deeply");

impl Json {
    /// A text value.
    pub fn text(text: &str) -> Json {
        Json::Text(text.to_owned())
    }

    /// A whole number.
    pub fn number(number: u64) -> Json {
        Json::Number(number.to_string())
    }

    /// An object of these.
    pub fn object(entries: Vec<(&str, Json)>) -> Json {
        let entries = entries.into_iter();
        Json::Object(
            entries
                .map(|(name, value)| (name.to_owned(), value))
                .collect(),
        )
    }

    /// What stands under a name, where this is an object that has it.
    pub fn get(&self, name: &str) -> Option<&Json> {
        match self {
            Json::Object(entries) => {
                let found = entries.iter().find(|(other, _)| other == name);
                found.map(|(_, value)| value)
            }
            _ => None,
        }
    }

    /// The text under a name; empty where there is none.
    pub fn text_at(&self, name: &str) -> &str {
        match self.get(name) {
            Some(Json::Text(text)) => text,
            _ => "",
        }
    }

    /// The whole number under a name.
    pub fn number_at(&self, name: &str) -> Option<u64> {
        self.get(name).and_then(Json::as_number)
    }

    /// The whole number this is.
    pub fn as_number(&self) -> Option<u64> {
        match self {
            Json::Number(digits) => digits.parse().ok(),
            _ => None,
        }
    }

    /// Reads a text.
    pub fn parse(text: &str) -> Result<Json, Wrong> {
        let mut reader = Reader {
            rest: text.trim_start_matches('\u{feff}'),
            line: 1,
        };
        let value = reader.value(0)?;
        reader.space();
        if reader.rest.is_empty() {
            Ok(value)
        } else {
            reader.wrong(AFTER)
        }
    }

    /// Writes it, two spaces a level.
    pub fn write(&self) -> String {
        let mut out = String::new();
        write(self, 0, &mut out);
        out
    }
}

struct Reader<'a> {
    rest: &'a str,
    line: u32,
}

impl Reader<'_> {
    fn wrong<T>(&self, why: Words) -> Result<T, Wrong> {
        let why = if self.rest.is_empty() { ENDS } else { why };
        Err(Wrong {
            line: self.line,
            why,
        })
    }

    fn take(&mut self) -> Option<char> {
        let next = self.rest.chars().next()?;
        self.rest = self.rest.get(next.len_utf8()..).unwrap_or_default();
        if next == '\n' {
            self.line += 1;
        }
        Some(next)
    }

    fn space(&mut self) {
        while self.rest.starts_with([' ', '\t', '\r', '\n']) {
            self.take();
        }
    }

    /// Takes a sign after spaces, where it stands there.
    fn sign(&mut self, sign: char) -> bool {
        self.space();
        let is_there = self.rest.starts_with(sign);
        if is_there {
            self.take();
        }
        is_there
    }

    fn value(&mut self, depth: u32) -> Result<Json, Wrong> {
        self.space();
        if depth > DEEPEST {
            return self.wrong(DEEP);
        }
        match self.rest.chars().next() {
            Some('{') => self.object(depth),
            Some('[') => self.list(depth),
            Some('"') => Ok(Json::Text(self.string(VALUE)?)),
            Some('-' | '0'..='9') => self.digits(),
            _ => {
                for (word, value) in [
                    ("null", Json::Null),
                    ("true", Json::Flag(true)),
                    ("false", Json::Flag(false)),
                ] {
                    if let Some(rest) = self.rest.strip_prefix(word) {
                        self.rest = rest;
                        return Ok(value);
                    }
                }
                self.wrong(VALUE)
            }
        }
    }

    fn list(&mut self, depth: u32) -> Result<Json, Wrong> {
        self.take();
        let mut items = Vec::new();
        if self.sign(']') {
            return Ok(Json::List(items));
        }
        loop {
            items.push(self.value(depth + 1)?);
            if self.sign(']') {
                return Ok(Json::List(items));
            }
            if !self.sign(',') {
                return self.wrong(COMMA);
            }
        }
    }

    fn object(&mut self, depth: u32) -> Result<Json, Wrong> {
        self.take();
        let mut entries: Vec<(String, Json)> = Vec::new();
        if self.sign('}') {
            return Ok(Json::Object(entries));
        }
        loop {
            self.space();
            let name = self.string(NAME)?;
            if entries.iter().any(|(other, _)| *other == name) {
                return self.wrong(TWICE);
            }
            if !self.sign(':') {
                return self.wrong(COLON);
            }
            entries.push((name, self.value(depth + 1)?));
            if self.sign('}') {
                return Ok(Json::Object(entries));
            }
            if !self.sign(',') {
                return self.wrong(COMMA);
            }
        }
    }

    fn string(&mut self, otherwise: Words) -> Result<String, Wrong> {
        if !self.rest.starts_with('"') {
            return self.wrong(otherwise);
        }
        self.take();
        let mut text = String::new();
        loop {
            match self.rest.chars().next() {
                None => return self.wrong(ENDS),
                Some('"') => {
                    self.take();
                    return Ok(text);
                }
                Some('\\') => {
                    self.take();
                    text.push(self.escaped()?);
                }
                Some(sign) if sign < ' ' => return self.wrong(STRING),
                Some(sign) => {
                    self.take();
                    text.push(sign);
                }
            }
        }
    }

    fn escaped(&mut self) -> Result<char, Wrong> {
        Ok(match self.take() {
            Some(sign @ ('"' | '\\' | '/')) => sign,
            Some('b') => '\u{8}',
            Some('f') => '\u{c}',
            Some('n') => '\n',
            Some('r') => '\r',
            Some('t') => '\t',
            Some('u') => {
                let high = self.hex()?;
                let code = if (0xd800..0xdc00).contains(&high) {
                    // The other half of a pair.
                    let Some(rest) = self.rest.strip_prefix("\\u") else {
                        return self.wrong(STRING);
                    };
                    self.rest = rest;
                    let low = self.hex()?;
                    if !(0xdc00..0xe000).contains(&low) {
                        return self.wrong(STRING);
                    }
                    0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00)
                } else {
                    high
                };
                match char::from_u32(code) {
                    Some(sign) => sign,
                    None => return self.wrong(STRING),
                }
            }
            _ => return self.wrong(STRING),
        })
    }

    fn hex(&mut self) -> Result<u32, Wrong> {
        let digits = self
            .rest
            .get(..4)
            .filter(|four| four.bytes().all(|b| b.is_ascii_hexdigit()));
        match digits.map(|four| u32::from_str_radix(four, 16)) {
            Some(Ok(code)) => {
                self.rest = self.rest.get(4..).unwrap_or_default();
                Ok(code)
            }
            _ => self.wrong(STRING),
        }
    }

    fn digits(&mut self) -> Result<Json, Wrong> {
        let part =
            |sign: char| sign.is_ascii_digit() || matches!(sign, '-' | '+' | '.' | 'e' | 'E');
        let end = self
            .rest
            .find(|sign| !part(sign))
            .unwrap_or(self.rest.len());
        let (number, rest) = self.rest.split_at(end);
        if !is_number(number) {
            return self.wrong(NUMBER);
        }
        let number = Json::Number(number.to_owned());
        self.rest = rest;
        Ok(number)
    }
}

/// `-12.5e+3`: no zero in front, digits on both sides of the point.
fn is_number(text: &str) -> bool {
    let text = text.strip_prefix('-').unwrap_or(text);
    let (base, power) = match text.split_once(['e', 'E']) {
        Some((base, power)) => (base, Some(power.strip_prefix(['+', '-']).unwrap_or(power))),
        None => (text, None),
    };
    let (whole, rest) = match base.split_once('.') {
        Some((whole, rest)) => (whole, Some(rest)),
        None => (base, None),
    };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && rest.is_none_or(digits)
        && power.is_none_or(digits)
}

fn write(value: &Json, depth: usize, out: &mut String) {
    match value {
        Json::Null => out.push_str("null"),
        Json::Flag(on) => out.push_str(if *on { "true" } else { "false" }),
        Json::Number(digits) => out.push_str(digits),
        Json::Text(text) => quote(text, out),
        Json::List(items) if items.is_empty() => out.push_str("[]"),
        Json::Object(entries) if entries.is_empty() => out.push_str("{}"),
        Json::List(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                next(at, depth + 1, out);
                write(item, depth + 1, out);
            }
            line(depth, out);
            out.push(']');
        }
        Json::Object(entries) => {
            out.push('{');
            for (at, (name, item)) in entries.iter().enumerate() {
                next(at, depth + 1, out);
                quote(name, out);
                out.push_str(": ");
                write(item, depth + 1, out);
            }
            line(depth, out);
            out.push('}');
        }
    }
}

fn next(at: usize, depth: usize, out: &mut String) {
    if at > 0 {
        out.push(',');
    }
    line(depth, out);
}

fn line(depth: usize, out: &mut String) {
    out.push('\n');
    for _ in 0..depth {
        out.push_str("  ");
    }
}

fn quote(text: &str, out: &mut String) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    out.push('"');
    for sign in text.chars() {
        match sign {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            sign if sign < ' ' => {
                let code = sign as usize;
                out.push_str("\\u00");
                for digit in [code >> 4, code & 15] {
                    out.push(char::from(HEX.get(digit).copied().unwrap_or(b'0')));
                }
            }
            sign => out.push(sign),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back() {
        let value = Json::object(vec![
            ("id", Json::text("own")),
            ("odd", Json::text("引号\"反斜杠\\\n\t\u{1}/😀")),
            ("empty", Json::List(Vec::new())),
            ("none", Json::Null),
            (
                "list",
                Json::List(vec![
                    Json::number(3),
                    Json::Flag(true),
                    Json::Object(Vec::new()),
                ]),
            ),
        ]);
        assert_eq!(Json::parse(&value.write()), Ok(value));
    }

    #[test]
    fn the_general_reader_agrees() {
        let texts = [
            "{}",
            "[1,-0,2.5,1e3,-1.5E-2]",
            "\"\\u4e2d\\ud83d\\ude00\\/\"",
            " {\"a\" : [ null ] } ",
            "01",
            "1.",
            ".5",
            "+1",
            "[1,]",
            "{\"a\":1,}",
            "{a:1}",
            "\"\\x\"",
            "\"\n\"",
            "\"\\ud800\"",
            "",
            "[",
            "{\"a\"",
            "\"abc",
            "nul",
            "[1] 2",
            "'a'",
            "\"\\ud83dx\"",
            "- 1",
            "--1",
            "1e",
        ];
        for text in texts {
            let general: Result<serde_json::Value, _> = serde_json::from_str(text);
            let ours = Json::parse(text);
            assert_eq!(ours.is_ok(), general.is_ok(), "{text}: {ours:?}");
            if let (Ok(ours), Ok(general)) = (ours, general) {
                let back: serde_json::Value = serde_json::from_str(&ours.write()).unwrap();
                assert_eq!(back, general, "{text}");
            }
        }
    }

    #[test]
    fn the_line_of_a_fault_is_told() {
        for (text, line) in [
            ("{\n \"a\": 1\n \"b\": 2\n}", 3),
            ("{\n \"a\": 1,\n}", 3),
            ("[\n1,\n2", 3),
            ("{\"a\": 1,\n\"a\": 2}", 2),
            ("{\n\n\"a\": 中\n}", 3),
        ] {
            assert_eq!(
                Json::parse(text).map_err(|wrong| wrong.line),
                Err(line),
                "{text}"
            );
        }
    }
}
