//! What is said of a server's files, and done about them.

use super::*;

const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();

fn list(on: &str, title: &str, ids: &[&str]) -> String {
    format!("{{\"title\":\"{title}\",\"updated\":\"{on}\",\"items\":{ids:?}}}\n")
}

/// A board of these, each with its content.
fn board(on: &str, title: &str, items: &[(&str, &str)]) -> Written {
    let ids: Vec<&str> = items.iter().map(|(id, _)| *id).collect();
    let file = |(id, text): &(&str, &str)| (format!("item/{id}.json"), (*text).to_owned());
    Written {
        items: items.iter().map(file).collect(),
        lists: [
            (FEED.to_owned(), format!("<?xml?>{on}{ids:?}")),
            (LIST.to_owned(), list(on, title, &ids)),
        ],
    }
}

fn now(items: &[(&str, &str)]) -> Written {
    board("2026-03-01", "公示", items)
}

/// What a server tells that has a board.
fn told(board: &Written) -> Vec<File> {
    let all = board.items.iter().chain(&board.lists);
    all.map(|(path, text)| (path.clone(), of(text))).collect()
}

fn withdrawn(ids: &[&str]) -> BTreeSet<String> {
    ids.iter().map(|id| format!("item/{id}.json")).collect()
}

fn counts(due: &BoardDue) -> [u32; 3] {
    [due.new, due.gone, due.changed]
}

fn paths(files: &[File]) -> Vec<&str> {
    files.iter().map(|(path, _)| path.as_str()).collect()
}

#[test]
fn what_was_published_is_the_same_until_something_changes() {
    let off = withdrawn(&["z"]);
    let published = now(&[("a", "A"), ("b", "B")]);
    let there = told(&published);
    let there = There::new(&there);
    let same = |board: &Written| counts(&there.all(board, &off, TODAY));
    assert_eq!(same(&published), [0, 0, 0]);
    assert_eq!(same(&now(&[("a", "A"), ("b", "B2")])), [0, 0, 1]);
    assert_eq!(same(&now(&[("a", "A"), ("b", "B"), ("c", "C")])), [1, 0, 0]);
    assert_eq!(
        same(&board("2026-03-01", "新名称", &[("a", "A"), ("b", "B")])),
        [0, 0, 1]
    );
    // What lies there and is not known to be withdrawn is a difference, too.
    assert_eq!(same(&now(&[("a", "A")])), [0, 0, 1]);
}

#[test]
fn a_list_is_not_old_for_its_day() {
    let items = [("a", "A")];
    let off = withdrawn(&[]);
    for (on, changed) in [
        ("2026-03-02", 0),
        ("2026-02-28", 0),
        ("2025-03-01", 0),
        ("2026-03-03", 1),
        ("2024-03-01", 1),
    ] {
        let there = told(&board(on, "公示", &items));
        let due = There::new(&there).all(&now(&items), &off, TODAY);
        assert_eq!(counts(&due), [0, 0, changed], "{on}");
    }
    // No day makes another title the same, nor a feed that is missing.
    let there = told(&board("2026-02-28", "别的", &items));
    let there = There::new(&there);
    assert_eq!(there.all(&now(&items), &off, TODAY).changed, 1);
    let mut there = told(&now(&items));
    there.retain(|(path, _)| path != FEED);
    let there = There::new(&there);
    assert_eq!(there.all(&now(&items), &off, TODAY).changed, 1);
}

#[test]
fn withdrawing_takes_away_what_is_withdrawn_and_brings_nothing_new() {
    let there = told(&now(&[("a", "A"), ("b", "B"), ("c", "C"), ("x", "X")]));
    let there = There::new(&there);
    // `a` is withdrawn, `b` has moved, `d` is approved and waits for somebody to press; `x` is
    // not known here.
    let after = now(&[("b", "B2"), ("c", "C"), ("d", "D")]);
    let kept = now(&[("b", "B2"), ("c", "C")]);
    let off = withdrawn(&["a", "long-gone"]);
    let due = there.withdrawing(&after, Some(kept), &off, TODAY);
    assert_eq!(counts(&due), [1, 1, 2]);
    assert_eq!(due.remove, ["item/a.json"]);
    assert_eq!(paths(&due.lists), [FEED, LIST]);
    assert_eq!(due.lists[1].1, list("2026-03-01", "公示", &["b", "c"]));
    assert_eq!(paths(&due.files), ["item/b.json"]);
    // With nothing withdrawn there it does nothing, whatever else is new.
    let none = there.withdrawing(&after, None, &withdrawn(&["long-gone"]), TODAY);
    assert!(none.lists.is_empty() && none.remove.is_empty() && none.files.is_empty());
    // All of it is what somebody presses for.
    let all = there.all(&after, &off, TODAY);
    assert_eq!(all.remove, ["item/a.json", "item/x.json"]);
    assert_eq!(
        paths(&all.files),
        ["item/b.json", "item/d.json", FEED, LIST]
    );
    assert_eq!(all.total, 5);
}

#[test]
fn a_server_that_tells_no_hashes_is_compared_by_names() {
    let names = |board: &Written| -> Vec<File> {
        let all = told(board).into_iter();
        all.map(|(path, _)| (path, String::new())).collect()
    };
    let there = names(&now(&[("a", "A"), ("b", "B")]));
    let there = There::new(&there);
    let off = withdrawn(&["b"]);
    let due = there.all(&now(&[("a", "A2"), ("b", "B")]), &withdrawn(&[]), TODAY);
    assert_eq!((counts(&due), due.compared), ([0, 0, 0], false));
    // What may be the same is put all the same.
    assert_eq!(due.files.len(), 4);
    let due = there.withdrawing(&now(&[("a", "A")]), Some(now(&[("a", "A")])), &off, TODAY);
    assert_eq!(counts(&due), [0, 1, 0]);
    assert_eq!(paths(&due.files), ["item/a.json"]);
}

#[test]
fn where_nothing_lies_all_is_new() {
    let due = There::new(&[]).all(&now(&[("a", "A")]), &withdrawn(&["z"]), TODAY);
    assert_eq!(
        (counts(&due), due.total, due.files.len()),
        ([1, 0, 0], 3, 3)
    );
}
