//! Syncing: when, and in which order.

use super::{Outside, Service, Trouble};
use crate::carrier::{Any, Carrier};
use crate::http::Request;
use crate::probe::Bench;
use crate::pull::{Depth, pull};
use crate::push::{compact, push};
use crate::replica::SyncError;
use huiyin_log::{Space, time_text};
use huiyin_store::{EventStore, StoreError};

/// Seconds from one sync to the next where nothing happens.
const EVERY: i64 = 30;
/// Seconds of the first waiting after a failure; doubled each time.
const FIRST_WAIT: i64 = 5;
/// Longest waiting after a failure, in seconds.
const LONGEST_WAIT: i64 = 300;
/// Syncs after which every folder is looked at again.
const THOROUGH: u32 = 20;

/// What is due, and when.
#[derive(Debug, Default)]
pub(super) struct Due {
    /// Something changed here or there.
    woken: bool,
    /// When the last sync ended, by this device's clock.
    last: i64,
    /// Failures in a row.
    failures: u32,
    /// Not before this second.
    wait_until: i64,
    /// Syncs since every folder was looked at; `None` before the first.
    since_thorough: Option<u32>,
    /// What went wrong last.
    pub trouble: Option<Trouble>,
    /// When a sync last ended well, as it is shown.
    pub last_good: String,
    /// Requests to be let in that were seen.
    pub requests: u64,
    /// A sync is under way.
    pub busy: bool,
}

impl Due {
    /// The next sync looks at everything, at once.
    pub fn everything(&mut self) {
        self.since_thorough = None;
        self.woken = true;
        self.wait_until = 0;
        self.failures = 0;
        self.trouble = None;
    }

    fn is_due(&self, now: i64) -> bool {
        // A clock that was set back must not stop the syncing.
        let waited = now >= self.wait_until || now < self.last;
        waited && (self.woken || now - self.last >= EVERY || now < self.last)
    }

    /// Whether it waits after a failure.
    pub fn waits(&self, now: i64) -> bool {
        now < self.wait_until
    }
}

impl<E, O, T, H> Service<E, O, T, H>
where
    E: EventStore,
    O: EventStore,
    T: Bench + Clone,
    H: Outside,
{
    /// Something changed, here or there: the next tick syncs.
    pub fn wake(&self) {
        let mut due = self.due.borrow_mut();
        due.woken = true;
        // Whoever comes back to the page does not wait for the longest waiting to end.
        if due.failures > 0 {
            due.wait_until = due.wait_until.min(due.last + FIRST_WAIT);
        }
    }

    /// Syncs if that is due. To be called every few seconds.
    pub async fn tick(&self) {
        if let Err(trouble) = self.open().await {
            self.due.borrow_mut().trouble = Some(trouble);
            self.push_status().await;
            return;
        }
        if self.replica.identity().is_none() {
            return;
        }
        let now = self.host.now().timestamp();
        let due = self.due.borrow().is_due(now) && !self.due.borrow().busy;
        if due {
            // What went wrong is kept and shown.
            let _ = self.sync_now(false).await;
        }
    }

    /// The request that a server's hints are listened to with; `None` where the store gives none.
    pub fn hints(&self) -> Option<Request> {
        match &**self.carrier.borrow().as_ref()? {
            Any::Server(server) => server.hints(),
            Any::WebDav(_) | Any::S3(_) => None,
        }
    }

    /// Fails with [`StoreError::Reset`] once somebody emptied the stores.
    ///
    /// # Errors
    /// The stores were emptied, or cannot be asked.
    pub async fn is_current(&self) -> Result<(), StoreError> {
        self.replica.events().head().await?;
        self.replica.objects().head().await?;
        Ok(())
    }

    /// Brings this device and the store together.
    pub(super) async fn sync_now(&self, asked: bool) -> Result<(), Trouble> {
        let _pass = self.gate.pass().await;
        self.told.stop.set(false);
        self.told.last.set(None);
        self.due.borrow_mut().woken = false;
        self.due.borrow_mut().busy = true;
        if asked {
            self.push_status().await;
        }
        let done = self.synced().await;
        let now = self.host.now();
        {
            let mut due = self.due.borrow_mut();
            due.busy = false;
            due.last = now.timestamp();
            match &done {
                Ok(()) => {
                    due.failures = 0;
                    due.wait_until = 0;
                    due.trouble = None;
                    due.last_good = time_text(&now);
                }
                Err(trouble) if trouble.code == SyncError::Cancelled.code() => {}
                Err(trouble) => {
                    let wait = FIRST_WAIT << due.failures.min(8);
                    due.failures += 1;
                    due.wait_until = due.last + wait.min(LONGEST_WAIT);
                    due.trouble = Some(trouble.clone());
                }
            }
        }
        self.told.last.set(None);
        self.replica.keep().await;
        self.push_status().await;
        done
    }

    async fn synced(&self) -> Result<(), Trouble> {
        let before = self.replica.events().head().await?;
        let done = self.synced_with_store().await;
        let after = self.replica.events().head().await?;
        // Also where it stopped half-way: what came is there.
        if after != before || self.standing_moved().await? {
            self.host.announce(after);
        }
        done
    }

    async fn synced_with_store(&self) -> Result<(), Trouble> {
        let Some(carrier) = self.carrier().await? else {
            // Without a store there still is something to be put under this device's signature.
            self.replica.seal_own(&self.host).await?;
            if self.own_member().is_ok() {
                self.hand_over(None).await?;
            }
            return Ok(());
        };
        self.ask_again(&*carrier).await?;
        let thorough = {
            let due = self.due.borrow();
            due.since_thorough.is_none_or(|since| since >= THOROUGH)
        };
        let depth = if thorough {
            Depth::Everything
        } else {
            Depth::Onwards
        };
        let told = &self.told;
        self.first_steps(&*carrier).await?;
        pull(&self.replica, &*carrier, &[Space::access()], depth, told).await?;
        self.settle_joining().await?;
        if self.own_member().is_ok() {
            let spaces = self.readable();
            self.start_from_snapshot(&*carrier).await?;
            pull(&self.replica, &*carrier, &spaces, depth, told).await?;
            // An older server knows nothing of deputies' spaces: what it refuses of them is told
            // once everything else is done.
            let got = self.get_handed(&*carrier, depth).await;
            self.replica.seal_own(&self.host).await?;
            let handed = self.hand_over(Some(&*carrier)).await;
            let pushed = push(&self.replica, &*carrier, told).await?;
            // What a store will not take of others, such as a revoked device's, is no trouble of
            // this device's.
            if let Some(refused) = pushed.refused.filter(|_| self.own_is_open()) {
                return Err(refused.into());
            }
            compact(&self.replica, &*carrier).await?;
            self.look_for_requests(&*carrier).await?;
            got.and(handed)?;
        }
        let mut due = self.due.borrow_mut();
        due.since_thorough = Some(if thorough {
            0
        } else {
            due.since_thorough.unwrap_or(0) + 1
        });
        Ok(())
    }

    /// Whether the store lacks something that this device made.
    fn own_is_open(&self) -> bool {
        self.replica.look(|index| {
            let own = index
                .entries
                .iter()
                .filter(|entry| index.mine.contains(&entry.id));
            own.into_iter().any(|entry| !entry.stored)
        })
    }

    /// On an empty store the founding comes first: nobody may read or write before it.
    async fn first_steps<C: Carrier>(&self, carrier: &C) -> Result<(), Trouble> {
        let founded_here = self.replica.look(|index| {
            index
                .entries
                .iter()
                .any(|entry| entry.seq == 1 && !entry.stored && index.mine.contains(&entry.id))
        });
        let access_stored = self.replica.look(|index| {
            index.entries.iter().any(|entry| {
                let chain = index.chain(entry.chain);
                entry.stored && chain.is_some_and(|chain| chain.space.as_str() == Space::ACCESS)
            })
        });
        if founded_here && !access_stored && self.own_member().is_ok() {
            push(&self.replica, carrier, &self.told).await?;
            self.keep_claim(None).await?;
        }
        Ok(())
    }

    /// The spaces beside `access` that this device may read, without those of deputies.
    pub(super) fn readable(&self) -> Vec<Space> {
        let mut spaces = vec![Space::main()];
        if let Ok(member) = self.own_member() {
            let own = member.grants.iter().flat_map(|grant| &grant.spaces);
            for space in own {
                let common = matches!(space.as_str(), Space::ACCESS | Space::MAIN);
                if !common && !space.is_deputys() && !spaces.contains(space) {
                    spaces.push(space.clone());
                }
            }
        }
        spaces
    }
}
