//! The one accepted spelling of JSON, checked without building a value.
//!
//! Canonical here means: UTF-8, no whitespace outside strings, integers only
//! (no fraction, exponent, leading zero or `-0`) within ±(2⁵³−1) so that every
//! JSON parser reads them exactly, strings escaped only where JSON demands it
//! (`\" \\ \b \f \n \r \t`, other control characters as `\u00xx` in lower
//! case), no key twice in one object, and at most [`MAX_DEPTH`] levels.
//! Key order is the writer's and is kept. This is what `serde_json` writes for
//! Rust structs without floats.

use huiyin_rules::Text;

/// Deepest nesting accepted, counting the outermost value as 1.
pub const MAX_DEPTH: usize = 32;

/// Largest integer every JSON parser reads exactly: 2⁵³ − 1.
pub const MAX_INTEGER: u64 = (1 << 53) - 1;

/// What is not canonical.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// Not JSON at all, or it ends too early.
    Syntax,
    /// Whitespace outside a string.
    Whitespace,
    /// A number that is not a plain integer within ±(2⁵³−1).
    Number,
    /// An escape that is not needed, or spelled otherwise.
    Escape,
    /// A key that stands twice in one object.
    DuplicateKey,
    /// Nested deeper than [`MAX_DEPTH`].
    Depth,
    /// Something after the end.
    Trailing,
    /// Not UTF-8.
    Encoding,
    /// Valid JSON, but not spelled as this program spells it (the order of the fields, for one).
    Spelling,
}

impl Flaw {
    /// What is wrong, as a clause of a sentence.
    pub fn text(self) -> Text {
        let (zh, en) = match self {
            Flaw::Syntax => ("不是完整的 JSON", "this is not complete JSON"),
            Flaw::Whitespace => ("有多余的空白", "there is whitespace where none may be"),
            Flaw::Number => (
                "数字不是整数或过大",
                "the number is no integer or is too large",
            ),
            Flaw::Escape => (
                "字符的转义写法不规范",
                "the escape is not spelled the accepted way",
            ),
            Flaw::DuplicateKey => ("同一对象中有重复的键", "a key stands twice in one object"),
            Flaw::Depth => ("嵌套超过 32 层", "the nesting is deeper than 32"),
            Flaw::Trailing => ("结尾之后还有内容", "something follows the end"),
            Flaw::Encoding => ("不是 UTF-8 编码", "this is not UTF-8"),
            Flaw::Spelling => (
                "写法或字段次序不规范",
                "the spelling or the order of the fields differs",
            ),
        };
        Text::new(zh, en)
    }
}

/// Checks that `bytes` are exactly one JSON value in canonical form.
///
/// # Errors
/// The offset of the first flaw and what it is.
pub fn check(bytes: &[u8]) -> Result<(), (usize, Flaw)> {
    if let Err(error) = std::str::from_utf8(bytes) {
        return Err((error.valid_up_to(), Flaw::Encoding));
    }
    let mut scan = Scan {
        bytes,
        at: 0,
        keys: Vec::new(),
    };
    match scan.value(1) {
        Err(flaw) => Err((scan.at, flaw)),
        Ok(()) if scan.at < bytes.len() => Err((scan.at, Flaw::Trailing)),
        Ok(()) => Ok(()),
    }
}

/// Appends `text` as a canonical JSON string.
pub fn push_string(out: &mut Vec<u8>, text: &str) {
    out.push(b'"');
    for &byte in text.as_bytes() {
        match short_escape(byte) {
            Some(letter) => out.extend([b'\\', letter]),
            None if byte < 0x20 => {
                out.extend(b"\\u00");
                out.extend(crate::ids::hex(&[byte]).bytes());
            }
            None => out.push(byte),
        }
    }
    out.push(b'"');
}

fn short_escape(byte: u8) -> Option<u8> {
    match byte {
        b'"' | b'\\' => Some(byte),
        0x08 => Some(b'b'),
        0x0c => Some(b'f'),
        b'\n' => Some(b'n'),
        b'\r' => Some(b'r'),
        b'\t' => Some(b't'),
        _ => None,
    }
}

struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
    /// Keys of the objects now open, innermost last; equal bytes are equal
    /// keys because the escapes are canonical.
    keys: Vec<&'a [u8]>,
}

impl<'a> Scan<'a> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn expect(&mut self, byte: u8) -> Result<(), Flaw> {
        match self.peek() {
            Some(found) if found == byte => {
                self.at += 1;
                Ok(())
            }
            Some(b' ' | b'\t' | b'\n' | b'\r') => Err(Flaw::Whitespace),
            _ => Err(Flaw::Syntax),
        }
    }

    fn value(&mut self, depth: usize) -> Result<(), Flaw> {
        if depth > MAX_DEPTH {
            return Err(Flaw::Depth);
        }
        match self.peek() {
            Some(b'{') => self.object(depth),
            Some(b'[') => self.array(depth),
            Some(b'"') => self.string().map(drop),
            Some(b't') => self.word(b"true"),
            Some(b'f') => self.word(b"false"),
            Some(b'n') => self.word(b"null"),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b' ' | b'\t' | b'\n' | b'\r') => Err(Flaw::Whitespace),
            _ => Err(Flaw::Syntax),
        }
    }

    fn word(&mut self, word: &[u8]) -> Result<(), Flaw> {
        if !self
            .bytes
            .get(self.at..)
            .is_some_and(|rest| rest.starts_with(word))
        {
            return Err(Flaw::Syntax);
        }
        self.at += word.len();
        Ok(())
    }

    fn array(&mut self, depth: usize) -> Result<(), Flaw> {
        self.expect(b'[')?;
        if self.peek() == Some(b']') {
            self.at += 1;
            return Ok(());
        }
        loop {
            self.value(depth + 1)?;
            if self.peek() != Some(b',') {
                return self.expect(b']');
            }
            self.at += 1;
        }
    }

    fn object(&mut self, depth: usize) -> Result<(), Flaw> {
        self.expect(b'{')?;
        if self.peek() == Some(b'}') {
            self.at += 1;
            return Ok(());
        }
        let first = self.keys.len();
        loop {
            let key = self.string()?;
            self.keys.push(key);
            self.expect(b':')?;
            self.value(depth + 1)?;
            if self.peek() != Some(b',') {
                break;
            }
            self.at += 1;
        }
        self.expect(b'}')?;
        // Sorting keeps a hostile object of many keys from costing their square.
        if let Some(mine) = self.keys.get_mut(first..) {
            mine.sort_unstable();
            if mine.windows(2).any(|pair| matches!(pair, [a, b] if a == b)) {
                return Err(Flaw::DuplicateKey);
            }
        }
        self.keys.truncate(first);
        Ok(())
    }

    /// The raw bytes between the quotes.
    fn string(&mut self) -> Result<&'a [u8], Flaw> {
        self.expect(b'"')?;
        let start = self.at;
        loop {
            match self.peek() {
                Some(b'"') => {
                    let inner = self.bytes.get(start..self.at).unwrap_or_default();
                    self.at += 1;
                    return Ok(inner);
                }
                Some(b'\\') => self.escape()?,
                Some(0..=0x1f) | None => return Err(Flaw::Syntax),
                Some(_) => self.at += 1,
            }
        }
    }

    fn escape(&mut self) -> Result<(), Flaw> {
        let digit = |at: usize| match self.bytes.get(at) {
            Some(byte @ b'0'..=b'9') => Ok(byte - b'0'),
            Some(byte @ b'a'..=b'f') => Ok(byte - b'a' + 10),
            _ => Err(Flaw::Escape),
        };
        match self.bytes.get(self.at + 1) {
            Some(b'"' | b'\\' | b'b' | b'f' | b'n' | b'r' | b't') => self.at += 2,
            Some(b'u') => {
                let zeros = self.bytes.get(self.at + 2..self.at + 4);
                let byte = digit(self.at + 4)? << 4 | digit(self.at + 5)?;
                if zeros != Some(b"00") || byte >= 0x20 || short_escape(byte).is_some() {
                    return Err(Flaw::Escape);
                }
                self.at += 6;
            }
            _ => return Err(Flaw::Escape),
        }
        Ok(())
    }

    fn number(&mut self) -> Result<(), Flaw> {
        let start = self.at;
        let negative = self.peek() == Some(b'-');
        self.at += usize::from(negative);
        let digits = self.at;
        let mut value: u64 = 0;
        while let Some(byte @ b'0'..=b'9') = self.peek() {
            value = value
                .saturating_mul(10)
                .saturating_add(u64::from(byte - b'0'));
            self.at += 1;
        }
        let count = self.at - digits;
        let leading_zero = count > 1 && self.bytes.get(digits) == Some(&b'0');
        let fraction = matches!(self.peek(), Some(b'.' | b'e' | b'E'));
        if count == 0 || leading_zero || fraction || value > MAX_INTEGER || (negative && value == 0)
        {
            self.at = start;
            return Err(Flaw::Number);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn canonical_values_pass() {
        for good in [
            "null",
            "true",
            "0",
            "-1",
            "9007199254740991",
            "\"\"",
            "[]",
            "{}",
            "[1,[2],{\"a\":{}}]",
            r#""\"\\\b\f\n\r\t\u0001\u001f回 ""#,
            r#"{"a":1,"b":{"a":2},"c":[{"a":1},{"a":1}]}"#,
        ] {
            assert_eq!(check(good.as_bytes()), Ok(()), "{good}");
        }
    }

    #[test]
    fn every_other_spelling_is_named() {
        for (bad, at, flaw) in [
            ("", 0, Flaw::Syntax),
            ("{", 1, Flaw::Syntax),
            ("[1,]", 3, Flaw::Syntax),
            ("nul", 0, Flaw::Syntax),
            ("[1, 2]", 3, Flaw::Whitespace),
            ("{\"a\" :1}", 4, Flaw::Whitespace),
            ("1.0", 0, Flaw::Number),
            ("1e3", 0, Flaw::Number),
            ("01", 0, Flaw::Number),
            ("-0", 0, Flaw::Number),
            ("-", 0, Flaw::Number),
            ("9007199254740992", 0, Flaw::Number),
            ("99999999999999999999999999", 0, Flaw::Number),
            (r#""\/""#, 1, Flaw::Escape),
            (r#""\u0041""#, 1, Flaw::Escape),
            (r#""\u001F""#, 1, Flaw::Escape),
            (r#""\u000a""#, 1, Flaw::Escape),
            (r#""\u56de""#, 1, Flaw::Escape),
            (r#""\u00"#, 1, Flaw::Escape),
            ("\"\n\"", 1, Flaw::Syntax),
            ("null ", 4, Flaw::Trailing),
            ("{}{}", 2, Flaw::Trailing),
            (r#"{"a":1,"b":2,"a":3}"#, 19, Flaw::DuplicateKey),
        ] {
            assert_eq!(check(bad.as_bytes()), Err((at, flaw)), "{bad}");
        }
        assert_eq!(check(b"\"\xff\""), Err((1, Flaw::Encoding)));
    }

    #[test]
    fn depth_is_bounded() {
        let nested = |n: usize| [vec![b'['; n], vec![b']'; n]].concat();
        assert_eq!(check(&nested(MAX_DEPTH)), Ok(()));
        assert_eq!(check(&nested(MAX_DEPTH + 1)), Err((MAX_DEPTH, Flaw::Depth)));
        assert_eq!(check(&vec![b'['; 1 << 20]), Err((MAX_DEPTH, Flaw::Depth)));
    }

    #[test]
    fn strings_are_written_as_they_are_checked() {
        for text in [
            "",
            "回音",
            "\u{0}\u{8}\u{b}\u{c}\n\r\t\u{1f}\u{7f}\u{2028}",
            "\"\\/",
        ] {
            let mut ours = Vec::new();
            push_string(&mut ours, text);
            assert_eq!(check(&ours), Ok(()), "{text:?}");
            assert_eq!(serde_json::to_vec(text).unwrap(), ours, "{text:?}");
        }
    }
}
