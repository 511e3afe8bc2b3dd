//! The public side (feature `public`): asked as bytes, folded when it is first asked for.

use crate::fail::Trouble;
use crate::host::Host;
use crate::workspace::{Asker, Engine};
use huiyin_protocol::public::PublicAsk;
use huiyin_protocol::{FailureKind, Reply, decode};
use huiyin_store::EventStore;

/// What is kept in memory between two asks.
#[derive(Debug, Default)]
pub(crate) struct Kept;

impl<S: EventStore, H: Host> Engine<S, H> {
    /// Answers an ask about the public side.
    pub(crate) async fn public_asked(
        &self,
        _who: Asker<'_>,
        bytes: &[u8],
    ) -> Result<Reply, Trouble> {
        let unreadable = |error: &dyn std::fmt::Display| {
            Trouble::new(
                FailureKind::Internal,
                "public_ask_unreadable",
                format!("页面与引擎的版本不一致（{error}）。请刷新页面。"),
                format!("page and engine are of different versions ({error}); reload the page"),
            )
        };
        let ask = decode::<PublicAsk>(bytes).map_err(|error| unreadable(&error))?;
        Err(unreadable(&format!("{ask:?}")))
    }
}
