//! Promises across years, following up, third parties, and what other rules move.

use super::*;
use crate::answer::{AnswerClass, Rating};
use crate::calendar::Period;
use crate::report::*;
use crate::rulebook::{Count, Light, RuleCode, ThirdPartyScope};
use crate::suggestion::Event;
use crate::suggestion::event::{Fulfilled, Progressed};
use crate::suggestion::views::DeadlineKind;

fn promised(number: &str, due: Option<&str>) -> Story {
    handled(number).promised(UNIT, "2024-05-31", "修复渠道", due)
}

fn progressed(story: Story, on: &str, note: &str) -> Story {
    story.then(Event::Progressed(Progressed {
        unit: UNIT.into(),
        on: day(on),
        note: note.into(),
    }))
}

fn kept(story: Story, on: &str) -> Story {
    story.then(Event::Fulfilled(Fulfilled {
        unit: UNIT.into(),
        on: day(on),
        text: "已修复".into(),
    }))
}

#[test]
fn a_promise_stays_under_its_number_until_it_is_kept() {
    let story = promised("2024-001", Some("2025-06-30"));
    let at = |story: &Story, today| commitments(&story.build(), day(today)).pop().unwrap();
    let open = at(&story, "2025-06-30");
    assert_eq!((open.standing, open.carried), (Standing::Open, 1));
    assert_eq!(
        (open.number.as_deref(), open.what.as_str()),
        (Some("2024-001"), "修复渠道")
    );
    assert_eq!(at(&story, "2025-07-01").standing, Standing::Overdue);
    let story = progressed(story.closed("2024-07-31"), "2025-03-01", "完成设计");
    let story = progressed(story, "2025-05-01", "已经开工");
    assert_eq!(
        at(&story, "2025-07-01").progress,
        (2, "已经开工".to_owned())
    );
    let story = kept(story, "2026-03-01");
    let done = at(&story, "2027-01-01");
    assert_eq!(
        (done.standing, done.carried, done.kept),
        (Standing::Kept, 2, Some(day("2026-03-01")))
    );
}

#[test]
fn a_later_reply_takes_the_place_of_a_promise() {
    let story = promised("2024-001", Some("2024-11-29"))
        .rated("王强", "2024-06-11", Rating::Dissatisfied)
        .again("2024-06-20");
    assert_eq!(commitments(&story.build(), day("2024-07-01")).len(), 1);
    let story = story.replied(UNIT, "2024-07-10", AnswerClass::A);
    assert_eq!(commitments(&story.build(), day("2024-07-11")), []);
}

#[test]
fn promises_are_counted_by_year_and_unit() {
    let stories = [
        promised("2024-001", Some("2024-11-29")),
        promised("2024-002", None),
        kept(promised("2024-003", Some("2024-11-29")), "2024-11-01"),
        handled("2024-004").replied(UNIT, "2024-05-31", AnswerClass::A),
    ];
    let mut all = Commitments::default();
    for story in &stories {
        all.add(&story.build(), day("2025-01-01"));
    }
    let made = all.all;
    assert_eq!(
        (made.made, made.kept, made.open, made.overdue),
        (3, 1, 1, 1)
    );
    assert_eq!(all.years.keys().copied().collect::<Vec<_>>(), [2024]);
    assert_eq!(all.units.get(UNIT), Some(&made));
}

#[test]
fn haidian_supervises_one_year_and_follows_two() {
    let mut book = national();
    assert_eq!(tracking(2024, 2024, &book), None);
    book.track_years.value = Some(Count(2));
    let year = |year| tracking(2024, year, &book).map(|one| (one.year, one.until));
    let seen = [2023, 2024, 2025, 2026, 2027].map(year);
    assert_eq!(
        seen,
        [
            None,
            Some((0, 2026)),
            Some((1, 2026)),
            Some((2, 2026)),
            None
        ]
    );
    assert_eq!(
        tracking(2024, 2025, &book).unwrap().text.zh,
        "跟踪第1年，共2年，至2026年"
    );
}

#[test]
fn a_third_party_looks_into_what_the_rulebook_names() {
    let rated = |rating| {
        let story = handled("2024-001").replied(UNIT, "2024-05-31", AnswerClass::A);
        story.rated("王强", "2024-06-11", rating).build()
    };
    let mut book = national();
    let of =
        |one, repeated, requested, book: &Rulebook| third_party(one, repeated, requested, book);
    use ThirdPartyScope::{BasicallySatisfied, Dissatisfied, OnRequest, Repeated};
    let (bad, fair, good) = (
        rated(Rating::Dissatisfied),
        rated(Rating::BasicallySatisfied),
        rated(Rating::Satisfied),
    );
    assert_eq!(of(&bad, false, false, &book), [Dissatisfied]);
    assert_eq!(
        of(&fair, true, false, &book),
        [BasicallySatisfied, Repeated]
    );
    assert_eq!(of(&good, false, true, &book), [OnRequest]);
    assert_eq!(of(&good, false, false, &book), []);
    book.third_party_scope.value = vec![Dissatisfied];
    assert_eq!(of(&fair, true, true, &book), []);
}

#[test]
fn a_shorter_period_moves_the_reply_and_its_light() {
    let (old, calendar) = (national(), Calendar::built_in());
    let mut new = national();
    new.reply_period.value = Some(Period::months(2));
    new.consult_period.value = Some(Period::months(1));
    let story = Story::new("2024-001").assigned("2024-03-08", UNIT, &[]);
    let one = story.accepted(UNIT, "2024-03-11").build();
    let found = change(&one, (&old, calendar), (&new, calendar), day("2024-05-09"));
    let reply = found
        .moved
        .iter()
        .find(|moved| moved.kind == DeadlineKind::Rule(RuleCode::Reply))
        .unwrap();
    assert_eq!(
        (reply.from, reply.to),
        (Some(day("2024-06-11")), Some(day("2024-05-08")))
    );
    assert_eq!(reply.unit.as_deref(), Some(UNIT));
    // A rule that is new sets a day where there was none.
    let consult = found
        .moved
        .iter()
        .find(|moved| moved.kind == DeadlineKind::Rule(RuleCode::Consult))
        .unwrap();
    assert_eq!(consult.to, Some(day("2024-04-08")));
    let light = found.light.unwrap();
    assert_eq!(light.to, Some(Light::Overdue));
    // Nothing moves where nothing changes, and nothing of what is over.
    assert_eq!(
        change(&one, (&old, calendar), (&old, calendar), day("2024-05-09")),
        Change::default()
    );
    let closed = handled("2024-002")
        .replied(UNIT, "2024-05-01", AnswerClass::A)
        .closed("2024-05-05")
        .build();
    assert_eq!(
        change(
            &closed,
            (&old, calendar),
            (&new, calendar),
            day("2024-05-09")
        ),
        Change::default()
    );
}

#[test]
fn results_survive_the_messages() {
    fn there_and_back<T>(value: &T)
    where
        T: serde::Serialize + serde::de::DeserializeOwned + PartialEq + std::fmt::Debug,
    {
        let bytes = postcard::to_allocvec(value).unwrap();
        assert_eq!(&postcard::from_bytes::<T>(&bytes).unwrap(), value);
    }
    let one = promised("2024-001", Some("2024-11-29")).build();
    there_and_back(&commitments(&one, day("2024-12-01")));
    there_and_back(&Quota::of(95, 8, &asking()).unwrap());
    there_and_back(&gate(2024, Fraction::new(1, 3), &asking()).unwrap());
    let mut new = asking();
    new.reply_period.value = Some(Period::months(2));
    let (old, calendar) = (asking(), Calendar::built_in());
    let running = handled("2024-002").build();
    there_and_back(&change(
        &running,
        (&old, calendar),
        (&new, calendar),
        day("2024-05-09"),
    ));
}
