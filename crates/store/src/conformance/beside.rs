//! What is kept beside the events: snapshots and settings.

use super::{Factory, Outcome, get, same};
use crate::{EventStore, Snapshot};

pub(super) async fn snapshots_are_replaced_and_dropped(factory: &impl Factory) -> Outcome {
    let store = get!(factory.open("snapshots").await);
    same!(store.snapshot_get("a").await, Ok(None));
    let long = vec![1; 9 * 1024 * 1024];
    get!(store.snapshot_put("a", 7, &long).await);
    get!(store.snapshot_put("ab", 8, b"").await);
    get!(store.snapshot_put("b", 9, b"b").await);
    same!(
        get!(store.snapshot_get("a").await),
        Some(Snapshot {
            position: 7,
            bytes: long
        })
    );
    // A shorter one leaves nothing of the longer one behind.
    get!(
        store
            .snapshot_put("a", u64::from(u32::MAX) + 5, b"short")
            .await
    );
    let short = Snapshot {
        position: u64::from(u32::MAX) + 5,
        bytes: b"short".to_vec(),
    };
    same!(get!(store.snapshot_get("a").await), Some(short));
    get!(store.snapshot_drop("a").await);
    get!(store.snapshot_drop("a").await);
    same!(store.snapshot_get("a").await, Ok(None));
    let empty = Snapshot {
        position: 8,
        bytes: Vec::new(),
    };
    same!(get!(store.snapshot_get("ab").await), Some(empty));
    same!(
        get!(store.snapshot_get("b").await).map(|s| s.bytes),
        Some(b"b".to_vec())
    );
    Ok(())
}

pub(super) async fn a_snapshot_of_thirty_megabytes_is_kept(factory: &impl Factory) -> Outcome {
    let store = get!(factory.open("thirty").await);
    let bytes: Vec<u8> = (0..30_000_001u32)
        .map(|n| (n >> 10) as u8 ^ n as u8)
        .collect();
    get!(store.snapshot_put("big", 1_000_000, &bytes).await);
    let back = get!(store.snapshot_get("big").await);
    same!(
        back.map(|s| (s.position, s.bytes == bytes)),
        Some((1_000_000, true))
    );
    get!(store.snapshot_drop("big").await);
    Ok(())
}

pub(super) async fn settings_are_kept(factory: &impl Factory) -> Outcome {
    let store = get!(factory.open("settings").await);
    same!(store.meta_get("log").await, Ok(None));
    get!(store.meta_put("log", b"one").await);
    get!(store.meta_put("log", b"two").await);
    get!(store.meta_put("role", b"").await);
    same!(store.meta_get("log").await, Ok(Some(b"two".to_vec())));
    same!(store.meta_get("role").await, Ok(Some(Vec::new())));
    Ok(())
}
