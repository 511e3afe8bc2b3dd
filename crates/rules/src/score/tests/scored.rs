//! Cards laid over facts, places, awards and deputies' grades.

use super::*;
use crate::answer::{AnswerClass, Rating};
use crate::fraction::Fraction;
use crate::suggestion::ConsultPhase;
use crate::text::Text;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// `of` suggestions replied to on the last day, of which `satisfied` satisfied and one
/// in the beginning late where asked.
fn year(unit: &str, of: u32, satisfied: u32, late: u32) -> UnitFacts {
    let stories: Vec<Story> = (0..of)
        .map(|n| {
            let on = if n < late { "2024-06-12" } else { "2024-06-11" };
            let rating = if n < satisfied {
                Rating::Satisfied
            } else {
                Rating::BasicallySatisfied
            };
            Story::new(&format!("2024-{n:03}"))
                .assigned("2024-03-08", unit, &[])
                .accepted(unit, "2024-03-11")
                .met(unit, "2024-04-01", ConsultPhase::Before)
                .replied(unit, on, AnswerClass::A)
                .rated("王强", "2024-06-20", rating)
        })
        .collect();
    facts_of(&stories, unit, "2024-12-31")
}

fn named(id: &str) -> ScoreCard {
    cards().into_iter().find(|card| card.id == id).unwrap().card
}

fn line(measure: Measure, scoring: Scoring) -> ScoreItem {
    ScoreItem {
        label: measure.label(),
        measure: Some(measure),
        scoring,
    }
}

fn card(items: Vec<ScoreItem>) -> ScoreCard {
    ScoreCard {
        items,
        grades: vec![
            Grade {
                label: Text::new("优秀", "excellent"),
                from: Points::whole(35),
            },
            Grade {
                label: Text::new("合格", "pass"),
                from: Points::whole(20),
            },
        ],
    }
}

fn replies(points: i32) -> ScoreItem {
    line(
        Measure::RepliedInTime,
        Scoring::Share {
            points: Points::whole(points),
        },
    )
}

fn deducted(each: i32, most: Option<i32>) -> ScoreItem {
    let scoring = Scoring::Deduct {
        each: Points(each),
        most: most.map(Points),
    };
    line(Measure::Late, scoring)
}

#[test]
fn each_point_is_explained_and_names_what_cost_it() {
    let facts = year(UNIT, 8, 6, 2);
    let found = score(
        &facts,
        &card(vec![replies(40), deducted(150, Some(200))]),
        &national(),
    );
    let [share, late] = &found.lines[..] else {
        panic!("two lines")
    };
    assert_eq!(share.points, Some(Points::whole(30)));
    assert_eq!(share.arithmetic.zh, "40分 × 6 ÷ 8 ＝ 30分");
    assert_eq!(share.behind.ids.len(), 2);
    assert_eq!(late.points, Some(Points(-200)));
    assert_eq!(late.arithmetic.zh, "2次 × 1.5分 ＝ 3分，以2分为限：-2分");
    assert_eq!(
        (found.total, found.of),
        (Points::whole(28), Points::whole(40))
    );
    assert_eq!(found.arithmetic.zh, "30－2 ＝ 28分");
    assert_eq!(found.grade, Some(Text::new("合格", "pass")));
    let bytes = postcard::to_allocvec(&found).unwrap();
    assert_eq!(postcard::from_bytes::<Scored>(&bytes).unwrap(), found);
}

#[test]
fn thresholds_give_all_or_nothing() {
    let asked = |at_least| {
        let scoring = Scoring::Threshold {
            points: Points::whole(10),
            at_least,
        };
        let card = card(vec![line(Measure::Satisfied, scoring)]);
        score(&year(UNIT, 50, 49, 0), &card, &national())
    };
    let found = asked(Fraction::new(98, 100));
    assert_eq!(found.total, Points::whole(10));
    assert_eq!(found.lines[0].arithmetic.zh, "98.00% ≥ 98.00%：10分");
    assert_eq!(asked(Fraction::new(99, 100)).total, Points(0));
}

#[test]
fn one_failing_criterion_fails_the_unit() {
    let card = named("shenzhen-2007");
    let mut book = national();
    book.accept_period.value = Some(crate::calendar::Period::calendar_days(7));
    let levels = |facts: &UnitFacts| {
        let found = score(facts, &card, &book);
        let levels: Vec<Option<Level>> = found.lines.iter().map(|line| line.level).collect();
        (found.level, levels)
    };
    use Level::{Fail, Good, Pass};
    let (all, lines) = levels(&year(UNIT, 10, 8, 0));
    assert_eq!(lines[1..], [Some(Good); 4]);
    assert_eq!(all, lines[0].max(Some(Good)));
    // Three late within the six months: 70 % in time is no longer good, but passes.
    let (_, lines) = levels(&year(UNIT, 10, 8, 3));
    assert_eq!(lines[1..3], [Some(Pass), Some(Good)]);
    // One beyond six months fails whatever else is good.
    let never = [Story::new("2024-001").assigned("2024-03-08", UNIT, &[])];
    let (all, _) = levels(&facts_by(&never, UNIT, "2024-12-31", &book));
    assert_eq!(all, Some(Fail));
}

#[test]
fn judged_lines_stay_open_until_people_judge() {
    let card = named("yimen");
    let facts = year(UNIT, 6, 6, 0);
    let open = score(&facts, &card, &national());
    assert_eq!((open.open, open.grade.clone()), (3, None));
    assert!(
        open.lines[1].fact.zh.contains("按期与代表面商"),
        "the fact is beside it"
    );
    let judged = BTreeMap::from([
        (0, Points::whole(18)),
        (1, Points::whole(25)),
        (3, Points::whole(40)),
    ]);
    let found = score_with(&facts, &card, &national(), &judged);
    // 25 of at most 20 counts as 20. No vote was taken, so that line stays without points.
    assert_eq!(
        (found.total, found.open, found.empty),
        (Points::whole(78), 0, 1)
    );
    assert_eq!(found.grade, None);
}

#[test]
fn visits_earn_tenths_of_a_point() {
    let found = score(&year(UNIT, 7, 7, 0), &named("first-contact"), &national());
    let visits = found.lines.last().unwrap();
    assert_eq!(visits.points, Some(Points(70)));
    assert_eq!(visits.arithmetic.zh, "7次 × 0.1分 ＝ 0.7分：0.7分");
    assert_eq!(found.lines[0].points, Some(Points::whole(15)));
    // Nobody looked back: no points and none that could have been had.
    assert_eq!((found.lines[2].points, found.empty), (None, 1));
    assert_eq!(found.of, Points::whole(33));
}

#[test]
fn every_card_has_a_source_and_lines_that_fit_their_scoring() {
    for named in cards() {
        assert!(!named.source.cite.is_empty(), "{}", named.id);
        for item in &named.card.items {
            let counts = matches!(item.scoring, Scoring::Deduct { .. } | Scoring::Bonus { .. });
            let people = matches!(item.scoring, Scoring::Judged { .. });
            let fits = item
                .measure
                .map_or(people, |measure| people || measure.is_share() != counts);
            assert!(fits, "{} {}", named.id, item.label.en);
        }
    }
}

fn ranked(units: &[(&str, u32, u32)]) -> Ranking {
    let card = card(vec![
        replies(20),
        line(
            Measure::Satisfied,
            Scoring::Share {
                points: Points::whole(20),
            },
        ),
    ]);
    let units: Vec<(String, UnitFacts, Scored)> = units
        .iter()
        .map(|(unit, of, satisfied)| {
            let facts = year(unit, *of, *satisfied, 0);
            let scored = score(&facts, &card, &national());
            ((*unit).to_owned(), facts, scored)
        })
        .collect();
    rank(&units, 5)
}

#[test]
fn few_suggestions_are_not_compared_and_equals_share_a_place() {
    let found = ranked(&[
        ("甲", 10, 5),
        ("乙", 1, 1),
        ("丙", 20, 20),
        ("丁", 8, 4),
        ("戊", 6, 0),
    ]);
    let places: Vec<(u32, &str)> = found
        .places
        .iter()
        .map(|p| (p.rank, p.unit.as_str()))
        .collect();
    assert_eq!(places, [(1, "丙"), (2, "丁"), (2, "甲"), (4, "戊")]);
    assert_eq!(found.unranked[0].unit, "乙");
    assert!(found.unranked[0].text.zh.contains("承办1件，少于5件"));
    assert_eq!(found.places[1].text.zh, "得30分，可得40分，得分率75.00%");
    assert_eq!(found.refused, None);
}

#[test]
fn one_unit_alone_is_not_ranked() {
    let found = ranked(&[("甲", 10, 5), ("乙", 4, 4)]);
    assert!(found.places.is_empty() && found.refused.is_some());
    assert_eq!(found.unranked.len(), 2);
}

#[test]
fn awards_are_prepared_with_their_reasons() {
    let book = national();
    let units = [
        ("甲".to_owned(), year("甲", 10, 10, 0), None),
        ("乙".to_owned(), year("乙", 10, 10, 1), None),
        ("丙".to_owned(), year("丙", 10, 8, 0), None),
        ("丁".to_owned(), year("丁", 2, 2, 0), None),
    ];
    let mut wang = DeputyFacts::default();
    let mut li = DeputyFacts::default();
    for n in 0..3 {
        let one = Story::new(&format!("2024-00{n}"))
            .assigned("2024-03-08", UNIT, &[])
            .replied(UNIT, "2024-05-31", AnswerClass::A)
            .rated("王强", "2024-06-11", Rating::Satisfied)
            .build();
        wang.add(&one, "王强", &book);
        li.add(&one, "李梅", &book);
    }
    assert_eq!(
        (wang.led, wang.completed, wang.asked, wang.rated),
        (3, 3, 3, 3)
    );
    assert_eq!((li.co_signed, li.asked, li.rated), (3, 3, 0));
    let deputies = [("王强".to_owned(), wang), ("李梅".to_owned(), li)];
    let criteria = AwardCriteria::of(&book);
    let found = awards(&units, &deputies, &[], &criteria);
    let names: Vec<(AwardList, &str)> = found.iter().map(|a| (a.list, a.name.as_str())).collect();
    assert_eq!(
        names,
        [
            (AwardList::Units, "甲"),
            (AwardList::Deputies, "王强"),
            (AwardList::LeadProposers, "王强")
        ]
    );
    let reasons: Vec<&str> = found[0]
        .reasons
        .iter()
        .map(|text| text.zh.as_str())
        .collect();
    assert_eq!(
        reasons,
        [
            "承办10件",
            "代表评价满意：10件中10件（100.00%）",
            "没有逾期答复",
            "没有不满意评价"
        ]
    );
    // Where points are asked for, a unit without a card is not named.
    let asked = AwardCriteria {
        points: Some(Fraction::new(1, 2)),
        ..criteria
    };
    assert!(awards(&units, &[], &[], &asked).is_empty());
}

#[test]
fn deputies_are_graded_by_points_and_two_poor_years_are_named() {
    let grade = |points| deputy_grade(Points::whole(points), &YINCHUAN);
    assert_eq!(
        [80, 79, 60, 59, -5].map(grade),
        [
            DeputyGrade::Excellent,
            DeputyGrade::Pass,
            DeputyGrade::Pass,
            DeputyGrade::Poor,
            DeputyGrade::Poor
        ]
        .map(Some)
    );
    let years = [
        (2024, DeputyGrade::Poor),
        (2022, DeputyGrade::Poor),
        (2023, DeputyGrade::Poor),
        (2026, DeputyGrade::Poor),
    ];
    assert_eq!(poor_years(&years), [(2022, 2023), (2023, 2024)]);
    let worth: i32 = JIANGBEI.iter().map(|rule| rule.each.0).sum();
    assert_eq!(worth, 500);
    assert_eq!(DeputyGrade::Poor.label().zh, "不合格");
}

#[test]
fn points_are_written_without_idle_zeros() {
    let shown = [1500, 10, -250, 5, -5, 0, i32::MIN].map(|points| Points(points).show());
    assert_eq!(
        shown,
        ["15", "0.1", "-2.5", "0.05", "-0.05", "0", "-21474836.48"]
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn one_more_satisfied_deputy_never_costs_points(of in 1u32..12, satisfied in 0u32..12, points in 1i32..100) {
        let satisfied = satisfied.min(of - 1);
        let card = card(vec![line(Measure::Satisfied, Scoring::Share { points: Points::whole(points) })]);
        let total = |satisfied| score(&year(UNIT, of, satisfied, 0), &card, &national()).total;
        prop_assert!(total(satisfied + 1) >= total(satisfied));
        prop_assert_eq!(total(of), Points::whole(points));
    }

    #[test]
    fn the_order_of_suggestions_does_not_matter(mut order in Just((0..6u32).collect::<Vec<_>>()).prop_shuffle()) {
        let story = |n: u32| {
            let rating = if n.is_multiple_of(2) { Rating::Satisfied } else { Rating::Dissatisfied };
            Story::new(&format!("2024-{n:03}"))
                .assigned("2024-03-08", UNIT, &[])
                .replied(UNIT, "2024-05-31", AnswerClass::A)
                .rated("王强", "2024-06-11", rating)
        };
        let shuffled: Vec<Story> = order.iter().map(|n| story(*n)).collect();
        order.sort_unstable();
        let sorted: Vec<Story> = order.iter().map(|n| story(*n)).collect();
        let (a, b) = (facts_of(&shuffled, UNIT, "2024-12-31"), facts_of(&sorted, UNIT, "2024-12-31"));
        for measure in Measure::ALL {
            prop_assert_eq!(a.share(*measure).share(), b.share(*measure).share());
        }
    }
}
