//! Personal data in texts that are published: identity numbers, telephone and bank card
//! numbers, mail addresses, flats, and people's names before a form of address.
//!
//! A program cannot know every secret, so whoever publishes reads what is published; what
//! it does know it hides even where that hides too much. Days, years, official numbers and
//! amounts stay, since replies are full of them.

mod address;
mod number;
mod person;

/// What stands in place of what is hidden.
const HIDDEN: &str = "***";

/// The text without personal data. Masking a masked text changes nothing.
pub fn mask(text: &str) -> String {
    let mut masked = once(text);
    // What is hidden may bring together what was apart. Each pass that changes anything
    // hides a character that none brings back, so it ends.
    loop {
        let again = once(&masked);
        if again == masked {
            return masked;
        }
        masked = again;
    }
}

fn once(text: &str) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    // Numbers first: nothing else may take a piece out of one.
    for find in [number::secret, address::mail, address::flat] {
        chars = replaced(&chars, find);
    }
    person::hide(&mut chars);
    chars.into_iter().collect()
}

/// What is to be done with the characters from a place on.
enum Found {
    /// Nothing here: ask at the next place.
    Nothing,
    /// So many are no secret, and are not asked about again.
    Plain(usize),
    /// So many are a secret.
    Secret(usize),
}

/// Puts [`HIDDEN`] in place of every secret that `find` finds.
fn replaced(chars: &[char], find: impl Fn(&[char], usize) -> Found) -> Vec<char> {
    let mut out = Vec::with_capacity(chars.len());
    let mut at = 0;
    while let Some(c) = chars.get(at) {
        match find(chars, at) {
            Found::Nothing => {
                out.push(*c);
                at += 1;
            }
            Found::Plain(length) => {
                out.extend(chars.iter().skip(at).take(length));
                at += length.max(1);
            }
            Found::Secret(length) => {
                out.extend(HIDDEN.chars());
                at += length.max(1);
            }
        }
    }
    out
}

/// The digit a character stands for, full-width ones and those of other scripts that
/// Chinese keyboards make included.
fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => c.to_digit(10),
        '\u{FF10}'..='\u{FF19}' => Some(u32::from(c) - 0xFF10),
        _ => None,
    }
}

/// The character before a place.
fn before(chars: &[char], at: usize) -> Option<char> {
    chars.get(at.checked_sub(1)?).copied()
}

/// Whether the characters from a place on are those of a word.
fn word(chars: &[char], at: usize, word: &str) -> bool {
    word.chars()
        .enumerate()
        .all(|(i, c)| chars.get(at + i) == Some(&c))
}
