//! What is proposed for key supervision, and why; and that a large ledger stays bounded.

use super::{TITLES, doc, ledger};
use crate::repeats::{Candidate, DocFacts, Index, Thresholds};
use crate::rulebook::Rulebook;
use crate::suggestion::terms::KeyCriterion;
use proptest::prelude::*;

fn thresholds() -> Thresholds {
    Thresholds::of(&Rulebook::preset("national").unwrap())
}

const COUNTED: DocFacts = DocFacts {
    counted: true,
    key: false,
    completed: false,
    signers: 1,
};

fn criteria(candidate: &Candidate) -> Vec<KeyCriterion> {
    candidate
        .reasons
        .iter()
        .map(|reason| reason.criterion)
        .collect()
}

/// The ledger of 2024 with three earlier years in which one matter came up again.
fn years() -> Index {
    let mut index = ledger();
    index.add(doc(201, 2021, "关于解决王家庄街道灌溉用水问题的建议"));
    index.add(doc(202, 2022, "关于解决王家庄街道农田灌溉用水困难的建议"));
    index.add(doc(203, 2023, "关于王家庄街道灌溉用水的建议"));
    index.add(doc(204, 2023, "关于纳章镇占道经营整治的建议"));
    index
}

#[test]
fn a_matter_raised_for_years_and_unresolved_is_proposed_first() {
    let found = years().candidates(2024, &thresholds(), |_| COUNTED);
    let first = &found[0];
    // Row 15 of the ledger: 关于解决王家庄街道灌溉用水困难的建议.
    assert_eq!(first.key, 15);
    assert_eq!(
        criteria(first)[..2],
        [
            KeyCriterion::RaisedRepeatedly,
            KeyCriterion::UnresolvedForYears
        ]
    );
    assert_eq!(first.reasons[0].related, [201, 202, 203]);
    assert!(
        first.reasons[0]
            .text
            .zh
            .contains("2021、2022、2023、2024年共4个年度")
    );
    assert!(first.reasons[1].text.zh.contains("自2021年起"));
}

#[test]
fn what_was_completed_before_is_repeated_but_not_unresolved() {
    let completed = |key| DocFacts {
        completed: key == 204,
        ..COUNTED
    };
    let found = years().candidates(2024, &thresholds(), completed);
    let row = 1 + TITLES
        .lines()
        .position(|title| title.contains("纳章镇占道"))
        .unwrap();
    let one = found.iter().find(|one| one.key as usize == row).unwrap();
    assert!(criteria(one).contains(&KeyCriterion::RaisedRepeatedly));
    assert!(!criteria(one).contains(&KeyCriterion::UnresolvedForYears));
}

#[test]
fn many_of_a_kind_and_many_signers_are_concentrated() {
    let found = ledger().candidates(2024, &thresholds(), |_| COUNTED);
    // Five towns ask for village clinics' medicines; nobody else asks for reserve granaries.
    let clinics: Vec<&Candidate> = found
        .iter()
        .filter(|one| {
            TITLES
                .lines()
                .nth(one.key as usize - 1)
                .unwrap()
                .contains("常用药品")
        })
        .collect();
    assert_eq!(clinics.len(), 6);
    assert_eq!(criteria(clinics[0]), [KeyCriterion::Concentrated]);
    assert!(clinics[0].reasons[0].text.zh.contains("当年有6件"));
    assert_eq!(clinics[0].reasons[0].related.len(), 5);
    assert!(found.iter().all(|one| one.key != 3), "granaries");
    let signers = |key| DocFacts {
        signers: if key == 3 { 12 } else { 1 },
        ..COUNTED
    };
    let found = ledger().candidates(2024, &thresholds(), signers);
    let granary = found.iter().find(|one| one.key == 3).unwrap();
    assert!(granary.reasons[0].text.zh.contains("12名代表"));
}

#[test]
fn what_is_key_already_or_does_not_count_is_not_proposed() {
    let facts = |key| DocFacts {
        key: key == 15,
        counted: !(201..=203).contains(&key),
        ..COUNTED
    };
    let found = years().candidates(2024, &thresholds(), facts);
    assert!(found.iter().all(|one| one.key != 15));
    // Its earlier ones do not count, so that nothing rests on them either.
    let named = found
        .iter()
        .flat_map(|one| &one.reasons)
        .flat_map(|reason| &reason.related);
    assert!(named.into_iter().all(|key| !(201..=203).contains(key)));
}

#[test]
fn a_hundred_thousand_titles_stay_bounded() {
    let towns: Vec<String> = ('一'..).take(40).map(|c| format!("石{c}镇")).collect();
    let matters: Vec<&str> = TITLES.lines().map(|title| &title["关于".len()..]).collect();
    let mut index = Index::new();
    let mut key = 0;
    for year in 2000..2025 {
        for town in &towns {
            for matter in &matters {
                key += 1;
                index.add(doc(key, year, &format!("关于{town}第{year}号{matter}")));
                if key == 100_000 {
                    break;
                }
            }
        }
    }
    assert!(index.len() >= 95_000, "{}", index.len());
    let (_, visited) = index.alike(0);
    assert!(visited <= 60_000, "{visited}");
    assert!(index.related(1).len() <= 500);
}

proptest! {
    #[test]
    fn any_titles_are_compared_alike_in_both_directions(a in "[加强关于的城乡路镇街道建设0-9a-z，公交站点水 ]{0,30}", b in "\\PC{0,30}") {
        let mut index = Index::new();
        index.add(doc(1, 2023, &a));
        index.add(doc(2, 2024, &b));
        let (there, back) = (index.related(1), index.related(2));
        prop_assert_eq!(there.len(), back.len());
        if let (Some(x), Some(y)) = (there.first(), back.first()) {
            prop_assert_eq!(x.similarity, y.similarity);
            prop_assert!(x.similarity <= 1000);
        }
    }

    #[test]
    fn a_title_is_the_same_matter_as_itself_in_another_year(title in "[公交站点污水处理河道养老服务停车]{4,20}") {
        let mut index = Index::new();
        index.add(doc(1, 2023, &title));
        index.add(doc(2, 2024, &format!("关于进一步加强{title}的建议")));
        prop_assert_eq!(index.related(1).len(), 1);
    }
}
