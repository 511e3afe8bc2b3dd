//! An office's own rulebook: derived, changed, compared, written, read again.

use super::super::{Form, RuleCode, Rulebook, Source, compare};
use super::book;
use crate::calendar::Period;
use crate::text::Text;

fn source() -> Source {
    Source {
        cite: "本区办法第十条".to_owned(),
        text: Text::new("两个月内答复。", "replied to within two months"),
    }
}

fn own() -> Rulebook {
    let title = Text::new("本区", "Our District");
    let own = book("malong").derive("our-district", title).unwrap();
    own.restated("reply", r#"{"count": 2, "unit": "months"}"#, &source())
        .unwrap()
}

#[test]
fn a_derived_rulebook_states_its_own_rules_and_inherits_the_rest() {
    let own = own();
    assert_eq!(own.reply_period.value, Some(Period::months(2)));
    assert_eq!(own.reply_period.origin, "our-district");
    assert_eq!(own.contacts.origin, "malong");
    assert_eq!(own.assign_period.origin, "national");
    let document = own.to_json();
    assert_eq!(document.matches("\"cite\"").count(), 1, "{document}");
    assert!(document.contains("\"inherits\": \"malong\""), "{document}");
    assert_eq!(Rulebook::from_json(&document).unwrap(), own);
    assert_eq!(
        Rulebook::names_in(&document).unwrap(),
        ("our-district".to_owned(), Some("malong".to_owned()))
    );
    let back = own.unstated("reply", &book("malong")).unwrap();
    assert_eq!(back.reply_period, book("malong").reply_period);
}

#[test]
fn a_rulebook_inherits_from_another_of_the_office_s_own() {
    let grandchild = own().derive("town", Text::new("本镇", "Town")).unwrap();
    let grandchild = grandchild.restated(
        "consult",
        r#"{"count": 10, "unit": "working-days"}"#,
        &source(),
    );
    let document = grandchild.clone().unwrap().to_json();
    let read = Rulebook::from_json_with(&document, |id| (id == "our-district").then(own));
    assert_eq!(read, grandchild);
    let error = Rulebook::from_json(&document).unwrap_err();
    assert_eq!(
        (error.at.as_str(), error.line),
        ("inherits", Some(7)),
        "{error}"
    );
}

#[test]
fn what_changes_is_told_rule_by_rule() {
    let changes = compare(&book("malong"), &own());
    assert_eq!(changes.len(), 1);
    let change = &changes[0];
    assert_eq!(
        (change.key.as_str(), change.title.zh.as_str()),
        ("reply", "答复期限")
    );
    assert_eq!(
        (change.from.zh.as_str(), change.to.zh.as_str()),
        ("3个月", "2个月")
    );
    assert_eq!(compare(&own(), &own()), []);
    let keys: Vec<String> = compare(&book("national"), &book("shijingshan"))
        .into_iter()
        .map(|c| c.key)
        .collect();
    assert_eq!(keys, ["first-evaluation", "look-back", "voice-channels"]);
}

#[test]
fn what_will_not_do_is_refused() {
    let malong = book("malong");
    let title = || Text::new("本区", "Our District");
    assert_eq!(malong.derive("fengtai", title()).unwrap_err().at, "id");
    assert_eq!(malong.derive("Our", title()).unwrap_err().at, "id");
    assert_eq!(
        malong.derive("our", Text::default()).unwrap_err().at,
        "title"
    );
    let own = own();
    let at =
        |key: &str, value: &str, source: &Source| own.restated(key, value, source).unwrap_err().at;
    assert_eq!(at("reply", "{", &source()), "reply.value");
    assert_eq!(
        at("reply", r#"{"count": 2, "unit": "moons"}"#, &source()),
        "reply.value.unit"
    );
    assert_eq!(at("replies", "null", &source()), "replies");
    assert_eq!(at("reply", "null", &Source::default()), "reply.source.text");
    assert!(own.unstated("replies", &malong).is_err());
}

#[test]
fn every_rule_can_be_edited_and_what_its_form_offers_reads_back() {
    let national = book("national");
    for entry in national.entries() {
        // What the entry gives as JSON is the value itself.
        let same = national.derive("own", Text::new("本地", "own")).unwrap();
        let same = same
            .restated(&entry.key, &entry.json, &entry.source)
            .unwrap();
        assert_eq!(compare(&national, &same), [], "{}", entry.key);
        let offered: Vec<String> = match &entry.form {
            Form::Period { units, most } => {
                let each = units.iter().flat_map(|unit| {
                    [1, *most]
                        .map(|count| format!(r#"{{"count": {count}, "unit": "{}"}}"#, unit.name))
                });
                each.chain(["null".to_owned()]).collect()
            }
            Form::YearDay => vec![
                r#"{"month": 2, "day": 29, "years": 1}"#.to_owned(),
                "null".to_owned(),
            ],
            Form::Flag => vec!["true".to_owned(), "false".to_owned()],
            Form::Count { optional, most } => {
                let nothing = optional.then(|| "null".to_owned());
                [0, *most]
                    .iter()
                    .map(u32::to_string)
                    .chain(nothing)
                    .collect()
            }
            Form::Share => vec![r#"{"numerator": 1, "denominator": 10}"#.to_owned()],
            Form::Choice { options } => options
                .iter()
                .map(|one| format!("\"{}\"", one.name))
                .collect(),
            Form::Many { options } => {
                let all: Vec<String> = options
                    .iter()
                    .map(|one| format!("\"{}\"", one.name))
                    .collect();
                vec!["[]".to_owned(), format!("[{}]", all.join(","))]
            }
            Form::Texts => vec![r#"[{"zh": "一", "en": "one"}]"#.to_owned()],
            Form::Json => Vec::new(),
        };
        for value in offered {
            let read = same.restated(&entry.key, &value, &entry.source);
            assert!(read.is_ok(), "{}: {value}: {read:?}", entry.key);
        }
    }
    let forms = national.entries().into_iter().map(|entry| entry.form);
    assert!(forms.filter(|form| *form == Form::Json).count() < 12);
    assert_eq!(RuleCode::ALL.len(), 20);
}
