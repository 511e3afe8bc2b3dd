//! Reading: by page and by scattered positions, over records of every size.

use super::{Factory, Failure, Outcome, get, lines, same};
use crate::EventStore;

/// A store of 1,237 events in records of 1, 2, 7, 1, 1,000, 225 and 1.
async fn mixed<F: Factory>(factory: &F, name: &str) -> Result<F::Store, Failure> {
    let store = get!(factory.open(name).await);
    let mut head = 0;
    for count in [1, 2, 7, 1, 1_225, 1] {
        let batch = lines(head, count);
        head += count;
        same!(
            store.append(&batch, (head - count) as u64).await,
            Ok(head as u64)
        );
    }
    Ok(store)
}

pub(super) async fn pages_of_every_size_give_the_same(factory: &impl Factory) -> Outcome {
    let store = mixed(factory, "pages").await?;
    let all = lines(0, 1_237);
    let cut = |from: usize, max: usize| {
        let lines = all.iter().enumerate().skip(from - 1).take(max);
        lines
            .map(|(at, line)| (at as u64 + 1, line.clone()))
            .collect::<Vec<_>>()
    };
    for size in [1_usize, 2, 3, 10, 999, 1_000, 1_001, 5_000] {
        let mut from = 1;
        // A thousand pages of one event say no more than the first forty and the last.
        for _ in 0..40 {
            same!(get!(store.read(from as u64, size).await), cut(from, size));
            from += size;
        }
    }
    for from in [
        1, 2, 3, 4, 10, 11, 12, 13, 1_011, 1_012, 1_235, 1_236, 1_237, 1_238, 9_999,
    ] {
        same!(get!(store.read(from as u64, 2).await), cut(from, 2));
    }
    same!(get!(store.read(0, 2).await), cut(1, 2));
    same!(get!(store.read(5, 0).await), vec![]);
    Ok(())
}

pub(super) async fn scattered_positions_are_read_at_once(factory: &impl Factory) -> Outcome {
    let store = mixed(factory, "scattered").await?;
    let all = lines(0, 1_237);
    for positions in [
        vec![1],
        vec![1_237, 1],
        vec![3, 3, 2, 3],
        vec![10, 11, 12, 1_011, 1_012, 1_236],
        (1..=1_237).rev().collect(),
        (1..=1_237).step_by(97).collect(),
    ] {
        let expected = positions
            .iter()
            .map(|&at: &u64| all.get(at as usize - 1).cloned());
        let expected: Vec<Vec<u8>> = expected.flatten().collect();
        same!(get!(store.read_at(&positions).await), expected);
    }
    for wrong in [0, 1_238, u64::from(u32::MAX)] {
        let error = store.read_at(&[1, wrong]).await;
        same!(error, Err(crate::StoreError::NoSuchPosition(wrong)));
    }
    Ok(())
}
