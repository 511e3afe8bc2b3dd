//! Variable-length values of rows, kept end to end in one allocation each.

use serde::{Deserialize, Serialize};

/// Where a value stands in its pool.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    at: u32,
    len: u32,
}

impl Span {
    fn range(self) -> std::ops::Range<usize> {
        let at = self.at as usize;
        at..at.saturating_add(self.len as usize)
    }
}

/// Texts end to end. A changed text is appended anew; the snapshot leaves the old one out.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct TextPool(String);

impl TextPool {
    /// Appends a text.
    pub fn add(&mut self, text: &str) -> Span {
        let at = self.0.len() as u32;
        self.0.push_str(text);
        Span {
            at,
            len: text.len() as u32,
        }
    }

    /// The text at `span`.
    pub fn get(&self, span: Span) -> &str {
        self.0.get(span.range()).unwrap_or("")
    }

    /// Whether `span` lies in the pool on character boundaries.
    pub fn holds(&self, span: Span) -> bool {
        self.0.get(span.range()).is_some()
    }
}

/// Lists of numbers end to end.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct WordPool(Vec<u32>);

impl WordPool {
    /// Appends a list.
    pub fn add(&mut self, words: &[u32]) -> Span {
        let at = self.0.len() as u32;
        self.0.extend_from_slice(words);
        Span {
            at,
            len: words.len() as u32,
        }
    }

    /// The list at `span` with one more number; in place where it stands last.
    pub fn extend(&mut self, span: Span, word: u32) -> Span {
        let range = span.range();
        if range.end == self.0.len() {
            self.0.push(word);
            return Span {
                at: span.at,
                len: span.len + 1,
            };
        }
        let at = self.0.len() as u32;
        if range.end < self.0.len() {
            self.0.extend_from_within(range);
        }
        self.0.push(word);
        Span {
            at,
            len: span.len + 1,
        }
    }

    /// Replaces a list; in place where the new one is no longer.
    pub fn replace(&mut self, span: Span, words: &[u32]) -> Span {
        let range = span.at as usize..span.at as usize + words.len();
        match self.0.get_mut(range) {
            Some(place) if words.len() <= span.len as usize => {
                place.copy_from_slice(words);
                Span {
                    at: span.at,
                    len: words.len() as u32,
                }
            }
            _ => self.add(words),
        }
    }

    /// The list at `span`.
    pub fn get(&self, span: Span) -> &[u32] {
        self.0.get(span.range()).unwrap_or(&[])
    }

    /// Whether `span` lies in the pool.
    pub fn holds(&self, span: Span) -> bool {
        self.0.get(span.range()).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_grow_and_are_replaced() {
        let mut pool = WordPool::default();
        let a = pool.add(&[1, 2]);
        let a = pool.extend(a, 3);
        let b = pool.add(&[9]);
        let a = pool.extend(a, 4);
        assert_eq!(pool.get(a), [1, 2, 3, 4]);
        assert_eq!(pool.get(b), [9]);
        let a = pool.replace(a, &[7]);
        assert_eq!((pool.get(a), pool.get(b)), (&[7][..], &[9][..]));
        let b = pool.replace(b, &[5, 6]);
        assert_eq!((pool.get(a), pool.get(b)), (&[7][..], &[5, 6][..]));
    }

    #[test]
    fn a_span_that_is_wrong_reads_as_nothing() {
        let mut pool = TextPool::default();
        pool.add("建议");
        let inside_a_character = Span { at: 1, len: 3 };
        let beyond = Span {
            at: u32::MAX,
            len: u32::MAX,
        };
        for wrong in [inside_a_character, beyond] {
            assert!(!pool.holds(wrong));
            assert_eq!(pool.get(wrong), "");
        }
        assert!(WordPool::default().get(beyond).is_empty());
    }
}
