//! Orders of the page as orders of the rules.

use super::{office, unfit};
use crate::fail::Trouble;
use crate::host::Host;
use crate::workspace::{Asker, Engine};
use huiyin_ballot::scan;
use huiyin_protocol::poll::{PollOrder, PollReply};
use huiyin_rules::poll::{Order, VoidedCard};
use huiyin_store::EventStore;

impl<S: EventStore, H: Host> Engine<S, H> {
    pub(super) async fn poll_order(
        &self,
        who: Asker<'_>,
        id: &str,
        order: PollOrder,
    ) -> Result<PollReply, Trouble> {
        office(who)?;
        let order = match order {
            PollOrder::Void { cards, cause } => {
                let poll = self.poll_with_lists(id).await?;
                let sheet = super::sheet::of(id, &poll)?;
                let mut voided = Vec::with_capacity(cards.len());
                for typed in cards.iter().filter(|typed| !typed.trim().is_empty()) {
                    let scanned = scan(typed).map_err(|error| unfit(&error))?;
                    if !scanned.card.belongs(&sheet) {
                        return Err(not_of_this(typed));
                    }
                    voided.push(VoidedCard {
                        card: scanned.card.code().to_string(),
                        cause,
                    });
                }
                Order::Void(voided)
            }
            PollOrder::Open => Order::Open,
            PollOrder::CheckIn { voter, way } => Order::CheckIn { voter, way },
            PollOrder::UndoCheckIn { voter, reason } => Order::UndoCheckIn { voter, reason },
            PollOrder::Close => Order::Close,
            PollOrder::Reopen(reason) => Order::Reopen { reason },
            PollOrder::CountPaper { by, totals } => Order::CountPaper {
                by: by.trim().to_owned(),
                totals,
            },
            PollOrder::Annul(reason) => return self.poll_annul(who, id, reason).await,
        };
        self.poll_carry(who, id, |_| Ok(order.clone())).await?;
        self.poll_view(who, id).await
    }
}

fn not_of_this(typed: &str) -> Trouble {
    let typed: String = typed.chars().take(40).collect();
    Trouble::input(
        "card_of_another_poll",
        format!("票卡{typed}不是本场测评的票卡。请核对票卡上的测评名称。"),
        format!("card {typed} is not of this poll; look at the poll's name on it"),
    )
}
