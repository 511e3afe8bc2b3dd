//! What every store's boxes have to do, as one suite: `check` panics at the first thing that is
//! wrong.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a suite says what is wrong by panicking; nothing but tests compiles it"
)]

use super::{Ballot, Boxes, Cast, Phase, Shape, Turn};
use crate::chance;
use crate::objects::Objects;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::Arc;

const SHAPE: Shape = Shape {
    questions: 3,
    cards: 40,
    width: 60,
};

/// A vote, and where it lies.
pub fn ballot(question: u32, card: u32, choice: &str) -> Ballot {
    let line = format!("vote {question} {card:02} {choice}");
    Ballot {
        question,
        card,
        name: chance::to_hex(&Sha256::digest(line.as_bytes())),
        line,
    }
}

fn poll(n: u8) -> String {
    chance::to_hex(&[n; 16])
}

async fn all(boxes: &dyn Boxes, poll: &str) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = Vec::new();
    loop {
        let after = all.last().map(|(name, _)| name.clone()).unwrap_or_default();
        let page = boxes.lines(poll, &after, 7).await.unwrap();
        assert!(page.lines.len() <= 7);
        all.extend(page.lines);
        if !page.more {
            return all;
        }
    }
}

/// Runs the suite over a store without boxes; `other` is a second handle on the same store.
pub async fn check(store: Arc<dyn Objects>, other: Arc<dyn Objects>) {
    a_box_goes_its_way(store.boxes(), other.boxes()).await;
    votes_are_kept_once_and_listed_by_name(store.boxes(), other.boxes()).await;
    reopening_ends_with_the_first_look(store.boxes()).await;
    what_is_acknowledged_is_in_the_fixed_list(&store, &other).await;
}

async fn a_box_goes_its_way(store: &dyn Boxes, other: &dyn Boxes) {
    let poll = &poll(1);
    let vote = || vec![ballot(0, 0, "a")];
    assert_eq!(store.state(poll).await.unwrap(), None);
    assert_eq!(store.turn(poll, Phase::Open).await.unwrap(), Turn::NoBox);
    assert_eq!(store.cast(poll, vote()).await.unwrap(), Cast::NoBox);
    assert!(store.lines(poll, "", 9).await.unwrap().lines.is_empty());
    store.make(poll, SHAPE).await.unwrap();
    let shut = Cast::Shut(Phase::Prepared);
    assert_eq!(other.cast(poll, vote()).await.unwrap(), shut);
    for (to, takes) in [
        (Phase::Open, true),
        (Phase::Open, true),
        (Phase::Closed, true),
        (Phase::Open, true),
        (Phase::Closed, true),
        (Phase::Fixed, false),
        (Phase::Fixed, false),
    ] {
        assert_eq!(store.turn(poll, to).await.unwrap(), Turn::Done, "{to:?}");
        // Doing it again takes nothing back.
        other.make(poll, SHAPE).await.unwrap();
        let state = other.state(poll).await.unwrap().unwrap();
        assert_eq!((state.phase, state.cast), (to, 1.min(state.cast)));
        let kept = other.cast(poll, vote()).await.unwrap();
        assert_eq!(kept, if takes { Cast::Kept } else { Cast::Shut(to) });
    }
    for to in [Phase::Prepared, Phase::Open, Phase::Closed] {
        let refused = Turn::Refused(Phase::Fixed);
        assert_eq!(other.turn(poll, to).await.unwrap(), refused);
    }
    assert_eq!(all(other, poll).await.len(), 1);
}

async fn votes_are_kept_once_and_listed_by_name(store: &dyn Boxes, other: &dyn Boxes) {
    let poll = &poll(2);
    store.make(poll, SHAPE).await.unwrap();
    store.turn(poll, Phase::Open).await.unwrap();
    let mut expected = BTreeMap::new();
    for card in (0..33).rev() {
        let votes: Vec<Ballot> = (0..3).map(|question| ballot(question, card, "a")).collect();
        expected.extend(votes.iter().map(|one| (one.name.clone(), one.line.clone())));
        let (first, again) = if card % 2 == 0 {
            (store, other)
        } else {
            (other, store)
        };
        assert_eq!(first.cast(poll, votes.clone()).await.unwrap(), Cast::Kept);
        assert_eq!(again.cast(poll, votes).await.unwrap(), Cast::Kept);
    }
    // A second choice is kept beside the first, in one request or in two.
    for votes in [
        vec![ballot(1, 5, "b")],
        vec![ballot(1, 39, "b"), ballot(1, 39, "a"), ballot(1, 39, "b")],
    ] {
        expected.extend(votes.iter().map(|one| (one.name.clone(), one.line.clone())));
        assert_eq!(store.cast(poll, votes).await.unwrap(), Cast::Kept);
    }
    // A third is not, nor what comes along with it.
    let third = vec![ballot(2, 38, "a"), ballot(1, 5, "a"), ballot(1, 5, "c")];
    assert_eq!(other.cast(poll, third).await.unwrap(), Cast::Full(2));
    let state = other.state(poll).await.unwrap().unwrap();
    assert_eq!(state.cast, 34, "cards, not lines");
    let listed = all(other, poll).await;
    assert_eq!(listed, expected.into_iter().collect::<Vec<_>>());
    store.turn(poll, Phase::Fixed).await.unwrap();
    assert_eq!(all(other, poll).await, listed);
    assert_eq!(all(store, poll).await, listed);
}

async fn reopening_ends_with_the_first_look(store: &dyn Boxes) {
    let poll = &poll(3);
    store.make(poll, SHAPE).await.unwrap();
    store.turn(poll, Phase::Closed).await.unwrap();
    assert_eq!(store.turn(poll, Phase::Read).await.unwrap(), Turn::Done);
    let refused = Turn::Refused(Phase::Read);
    assert_eq!(store.turn(poll, Phase::Open).await.unwrap(), refused);
    assert_eq!(store.turn(poll, Phase::Closed).await.unwrap(), Turn::Done);
    let late = vec![ballot(0, 1, "a")];
    assert_eq!(store.cast(poll, late).await.unwrap(), Cast::Kept);
}

/// Votes come through two servers while one of them fixes the box.
async fn what_is_acknowledged_is_in_the_fixed_list(
    store: &Arc<dyn Objects>,
    other: &Arc<dyn Objects>,
) {
    let poll = poll(4);
    store.boxes().make(&poll, SHAPE).await.unwrap();
    store.boxes().turn(&poll, Phase::Closed).await.unwrap();
    let posting: Vec<_> = (0..40)
        .map(|card| {
            let handle = Arc::clone(if card % 2 == 0 { store } else { other });
            let poll = poll.clone();
            tokio::spawn(async move {
                let votes: Vec<Ballot> = (0..3).map(|q| ballot(q, card, "a")).collect();
                let cast = handle.boxes().cast(&poll, votes).await.unwrap();
                match cast {
                    Cast::Kept => Some(card),
                    Cast::Shut(Phase::Fixed) => None,
                    other => panic!("{other:?}"),
                }
            })
        })
        .collect();
    tokio::task::yield_now().await;
    let fixed = other.boxes().turn(&poll, Phase::Fixed).await.unwrap();
    assert_eq!(fixed, Turn::Done);
    let first = all(other.boxes(), &poll).await;
    let mut kept = 0;
    for post in posting {
        let Some(card) = post.await.unwrap() else {
            continue;
        };
        kept += 3;
        for question in 0..3 {
            let name = ballot(question, card, "a").name;
            assert!(first.iter().any(|(listed, _)| *listed == name), "lost");
        }
    }
    assert!(first.len() >= kept);
    for handle in [store, other] {
        assert_eq!(all(handle.boxes(), &poll).await, first);
    }
}
