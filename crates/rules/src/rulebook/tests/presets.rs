//! The rulebooks that ship say what their sources say, and nothing else.

use super::super::{Count, Gate, RuleCode, Rulebook, YearDay};
use super::{book, file};
use crate::Fraction;
use crate::answer::AnswerClass;
use crate::calendar::Period;
use crate::suggestion::terms::{
    AssessmentKind, ConsultPhase, KeyCriterion, NotAcceptedReason, RedoStep, SupervisionForm,
    SupervisorRole,
};
use serde_json::json;

#[test]
fn what_was_packed_is_what_the_files_say() {
    for id in Rulebook::presets() {
        let preset = Rulebook::preset(id).unwrap();
        assert_eq!(preset, book(id), "{id}");
        assert_eq!(preset.id, id);
        assert_eq!(Rulebook::preset_title(id), Some(preset.title), "{id}");
    }
    assert!(Rulebook::preset("nowhere").is_none());
    assert_eq!(Rulebook::preset_title("nowhere"), None);
}

#[test]
fn the_files_are_as_the_writer_writes_them_and_the_schema_as_the_readers_read() {
    // After a change: cargo run -p huiyin-rules --example write_rulebooks
    for id in Rulebook::presets() {
        assert!(
            book(id).to_json() == file(id),
            "{id}.json is not as written"
        );
    }
    let schema: serde_json::Value = serde_json::from_str(file("rulebook.schema")).unwrap();
    assert!(
        schema == Rulebook::json_schema(),
        "rulebook.schema.json is not as written"
    );
}

#[test]
fn a_preset_of_a_place_states_only_its_own_source_and_inherits_the_rest() {
    let national = book("national");
    for id in Rulebook::presets().filter(|id| *id != "national") {
        let place = book(id);
        assert_eq!(place.inherits.as_deref(), Some("national"), "{id}");
        let stated = place.stated();
        assert!(!stated.is_empty(), "{id} states nothing");
        let cites: Vec<&str> = stated
            .iter()
            .map(|rule| rule.source.cite.as_str())
            .collect();
        assert!(
            cites.windows(2).all(|two| two[0] == two[1]),
            "{id} mixes sources: {cites:?}"
        );
        assert!(!cites[0].starts_with("回音"), "{id} cites the product");
        for (own, general) in place.entries().iter().zip(national.entries()) {
            if own.origin == "national" {
                assert_eq!(own.json, general.json, "{id}: {}", own.key);
            } else {
                assert_eq!(own.origin, id, "{}", own.key);
            }
        }
    }
}

/// The seeds' numbers and lists, place by place.
#[test]
fn each_place_behaves_as_its_article_says() {
    let quanshan = book("quanshan");
    assert_eq!(quanshan.key_quota.value, Some(Fraction::new(1, 10)));
    assert!(quanshan.back_to_back.value && quanshan.key_leaders.value);
    assert_eq!(quanshan.redo_steps.value, RedoStep::ALL);
    assert_eq!(quanshan.key_criteria.value.len(), 3);
    assert_eq!(quanshan.screening_tests.value.len(), 4);

    let malong = book("malong");
    use ConsultPhase::{After, Before, During};
    assert_eq!(malong.contacts.value, [Before, During, After]);
    assert_eq!(malong.supervisor_roles.value, SupervisorRole::ALL);
    let gate = Gate {
        month: 6,
        day: 10,
        share: Fraction::new(1, 2),
    };
    assert_eq!(malong.mid_year.value, Some(gate));
    assert!(malong.key_leaders.value);
    // Four of ninety-five is what there was, not a share laid down.
    assert_eq!(malong.key_quota.value, None);

    let jiangxia = book("jiangxia");
    use SupervisionForm::{Key, OnSite, Tracking};
    assert_eq!(jiangxia.supervision_forms.value, [OnSite, Key, Tracking]);
    assert_eq!(jiangxia.step_owners.value.len(), 6);
    assert_eq!(jiangxia.levels.value.len(), 2);

    let one_decimal = ["luoyang", "jiangxia"].map(|id| book(id).percent_decimals.value);
    assert_eq!(one_decimal, [1, 1]);

    let haidian = book("haidian");
    assert_eq!(haidian.track_years.value, Some(Count(2)));
    use AssessmentKind::{Performance, Questionnaire, ThirdParty};
    assert_eq!(haidian.assessments.value, [Questionnaire, ThirdParty]);
    let shunyi = book("shunyi");
    assert_eq!(shunyi.committee_evaluations.value, Some(Count(1)));
    assert_eq!(shunyi.assessments.value, [Performance]);

    assert_eq!(
        book("chaoyang").voice_answer_period.value,
        Some(Period::calendar_days(0))
    );
    let shijingshan = book("shijingshan");
    assert_eq!(
        shijingshan.first_evaluation_period.value,
        Some(Period::months(3))
    );
    let end = YearDay {
        month: 12,
        day: 31,
        years: 0,
    };
    assert_eq!(shijingshan.look_back.value, Some(end));
    use KeyCriterion::{Concentrated, RaisedRepeatedly};
    assert_eq!(
        book("fangshan").key_criteria.value,
        [RaisedRepeatedly, Concentrated]
    );
    assert_eq!(book("fengtai").commitment_ledger.origin, "fengtai");
    for id in ["malong", "jiangxia", "chaoyang", "pinggu", "daxing"] {
        assert!(!book(id).voice_channels.value.is_empty(), "{id}");
    }
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
        // A period or a day of the year, never both.
        let set = book("national");
        assert_ne!(
            set.period(code).is_some(),
            set.year_day(code).is_some(),
            "{code}"
        );
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
