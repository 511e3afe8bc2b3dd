//! What is published, and what never is.

mod masked;
mod shown;

use super::*;
use crate::actor::{Actor, Role};
use crate::ids::SuggestionId;
use crate::order::OrderContext;
use crate::rulebook::Rulebook;
use crate::suggestion::Authorship;
use crate::suggestion::authorship::may;
use chrono::NaiveDate;
use proptest::prelude::*;
use std::sync::LazyLock;

/// Read once: that takes longer than a decision.
static BOOK: LazyLock<Rulebook> = LazyLock::new(|| Rulebook::preset("national").unwrap());

/// The same, letting the board show just these.
fn letting(fields: &[BoardField]) -> Rulebook {
    let mut book = BOOK.clone();
    book.board_fields.value = fields.to_vec();
    book
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn ids(ids: &[&str]) -> Vec<SuggestionId> {
    ids.iter().map(|id| (*id).try_into().unwrap()).collect()
}

fn set(fields: &[BoardField]) -> BoardSet {
    BoardSet {
        title: "代表建议公示".into(),
        intro: String::new(),
        fields: fields.to_vec(),
    }
}

fn publish(which: &[&str]) -> BoardOrder {
    BoardOrder::Publish {
        suggestions: ids(which),
    }
}

fn withdraw(which: &[&str]) -> BoardOrder {
    BoardOrder::Withdraw {
        suggestions: ids(which),
        reason: "涉及个人信息".into(),
    }
}

fn order(board: &Board, role: Role, order: BoardOrder) -> Result<Vec<BoardEvent>, BoardRefusal> {
    let actor = Actor::own(role, "");
    let ctx = OrderContext {
        today: day("2026-12-01"),
        actor: &actor,
    };
    decide(board, order, &BOOK, &ctx)
}

fn run(orders: Vec<BoardOrder>) -> Vec<BoardEvent> {
    let mut events = Vec::new();
    for one in orders {
        events.extend(order(&replay(&events), Role::Office, one).unwrap());
        assert_eq!(replay(&events).anomalies, 0);
    }
    events
}

fn usual() -> Vec<BoardEvent> {
    run(vec![
        BoardOrder::Set(set(&[BoardField::Rating, BoardField::Number])),
        publish(&["s1", "s2"]),
        withdraw(&["s2"]),
        publish(&["s2", "s3"]),
        withdraw(&["s1"]),
    ])
}

#[test]
fn what_is_put_on_it_is_on_it_until_it_is_taken_off() {
    let board = replay(&usual());
    let on = |id: &str| published(&board, &id.try_into().unwrap());
    assert_eq!(
        (on("s1"), on("s2"), on("s3"), on("s4")),
        (false, true, true, false)
    );
    let gone: Vec<&str> = board.withdrawn.keys().map(SuggestionId::as_str).collect();
    assert_eq!(gone, ["s1"]);
    // In the board's order, with those that are always there.
    let fields: Vec<BoardField> = board.fields().into_iter().collect();
    use BoardField::{Number, Rating, Stage, Title};
    assert_eq!(fields, [Number, Title, Stage, Rating]);
    assert_eq!(board.set.unwrap().fields, fields);
    assert_eq!(Board::default().fields().len(), 2);
}

#[test]
fn every_refusal_by_name() {
    let board = replay(&usual());
    let titled = |title: &str| {
        BoardOrder::Set(BoardSet {
            title: title.into(),
            ..set(&[])
        })
    };
    let unexplained = BoardOrder::Withdraw {
        suggestions: ids(&["s2"]),
        reason: " ".into(),
    };
    let introduced = BoardOrder::Set(BoardSet {
        intro: "说".repeat(2_001),
        ..set(&[])
    });
    let table = [
        (titled(""), "order_text_unfit"),
        (titled(&"题".repeat(121)), "order_text_unfit"),
        (introduced, "order_text_unfit"),
        (publish(&[]), "order_count"),
        (publish(&["s4", "s4"]), "order_twice"),
        (publish(&["s2", "s3"]), "board_published_already"),
        (withdraw(&["s1"]), "board_not_published"),
        (unexplained, "order_text_unfit"),
    ];
    for (one, expected) in table {
        let refusal = order(&board, Role::Office, one).unwrap_err();
        assert_eq!(refusal.code(), expected);
        assert!(!refusal.text().zh.is_empty() && !refusal.text().en.is_empty());
    }
    let unset = order(&Board::default(), Role::Office, publish(&["s1"])).unwrap_err();
    assert_eq!(unset.code(), "board_not_set");
    for role in [Role::Government, Role::Unit, Role::Deputy] {
        let refusal = order(&board, role, publish(&["s4"])).unwrap_err();
        assert_eq!(refusal.code(), "order_office_only");
    }
}

#[test]
fn a_field_is_chosen_only_where_the_rulebook_lets_the_board_show_it() {
    let actor = Actor::own(Role::Office, "");
    let ctx = OrderContext {
        today: day("2026-12-01"),
        actor: &actor,
    };
    let choose = |book: &Rulebook, fields: &[BoardField]| {
        decide(&Board::default(), BoardOrder::Set(set(fields)), book, &ctx)
    };
    for field in BoardField::ALL {
        assert!(choose(&letting(&[field]), &[field]).is_ok(), "{field:?}");
        let decided = choose(&letting(&[]), &[field]);
        if field.always() {
            assert!(decided.is_ok(), "{field:?}");
            continue;
        }
        let refusal = decided.unwrap_err();
        assert_eq!(refusal.code(), "board_field_closed");
        let text = refusal.text();
        assert!(text.zh.contains(&field.label().zh) && text.en.contains(&field.label().en));
    }
    // What ships leaves it to the office.
    assert!(choose(&BOOK, &BoardField::ALL).is_ok());
}

#[test]
fn many_are_recorded_in_pieces() {
    let many: Vec<String> = (0..4_500).map(|n| format!("s{n:063}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let events = run(vec![BoardOrder::Set(set(&[])), publish(&many)]);
    assert_eq!(events.len(), 1 + 3);
    assert_eq!(replay(&events).items.len(), 4_500);
    for event in &events {
        assert!(serde_json::to_vec(event).unwrap().len() < 384 * 1024);
    }
}

#[test]
fn events_are_written_as_they_are_read_and_are_the_offices() {
    for event in usual() {
        let text = serde_json::to_string(&event).unwrap();
        assert_eq!(
            serde_json::from_str::<BoardEvent>(&text).unwrap(),
            event,
            "{text}"
        );
        let kind = serde_json::to_value(&event).unwrap()["type"].clone();
        let kind = kind.as_str().unwrap();
        assert_eq!(may(kind, Role::Office), Authorship::Yes, "{kind}");
        assert_eq!(may(kind, Role::Unit), Authorship::No, "{kind}");
    }
}

proptest! {
    #[test]
    fn any_order_folds_and_nothing_is_both_on_it_and_off_it(
        order in Just((0..usual().len()).collect::<Vec<_>>()).prop_shuffle(),
        kept in 0usize..6,
    ) {
        let events = usual();
        let some: Vec<&BoardEvent> = order.iter().take(kept).map(|at| &events[*at]).collect();
        let board = replay(some.iter().copied());
        prop_assert!(board.withdrawn.keys().all(|one| !published(&board, one)));
        let mut pieces = Board::default();
        some.iter().for_each(|event| apply(&mut pieces, event));
        prop_assert_eq!(pieces, board);
    }
}
