//! The faults end, and all go on syncing until nothing changes any more.

use super::state::State;
use super::syncing::{Manner, sync};
use crate::world::finish;
use huiyin_sync::pull::Depth;
use std::rc::Rc;

/// Lets all come together.
///
/// # Errors
/// A sync fails though nothing does, or they never come to rest.
pub fn make(state: &mut State) -> Result<(), String> {
    state.weather.cloud.set(0);
    state.weather.disk.set(0);
    state.weather.pauses.set(false);
    state.cloud.settle();
    for slot in &mut state.slots {
        slot.way.online.set(true);
        for tab in &mut slot.tabs {
            // Half of what hangs goes on now, the other half never.
            if let Some(work) = tab.work.take()
                && state.rng.permille(500)
            {
                let _ = finish(work);
            }
        }
    }
    let mut before = None;
    for _ in 0..40 {
        for at in state.alive() {
            for tab in 0..2 {
                let slot = &mut state.slots[at];
                if tab == 1 && slot.tabs[1].copy.is_none() {
                    continue;
                }
                let copy = slot.tabs[tab]
                    .copy
                    .get_or_insert_with(|| Rc::new(slot.device.tab()))
                    .clone();
                let work = sync(
                    copy,
                    Rc::clone(&slot.tabs[tab].opened),
                    slot.way.clone(),
                    slot.device.voice.clone(),
                    Manner {
                        depth: Depth::Everything,
                        due: true,
                        handed: Rc::clone(&state.handed),
                    },
                );
                finish(work).map_err(|error| {
                    format!("{} cannot sync in peace: {error:?}", slot.device.name)
                })?;
            }
        }
        let now = rest(state);
        if before.as_ref() == Some(&now) {
            return Ok(());
        }
        before = Some(now);
    }
    Err("they never come to rest".into())
}

/// What everybody holds.
fn rest(state: &State) -> Vec<(usize, usize, Vec<u8>)> {
    let mut all = Vec::new();
    for slot in &state.slots {
        let standing = slot.device.events.look(|content| {
            let kept = content.meta.get(huiyin_log::standing::STANDING_KEY);
            kept.cloned().unwrap_or_default()
        });
        let objects = slot.device.objects.look(|content| content.lines.len());
        let events = slot.device.events.look(|content| content.lines.len());
        all.push((objects, events, standing));
    }
    let shelf = state.cloud.shelf.borrow();
    let bytes = shelf.blobs.values().map(|blob| blob.bytes.len()).sum();
    all.push((shelf.blobs.len(), bytes, Vec::new()));
    all
}
