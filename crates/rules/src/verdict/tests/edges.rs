//! The edges: ties, halves, blanks, nobody, one voter, many items.

use super::*;

/// What every count with so many answers comes to, by name.
fn rated(count: &Tally, rule: &VoteRule) -> Result<Rating, &'static str> {
    verdict(count, rule)
        .map(|found| found.rating)
        .map_err(VoteFault::code)
}

#[test]
fn a_tie_and_exactly_half_turn_on_whether_half_is_enough() {
    use Rating::{BasicallySatisfied as B, Dissatisfied as D, Satisfied as S};
    // Of ten who voted: all three answers at the line, one above, one below.
    for ((s, b, d), strict, inclusive) in [
        ((5, 0, 5), D, S),
        ((5, 5, 0), B, S),
        ((4, 1, 5), D, B),
        ((4, 2, 4), B, B),
        ((6, 0, 4), S, S),
        ((4, 0, 6), D, D),
        ((0, 5, 5), D, B),
        ((0, 10, 0), B, B),
        ((0, 0, 10), D, D),
    ] {
        let count = tally(s, b, d);
        assert_eq!(rated(&count, &rule(Base::Valid, false)), Ok(strict));
        assert_eq!(rated(&count, &rule(Base::Valid, true)), Ok(inclusive));
    }
}

#[test]
fn blanks_alone_are_dissatisfied_and_nobody_is_nothing() {
    let blank = Tally {
        members: Some(10),
        present: Some(8),
        issued: Some(8),
        collected: Some(8),
        abstained: 8,
        ..Tally::default()
    };
    for base in Base::ALL {
        let rated = rated(&blank, &rule(base, false));
        assert_eq!(rated, Ok(Rating::Dissatisfied), "{base:?}");
    }
    // Where a blank ballot is invalid, no valid one is left to divide by.
    let own = rule(Base::Valid, false);
    let none = verdict_by(&set("shenzhen-2011"), &blank, Some(&own)).unwrap_err();
    assert_eq!(none, VoteFault::BaseZero { base: Base::Valid });
    let nobody = Tally {
        abstained: 0,
        collected: Some(0),
        unpressed: 8,
        ..blank
    };
    assert_eq!(rated(&nobody, &rule(Base::Valid, false)), Err("base_zero"));
    assert_eq!(
        rated(&nobody, &rule(Base::Collected, true)),
        Err("base_zero")
    );
    assert_eq!(
        rated(&nobody, &rule(Base::Members, true)),
        Ok(Rating::Dissatisfied)
    );
    let absent = Tally {
        present: Some(0),
        issued: Some(0),
        unpressed: 0,
        ..nobody
    };
    assert_eq!(rated(&absent, &rule(Base::Present, true)), Err("base_zero"));
}

#[test]
fn one_voter_decides() {
    for ((s, b, d), expected) in [
        ((1, 0, 0), Rating::Satisfied),
        ((0, 1, 0), Rating::BasicallySatisfied),
        ((0, 0, 1), Rating::Dissatisfied),
    ] {
        for inclusive in [false, true] {
            let rated = rated(&tally(s, b, d), &rule(Base::Valid, inclusive));
            assert_eq!(rated, Ok(expected));
        }
    }
}

#[test]
fn a_half_two_thirds_and_four_fifths_are_exact() {
    // The fewest of 30 and of 31 that are enough.
    for (share, number, strict, inclusive) in [
        ((1, 2), 30, 16, 15),
        ((1, 2), 31, 16, 16),
        ((2, 3), 30, 21, 20),
        ((2, 3), 31, 21, 21),
        ((4, 5), 30, 25, 24),
        ((4, 5), 31, 25, 25),
    ] {
        for (inclusive, least) in [(false, strict), (true, inclusive)] {
            let rule = VoteRule {
                threshold: Fraction::new(share.0, share.1),
                ..rule(Base::Members, inclusive)
            };
            let count = |satisfied| Tally {
                members: Some(number),
                ..tally(satisfied, 0, 0)
            };
            let found = verdict(&count(least), &rule).unwrap();
            assert_eq!(
                (found.needed, found.rating),
                (u64::from(least), Rating::Satisfied)
            );
            let below = rated(&count(least - 1), &rule);
            assert_eq!(below, Ok(Rating::Dissatisfied), "{share:?} of {number}");
        }
    }
}

#[test]
fn seventy_five_items_are_judged_each_for_itself() {
    // Item n of 75 has n satisfied of 75 who voted, and the rest dissatisfied.
    let rows: Vec<Tally> = (1..=75).map(|n| tally(n, 0, 75 - n)).collect();
    let rule = rule(Base::Valid, false);
    let rated = rows.iter().map(|row| rated(row, &rule).unwrap());
    let satisfied = rated.filter(|rating| *rating == Rating::Satisfied);
    assert_eq!(satisfied.count(), 38);
    let mean = average(&rows, Base::Valid).unwrap();
    // The mean of 1/75 to 75/75 is 38/75.
    assert_eq!(
        mean.compare(Fraction::new(38, 75)),
        Some(std::cmp::Ordering::Equal)
    );
}

#[test]
fn the_sets_are_those_of_the_sources() {
    let found: Vec<(String, String)> = sets()
        .into_iter()
        .map(|set| (set.id, set.source.cite))
        .collect();
    for (id, cite) in [
        ("general", "镇海"),
        ("zhenhai-2022", "59140937"),
        ("shenzhen-2011", "6065bob.com/fagui/40358"),
        ("cppcc-draft", "wm114.cn/wen/166/331845"),
    ] {
        let named = found.iter().find(|(known, _)| known == id);
        assert!(
            named.is_some_and(|(_, source)| source.contains(cite)),
            "{id}"
        );
    }
    let draft = set("cppcc-draft");
    assert_eq!(draft.quorum, Some(Fraction::new(1, 2)));
    assert_eq!(set("shenzhen-2011").blank, Blank::Invalid);
    for id in ["general", "zhenhai-2022"] {
        let rule = set(id).rule.unwrap();
        assert_eq!((rule.base, rule.inclusive), (Base::Members, false));
    }
}

proptest! {
    #[test]
    fn satisfied_in_place_of_any_other_answer_never_worsens_a_verdict(count in any_tally(), rule in any_rule(), which in 0..4_usize) {
        let mut up = count;
        let other = [&mut up.basically_satisfied, &mut up.dissatisfied, &mut up.abstained, &mut up.invalid];
        let other = other.into_iter().nth(which).unwrap();
        prop_assume!(*other > 0);
        *other -= 1;
        up.satisfied += 1;
        // Where the base is what was valid, an invalid ballot makes it larger by one, and
        // still the new vote is one more of one more.
        if let (Ok(before), Ok(after)) = (verdict(&count, &rule), verdict(&up, &rule)) {
            prop_assert!(after.rating <= before.rating, "{before:?} {after:?}");
        }
    }
}
