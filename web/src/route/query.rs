//! The ledger's filters and order as they stand in the address:
//! `stage=replied,closed&unit=区水务局&sort=due&desc=1`.
//! Unknown names and values are passed over, so that old links keep working.

use huiyin_protocol::ledger::{LedgerQuery, Sort, Waits};
use huiyin_rules::rulebook::Light;
use huiyin_rules::suggestion::{Kind, StageName};
use huiyin_rules::{AnswerClass, Rating};

type Names<T> = &'static [(&'static str, T)];

const STAGES: Names<StageName> = &[
    ("draft", StageName::Draft),
    ("submitted", StageName::Submitted),
    ("sent-back", StageName::SentBack),
    ("not-accepted", StageName::NotAccepted),
    ("merged", StageName::Merged),
    ("screened", StageName::Screened),
    ("registered", StageName::Registered),
    ("assigned", StageName::Assigned),
    ("handling", StageName::Handling),
    ("replied", StageName::Replied),
    ("evaluated", StageName::Evaluated),
    ("closed", StageName::Closed),
    ("void", StageName::Void),
];
const KINDS: Names<Kind> = &[
    ("suggestion", Kind::Suggestion),
    ("motion", Kind::Motion),
    ("matter", Kind::Matter),
];
const CLASSES: Names<AnswerClass> = &[
    ("a", AnswerClass::A),
    ("b", AnswerClass::B),
    ("c", AnswerClass::C),
    ("d", AnswerClass::D),
];
const RATINGS: Names<Rating> = &[
    ("satisfied", Rating::Satisfied),
    ("basically", Rating::BasicallySatisfied),
    ("dissatisfied", Rating::Dissatisfied),
];
const LIGHTS: Names<Light> = &[
    ("normal", Light::Normal),
    ("soon", Light::DueSoon),
    ("overdue", Light::Overdue),
    ("done", Light::Done),
    ("late", Light::DoneLate),
];
const WAITS: Names<Waits> = &[
    ("accept", Waits::Accept),
    ("reply", Waits::Reply),
    ("opinion", Waits::Opinion),
    ("delivery", Waits::Delivery),
    ("redo", Waits::Redo),
    ("evaluation", Waits::Evaluation),
    ("look-back", Waits::LookBack),
    ("suspended", Waits::Suspended),
    ("disagreement", Waits::Disagreement),
    ("rehandle", Waits::Rehandle),
    ("close", Waits::Close),
];
const SORTS: Names<Sort> = &[
    ("number", Sort::Number),
    ("title", Sort::Title),
    ("category", Sort::Category),
    ("lead", Sort::Lead),
    ("delegation", Sort::Delegation),
    ("unit", Sort::Unit),
    ("stage", Sort::Stage),
    ("assigned", Sort::Assigned),
    ("consulted", Sort::Consulted),
    ("replied", Sort::Replied),
    ("class", Sort::Class),
    ("rating", Sort::Rating),
    ("due", Sort::Due),
];

fn name_of<T: Copy + PartialEq>(names: Names<T>, value: T) -> Option<&'static str> {
    names.iter().find(|(_, v)| *v == value).map(|(n, _)| *n)
}

fn value_of<T: Copy>(names: Names<T>, name: &str) -> Option<T> {
    names.iter().find(|(n, _)| *n == name).map(|(_, v)| *v)
}

fn join<T: Copy + PartialEq>(names: Names<T>, values: &[T]) -> String {
    let all: Vec<&str> = values.iter().filter_map(|v| name_of(names, *v)).collect();
    all.join(",")
}

fn split<T: Copy>(names: Names<T>, text: &str) -> Vec<T> {
    text.split(',')
        .filter_map(|name| value_of(names, name))
        .collect()
}

/// The name of a stage in addresses and forms.
pub fn stage_name(stage: StageName) -> &'static str {
    name_of(STAGES, stage).unwrap_or_default()
}

/// The filters and the order as pairs; those that keep everything are left out.
pub fn pairs(query: &LedgerQuery) -> Vec<(&'static str, String)> {
    let one = |on: bool| if on { "1".to_owned() } else { String::new() };
    let mut all = vec![
        ("q", query.text.clone()),
        ("stage", join(STAGES, &query.stages)),
        (
            "kind",
            query
                .kind
                .and_then(|k| name_of(KINDS, k))
                .unwrap_or_default()
                .to_owned(),
        ),
        (
            "key",
            query
                .key
                .map_or_else(String::new, |key| if key { "1" } else { "0" }.to_owned()),
        ),
        (
            "year",
            query.year.map_or_else(String::new, |year| year.to_string()),
        ),
        ("class", join(CLASSES, &query.classes)),
        ("rating", join(RATINGS, &query.ratings)),
        ("light", join(LIGHTS, &query.lights)),
        (
            "waits",
            query
                .waits
                .and_then(|waits| name_of(WAITS, waits))
                .unwrap_or_default()
                .to_owned(),
        ),
        ("again", one(query.rehandled)),
        ("promised", one(query.promised)),
        ("mine", one(query.mine)),
        (
            "sort",
            if query.sort == Sort::Number {
                String::new()
            } else {
                name_of(SORTS, query.sort).unwrap_or_default().to_owned()
            },
        ),
        ("desc", one(query.descending)),
    ];
    for (name, value) in [
        ("unit", &query.unit),
        ("reply-unit", &query.reply_unit),
        ("delegation", &query.delegation),
        ("deputy", &query.deputy),
        ("leader", &query.leader),
        ("replied", &query.replied_month),
    ] {
        all.push((name, value.clone().unwrap_or_default()));
    }
    all.retain(|(_, value)| !value.is_empty());
    // "Without a category" is itself a value and written as `-`.
    if let Some(category) = &query.category {
        let written = if category.is_empty() { "-" } else { category };
        all.push(("category", written.to_owned()));
    }
    all
}

/// A path with the query behind it.
pub fn append(path: &str, query: &LedgerQuery) -> String {
    let mut href = path.to_owned();
    for (at, (name, value)) in pairs(query).iter().enumerate() {
        href.push(if at == 0 { '?' } else { '&' });
        href.push_str(name);
        href.push('=');
        href.push_str(&encode(value));
    }
    href
}

/// The same query with one more, changed or (with an empty value) dropped filter.
pub fn with(query: &LedgerQuery, name: &str, value: &str) -> LedgerQuery {
    let mut next = LedgerQuery::default();
    for (other, kept) in pairs(query) {
        if other != name {
            set(&mut next, other, kept);
        }
    }
    set(&mut next, name, value.to_owned());
    next
}

/// Reads what [`append`] wrote after the `?`.
pub fn parse(search: &str) -> LedgerQuery {
    let mut query = LedgerQuery::default();
    for part in search.split('&') {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        set(&mut query, name, decode(value));
    }
    query
}

/// Sets one filter from its text; an empty one and an unknown name change nothing.
fn set(query: &mut LedgerQuery, name: &str, value: String) {
    if value.is_empty() {
        return;
    }
    match name {
        "q" => query.text = value,
        "stage" => query.stages = split(STAGES, &value),
        "kind" => query.kind = value_of(KINDS, &value),
        "key" => query.key = Some(value == "1"),
        "year" => query.year = value.parse().ok(),
        "class" => query.classes = split(CLASSES, &value),
        "rating" => query.ratings = split(RATINGS, &value),
        "light" => query.lights = split(LIGHTS, &value),
        "waits" => query.waits = value_of(WAITS, &value),
        "again" => query.rehandled = value == "1",
        "promised" => query.promised = value == "1",
        "mine" => query.mine = value == "1",
        "sort" => query.sort = value_of(SORTS, &value).unwrap_or_default(),
        "desc" => query.descending = value == "1",
        "unit" => query.unit = Some(value),
        "reply-unit" => query.reply_unit = Some(value),
        "category" => query.category = Some(if value == "-" { String::new() } else { value }),
        "delegation" => query.delegation = Some(value),
        "deputy" => query.deputy = Some(value),
        "leader" => query.leader = Some(value),
        "replied" => query.replied_month = Some(value),
        _ => {}
    }
}

/// Percent-encoding by hand, so that it also runs in native tests.
pub(super) fn encode(text: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b',') {
            out.push(char::from(byte));
        } else {
            out.push('%');
            for half in [byte >> 4, byte & 15] {
                out.push(
                    HEX.get(usize::from(half))
                        .map_or('0', |digit| char::from(*digit)),
                );
            }
        }
    }
    out
}

/// What [`encode`] wrote, or a browser in its place; broken escapes stay as they are.
pub fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let code = text
            .get(at + 1..at + 3)
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match (byte, code) {
            (b'%', Some(code)) => {
                out.push(code);
                at += 3;
            }
            _ => {
                out.push(*byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_survives_the_address() {
        let query = LedgerQuery {
            text: "公交 & 50%".to_owned(),
            stages: vec![StageName::Replied, StageName::Closed],
            kind: Some(Kind::Matter),
            key: Some(false),
            unit: Some("区水务局".to_owned()),
            reply_unit: Some("区交通局".to_owned()),
            category: Some(String::new()),
            year: Some(2024),
            classes: vec![AnswerClass::B],
            ratings: vec![Rating::Dissatisfied],
            lights: vec![Light::Overdue],
            promised: true,
            waits: Some(Waits::LookBack),
            sort: Sort::Due,
            descending: true,
            ..LedgerQuery::default()
        };
        let href = append("#/ledger", &query);
        assert!(href.is_ascii());
        let (_, search) = href.split_once('?').unwrap();
        assert_eq!(parse(search), query);
    }

    #[test]
    fn one_filter_changes_and_the_others_stay() {
        let query = parse("q=公交&stage=replied&category=-");
        let next = with(&with(&query, "stage", ""), "light", "overdue");
        assert_eq!(next, parse("q=公交&category=-&light=overdue"));
    }

    #[test]
    fn nothing_chosen_leaves_a_plain_address_and_nonsense_is_passed_over() {
        assert_eq!(append("#/ledger", &LedgerQuery::default()), "#/ledger");
        let odd = parse("q=%E5%9&sort=colour&stage=x,void&zzz&=1&year=abc");
        assert_eq!(odd.stages, [StageName::Void]);
        assert_eq!((odd.sort, odd.year), (Sort::Number, None));
    }
}
