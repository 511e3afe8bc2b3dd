//! Several handles on one store, as several tabs of one browser.

use super::{Factory, Failure, Outcome, get, lines, same};
use crate::{EventStore, StoreError};
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;

/// Appends `batch`, reading the head again as often as others moved it.
async fn insist(store: &impl EventStore, batch: &[Vec<u8>]) -> Result<u64, Failure> {
    let mut head = get!(store.head().await);
    for _ in 0..10_000 {
        match store.append(batch, head).await {
            Err(StoreError::Moved { head: now }) => head = now,
            other => return Ok(get!(other)),
        }
    }
    Err("the head moves for ever".to_owned())
}

/// Both futures to their ends, taking turns.
async fn both<T>(one: impl Future<Output = T>, two: impl Future<Output = T>) -> (T, T) {
    let (mut one, mut two) = (pin!(one), pin!(two));
    let (mut first, mut second) = (None, None);
    poll_fn(move |cx| {
        if first.is_none()
            && let Poll::Ready(value) = one.as_mut().poll(cx)
        {
            first = Some(value);
        }
        if second.is_none()
            && let Poll::Ready(value) = two.as_mut().poll(cx)
        {
            second = Some(value);
        }
        match (first.take(), second.take()) {
            (Some(a), Some(b)) => Poll::Ready((a, b)),
            (a, b) => {
                (first, second) = (a, b);
                Poll::Pending
            }
        }
    })
    .await
}

pub(super) async fn two_handles_interleave_without_loss(factory: &impl Factory) -> Outcome {
    let one = get!(factory.open("interleave").await);
    let two = get!(factory.open("interleave").await);
    let write = async |store, from: usize| {
        for n in 0..100 {
            insist(store, &lines(from + 3 * n, 1 + n % 3)).await?;
        }
        Ok::<_, Failure>(())
    };
    let (first, second) = both(write(&one, 0), write(&two, 1_000)).await;
    first?;
    second?;
    let events = get!(one.read(1, usize::MAX).await);
    same!(events, get!(two.read(1, usize::MAX).await));
    same!(events.len(), 2 * 199);
    let mut kept: Vec<Vec<u8>> = events.into_iter().map(|(_, line)| line).collect();
    let written = [0, 1_000].map(|from| (0..100).flat_map(move |n| lines(from + 3 * n, 1 + n % 3)));
    let mut written: Vec<Vec<u8>> = written.into_iter().flatten().collect();
    kept.sort();
    written.sort();
    same!(kept, written);
    Ok(())
}

pub(super) async fn two_appends_at_once_never_share_a_position(factory: &impl Factory) -> Outcome {
    let one = get!(factory.open("race").await);
    let two = get!(factory.open("race").await);
    for round in 0..20 {
        let (a, b) = (lines(0, 2), lines(50, 2));
        let answers = both(one.append(&a, 2 * round), two.append(&b, 2 * round)).await;
        let head = 2 * round + 2;
        let won = match answers {
            (Ok(now), Err(StoreError::Moved { head: told })) if (now, told) == (head, head) => a,
            (Err(StoreError::Moved { head: told }), Ok(now)) if (now, told) == (head, head) => b,
            other => return Err(format!("{}: round {round}: {other:?}", file!())),
        };
        same!(get!(one.read_at(&[head - 1, head]).await), won);
    }
    Ok(())
}

pub(super) async fn a_new_handle_finds_everything(factory: &impl Factory) -> Outcome {
    let old = get!(factory.open("again").await);
    get!(old.append(&lines(0, 5), 0).await);
    get!(old.meta_put("log", b"1").await);
    get!(old.snapshot_put("s", 5, b"state").await);
    drop(old);
    let new = get!(factory.open("again").await);
    same!(new.head().await, Ok(5));
    same!(get!(new.read(1, 9).await).len(), 5);
    same!(get!(new.meta_get("log").await), Some(b"1".to_vec()));
    same!(
        get!(new.snapshot_get("s").await).map(|s| s.position),
        Some(5)
    );
    Ok(())
}

pub(super) async fn stores_of_other_names_are_apart(factory: &impl Factory) -> Outcome {
    let one = get!(factory.open("name").await);
    let two = get!(factory.open("name2").await);
    get!(one.append(&lines(0, 1), 0).await);
    get!(one.meta_put("k", b"v").await);
    same!(two.head().await, Ok(0));
    same!(two.meta_get("k").await, Ok(None));
    Ok(())
}

pub(super) async fn clearing_leaves_nothing_and_stops_other_handles(
    factory: &impl Factory,
) -> Outcome {
    let mine = get!(factory.open("clear").await);
    get!(mine.append(&lines(0, 5), 0).await);
    get!(mine.meta_put("k", b"v").await);
    get!(mine.snapshot_put("s", 5, b"state").await);
    let other = get!(factory.open("clear").await);
    same!(other.head().await, Ok(5));

    get!(mine.clear().await);
    same!(mine.head().await, Ok(0));
    same!(mine.read(1, 9).await, Ok(vec![]));
    same!(mine.meta_get("k").await, Ok(None));
    same!(mine.snapshot_get("s").await, Ok(None));
    same!(mine.append(&lines(7, 2), 0).await, Ok(2));

    // The other handle's owner remembers five events that are no more.
    same!(other.head().await, Err(StoreError::Reset));
    same!(other.append(&lines(0, 1), 2).await, Err(StoreError::Reset));
    same!(other.read(1, 9).await, Err(StoreError::Reset));
    same!(other.read_at(&[1]).await, Err(StoreError::Reset));
    same!(
        other.snapshot_put("s", 5, b"old").await,
        Err(StoreError::Reset)
    );
    same!(other.snapshot_get("s").await, Err(StoreError::Reset));
    same!(other.snapshot_drop("s").await, Err(StoreError::Reset));
    same!(other.meta_put("k", b"old").await, Err(StoreError::Reset));
    same!(other.meta_get("k").await, Err(StoreError::Reset));

    let fresh = get!(factory.open("clear").await);
    same!(
        get!(fresh.read(1, 9).await),
        (1..).zip(lines(7, 2)).collect::<Vec<_>>()
    );
    same!(fresh.meta_get("k").await, Ok(None));
    same!(fresh.snapshot_get("s").await, Ok(None));
    Ok(())
}
