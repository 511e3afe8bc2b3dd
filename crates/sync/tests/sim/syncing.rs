//! What a tab does when it syncs: as the service does it.

use crate::world::cloud::Way;
use crate::world::device::{Copy, Voice};
use huiyin_log::Space;
use huiyin_sync::SyncError;
use huiyin_sync::progress::Unwatched;
use huiyin_sync::pull::{Depth, pull};
use huiyin_sync::push::{compact, push};
use std::cell::Cell;
use std::rc::Rc;

/// One sync of one tab.
pub async fn sync(
    copy: Rc<Copy>,
    opened: Rc<Cell<bool>>,
    way: Way,
    voice: Voice,
    depth: Depth,
) -> Result<(), SyncError> {
    if !opened.get() {
        copy.open().await?;
        opened.set(true);
    }
    pull(&copy, &way, &[Space::access()], depth, &Unwatched).await?;
    let spaces = readable(&copy);
    pull(&copy, &way, &spaces, depth, &Unwatched).await?;
    copy.seal_own(&voice).await?;
    push(&copy, &way, &Unwatched).await?;
    compact(&copy, &way).await?;
    copy.keep().await;
    Ok(())
}

/// The spaces beside `access` that a copy asks a store for.
pub fn readable(copy: &Copy) -> Vec<Space> {
    let roll = copy.roll();
    let member = copy.device().and_then(|own| roll.member(&own).cloned());
    let mut spaces = vec![Space::main()];
    if member.is_some_and(|member| member.reads(&Space::office())) {
        spaces.push(Space::office());
    }
    spaces
}
