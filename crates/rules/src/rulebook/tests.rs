use super::*;
use crate::answer::AnswerClass;
use crate::calendar::{Calendar, Period};
use crate::suggestion::terms::{ConsultPhase, NotAcceptedReason};
use chrono::NaiveDate;
use serde_json::json;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn book(id: &str) -> Rulebook {
    Rulebook::from_json(match id {
        "national" => include_str!("../../presets/national.json"),
        _ => include_str!("../../presets/malong.json"),
    })
    .unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn every_preset_reads_and_carries_its_own_name() {
    for id in Rulebook::presets() {
        let preset = Rulebook::preset(id).unwrap();
        assert_eq!(preset.id, id);
        assert_eq!(preset, book(id));
    }
    assert!(Rulebook::preset("nowhere").is_none());
}

#[test]
fn national_says_what_its_sources_say() {
    let national = book("national");
    let set = |code: RuleCode| national.period(code).unwrap().value;
    assert_eq!(set(RuleCode::Assign), Some(Period::working_days(5)));
    assert_eq!(set(RuleCode::Return), Some(Period::calendar_days(10)));
    assert_eq!(set(RuleCode::Reply), Some(Period::months(3)));
    assert_eq!(set(RuleCode::Extension), Some(Period::months(6)));
    assert_eq!(set(RuleCode::AssistOpinion), Some(Period::months(1)));
    assert_eq!(set(RuleCode::Feedback), Some(Period::working_days(20)));
    assert_eq!(set(RuleCode::Rehandle), Some(Period::months(1)));
    // No source gives a general number: a gap, not a guess.
    assert_eq!(set(RuleCode::Consult), None);
    assert_eq!(national.key_quota.value, None);
    // Every ground of R13 has its wording.
    for reason in NotAcceptedReason::ALL {
        assert!(national.reason_label(reason).is_some(), "{reason:?}");
    }
    let completed = AnswerClass::ALL.map(|class| national.class(class).value.completed);
    assert_eq!(completed, [true, false, false, false]);
    let tracked = AnswerClass::ALL.map(|class| national.class(class).value.tracked);
    assert_eq!(tracked, [false, true, true, false]);
}

#[test]
fn malong_states_what_the_seed_says_and_inherits_the_rest() {
    let (malong, national) = (book("malong"), book("national"));
    assert_eq!(malong.inherits.as_deref(), Some("national"));
    assert_eq!(malong.class_a.value.label.zh, "已解决或正在解决");
    assert_eq!(malong.class_a.origin, "malong");
    assert_eq!(malong.class_c, national.class_c);
    assert_eq!(malong.reply_period, national.reply_period);
    assert_eq!(malong.reply_period.origin, "national");
    use ConsultPhase::{After, Before, During};
    assert_eq!(malong.contacts.value, [Before, During, After]);
    for entry in malong.entries() {
        if entry.origin == "malong" {
            assert!(entry.source.cite.starts_with("马龙区人大"), "{}", entry.key);
        }
    }
}

#[test]
fn every_rule_is_listed_with_its_source() {
    let entries = book("national").entries();
    let keys: Vec<&str> = entries.iter().map(|entry| entry.key.as_str()).collect();
    assert_eq!(keys, Rulebook::KEYS);
    for entry in &entries {
        assert!(
            !entry.value.zh.is_empty() && !entry.value.en.is_empty(),
            "{}",
            entry.key
        );
        assert!(
            !entry.source.cite.is_empty() && !entry.source.text.zh.is_empty(),
            "{}",
            entry.key
        );
    }
    for code in RuleCode::ALL {
        assert!(Rulebook::KEYS.contains(&code.name()));
        assert!(!code.title().zh.is_empty());
        assert_eq!(code.name().parse::<RuleCode>(), Ok(code));
        assert_eq!(serde_json::to_value(code).unwrap(), json!(code.name()));
    }
    let error = "rePly".parse::<RuleCode>().unwrap_err();
    assert!(
        error.en.contains("`rePly`") && error.en.contains("assist-opinion"),
        "{}",
        error.en
    );
}

#[test]
fn a_rulebook_survives_json_and_the_binary_wire() {
    for id in Rulebook::presets() {
        let book = book(id);
        let json = serde_json::to_string(&book).unwrap();
        assert_eq!(Rulebook::from_json(&json).unwrap(), book);
        assert_eq!(serde_json::from_str::<Rulebook>(&json).unwrap(), book);
        let bytes = postcard::to_stdvec(&book).unwrap();
        assert_eq!(postcard::from_bytes::<Rulebook>(&bytes).unwrap(), book);
    }
}

#[test]
fn a_rulebook_that_is_wrong_says_where_and_what_is_allowed() {
    let source = json!({"cite": "x", "text": {"zh": "一", "en": "one"}});
    let base = |key: &str, rule: serde_json::Value| json!({"id": "own", "title": {"zh": "本地", "en": "own"}, "inherits": "national", key: rule});
    let rule = |value| json!({"value": value, "source": source});
    let period = |count, unit| rule(json!({"count": count, "unit": unit}));
    let good = Rulebook::from_json(&base("reply", period(2, "months")).to_string()).unwrap();
    assert_eq!(
        (good.reply_period.value, good.reply_period.origin.as_str()),
        (Some(Period::months(2)), "own")
    );
    let none = Rulebook::from_json(&base("reply", rule(json!(null))).to_string()).unwrap();
    assert_eq!(none.reply_period.value, None);

    let cases = [
        (
            base("replys", period(2, "months")),
            "replys",
            "assist-opinion",
        ),
        (base("reply", period(2, "weeks")), "reply", "working-days"),
        (
            base("reply", period(0, "months")),
            "reply.value",
            "1 to 3660",
        ),
        (base("reply", period(-1, "months")), "reply", "u32"),
        (base("reply", json!({"source": source})), "reply", "value"),
        (base("reply", json!({"value": null})), "reply", "source"),
        (
            base(
                "reply",
                json!({"value": null, "source": {"cite": "", "text": {"zh": "一", "en": "one"}}}),
            ),
            "reply.source.cite",
            "citation",
        ),
        (
            base(
                "reply",
                json!({"value": null, "source": {"cite": "x", "text": {"zh": "", "en": "one"}}}),
            ),
            "reply.source.text",
            "both languages",
        ),
        (
            base("percent-decimals", rule(json!(9))),
            "percent-decimals.value",
            "0 to 6",
        ),
        (
            base("due-soon", rule(json!(9999))),
            "due-soon.value",
            "0 to 250",
        ),
        (
            base("key-quota", rule(json!({"numerator": 2, "denominator": 1}))),
            "key-quota.value",
            "0 to 1",
        ),
        (
            base("key-quota", rule(json!({"numerator": 0, "denominator": 0}))),
            "key-quota.value",
            "0 to 1",
        ),
        (
            base("contacts", rule(json!(["before", "before"]))),
            "contacts.value",
            "each once",
        ),
        (
            base("contacts", rule(json!(["unstated"]))),
            "contacts.value",
            "each once",
        ),
        (
            base("ratings", rule(json!([]))),
            "ratings.value",
            "two or three",
        ),
        (
            base("rate-replied", rule(json!("everything"))),
            "rate-replied",
            "evaluated",
        ),
        (
            json!({"id": "own", "title": {"zh": "本地", "en": "own"}}),
            "assign",
            "inherit",
        ),
        (
            json!({"id": "own", "title": {"zh": "本地", "en": "own"}, "inherits": "moon"}),
            "inherits",
            "national, malong",
        ),
        (
            json!({"id": "O W N", "title": {"zh": "本地", "en": "own"}}),
            "id",
            "small letters",
        ),
        (
            json!({"id": "own", "title": {"zh": "", "en": "own"}}),
            "title",
            "both languages",
        ),
        (json!({"id": "own"}), "title", "missing"),
    ];
    for (document, at, says) in cases {
        let error = Rulebook::from_json(&document.to_string()).unwrap_err();
        assert_eq!(error.at, at, "{error}");
        assert!(error.text.en.contains(says), "{error} lacks {says}");
        assert!(!error.text.zh.is_empty());
    }
    assert!(Rulebook::from_json("[").is_err());
    assert!(Rulebook::from_json(&" ".repeat(1 << 20)).is_err());
    // What is wrong does not come in by the other door either.
    let mut whole = serde_json::to_value(book("national")).unwrap();
    whole["percent-decimals"]["value"] = json!(200);
    assert!(serde_json::from_value::<Rulebook>(whole).is_err());
}

#[test]
fn the_published_deadline_comes_out_with_its_account() {
    let calendar = Calendar::built_in();
    let due = deadline(
        &book("national"),
        calendar,
        RuleCode::Reply,
        day("2024-03-08"),
    )
    .unwrap();
    assert_eq!((due.date, due.provisional), (day("2024-06-11"), false));
    let rules: Vec<&str> = due.steps.iter().map(|step| step.rule.as_str()).collect();
    assert_eq!(
        rules,
        [
            "rulebook/reply",
            "civil-code-201",
            "civil-code-202",
            "civil-code-203",
            "calendar"
        ]
    );
    let first = &due.steps[0].text;
    assert!(
        first.zh.contains("3个月") && first.zh.contains("福建"),
        "{}",
        first.zh
    );
    assert!(
        first.en.contains("3 months") && first.en.contains("General practice"),
        "{}",
        first.en
    );
    let json = serde_json::to_string(&due).unwrap();
    assert!(
        json.starts_with(r#"{"due":"2024-06-11","provisional":false,"steps":[{"rule":"#),
        "{json}"
    );
    let bytes = postcard::to_stdvec(&due).unwrap();
    assert_eq!(
        postcard::from_bytes::<crate::calendar::Due>(&bytes).unwrap(),
        due
    );

    let inherited = deadline(
        &book("malong"),
        calendar,
        RuleCode::Reply,
        day("2024-03-08"),
    )
    .unwrap();
    assert!(
        inherited.steps[0].text.zh.contains("沿用“各地通行做法”"),
        "{}",
        inherited.steps[0].text.zh
    );
}

#[test]
fn deadlines_of_every_rule() {
    let (national, calendar) = (book("national"), Calendar::built_in());
    let cases = [
        (RuleCode::Assign, "2024-06-11"),
        (RuleCode::Return, "2024-06-13"),
        (RuleCode::Reply, "2024-09-03"),
        (RuleCode::Extension, "2024-12-03"),
        (RuleCode::AssistOpinion, "2024-07-03"),
        (RuleCode::Feedback, "2024-07-02"),
        (RuleCode::Rehandle, "2024-07-03"),
    ];
    for (code, expected) in cases {
        let account = deadline(&national, calendar, code, day("2024-06-03")).unwrap();
        assert_eq!(account.date, day(expected), "{code}");
        let bare = deadline_date(&national, calendar, code, day("2024-06-03")).unwrap();
        assert_eq!(
            (bare.date, bare.provisional),
            (account.date, account.provisional)
        );
    }
    let error = deadline(&national, calendar, RuleCode::Consult, day("2024-06-03")).unwrap_err();
    assert!(matches!(
        error,
        DeadlineError::NotSet {
            code: RuleCode::Consult,
            ..
        }
    ));
    assert!(error.text().zh.contains("面商期限"), "{}", error.text().zh);
}

#[test]
fn an_extension_names_both_periods() {
    let (national, calendar) = (book("national"), Calendar::built_in());
    let start = day("2024-03-08");
    let due = deadline_for(
        &national,
        calendar,
        RuleCode::Reply,
        Period::months(4),
        start,
    )
    .unwrap();
    assert_eq!(due.date, day("2024-07-08"));
    let text = &due.steps[0].text.zh;
    assert!(
        text.contains("4个月") && text.contains("本件另定；规则为3个月"),
        "{text}"
    );
}

#[test]
fn the_narrow_reading_is_a_setting() {
    let (mut national, calendar) = (book("national"), Calendar::built_in());
    let start = day("2024-04-20");
    let end = |book: &Rulebook| {
        deadline(book, calendar, RuleCode::Reply, start)
            .unwrap()
            .date
    };
    assert_eq!(end(&national), day("2024-07-22"));
    national.rest_days_roll.value = false;
    assert_eq!(end(&national), day("2024-07-20"));
}

#[test]
fn lights_turn_on_working_days() {
    let (national, calendar) = (book("national"), Calendar::built_in());
    // The 11th is the first working day after the holiday of 8–10 June 2024:
    // three working days before it is Wednesday the 5th.
    let due = day("2024-06-11");
    assert_eq!(national.warn_from(due, calendar), day("2024-06-05"));
    let cases = [
        ("2024-06-04", Light::Normal),
        ("2024-06-05", Light::DueSoon),
        ("2024-06-09", Light::DueSoon),
        ("2024-06-11", Light::DueSoon),
        ("2024-06-12", Light::Overdue),
    ];
    for (today, expected) in cases {
        assert_eq!(
            light(due, day(today), &national, calendar),
            expected,
            "{today}"
        );
    }
    assert_eq!(finished(due, due), Light::Done);
    assert_eq!(finished(due, day("2024-06-12")), Light::DoneLate);
}

proptest::proptest! {
    #[test]
    fn no_text_makes_the_readers_panic(text in "\\PC{0,80}", cut in 0usize..9000, at in 0usize..9000) {
        // Rubbish, a preset cut short, and a preset with rubbish in the middle.
        let preset = include_str!("../../presets/national.json");
        let head: String = preset.chars().take(cut).collect();
        let tail: String = preset.chars().skip(at).collect();
        for json in [text.clone(), head.clone(), format!("{head}{text}{tail}")] {
            let _ = Rulebook::from_json(&json);
            let _ = Calendar::from_json(&json);
        }
    }
}

#[test]
fn the_names_of_presets_are_those_of_their_files() {
    for id in Rulebook::presets() {
        let book = Rulebook::preset(id).unwrap();
        assert_eq!(Rulebook::preset_title(id), Some(book.title), "{id}");
    }
    assert_eq!(Rulebook::preset_title("nowhere"), None);
}
