//! Whether a button of the mouse, or a finger, is down: what is pressed must not be taken away
//! before it is let go, or the click would be nobody's.

use super::sleep;
use gloo_events::EventListener;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// Milliseconds until the click that ends a press has been heard; a finger's comes a little later.
const CLICK: u32 = 50;

type Then = Box<dyn FnOnce()>;

/// Watches presses from now on, for as long as the page lives.
#[derive(Clone, Default)]
pub struct Presses {
    down: Rc<Cell<bool>>,
    waiting: Rc<RefCell<Option<Then>>>,
}

impl Presses {
    /// Begins to watch.
    pub fn watch() -> Presses {
        let presses = Presses::default();
        if let Some(window) = web_sys::window() {
            for (name, down) in [
                ("pointerdown", true),
                ("pointerup", false),
                ("pointercancel", false),
            ] {
                let presses = presses.clone();
                EventListener::new(&window, name, move |_| presses.turned(down)).forget();
            }
        }
        presses
    }

    /// Runs `then` at once, or after the press under way and its click. Only the last one waits.
    pub fn when_over(&self, then: impl FnOnce() + 'static) {
        if self.down.get() {
            *self.waiting.borrow_mut() = Some(Box::new(then));
        } else {
            then();
        }
    }

    fn turned(&self, down: bool) {
        self.down.set(down);
        if down || self.waiting.borrow().is_none() {
            return;
        }
        let presses = self.clone();
        sleep::after(CLICK, move || {
            // Pressed again meanwhile: that one's end comes here too.
            if presses.down.get() {
                return;
            }
            let then = presses.waiting.borrow_mut().take();
            if let Some(then) = then {
                then();
            }
        })
        .forget();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_put_off_but_by_a_press() {
        let presses = Presses::default();
        let done = Rc::new(Cell::new(0));
        let count = |done: &Rc<Cell<i32>>| {
            let done = Rc::clone(done);
            move || done.set(done.get() + 1)
        };
        presses.when_over(count(&done));
        assert_eq!(done.get(), 1);
        presses.turned(true);
        presses.when_over(count(&done));
        assert_eq!(done.get(), 1);
    }
}
