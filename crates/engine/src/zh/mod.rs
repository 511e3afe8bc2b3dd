//! Chinese texts in the order people expect, and found the way people type.
//!
//! Characters sort by the pinyin of their usual reading with its tone, then by
//! code point, rare ones (outside GB/T 2312 and what names add to it) after those; runs of digits by their value (`2024-9` before `2024-010`);
//! Latin letters before Chinese ones, without regard to case.

use crate::order;
use std::sync::OnceLock;

/// A bit for each of U+4E00–U+9FFF that has a reading here, then the low bytes of those
/// characters' syllable numbers, then the high ones (see `build.rs`).
static SYLLABLES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/syllables.bin"));
/// The first letter of each syllable; entry 0 is for characters without one.
static LETTERS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/letters.bin"));

const FIRST: u32 = 0x4e00;
const COUNT: usize = 0x9fff - 0x4e00 + 1;

/// The syllable numbers of the whole block, unpacked once; 0 where there is none.
fn unpacked() -> &'static [u16] {
    static NUMBERS: OnceLock<Vec<u16>> = OnceLock::new();
    NUMBERS.get_or_init(|| {
        let (bits, planes) = SYLLABLES.split_at_checked(COUNT / 8).unwrap_or_default();
        let (low, high) = planes
            .split_at_checked(planes.len() / 2)
            .unwrap_or_default();
        let mut readings = low
            .iter()
            .zip(high)
            .map(|(low, high)| u16::from_le_bytes([*low, *high]));
        let has = |at: usize| bits.get(at / 8).is_some_and(|b| b >> (at % 8) & 1 == 1);
        (0..COUNT)
            .map(|at| {
                if has(at) {
                    readings.next().unwrap_or(0)
                } else {
                    0
                }
            })
            .collect()
    })
}

/// The number of a character's syllable in alphabetical order; `None` where it has none.
fn syllable(c: char) -> Option<u16> {
    let at = usize::try_from(u32::from(c).checked_sub(FIRST)?).ok()?;
    let number = *unpacked().get(at)?;
    (number > 0).then_some(number)
}

/// The first letter of a character's pinyin, in lower case.
pub fn initial(c: char) -> Option<char> {
    let letter = *LETTERS.get(usize::from(syllable(c)?))?;
    letter.is_ascii_lowercase().then_some(char::from(letter))
}

/// Full-width ASCII as its plain form, letters in lower case: the form in which texts are compared.
pub fn fold(c: char) -> char {
    let plain = match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    };
    plain.to_ascii_lowercase()
}

/// Appends the initials of a text: `公交专线` gives `gjzx`; letters and digits stay, the rest is left out.
pub fn push_initials(out: &mut String, text: &str) {
    for c in text.chars().map(fold) {
        match initial(c) {
            Some(letter) => out.push(letter),
            None if c.is_ascii_alphanumeric() => out.push(c),
            None => {}
        }
    }
}

// Classes of characters, in the top bits of a key's element.
const DIGITS: u32 = 1 << 29;
const LATIN: u32 = 2 << 29;
const CHINESE: u32 = 3 << 29;
const OTHER: u32 = 4 << 29;
const LARGEST: u32 = DIGITS - 1;

/// Appends a text's sort key: two texts compare as their keys do.
pub fn push_key(out: &mut Vec<u32>, text: &str) {
    let mut digits: Option<u32> = None;
    for c in text.chars().map(fold) {
        if let Some(digit) = c.to_digit(10) {
            let value = digits.unwrap_or(0).saturating_mul(10).saturating_add(digit);
            digits = Some(value.min(LARGEST));
            continue;
        }
        out.extend(digits.take().map(|value| DIGITS | value));
        out.push(match syllable(c) {
            // 11 bits of syllable, 15 bits of place in the block.
            Some(number) => CHINESE | u32::from(number) << 15 | (u32::from(c) - FIRST),
            None if c.is_ascii_alphabetic() => LATIN | u32::from(c),
            None if c.is_ascii() => u32::from(c),
            None => OTHER | u32::from(c),
        });
    }
    out.extend(digits.take().map(|value| DIGITS | value));
}

/// Compares two texts by their keys, for short lists.
pub fn compare(a: &str, b: &str) -> std::cmp::Ordering {
    let (mut left, mut right) = (Vec::new(), Vec::new());
    push_key(&mut left, a);
    push_key(&mut right, b);
    left.cmp(&right).then_with(|| a.cmp(b))
}

/// The order of many texts: indices of `texts` from first to last.
pub fn order<'a>(texts: impl ExactSizeIterator<Item = &'a str>) -> Vec<u32> {
    let mut keys: Vec<u32> = Vec::with_capacity(texts.len() * 8);
    let mut ends: Vec<usize> = Vec::with_capacity(texts.len());
    for text in texts {
        push_key(&mut keys, text);
        ends.push(keys.len());
    }
    let key = |index: usize| {
        let from = index
            .checked_sub(1)
            .and_then(|before| ends.get(before))
            .copied();
        let to = ends.get(index).copied().unwrap_or(0);
        keys.get(from.unwrap_or(0)..to).unwrap_or(&[])
    };
    order::indices(ends.len(), &|a, b| key(a).cmp(key(b)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(mut texts: Vec<&str>) -> Vec<&str> {
        texts.sort_by(|a, b| compare(a, b));
        texts
    }

    #[test]
    fn names_sort_by_pinyin_then_tone() {
        assert_eq!(
            sorted(vec!["周明", "安丽", "王芳", "李雷", "刘洋", "陈晨", "吕梁"]),
            ["安丽", "陈晨", "李雷", "刘洋", "吕梁", "王芳", "周明"]
        );
        // mā má mǎ mà
        assert_eq!(
            sorted(vec!["骂", "马", "麻", "妈"]),
            ["妈", "麻", "马", "骂"]
        );
    }

    #[test]
    fn characters_of_names_have_readings() {
        // Beyond GB/T 2312, yet in every deputies' list.
        let mut out = String::new();
        push_initials(&mut out, "李喆陈堃王珺刘玥");
        assert_eq!(out, "lzckwjly");
        // Each common character has its own reading: the ends of the table are in step.
        let (first, last) = (syllable('一'), syllable('龠'));
        assert_eq!(
            first.zip(last).map(|_| (initial('一'), initial('龠'))),
            Some((Some('y'), Some('y')))
        );
        assert_eq!(
            unpacked().iter().filter(|n| **n > 0).count(),
            SYLLABLES.len().saturating_sub(COUNT / 8) / 2
        );
    }

    #[test]
    fn numbers_sort_by_value_and_before_words() {
        assert_eq!(
            sorted(vec![
                "2024-100", "2024-9", "2024-010", "2023-500", "A12", "a2", "第3号"
            ]),
            [
                "2023-500", "2024-9", "2024-010", "2024-100", "a2", "A12", "第3号"
            ]
        );
        // Full-width digits are digits.
        assert_eq!(sorted(vec!["10", "９"]), ["９", "10"]);
    }

    #[test]
    fn initials_are_what_people_type() {
        let mut out = String::new();
        push_initials(&mut out, "关于开通 K12 公交专线的建议");
        assert_eq!(out, "gyktk12gjzxdjy");
    }

    #[test]
    fn order_agrees_with_compare() {
        let texts = ["乙", "甲", "2", "10", "甲", "", "β"];
        let order: Vec<&str> = order(texts.iter().copied())
            .iter()
            .map(|i| texts[*i as usize])
            .collect();
        assert_eq!(order, sorted(texts.to_vec()));
    }
}
