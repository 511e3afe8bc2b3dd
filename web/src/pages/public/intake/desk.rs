//! The server that citizens' voices come to, where the workspace is kept on one.

use crate::platform::later::{Later, later};
use crate::platform::sharing;
use crate::prelude::*;
use crate::state::use_workspace;
use huiyin_protocol::Failure;
use huiyin_protocol::sharing::{DeskAsk, DeskReply, DeskStatus, SharingReply, SharingRequest};
use std::rc::Rc;

/// What is asked, and what hears that it is over, well (`None`) or with why not.
pub type Order = (DeskAsk, Callback<Option<Rc<Failure>>>);

/// How the server stands.
#[derive(Clone, PartialEq)]
pub struct Desk {
    /// As last seen; `None` where there is no server, or until it was asked.
    pub status: Option<Rc<DeskStatus>>,
    /// Why the last look came to nothing.
    pub failure: Option<Rc<Failure>>,
    /// Whether it is known by now whether there is a server.
    pub is_settled: bool,
    /// Looks again.
    pub look: Callback<()>,
    /// Orders something, then looks again.
    pub ask: Callback<Order>,
}

impl Desk {
    /// Where citizens speak on the server; empty where there is none.
    pub fn address(&self) -> &str {
        self.status.as_ref().map_or("", |status| &status.address)
    }
}

/// Asks the server through the syncer; the callback always comes, once.
pub fn ask_desk_then(ask: DeskAsk, then: impl FnOnce(Result<DeskReply, Failure>) + 'static) {
    sharing::ask_then(SharingRequest::Desk(ask), move |answer| match answer {
        Ok(SharingReply::Desk(reply)) => then(Ok(reply)),
        // Nothing else answers this; what would, says that there is nothing more.
        Ok(_) => then(Ok(DeskReply::Done)),
        Err(why) => then(Err(why)),
    });
}

/// Asks; the future yields the answer.
pub fn ask_desk(ask: DeskAsk) -> Later<Result<DeskReply, Failure>> {
    let (fill, later) = later();
    ask_desk_then(ask, fill);
    later
}

/// Looks at the server; nothing where this device works alone.
#[hook]
pub fn use_desk() -> Desk {
    let shared = use_workspace().own.is_some();
    let status = use_state_eq(|| None::<Rc<DeskStatus>>);
    let failure = use_state_eq(|| None::<Rc<Failure>>);
    let settled = use_state_eq(|| false);
    let look = {
        let (status, failure, settled) = (status.setter(), failure.setter(), settled.setter());
        use_callback(shared, move |(), shared| {
            let (status, failure, settled) = (status.clone(), failure.clone(), settled.clone());
            if !shared {
                settled.set(true);
                return;
            }
            ask_desk_then(DeskAsk::Status, move |answer| {
                settled.set(true);
                match answer {
                    Ok(DeskReply::Status(now)) => {
                        failure.set(None);
                        status.set(Some(Rc::new(now)).filter(|now| now.server));
                    }
                    Ok(_) => {}
                    Err(why) => failure.set(Some(Rc::new(why))),
                }
            });
        })
    };
    {
        let look = look.clone();
        use_effect_with(shared, move |_| look.emit(()));
    }
    let ask = {
        let look = look.clone();
        Callback::from(move |(ask, then): Order| {
            let look = look.clone();
            ask_desk_then(ask, move |answer| {
                then.emit(answer.err().map(Rc::new));
                look.emit(());
            });
        })
    };
    Desk {
        status: (*status).clone(),
        failure: (*failure).clone(),
        is_settled: *settled,
        look,
        ask,
    }
}
