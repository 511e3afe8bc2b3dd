//! Asking about the public side from a component, and ordering something.

use crate::components::empty::loading;
use crate::components::error_box::ErrorBox;
use crate::i18n::{Say, common};
use crate::platform::public::{self, ask_public_then};
use crate::prelude::*;
use crate::state::{One, use_ask, use_one};
use huiyin_protocol::Failure;
use huiyin_protocol::public::{PublicAsk, PublicReply};
use huiyin_rules::Lang;
use std::rc::Rc;

/// What is known of an answer.
#[derive(Clone)]
pub struct PublicAsked {
    /// The last answer; may be out of date while another is under way.
    pub reply: Option<Rc<PublicReply>>,
    /// Why there is none, where the last attempt failed.
    pub failure: Option<Rc<Failure>>,
    /// A question is under way.
    pub loading: bool,
    /// Asks again.
    pub again: Callback<()>,
    /// Takes a newer answer, such as what an order came to.
    pub take: Callback<PublicReply>,
}

/// Asks and keeps the answer current. `None` asks nothing.
#[hook]
pub fn use_public_ask(ask: Option<PublicAsk>) -> PublicAsked {
    let asked = use_ask(ask.as_ref().map(public::request));
    // Which answer it replaces, and the newer one.
    let newer = use_state(|| None::<(usize, Rc<PublicReply>)>);
    let which = asked
        .reply
        .as_ref()
        .map_or(0, |reply| Rc::as_ptr(reply) as usize);
    let read = use_memo(which, |_| {
        let reply = asked.reply.as_deref().cloned()?;
        Some(public::read(Ok(reply)).map(Rc::new).map_err(Rc::new))
    });
    let (reply, unreadable) = match read.as_ref() {
        Some(Ok(reply)) => (Some(reply.clone()), None),
        Some(Err(why)) => (None, Some(why.clone())),
        None => (None, None),
    };
    let later = newer.as_ref().filter(|(at, _)| *at == which);
    let take = {
        let newer = newer.setter();
        Callback::from(move |reply: PublicReply| newer.set(Some((which, Rc::new(reply)))))
    };
    PublicAsked {
        reply: later.map(|(_, reply)| reply.clone()).or(reply),
        failure: asked.failure.or(unreadable),
        loading: asked.loading,
        again: asked.again,
        take,
    }
}

/// Something the person orders, and what becomes of it.
pub type Ordering = One<PublicAsk, PublicReply>;

/// One order at a time.
#[hook]
pub fn use_ordering() -> Ordering {
    use_one(|ask, then| ask_public_then(&ask, then))
}

/// What to show while there is no answer: waiting, or why there is none.
pub fn asked(answer: &PublicAsked, lang: Lang) -> Html {
    match &answer.failure {
        Some(failure) => {
            html! { <ErrorBox failure={failure.clone()} again={answer.again.clone()} /> }
        }
        None => loading(lang.say(common::LOADING)),
    }
}
