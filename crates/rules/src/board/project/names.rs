//! Names in public: as they are shown, and not at all where they are not.

use crate::board::mask;

/// Names as they are shown, each once: masked, two may be the same.
pub(super) fn masked(names: &[String]) -> Vec<String> {
    let mut shown: Vec<String> = Vec::with_capacity(names.len());
    for name in names {
        let name = mask(name);
        if !shown.contains(&name) {
            shown.push(name);
        }
    }
    shown
}

/// Names that texts may not say, without blanks.
pub(super) fn unshown(names: &[String]) -> Vec<Vec<char>> {
    let mut plain: Vec<Vec<char>> = Vec::new();
    for name in names {
        let name: Vec<char> = name.chars().filter(|c| !c.is_whitespace()).collect();
        // One character alone would be found everywhere.
        if name.len() > 1 {
            plain.push(name);
        }
    }
    plain
}

/// A text without some names, also where they are spaced out as ledgers do: `王　芳`.
pub(super) fn hidden(text: &str, names: &[Vec<char>]) -> String {
    if names.is_empty() {
        return text.to_owned();
    }
    let chars: Vec<char> = text.chars().collect();
    let (mut out, mut at) = (String::with_capacity(text.len()), 0);
    while let Some(c) = chars.get(at) {
        let rest = chars.get(at..).unwrap_or_default();
        match names.iter().filter_map(|name| spelt(rest, name)).max() {
            Some(length) => {
                out.push_str("***");
                at += length;
            }
            None => {
                out.push(*c);
                at += 1;
            }
        }
    }
    out
}

/// How many characters spell a name here.
fn spelt(chars: &[char], name: &[char]) -> Option<usize> {
    let mut left = name.iter();
    let mut wanted = left.next()?;
    for (at, c) in chars.iter().enumerate() {
        if c == wanted {
            match left.next() {
                Some(next) => wanted = next,
                None => return Some(at + 1),
            }
        } else if at == 0 || !c.is_whitespace() {
            return None;
        }
    }
    None
}
