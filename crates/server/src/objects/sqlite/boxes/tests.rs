//! What whoever gets hold of the file can find out.

use super::*;
use crate::objects::boxes::conformance::ballot;
use crate::objects::sqlite::shelf::connect;
use crate::objects::{Boxes, Sqlite};
use std::collections::BTreeSet;

const POLL: &str = "0123456789abcdef0123456789abcdef";

/// Numbers as random as a test needs them.
fn shuffled<T>(mut items: Vec<T>, seed: u64) -> Vec<T> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    for at in (1..items.len()).rev() {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let other = usize::try_from(state % (at as u64 + 1)).unwrap();
        items.swap(at, other);
    }
    items
}

/// Casts votes one by one in an order, and gives every byte there is of the box.
async fn cast_in_order(order: &[Ballot], name: &str) -> Vec<(String, Vec<u8>)> {
    let folder = std::env::temp_dir().join(format!("huiyin-box-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let store = Sqlite::open(&folder.join("x.db")).unwrap();
    let shape = Shape {
        questions: 4,
        cards: 40,
        width: 60,
    };
    store.make(POLL, shape).await.unwrap();
    store.turn(POLL, Phase::Open).await.unwrap();
    for one in order {
        assert_eq!(
            store.cast(POLL, vec![one.clone()]).await.unwrap(),
            Cast::Kept
        );
    }
    let mut files = Vec::new();
    for file in std::fs::read_dir(&folder).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.starts_with("x.db.box") {
            files.push((name, std::fs::read(path).unwrap()));
        }
    }
    files.sort();
    drop(store);
    std::fs::remove_dir_all(&folder).unwrap();
    files
}

#[tokio::test]
async fn the_file_is_the_same_whatever_order_votes_came_in() {
    let mut votes: Vec<Ballot> = (0..38)
        .flat_map(|card| (0..4).map(move |question| ballot(question, card, "a")))
        .collect();
    // Some have voted twice.
    votes.extend((0..5).map(|card| ballot(card % 4, card, "b")));
    let mut seen = BTreeSet::new();
    for seed in 1..=3 {
        let order = shuffled(votes.clone(), seed);
        seen.insert(cast_in_order(&order, &format!("order-{seed}")).await);
    }
    let files = seen.first().unwrap();
    assert_eq!(seen.len(), 1, "what is kept tells the order");
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["x.db.box", "x.db.box-journal"]);
    assert!(files[1].1.is_empty(), "the journal is emptied");
    for one in &votes {
        let line = one.line.as_bytes();
        assert!(files[0].1.windows(line.len()).any(|bytes| bytes == line));
    }
}

#[test]
fn a_commit_waits_for_the_disk_and_leaves_no_log() {
    let folder = std::env::temp_dir().join(format!("huiyin-box-pragma-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let connection = connect(&folder.join("x.box")).unwrap();
    let ask = |name| connection.pragma_query_value(None, name, |row| row.get::<_, String>(0));
    let number = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    assert_eq!(ask("journal_mode").unwrap(), "truncate");
    assert_eq!(number("synchronous").unwrap(), 2);
    assert_eq!(number("secure_delete").unwrap(), 1);
    drop(connection);
    std::fs::remove_dir_all(&folder).unwrap();
}
