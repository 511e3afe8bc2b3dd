//! What leaves the workspace.

use super::*;
use crate::suggestion::OpinionTotals;

fn coded(code: &str) -> Coded {
    Coded {
        code: code.into(),
        zh: "办理中".into(),
        en: "under way".into(),
    }
}

fn totals(satisfied: u32, basically_satisfied: u32, dissatisfied: u32) -> OpinionTotals {
    OpinionTotals {
        satisfied,
        basically_satisfied,
        dissatisfied,
    }
}

fn full() -> BoardItem {
    BoardItem {
        id: "0f3a".into(),
        number: Some("2026-017".into()),
        title: "关于修复王建国先生家雨棚的建议".into(),
        category: Some("城建".into()),
        deputies: Some(vec!["代表甲".into()]),
        units: Some(vec!["区住建局".into()]),
        stage: coded("handling"),
        light: Some(coded("normal")),
        due: Some(day("2027-03-01")),
        replied: Some(day("2026-12-08")),
        class: Some("A".into()),
        rating: RatingCounts::of(totals(5, 1, 0)),
    }
}

fn board(fields: &[BoardField]) -> Board {
    Board {
        set: Some(set(fields)),
        ..Board::default()
    }
}

#[test]
fn each_field_is_shown_where_it_was_chosen_and_nowhere_else() {
    let names = [
        (BoardField::Number, "number"),
        (BoardField::Category, "category"),
        (BoardField::Deputies, "deputies"),
        (BoardField::Units, "units"),
        (BoardField::Light, "light"),
        (BoardField::Due, "due"),
        (BoardField::ReplyDate, "replied"),
        (BoardField::Class, "class"),
        (BoardField::Rating, "rating"),
    ];
    for (field, name) in names {
        let item = serde_json::to_value(board(&[field]).shown(full())).unwrap();
        let mut keys: Vec<&str> = item
            .as_object()
            .unwrap()
            .keys()
            .map(String::as_str)
            .collect();
        keys.sort_unstable();
        let mut expected = vec!["id", "stage", "title", name];
        expected.sort_unstable();
        assert_eq!(keys, expected, "{field:?}");
    }
    let item = board(&[]).shown(full());
    assert_eq!(item.title, "关于修复王某某先生家雨棚的建议");
    assert_eq!(board(&[]).shown_reply("已修好"), None);
    let reply = board(&[BoardField::ReplyText]).shown_reply("已修好，电话13800138000");
    assert_eq!(reply.as_deref(), Some("已修好，电话***"));
    assert_eq!(
        board(&BoardField::ALL).shown(item.clone()).rating,
        None,
        "what is gone is gone"
    );
}

#[test]
fn few_opinions_are_not_told() {
    assert_eq!(RatingCounts::of(totals(4, 0, 0)), None);
    assert_eq!(RatingCounts::of(totals(0, 0, 0)), None);
    assert!(RatingCounts::of(totals(3, 1, 1)).is_some());
    assert!(RatingCounts::of(totals(u32::MAX, u32::MAX, 1)).is_some());
}

#[test]
fn a_units_total_leaves_out_what_its_items_do_not_tell() {
    let part = |unit: &str, replied, opinions| UnitPart {
        unit: unit.into(),
        replied,
        opinions,
    };
    let lines = unit_lines([
        part("区住建局", true, totals(6, 1, 0)),
        part("区住建局", true, totals(2, 0, 1)),
        part("区住建局", false, totals(0, 0, 0)),
        part("区城管局", true, totals(3, 0, 0)),
        part("区城管局", true, totals(3, 0, 0)),
    ]);
    let told: Vec<_> = lines
        .iter()
        .map(|one| (one.name.as_str(), one.items, one.replied, one.satisfied))
        .collect();
    assert_eq!(
        told,
        [("区住建局", 3, 2, Some(6)), ("区城管局", 2, 2, None)]
    );
}

#[test]
fn files_are_written_as_agreed() {
    let file = ItemFile {
        form: ItemFile::FORM.into(),
        item: board(&[BoardField::Number]).shown(full()),
        reply: None,
        steps: vec![BoardStep {
            on: Some(day("2026-12-01")),
            zh: "已登记".into(),
            en: "registered".into(),
        }],
    };
    let value = serde_json::to_value(&file).unwrap();
    assert_eq!(
        value,
        serde_json::json!({
            "form": "huiyin-board-item-1", "id": "0f3a", "number": "2026-017",
            "title": "关于修复王某某先生家雨棚的建议",
            "stage": {"code": "handling", "zh": "办理中", "en": "under way"},
            "steps": [{"on": "2026-12-01", "zh": "已登记", "en": "registered"}],
        })
    );
    assert_eq!(serde_json::from_value::<ItemFile>(value).unwrap(), file);
    let list = BoardFile {
        form: BoardFile::FORM.into(),
        title: "公示".into(),
        intro: String::new(),
        updated: day("2026-12-01"),
        fields: vec![BoardField::ReplyDate],
        items: vec![full()],
        rates: Vec::new(),
        units: Vec::new(),
    };
    let text = serde_json::to_string(&list).unwrap();
    assert!(text.contains(r#""fields":["reply_date"]"#), "{text}");
    assert!(text.contains(r#""replied":"2026-12-08""#), "{text}");
    assert_eq!(serde_json::from_str::<BoardFile>(&text).unwrap(), list);
}
