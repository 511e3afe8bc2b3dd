//! Large snapshots in parts.
//!
//! A value travels to the browser's storage process as one message, whose
//! length is bounded and which is copied several times; parts of 4 MiB keep
//! both harmless.

use super::fault::{Fault, damaged};
use crate::Snapshot;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbKeyRange, IdbObjectStore};

/// Length of a part, in bytes.
const PART: usize = 4 * 1024 * 1024;

/// Every key of the snapshot `name`: arrays sort after numbers, so `[name, []]` ends them.
pub(super) fn range(name: &str) -> Result<IdbKeyRange, JsValue> {
    let first = Array::of1(&name.into());
    let last = Array::of2(&name.into(), &Array::new());
    IdbKeyRange::bound(&first, &last)
}

/// Writes a snapshot in place of what is there; the caller completes the transaction.
pub(super) fn put(
    store: &IdbObjectStore,
    name: &str,
    position: u64,
    bytes: &[u8],
) -> Result<(), Fault> {
    store.delete(&range(name)?.into())?;
    let mut head = Vec::with_capacity(16);
    head.extend(position.to_le_bytes());
    head.extend((bytes.len() as u64).to_le_bytes());
    let parts = std::iter::once(head.as_slice()).chain(bytes.chunks(PART));
    for (number, part) in (0_u32..).zip(parts) {
        let key = Array::of2(&name.into(), &number.into());
        store.put_with_key(&Uint8Array::from(part), &key)?;
    }
    Ok(())
}

/// Puts the parts, in the order of their keys, together again.
pub(super) fn join(parts: &Array) -> Result<Option<Snapshot>, Fault> {
    let mut parts = parts.iter();
    let Some(head) = parts.next() else {
        return Ok(None);
    };
    let head = part(&head)?.to_vec();
    let word = |at: usize| {
        let bytes = head
            .get(at..at + 8)
            .and_then(|bytes| bytes.first_chunk::<8>());
        bytes
            .map(|bytes| u64::from_le_bytes(*bytes))
            .ok_or_else(|| damaged("snapshot"))
    };
    let (position, length) = (word(0)?, word(8)?);
    let length = usize::try_from(length).map_err(|_| damaged("snapshot"))?;
    let mut bytes = Vec::new();
    for value in parts {
        let part = part(&value)?;
        let start = bytes.len();
        let end = start + part.length() as usize;
        if end > length {
            return Err(damaged("snapshot"));
        }
        // Room for the whole at once: a browser module's memory never shrinks again.
        bytes.reserve_exact(length - start);
        bytes.resize(end, 0);
        part.copy_to(bytes.get_mut(start..).unwrap_or_default());
    }
    if bytes.len() != length {
        return Err(damaged("snapshot"));
    }
    Ok(Some(Snapshot { position, bytes }))
}

fn part(value: &JsValue) -> Result<&Uint8Array, Fault> {
    value.dyn_ref().ok_or_else(|| damaged("snapshot"))
}
