//! How a code is spelled: Crockford's base 32, which has no `I`, `L`, `O` and `U`.

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Symbols of a code.
const SYMBOLS: usize = 10;
/// Symbols before the dash.
const GROUP: usize = 5;

/// The code of fifty random bits, which whoever calls has drawn; higher bits are not
/// looked at.
pub fn code_of(bits: u64) -> String {
    let symbol = |at: usize| {
        let index = (bits >> (5 * (SYMBOLS - 1 - at))) & 31;
        let found = usize::try_from(index).ok().and_then(|i| ALPHABET.get(i));
        char::from(found.copied().unwrap_or(b'0'))
    };
    (0..SYMBOLS).map(symbol).collect()
}

/// A code as it is kept, from what somebody typed: any case, `O` for 0, `I` and `L` for 1,
/// blanks and dashes anywhere, also full-width ones. `None` where it is no code.
pub fn code_tidy(typed: &str) -> Option<String> {
    let mut code = String::new();
    for c in typed.chars() {
        // Full-width letters and digits lie at a fixed distance.
        let c = match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0)?,
            c => c,
        };
        let c = match c.to_ascii_uppercase() {
            '-' | ' ' | '\u{3000}' | '\u{2010}'..='\u{2015}' => continue,
            'O' => '0',
            'I' | 'L' => '1',
            c => c,
        };
        let known = u8::try_from(c).is_ok_and(|byte| ALPHABET.contains(&byte));
        if !known || code.len() == SYMBOLS {
            return None;
        }
        code.push(c);
    }
    (code.len() == SYMBOLS).then_some(code)
}

/// Whether a code is written as it is kept.
pub fn is_code(code: &str) -> bool {
    code.len() == SYMBOLS && code.bytes().all(|byte| ALPHABET.contains(&byte))
}

/// A code as people read it: `XXXXX-XXXXX`. What is no code is left as it is.
pub fn code_shown(code: &str) -> String {
    match code.split_at_checked(GROUP) {
        Some((first, rest)) if is_code(code) => format!("{first}-{rest}"),
        _ => code.to_owned(),
    }
}
