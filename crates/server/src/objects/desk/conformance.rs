//! What every store's desk has to do, as one suite: `check` panics at the first thing that is
//! wrong.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a suite says what is wrong by panicking; nothing but tests compiles it"
)]

use super::{Desk, Kept, Room, Shelf};
use crate::objects::Objects;
use bytes::Bytes;
use std::sync::Arc;
use std::time::Duration;

const MUCH: Room = Room {
    items: 1_000,
    bytes: 1 << 30,
};

/// Runs the suite over an empty store; `other` is a second handle on the same store.
pub async fn check(store: Arc<dyn Objects>, other: Arc<dyn Objects>) {
    keeps_and_forgets(store.desk(), other.desk()).await;
    pieces_come_by_name(store.desk(), other.desk()).await;
    files_come_by_the_bytes_of_their_paths(store.desk(), other.desk()).await;
    what_goes_while_it_is_read_hides_nothing(store.desk(), other.desk()).await;
    has_only_so_much_room(store.desk(), other.desk()).await;
    large_ones_come_back_whole(store.desk()).await;
    nothing_of_it_is_an_object(&store).await;
}

async fn keeps_and_forgets(store: &dyn Desk, other: &dyn Desk) {
    for shelf in Shelf::ALL {
        let keep = |bytes: &'static [u8]| store.keep(shelf, "a/b.json", bytes.into(), MUCH);
        assert_eq!(store.kept(shelf, "a/b.json").await.unwrap(), None);
        assert_eq!(keep(b"one\0\xff").await.unwrap(), Kept::New);
        assert_eq!(keep(b"one\0\xff").await.unwrap(), Kept::Same);
        assert_eq!(keep(b"two").await.unwrap(), Kept::Over);
        let there = other.kept(shelf, "a/b.json").await.unwrap();
        assert_eq!(there, Some(Bytes::from_static(b"two")));
        assert_eq!(keep(b"").await.unwrap(), Kept::Over);
        let held = store.held(shelf).await.unwrap();
        assert_eq!(held.items, 1, "{shelf:?}");
        // What took the place of something is not forgotten as if it were that.
        let same = |bytes: &'static [u8]| other.forget_same(shelf, "a/b.json", bytes.into());
        assert_eq!(keep(b"two").await.unwrap(), Kept::Over);
        same(b"one\0\xff").await.unwrap();
        let there = store.kept(shelf, "a/b.json").await.unwrap();
        assert_eq!(there, Some(Bytes::from_static(b"two")));
        same(b"two").await.unwrap();
        assert_eq!(store.kept(shelf, "a/b.json").await.unwrap(), None);
        same(b"two").await.unwrap();
        assert_eq!(other.held(shelf).await.unwrap(), Room::default());
        assert_eq!(keep(b"two").await.unwrap(), Kept::New);
        other.forget(shelf, "a/b.json").await.unwrap();
        other.forget(shelf, "a/b.json").await.unwrap();
        assert_eq!(store.kept(shelf, "a/b.json").await.unwrap(), None);
    }
}

async fn pieces_come_by_name(store: &dyn Desk, other: &dyn Desk) {
    let mut names: Vec<String> = (0..25).map(|n| format!("{:02x}", n * 10)).collect();
    for name in names.iter().rev() {
        let bytes = Bytes::from(name.clone().into_bytes());
        store.keep(Shelf::Voices, name, bytes, MUCH).await.unwrap();
    }
    let one = Bytes::from_static(b"x");
    store.keep(Shelf::Tracks, "05", one, MUCH).await.unwrap();
    names.sort_unstable();
    for (items, bytes) in [(1, 99), (7, 99), (99, 3), (99, 1 << 20)] {
        let mut paged: Vec<String> = Vec::new();
        loop {
            let after = paged.last().cloned().unwrap_or_default();
            let most = Room { items, bytes };
            let piece = other.piece(Shelf::Voices, &after, most).await.unwrap();
            assert!(!piece.items.is_empty());
            for (name, bytes) in piece.items {
                assert_eq!(name.as_bytes(), &bytes[..]);
                paged.push(name);
            }
            if !piece.more {
                break;
            }
        }
        assert_eq!(paged, names, "{items} {bytes}");
    }
    let page = store.names(Shelf::Voices, "f0", 100).await.unwrap();
    assert_eq!((page.keys.len(), page.more), (0, false));
    let page = store.names(Shelf::Voices, "", 3).await.unwrap();
    assert_eq!((page.keys, page.more), (names[..3].to_vec(), true));
    for name in names {
        store.forget(Shelf::Voices, &name).await.unwrap();
    }
    let piece = store.piece(Shelf::Voices, "", MUCH).await.unwrap();
    assert_eq!((piece.items.len(), piece.more), (0, false));
    store.forget(Shelf::Tracks, "05").await.unwrap();
}

/// Some stores keep folders apart from files, whose names sort among others by what follows them.
async fn files_come_by_the_bytes_of_their_paths(store: &dyn Desk, other: &dyn Desk) {
    let names = [
        "a-b.json", "a.json", "a/b.json", "a/c.json", "a0.json", "b.json",
    ];
    for name in names.iter().rev() {
        let one = Bytes::from_static(b"{}");
        store.keep(Shelf::Files, name, one, MUCH).await.unwrap();
    }
    for limit in [1, 2, 5, 9] {
        let mut paged: Vec<String> = Vec::new();
        loop {
            let after = paged.last().cloned().unwrap_or_default();
            let page = other.names(Shelf::Files, &after, limit).await.unwrap();
            paged.extend(page.keys);
            if !page.more {
                break;
            }
        }
        assert_eq!(paged, names, "{limit}");
    }
    for name in names {
        store.forget(Shelf::Files, name).await.unwrap();
    }
}

/// A reader who is told that there is no more has seen everything that was there all the time.
async fn what_goes_while_it_is_read_hides_nothing(store: &dyn Desk, other: &dyn Desk) {
    let one = || Bytes::from_static(b"x");
    let (goes, stays): (Vec<String>, Vec<String>) = (0..40)
        .map(|n| (format!("1{n:02}"), format!("2{n:02}")))
        .unzip();
    for name in goes.iter().chain(&stays) {
        store.keep(Shelf::Voices, name, one(), MUCH).await.unwrap();
    }
    let most = Room {
        items: 40,
        bytes: 1 << 20,
    };
    let reading = async {
        let (mut seen, mut after) = (Vec::new(), String::new());
        loop {
            let piece = store.piece(Shelf::Voices, &after, most).await.unwrap();
            assert!(!(piece.items.is_empty() && piece.more));
            seen.extend(piece.items.into_iter().map(|(name, _)| name));
            match seen.last() {
                Some(last) if piece.more => after.clone_from(last),
                _ => return seen,
            }
        }
    };
    let going = async {
        for name in goes.iter().rev() {
            other.forget(Shelf::Voices, name).await.unwrap();
        }
    };
    let (seen, ()) = tokio::join!(reading, going);
    let missed: Vec<&String> = stays.iter().filter(|name| !seen.contains(name)).collect();
    assert!(missed.is_empty(), "{missed:?}");
    for name in stays {
        store.forget(Shelf::Voices, &name).await.unwrap();
    }
}

async fn has_only_so_much_room(store: &dyn Desk, other: &dyn Desk) {
    let most = Room {
        items: 3,
        bytes: 10,
    };
    // Stores that have to count do so now and then.
    tokio::time::sleep(Duration::from_millis(400)).await;
    let keep = |name: &'static str, bytes: &'static [u8]| {
        store.keep(Shelf::Ratings, name, bytes.into(), most)
    };
    assert_eq!(keep("a", b"1234").await.unwrap(), Kept::New);
    assert_eq!(keep("b", b"1234").await.unwrap(), Kept::New);
    // Whoever sends again is told that it is there, however full it is.
    assert_eq!(keep("a", b"1234").await.unwrap(), Kept::Same);
    assert_eq!(keep("c", b"12").await.unwrap(), Kept::New);
    assert_eq!(keep("d", b"").await.unwrap(), Kept::Full);
    assert_eq!(keep("b", b"1234").await.unwrap(), Kept::Same);
    // Another server counts the same, bytes as well as names.
    let more = Room { items: 9, ..most };
    let one = Bytes::from_static(b"1");
    let full = other.keep(Shelf::Ratings, "e", one, more).await.unwrap();
    assert_eq!(full, Kept::Full);
    store.forget(Shelf::Ratings, "b").await.unwrap();
    assert_eq!(keep("d", b"1").await.unwrap(), Kept::New);
    for name in ["a", "c", "d"] {
        store.forget(Shelf::Ratings, name).await.unwrap();
    }
}

async fn large_ones_come_back_whole(store: &dyn Desk) {
    let large = Bytes::from((0..700_000_u32).map(|n| n as u8).collect::<Vec<u8>>());
    for name in ["aa", "bb", "cc", "dd"] {
        let kept = store.keep(Shelf::Voices, name, large.clone(), MUCH);
        assert_eq!(kept.await.unwrap(), Kept::New);
    }
    for name in ["aa", "bb", "cc", "dd"] {
        let kept = store.kept(Shelf::Voices, name).await.unwrap();
        assert_eq!(kept, Some(large.clone()));
        store.forget(Shelf::Voices, name).await.unwrap();
    }
}

/// Listeners hear nothing of it, and no prefix lists it among what devices may ask for.
async fn nothing_of_it_is_an_object(store: &Arc<dyn Objects>) {
    tokio::time::sleep(Duration::from_millis(20)).await;
    store.changes().await.unwrap();
    let one = Bytes::from_static(b"x");
    let desk = store.desk();
    desk.keep(Shelf::Voices, "ee", one, MUCH).await.unwrap();
    let told = store.changes().await.unwrap();
    assert!(!told.iter().any(|key| key.contains("ee")), "{told:?}");
    let listed = store.list("v1/", None, 1_000).await.unwrap();
    assert!(!listed.keys.iter().any(|key| key.ends_with("ee")));
    desk.forget(Shelf::Voices, "ee").await.unwrap();
}
