//! Rulebook documents: read, written, refused with the line and the reason.

use super::super::{RuleCode, Rulebook};
use super::{book, file};
use crate::calendar::{Calendar, Period};
use serde_json::{Value, json};

#[test]
fn a_rulebook_survives_its_document_and_the_binary_wire() {
    for id in Rulebook::presets() {
        let book = book(id);
        assert_eq!(Rulebook::from_json(&book.to_json()).unwrap(), book);
        let bytes = postcard::to_stdvec(&book).unwrap();
        assert_eq!(postcard::from_bytes::<Rulebook>(&bytes).unwrap(), book);
    }
    // With every rule written out, as the other serializer has it, it reads too.
    let whole = serde_json::to_string(&book("malong")).unwrap();
    assert_eq!(Rulebook::from_json(&whole).unwrap(), book("malong"));
}

#[test]
fn a_rule_is_stated_or_inherited() {
    let source = json!({"cite": "x", "text": {"zh": "一", "en": "one"}});
    let own = |rule: Value| {
        let head = json!({"$schema": "rulebook.schema.json", "id": "own", "title": {"zh": "本地", "en": "own"}, "inherits": "national", "reply": rule});
        Rulebook::from_json(&head.to_string()).unwrap()
    };
    let two = own(json!({"value": {"count": 2, "unit": "months"}, "source": source}));
    assert_eq!(two.reply_period.value, Some(Period::months(2)));
    assert_eq!(two.reply_period.origin, "own");
    assert_eq!(two.assign_period, book("national").assign_period);
    let none = own(json!({"value": null, "source": source}));
    assert_eq!(none.period(RuleCode::Reply).unwrap().value, None);
}

#[test]
fn what_is_wrong_is_refused_with_its_line_and_what_is_allowed() {
    // The schema refuses the same ones: tests/e2e/rulebook-schema.test.mjs.
    let cases = include_str!("../../../../../tests/fixtures/rulebook-wrong.json");
    let cases: Vec<Value> = serde_json::from_str(cases).unwrap();
    assert!(cases.len() > 25);
    for case in cases {
        let text = |key: &str| case[key].as_str().unwrap().to_owned();
        let (key, at, rule) = (text("key"), text("at"), &case["rule"]);
        let rule = serde_json::to_string_pretty(rule).unwrap();
        let head = "{\n\"id\": \"own\",\n\"title\": {\"zh\": \"本地\", \"en\": \"own\"},\n\"inherits\": \"national\",\n";
        let document = format!("{head}\"{key}\": {rule}\n}}");
        let error = Rulebook::from_json(&document).unwrap_err();
        assert_eq!(error.at, at, "{error}");
        assert!(
            error.text.en.contains(&text("says")),
            "{error} lacks {}",
            text("says")
        );
        assert!(!error.text.zh.is_empty());
        // The line names the last part of the place, where it is there.
        let line = document.lines().nth(error.line.unwrap() - 1).unwrap();
        let last = at.rsplit('.').next().unwrap();
        assert!(error.line.unwrap() >= 5, "{error}");
        if !last.ends_with(']') {
            assert!(line.contains(&format!("\"{last}\"")), "{error}: {line}");
        }
    }
}

#[test]
fn a_head_that_will_not_do_is_refused() {
    let title = json!({"zh": "本地", "en": "own"});
    let cases = [
        (json!({"id": "own", "title": title}), "assign", "inherit"),
        (
            json!({"id": "own", "title": title, "inherits": "moon"}),
            "inherits",
            "national, quanshan, malong",
        ),
        (
            json!({"id": "own", "title": title, "inherits": 7}),
            "inherits",
            "a text",
        ),
        (
            json!({"id": "O W N", "title": title, "inherits": "national"}),
            "id",
            "small letters",
        ),
        (
            json!({"id": "malong", "title": title, "inherits": "malong"}),
            "inherits",
            "itself",
        ),
        (
            json!({"id": "own", "title": {"zh": "", "en": "own"}, "inherits": "national"}),
            "title",
            "both languages",
        ),
        (json!({"id": "own"}), "title", "missing"),
        (json!({"title": title}), "id", "missing"),
        (json!([1]), "", "an object"),
    ];
    for (document, at, says) in cases {
        let error = Rulebook::from_json(&document.to_string()).unwrap_err();
        assert_eq!(error.at, at, "{error}");
        assert_eq!(error.line, Some(1), "{error}");
        assert!(error.text.en.contains(says), "{error} lacks {says}");
    }
}

#[test]
fn what_is_no_document_at_all_names_the_line_too() {
    let cut = "{\n\"id\": \"own\",\n\"title\" 1}";
    let error = Rulebook::from_json(cut).unwrap_err();
    assert_eq!(error.line, Some(3), "{error}");
    assert!(error.text.zh.contains("第9列"), "{}", error.text.zh);
    let twice = "{\n\"id\": \"own\",\n\"id\": \"two\"\n}";
    let error = Rulebook::from_json(twice).unwrap_err();
    assert_eq!((error.at.as_str(), error.line), ("id", Some(3)));
    assert!(
        error.to_string().contains("line 3") && error.to_string().contains("twice"),
        "{error}"
    );
    assert_eq!(
        Rulebook::from_json(&" ".repeat(1 << 20)).unwrap_err().line,
        None
    );
    // What is wrong does not come in by the other door either.
    let mut whole = book("national");
    whole.percent_decimals.value = 200;
    let bytes = postcard::to_stdvec(&whole).unwrap();
    assert!(postcard::from_bytes::<Rulebook>(&bytes).is_err());
}

proptest::proptest! {
    #[test]
    fn no_text_makes_the_readers_panic(text in "\\PC{0,80}", cut in 0usize..9000, at in 0usize..9000) {
        // Rubbish, a preset cut short, and a preset with rubbish in the middle.
        let preset = file("malong");
        let head: String = preset.chars().take(cut).collect();
        let tail: String = preset.chars().skip(at).collect();
        for json in [text.clone(), head.clone(), format!("{head}{text}{tail}")] {
            let _ = Rulebook::from_json(&json);
            let _ = Calendar::from_json(&json);
        }
    }
}
