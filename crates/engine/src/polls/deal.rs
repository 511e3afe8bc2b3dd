//! Dealing the cards: secrets are drawn, printed once, and kept nowhere.

use super::{office, stopped, unfit};
use crate::fail::Trouble;
use crate::host::Host;
use crate::workspace::{Asker, Engine};
use huiyin_ballot::{CardSecret, Dealer, PollSecret};
use huiyin_protocol::Push;
use huiyin_protocol::poll::{Dealt, PollReply};
use huiyin_rules::Text;
use huiyin_rules::poll::{Holder, Order, PollKind, PollRefusal, PollSealed, Sealing, limits};
use huiyin_store::EventStore;

/// Keys made before others get their turn.
const TOGETHER: usize = 64;

impl<S: EventStore, H: Host> Engine<S, H> {
    pub(super) async fn poll_deal(
        &self,
        who: Asker<'_>,
        id: &str,
        spare: u32,
    ) -> Result<PollReply, Trouble> {
        office(who)?;
        let poll = self.poll(id).await?;
        // Asked first, so that nobody waits for cards that cannot be used.
        let voters = u32::try_from(poll.plan.voters.len()).unwrap_or(u32::MAX);
        let count = voters.saturating_add(spare);
        if count > limits::CARDS {
            return Err(super::refused(PollRefusal::Range {
                field: Text::new("票卡数", "the number of cards"),
                least: voters,
                most: limits::CARDS,
            }));
        }
        if !poll.plan.kind.has_cards() {
            return Err(super::refused(PollRefusal::WayUnfit));
        }
        let cards = (0..count).map(|_| CardSecret::from_bytes(self.host.random()));
        let draft = super::sheet::draft(id, &poll.plan)?;
        let secret = PollSecret::from_bytes(self.host.random());
        let mut dealer = Dealer::new(draft, cards.collect(), secret, self.host.random())
            .map_err(|error| unfit(&error))?;
        self.cancelled.set(false);
        while !dealer.step(TOGETHER) {
            let (done, total) = dealer.progress();
            self.host.push(Push::Progress {
                done: done as u64,
                total: total as u64,
            });
            self.host.breathe().await;
            if self.cancelled.get() {
                return Err(stopped());
            }
        }
        let dealt = dealer.finish();
        let sheet = dealt.sheet.name();
        let dealing = dealt.sheet.dealing();
        let questions = poll.plan.questions.iter().map(|one| one.id.clone());
        let sealing = Sealing {
            sealed: PollSealed {
                key: dealing.key,
                checks: dealing.checks,
                issued: dealing.issued,
                sheet: sheet.clone(),
                holders: (dealing.holders.into_iter().flatten())
                    .map(|(voter, cards)| Holder { voter, cards })
                    .collect(),
            },
            lists: questions.zip(dealing.lists).collect(),
        };
        // Recorded before anything is shown: cards that nobody can vote with are not printed.
        self.poll_carry(who, id, |_| Ok(Order::Seal(sealing.clone())))
            .await?;
        let named = poll.plan.kind == PollKind::Named;
        let mut codes: Vec<(String, Option<String>)> = Vec::with_capacity(dealt.codes.len());
        for (at, code) in dealt.codes.iter().enumerate() {
            let holder = poll.plan.voters.get(at).filter(|_| named).cloned();
            codes.push((code.to_string(), holder));
        }
        let shares = poll.plan.observers.iter().zip(&dealt.shares);
        Ok(PollReply::Dealt(Dealt {
            id: id.to_owned(),
            title: poll.plan.title.clone(),
            cards: codes,
            shares: shares
                .map(|(observer, share)| (observer.clone(), share.code().to_string()))
                .collect(),
            sheet,
        }))
    }
}
