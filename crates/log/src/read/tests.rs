use super::*;
use proptest::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Shape {
    Plain,
    Held(i32),
    Named { a: Option<u8>, b: Vec<bool> },
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Record {
    text: String,
    #[serde(default)]
    note: String,
    #[serde(default)]
    list: Vec<String>,
    on: Option<i64>,
    #[serde(default)]
    flag: bool,
    count: u64,
    shapes: Vec<Shape>,
    pair: (u8, String),
}

fn shape() -> impl Strategy<Value = Shape> {
    prop_oneof![
        Just(Shape::Plain),
        any::<i32>().prop_map(Shape::Held),
        any::<(Option<u8>, Vec<bool>)>().prop_map(|(a, b)| Shape::Named { a, b }),
    ]
}

fn record() -> impl Strategy<Value = Record> {
    let plain = any::<(String, String, Vec<String>, Option<i64>, bool, u64)>();
    let rest = (prop::collection::vec(shape(), 0..4), any::<(u8, String)>());
    (plain, rest).prop_map(
        |((text, note, list, on, flag, count), (shapes, pair))| Record {
            text,
            note,
            list,
            on,
            flag,
            count,
            shapes,
            pair,
        },
    )
}

const FULL: &str = r#"{"text":"a","note":"b","list":["c"],"on":-1,"flag":true,"count":2,"shapes":["plain",{"held":3},{"named":{"a":null,"b":[]}}],"pair":[1,"d"]}"#;

proptest! {
    #[test]
    fn reads_what_serde_json_writes(record in record()) {
        let text = serde_json::to_string(&record).unwrap();
        prop_assert_eq!(from_str::<Record>(&text), Ok(record.clone()));
        let spaced = serde_json::to_string_pretty(&record).unwrap();
        prop_assert_eq!(from_str::<Record>(&spaced), Ok(record));
    }

    /// Cut or changed anywhere, it is refused or read as `serde_json` reads it.
    #[test]
    fn nothing_breaks_it(cut in 0..FULL.len(), at in 0..FULL.len(), byte in prop::sample::select(b"{}[]\",:0n\\ -".to_vec())) {
        prop_assert!(from_str::<Record>(&FULL[..cut]).is_err());
        let mut changed = FULL.as_bytes().to_vec();
        changed[at] = byte;
        let changed = String::from_utf8(changed).unwrap();
        if let Ok(theirs) = serde_json::from_str::<Record>(&changed) {
            prop_assert_eq!(from_str::<Record>(&changed), Ok(theirs));
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text: String, depth in 0usize..200) {
        let _ = from_str::<Record>(&text);
        let nested = format!("{}{text}", "[{\"a\":".repeat(depth));
        let _ = from_str::<Record>(&nested);
        let _ = from_str::<Vec<Record>>(&nested);
    }
}

#[test]
fn members_may_come_in_any_order_and_others_are_passed_over() {
    let text = r#"{"pair":[1,"d"],"new":{"x":[1,"]"]},"count":2,"shapes":[],"text":"a","on":null}"#;
    let read: Record = from_str(text).unwrap();
    assert_eq!((read.text.as_str(), read.count, read.on), ("a", 2, None));
    // What is not there is its default; a day that is not there is none.
    assert_eq!(
        (read.note.as_str(), read.list.len(), read.flag),
        ("", 0, false)
    );
    let without = text.replace(r#","on":null"#, "");
    assert_eq!(from_str::<Record>(&without), Ok(read));
}

#[test]
fn what_is_not_right_is_refused() {
    for (bad, why) in [
        (
            FULL.replace(r#""count":2,"#, ""),
            "a member that must be there",
        ),
        (
            FULL.replace(r#""count":2"#, r#""count":-2"#),
            "a negative count",
        ),
        (
            FULL.replace(r#""count":2"#, r#""count":2.5"#),
            "a broken number",
        ),
        (
            FULL.replace(r#""count":2"#, r#""count":2,"count":2"#),
            "twice",
        ),
        (FULL.replace("plain", "flat"), "an unknown choice"),
        (
            FULL.replace("\"plain\"", "\"held\""),
            "a choice without its content",
        ),
        (
            FULL.replace(r#""flag":true"#, r#""flag":null"#),
            "null for a truth value",
        ),
        (FULL.replace("\"a\"", "\"\\ud800\""), "half a pair"),
        (format!("{FULL} 1"), "something after the end"),
    ] {
        assert!(from_str::<Record>(&bad).is_err(), "{why}");
    }
    let period = from_str::<huiyin_rules::calendar::Period>(r#"{"count":3,"unit":"months"}"#);
    assert_eq!(period, Ok(huiyin_rules::calendar::Period::months(3)));
    let more = r#"{"count":3,"unit":"months","more":1}"#;
    assert!(from_str::<huiyin_rules::calendar::Period>(more).is_err());
}
