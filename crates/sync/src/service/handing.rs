//! Handing deputies what is theirs, with every sync.

use super::{Outside, Service, Trouble};
use crate::carrier::Any;
use crate::probe::Bench;
use crate::pull::{Depth, pull};
use huiyin_log::Space;
use huiyin_log::access::Grant;
use huiyin_store::EventStore;
use std::collections::{BTreeMap, BTreeSet};

/// Orders about access that are said in one object.
const TOGETHER: usize = 200;
/// Seconds that a device waits for each one that comes before it.
const TURN: i64 = 60;

/// Since when deputies' spaces lack what others recorded, by this device's clock.
pub(super) type Noticed = BTreeMap<Space, i64>;

impl<E, O, T, H> Service<E, O, T, H>
where
    E: EventStore,
    O: EventStore,
    T: Bench + Clone,
    H: Outside,
{
    /// Gives deputies' devices the keys of their spaces, where this device decides that,
    /// and hands deputies what they lack.
    pub(super) async fn hand_over(&self, carrier: Option<&Any<T>>) -> Result<(), Trouble> {
        let keys = self.replica.deputies_keys(&self.host);
        for some in keys.chunks(TOGETHER) {
            let actor = self.own_actor()?;
            self.replica.speak(some, actor, &self.host).await?;
        }
        let lacking = self.replica.lacking(&self.host);
        let still = |space: &Space| lacking.iter().any(|one| one.space == *space);
        self.noticed.borrow_mut().retain(|space, _| still(space));
        for one in lacking {
            self.replica.hand(&one.space, &one.own, &self.host).await?;
            if one.others.is_empty() || !self.is_due(&one.space) {
                continue;
            }
            // Whoever comes before may have done it, which is not seen without looking.
            let mut others = one.others;
            if let Some(carrier) = carrier {
                let spaces = [one.space.clone()];
                pull(&self.replica, carrier, &spaces, Depth::Onwards, &self.told).await?;
                others = self.replica.lacks_of_others(&one.space, &self.host);
            }
            self.replica.hand(&one.space, &others, &self.host).await?;
        }
        Ok(())
    }

    /// Gets what was handed to the deputies whose device this is.
    pub(super) async fn get_handed(&self, carrier: &Any<T>, depth: Depth) -> Result<(), Trouble> {
        let member = self.own_member()?;
        let own = member.grants.iter().filter_map(Grant::own_space);
        let spaces: BTreeSet<Space> = own.collect();
        let spaces: Vec<Space> = spaces.into_iter().collect();
        if !spaces.is_empty() {
            pull(&self.replica, carrier, &spaces, depth, &self.told).await?;
        }
        Ok(())
    }

    /// Gets what was handed to deputies: of a device that is put out, what is not known
    /// would count no more, and deputies have it from there alone.
    pub(super) async fn look_at_handed(&self, carrier: &Any<T>) -> Result<(), Trouble> {
        let roll = self.replica.roll();
        let spaces: Vec<Space> = roll.deputies_spaces().cloned().collect();
        if !spaces.is_empty() && self.replica.holds_key(&Space::office()) {
            pull(&self.replica, carrier, &spaces, Depth::Onwards, &self.told).await?;
        }
        Ok(())
    }

    /// Whether it is this device's turn to hand on what others recorded: each hint wakes
    /// all of an office's devices at once, and one of them is enough.
    fn is_due(&self, space: &Space) -> bool {
        let now = self.host.now().timestamp();
        let mut noticed = self.noticed.borrow_mut();
        let since = noticed.entry(space.clone()).or_insert(now);
        // A clock that was set back must not stop it.
        *since = now.min(*since);
        let order = self.replica.handing_order(space);
        let own = self.replica.device();
        let before = order.iter().take_while(|one| Some(*one) != own.as_ref());
        let waits = i64::try_from(before.count()).unwrap_or(i64::MAX);
        now - *since >= waits.saturating_mul(TURN)
    }
}
