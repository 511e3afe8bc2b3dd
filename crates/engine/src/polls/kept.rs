//! A poll out of the record, and new events into it.

use super::refused;
use crate::act::TRIES;
use crate::facts::POLL_PREFIX;
use crate::fail::Trouble;
use crate::fold::SNAPSHOT_EVERY;
use crate::host::Host;
use crate::wire::Wire;
use crate::workspace::{Asker, Engine};
use huiyin_log::Line;
use huiyin_rules::poll::{Order, Poll, PollContext, PollEvent, PollRefusal, decide, replay};
use huiyin_store::{EventStore, StoreError};

impl<S: EventStore, H: Host> Engine<S, H> {
    /// The poll of that id, without the lists of its cards.
    pub(crate) async fn poll(&self, id: &str) -> Result<Poll, Trouble> {
        let found = self.poll_if(id).await?;
        found.ok_or_else(|| refused(PollRefusal::NoSuchPoll))
    }

    /// The poll of that id with the lists of its cards: what its sheet is made of.
    pub(crate) async fn poll_with_lists(&self, id: &str) -> Result<Poll, Trouble> {
        let found = self.poll_read(id, true).await?;
        found.ok_or_else(|| refused(PollRefusal::NoSuchPoll))
    }

    /// The poll of that id, where there is one, without the lists of its cards.
    pub(crate) async fn poll_if(&self, id: &str) -> Result<Option<Poll>, StoreError> {
        self.poll_read(id, false).await
    }

    async fn poll_read(&self, id: &str, lists: bool) -> Result<Option<Poll>, StoreError> {
        let positions: Vec<u64> = {
            let state = self.state.borrow();
            let polls = state.projection.facts.polls();
            let at = polls.binary_search_by(|one| one.poll.as_str().cmp(id));
            let Some(found) = at.ok().and_then(|at| polls.get(at)) else {
                return Ok(None);
            };
            let lists = found.lists.iter().filter(|_| lists);
            let all = found.positions.iter().chain(lists);
            all.copied().map(u64::from).collect()
        };
        let lines = self.store.read_at(&positions).await?;
        let state = self.state.borrow();
        let marks = &state.projection.marks;
        let mut unknown = 0;
        let mut stamped: Vec<(u64, String, PollEvent)> = Vec::new();
        for line in &lines {
            let Ok(line) = Line::read(line) else {
                continue;
            };
            if marks.aside(line.aggregate, line.id) {
                continue;
            }
            match PollEvent::read(line.kind, line.body) {
                Some(event) => stamped.push((line.seq, line.id.to_owned(), event)),
                None => unknown += 1,
            }
        }
        stamped.sort_unstable_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
        let mut poll = replay(stamped.iter().map(|(_, _, event)| event));
        if let Some(poll) = &mut poll {
            poll.anomalies += unknown;
        }
        Ok(poll)
    }

    /// Carries an order out: decides, seals, appends; decides again where another tab
    /// wrote first. `order` makes the order of the poll as it then stands.
    pub(crate) async fn poll_carry(
        &self,
        who: Asker<'_>,
        id: &str,
        order: impl Fn(Option<&Poll>) -> super::Ordered,
    ) -> Result<(), Trouble> {
        let _pass = self.gate.pass().await;
        for _ in 0..TRIES {
            self.fold_tail().await?;
            let expected = self.head();
            let poll = self.poll_if(id).await?;
            let events = self.poll_decided(who, poll.as_ref(), order(poll.as_ref())?)?;
            let sealed = self.sealed(who, [(aggregate(id), events)]).await?;
            match self.append(&sealed, expected).await {
                Ok(_) => {
                    self.snapshot_if(SNAPSHOT_EVERY).await;
                    return Ok(());
                }
                Err(StoreError::Moved { .. }) => continue,
                Err(error) => return Err(error.into()),
            }
        }
        Err(StoreError::Moved { head: self.head() }.into())
    }

    /// What the rules say to an order.
    pub(crate) fn poll_decided(
        &self,
        who: Asker<'_>,
        poll: Option<&Poll>,
        order: Order,
    ) -> Result<Vec<PollEvent>, Trouble> {
        let context = PollContext {
            today: self.today(),
            actor: who.actor,
        };
        decide(poll, order, &context).map_err(refused)
    }
}

/// The aggregate of a poll.
pub(crate) fn aggregate(id: &str) -> String {
    format!("{POLL_PREFIX}{id}")
}
