//! An answer that comes later, as a future.

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

/// The answer under way. Dropping it ignores the answer, not the deed.
pub struct Later<T>(Rc<RefCell<Slot<T>>>);

struct Slot<T> {
    answer: Option<T>,
    waker: Option<Waker>,
}

/// What fills it, and the future itself.
pub fn later<T: 'static>() -> (impl FnOnce(T) + 'static, Later<T>) {
    let slot = Rc::new(RefCell::new(Slot {
        answer: None,
        waker: None,
    }));
    let filled = slot.clone();
    let fill = move |answer| {
        let waker = {
            let mut slot = filled.borrow_mut();
            slot.answer = Some(answer);
            slot.waker.take()
        };
        if let Some(waker) = waker {
            waker.wake();
        }
    };
    (fill, Later(slot))
}

impl<T> Future for Later<T> {
    type Output = T;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<T> {
        let mut slot = self.0.borrow_mut();
        match slot.answer.take() {
            Some(answer) => Poll::Ready(answer),
            None => {
                slot.waker = Some(context.waker().clone());
                Poll::Pending
            }
        }
    }
}
