//! What every store has to do, as one suite: `check` panics at the first thing that is wrong.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a suite says what is wrong by panicking; nothing but tests compiles it"
)]

use super::{Objects, Put};
use bytes::Bytes;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::timeout;

/// Runs the suite over an empty store. `other` is a second handle on the same store, as another
/// server would have it; the same handle again where a store has only one.
pub async fn check(store: Arc<dyn Objects>, other: Arc<dyn Objects>) {
    puts_and_gets(&*store, &*other).await;
    lists_by_name(&*store, &*other).await;
    pages_see_what_comes_between(&*store, &*other).await;
    replaces_and_removes(&*store, &*other).await;
    spends_once(&*store, &*other).await;
    races_have_one_winner(&store, &other).await;
    tells_changes(&*store, &*other).await;
}

async fn puts_and_gets(store: &dyn Objects, other: &dyn Objects) {
    let key = "v1/main/l/aa/00000/00000001-aa";
    let put = |bytes: &'static [u8]| store.put_new(key, Bytes::from_static(bytes));
    assert_eq!(store.get(key).await.unwrap(), None);
    assert_eq!(put(b"one\0\xff").await.unwrap(), Put::New);
    assert_eq!(put(b"one\0\xff").await.unwrap(), Put::Same);
    assert_eq!(put(b"other").await.unwrap(), Put::Other);
    for handle in [store, other] {
        let there = handle.get(key).await.unwrap().unwrap();
        assert_eq!(&there[..], b"one\0\xff");
    }
    let large = Bytes::from(vec![7; 3 << 20]);
    let key = "v1/main/s/aa/large";
    assert_eq!(store.put_new(key, large.clone()).await.unwrap(), Put::New);
    assert_eq!(store.get(key).await.unwrap(), Some(large));
    let empty = "private/empty";
    assert_eq!(store.put_new(empty, Bytes::new()).await.unwrap(), Put::New);
    assert_eq!(store.get(empty).await.unwrap(), Some(Bytes::new()));
}

async fn lists_by_name(store: &dyn Objects, other: &dyn Objects) {
    // Put out of order, with names that a locale would sort in another.
    let mut keys: Vec<String> = (0..25).map(|n| format!("v1/list/l/{n:02}/x")).collect();
    keys.extend(["v1/list/l/A/x", "v1/list/l/a/x", "v1/list/l/b_/x"].map(str::to_owned));
    for key in keys.iter().rev() {
        store.put_new(key, Bytes::from_static(b"x")).await.unwrap();
    }
    for outside in ["v1/lis/l/0", "v1/list2/l/0", "v1/list/k/0", "v1/list/m/0"] {
        store
            .put_new(outside, Bytes::from_static(b"x"))
            .await
            .unwrap();
    }
    keys.sort_unstable();
    let all = other.list("v1/list/l/", None, 1_000).await.unwrap();
    assert_eq!((&all.keys, all.more), (&keys, false));
    for limit in [1, 7, 28] {
        let mut paged: Vec<String> = Vec::new();
        loop {
            let after = paged.last().cloned();
            let page = store
                .list("v1/list/l/", after.as_deref(), limit)
                .await
                .unwrap();
            assert!(page.keys.len() <= limit);
            paged.extend(page.keys);
            if !page.more {
                break;
            }
        }
        assert_eq!(paged, keys, "{limit} at a time");
    }
    let of = |prefix, after| store.list(prefix, after, 100);
    assert_eq!(of("v1/list/l/1", None).await.unwrap().keys, keys[10..20]);
    assert_eq!(
        of("v1/list/l/1", Some("v1/list/l/12/x"))
            .await
            .unwrap()
            .keys,
        keys[13..20]
    );
    assert_eq!(
        of("v1/list/l/1", Some("v1/list/l/0")).await.unwrap().keys,
        keys[10..20]
    );
    assert_eq!(
        of("v1/list/l/", Some("v1/list/z")).await.unwrap().keys,
        [""; 0]
    );
    assert_eq!(of("v1/none/", None).await.unwrap().keys, [""; 0]);
}

async fn pages_see_what_comes_between(store: &dyn Objects, other: &dyn Objects) {
    let put = |n: u32| async move {
        let key = format!("v1/between/l/{n:02}/x");
        other.put_new(&key, Bytes::from_static(b"x")).await.unwrap();
    };
    for n in [2, 4, 6, 8] {
        put(n).await;
    }
    let first = store.list("v1/between/", None, 2).await.unwrap();
    assert!(first.more);
    // One before the place where the reader stands, one after it.
    put(1).await;
    put(5).await;
    let after = first.keys.last().map(String::as_str);
    let rest = store.list("v1/between/", after, 10).await.unwrap();
    let names: Vec<&str> = rest
        .keys
        .iter()
        .filter_map(|key| key.split('/').nth(3))
        .collect();
    assert_eq!(names, ["05", "06", "08"]);
}

async fn replaces_and_removes(store: &dyn Objects, other: &dyn Objects) {
    let key = "v1/enrol/aa";
    let put = |bytes: &'static [u8]| store.replace(key, Bytes::from_static(bytes));
    assert_eq!(put(b"one").await.unwrap(), Put::New);
    assert_eq!(put(b"one").await.unwrap(), Put::Same);
    assert_eq!(put(b"two").await.unwrap(), Put::Other);
    assert_eq!(
        other.get(key).await.unwrap(),
        Some(Bytes::from_static(b"two"))
    );
    other.remove(key).await.unwrap();
    other.remove(key).await.unwrap();
    assert_eq!(store.get(key).await.unwrap(), None);
    assert!(
        store
            .list("v1/enrol/", None, 1)
            .await
            .unwrap()
            .keys
            .is_empty()
    );
    assert_eq!(put(b"three").await.unwrap(), Put::New);
}

async fn spends_once(store: &dyn Objects, other: &dyn Objects) {
    assert!(store.spend("aa", 100, 50).await.unwrap());
    assert!(!store.spend("aa", 100, 50).await.unwrap());
    assert!(!other.spend("aa", 100, 60).await.unwrap());
    assert!(other.spend("bb", 200, 60).await.unwrap());
    // After its time it may be forgotten; until then it must not be.
    assert!(!store.spend("bb", 200, 200).await.unwrap());
    assert!(store.spend("cc", 300, 201).await.unwrap());
}

/// Sixteen at once with the same bytes: all are told that they are there. Stores that decide
/// which was first say so to one of them.
async fn races_have_one_winner(store: &Arc<dyn Objects>, other: &Arc<dyn Objects>) {
    let racers: Vec<_> = (0..16)
        .map(|n| {
            let handle = Arc::clone(if n % 2 == 0 { store } else { other });
            tokio::spawn(async move {
                let bytes = Bytes::from_static(b"same");
                handle.put_new("v1/race/l/aa/x", bytes).await.unwrap()
            })
        })
        .collect();
    let mut outcomes = Vec::new();
    for racer in racers {
        outcomes.push(racer.await.unwrap());
    }
    assert!(
        outcomes.iter().all(|put| *put != Put::Other),
        "{outcomes:?}"
    );
    let won = outcomes.iter().filter(|put| **put == Put::New).count();
    if store.kind() == "s3" {
        assert!(won >= 1, "{outcomes:?}");
    } else {
        assert_eq!(won, 1, "{outcomes:?}");
    }
}

async fn tells_changes(store: &dyn Objects, other: &dyn Objects) {
    // What was put before is of no interest to it.
    store.changes().await.unwrap();
    for n in 0..20 {
        let key = format!("v1/told/l/{n:02}/x");
        other.put_new(&key, Bytes::from_static(b"x")).await.unwrap();
    }
    let mut told = Vec::new();
    for _ in 0..100 {
        // Comes early from some stores and never from others; a server asks at regular times too.
        let _ = timeout(Duration::from_millis(100), store.nudged()).await;
        // Telling the others is part of asking.
        if store.kind() == "s3" {
            other.changes().await.unwrap();
        }
        told.extend(store.changes().await.unwrap());
        told.sort_unstable();
        told.dedup();
        let count = told
            .iter()
            .filter(|key| key.starts_with("v1/told/"))
            .count();
        if count == 20 {
            return;
        }
    }
    panic!("changes that were never told: only {told:?}");
}
