//! What is counted of a unit's suggestions, and what is left out.

use super::*;
use crate::answer::{AnswerClass, Rating};
use crate::calendar::Period;
use crate::suggestion::Event;
use crate::suggestion::event::*;
use crate::suggestion::terms::*;

fn assigned(number: &str) -> Story {
    Story::new(number).assigned("2024-03-08", UNIT, &[OTHER])
}

fn working(number: &str) -> Story {
    assigned(number).accepted(UNIT, "2024-03-11")
}

/// Replied in time (the reply is due on 2024-06-11), met before, satisfied.
fn good(number: &str) -> Story {
    working(number)
        .met(UNIT, "2024-04-01", ConsultPhase::Before)
        .replied(UNIT, "2024-06-11", AnswerClass::A)
        .rated("王强", "2024-06-20", Rating::Satisfied)
}

#[test]
fn replies_are_in_time_late_not_due_or_of_unknown_day() {
    let stories = [
        good("2024-001"),
        working("2024-002").replied(UNIT, "2024-06-12", AnswerClass::A),
        working("2024-003"),
        working("2024-004").answered(UNIT, None, AnswerClass::A, None),
    ];
    let before = facts_of(&stories, UNIT, "2024-06-11");
    assert_eq!(share(&before, Measure::RepliedInTime), [1, 1, 1, 1]);
    let after = facts_of(&stories, UNIT, "2024-06-12");
    assert_eq!(share(&after, Measure::RepliedInTime), [1, 2, 0, 1]);
    assert_eq!(after.count(Measure::Late).count, 2);
    let late = after.count(Measure::Late).of;
    let ids: Vec<&str> = late.ids.iter().map(|id| id.as_str()).collect();
    assert_eq!(ids, ["s-2024-002", "s-2024-003"]);
    // Six months at the most: 2024-09-09, as the eighth is a Sunday.
    assert_eq!(share(&after, Measure::RepliedWithinLongest), [2, 0, 1, 1]);
    assert_eq!(
        share(
            &facts_of(&stories, UNIT, "2024-09-10"),
            Measure::RepliedWithinLongest
        ),
        [2, 1, 0, 1]
    );
    assert_eq!(after.owes(), 4);
    assert_eq!(share(&after, Measure::Replied), [3, 1, 0, 0]);
}

#[test]
fn a_late_second_reply_makes_it_late_and_it_counts_as_handled_again() {
    let story = working("2024-001")
        .replied(UNIT, "2024-05-31", AnswerClass::A)
        .rated("王强", "2024-06-11", Rating::Dissatisfied)
        .again("2024-06-20")
        .replied(UNIT, "2024-07-23", AnswerClass::A)
        .rated("王强", "2024-07-30", Rating::Satisfied);
    let facts = facts_of(&[story], UNIT, "2024-12-31");
    assert_eq!(share(&facts, Measure::RepliedInTime), [0, 1, 0, 0]);
    assert_eq!(facts.count(Measure::Rehandled).count, 1);
    assert_eq!(facts.rated(Rating::Satisfied), 1);
    assert_eq!(share(&facts, Measure::FirstSatisfied), [0, 1, 0, 0]);
    assert_eq!(share(&facts, Measure::Satisfied), [1, 0, 0, 0]);
}

#[test]
fn meetings_count_for_the_unit_that_held_them() {
    let mut book = national();
    book.consult_period.value = Some(Period::months(2));
    book.contacts.value = vec![
        ConsultPhase::Before,
        ConsultPhase::During,
        ConsultPhase::After,
    ];
    let separate = |number: &str| {
        let units = vec![UNIT.into(), OTHER.into()];
        Story::new(number).arranged("2024-03-08", Arrangement::Separate { units })
    };
    let complete = separate("2024-001")
        .met(UNIT, "2024-03-20", ConsultPhase::Before)
        .met(UNIT, "2024-04-20", ConsultPhase::During)
        .met(UNIT, "2024-06-20", ConsultPhase::After)
        .met(OTHER, "2024-06-01", ConsultPhase::During);
    let stories = [complete, separate("2024-002")];
    let facts = facts_by(&stories, UNIT, "2024-05-01", &book);
    assert_eq!(facts.separate, 2);
    assert_eq!(share(&facts, Measure::ContactsComplete), [1, 1, 0, 0]);
    assert_eq!(share(&facts, Measure::ConsultedInTime), [1, 0, 1, 0]);
    assert_eq!(facts.count(Measure::SiteVisits).count, 3);
    // Two months from 2024-03-08 are 2024-05-08.
    let other = facts_by(&stories, OTHER, "2024-06-30", &book);
    assert_eq!(share(&other, Measure::ConsultedInTime), [0, 2, 0, 0]);
    assert_eq!(share(&other, Measure::ContactsComplete), [0, 2, 0, 0]);
    assert_eq!(share(&other, Measure::FirstContact), [0, 0, 2, 0]);
}

#[test]
fn assisting_units_are_judged_by_their_opinions_only() {
    let mut book = national();
    book.assist_opinion_period.value = Some(Period::months(1));
    let opinion = |story: Story, on: &str| {
        story.then(Event::OpinionGiven(OpinionGiven {
            unit: OTHER.into(),
            on: day(on),
            text: "同意".into(),
            agrees: true,
        }))
    };
    let stories = [
        opinion(working("2024-001"), "2024-04-08"),
        opinion(working("2024-002"), "2024-04-09"),
        working("2024-003"),
        working("2024-004").replied(UNIT, "2024-04-01", AnswerClass::A),
    ];
    let facts = facts_by(&stories, OTHER, "2024-04-08", &book);
    assert_eq!((facts.assists, facts.owes()), (4, 0));
    assert_eq!(share(&facts, Measure::AssistedInTime), [1, 2, 1, 0]);
    assert_eq!(share(&facts, Measure::RepliedInTime), [0; 4]);
    assert_eq!(share(&facts, Measure::Satisfied), [0; 4]);
}

#[test]
fn promises_are_kept_in_time_late_or_still_open() {
    let kept = |number: &str, on: &str| {
        working(number)
            .promised(UNIT, "2024-05-31", "修复渠道", Some("2024-11-29"))
            .then(Event::Fulfilled(Fulfilled {
                unit: UNIT.into(),
                on: day(on),
                text: "已修复".into(),
            }))
    };
    let stories = [
        kept("2024-001", "2024-11-29"),
        kept("2024-002", "2024-11-30"),
        working("2024-003").promised(UNIT, "2024-05-31", "修复渠道", Some("2024-11-29")),
        working("2024-004").promised(UNIT, "2024-05-31", "修复渠道", None),
    ];
    let facts = facts_of(&stories, UNIT, "2024-11-29");
    assert_eq!(share(&facts, Measure::PromisesKept), [1, 1, 2, 0]);
    let facts = facts_of(&stories, UNIT, "2024-11-30");
    assert_eq!(share(&facts, Measure::PromisesKept), [1, 2, 1, 0]);
    // A promise kept makes it class A (R2); of four two are completed.
    assert_eq!(share(&facts, Measure::Completed), [2, 2, 0, 0]);
}

#[test]
fn votes_look_backs_and_what_was_noted_are_counted() {
    let tally = |satisfied, dissatisfied| crate::verdict::Tally {
        members: Some(38),
        satisfied,
        dissatisfied,
        ..Default::default()
    };
    let voted = |story: Story, tally| {
        story.then(Event::Assessed(Box::new(Assessed {
            on: day("2024-12-05"),
            kind: AssessmentKind::Vote,
            by: "区人大常委会".into(),
            tally,
            finding: String::new(),
            rule: None,
        })))
    };
    let mut stories = vec![
        voted(good("2024-001"), Some(tally(30, 8))),
        voted(good("2024-002"), Some(tally(8, 30))),
        voted(good("2024-003"), Some(tally(30, 30))),
        voted(good("2024-004"), None),
    ];
    let remind = Event::Reminded(Reminded {
        unit: UNIT.into(),
        on: day("2024-05-20"),
        channel: Channel::Phone,
        note: String::new(),
    });
    let noted = Event::DefectsNoted(DefectsNoted {
        unit: UNIT.into(),
        on: day("2024-05-20"),
        defects: vec![Defect::Perfunctory, Defect::Dilatory],
        note: "联合调查组".into(),
    });
    stories.push(
        working("2024-005")
            .then(remind.clone())
            .then(remind)
            .then(noted),
    );
    stories.push(good("2024-006").looked_back("王强", "2024-12-20", Rating::BasicallySatisfied));
    let facts = facts_of(&stories, UNIT, "2024-06-01");
    assert_eq!(share(&facts, Measure::CommitteeSatisfied), [1, 1, 0, 1]);
    assert_eq!(facts.count(Measure::Reminders).count, 2);
    assert_eq!(facts.count(Measure::Reminders).of.total, 1);
    assert_eq!(facts.count(Measure::Defects).count, 2);
    assert_eq!(share(&facts, Measure::SecondSatisfied), [0, 1, 0, 0]);
    assert_eq!(share(&facts, Measure::FirstSatisfied), [5, 0, 0, 0]);
}

#[test]
fn what_was_given_back_or_does_not_count_is_left_out() {
    let back = assigned("2024-001").then(Event::Returned(Returned {
        unit: UNIT.into(),
        on: day("2024-03-12"),
        reason: "不属于本单位职责".into(),
        consent: None,
    }));
    let void = good("2024-002").then(Event::Voided(Voided {
        on: day("2024-07-01"),
        cause: VoidCause::ImportUndone {
            import: "imp-1".try_into().unwrap(),
        },
    }));
    let unassigned = Story::new("2024-003");
    assert_eq!(
        facts_of(&[back, void, unassigned], UNIT, "2024-12-31"),
        UnitFacts::new()
    );
}

#[test]
fn taking_it_in_time_needs_a_period() {
    let mut book = national();
    let stories = [working("2024-001"), assigned("2024-002"), good("2024-003")];
    let facts = facts_by(&stories, UNIT, "2024-12-31", &book);
    assert_eq!(share(&facts, Measure::AcceptedInTime)[3], 3);
    book.accept_period.value = Some(Period::calendar_days(7));
    let facts = facts_by(&stories, UNIT, "2024-12-31", &book);
    assert_eq!(share(&facts, Measure::AcceptedInTime), [2, 1, 0, 0]);
}

#[test]
fn facts_are_said_in_words_and_survive_the_messages() {
    let stories = [good("2024-001"), working("2024-002")];
    let facts = facts_of(&stories, UNIT, "2024-06-01");
    let text = facts.text(Measure::RepliedInTime);
    assert_eq!(text.zh, "按期答复：1件中1件（100.00%）；1件未到期，不计");
    assert_eq!(facts.text(Measure::Reminders).zh, "被催办：0次");
    let bytes = postcard::to_allocvec(&facts).unwrap();
    assert_eq!(postcard::from_bytes::<UnitFacts>(&bytes).unwrap(), facts);
    for measure in Measure::ALL {
        let json = serde_json::to_string(measure).unwrap();
        assert_eq!(json, format!("\"{}\"", measure.name()));
    }
}
