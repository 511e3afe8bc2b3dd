//! What gets out, and above all what does not.

use super::*;
use crate::order::Unfit;
use proptest::prelude::*;
use proptest::sample::subsequence;
use std::sync::LazyLock;

fn day(d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, d).unwrap()
}

/// Read once: that takes longer than making a board.
static BOOK: LazyLock<Rulebook> = LazyLock::new(|| Rulebook::preset("national").unwrap());

fn set(fields: &[BoardField]) -> BoardSet {
    BoardSet {
        title: "建议办理公示".into(),
        intro: "咨询电话0516-83456789".into(),
        fields: fields.to_vec(),
    }
}

const fn totals([satisfied, basically_satisfied, dissatisfied]: [u32; 3]) -> OpinionTotals {
    OpinionTotals {
        satisfied,
        basically_satisfied,
        dissatisfied,
    }
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn whole(id: &str, opinions: [u32; 3]) -> Whole {
    let coded = |code: &str, zh: &str, en: &str| Coded {
        code: code.into(),
        zh: zh.into(),
        en: en.into(),
    };
    let item = BoardItem {
        id: id.into(),
        number: some("20260017"),
        title: "关于整治积水的建议".into(),
        category: some("城建"),
        deputies: Some(vec!["王建国".into(), "李　芳".into()]),
        units: Some(vec!["区水务局".into(), "区城管局".into()]),
        stage: coded("replied", "已答复", "Replied"),
        light: Some(coded("done", "按期办理", "done in time")),
        due: Some(day(20)),
        replied: Some(day(10)),
        class: some("A"),
        rating: None,
    };
    let step = |on, zh: &str, en: &str| BoardStep {
        on: Some(day(on)),
        zh: zh.into(),
        en: en.into(),
    };
    Whole {
        approved: true,
        reply: some("王建国、李芳代表：请联系13800138000。区水务局"),
        steps: vec![
            step(2, "交办：区水务局", "assigned: 区水务局"),
            step(10, "已答复", "replied"),
        ],
        ..Whole::of(item, totals(opinions))
    }
}

fn made(fields: &[BoardField], items: Vec<Whole>) -> Projected {
    project(&set(fields), day(30), &BOOK, items)
}

#[test]
fn everything_chosen_is_shown_masked() {
    let Projected { board, items } = made(&BoardField::ALL, vec![whole("a", [3, 1, 1])]);
    let file = &items[0];
    assert_eq!(board.items, std::slice::from_ref(&file.item));
    assert_eq!(board.intro, "咨询电话0516-83456789");
    assert_eq!(file.item.number.as_deref(), Some("20260017"));
    assert_eq!(
        file.reply.as_deref(),
        Some("王建国、李芳代表：请联系***。区水务局")
    );
    assert_eq!(file.item.rating.map(|one| one.satisfied), Some(3));
    assert_eq!(file.steps[0].zh, "交办：区水务局");
    let rates = board.rates.iter();
    let rates: Vec<_> = rates
        .map(|one| (&*one.code, one.numerator, one.denominator))
        .collect();
    // The worst opinion holds.
    let all = [("replied", 1, 1), ("completed", 1, 1), ("satisfied", 0, 1)];
    assert_eq!(rates, all);
    let units = board.units.iter();
    let units: Vec<_> = units
        .map(|one| (&*one.name, one.items, one.replied, one.satisfied))
        .collect();
    let both = [("区城管局", 1, 1, Some(3)), ("区水务局", 1, 1, Some(3))];
    assert_eq!(units, both);
}

/// Chosen under an earlier rulebook that let it be shown.
#[test]
fn what_the_rulebook_keeps_off_the_board_is_as_if_never_chosen() {
    let every = BoardField::ALL;
    for kept in every.into_iter().filter(|one| !one.always()) {
        let mut book = BOOK.clone();
        book.board_fields.value.retain(|one| *one != kept);
        let items = || vec![whole("a", [4, 1, 0]), whole("b", [5, 0, 0])];
        let others: Vec<BoardField> = every.into_iter().filter(|one| *one != kept).collect();
        let made = project(&set(&every), day(30), &book, items());
        assert_eq!(
            made,
            project(&set(&others), day(30), &BOOK, items()),
            "{kept:?}"
        );
        assert_ne!(
            made,
            project(&set(&every), day(30), &BOOK, items()),
            "{kept:?}"
        );
    }
}

#[test]
fn nothing_chosen_leaves_title_stage_and_a_history_without_names_and_days() {
    let Projected { board, items } = made(&[], vec![whole("a", [9, 0, 0])]);
    assert_eq!(board.fields, [BoardField::Title, BoardField::Stage]);
    assert!(board.units.is_empty());
    assert_eq!(board.rates.len(), 1);
    let text = serde_json::to_string(&items).unwrap();
    for told in [
        "20260017",
        "城建",
        "王建国",
        "水务",
        "done",
        "2026-03-10",
        "\"A\"",
        "138",
    ] {
        assert!(!text.contains(told), "{told} in {text}");
    }
    assert_eq!(items[0].steps[0].zh, "交办：***");
}

#[test]
fn a_deputy_who_is_not_shown_is_not_named_in_the_reply() {
    let fields = [BoardField::ReplyText, BoardField::Units];
    let mut one = whole("a", [0; 3]);
    one.item.title = "王建国关于积水的建议".into();
    one.reply = some("王 建\u{3000}国、李芳代表，李芳芳");
    let Projected { items, .. } = made(&fields, vec![one]);
    assert_eq!(items[0].item.title, "***关于积水的建议");
    assert_eq!(items[0].reply.as_deref(), Some("***、***代表，***芳"));
    assert_eq!(items[0].steps[0].zh, "交办：区水务局");
}

#[test]
fn names_that_are_one_when_masked_are_one() {
    let mut one = whole("a", [5, 0, 0]);
    one.item.units = Some(vec!["王建国先生".into(), "王卫民先生".into()]);
    one.item.number = some("13800138000");
    one.done = Some(vec!["王卫民先生".into()]);
    let Projected { board, .. } = made(&BoardField::ALL, vec![one]);
    assert_eq!(board.items[0].number.as_deref(), Some("***"));
    assert_eq!(board.items[0].units, Some(vec!["王某某先生".into()]));
    let line = &board.units[0];
    assert_eq!((line.items, line.replied, line.satisfied), (1, 1, Some(5)));
}

#[test]
fn a_public_id_names_a_file_anywhere() {
    for good in ["a", "0-9", &"x".repeat(64)] {
        assert!(public_id(good), "{good}");
    }
    for bad in [
        "",
        "A",
        "a_b",
        "a/b",
        "..",
        "a.b",
        "建",
        "a b",
        &"x".repeat(65),
    ] {
        assert!(!public_id(bad), "{bad}");
    }
}

#[test]
fn what_does_not_fit_is_told_with_its_place() {
    let settings = set(&[]);
    let at = |change: &dyn Fn(&mut Whole)| {
        let (first, mut one) = (whole("a", [0; 3]), whole("b", [0; 3]));
        assert_eq!(
            fit(&settings, day(30), &[first.clone(), one.clone()]),
            Ok(())
        );
        change(&mut one);
        let misfit = fit(&settings, day(30), &[first, one]).unwrap_err();
        let text = misfit.unfit.text();
        assert!(!text.zh.is_empty() && !text.en.is_empty());
        misfit.at.strip_prefix("items[1].").unwrap().to_owned()
    };
    let long = || "长".repeat(50_001);
    assert_eq!(at(&|one| one.item.id = "a".into()), "id");
    assert_eq!(at(&|one| one.item.id = "../b".into()), "id");
    assert_eq!(at(&|one| one.item.number = some("")), "number");
    assert_eq!(at(&|one| one.item.title = " ".into()), "title");
    assert_eq!(at(&|one| one.item.title = "a\u{202E}b".into()), "title");
    assert_eq!(at(&|one| one.item.category = Some(long())), "category");
    let twice = || Some(vec!["王芳".to_owned(), "王芳".to_owned()]);
    assert_eq!(at(&|one| one.item.deputies = twice()), "deputies");
    let empty = || Some(vec!["区水务局".to_owned(), String::new()]);
    assert_eq!(at(&|one| one.item.units = empty()), "units[1]");
    let many = || Some((0..51).map(|n| n.to_string()).collect());
    assert_eq!(at(&|one| one.item.units = many()), "units");
    assert_eq!(at(&|one| one.item.stage.code = "<b>".into()), "stage.code");
    assert_eq!(at(&|one| one.item.stage.en = String::new()), "stage.en");
    assert_eq!(at(&|one| one.item.replied = Some(day(31))), "replied");
    assert_eq!(at(&|one| one.reply = Some(long())), "reply");
    assert_eq!(at(&|one| one.steps[1].on = Some(day(31))), "steps[1].on");
    assert_eq!(at(&|one| one.steps[1].zh = "\0".into()), "steps[1].zh");
    // What is not approved is looked at too.
    let hidden = |one: &mut Whole| {
        one.approved = false;
        one.item.id = "a".into();
    };
    assert_eq!(at(&hidden), "id");
    let nameless = BoardSet {
        title: String::new(),
        ..settings.clone()
    };
    let misfit = fit(&nameless, day(30), &[]).unwrap_err();
    assert_eq!(misfit.at, "settings.title");
    assert!(matches!(misfit.unfit, Unfit::Text { .. }));
}

fn few() -> impl Strategy<Value = [u32; 3]> {
    [0u32..3, 0..2, 0..2]
}

fn fields() -> impl Strategy<Value = Vec<BoardField>> {
    subsequence(BoardField::ALL.to_vec(), 0..=12)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_not_approved_counts_for_nothing(
        fields in fields(),
        opinions in prop::collection::vec([0u32..9, 0..9, 0..9], 0..5),
        more in [0u32..9, 0..9, 0..9],
    ) {
        let known = opinions.iter().enumerate();
        let known: Vec<Whole> = known.map(|(n, one)| whole(&n.to_string(), *one)).collect();
        let mut held = known.clone();
        held.insert(0, Whole { approved: false, ..whole("secret", more) });
        prop_assert_eq!(made(&fields, known), made(&fields, held));
    }

    #[test]
    fn few_opinions_change_nothing_that_is_published(
        fields in fields(),
        told in [5u32..9, 0..9, 0..9],
        (one, other) in (few(), few()),
    ) {
        let with = |opinions| made(&fields, vec![whole("a", told), whole("b", opinions)]);
        prop_assert_eq!(with(one), with(other));
    }

    #[test]
    fn what_is_not_chosen_changes_nothing_that_is_published(
        fields in fields(),
        opinions in [0u32..9, 0..9, 0..9],
    ) {
        let on = |field: BoardField| fields.contains(&field);
        let plain = whole("a", [7, 0, 0]);
        let mut item = plain.item.clone();
        if !on(BoardField::Number) { item.number = None; }
        if !on(BoardField::Category) { item.category = some("教育"); }
        if !on(BoardField::Light) { item.light = None; }
        if !on(BoardField::Due) { item.due = Some(day(21)); }
        if !on(BoardField::Class) { item.class = some("C"); }
        let opinions = if on(BoardField::Rating) { [7, 0, 0] } else { opinions };
        let other = Whole {
            approved: true,
            reply: plain.reply.clone().filter(|_| on(BoardField::ReplyText)),
            steps: plain.steps.clone(),
            ..Whole::of(item, totals(opinions))
        };
        prop_assert_eq!(made(&fields, vec![plain]), made(&fields, vec![other]));
    }
}
