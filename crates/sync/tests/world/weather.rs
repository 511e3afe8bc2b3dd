//! What the outside does to whoever is at work: how often things fail, and where a work
//! can be left hanging.

use super::rng::Rng;
use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

/// Shared by everything in one world.
#[derive(Debug)]
pub struct Weather {
    pub rng: RefCell<Rng>,
    /// How often a request to a store fails in one way or another, in a thousand.
    pub cloud: Cell<u32>,
    /// How often the device's own storage fails, in a thousand.
    pub disk: Cell<u32>,
    /// Whether works can be left between any two requests.
    pub pauses: Cell<bool>,
}

impl Weather {
    pub fn calm(seed: u64) -> Rc<Weather> {
        Rc::new(Weather {
            rng: RefCell::new(Rng::new(seed)),
            cloud: Cell::new(0),
            disk: Cell::new(0),
            pauses: Cell::new(false),
        })
    }

    pub fn strikes(&self, permille: u32) -> bool {
        permille > 0 && self.rng.borrow_mut().permille(permille)
    }

    /// A place where a work can be left hanging or dropped.
    pub async fn pause(&self) {
        let mut waited = !self.pauses.get();
        poll_fn(|_| {
            if std::mem::replace(&mut waited, true) {
                Poll::Ready(())
            } else {
                Poll::Pending
            }
        })
        .await;
    }
}

/// A work under way.
pub type Work<T> = std::pin::Pin<Box<dyn Future<Output = T>>>;

/// Goes on with a work for at most so many steps.
pub fn go_on<T>(work: &mut Work<T>, steps: usize) -> Option<T> {
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..steps {
        if let Poll::Ready(done) = work.as_mut().poll(&mut context) {
            return Some(done);
        }
    }
    None
}

/// Goes on with a work to its end.
pub fn finish<T>(work: impl Future<Output = T>) -> T {
    let mut work = std::pin::pin!(work);
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..10_000_000 {
        if let Poll::Ready(done) = work.as_mut().poll(&mut context) {
            return done;
        }
    }
    panic!("a work does not come to an end");
}
