//! What answers come to, and that nothing hidden can be had by subtraction.

use super::*;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// So many people for each option of a question, and so many who leave it out.
fn people(kind: QuestionKind, counts: &[u32], skipped: u32, required: bool) -> DriveSummary {
    let mut opened = form();
    opened.questions = vec![
        question("q", kind, counts.len(), required),
        question("other", QuestionKind::Text, 0, false),
    ];
    let here = drive(opened);
    let mut all: Vec<Vec<DriveAnswer>> = Vec::new();
    for (at, count) in (0u32..).zip(counts) {
        all.extend((0..*count).map(|_| vec![chosen("q", &[at])]));
    }
    all.extend((0..skipped).map(|_| vec![words("other", "无")]));
    summary(&here, all.iter().map(Vec::as_slice))
}

fn choice(counts: &[u32]) -> Vec<Option<u32>> {
    let summary = people(QuestionKind::Choice, counts, 0, true);
    summary.questions[0].options.clone()
}

#[test]
fn small_numbers_are_hidden_and_so_is_what_would_give_them_away() {
    for (counts, told) in [
        (vec![50, 30, 20], vec![Some(50), Some(30), Some(20)]),
        // One small number alone would be the rest of the whole.
        (vec![50, 30, 4], vec![Some(50), None, None]),
        (vec![50, 30, 4, 3], vec![Some(50), Some(30), None, None]),
        // Two that are nobody, or as many as they may be, leave no choice.
        (vec![50, 30, 0, 0], vec![Some(50), None, None, None]),
        (vec![50, 30, 4, 4], vec![Some(50), None, None, None]),
        (vec![100, 0, 0], vec![None, None, None]),
        (vec![5, 5, 5], vec![Some(5), Some(5), Some(5)]),
        (vec![2, 2], vec![None, None]),
    ] {
        assert_eq!(choice(&counts), told, "{counts:?}");
    }
}

#[test]
fn those_who_left_it_out_are_a_number_too() {
    let told = people(QuestionKind::Choice, &[50, 30], 2, false);
    assert_eq!(told.people, Some(82));
    assert_eq!(told.questions[0].options, [Some(50), None]);
    assert_eq!(told.questions[0].answered, None, "82 less 80 are 2");
    let told = people(QuestionKind::Choice, &[50, 30], 20, false);
    assert_eq!(told.questions[0].answered, Some(80));
    // Twenty answered the other question in words.
    assert_eq!(told.questions[1].answered, Some(20));
    let few = people(QuestionKind::Choice, &[2, 2], 90, false);
    assert_eq!(few.questions[0].options, [None, None]);
    assert_eq!(few.questions[0].answered, None);
}

#[test]
fn of_several_options_neither_those_who_chose_nor_those_who_did_not_are_few() {
    let told = people(QuestionKind::Several, &[50, 4, 30], 0, true);
    assert_eq!(told.questions[0].options, [Some(50), None, Some(30)]);
    let told = people(QuestionKind::Several, &[97, 3], 0, true);
    assert_eq!(told.questions[0].options, [None, None]);
}

#[test]
fn of_few_people_nothing_is_told_and_what_does_not_fit_counts_for_nothing() {
    let told = people(QuestionKind::Choice, &[4, 0], 0, true);
    assert_eq!(told.people, None);
    assert_eq!(told.questions[0].answered, None);
    let here = drive(form());
    let bad = [chosen("q1", &[9])];
    let good = [chosen("q1", &[1])];
    let all = std::iter::repeat_n(&good[..], 7).chain(std::iter::repeat_n(&bad[..], 9));
    let told = summary(&here, all.chain([&[][..]]));
    assert_eq!(told.people, Some(7));
}

/// Whoever knows how many people there are, the way numbers are hidden and everything
/// that is told: does any hidden number have only one value left?
fn given_away(options: usize, total: u32, told: impl Fn(&[u32]) -> Vec<Option<u32>>) {
    let mut seen: BTreeMap<Vec<Option<u32>>, Vec<Vec<u32>>> = BTreeMap::new();
    let mut all = vec![Vec::new()];
    for at in 0..options {
        let mut next = Vec::new();
        for start in &all {
            let left = total - start.iter().sum::<u32>();
            let from = if at + 1 == options { left } else { 0 };
            next.extend((from..=left).map(|n| [&start[..], &[n]].concat()));
        }
        all = next;
    }
    for counts in all {
        seen.entry(told(&counts)).or_default().push(counts);
    }
    for (told, possible) in seen {
        for (at, number) in told.iter().enumerate() {
            let first = possible[0][at];
            let one = possible.iter().all(|counts| counts[at] == first);
            match number {
                Some(number) => assert!(one && first == *number && *number >= LEAST),
                None => assert!(!one, "{told:?} of {total} can only be {possible:?}"),
            }
        }
    }
}

#[test]
fn no_hidden_number_can_be_had_by_subtraction() {
    for (options, most) in [(2, 50), (3, 32), (4, 20)] {
        for total in LEAST..=most {
            given_away(options, total, choice);
        }
    }
    // Where it need not be answered, those who left it out are one part more.
    for total in LEAST..=30 {
        given_away(3, total, |counts| {
            let told = people(QuestionKind::Choice, &counts[..2], counts[2], false);
            let one = &told.questions[0];
            let left = one.answered.map(|answered| total - answered);
            [&one.options[..], &[left]].concat()
        });
    }
}

proptest! {
    #[test]
    fn what_is_told_adds_up(
        counts in proptest::collection::vec(0u32..40, 2..6),
        skipped in 0u32..20,
    ) {
        let told = people(QuestionKind::Choice, &counts, skipped, false);
        let total = counts.iter().sum::<u32>() + skipped;
        prop_assert_eq!(told.people, (total >= LEAST).then_some(total));
        let one = &told.questions[0];
        for (told, count) in one.options.iter().zip(&counts) {
            prop_assert!(told.is_none_or(|told| told == *count && told >= LEAST));
        }
        if let Some(all) = one.options.iter().copied().collect::<Option<Vec<u32>>>() {
            // Everything is told: then it adds up, with those who left it out.
            let sum = all.iter().sum::<u32>();
            prop_assert!(one.answered.is_none_or(|answered| answered == sum));
            prop_assert!(one.answered.is_some() || skipped < LEAST);
        }
    }
}
