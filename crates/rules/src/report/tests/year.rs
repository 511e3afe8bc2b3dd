//! Quotas, committees, the gate at half time.

use super::*;
use crate::answer::AnswerClass;
use crate::report::*;
use crate::rulebook::Count;
use crate::suggestion::Event;
use crate::suggestion::event::Assessed;
use crate::suggestion::terms::{Arrangement, AssessmentKind};
use proptest::prelude::*;

#[test]
fn quanshan_s_95_with_8_key_ones_miss_two() {
    let quota = Quota::of(95, 8, &asking()).unwrap();
    assert_eq!((quota.required, quota.missing), (10, 2));
    assert_eq!(
        quota.arithmetic.zh,
        "95 × 10% ＝ 9.5，进位为10；现有8件，缺2件"
    );
    assert!(quota.alarm(2024).unwrap().zh.contains("还缺2件"));
    // A whole product is not rounded, and enough is said to be enough.
    let quota = Quota::of(100, 10, &asking()).unwrap();
    assert_eq!(quota.arithmetic.zh, "100 × 10% ＝ 10；现有10件，已达到");
    assert_eq!(quota.alarm(2024), None);
    assert_eq!(Quota::of(0, 0, &asking()).unwrap().required, 0);
    assert_eq!(Quota::of(95, 8, &national()), None);
}

#[test]
fn key_ones_without_leader_or_committee_are_named_where_the_rulebook_asks() {
    let mut count = KeyCount::default();
    for n in 0..20 {
        let story = handled(&format!("2024-{n:03}"));
        let story = match n {
            0 => story.key(Some("李副主任"), Some("财经委")),
            1 => story.key(Some(" "), Some("财经委")),
            2 => story.key(Some("李副主任"), None),
            _ => story,
        };
        count.add(&story.build());
    }
    assert_eq!((count.total, count.key), (20, 3));
    let ids = |named: &crate::score::Named| {
        named
            .ids
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
    };
    assert_eq!(ids(&count.without_leader), ["s-2024-001"]);
    assert_eq!(ids(&count.without_committee), ["s-2024-002"]);
    assert_eq!(count.alarms(2024, &asking()), []);
    let mut strict = asking();
    strict.key_quota.value = Some(Fraction::new(1, 4));
    strict.key_leaders.value = true;
    let rules: Vec<&str> = count
        .alarms(2024, &strict)
        .iter()
        .map(|(rule, _)| *rule)
        .collect();
    assert_eq!(rules, ["key-quota", "key-leaders", "key-leaders"]);
}

fn evaluated(story: Story, by: &str, on: &str) -> Story {
    story.then(Event::Assessed(Box::new(Assessed {
        on: day(on),
        kind: AssessmentKind::Performance,
        by: by.into(),
        tally: None,
        finding: "基本到位".into(),
        rule: None,
    })))
}

#[test]
fn shunyi_s_committees_each_evaluate_one_a_year() {
    let mut book = national();
    book.committee_evaluations.value = Some(Count(1));
    let names = [
        "财经委".to_owned(),
        "教科委".to_owned(),
        "农业委".to_owned(),
    ];
    let mut committees = Committees::new(2024, &names);
    // Twice the same suggestion is one; an older suggestion counts in the year of the act.
    let twice = evaluated(
        evaluated(handled("2024-001"), "财经委", "2024-10-10"),
        "财经委",
        "2024-11-01",
    );
    committees.add(&twice.build(), true);
    committees.add(
        &evaluated(handled("2023-007"), "城建委", "2024-05-05").build(),
        false,
    );
    committees.add(
        &evaluated(handled("2024-002"), "教科委", "2025-01-05").build(),
        true,
    );
    committees.add(
        &handled("2024-003")
            .key(Some("李副主任"), Some("农业委"))
            .build(),
        true,
    );
    let lines: Vec<(String, u32, u32, u32)> = committees
        .lines(&book)
        .into_iter()
        .map(|line| (line.name, line.key, line.evaluated, line.missing))
        .collect();
    let line = |name: &str, key, evaluated, missing| (name.to_owned(), key, evaluated, missing);
    assert_eq!(
        lines,
        [
            line("财经委", 0, 1, 0),
            line("教科委", 0, 0, 1),
            line("农业委", 1, 0, 1),
            line("城建委", 0, 1, 0)
        ]
    );
    let alarm = committees.alarm(&book).unwrap();
    assert_eq!(
        alarm.zh,
        "每个委员会每年至少评估1件，尚未达到：教科委、农业委"
    );
    assert_eq!(committees.alarm(&national()), None);
}

#[test]
fn half_of_the_year_asks_for_half_of_the_work() {
    let book = asking();
    let at = |done| gate(2024, Fraction::new(done, 95), &book).unwrap();
    assert!(at(48).passed && !at(47).passed);
    assert_eq!(
        at(47).text.zh,
        "截至2024-06-10应办95件，已办47件（49.47%），未达到50%，请提醒"
    );
    assert!(gate(2024, Fraction::new(0, 0), &book).unwrap().passed);
    assert_eq!(gate(2024, Fraction::new(1, 2), &national()), None);
    // A day that February does not have is its last.
    let mut february = asking();
    february.mid_year.value = Some(Gate {
        month: 2,
        day: 30,
        share: Fraction::new(1, 2),
    });
    let day = |year| {
        gate(year, Fraction::new(1, 2), &february)
            .unwrap()
            .day
            .to_string()
    };
    assert_eq!([day(2024), day(2023)], ["2024-02-29", "2023-02-28"]);
}

#[test]
fn at_the_gate_units_behind_are_named_first() {
    let book = asking();
    let calendar = Calendar::built_in();
    let done = |number: &str, on: &str| handled(number).replied(UNIT, on, AnswerClass::A);
    let separate = Story::new("2024-005")
        .arranged(
            "2024-03-08",
            Arrangement::Separate {
                units: vec![UNIT.into(), OTHER.into()],
            },
        )
        .accepted(UNIT, "2024-03-11")
        .replied(UNIT, "2024-05-05", AnswerClass::A);
    let stories = [
        done("2024-001", "2024-06-10"),
        // One day after the gate.
        done("2024-002", "2024-06-11"),
        handled("2024-003"),
        // Assigned after the gate: not owed by then.
        Story::new("2024-004").assigned("2024-06-20", UNIT, &[]),
        separate,
        Story::new("2024-006"),
    ];
    let mut year = MidYear::new(2024, &book, day("2024-07-01")).unwrap();
    assert_eq!(year.until, day("2024-06-10"));
    for story in &stories {
        year.add(&story.build(), &book, calendar);
    }
    assert_eq!((year.whole().done, year.whole().owed), (1, 4));
    let units = year.units(2024, &book);
    let shown: Vec<(&str, u64, u64, u64, bool)> = units
        .iter()
        .map(|(unit, at, gate)| (unit.as_str(), at.done, at.owed, at.overdue, gate.passed))
        .collect();
    assert_eq!(shown, [(OTHER, 0, 1, 1, false), (UNIT, 2, 4, 1, true)]);
    // Before the gate only what is done by today counts.
    let early = MidYear::new(2024, &book, day("2024-05-01")).unwrap();
    assert_eq!(early.until, day("2024-05-01"));
    assert_eq!(MidYear::new(2024, &national(), day("2024-05-01")), None);
}

#[test]
fn what_was_closed_by_the_gate_is_done() {
    let book = asking();
    let story = handled("2024-001")
        .replied(UNIT, "2024-05-01", AnswerClass::A)
        .closed("2024-06-01");
    let mut year = MidYear::new(2024, &book, day("2024-12-31")).unwrap();
    year.add(&story.build(), &book, Calendar::built_in());
    assert_eq!((year.whole().done, year.whole().overdue), (1, 0));
}

proptest! {
    #[test]
    fn one_more_key_suggestion_never_worsens_a_quota(total in 0u64..100_000, key in 0u64..10_000, n in 0u64..100) {
        let mut book = national();
        book.key_quota.value = Some(Fraction::new(n, 100));
        let (a, b) = (Quota::of(total, key, &book).unwrap(), Quota::of(total, key + 1, &book).unwrap());
        prop_assert!(b.missing <= a.missing);
        prop_assert!(a.required * 100 >= total * n, "not less than the share");
        prop_assert!(a.required == 0 || (a.required - 1) * 100 < total * n, "and no more than that");
        prop_assert_eq!(a.alarm(2024).is_some(), key < a.required);
    }

    #[test]
    fn one_more_done_never_fails_a_gate(done in 0u64..200, more in 0u64..200) {
        let owed = done + more + 1;
        let passed = |done| gate(2024, Fraction::new(done, owed), &asking()).unwrap().passed;
        prop_assert!(!passed(done) || passed(done + 1));
    }
}
