//! Asking about polls from a component, and ordering something about one.

use crate::platform::polls::{self, ask_poll_then};
use crate::prelude::*;
use crate::state::{One, Told, use_one, use_told};
use huiyin_protocol::poll::{PollAsk, PollReply};

/// Asks and keeps the answer current. `None` asks nothing.
#[hook]
pub fn use_poll_ask(ask: Option<PollAsk>) -> Told<PollReply> {
    use_told(ask.as_ref().map(polls::request), polls::read)
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
