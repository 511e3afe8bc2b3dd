//! Every fault of a document at once.

use super::super::Rulebook;
use super::file;
use serde_json::Value;

/// Places and lines of what is wrong.
fn faults(json: &str) -> Vec<(String, usize)> {
    let found = Rulebook::faults_in(json).into_iter();
    found.map(|fault| (fault.at, fault.line.unwrap())).collect()
}

#[test]
fn a_good_document_has_none() {
    for id in Rulebook::presets() {
        assert_eq!(faults(file(id)), []);
    }
}

#[test]
fn each_rule_is_read_by_itself_and_the_lines_are_in_order() {
    let document = r#"{
"id": "own",
"title": {"zh": "本地", "en": "own"},
"inherits": "national",
"replys": 1,
"reply": {"value": {"count": 2, "unit": "weeks"}, "source": {"cite": "x", "text": {"zh": "一", "en": "one"}}},
"consult": {"value": null, "source": {"cite": "x", "text": {"zh": "一", "en": "one"}}},
"due-soon": {"value": 500, "source": {"cite": "x", "text": {"zh": "一", "en": "one"}}}
}"#;
    let found = faults(document);
    let places: Vec<(&str, usize)> = found
        .iter()
        .map(|(at, line)| (at.as_str(), *line))
        .collect();
    assert_eq!(
        places,
        [
            ("replys", 5),
            ("reply.value.unit", 6),
            ("due-soon.value", 8)
        ]
    );
    // The first is among them, and a parent that is not there hides nothing.
    let first = Rulebook::from_json(document).unwrap_err();
    assert!(places.iter().any(|(at, _)| *at == first.at));
    let orphan = faults(&document.replace("national", "nowhere"));
    assert_eq!(orphan.len(), 4);
    assert_eq!(orphan[0], ("inherits".to_owned(), 4));
}

#[test]
fn what_cannot_be_taken_apart_has_one_fault_and_what_has_too_many_a_hundred() {
    assert_eq!(Rulebook::faults_in("{\n").len(), 1);
    assert_eq!(Rulebook::faults_in("[]").len(), 1);
    let unknown: serde_json::Map<String, Value> =
        (0..500).map(|n| (format!("x{n}"), Value::Null)).collect();
    assert_eq!(
        Rulebook::faults_in(&Value::Object(unknown).to_string()).len(),
        100
    );
    // Without a parent every rule is missing.
    let alone = Rulebook::faults_in(r#"{"id": "own", "title": {"zh": "本地", "en": "own"}}"#);
    assert_eq!(alone.len(), Rulebook::KEYS.len());
}

#[test]
fn every_fault_that_is_known_is_found() {
    let cases = include_str!("../../../../../tests/fixtures/rulebook-wrong.json");
    let cases: Vec<Value> = serde_json::from_str(cases).unwrap();
    for case in cases {
        let (key, rule) = (case["key"].as_str().unwrap(), &case["rule"]);
        let document = format!(
            "{{\"id\": \"own\", \"title\": {{\"zh\": \"本地\", \"en\": \"own\"}}, \"inherits\": \"national\", \"{key}\": {rule}}}"
        );
        let found = Rulebook::faults_in(&document);
        assert_eq!(found, [Rulebook::from_json(&document).unwrap_err()]);
    }
}
