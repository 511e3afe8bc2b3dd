//! What is published: lists, totals, paper, check-in, voided cards, names, and bent documents.

use super::*;

#[test]
fn a_wrong_list_of_cards_is_named() {
    let board = Sitting::new(2).board();
    let changed = |change: &dyn Fn(&mut Lists)| {
        let mut board = board.clone();
        change(&mut board.sheet.cards);
        board
    };
    // Out of order, too short, twice the same: the app does not take such a sheet at all.
    let last = board.sheet.cards[1].len() - 1;
    for (bent, count) in [
        (changed(&|cards| cards[1].swap(0, 1)), 1),
        (changed(&|cards| cards[1].truncate(last)), 1),
        (changed(&|cards| cards[1][last] = cards[1][last - 1]), 1),
    ] {
        let json = bent.write();
        assert_eq!(Board::read(&json).unwrap_err().code(), "ballot-list-wrong");
        let found = theirs(&verified(&json, &[]));
        assert!(found.contains(&at("list_wrong", "q2", count)), "{found:?}");
        assert!(found.contains(&at("sheet_differs", "", 1)), "{found:?}");
    }
    // The office puts a card of its own in a voter's place.
    let mine = |n: usize| {
        crate::card::commitment(
            &board.sheet.poll,
            "q2",
            &card(n).keys().key(&board.sheet.poll, "q2").public(),
        )
    };
    let swap = |n: usize, with: usize| {
        changed(&|cards| {
            let at = cards[1].iter().position(|one| *one == mine(n)).unwrap();
            cards[1][at] = mine(with);
            cards[1].sort_unstable();
        })
    };
    let bent = swap(2, 50);
    both(
        &bent,
        &[
            at("unknown_card", "q2", 1),
            at("sheet_differs", "", 1),
            at("tally_differs", "q2", 1),
            at("dropped", "q2", 1),
        ],
    );
    // In the place of one that is left over, it is caught by that card.
    let bent = swap(7, 50);
    let found = theirs(&verified(&bent.write(), &[]));
    assert!(found.contains(&at("list_wrong", "q2", 1)), "{found:?}");
    assert_eq!(Recount::new(&bent).unwrap_err().code(), "ballot-void-wrong");
    // A sheet other than the one published before the vote, with a name of its own.
    let mut bent = board.clone();
    bent.sheet.title = "另一份测评单".into();
    bent.sheet_name = bent.sheet.name();
    both(&bent, &[]);
    let mut verification = Verification::new(&bent.write()).unwrap();
    verification.expect_sheet(&board.sheet_name);
    assert_eq!(theirs(&verification.finish()), [at("sheet_differs", "", 1)]);
}

#[test]
fn totals_and_verdicts_that_were_tampered_with_are_named() {
    let board = Sitting::new(3).board();
    let changed = |change: &dyn Fn(&mut Board)| {
        let mut board = board.clone();
        change(&mut board);
        board
    };
    let bent = changed(&|board| board.results[0].device.satisfied += 1);
    both(&bent, &[at("tally_differs", "q1", 1)]);
    let bent = changed(&|board| board.results[1].whole.dissatisfied = 0);
    both(&bent, &[at("tally_differs", "q2", 1)]);
    let bent = changed(&|board| board.results[2].paper = None);
    both(&bent, &[at("tally_differs", "q3", 1)]);
    let bent = changed(&|board| board.results[1].verdict = Some(Rating::Satisfied));
    both(&bent, &[at("verdict_differs", "q2", 1)]);
    let bent = changed(&|board| {
        board.results[1].verdict = None;
        board.results[1].fault = Some("no_quorum".into());
    });
    both(&bent, &[at("verdict_differs", "q2", 1)]);
    let bent = changed(&|board| board.box_root = "0".repeat(64));
    both(&bent, &[at("root_differs", "", 1)]);
    let bent = changed(&|board| board.lines.swap(0, 1));
    both(&bent, &[at("box_unsorted", "", 1)]);
    let bent = changed(&|board| board.results.push(board.results[0].clone()));
    both(&bent, &[at("tally_differs", "", 1)]);
}

#[test]
fn paper_and_check_in_have_to_agree() {
    let made = |change: &dyn Fn(&mut Sitting)| {
        let mut sitting = Sitting::new(1);
        change(&mut sitting);
        sitting.board()
    };
    let over = made(&|sitting| sitting.paper[0].collected = 3);
    both(&over, &[at("paper_over_issued", "q1", 1)]);
    assert_eq!(
        over.results[0].fault.as_deref(),
        Some("collected_over_issued")
    );
    both(
        &made(&|sitting| sitting.paper[0].issued = 4),
        &[at("paper_over_issued", "q1", 2)],
    );
    both(
        &made(&|sitting| {
            sitting.paper[0].issued = 1;
            sitting.paper[0].collected = 1;
            sitting.paper[0].invalid = 0;
        }),
        &[at("check_in_differs", "q1", 1)],
    );
    both(
        &made(&|sitting| sitting.paper.clear()),
        &[at("paper_missing", "q1", 2)],
    );
    both(
        &made(&|sitting| drop(sitting.check_in.voters.pop())),
        &[at("check_in_differs", "", 1)],
    );
    both(
        &made(&|sitting| sitting.check_in.voters[1] = "代表0".into()),
        &[at("check_in_differs", "", 1)],
    );
    both(
        &made(&|sitting| sitting.check_in.present = 7),
        &[at("check_in_differs", "", 1)],
    );
    let most = made(&|sitting| sitting.paper[0].satisfied = u32::MAX);
    both(&most, &[]);
    assert_eq!(most.results[0].fault.as_deref(), Some("too_many"));
    let more = made(&|sitting| sitting.paper[0].satisfied = 9);
    both(&more, &[]);
    assert_eq!(
        more.results[0].fault.as_deref(),
        Some("counted_over_collected")
    );
    let mut sitting = Sitting::new(1);
    sitting.paper.push(sitting.paper[0].clone());
    let counted = sitting.count();
    let Sitting {
        sheet,
        lines,
        voids,
        check_in,
        paper,
    } = sitting;
    assert!(Board::make(sheet, check_in, voids, lines, paper, counted).is_err());
}

#[test]
fn void_cards_have_to_be_the_sheet_s_own() {
    let sitting = Sitting::new(1);
    let begin = |voids: &[VoidedCard]| Count::new(&sitting.sheet, voids, 6, secret()).unwrap_err();
    let void = |card: String| VoidedCard {
        card,
        cause: Cause::Leftover,
    };
    let twice = [sitting.voids[0].clone(), sitting.voids[0].clone()];
    assert_eq!(begin(&twice).code(), "ballot-void-wrong");
    assert_eq!(
        begin(&[void(card(99).code().to_string())]).code(),
        "ballot-void-wrong"
    );
    assert_eq!(begin(&[void("?".into())]).code(), "ballot-void-wrong");
    let mut board = Sitting::new(1).board();
    board.voids.push(void(card(99).code().to_string()));
    let found = theirs(&verified(&board.write(), &[]));
    assert_eq!(
        found,
        [at("void_wrong", "", 1), at("cards_unaccounted", "", 1)]
    );
}

#[test]
fn a_named_poll_tells_who_holds_which_card() {
    let names: Vec<String> = (0..6).map(|n| format!("代表{n}")).collect();
    let draft = SheetDraft {
        holders: Some(names),
        ..draft(2)
    };
    let cards = (0..8).map(card).collect();
    let sheet = Dealer::new(draft, cards, secret(), [1; 16])
        .unwrap()
        .finish()
        .sheet;
    for n in 0..8 {
        let public = card(n).keys().key(&sheet.poll, "q2").public();
        let commitment = crate::card::commitment(&sheet.poll, "q2", &public);
        let holder = (n < 6).then(|| format!("代表{n}"));
        assert_eq!(sheet.holder("q2", &commitment).map(str::to_owned), holder);
    }
    let mut sitting = Sitting {
        sheet,
        ..Sitting::new(2)
    };
    sitting.lines = (0..6)
        .flat_map(|n| votes(&sitting.sheet, n, n))
        .map(|vote| vote.line().to_owned())
        .collect();
    // Card 0 votes twice on the first question.
    sitting
        .lines
        .push(votes(&sitting.sheet, 0, 2)[0].line().to_owned());
    let named = &sitting.count().questions[0].named;
    let told = named.iter().map(|vote| (vote.voter.as_str(), vote.choice));
    let expected = (0..6).map(|n| (n > 0).then(|| Choice::ALL[n % 4]));
    assert!(told.clone().map(|(_, choice)| choice).eq(expected));
    assert!(told.map(|(voter, _)| voter).is_sorted());
    sitting.lines.pop();
    assert!(Sitting::new(1).count().questions[0].named.is_empty());
    let board = sitting.board();
    both(&board, &[]);
    let mut bent = board.clone();
    if let Some(holders) = &mut bent.sheet.holders {
        holders[1].1[0] = holders[0].1[0];
    }
    assert_eq!(
        Board::read(&bent.write()).unwrap_err().code(),
        "ballot-malformed"
    );
    let found = theirs(&verified(&bent.write(), &[]));
    assert!(found.contains(&at("list_wrong", "q1", 1)), "{found:?}");
}

#[test]
fn every_base_and_reading_of_blanks_comes_to_the_same_in_both() {
    for base in Base::ALL {
        for blank in [Blank::Abstention, Blank::Invalid] {
            for (inclusive, quorum) in [
                (true, None),
                (false, Some(Fraction::new(1, 2))),
                (false, Some(Fraction::new(4, 5))),
            ] {
                let rule = SheetRule {
                    base,
                    blank,
                    inclusive,
                    quorum,
                    ..draft(1).rule
                };
                let cards = (0..8).map(card).collect();
                let draft = SheetDraft { rule, ..draft(4) };
                let sheet = Dealer::new(draft, cards, secret(), [1; 16])
                    .unwrap()
                    .finish()
                    .sheet;
                let mut sitting = Sitting {
                    sheet,
                    ..Sitting::new(4)
                };
                sitting.lines = (0..6)
                    .flat_map(|n| votes(&sitting.sheet, n, n / 3))
                    .map(|vote| vote.line().to_owned())
                    .collect();
                both(&sitting.board(), &[]);
            }
        }
    }
    // Nobody votes.
    let mut sitting = Sitting::new(1);
    sitting.lines.clear();
    sitting.paper.clear();
    sitting.check_in = CheckIn {
        taken: 0,
        paper_taken: 0,
        present: 0,
        voters: vec![],
    };
    sitting.voids = (0..8)
        .map(|n| VoidedCard {
            card: card(n).code().to_string(),
            cause: Cause::Leftover,
        })
        .collect();
    let board = sitting.board();
    both(&board, &[]);
    assert_eq!(board.results[0].fault.as_deref(), Some("no_quorum"));
}

#[test]
fn a_bent_board_never_panics() {
    let text = Sitting::new(1).board().write();
    for at in (0..text.len()).step_by(11) {
        for with in ["\"", "{", "]", "9", "4294967296", ""] {
            if text.is_char_boundary(at) && text.is_char_boundary(at + 1) {
                let bent = [&text[..at], with, &text[at + 1..]].concat();
                if let Ok(board) = Board::read(&bent) {
                    let _ = Recount::new(&board).map(Recount::finish);
                }
                if let Ok(verification) = Verification::new(&bent) {
                    assert!(!verification.finish().questions.is_empty());
                }
            }
        }
    }
}

#[test]
fn roots_are_of_sets() {
    let names = ["b", "a", "c"];
    assert_eq!(root(names), root(["c", "b", "a", "a"]));
    assert_ne!(root(names), root(["a", "b"]));
    // SHA-256 of nothing.
    assert!(root::<&str>([]).starts_with("e3b0c44298fc1c14"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_order_of_votes_never_matters(order in Just((0..30_usize).collect::<Vec<_>>()).prop_shuffle(), odd in any::<[bool; 6]>()) {
        let mut sitting = Sitting::new(2);
        // Doubles, repeats, leftovers, strangers and noise among them.
        let extra = [
            votes(&sitting.sheet, 0, 3)[0].line().to_owned(),
            sitting.lines[0].clone(),
            votes(&sitting.sheet, 6, 0)[1].line().to_owned(),
            votes(&deal(2, 20).sheet, 12, 0)[0].line().to_owned(),
            "{}".to_owned(),
            votes(&sitting.sheet, 0, 2)[0].line().to_owned(),
        ];
        sitting.lines.extend(extra.into_iter().zip(odd).filter(|(_, in_it)| *in_it).map(|(line, _)| line));
        let straight = sitting.count();
        let lines = sitting.lines.clone();
        sitting.lines = order.iter().filter_map(|at| lines.get(*at).cloned()).collect();
        prop_assert_eq!(sitting.lines.len(), lines.len());
        let mixed = sitting.count();
        prop_assert_eq!(straight.questions, mixed.questions);
        prop_assert_eq!(straight.exceptions, mixed.exceptions);
    }

    #[test]
    fn tallies_add_up_to_what_was_drawn_and_both_agree(
        cast in proptest::collection::vec((0..8_usize, 0..4_usize, any::<bool>(), any::<bool>()), 0..20),
        taken in 0..8_u32,
    ) {
        let mut sitting = Sitting::new(2);
        sitting.lines.clear();
        for (n, first, one, two) in cast {
            let votes = votes(&sitting.sheet, n, first);
            let chosen = votes.iter().zip([one, two]).filter(|(_, cast)| *cast);
            sitting.lines.extend(chosen.map(|(vote, _)| vote.line().to_owned()));
        }
        sitting.check_in.taken = taken;
        for count in &sitting.count().questions {
            let tally = count.tally;
            let collected = tally.collected.unwrap();
            prop_assert_eq!(tally.counted(), u64::from(collected));
            let drawn = collected.max(taken);
            prop_assert_eq!(collected + tally.unpressed, drawn);
        }
        sitting.lines.sort();
        sitting.lines.dedup();
        let board = sitting.board();
        let mut ours: Found = ours(&board);
        ours.sort();
        let mut theirs = theirs(&verified(&board.write(), &[]));
        theirs.sort();
        prop_assert_eq!(ours, theirs);
    }
}
