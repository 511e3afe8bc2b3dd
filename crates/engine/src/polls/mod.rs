//! Polls (feature `polls`): asked as bytes, folded when they are looked at.
//!
//! The record holds what [`huiyin_rules::poll`] says; the sealed votes themselves lie in
//! the store beside it ([`boxed`]), under their names, until the board is published.
//! Codes of cards and shares pass through once, on the way to the printer, and are kept
//! nowhere.

mod board;
mod boxed;
mod count;
mod deal;
mod declare;
mod items;
mod kept;
mod order;
mod plan;
mod sheet;
mod view;

use crate::fail::Trouble;
use crate::host::Host;
use crate::own;
use crate::workspace::{Asker, Engine};
use huiyin_ballot::BallotError;
use huiyin_protocol::poll::{PollAsk, PollReply};
use huiyin_protocol::{FailureKind, Reply, decode, encode};
use huiyin_rules::Role;
use huiyin_rules::poll::{Order, PollRefusal};
use huiyin_store::EventStore;

impl<S: EventStore, H: Host> Engine<S, H> {
    /// Answers an ask about polls.
    pub(crate) async fn polled(&self, who: Asker<'_>, bytes: &[u8]) -> Result<Reply, Trouble> {
        let ask = decode::<PollAsk>(bytes).map_err(|error| {
            Trouble::new(
                FailureKind::Internal,
                "poll_ask_unreadable",
                format!("页面与引擎的版本不一致（{error}）。请刷新页面。"),
                format!("page and engine are of different versions ({error}); reload the page"),
            )
        })?;
        if ask == PollAsk::Cancel {
            self.cancelled.set(true);
            return Ok(Reply::Poll(encode(&PollReply::Stopped)));
        }
        {
            // Other modules and tabs may have written since the last hint came.
            let _pass = self.gate.pass().await;
            self.fold_tail().await?;
        }
        if records(&ask) {
            own::may_hold_polls(&self.state.borrow(), who)?;
        }
        let reply = self.poll_answer(who, ask).await?;
        Ok(Reply::Poll(encode(&reply)))
    }

    async fn poll_answer(&self, who: Asker<'_>, ask: PollAsk) -> Result<PollReply, Trouble> {
        match ask {
            PollAsk::Cancel => Ok(PollReply::Stopped),
            PollAsk::List => self.poll_rows(who).await.map(PollReply::List),
            PollAsk::Choices => self.poll_choices(who).await.map(PollReply::Choices),
            PollAsk::Show(id) => self.poll_view(who, &id).await,
            PollAsk::Plan { id, draft } => self.poll_plan(who, id, draft).await,
            PollAsk::Deal { id, spare } => self.poll_deal(who, &id, spare).await,
            PollAsk::Order { id, order } => self.poll_order(who, &id, order).await,
            PollAsk::TakeVotes { id, lines, record } => {
                self.poll_take(who, &id, lines, record).await
            }
            PollAsk::Fix(id) => self.poll_fix(who, &id).await,
            PollAsk::Count { id, shares } => self.poll_count(who, &id, &shares).await,
            PollAsk::Declare {
                id,
                shares,
                note,
                due,
                rehandle,
            } => {
                let told = declare::Told {
                    note,
                    due,
                    rehandle,
                };
                self.poll_declare(who, &id, &shares, told).await
            }
            PollAsk::Sheet(id) => self.poll_sheet(who, &id).await,
            PollAsk::Board(id) => self.poll_board(who, &id).await,
        }
    }
}

/// Whether an ask records something.
const fn records(ask: &PollAsk) -> bool {
    matches!(
        ask,
        PollAsk::Plan { .. }
            | PollAsk::Deal { .. }
            | PollAsk::Order { .. }
            | PollAsk::TakeVotes { .. }
            | PollAsk::Fix(_)
            | PollAsk::Declare { .. }
    )
}

/// Polls are held by the office.
pub(crate) fn office(who: Asker<'_>) -> Result<(), Trouble> {
    match who.actor.acting().role {
        Role::Office => Ok(()),
        role => Err(refused(PollRefusal::OfficeOnly(role))),
    }
}

/// A refusal of the poll's rules, told.
pub(crate) fn refused(refusal: PollRefusal) -> Trouble {
    let text = refusal.text();
    let kind = match &refusal {
        PollRefusal::NoSuchPoll => FailureKind::NotFound,
        _ => FailureKind::Refused,
    };
    Trouble::new(kind, refusal.code(), text.zh, text.en)
}

/// What cards, shares, sheets and votes are refused for, told.
pub(crate) fn unfit(error: &BallotError) -> Trouble {
    let text = error.text();
    Trouble::input(error.code(), text.zh, text.en)
}

/// Counting or dealing was stopped.
pub(crate) fn stopped() -> Trouble {
    Trouble::cancelled("已停止，没有任何改动。", "stopped; nothing was changed")
}

/// An order of the rules without anything to look up.
pub(crate) type Ordered = Result<Order, Trouble>;
