//! On which line of a document each of its values begins.
//!
//! The generic tree does not keep that, and lets a key that is given twice silently
//! replace itself. Both are found here by walking the text once more.

use super::joined;
use std::collections::BTreeSet;

/// The places of one document.
#[derive(Clone, Debug, Default)]
pub(crate) struct Places {
    /// Paths with their lines, in the document's order.
    lines: Vec<(String, usize)>,
    /// The first key that is given twice, with the line of the second.
    twice: Option<(String, usize)>,
}

impl Places {
    /// Of a text that is JSON; of another text, as far as it goes.
    pub(crate) fn of(json: &str) -> Places {
        let mut walk = Walk {
            bytes: json.as_bytes(),
            at: 0,
            line: 1,
            found: Places::default(),
        };
        walk.value("", 0);
        walk.found
    }

    /// The line on which the value at `path` begins, or what holds it where it is not
    /// there: an object that lacks a key is where to look.
    pub(crate) fn line(&self, path: &str) -> Option<usize> {
        let mut path = path;
        loop {
            if let Some((_, line)) = self.lines.iter().find(|(known, _)| known == path) {
                return Some(*line);
            }
            if path.is_empty() {
                return None;
            }
            path = path.rfind(['.', '[']).map_or("", |end| &path[..end]);
        }
    }

    /// The first key that is given twice.
    pub(crate) fn twice(&self) -> Option<&(String, usize)> {
        self.twice.as_ref()
    }
}

/// Deepest nesting followed, as deep as the reader of JSON itself goes.
const DEPTH: usize = 128;
/// Longest path kept and longest part of a key read, in bytes: what is longer is no key of
/// ours, and thousands of such must not fill the memory.
const LONGEST: usize = 300;

struct Walk<'a> {
    bytes: &'a [u8],
    at: usize,
    line: usize,
    found: Places,
}

impl Walk<'_> {
    fn blanks(&mut self) -> Option<u8> {
        loop {
            let byte = *self.bytes.get(self.at)?;
            match byte {
                b'\n' => self.line += 1,
                b' ' | b'\t' | b'\r' => {}
                _ => return Some(byte),
            }
            self.at += 1;
        }
    }

    fn value(&mut self, path: &str, depth: usize) -> Option<()> {
        let first = self.blanks()?;
        if path.len() <= LONGEST {
            self.found.lines.push((path.to_owned(), self.line));
        }
        if depth > DEPTH {
            return None;
        }
        match first {
            b'{' => self.object(path, depth),
            b'[' => self.array(path, depth),
            b'"' => self.string().map(drop),
            _ => {
                let plain = |b: &&u8| b.is_ascii_alphanumeric() || b"+-.".contains(b);
                self.at += self.bytes.get(self.at..)?.iter().take_while(plain).count();
                Some(())
            }
        }
    }

    fn object(&mut self, path: &str, depth: usize) -> Option<()> {
        self.at += 1;
        let mut keys = BTreeSet::new();
        loop {
            match self.blanks()? {
                b'}' => break,
                b',' => self.at += 1,
                b'"' => {
                    let line = self.line;
                    let key = self.string()?;
                    let here = joined(path, &key);
                    if !keys.insert(key) && self.found.twice.is_none() {
                        self.found.twice = Some((here.clone(), line));
                    }
                    if self.blanks()? != b':' {
                        return None;
                    }
                    self.at += 1;
                    self.value(&here, depth + 1)?;
                }
                _ => return None,
            }
        }
        self.at += 1;
        Some(())
    }

    fn array(&mut self, path: &str, depth: usize) -> Option<()> {
        self.at += 1;
        let mut index = 0u32;
        loop {
            match self.blanks()? {
                b']' => break,
                b',' => self.at += 1,
                _ => {
                    let before = self.at;
                    let here = [path, "[", &index.to_string(), "]"].concat();
                    self.value(&here, depth + 1)?;
                    if self.at == before {
                        // Not JSON: nothing was read.
                        return None;
                    }
                    index += 1;
                }
            }
        }
        self.at += 1;
        Some(())
    }

    /// The characters between the quotes; keys with escapes are left as written, for no
    /// known key has any.
    fn string(&mut self) -> Option<String> {
        let start = self.at + 1;
        let mut end = start;
        loop {
            match *self.bytes.get(end)? {
                b'"' => break,
                b'\\' => end += 2,
                _ => end += 1,
            }
        }
        self.at = end + 1;
        let key = self.bytes.get(start..end.min(start + LONGEST))?;
        Some(String::from_utf8_lossy(key).into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "{\n \"a\": {\"b\": [1,\n {\"c\": \"x\\\"\"}]},\n\n \"d\": null,\n \"a\": 2\n}";

    #[test]
    fn every_value_has_its_line_and_a_missing_one_its_holder_s() {
        let places = Places::of(TEXT);
        let line = |path| places.line(path);
        assert_eq!(line(""), Some(1));
        assert_eq!(line("a"), Some(2));
        assert_eq!(line("a.b[0]"), Some(2));
        assert_eq!(line("a.b[1].c"), Some(3));
        assert_eq!(line("a.b[1].nowhere.below"), Some(3));
        assert_eq!(line("d"), Some(5));
        assert_eq!(line("e.f"), Some(1));
    }

    #[test]
    fn a_key_given_twice_is_found() {
        assert_eq!(Places::of(TEXT).twice(), Some(&("a".to_owned(), 6)));
        let nested = Places::of("[{\"a\":1},{\"a\":2,\n\"a\":3}]");
        assert_eq!(nested.twice(), Some(&("[1].a".to_owned(), 2)));
        assert_eq!(Places::of("[{\"a\":1},{\"a\":2}]").twice(), None);
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_the_walk_panic_or_stay(text in "[\\[\\]{}\":,\\\\a1 \n]{0,60}") {
            let places = Places::of(&text);
            let last = text.lines().count().max(1);
            proptest::prop_assert!(places.lines.iter().all(|(_, line)| *line <= last));
        }
    }
}
