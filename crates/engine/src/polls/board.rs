//! The public board: everything from which anybody can count again.

use crate::fail::Trouble;
use crate::host::Host;
use crate::workspace::{Asker, Engine};
use huiyin_ballot::Void;
use huiyin_protocol::poll::PollReply;
use huiyin_rules::poll::{Cause, Poll};
use huiyin_store::EventStore;

impl<S: EventStore, H: Host> Engine<S, H> {
    pub(super) async fn poll_board(&self, who: Asker<'_>, id: &str) -> Result<PollReply, Trouble> {
        super::office(who)?;
        let poll = self.poll(id).await?;
        let _ = poll;
        todo!()
    }
}

/// The voided cards as the count takes them.
pub(super) fn voids(poll: &Poll) -> Vec<Void> {
    let void = |(card, cause): (&String, &Cause)| Void {
        card: card.clone(),
        cause: match cause {
            Cause::Leftover => huiyin_ballot::VoidCause::Leftover,
            Cause::Replaced => huiyin_ballot::VoidCause::Replaced,
            Cause::Spoiled => huiyin_ballot::VoidCause::Spoiled,
        },
    };
    poll.voided.iter().map(void).collect()
}
