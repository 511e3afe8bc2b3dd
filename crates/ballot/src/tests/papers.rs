//! Cards, shares and sheets: written, read, and refused by name.

use super::*;
use proptest::prelude::*;

#[test]
fn cards_are_found_in_what_a_camera_or_a_person_gives() {
    let (card, poll) = (card(1), "0123456789abcdef0123456789abcdef");
    let code = card.code();
    let cases = [
        (card.qr(Some("https://dt.example/"), poll), Some(poll)),
        (card.qr(None, poll), Some("01234567")),
        (code.clone(), None),
    ];
    for (text, poll) in cases {
        for text in [text.to_string(), format!("  {}\n", *text)] {
            let found = scan(&text).unwrap();
            assert_eq!(found.poll.as_deref(), poll, "{text}");
            assert_eq!(*found.card.code(), *code);
        }
    }
    assert_eq!(
        *card.qr(None, poll),
        format!("HUIYIN-CARD:01234567:{}", *code)
    );
    for (text, error) in [
        ("https://example.org/", "ballot-no-card"),
        ("HUIYIN-CARD:0123", "ballot-no-card"),
        ("HUIYIN-CARD:xyz:0000", "ballot-no-card"),
        ("https://h/vote.html#/0123/0000", "ballot-no-card"),
        ("", "ballot-code-mistyped"),
        ("0000", "ballot-code-mistyped"),
    ] {
        assert_eq!(scan(text).unwrap_err().code(), error, "{text}");
    }
}

#[test]
fn each_paper_says_which_it_is() {
    use huiyin_log::code::Recovery;
    let dealt = deal(1, 2);
    let (card, share) = (card(1).code(), dealt.shares[1].code());
    let recovery = Recovery::from_bytes([9; 16]).code();
    for text in [&share, &recovery] {
        assert_eq!(
            CardSecret::read(text).unwrap_err().code(),
            "ballot-other-paper"
        );
    }
    for text in [&card, &recovery] {
        assert_eq!(Share::read(text).unwrap_err().code(), "ballot-other-paper");
    }
    assert!(Recovery::read(&card).is_err() && Recovery::read(&share).is_err());
    let text = Share::read(&card).unwrap_err().text();
    assert!(text.zh.contains("票卡") && text.en.contains("card"));
}

#[test]
fn a_sheet_has_one_spelling_and_reads_back() {
    for holders in [
        None,
        Some(vec!["乙代表".to_owned(), "甲\"代表\n".to_owned()]),
    ] {
        let draft = SheetDraft {
            holders,
            ..draft(3)
        };
        let cards = (0..5).map(card).collect();
        let sheet = Dealer::new(draft, cards, secret(), [3; 16])
            .unwrap()
            .finish()
            .sheet;
        let text = sheet.write();
        assert_eq!(huiyin_log::canonical::check(text.as_bytes()), Ok(()));
        assert_eq!(Sheet::read(&text).unwrap(), sheet);
        assert_eq!(sheet.name().len(), 64);
        let loose = text.replacen(':', ": ", 1);
        assert_eq!(Sheet::read(&loose), Err(BallotError::NotCanonical));
        let more = text.replacen("\"poll\"", "\"more\":1,\"poll\"", 1);
        assert_eq!(Sheet::read(&more), Err(BallotError::NotCanonical));
        let newer = text.replacen("huiyin-sheet-1", "huiyin-sheet-2", 1);
        assert_eq!(Sheet::read(&newer), Err(BallotError::Newer));
        // Every member is needed, and none can be something else.
        for member in serde_json::from_str::<serde_json::Value>(&text)
            .unwrap()
            .as_object()
            .unwrap()
            .keys()
        {
            let broken = text.replacen(&format!("\"{member}\":"), "\"x\":", 1);
            if member != "holders" {
                assert!(Sheet::read(&broken).is_err(), "{member}");
            }
        }
    }
}

#[test]
fn a_sheet_that_contradicts_itself_is_refused() {
    let good = deal(2, 4).sheet;
    let refused = |change: &dyn Fn(&mut Sheet)| {
        let mut sheet = good.clone();
        change(&mut sheet);
        Sheet::read(&sheet.write()).unwrap_err().code()
    };
    assert_eq!(refused(&|s| s.issued = 5), "ballot-list-wrong");
    assert_eq!(refused(&|s| s.cards[1].swap(0, 1)), "ballot-list-wrong");
    assert_eq!(
        refused(&|s| s.cards[0][1] = s.cards[0][0]),
        "ballot-list-wrong"
    );
    assert_eq!(
        refused(&|s| s.questions[1].id = "q1".into()),
        "ballot-malformed"
    );
    assert_eq!(
        refused(&|s| s.questions[0].id = "Q 1".into()),
        "ballot-malformed"
    );
    assert_eq!(
        refused(&|s| s.title = "长".repeat(301)),
        "ballot-text-too-long"
    );
    assert_eq!(
        refused(&|s| s.title = "\u{1}".repeat(301)),
        "ballot-text-too-long"
    );
    assert_eq!(refused(&|s| s.on = "2026-02-30".into()), "ballot-malformed");
    assert_eq!(refused(&|s| s.voters = 13), "ballot-malformed");
    assert_eq!(refused(&|s| s.kind = Kind::Named), "ballot-malformed");
    assert_eq!(refused(&|s| s.holders = Some(vec![])), "ballot-malformed");
    assert_eq!(
        refused(&|s| s.checks[2].make_ascii_uppercase()),
        "ballot-malformed"
    );
    assert_eq!(
        refused(&|s| s.rule.threshold = Fraction::new(3, 2)),
        "ballot-malformed"
    );
}

#[test]
fn a_draft_that_cannot_be_is_refused_before_the_work() {
    let begin = |draft, cards: Vec<CardSecret>| {
        Dealer::new(draft, cards, secret(), [1; 16])
            .unwrap_err()
            .code()
    };
    let some = || (0..3).map(card).collect::<Vec<_>>();
    assert_eq!(begin(draft(201), some()), "ballot-malformed");
    assert_eq!(begin(draft(0), some()), "ballot-malformed");
    assert_eq!(begin(draft(1), vec![]), "ballot-malformed");
    assert_eq!(
        begin(draft(1), (0..=MAX_CARDS).map(card).collect()),
        "ballot-malformed"
    );
    assert_eq!(begin(draft(1), vec![card(1), card(1)]), "ballot-card-twice");
    let named = |names: &[&str]| SheetDraft {
        holders: Some(names.iter().map(|name| (*name).to_owned()).collect()),
        ..draft(1)
    };
    assert_eq!(begin(named(&["甲", "甲"]), some()), "ballot-malformed");
    assert_eq!(
        begin(named(&["甲", "乙", "丙", "丁"]), some()),
        "ballot-malformed"
    );
    assert_eq!(begin(named(&[]), some()), "ballot-malformed");
}

#[test]
fn the_sheet_gives_no_order_of_cards_away() {
    // The same cards in another order make the same sheet, so that nothing in it can
    // depend on the order; and no commitment stands in two lists.
    let backwards = (0..9).rev().map(card).collect();
    let mix = std::array::from_fn(|at| at as u8 * 7 + 5);
    let other = Dealer::new(draft(4), backwards, secret(), mix)
        .unwrap()
        .finish();
    let dealt = deal(4, 9);
    assert_eq!(dealt.sheet.write(), other.sheet.write());
    let mut all: Vec<_> = dealt.sheet.cards.concat();
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), 4 * 9);
    // Of each card, the places in the lists are as if drawn by lot.
    let places = |n: usize| -> Vec<usize> {
        let public = own_votes(&dealt.sheet, &card(n));
        assert_eq!(public.len(), 4);
        (dealt
            .sheet
            .questions
            .iter()
            .zip(&dealt.sheet.cards)
            .zip(public))
        .map(|((question, list), pk)| {
            use base64::Engine;
            let pk = base64::engine::general_purpose::URL_SAFE_NO_PAD
                .decode(pk)
                .unwrap();
            let made =
                crate::card::commitment(&dealt.sheet.poll, &question.id, &pk.try_into().unwrap());
            list.iter().position(|one| *one == made).unwrap()
        })
        .collect()
    };
    assert!((0..9).any(|n| places(n).windows(2).any(|pair| pair[0] != pair[1])));
}

#[test]
fn shares_open_by_twos_and_a_wrong_one_is_named() {
    let dealt = deal(1, 2);
    let (sheet, shares) = (&dealt.sheet, &dealt.shares);
    for a in shares {
        for b in shares {
            let joined = PollSecret::join(sheet, a, b);
            if a.index() == b.index() {
                assert_eq!(joined.unwrap_err().code(), "ballot-share-twice");
            } else {
                assert_eq!(joined.unwrap().as_bytes(), secret().as_bytes());
            }
        }
    }
    let other = Dealer::new(draft(1), vec![card(1)], secret(), [9; 16])
        .unwrap()
        .finish();
    let error = PollSecret::join(sheet, &shares[0], &other.shares[1]).unwrap_err();
    assert!(error.text().zh.contains("第 2 份") && error.text().zh.contains("乙"));
    assert!(error.text().en.contains("share 2"));
    // Shares that check but a key that does not: the sheet was made up.
    let mut sheet = sheet.clone();
    sheet.key = PollSecret::from_bytes([7; 16]).key(&sheet.poll).public();
    let error = PollSecret::join(&sheet, &shares[0], &shares[2]).unwrap_err();
    assert_eq!(error, BallotError::KeyWrong);
}

#[test]
fn nothing_secret_is_printed() {
    let dealt = deal(1, 1);
    let shown = format!(
        "{:?} {:?} {:?} {:?}",
        card(1),
        secret(),
        dealt,
        dealt.shares[0]
    );
    assert_eq!(shown, "CardSecret PollSecret Dealt(1 cards) Share(1)");
    assert_eq!(format!("{:?}", Choice::Satisfied), "Choice");
}

proptest! {
    #[test]
    fn hostile_text_is_an_error_never_a_panic(text in ".{0,200}", bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let noise = String::from_utf8_lossy(&bytes).into_owned();
        for text in [text, noise] {
            let _ = scan(&text);
            let _ = Share::read(&text);
            prop_assert!(Sheet::read(&text).is_err());
            let checker = Checker::new(&deal(1, 1).sheet);
            prop_assert!(checker.check(&text).is_err());
        }
    }
}

#[test]
fn a_bent_sheet_never_panics() {
    let text = deal(2, 2).sheet.write();
    for at in (0..text.len()).step_by(3) {
        for with in ["\"", "{", "]", "9", "\\u0000", ""] {
            if text.is_char_boundary(at) && text.is_char_boundary(at + 1) {
                let bent = [&text[..at], with, &text[at + 1..]].concat();
                let _ = Sheet::read(&bent);
                let _ = Sheet::read(&text[..at]);
            }
        }
    }
}
