//! The check in slices, so that the page goes on living meanwhile.

use super::Counted;
use crate::platform::{sleep, window};
use crate::prelude::*;
use huiyin_rules::Text;
use huiyin_verify::Verification;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// How far a check is.
pub enum Step {
    /// So many parts, of so many.
    At(usize, usize),
    /// All of it.
    Done(Rc<Counted>),
    /// It is no board.
    Unreadable(Text),
}

/// Milliseconds of work between two breaths, and parts between two looks at the clock.
const SLICE: f64 = 60.0;
const PARTS: usize = 8;

/// A check under way.
pub struct Running {
    work: RefCell<Option<Verification>>,
    text: RefCell<String>,
    say: Callback<Step>,
    stopped: Cell<bool>,
}

impl Running {
    /// Begins; `say` gets every step.
    pub fn begin(text: String, say: Callback<Step>) -> Rc<Running> {
        let running = Rc::new(Running {
            work: RefCell::new(None),
            text: RefCell::new(text),
            say,
            stopped: Cell::new(false),
        });
        running.say.emit(Step::At(0, 0));
        running.later(Running::read);
        running
    }

    /// Ends without a result.
    pub fn stop(&self) {
        self.stopped.set(true);
    }

    fn later(self: &Rc<Self>, then: fn(&Rc<Running>)) {
        let running = self.clone();
        sleep::after(0, move || {
            if !running.stopped.get() {
                then(&running);
            }
        })
        .forget();
    }

    fn read(self: &Rc<Self>) {
        let read = Verification::new(&self.text.borrow());
        match read {
            Err(why) => self.say.emit(Step::Unreadable(Text::new(why.zh, why.en))),
            Ok(work) => {
                *self.work.borrow_mut() = Some(work);
                self.later(Running::slice);
            }
        }
    }

    fn slice(self: &Rc<Self>) {
        let Some(mut work) = self.work.borrow_mut().take() else {
            return;
        };
        let end = window::now() + SLICE;
        loop {
            match work.step(PARTS) {
                None => {
                    let text = self.text.take();
                    let report = work.finish();
                    self.say.emit(Step::Done(Rc::new(Counted { report, text })));
                    return;
                }
                Some((done, all)) if window::now() > end => {
                    *self.work.borrow_mut() = Some(work);
                    self.say.emit(Step::At(done, all));
                    self.later(Running::slice);
                    return;
                }
                Some(_) => {}
            }
        }
    }
}
