//! Numbers that say who somebody is or how they are reached.

use super::{Found, before, digit, word};
use chrono::NaiveDate;

/// Words that say a number is a telephone's or an account's.
const CUES: [&str; 17] = [
    "电话",
    "手机",
    "联系",
    "热线",
    "座机",
    "拨打",
    "致电",
    "微信",
    "账号",
    "账户",
    "卡号",
    "身份证",
    "证件",
    "QQ",
    "qq",
    "Tel",
    "tel",
];
/// How far before a number such a word is looked for.
const NEAR: usize = 8;
/// What is counted: a number followed by one of these is an amount.
const MEASURES: [&str; 21] = [
    "元", "万", "亿", "人", "户", "平方", "立方", "米", "公里", "千米", "吨", "㎡", "亩", "公顷",
    "件", "次", "个", "株", "千瓦", "度", "%",
];
/// Fewest digits of what is a secret after such a word; hotlines everybody may call have
/// fewer.
const CUED: usize = 6;
/// Fewest digits of a telephone number without its area code.
const PHONE: usize = 7;
/// Fewest digits of what is a secret whatever stands around it.
const SURE: usize = 11;

/// Groups after which a chain of days is looked at in pieces: a list of days, however long,
/// takes no square of its length.
const MANY: usize = 60;

/// Digits that stand together.
struct Group {
    start: usize,
    value: u32,
    digits: usize,
    /// What stands between it and the one before.
    between: Option<char>,
}

impl Group {
    /// The place after it.
    const fn end(&self) -> usize {
        self.start + self.digits
    }
}

/// Whether a secret number begins at a place.
pub(super) fn secret(chars: &[char], at: usize) -> Found {
    let open = chars
        .get(at)
        .copied()
        .filter(|c| matches!(c, '(' | '（' | '+' | '＋'));
    let start = at + usize::from(open.is_some());
    let fresh = before(chars, at).is_none_or(|c| digit(c).is_none());
    if !fresh || chars.get(start).is_none_or(|c| digit(*c).is_none()) {
        return Found::Nothing;
    }
    let groups = chain(chars, start);
    let end = groups.last().map_or(start, Group::end);
    if days(&groups) {
        return Found::Plain(end - at);
    }
    // The last sign of an identity number may be a letter.
    let digits: usize = groups.iter().map(|one| one.digits).sum();
    let letter = |c: &char| matches!(c, 'x' | 'X' | 'ｘ' | 'Ｘ');
    let lettered = digits == 17 && chars.get(end).is_some_and(letter);
    if !lettered && !is_secret(chars, &groups, digits) {
        return Found::Nothing;
    }
    // A bracket goes with the area code that it encloses.
    let closes = |c: &char| matches!(c, ')' | '）');
    let mut inside = chars.iter().take(end).skip(start);
    let enclosed = matches!(open, Some('(' | '（')) && !inside.any(closes);
    let from = if enclosed { start } else { at };
    if from > at {
        // The bracket stays; the number is asked about next.
        return Found::Nothing;
    }
    Found::Secret(end + usize::from(lettered) - at)
}

/// Groups of digits from a place on, with few separators between any two. A day that is
/// set off by a blank stands for itself, before another number and after it.
fn chain(chars: &[char], start: usize) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let (mut at, mut between) = (start, None);
    loop {
        let group = group(chars, at, between);
        if group.digits == 0 {
            return groups;
        }
        if between.is_some_and(char::is_whitespace) && !days(&groups) && day_at(chars, at) {
            return groups;
        }
        at = group.end();
        groups.push(group);
        let Some(width) = separator(chars, at) else {
            return groups;
        };
        between = chars.get(at).copied();
        let blank = between.is_some_and(char::is_whitespace);
        at += width;
        // Hours may follow a day, another number does not belong to it.
        let long = self::group(chars, at, None).digits > 2 && !day_at(chars, at);
        let day = matches!(groups.as_slice(), [.., y, m, d] if is_day(y, m, d));
        if blank && day && (groups.len() >= MANY || (long && days(&groups))) {
            return groups;
        }
    }
}

/// Whether a day begins at a place.
fn day_at(chars: &[char], at: usize) -> bool {
    let (mut groups, mut at, mut between) = (Vec::new(), at, None);
    for _ in 0..3 {
        let group = group(chars, at, between);
        at = group.end();
        groups.push(group);
        between = chars.get(at).copied();
        at += 1;
    }
    matches!(groups.as_slice(), [y, m, d] if is_day(y, m, d))
}

fn group(chars: &[char], start: usize, between: Option<char>) -> Group {
    let digits = chars.iter().skip(start).map_while(|c| digit(*c));
    let (mut value, mut count) = (0u32, 0);
    for digit in digits {
        value = value.saturating_mul(10).saturating_add(digit);
        count += 1;
    }
    Group {
        start,
        value,
        digits: count,
        between,
    }
}

/// How wide the separator at a place is, where one is and a digit follows it.
fn separator(chars: &[char], at: usize) -> Option<usize> {
    let joins = |c: char| {
        matches!(
            c,
            '-' | '－'
                | '—'
                | '–'
                | '‐'
                | '‑'
                | ' '
                | '\u{3000}'
                | '\u{A0}'
                | '.'
                | '·'
                | '/'
                | '_'
                | ')'
                | '）'
                | '('
                | '（'
                | '\t'
        )
    };
    let width = chars
        .iter()
        .skip(at)
        .take(3)
        .take_while(|c| joins(**c))
        .count();
    let follows = chars.get(at + width).is_some_and(|c| digit(*c).is_some());
    (width > 0 && follows).then_some(width)
}

fn is_secret(chars: &[char], groups: &[Group], digits: usize) -> bool {
    let start = groups.first().map_or(0, |one| one.start);
    let end = groups.last().map_or(start, Group::end);
    if digits >= SURE || (digits >= CUED && cued(chars, start)) {
        return true;
    }
    if digits < PHONE || official(groups) {
        return false;
    }
    // No amount begins as an area code does.
    let area = chars.get(start).is_some_and(|c| digit(*c) == Some(0));
    if !area && measured(chars, end) {
        return false;
    }
    let decimal = groups.len() == 2 && groups.last().is_some_and(|one| one.between == Some('.'));
    // Short numbers side by side are a list; a telephone number has long parts.
    let long = groups.iter().any(|one| one.digits >= PHONE);
    let parts = groups.len() > 1 && groups.iter().all(|one| one.digits >= 3);
    !decimal && (long || parts)
}

/// Whether what ends at a place is an amount.
pub(super) fn measured(chars: &[char], end: usize) -> bool {
    MEASURES.iter().any(|measure| word(chars, end, measure))
}

/// Whether a word before it says what the number is.
fn cued(chars: &[char], at: usize) -> bool {
    let from = at.saturating_sub(NEAR);
    (from..at).any(|place| CUES.iter().any(|cue| word(chars, place, cue)))
}

fn year(group: &Group) -> bool {
    group.digits == 4 && (1900..2100).contains(&group.value)
}

/// Whether all groups are days, years, and the small numbers of hours and minutes.
fn days(groups: &[Group]) -> bool {
    let mut rest = groups;
    let mut small = 0;
    loop {
        match rest {
            [] => return small < SURE,
            [y, m, d, tail @ ..] if is_day(y, m, d) => rest = tail,
            [y, tail @ ..] if year(y) && tail.first().is_none_or(year) => rest = tail,
            [one, tail @ ..] if one.digits <= 2 && rest.len() < groups.len() => {
                small += one.digits;
                rest = tail;
            }
            _ => return false,
        }
    }
}

fn is_day(y: &Group, m: &Group, d: &Group) -> bool {
    let i = i32::try_from(y.value).unwrap_or(0);
    let joined = |one: &Group| matches!(one.between, Some('-' | '－' | '.' | '/' | '—' | '–'));
    year(y)
        && m.digits <= 2
        && d.digits <= 2
        && joined(m)
        && joined(d)
        && NaiveDate::from_ymd_opt(i, m.value, d.value).is_some()
}

/// Whether it is a year with a running number, as official numbers are.
fn official(groups: &[Group]) -> bool {
    matches!(groups, [y, n] if year(y) && n.digits <= 4)
}
