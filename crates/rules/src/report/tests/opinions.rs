//! Totals of opinions, and what is never shown.

use super::*;
use crate::answer::{AnswerClass, Rating};
use crate::report::*;
use proptest::prelude::*;

fn opinion(story: Story, process: Option<Rating>, result: Rating) -> Story {
    story
        .replied(UNIT, "2024-05-31", AnswerClass::A)
        .rated_apart("王强", "2024-06-11", process, result)
}

/// Process and result of one form; a result that is not satisfied asks for a redo.
fn two(process: bool, result: bool) -> (Option<Rating>, Rating) {
    let process = if process {
        Rating::Satisfied
    } else {
        Rating::BasicallySatisfied
    };
    let result = if result {
        Rating::Satisfied
    } else {
        Rating::Dissatisfied
    };
    (Some(process), result)
}

#[test]
fn songyang_s_two_ratings_before_and_after_the_redo() {
    // R21: of 220, process 215 and result 198; after handling again 220 and 218.
    let (mut before, mut after) = (Opinions::new(), Opinions::new());
    for n in 0..220 {
        let (process, result) = two(n < 215, n < 198);
        let first = opinion(handled(&format!("2018-{n:03}")), process, result);
        before.add(&first.build());
        let redone = n >= 198;
        let story = if redone {
            let (process, result) = two(true, n < 218);
            first
                .again("2024-06-20")
                .replied(UNIT, "2024-07-10", AnswerClass::A)
                .rated_apart("王强", "2024-07-15", process, result)
        } else {
            first
        };
        after.add(&story.build());
    }
    let shown = |opinions: &Opinions| {
        let (process, result) = (
            opinions.process_shown(5).unwrap(),
            opinions.shown(5).unwrap(),
        );
        [
            process.satisfied,
            process.given(),
            result.satisfied,
            result.given(),
        ]
    };
    assert_eq!(shown(&before), [215, 220, 198, 220]);
    assert_eq!(shown(&after), [220, 220, 218, 220]);
    let share = after.shown(5).unwrap().satisfied_share();
    assert_eq!(share.percent(2).as_deref(), Some("99.09"));
}

#[test]
fn nothing_is_shown_of_fewer_than_the_rulebook_s_number() {
    let mut opinions = Opinions::new();
    assert_eq!(opinions.shown(0), None, "nothing of nothing");
    for n in 0..4 {
        opinions.add(&opinion(handled(&format!("2024-{n:03}")), None, Rating::Satisfied).build());
    }
    assert_eq!(opinions.shown(5), None);
    opinions.add(&opinion(handled("2024-009"), None, Rating::Dissatisfied).build());
    let totals = opinions.shown(5).unwrap();
    assert_eq!((totals.satisfied, totals.dissatisfied), (4, 1));
    // Nobody rated the process apart.
    assert_eq!(opinions.process_shown(1), None);
}

#[test]
fn each_deputy_counts_once_with_what_was_said_last() {
    let story = handled("2024-001")
        .replied(UNIT, "2024-05-31", AnswerClass::A)
        .rated("王强", "2024-06-11", Rating::Satisfied)
        .rated("李梅", "2024-06-12", Rating::Satisfied)
        .looked_back("李梅", "2024-12-20", Rating::Dissatisfied);
    let mut opinions = Opinions::new();
    opinions.add(&story.build());
    let totals = opinions.shown(1).unwrap();
    assert_eq!(
        (totals.satisfied, totals.dissatisfied, totals.given()),
        (1, 1, 2)
    );
}

#[test]
fn totals_hold_no_name() {
    let mut opinions = Opinions::new();
    opinions.add(&opinion(handled("2024-001"), None, Rating::Satisfied).build());
    let written = serde_json::to_string(&(opinions, opinions.shown(1))).unwrap();
    assert!(
        !written.contains("王强") && !written.contains("2024-001"),
        "{written}"
    );
}

proptest! {
    #[test]
    fn an_added_satisfied_opinion_never_lowers_the_share(s in 0u32..50, b in 0u32..50, d in 0u32..50) {
        let before = Totals { satisfied: s, basically_satisfied: b, dissatisfied: d };
        let mut after = before;
        after.add(Rating::Satisfied);
        let order = before.satisfied_share().compare(after.satisfied_share());
        prop_assert!(order.is_none_or(std::cmp::Ordering::is_le));
    }
}
