//! Asking a module that answers in bytes of its own: polls, the public side.

use super::asked::use_ask;
use crate::prelude::*;
use huiyin_protocol::{Answer, Failure, Request};
use std::rc::Rc;

/// What is known of an answer.
pub struct Told<R> {
    /// The last answer; may be out of date while another is under way.
    pub reply: Option<Rc<R>>,
    /// Why there is none, where the last attempt failed.
    pub failure: Option<Rc<Failure>>,
    /// A question is under way.
    pub loading: bool,
    /// Asks again.
    pub again: Callback<()>,
    /// Takes a newer answer, such as what an order came to.
    pub take: Callback<R>,
}

/// Asks and keeps the answer current. `None` asks nothing; `read` is the module's reader.
#[hook]
pub fn use_told<R: 'static>(
    request: Option<Request>,
    read: fn(Answer) -> Result<R, Failure>,
) -> Told<R> {
    let asked = use_ask(request);
    // Which answer it replaces, and the newer one.
    let newer = use_state(|| None::<(usize, Rc<R>)>);
    let which = asked
        .reply
        .as_ref()
        .map_or(0, |reply| Rc::as_ptr(reply) as usize);
    let known = use_memo(which, |_| {
        let reply = asked.reply.as_deref().cloned()?;
        Some(read(Ok(reply)).map(Rc::new).map_err(Rc::new))
    });
    let (reply, unreadable) = match known.as_ref() {
        Some(Ok(reply)) => (Some(reply.clone()), None),
        Some(Err(why)) => (None, Some(why.clone())),
        None => (None, None),
    };
    let later = newer.as_ref().filter(|(at, _)| *at == which);
    let take = {
        let newer = newer.setter();
        Callback::from(move |reply: R| newer.set(Some((which, Rc::new(reply)))))
    };
    Told {
        reply: later.map(|(_, reply)| reply.clone()).or(reply),
        failure: asked.failure.or(unreadable),
        loading: asked.loading,
        again: asked.again,
        take,
    }
}
