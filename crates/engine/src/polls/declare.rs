//! Declaring a result, and setting a poll aside: into the poll's record and, in the same
//! transaction, into the records of the suggestions it is about.

use super::kept::aggregate;
use super::office;
use crate::act::TRIES;
use crate::fail::Trouble;
use crate::fold::SNAPSHOT_EVERY;
use crate::host::Host;
use crate::workspace::{Asker, Engine};
use chrono::NaiveDate;
use huiyin_protocol::poll::PollReply;
use huiyin_rules::poll::Order;
use huiyin_store::{EventStore, StoreError};

/// What the office says when it declares.
pub(super) struct Told {
    pub note: String,
    pub due: Option<NaiveDate>,
    /// Whether what did not satisfy is handled again from today.
    pub rehandle: bool,
}

/// What an order about a poll does to the suggestions it is about.
#[derive(Clone, Copy)]
enum Beside {
    /// Their records take in the result.
    Record { rehandle: bool },
    /// They no longer hold it.
    TakeBack,
}

impl<S: EventStore, H: Host> Engine<S, H> {
    pub(super) async fn poll_declare(
        &self,
        who: Asker<'_>,
        id: &str,
        shares: &[String],
        told: Told,
    ) -> Result<PollReply, Trouble> {
        office(who)?;
        let poll = self.poll_with_lists(id).await?;
        let counted = self.poll_counted(id, &poll, shares).await?;
        let order = Order::Declare {
            secret: counted.secret,
            cards: counted.cards,
            irregular: counted.irregular,
            named: counted.named,
            note: told.note.trim().to_owned(),
            due: told.due,
        };
        let rehandle = told.rehandle;
        self.poll_and_items(who, id, order, Beside::Record { rehandle })
            .await?;
        self.poll_view(who, id).await
    }

    pub(super) async fn poll_annul(
        &self,
        who: Asker<'_>,
        id: &str,
        reason: String,
    ) -> Result<PollReply, Trouble> {
        office(who)?;
        self.poll_and_items(who, id, Order::Annul { reason }, Beside::TakeBack)
            .await?;
        self.poll_view(who, id).await
    }

    async fn poll_and_items(
        &self,
        who: Asker<'_>,
        id: &str,
        order: Order,
        beside: Beside,
    ) -> Result<(), Trouble> {
        let _pass = self.gate.pass().await;
        for _ in 0..TRIES {
            self.fold_tail().await?;
            let expected = self.head();
            let poll = self.poll(id).await?;
            let events = self.poll_decided(who, Some(&poll), order.clone())?;
            let items = match beside {
                Beside::Record { rehandle } => {
                    self.assessed(who, &poll.plan, &events, rehandle).await?
                }
                Beside::TakeBack => self.taken_back(who, &poll).await?,
            };
            let mut sealed = self.sealed(who, [(aggregate(id), events)]).await?;
            let before = sealed.len() as u64;
            sealed.extend(self.sealed_after(who, items, before).await?);
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
}
