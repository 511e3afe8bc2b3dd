//! Asking about the public side from a component, and ordering something.

use crate::platform::public::{self, ask_public_then};
use crate::prelude::*;
use crate::state::{One, Told, use_one, use_told};
use huiyin_protocol::public::{PublicAsk, PublicReply};

/// Asks and keeps the answer current. `None` asks nothing.
#[hook]
pub fn use_public_ask(ask: Option<PublicAsk>) -> Told<PublicReply> {
    use_told(ask.as_ref().map(public::request), public::read)
}

/// Something the person orders, and what becomes of it.
pub type Ordering = One<PublicAsk, PublicReply>;

/// One order at a time.
#[hook]
pub fn use_ordering() -> Ordering {
    use_one(|ask, then| ask_public_then(&ask, then))
}
