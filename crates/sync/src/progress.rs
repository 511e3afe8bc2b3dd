//! How far a long work is, and whether it is still wanted.

use std::cell::Cell;
use std::ops::ControlFlow;

/// What a sync is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Getting objects: done, and known of so far.
    Getting(u64, u64),
    /// Putting objects: done, of all.
    Putting(u64, u64),
}

/// Hears how far it is, and may stop it.
pub trait Watch {
    /// Called between two requests; `Break` stops the work there.
    fn step(&self, step: Step) -> ControlFlow<()>;
}

/// Nobody watches.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unwatched;

impl Watch for Unwatched {
    fn step(&self, _: Step) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}

/// Tells the last step, and stops when it is told to.
#[derive(Debug, Default)]
pub struct Told {
    /// The last step.
    pub last: Cell<Option<Step>>,
    /// Set by whoever wants it stopped.
    pub stop: Cell<bool>,
}

impl Watch for Told {
    fn step(&self, step: Step) -> ControlFlow<()> {
        self.last.set(Some(step));
        if self.stop.get() {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }
}
