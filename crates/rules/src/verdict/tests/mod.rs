//! Published votes, the edges of each rule, and what holds of every count.

mod edges;

use super::*;
use crate::answer::Rating;
use crate::fraction::Fraction;
use proptest::prelude::*;

fn tally(satisfied: u32, basically_satisfied: u32, dissatisfied: u32) -> Tally {
    Tally {
        satisfied,
        basically_satisfied,
        dissatisfied,
        ..Tally::default()
    }
}

fn rule(base: Base, inclusive: bool) -> VoteRule {
    VoteRule {
        base,
        threshold: Fraction::new(1, 2),
        inclusive,
        quorum: None,
    }
}

fn set(id: &str) -> RuleSet {
    sets().into_iter().find(|set| set.id == id).unwrap()
}

const ZHENHAI: [(u32, u32, u32); 8] = [
    (28, 1, 0),
    (20, 8, 1),
    (26, 3, 0),
    (29, 0, 0),
    (17, 11, 1),
    (26, 3, 0),
    (17, 11, 1),
    (28, 1, 0),
];

/// The verdicts on Zhenhai's eight rows (R15) against a number of members.
fn zhenhai(members: u32, inclusive: bool) -> Vec<Rating> {
    let rated = ZHENHAI.iter().map(|&(s, b, d)| {
        let count = Tally {
            members: Some(members),
            present: Some(29),
            ..tally(s, b, d)
        };
        let found = verdict(&count, &rule(Base::Members, inclusive)).unwrap();
        assert_eq!(found.base_number, u64::from(members));
        found.rating
    });
    rated.collect()
}

#[test]
fn zhenhai_s_rows_depend_on_members_and_on_exactly_half() {
    use Rating::{BasicallySatisfied as B, Satisfied as S};
    let close = vec![S, S, S, S, B, S, B, S];
    assert_eq!(zhenhai(33, false), [S; 8]);
    assert_eq!(zhenhai(33, true), [S; 8]);
    assert_eq!(zhenhai(34, false), close);
    assert_eq!(zhenhai(34, true), [S; 8]);
    assert_eq!(zhenhai(35, false), close);
    assert_eq!(zhenhai(35, true), close);
}

#[test]
fn the_account_of_a_close_row_names_every_comparison() {
    let count = Tally {
        members: Some(34),
        present: Some(29),
        ..tally(17, 11, 1)
    };
    let found = verdict_by(&set("zhenhai-2022"), &count, None).unwrap();
    assert_eq!((found.needed, found.label.zh.as_str()), (18, "基本满意"));
    assert_eq!(found.satisfied, Fraction::new(17, 34));
    assert_eq!(found.together, Fraction::new(28, 34));
    let codes: Vec<&str> = found.steps.iter().map(|step| step.code.as_str()).collect();
    assert_eq!(codes, ["source", "base", "satisfied", "together"]);
    let zh: Vec<&str> = found.steps[1..]
        .iter()
        .map(|step| step.text.zh.as_str())
        .collect();
    assert_eq!(
        zh,
        [
            "以全体组成人员34为基数，须超过（不含本数）其1/2，即至少18票",
            "满意17票 ＜ 18票，不足",
            "满意17票＋基本满意11票＝28票 ≥ 18票：基本满意",
        ]
    );
}

#[test]
fn exactly_half_together_is_dissatisfied_where_half_is_not_enough() {
    // R15: 满意票加基本满意票不足半数的（含半数）.
    let count = Tally {
        members: Some(34),
        ..tally(10, 7, 12)
    };
    let found = verdict(&count, &rule(Base::Members, false)).unwrap();
    assert_eq!(found.rating, Rating::Dissatisfied);
    assert_eq!(found.steps.last().unwrap().code, "dissatisfied");
    let found = verdict(&count, &rule(Base::Members, true)).unwrap();
    assert_eq!(found.rating, Rating::BasicallySatisfied);
}

#[test]
fn shanxi_s_61_votes_and_haishu_s_21_are_satisfied() {
    // R16: 61 = 59 + 2; the number of members was not published.
    let shanxi = Tally {
        collected: Some(61),
        ..tally(59, 2, 0)
    };
    let found = verdict(&shanxi, &rule(Base::Collected, false)).unwrap();
    assert_eq!((found.base_number, found.needed), (61, 31));
    assert_eq!(found.together, Fraction::new(61, 61));
    assert_eq!(found.rating, Rating::Satisfied);
    let unknown = verdict(&shanxi, &rule(Base::Members, false)).unwrap_err();
    assert_eq!(unknown.code(), "base_unknown");
    // R20: 21 = 15 + 6.
    let haishu = Tally {
        present: Some(21),
        ..tally(15, 6, 0)
    };
    let found = verdict(&haishu, &rule(Base::Present, false)).unwrap();
    assert_eq!((found.rating, found.needed), (Rating::Satisfied, 11));
    assert_eq!(found.satisfied.percent(1).as_deref(), Some("71.4"));
}

#[test]
fn half_of_the_members_dissatisfied_orders_a_second_report() {
    let count = |dissatisfied| Tally {
        members: Some(64),
        ..tally(61 - dissatisfied, 0, dissatisfied)
    };
    let below = trigger(&count(31), &SHANXI).unwrap();
    assert!(!below.rectify && below.needed == 32);
    let half = trigger(&count(32), &SHANXI).unwrap();
    assert!(half.rectify && half.text.zh.contains("限期整改"));
    let strict = Trigger {
        inclusive: false,
        ..SHANXI
    };
    assert!(!trigger(&count(32), &strict).unwrap().rectify);
    let unknown = trigger(&tally(59, 2, 0), &SHANXI).unwrap_err();
    assert_eq!(unknown.code(), "base_unknown");
}

#[test]
fn shenzhen_leaves_blank_and_double_marks_out() {
    // R14: not chosen or chosen twice is invalid and not counted.
    let count = Tally {
        present: Some(30),
        abstained: 9,
        invalid: 2,
        ..tally(10, 5, 4)
    };
    let own = rule(Base::Valid, false);
    let found = verdict_by(&set("shenzhen-2011"), &count, Some(&own)).unwrap();
    assert_eq!((found.base_number, found.needed), (19, 10));
    assert_eq!(found.rating, Rating::Satisfied);
    assert_eq!((found.apart.abstained, found.apart.invalid), (0, 11));
    assert_eq!(found.steps[1].code, "blank");
    // The same count where no mark abstains: nine more valid ballots.
    let found = verdict(&count, &own).unwrap();
    assert_eq!(
        (found.base_number, found.rating),
        (28, Rating::BasicallySatisfied)
    );
    assert_eq!((found.apart.abstained, found.apart.invalid), (9, 2));
    // The source's article on the result is not known: without a rule there is none.
    let none = verdict_by(&set("shenzhen-2011"), &count, None).unwrap_err();
    assert_eq!(none.code(), "no_rule");
}

#[test]
fn the_draft_of_the_cppcc_asks_for_more_than_half_and_voids_surplus_ballots() {
    // R18.
    let draft = set("cppcc-draft");
    let own = rule(Base::Collected, false);
    let count = |present, collected| Tally {
        members: Some(40),
        present: Some(present),
        issued: Some(present),
        collected: Some(collected),
        ..tally(10, 3, 2)
    };
    let half = verdict_by(&draft, &count(20, 20), Some(&own)).unwrap_err();
    assert_eq!(
        half,
        VoteFault::NoQuorum {
            present: 20,
            members: 40,
            needed: 21
        }
    );
    assert!(half.void());
    let surplus = verdict_by(&draft, &count(25, 26), Some(&own)).unwrap_err();
    assert_eq!(
        surplus,
        VoteFault::CollectedOverIssued {
            collected: 26,
            issued: 25
        }
    );
    assert!(surplus.void() && surplus.text().zh.contains("重新投票"));
    let found = verdict_by(&draft, &count(21, 15), Some(&own)).unwrap();
    let quorum = found.quorum.unwrap();
    assert_eq!((quorum.present, quorum.needed), (21, 21));
    assert_eq!(found.rating, Rating::Satisfied);
    let unknown = Tally {
        members: None,
        ..count(21, 15)
    };
    let unknown = verdict_by(&draft, &unknown, Some(&own)).unwrap_err();
    assert_eq!(unknown, VoteFault::QuorumUnknown);
}

#[test]
fn not_pressed_is_no_result() {
    // R19: 29 present, all devices given out, ten not pressed.
    let count = Tally {
        members: Some(33),
        present: Some(29),
        issued: Some(29),
        collected: Some(19),
        unpressed: 10,
        ..tally(12, 7, 0)
    };
    let found = verdict(&count, &rule(Base::Members, false)).unwrap();
    assert_eq!(
        (found.needed, found.rating),
        (17, Rating::BasicallySatisfied)
    );
    assert_eq!(found.apart.unpressed, 10);
    assert!(
        found
            .steps
            .iter()
            .any(|step| step.text.zh.contains("未按10个"))
    );
    // The ten weigh nowhere where the base is what was voted.
    let found = verdict(&count, &rule(Base::Valid, false)).unwrap();
    assert_eq!((found.base_number, found.rating), (19, Rating::Satisfied));
}

#[test]
fn paper_and_devices_come_to_one_count() {
    let paper = Tally {
        members: Some(38),
        issued: Some(8),
        collected: Some(7),
        abstained: 1,
        ..tally(5, 1, 0)
    };
    let devices = Tally {
        members: Some(38),
        present: Some(36),
        issued: Some(28),
        collected: Some(26),
        unpressed: 2,
        ..tally(20, 4, 2)
    };
    let whole = join(&paper, &devices).unwrap();
    assert_eq!(
        (whole.present, whole.issued, whole.collected),
        (Some(36), Some(36), Some(33))
    );
    assert_eq!((whole.satisfied, whole.abstained), (25, 1));
    assert_eq!(reconcile(&whole, Some(3)), Ok(()));
    let wrong = reconcile(&whole, Some(2)).unwrap_err();
    assert_eq!(wrong.code(), "return_mismatch");
    let other = Tally {
        members: Some(37),
        ..devices
    };
    assert_eq!(join(&paper, &other), Err(VoteFault::PartsDiffer));
    let many = Tally {
        satisfied: u32::MAX,
        ..Tally::default()
    };
    let few = tally(1, 0, 0);
    assert_eq!(join(&many, &few), Err(VoteFault::TooMany));
}

#[test]
fn impossible_counts_are_refused_by_name() {
    let ask = |count: Tally| {
        verdict(&count, &rule(Base::Members, false))
            .unwrap_err()
            .code()
    };
    let base = Tally {
        members: Some(30),
        ..tally(20, 0, 0)
    };
    assert_eq!(
        ask(Tally {
            present: Some(31),
            ..base
        }),
        "present_over_members"
    );
    assert_eq!(
        ask(Tally {
            satisfied: 31,
            ..base
        }),
        "counted_over_base"
    );
    assert_eq!(
        ask(Tally {
            collected: Some(19),
            ..base
        }),
        "counted_over_collected"
    );
    assert_eq!(
        ask(Tally {
            present: Some(19),
            ..base
        }),
        "counted_over_base"
    );
    let short = Tally {
        issued: Some(22),
        collected: Some(20),
        unpressed: 3,
        ..base
    };
    assert_eq!(ask(short), "return_mismatch");
    assert_eq!(
        ask(Tally {
            members: Some(0),
            ..Tally::default()
        }),
        "base_zero"
    );
    let bad = VoteRule {
        threshold: Fraction::new(3, 2),
        ..rule(Base::Members, false)
    };
    assert_eq!(verdict(&base, &bad), Err(VoteFault::BadRule));
}

#[test]
fn ballots_under_no_heading_are_named() {
    let count = Tally {
        collected: Some(21),
        ..tally(15, 5, 0)
    };
    let found = verdict(&count, &rule(Base::Collected, false)).unwrap();
    assert_eq!(found.apart.uncounted, 1);
    assert_eq!(found.steps.last().unwrap().code, "not_counted");
}

#[test]
fn huzhou_s_average_is_the_mean_of_its_sub_items() {
    // R17: 21 sub-items, 347 deputies, 98.56 % on average.
    let mut rows = vec![
        Tally {
            present: Some(347),
            ..tally(342, 5, 0)
        };
        21
    ];
    let whole = average(&rows, Base::Present).unwrap();
    assert_eq!(whole.percent(2).as_deref(), Some("98.56"));
    // The mean weighs each vote the same, whatever its base.
    rows = vec![
        Tally {
            present: Some(2),
            ..tally(1, 1, 0)
        },
        Tally {
            present: Some(3),
            ..tally(3, 0, 0)
        },
    ];
    let mean = average(&rows, Base::Present).unwrap();
    assert_eq!(mean.percent(2).as_deref(), Some("75.00"));
    assert_eq!(average(&[], Base::Present), None);
    assert_eq!(average(&[tally(1, 0, 0)], Base::Present), None);
    assert_eq!(average(&[tally(0, 0, 0)], Base::Valid), None);
}

#[test]
fn every_set_has_a_source_and_distinct_names() {
    let all = sets();
    for set in &all {
        assert!(!set.source.cite.is_empty() && !set.source.text.en.is_empty());
        assert_eq!(all.iter().filter(|other| other.id == set.id).count(), 1);
    }
    // The set is data that a page shows: it survives the messages' format.
    let bytes = postcard::to_allocvec(&all).unwrap();
    assert_eq!(postcard::from_bytes::<Vec<RuleSet>>(&bytes).unwrap(), all);
}

fn any_rule() -> impl Strategy<Value = VoteRule> {
    let base = prop::sample::select(Base::ALL.to_vec());
    (base, 1u64..10, 0u64..10, any::<bool>()).prop_map(|(base, n, more, inclusive)| VoteRule {
        base,
        threshold: Fraction::new(n, n + more),
        inclusive,
        quorum: None,
    })
}

fn any_tally() -> impl Strategy<Value = Tally> {
    let counts = (0u32..60, 0u32..60, 0u32..60, 0u32..10, 0u32..10);
    (counts, 0u32..20).prop_map(|((s, b, d, abstained, invalid), absent)| {
        let cast = s + b + d + abstained + invalid;
        Tally {
            members: Some(cast + absent + 1),
            present: Some(cast + 1),
            issued: Some(cast + 1),
            collected: Some(cast),
            abstained,
            invalid,
            ..tally(s, b, d)
        }
    })
}

proptest! {
    #[test]
    fn an_added_satisfied_vote_never_worsens_a_verdict(count in any_tally(), rule in any_rule()) {
        let more = Tally {
            satisfied: count.satisfied + 1,
            collected: count.collected.map(|n| n + 1),
            ..count
        };
        if let (Ok(before), Ok(after)) = (verdict(&count, &rule), verdict(&more, &rule)) {
            prop_assert!(after.rating <= before.rating, "{before:?} {after:?}");
        }
    }

    #[test]
    fn a_vote_that_turns_better_never_worsens_a_verdict(count in any_tally(), rule in any_rule()) {
        let turned = |up: Tally| (verdict(&count, &rule), verdict(&up, &rule));
        if count.dissatisfied > 0 {
            let up = Tally {
                dissatisfied: count.dissatisfied - 1,
                basically_satisfied: count.basically_satisfied + 1,
                ..count
            };
            if let (Ok(before), Ok(after)) = turned(up) {
                prop_assert!(after.rating <= before.rating);
            }
        }
    }

    #[test]
    fn exactly_half_included_never_gives_a_worse_verdict(count in any_tally(), rule in any_rule()) {
        let strict = verdict(&count, &VoteRule { inclusive: false, ..rule });
        let inclusive = verdict(&count, &VoteRule { inclusive: true, ..rule });
        if let (Ok(strict), Ok(inclusive)) = (strict, inclusive) {
            prop_assert!(inclusive.rating <= strict.rating);
            prop_assert!(inclusive.needed <= strict.needed);
        }
    }

    #[test]
    fn what_is_needed_is_the_least_that_reaches_the_share(n in 0u64..10_000, num in 0u64..50, more in 0u64..50, inclusive: bool) {
        let den = num + more;
        prop_assume!(den > 0);
        let least = needed(n, Fraction::new(num, den), inclusive).unwrap();
        let enough = |votes: u64| if inclusive { votes * den >= n * num } else { votes * den > n * num };
        prop_assert!(enough(least));
        prop_assert!(least == 0 || !enough(least - 1));
    }

    #[test]
    fn any_count_gets_an_answer(s: u32, b: u32, d: u32, a: u32, i: u32, u: u32, m: Option<u32>, c: Option<u32>) {
        let count = Tally { members: m, collected: c, abstained: a, invalid: i, unpressed: u, ..tally(s, b, d) };
        for base in Base::ALL {
            match verdict(&count, &rule(base, false)) {
                Ok(found) => prop_assert!(!found.steps.is_empty()),
                Err(fault) => prop_assert!(!fault.text().zh.is_empty() && !fault.code().is_empty()),
            }
        }
    }
}
