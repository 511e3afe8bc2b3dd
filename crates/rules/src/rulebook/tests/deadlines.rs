//! Deadlines and lights as rulebooks set them, with their accounts.

use super::super::{
    DeadlineError, Light, RuleCode, Rulebook, deadline, deadline_date, deadline_for, finished,
    light,
};
use super::{book, day};
use crate::calendar::{Calendar, Period};

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

#[test]
fn a_day_of_the_year_is_in_the_year_it_is_counted_from() {
    let (place, calendar) = (book("shijingshan"), Calendar::built_in());
    let at =
        |book: &Rulebook, start| deadline(book, calendar, RuleCode::LookBack, day(start)).unwrap();
    let due = at(&place, "2026-03-02");
    assert_eq!((due.date, due.provisional), (day("2026-12-31"), false));
    let rules: Vec<&str> = due.steps.iter().map(|step| step.rule.as_str()).collect();
    assert_eq!(rules, ["rulebook/look-back", "year-day"]);
    let text = &due.steps[0].text.zh;
    assert!(
        text.contains("当年12月31日前") && text.contains("二次评价"),
        "{text}"
    );
    // A Sunday at the end of 2028 stays; so does a day that its month does not have.
    assert_eq!(at(&place, "2028-05-01").date, day("2028-12-31"));
    let mut next = place.clone();
    next.look_back.value = Some(crate::rulebook::YearDay {
        month: 2,
        day: 30,
        years: 1,
    });
    assert_eq!(at(&next, "2027-11-30").date, day("2028-02-29"));
    assert_eq!(at(&next, "2028-11-30").date, day("2029-02-28"));
    assert!(
        at(&next, "2027-11-30").steps[0]
            .text
            .en
            .contains("of the next year")
    );
    let proposal = deadline(
        &book("national"),
        calendar,
        RuleCode::InquiryProposal,
        day("2026-06-01"),
    );
    assert_eq!(proposal.unwrap().date, day("2026-12-31"));
    let error = deadline(
        &book("national"),
        calendar,
        RuleCode::LookBack,
        day("2026-06-01"),
    );
    assert!(matches!(
        error,
        Err(DeadlineError::NotSet {
            code: RuleCode::LookBack,
            ..
        })
    ));
}

#[test]
fn an_inspection_s_report_is_filed_before_the_meeting_never_after_the_day() {
    let (national, calendar) = (book("national"), Calendar::built_in());
    let at = |book: &Rulebook, meeting| {
        let code = RuleCode::InspectionReport;
        let account = deadline(book, calendar, code, day(meeting)).unwrap();
        let bare = deadline_date(book, calendar, code, day(meeting)).unwrap();
        assert_eq!(
            (bare.date, bare.provisional),
            (account.date, account.provisional)
        );
        account
    };
    let due = at(&national, "2024-06-28");
    // 8 June 2024 is a Saturday in a holiday: the report is not due after it.
    assert_eq!(due.date, day("2024-06-08"));
    let text = &due.steps[1].text.zh;
    assert!(
        text.contains("往前推20日") && text.contains("不往后顺延"),
        "{text}"
    );
    assert!(
        due.steps[0].text.zh.contains("往前推算"),
        "{}",
        due.steps[0].text.zh
    );
    let mut other = national.clone();
    other.inspection_report_period.value = Some(Period::working_days(5));
    assert_eq!(at(&other, "2024-06-14").date, day("2024-06-06"));
    other.inspection_report_period.value = Some(Period::months(1));
    assert_eq!(at(&other, "2024-03-31").date, day("2024-02-29"));
}

#[test]
fn what_is_answered_the_same_day_does_not_wait() {
    let (place, calendar) = (book("chaoyang"), Calendar::built_in());
    // Inside the Dragon Boat holiday.
    let due = deadline(&place, calendar, RuleCode::VoiceAnswer, day("2024-06-09")).unwrap();
    assert_eq!((due.date, due.provisional), (day("2024-06-09"), false));
    let rules: Vec<&str> = due.steps.iter().map(|step| step.rule.as_str()).collect();
    assert_eq!(rules, ["rulebook/voice-answer", "same-day"]);
    assert!(
        due.steps[0].text.zh.contains("当天办理和答复"),
        "{}",
        due.steps[0].text.zh
    );
}
