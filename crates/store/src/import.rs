//! Appending many events with progress.

use crate::{EventStore, StoreError, record};
use std::ops::ControlFlow;

/// What was appended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Appended {
    /// How many events.
    pub events: usize,
    /// The last position now.
    pub head: u64,
}

/// An appending that stopped before its end. What was appended stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interrupted {
    /// What was appended before.
    pub done: Appended,
    /// Why it stopped; `None` when the caller cancelled.
    pub cause: Option<StoreError>,
}

/// Appends `lines` after `expected_head`, a thousand in each transaction.
///
/// `progress` hears the number appended after each transaction and may end
/// the work with [`ControlFlow::Break`]. Every transaction is whole, the work
/// as a whole is not: [`Interrupted`] says how far it came, so that the
/// caller can go on after a [`StoreError::Moved`] or take back what it did.
/// Events that are known already are the caller's to leave out.
///
/// # Errors
/// The first transaction that failed, or the caller's cancelling.
pub async fn append_all<S: EventStore>(
    store: &S,
    expected_head: u64,
    lines: &[Vec<u8>],
    mut progress: impl FnMut(usize) -> ControlFlow<()>,
) -> Result<Appended, Interrupted> {
    let mut done = Appended {
        events: 0,
        head: expected_head,
    };
    for batch in lines.chunks(record::MAX_EVENTS) {
        match store.append(batch, done.head).await {
            Ok(head) => {
                done = Appended {
                    events: done.events + batch.len(),
                    head,
                }
            }
            Err(error) => {
                return Err(Interrupted {
                    done,
                    cause: Some(error),
                });
            }
        }
        if progress(done.events).is_break() && done.events < lines.len() {
            return Err(Interrupted { done, cause: None });
        }
    }
    Ok(done)
}
