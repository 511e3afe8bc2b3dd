//! Mail addresses, and the flats people live in.

use super::number::measured;
use super::{Found, before, digit, word};

/// Whether a mail address begins at a place.
pub(super) fn mail(chars: &[char], at: usize) -> Found {
    // A number in it may be hidden already.
    let part =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '%' | '*');
    if before(chars, at).is_some_and(part) {
        return Found::Nothing;
    }
    let run = |from: usize| chars.iter().skip(from).take_while(|c| part(**c)).count();
    let name = run(at);
    let sign = chars.get(at + name);
    if name == 0 || !sign.is_some_and(|c| matches!(c, '@' | '＠')) {
        return Found::Nothing;
    }
    match run(at + name + 1) {
        0 => Found::Nothing,
        host => Found::Secret(name + 1 + host),
    }
}

/// What the parts of an address within an estate are called.
const PARTS: [&str; 8] = ["号楼", "栋", "幢", "座", "单元", "层", "楼", "室"];
/// What follows a number that is no room's.
const TIMES: [&str; 4] = ["年", "月", "日", "时"];

/// Whether what says which flat begins at a place: parts with their numbers, a unit or a
/// room among them, or a room's number at the end. A building alone is a place, not a
/// person's.
pub(super) fn flat(chars: &[char], at: usize) -> Found {
    if before(chars, at).is_some_and(numeral) {
        return Found::Nothing;
    }
    let (mut next, mut end) = (at, at);
    loop {
        let number = numbered(chars, next);
        let here = next + number;
        let part = PARTS.iter().find(|part| word(chars, here, part));
        match part.filter(|_| number > 0) {
            Some(part) => {
                next = here + part.chars().count();
                if matches!(*part, "单元" | "室") || end > at {
                    end = next;
                }
            }
            None => {
                let other = measured(chars, here) || TIMES.iter().any(|one| word(chars, here, one));
                let digits = chars
                    .iter()
                    .take(here)
                    .skip(next)
                    .filter(|c| digit(**c).is_some());
                if next > at && digits.count() > 1 && !other {
                    end = here;
                }
                // What was looked through and is no flat's is not looked through again from
                // each of its parts: a hostile text must not take a square of its length.
                return match (end - at, next - at) {
                    (0, 0) => Found::Nothing,
                    (0, looked) => Found::Plain(looked),
                    (length, _) => Found::Secret(length),
                };
            }
        }
    }
}

fn numeral(c: char) -> bool {
    let chinese = "一二三四五六七八九十百零〇甲乙丙丁东西南北";
    digit(c).is_some() || c.is_ascii_alphabetic() || chinese.contains(c)
}

/// How many characters from a place are a number as addresses have them: `12`, `3-2-501`,
/// `A`, `十二`.
fn numbered(chars: &[char], at: usize) -> usize {
    let joins = |c: char| matches!(c, '-' | '－' | '—' | '–');
    let mut length = 0;
    while let Some(c) = chars.get(at + length) {
        let follows = chars.get(at + length + 1).is_some_and(|c| numeral(*c));
        if numeral(*c) || (length > 0 && joins(*c) && follows) {
            length += 1;
        } else {
            break;
        }
    }
    length
}
