//! Appending: whole or not at all, and told truly.

use super::{Factory, Outcome, get, lines, same};
use crate::{Appended, EventStore, Interrupted, StoreError, append_all};
use std::ops::ControlFlow;

pub(super) async fn an_empty_store_is_at_zero(factory: &impl Factory) -> Outcome {
    let store = get!(factory.open("empty").await);
    same!(store.head().await, Ok(0));
    same!(store.read(0, 10).await, Ok(vec![]));
    same!(store.read(1, 10).await, Ok(vec![]));
    same!(store.read_at(&[]).await, Ok(vec![]));
    same!(
        store.read_at(&[1]).await,
        Err(StoreError::NoSuchPosition(1))
    );
    same!(store.append(&[], 0).await, Ok(0));
    same!(
        store.append(&[], 1).await,
        Err(StoreError::Moved { head: 0 })
    );
    Ok(())
}

pub(super) async fn what_is_appended_is_read_back(factory: &impl Factory) -> Outcome {
    let store = get!(factory.open("append").await);
    same!(store.append(&lines(0, 1), 0).await, Ok(1));
    same!(store.append(&lines(1, 3), 1).await, Ok(4));
    same!(store.append(&[Vec::new()], 4).await, Ok(5));
    let read = get!(store.read(1, usize::MAX).await);
    let mut expected = lines(0, 4);
    expected.push(Vec::new());
    same!(read, (1..).zip(expected).collect::<Vec<_>>());
    same!(store.head().await, Ok(5));
    Ok(())
}

pub(super) async fn a_moved_head_is_told_and_nothing_written(factory: &impl Factory) -> Outcome {
    let store = get!(factory.open("moved").await);
    get!(store.append(&lines(0, 2), 0).await);
    for wrong in [0, 1, 3, u64::from(u32::MAX)] {
        same!(
            store.append(&lines(9, 2), wrong).await,
            Err(StoreError::Moved { head: 2 })
        );
    }
    same!(get!(store.read(1, 10).await).len(), 2);
    same!(store.append(&lines(2, 1), 2).await, Ok(3));
    Ok(())
}

pub(super) async fn one_batch_may_be_large(factory: &impl Factory) -> Outcome {
    let store = get!(factory.open("large").await);
    let batch: Vec<Vec<u8>> = (0..=9u8).map(|n| vec![n; 256 * 1024]).collect();
    same!(store.append(&batch, 0).await, Ok(10));
    same!(store.append(&lines(0, 2_500), 10).await, Ok(2_510));
    same!(get!(store.read_at(&[10, 1, 2_510, 11]).await), {
        let small = lines(0, 2_500);
        let pick = |at: usize| small.get(at).cloned().unwrap_or_default();
        vec![
            vec![9; 256 * 1024],
            vec![0; 256 * 1024],
            pick(2_499),
            pick(0),
        ]
    });
    Ok(())
}

pub(super) async fn an_import_can_be_followed_cancelled_and_interrupted(
    factory: &impl Factory,
) -> Outcome {
    let store = get!(factory.open("import").await);
    let all = lines(0, 2_100);
    let mut heard = Vec::new();
    let done = append_all(&store, 0, &all, |events| {
        heard.push(events);
        ControlFlow::Continue(())
    });
    same!(
        done.await,
        Ok(Appended {
            events: 2_100,
            head: 2_100
        })
    );
    same!(heard, vec![1_000, 2_000, 2_100]);

    let cancelled = append_all(&store, 2_100, &all, |_| ControlFlow::Break(())).await;
    let done = Appended {
        events: 1_000,
        head: 3_100,
    };
    same!(cancelled, Err(Interrupted { done, cause: None }));

    let moved = append_all(&store, 7, &all, |_| ControlFlow::Continue(())).await;
    let done = Appended { events: 0, head: 7 };
    same!(
        moved,
        Err(Interrupted {
            done,
            cause: Some(StoreError::Moved { head: 3_100 })
        })
    );
    same!(store.head().await, Ok(3_100));
    Ok(())
}
