//! The server that a poll is held on, where the workspace is kept on one: its sheet is
//! published there, and how far it is follows the record.

use crate::platform::polls::ask_poll_then;
use crate::platform::{dom, sharing};
use crate::prelude::*;
use crate::state::use_workspace;
use gloo_timers::callback::Interval;
use huiyin_protocol::Failure;
use huiyin_protocol::poll::{PollAsk, PollReply};
use huiyin_protocol::sharing::{RoomAsk, RoomView, SharingReply, SharingRequest};
use std::rc::Rc;

/// Milliseconds between two looks while votes can come in.
const EVERY: u32 = 5_000;

/// How the poll stands on the server.
#[derive(Clone, PartialEq)]
pub struct Room {
    /// As last seen; `None` until it was asked.
    pub view: Option<Rc<RoomView>>,
    /// Why the last ask came to nothing.
    pub failure: Option<Rc<Failure>>,
    /// Whether it is known by now, one way or the other.
    asked: bool,
    /// Asks the server; the callback gets what it said.
    pub ask: Callback<(RoomAsk, Callback<RoomView>)>,
    /// Tries again what failed.
    pub retry: Callback<()>,
}

impl Room {
    /// Where tablets open the poll; empty where it is on no server.
    pub fn address(&self) -> &str {
        self.view.as_ref().map_or("", |view| &view.address)
    }

    /// Whether it is known by now whether there is a server, or that it cannot be.
    pub fn is_settled(&self) -> bool {
        self.asked || self.view.is_some() || self.failure.is_some()
    }

    /// Whether there is a server to hold it on.
    pub fn is_on_server(&self) -> bool {
        self.view.as_ref().is_some_and(|view| view.server)
    }
}

/// What has to be said to the server next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    /// The sheet.
    Publish,
    /// How far it is.
    Phase(&'static str),
}

/// The server's phases, in their order.
const PHASES: [&str; 4] = ["prepared", "open", "closed", "fixed"];

/// What has to be said so that the server stands where the record does: forward only,
/// except that casting can go on once it was closed.
fn next(phase: &str, room: &RoomView) -> Option<Next> {
    let wanted = match phase {
        "sealed" => 0,
        "open" => 1,
        "closed" => 2,
        "fixed" | "declared" | "annulled" => 3,
        _ => return None,
    };
    if !room.server {
        return None;
    }
    if room.address.is_empty() {
        return (wanted < 2).then_some(Next::Publish);
    }
    let now = PHASES.iter().position(|phase| *phase == room.phase);
    let goes = now.is_none_or(|now| wanted > now || (wanted, now) == (1, 2));
    goes.then(|| PHASES.get(wanted).map(|phase| Next::Phase(phase)))?
}

/// Looks at the server and, where `drives` says so, keeps it in step with the record.
#[hook]
pub fn use_room(poll: &str, phase: &str, drives: bool) -> Room {
    let shared = use_workspace().own.is_some();
    let view = use_state_eq(|| None::<Rc<RoomView>>);
    let failure = use_state_eq(|| None::<Rc<Failure>>);
    let round = use_state_eq(|| 0u32);
    let ask = {
        let (view, failure) = (view.setter(), failure.setter());
        use_callback(
            poll.to_owned(),
            move |(ask, then): (RoomAsk, Callback<RoomView>), poll| {
                let request = SharingRequest::Room {
                    poll: poll.clone(),
                    ask,
                };
                let (view, failure) = (view.clone(), failure.clone());
                sharing::ask_then(request, move |answer| match answer {
                    Ok(SharingReply::Room(mut now)) => {
                        failure.set(None);
                        then.emit(now.clone());
                        now.votes = Vec::new();
                        view.set(Some(Rc::new(now)));
                    }
                    Ok(_) => {}
                    Err(why) => failure.set(Some(Rc::new(why))),
                });
            },
        )
    };
    {
        let ask = ask.clone();
        let live = matches!(phase, "sealed" | "open" | "closed");
        use_effect_with((poll.to_owned(), shared, live, *round), move |_| {
            let look = move || ask.emit((RoomAsk::Look, Callback::noop()));
            let repeated = (shared && live).then(|| {
                let look = look.clone();
                Interval::new(EVERY, move || {
                    if dom::document().is_some_and(|document| !document.hidden()) {
                        look();
                    }
                })
            });
            if shared {
                look();
            }
            move || drop(repeated)
        });
    }
    {
        let step = view.as_ref().and_then(|view| next(phase, view));
        let step = step.filter(|_| drives);
        let (ask, poll, failure) = (ask.clone(), poll.to_owned(), failure.setter());
        use_effect_with((step, *round), move |(step, _)| match step {
            Some(Next::Publish) => {
                ask_poll_then(&PollAsk::Sheet(poll), move |answer| match answer {
                    Ok(PollReply::File { text, .. }) => {
                        ask.emit((RoomAsk::Publish(text), Callback::noop()));
                    }
                    Ok(_) => {}
                    Err(why) => failure.set(Some(Rc::new(why))),
                })
            }
            Some(Next::Phase(phase)) => {
                ask.emit((RoomAsk::Phase((*phase).to_owned()), Callback::noop()));
            }
            None => {}
        });
    }
    let retry = {
        let round = round.clone();
        Callback::from(move |()| round.set(*round + 1))
    };
    Room {
        view: (*view).clone(),
        failure: (*failure).clone(),
        // A workspace of this device alone is on no server.
        asked: !shared,
        ask,
        retry,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn room(address: &str, phase: &str) -> RoomView {
        RoomView {
            server: true,
            address: address.to_owned(),
            phase: phase.to_owned(),
            ..RoomView::default()
        }
    }

    #[test]
    fn the_sheet_comes_before_the_phase_and_phases_go_forward() {
        let new = room("", "");
        assert_eq!(next("sealed", &new), Some(Next::Publish));
        assert_eq!(next("open", &new), Some(Next::Publish));
        assert_eq!(next("closed", &new), None);
        let at = |phase| room("https://a/vote.html#/1", phase);
        assert_eq!(next("sealed", &at("prepared")), None);
        assert_eq!(next("open", &at("prepared")), Some(Next::Phase("open")));
        assert_eq!(next("closed", &at("open")), Some(Next::Phase("closed")));
        assert_eq!(next("open", &at("closed")), Some(Next::Phase("open")));
        assert_eq!(next("open", &at("fixed")), None);
        assert_eq!(next("declared", &at("closed")), Some(Next::Phase("fixed")));
    }

    #[test]
    fn nothing_is_said_where_there_is_no_server_or_nothing_to_say() {
        assert_eq!(next("open", &RoomView::default()), None);
        assert_eq!(next("planned", &room("", "")), None);
    }
}
