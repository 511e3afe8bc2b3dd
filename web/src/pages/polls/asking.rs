//! Asking about polls from a component, and ordering something about one.

use crate::platform::polls::{self, ask_poll_then};
use crate::prelude::*;
use crate::state::{One, use_ask, use_one};
use huiyin_protocol::Failure;
use huiyin_protocol::poll::{PollAsk, PollReply};
use std::rc::Rc;

/// What is known of an answer.
#[derive(Clone)]
pub struct PollAsked {
    /// The last answer; may be out of date while another is under way.
    pub reply: Option<Rc<PollReply>>,
    /// Why there is none, where the last attempt failed.
    pub failure: Option<Rc<Failure>>,
    /// Asks again.
    pub again: Callback<()>,
    /// Takes a newer answer, such as what an order came to.
    pub take: Callback<PollReply>,
}

/// Asks and keeps the answer current. `None` asks nothing.
#[hook]
pub fn use_poll_ask(ask: Option<PollAsk>) -> PollAsked {
    let asked = use_ask(ask.as_ref().map(polls::request));
    // Which answer it replaces, and the newer one.
    let newer = use_state(|| None::<(usize, Rc<PollReply>)>);
    let which = asked
        .reply
        .as_ref()
        .map_or(0, |reply| Rc::as_ptr(reply) as usize);
    let read = use_memo(which, |_| {
        let reply = asked.reply.as_deref().cloned()?;
        Some(polls::read(Ok(reply)).map(Rc::new).map_err(Rc::new))
    });
    let (reply, unreadable) = match read.as_ref() {
        Some(Ok(reply)) => (Some(reply.clone()), None),
        Some(Err(why)) => (None, Some(why.clone())),
        None => (None, None),
    };
    let later = newer.as_ref().filter(|(at, _)| *at == which);
    let take = {
        let newer = newer.setter();
        Callback::from(move |reply: PollReply| newer.set(Some((which, Rc::new(reply)))))
    };
    PollAsked {
        reply: later.map(|(_, reply)| reply.clone()).or(reply),
        failure: asked.failure.or(unreadable),
        again: asked.again,
        take,
    }
}

/// Something the person orders, and what becomes of it.
pub type Ordering = One<PollAsk, PollReply>;

/// One order at a time.
#[hook]
pub fn use_ordering() -> Ordering {
    use_one(|ask, then| ask_poll_then(&ask, then))
}

/// Stops the long work under way; its answer says so.
pub fn stop() -> Callback<()> {
    Callback::from(|()| ask_poll_then(&PollAsk::Cancel, |_| {}))
}
