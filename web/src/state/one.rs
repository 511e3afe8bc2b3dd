//! Something the person asks for, one at a time, with what became of it.

use crate::prelude::*;
use huiyin_protocol::Failure;
use std::rc::Rc;

/// What is asked, and what gets the answer where it was done.
pub type Order<A, R> = (A, Callback<R>);

/// How something is asked: the callback always comes, once.
pub type Ask<A, R> = fn(A, Box<dyn FnOnce(Result<R, Failure>)>);

/// What is under way, and what became of the last one.
pub struct One<A, R> {
    /// It is under way.
    pub busy: bool,
    /// Why it was not done.
    pub failure: Option<Rc<Failure>>,
    /// Does it; while one is under way, nothing.
    pub run: Callback<Order<A, R>>,
}

impl<A, R> Clone for One<A, R> {
    fn clone(&self) -> Self {
        One {
            busy: self.busy,
            failure: self.failure.clone(),
            run: self.run.clone(),
        }
    }
}

impl<A, R> PartialEq for One<A, R> {
    fn eq(&self, other: &Self) -> bool {
        self.busy == other.busy && self.failure == other.failure && self.run == other.run
    }
}

/// One at a time.
#[hook]
pub fn use_one<A: 'static, R: 'static>(ask: Ask<A, R>) -> One<A, R> {
    let busy = use_state_eq(|| false);
    let failure = use_state_eq(|| None::<Rc<Failure>>);
    let run = {
        let (busy, failure) = (busy.setter(), failure.setter());
        let under_way = use_mut_ref(|| false);
        use_callback((), move |(asked, then): Order<A, R>, ()| {
            if std::mem::replace(&mut *under_way.borrow_mut(), true) {
                return;
            }
            busy.set(true);
            failure.set(None);
            let (busy, failure, under_way) = (busy.clone(), failure.clone(), under_way.clone());
            let answered = move |answer: Result<R, Failure>| {
                under_way.replace(false);
                busy.set(false);
                match answer {
                    Ok(reply) => then.emit(reply),
                    Err(why) => failure.set(Some(Rc::new(why))),
                }
            };
            ask(asked, Box::new(answered));
        })
    };
    One {
        busy: *busy,
        failure: (*failure).clone(),
        run,
    }
}
