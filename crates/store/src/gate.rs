//! One writer at a time, without threads.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::future::poll_fn;
use std::task::{Poll, Waker};

/// Works that change something pass through one after another, in the order
/// they came; what only reads does not wait for them.
#[derive(Debug, Default)]
pub struct Gate {
    held: Cell<bool>,
    waiting: RefCell<VecDeque<Waker>>,
}

/// The right to change things, until it is dropped.
#[derive(Debug)]
#[must_use]
pub struct Pass<'a>(&'a Gate);

impl Gate {
    /// Waits until nobody else holds the pass.
    pub async fn pass(&self) -> Pass<'_> {
        poll_fn(|cx| {
            if self.held.replace(true) {
                self.waiting.borrow_mut().push_back(cx.waker().clone());
                return Poll::Pending;
            }
            Poll::Ready(())
        })
        .await;
        Pass(self)
    }
}

impl Drop for Pass<'_> {
    fn drop(&mut self) {
        self.0.held.set(false);
        // All are woken, not only the first: one that was dropped while it waited must not
        // take the turn with it. They look again in the order they came.
        let waiting = std::mem::take(&mut *self.0.waiting.borrow_mut());
        waiting.into_iter().for_each(Waker::wake);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_lite::future::{block_on, poll_once, zip};

    #[test]
    fn the_second_waits_for_the_first() {
        let gate = Gate::default();
        let log = RefCell::new(Vec::new());
        let work = |name: &'static str| {
            let (gate, log) = (&gate, &log);
            async move {
                let _pass = gate.pass().await;
                log.borrow_mut().push(format!("{name} in"));
                futures_lite::future::yield_now().await;
                log.borrow_mut().push(format!("{name} out"));
            }
        };
        block_on(zip(work("a"), work("b")));
        assert_eq!(*log.borrow(), ["a in", "a out", "b in", "b out"]);
    }

    #[test]
    fn one_that_gives_up_waiting_does_not_block_the_rest() {
        let gate = Gate::default();
        block_on(async {
            let held = gate.pass().await;
            {
                let mut impatient = std::pin::pin!(gate.pass());
                assert!(poll_once(&mut impatient).await.is_none());
            }
            drop(held);
            let _pass = gate.pass().await;
            assert!(poll_once(gate.pass()).await.is_none());
        });
        assert!(block_on(poll_once(gate.pass())).is_some());
    }
}
