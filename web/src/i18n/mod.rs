//! Texts of the interface: constants in both languages, so that neither can be forgotten.
//!
//! ```ignore
//! crate::i18n::words! { TITLE = "建议台账", "Ledger"; FOUND = "共 {0} 条", "{0} in all"; }
//! lang.say(TITLE); fill(lang.say(FOUND), &[&total]);
//! ```

pub mod common;
pub mod day;
pub mod terms;

use huiyin_rules::Lang;

/// One text: Chinese, English.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words(pub &'static str, pub &'static str);

/// Declares texts of a page, both languages in one line.
macro_rules! words {
    ($($name:ident = $zh:literal, $en:literal;)+) => {
        $(pub const $name: $crate::i18n::Words = $crate::i18n::Words($zh, $en);)+
    };
}

pub(crate) use words;

/// Picks the text of a language.
pub trait Say {
    /// The text in this language.
    fn say(self, words: Words) -> &'static str;
}

impl Say for Lang {
    fn say(self, words: Words) -> &'static str {
        match self {
            Lang::Zh => words.0,
            Lang::En => words.1,
        }
    }
}

/// Puts values in the places `{0}`, `{1}`, … of a text.
pub fn fill(text: &str, values: &[&str]) -> String {
    let mut filled = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        let (before, after) = rest.split_at(at);
        filled.push_str(before);
        let place = after
            .as_bytes()
            .get(1)
            .map(|digit| digit.wrapping_sub(b'0'));
        let value = place.and_then(|place| values.get(usize::from(place)));
        match (value, after.as_bytes().get(2)) {
            (Some(value), Some(b'}')) => {
                filled.push_str(value);
                rest = after.get(3..).unwrap_or_default();
            }
            _ => {
                filled.push('{');
                rest = after.get(1..).unwrap_or_default();
            }
        }
    }
    filled.push_str(rest);
    filled
}

/// A number in a text's place.
pub fn fill_number(text: &str, number: impl Into<u64>) -> String {
    fill(text, &[&grouped(number.into())])
}

/// A whole number with its thousands apart: 12 345.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + 4);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled_and_other_braces_stay() {
        assert_eq!(fill("共 {0} 条，{1}", &["95", "完"]), "共 95 条，完");
        assert_eq!(fill("{9} {x} {", &["a"]), "{9} {x} {");
    }

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!(grouped(95), "95");
        assert_eq!(grouped(100_000), "100,000");
        assert_eq!(grouped(1_234_567), "1,234,567");
    }
}
