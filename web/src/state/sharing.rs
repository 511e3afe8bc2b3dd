//! How the workspace is shared, as the syncer tells it, and questions to it.

use crate::platform::{sharing, sync};
use crate::prelude::*;
use crate::state::{One, use_lang, use_one};
use huiyin_protocol::sharing::{Activity, SharingReply, SharingRequest, SharingStatus};
use huiyin_protocol::{Failure, encode};
use std::rc::Rc;

/// What is known of the syncer's state.
#[derive(Clone, PartialEq)]
pub struct Sharing {
    /// How things stand; `None` until it has said so.
    pub status: Option<Rc<SharingStatus>>,
    /// Why it did not say so.
    pub failure: Option<Rc<Failure>>,
    /// Asks again, or takes a status that came as an answer.
    pub take: Callback<Option<SharingStatus>>,
}

/// The state, kept current. Begins the syncer's worker.
#[hook]
pub fn use_sharing() -> Sharing {
    let lang = use_lang();
    let status = use_state_eq(|| None::<Rc<SharingStatus>>);
    let failure = use_state_eq(|| None::<Rc<Failure>>);
    {
        let status = status.setter();
        use_effect_with((), move |()| {
            let heard = sync::listen(move |pushed| {
                if let Some(now) = sharing::status(pushed) {
                    status.set(Some(Rc::new(now)));
                }
            });
            move || drop(heard)
        });
    }
    let ask = {
        let (status, failure) = (status.setter(), failure.setter());
        use_callback((), move |(), ()| {
            let (status, failure) = (status.clone(), failure.clone());
            sharing::ask_then(SharingRequest::Status, move |answer| match answer {
                Ok(SharingReply::Status(now)) => {
                    failure.set(None);
                    status.set(Some(Rc::new(now)));
                }
                Ok(_) => {}
                Err(why) => failure.set(Some(Rc::new(why))),
            });
        })
    };
    {
        // Its texts are in the language they were asked in.
        let ask = ask.clone();
        use_effect_with(lang, move |_| ask.emit(()));
    }
    let take = {
        let status = status.setter();
        use_callback((), move |given: Option<SharingStatus>, ()| match given {
            Some(now) => status.set(Some(Rc::new(now))),
            None => ask.emit(()),
        })
    };
    Sharing {
        status: (*status).clone(),
        failure: (*failure).clone(),
        take,
    }
}

/// What a list depends on: everything but how a sync is coming along.
pub fn material(status: &SharingStatus) -> Vec<u8> {
    let mut same = status.clone();
    same.activity = Activity::Idle;
    same.last_sync.clear();
    same.trouble.clear();
    same.storage = (0, 0);
    encode(&same)
}

/// An answer of the syncer.
#[derive(Clone, PartialEq)]
pub struct Told {
    /// The last answer; may be out of date while `loading`.
    pub reply: Option<Rc<SharingReply>>,
    /// Why there is none.
    pub failure: Option<Rc<Failure>>,
    /// A question is under way.
    pub loading: bool,
    /// Takes an answer that came to something else, or asks again.
    pub take: Callback<Option<SharingReply>>,
}

/// Asks the syncer, again whenever `since` changes. `None` asks nothing.
#[hook]
pub fn use_told(request: Option<SharingRequest>, since: Vec<u8>) -> Told {
    let lang = use_lang();
    let reply = use_state_eq(|| None::<Rc<SharingReply>>);
    let failure = use_state_eq(|| None::<Rc<Failure>>);
    let loading = use_state_eq(|| request.is_some());
    let round = use_state_eq(|| 0u32);
    {
        let (reply, failure, loading) = (reply.setter(), failure.setter(), loading.setter());
        let question = request.as_ref().map(encode);
        use_effect_with((question, since, lang, *round), move |_| {
            let wanted = Rc::new(std::cell::Cell::new(true));
            loading.set(request.is_some());
            if let Some(request) = request {
                let wanted = wanted.clone();
                sharing::ask_then(request, move |answer| {
                    if !wanted.get() {
                        return;
                    }
                    loading.set(false);
                    match answer {
                        Ok(said) => {
                            failure.set(None);
                            reply.set(Some(Rc::new(said)));
                        }
                        Err(why) => failure.set(Some(Rc::new(why))),
                    }
                });
            }
            move || wanted.set(false)
        });
    }
    let take = {
        let (reply, failure, round) = (reply.setter(), failure.setter(), round.setter());
        let count = use_mut_ref(|| 0u32);
        use_callback((), move |given: Option<SharingReply>, ()| match given {
            Some(said) => {
                failure.set(None);
                reply.set(Some(Rc::new(said)));
            }
            None => {
                let mut count = count.borrow_mut();
                *count += 1;
                round.set(*count);
            }
        })
    };
    Told {
        reply: (*reply).clone(),
        failure: (*failure).clone(),
        loading: *loading,
        take,
    }
}

/// `2026-11-27 14:05` from RFC 3339 at +08:00.
pub fn minute(at: &str) -> String {
    match (at.get(..10), at.get(11..16)) {
        (Some(day), Some(time)) => [day, " ", time].concat(),
        _ => at.to_owned(),
    }
}

/// Something the person asked the syncer to do.
pub type Doing = One<SharingRequest, SharingReply>;

/// One thing at a time, with what became of it.
#[hook]
pub fn use_doing() -> Doing {
    use_one(sharing::ask_then)
}
