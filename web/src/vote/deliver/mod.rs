//! The box goes to the server: everything that is not acknowledged yet, sorted by name, the same
//! bytes again and again.
//!
//! A shared tablet does not hand in at once after a casting, but at its next round with whatever
//! has gathered by then: a request for each card would tell who voted what, by its time.

mod batch;

use super::net;
use crate::platform::{ballot_box, later, sleep};
use crate::prelude::*;
use gloo_timers::callback::Timeout;
use huiyin_rules::Text;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// How the line to the server is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Line {
    /// Not heard of yet.
    #[default]
    Asking,
    /// It answers.
    Online,
    /// It does not.
    Offline,
    /// There is none that knows this poll: votes leave by file.
    Alone,
}

/// How far a poll is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Phase {
    /// Not begun.
    Prepared,
    /// Votes are cast.
    Open,
    /// No more votes are cast; those that were still come in.
    Closed,
    /// Nothing comes in any more.
    Fixed,
}

impl Phase {
    fn read(name: &str) -> Option<Phase> {
        Some(match name {
            "prepared" => Phase::Prepared,
            "open" => Phase::Open,
            "closed" => Phase::Closed,
            "fixed" => Phase::Fixed,
            _ => return None,
        })
    }
}

/// How the box stands.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Standing {
    /// The line.
    pub line: Line,
    /// The phase the server named last.
    pub phase: Option<Phase>,
    /// Votes are handed in all together after the closing.
    pub at_closing: bool,
    /// Votes in the box.
    pub votes: usize,
    /// Cards they are of.
    pub cards: usize,
    /// Cards whose votes are not acknowledged yet.
    pub waiting: usize,
    /// A handing in is under way.
    pub busy: bool,
    /// What does not go on by itself.
    pub trouble: Option<Text>,
}

/// Milliseconds between two rounds while all is well, and up to so much more by chance.
const ROUND: f64 = 30_000.0;
const CHANCE: f64 = 20_000.0;
/// The first wait after a failure, which doubles, and the longest.
const FIRST: f64 = 5_000.0;
const LONGEST: f64 = 300_000.0;

/// Carries one poll's box; ends when it is let go.
pub struct Carrier {
    poll: String,
    /// How the lines on the first question begin: as many as there are cards.
    first: String,
    say: Callback<Standing>,
    standing: RefCell<Standing>,
    failures: Cell<u32>,
    again: Cell<bool>,
    timer: RefCell<Option<Timeout>>,
    ended: Cell<bool>,
}

impl Carrier {
    /// Begins; `say` gets every change.
    pub fn begin(poll: &str, first_question: &str, say: Callback<Standing>) -> Rc<Carrier> {
        let carrier = Rc::new(Carrier {
            poll: poll.to_owned(),
            first: [r#"{"q":""#, first_question, "\","].concat(),
            say,
            standing: RefCell::default(),
            failures: Cell::new(0),
            again: Cell::new(false),
            timer: RefCell::new(None),
            ended: Cell::new(false),
        });
        carrier.now();
        carrier
    }

    /// Ends; a request under way still does its work.
    pub fn end(&self) {
        self.ended.set(true);
        drop(self.timer.borrow_mut().take());
    }

    /// Begins a round at once.
    pub fn now(self: &Rc<Self>) {
        if self.standing.borrow().busy {
            self.again.set(true);
            return;
        }
        drop(self.timer.borrow_mut().take());
        self.change(|standing| standing.busy = true);
        let carrier = self.clone();
        spawn_local(async move {
            carrier.round().await;
            carrier.change(|standing| standing.busy = false);
            if carrier.again.take() {
                carrier.now();
            } else {
                carrier.wait();
            }
        });
    }

    /// Counts the box again, after a casting.
    pub fn count(self: &Rc<Self>) {
        let carrier = self.clone();
        spawn_local(async move { carrier.recount().await });
    }

    fn change(&self, how: impl FnOnce(&mut Standing)) {
        let mut next = self.standing.borrow().clone();
        how(&mut next);
        if *self.standing.borrow() == next || self.ended.get() {
            return;
        }
        *self.standing.borrow_mut() = next.clone();
        self.say.emit(next);
    }

    fn wait(self: &Rc<Self>) {
        if self.ended.get() {
            return;
        }
        let carrier = self.clone();
        let pause = pause(self.failures.get(), js_sys::Math::random());
        let timer = sleep::after(pause as u32, move || carrier.now());
        *self.timer.borrow_mut() = Some(timer);
    }

    async fn recount(&self) {
        let all = ballot_box::lines(&self.poll).await;
        let open = ballot_box::undelivered(&self.poll).await;
        match (all, open) {
            (Ok(all), Ok(open)) => {
                let of_first = |line: &str| line.starts_with(&self.first);
                let cards = all.iter().filter(|line| of_first(line)).count();
                let waiting = open.iter().filter(|vote| of_first(&vote.line)).count();
                // Part of a card may have been acknowledged.
                let waiting = waiting.max(usize::from(!open.is_empty()));
                self.change(|standing| {
                    standing.votes = all.len();
                    standing.cards = cards;
                    standing.waiting = waiting;
                });
            }
            (Err(why), _) | (_, Err(why)) => {
                let text = super::sheet::filled(super::texts::NOT_KEPT, &why);
                self.change(|standing| standing.trouble = Some(text));
            }
        }
    }

    async fn round(&self) {
        self.recount().await;
        if !self.ask_phase().await {
            return;
        }
        let (waiting, phase, at_closing) = {
            let standing = self.standing.borrow();
            (standing.waiting, standing.phase, standing.at_closing)
        };
        let may = match phase {
            Some(Phase::Open) => !at_closing,
            Some(Phase::Closed) => true,
            _ => false,
        };
        if waiting == 0 || !may {
            return;
        }
        match batch::hand_in(&self.poll).await {
            Ok(trouble) => {
                self.failures.set(0);
                self.change(|standing| standing.trouble = trouble);
            }
            Err(_) => self.lost(),
        }
        self.recount().await;
    }

    /// Asks how far the poll is. Answers whether the server is there and knows it.
    async fn ask_phase(&self) -> bool {
        let Ok(answer) = net::get(&net::of_poll(&self.poll, "/phase")).await else {
            self.lost();
            return false;
        };
        let phase = answer.member("phase").and_then(|name| Phase::read(&name));
        if let Some(phase) = phase.filter(|_| answer.is_ok()) {
            let at_closing = answer.member("deliver").as_deref() == Some("at-closing");
            self.failures.set(0);
            self.change(|standing| {
                standing.line = Line::Online;
                standing.phase = Some(phase);
                standing.at_closing = at_closing;
            });
            return true;
        }
        // Another server's "not found", or one that has no part for votes.
        if (400..500).contains(&answer.status) && answer.status != 429 || answer.is_ok() {
            self.change(|standing| standing.line = Line::Alone);
            self.failures.set(self.failures.get().max(4));
        } else {
            self.lost();
        }
        false
    }

    fn lost(&self) {
        self.failures.set(self.failures.get().saturating_add(1));
        self.change(|standing| standing.line = Line::Offline);
    }
}

/// Milliseconds until the next round; `chance` is from 0 to 1.
fn pause(failures: u32, chance: f64) -> f64 {
    if failures == 0 {
        return ROUND + CHANCE * chance;
    }
    let wait = FIRST * f64::from(1_u32 << (failures - 1).min(10));
    wait.min(LONGEST) * (0.75 + 0.5 * chance)
}

/// The carrier of a poll for as long as the component lives, and how the box stands.
#[hook]
pub fn use_carrier(
    poll: &str,
    first_question: &str,
) -> (Standing, Rc<RefCell<Option<Rc<Carrier>>>>) {
    let standing = use_state_eq(Standing::default);
    let carrier = use_mut_ref(|| None::<Rc<Carrier>>);
    {
        let (carrier, set) = (carrier.clone(), standing.setter());
        let key = (poll.to_owned(), first_question.to_owned());
        use_effect_with(key, move |(poll, first)| {
            let say = Callback::from(move |next| set.set(next));
            let begun = Carrier::begin(poll, first, say);
            *carrier.borrow_mut() = Some(begun.clone());
            move || {
                begun.end();
                *carrier.borrow_mut() = None;
            }
        });
    }
    ((*standing).clone(), carrier)
}

/// Waits a while.
async fn rest(milliseconds: u32) {
    let (fill, pause) = later::later();
    let _timer = sleep::after(milliseconds, move || fill(()));
    pause.await;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_and_end() {
        assert_eq!(pause(0, 0.0), ROUND);
        assert_eq!(pause(1, 0.5), FIRST);
        assert_eq!(pause(2, 0.5), 2.0 * FIRST);
        for failures in [10, 50, u32::MAX] {
            assert_eq!(pause(failures, 0.5), LONGEST);
        }
    }
}
