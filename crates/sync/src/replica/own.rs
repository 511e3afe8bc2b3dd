//! This device's own lines and orders, put into signed objects.

use super::before::{Before, before, own_last};
use super::index::{Signature, object_id, object_key};
use super::keep::TRIES;
pub use super::opened::wrap_context;
use super::runs::{Run, pieces};
use super::{Identity, Record, Replica, SyncError};
use chrono::{DateTime, FixedOffset};
use huiyin_log::access::AccessEvent;
use huiyin_log::{Draft, Envelope, LogId, Object, ObjectError, Space, Wrap};
use huiyin_rules::{Actor, Party, Role};
use huiyin_store::{EventStore, StoreError};
use std::collections::BTreeSet;

/// Lines read by one call.
const PAGE: usize = 1_000;

/// What a replica asks of the outside when it speaks for itself.
pub trait Speaker {
    /// The moment it is, at +08:00.
    fn now(&self) -> DateTime<FixedOffset>;
    /// 128 fresh random bits.
    fn random(&self) -> [u8; 16];
}

/// 256 fresh random bits.
pub fn seed(speaker: &impl Speaker) -> [u8; 32] {
    let mut seed = [0; 32];
    let (first, second) = seed.split_at_mut(16);
    first.copy_from_slice(&speaker.random());
    second.copy_from_slice(&speaker.random());
    seed
}

/// What goes into an object.
struct Content<'a> {
    space: &'a Space,
    lines: Vec<Envelope>,
    adopts: bool,
}

impl<E: EventStore, O: EventStore> Replica<E, O> {
    /// Puts this device's new lines into objects. Gives how many objects were made.
    ///
    /// To be called after what the store has of this device's own chains was taken in:
    /// a restored or copied installation is then found out before it uses a number twice.
    ///
    /// # Errors
    /// A store failed.
    pub async fn seal_own(&self, speaker: &impl Speaker) -> Result<u64, SyncError> {
        let _pass = self.gate.pass().await;
        let mut made = 0;
        let mut tries = 0;
        loop {
            self.refresh().await?;
            self.refresh_events().await?;
            self.settle().await?;
            let own = self.own_parties();
            if own.is_empty() {
                break;
            }
            self.leave_foreign_chains().await?;
            let (from, head) = {
                let index = self.index.borrow();
                (index.sealed_to + 1, index.events_head)
            };
            if from > head {
                break;
            }
            let page = self.events.read(from, PAGE).await?;
            let before = made;
            if !self.seal_page(&page, &own, speaker, &mut made).await? {
                // Another tab came before with an object: everything is looked at anew.
                tries = if made > before { 0 } else { tries + 1 };
                if tries > TRIES {
                    let head = self.index.borrow().position;
                    return Err(StoreError::Moved { head }.into());
                }
            }
        }
        // Another tab may have told it what it knew before.
        self.tell_engine().await?;
        self.snapshot_if(500).await;
        Ok(made)
    }

    /// False where another tab kept something meanwhile.
    async fn seal_page(
        &self,
        page: &[(u64, Vec<u8>)],
        own: &[Party],
        speaker: &impl Speaker,
        made: &mut u64,
    ) -> Result<bool, SyncError> {
        let Some((last, _)) = page.last() else {
            return Ok(true);
        };
        let others = self.others.get();
        let mut runs = self.runs(page, own);
        while !runs.is_empty() {
            let run = runs.remove(0);
            // Runs may lie one within the other; what is sealed to is what lies before all others.
            let open = runs.iter().map(|run| run.from).min();
            if self.others.get() != others || !self.seal_run(run, speaker).await? {
                return Ok(false);
            }
            *made += 1;
            self.sealed_to(open.map_or(*last, |from| from - 1));
            self.settle().await?;
        }
        self.sealed_to(*last);
        Ok(true)
    }

    fn sealed_to(&self, position: u64) {
        let mut index = self.index.borrow_mut();
        index.sealed_to = index.sealed_to.max(position);
    }

    /// Everybody this device may be; nobody where it may not speak.
    fn own_parties(&self) -> Vec<Party> {
        let Some(device) = self.device() else {
            return Vec::new();
        };
        let roll = self.roll.borrow();
        let member = roll
            .member(&device)
            .filter(|member| member.revoked.is_empty());
        let grants = member.iter().flat_map(|member| &member.grants);
        grants.map(|grant| grant.party.clone()).collect()
    }

    /// Begins new chains where something stands in this device's chains that this very
    /// installation did not make: it was restored from a backup, or copied.
    async fn leave_foreign_chains(&self) -> Result<(), SyncError> {
        self.verify_own().await?;
        if !self.not_alone_in_chains() {
            return Ok(());
        }
        if let Some(identity) = self.identity() {
            self.keep_identity(Some(identity.anew())).await?;
            self.objects.meta_put("restarted", b"1").await?;
        }
        Ok(())
    }

    /// Looks at the signatures in this device's own chains, also where it is not on the
    /// roll yet: what somebody else put there is no sign of a copy.
    async fn verify_own(&self) -> Result<(), SyncError> {
        let (Some(identity), Some(device)) = (self.identity(), self.device()) else {
            return Ok(());
        };
        let asked = self.places(|index, _, entry| {
            let chain = index.chain(entry.chain);
            entry.signature == Signature::Unasked
                && chain.is_some_and(|chain| chain.device == device)
        });
        if asked.is_empty() {
            return Ok(());
        }
        let key = identity.signer().map_err(ObjectError::Unsigned)?;
        let key = huiyin_log::Signer::public(&key);
        for (place, object) in self.objects_of(&asked).await? {
            let good = object.verify(&key);
            self.index.borrow_mut().signed(place, good);
        }
        Ok(())
    }

    /// The logs this device wrote or writes, by space.
    pub fn own_logs(&self) -> BTreeSet<(Space, LogId)> {
        let (Some(device), Some(identity)) = (self.device(), self.identity()) else {
            return BTreeSet::new();
        };
        let index = self.index.borrow();
        let own = index.chains.iter().filter(|chain| chain.device == device);
        let known = own.map(|chain| (chain.space.clone(), chain.log.clone()));
        let kept = identity.logs.into_iter().chain(identity.adopting);
        known.chain(kept).collect()
    }

    /// Whether another installation wrote in this one's chains.
    pub fn not_alone_in_chains(&self) -> bool {
        let (Some(device), Some(identity)) = (self.device(), self.identity()) else {
            return false;
        };
        let index = self.index.borrow();
        let logs = identity.logs.iter().chain(&identity.adopting);
        let mut chains = logs.filter_map(|(space, log)| {
            let number = index.chain_known(&device, log, space)?;
            index.chain(number)
        });
        chains.any(|chain| {
            let mut places = chain.by_seq.values().flatten();
            places.any(|place| {
                index.entry(*place).is_some_and(|entry| {
                    entry.signature == Signature::Good && !index.mine.contains(&entry.id)
                })
            })
        })
    }

    /// False where another tab kept something meanwhile.
    async fn seal_run(&self, run: Run, speaker: &impl Speaker) -> Result<bool, SyncError> {
        let (from, to, below) = (run.from, run.to, run.below());
        let content = Content {
            space: &run.space,
            lines: run.lines,
            adopts: run.adopts,
        };
        let made = self.make(content, from, below, speaker).await?;
        self.keep_made(made, Some(to)).await
    }

    /// Says something about access: one object of the given events.
    ///
    /// # Errors
    /// The device takes no part, or a store failed.
    pub async fn speak(
        &self,
        events: &[AccessEvent],
        actor: Actor,
        speaker: &impl Speaker,
    ) -> Result<(), SyncError> {
        let _pass = self.gate.pass().await;
        let space = Space::access();
        for _ in 0..TRIES {
            self.refresh().await?;
            self.settle().await?;
            self.leave_foreign_chains().await?;
            let (log, prev) = self.log_in(&space, false, u64::MAX, speaker).await?;
            let past = self.before(&space, prev, u64::MAX, u64::MAX).lamport();
            let lines: Result<Vec<Envelope>, _> = (past + 1..)
                .zip(events)
                .map(|(seq, event)| event.seal(log.clone(), seq, actor.clone(), speaker.now()))
                .collect();
            let content = Content {
                space: &space,
                lines: lines.map_err(ObjectError::Event)?,
                adopts: false,
            };
            let made = self.make(content, u64::MAX, u64::MAX, speaker).await?;
            if self.keep_made(made, None).await? {
                return self.settle().await;
            }
        }
        let head = self.index.borrow().position;
        Err(StoreError::Moved { head }.into())
    }

    /// Vouches for others' lines, which do not count as they came. What nobody can vouch
    /// for is left out.
    ///
    /// # Errors
    /// The device is no office's, or a store failed.
    pub async fn adopt(
        &self,
        space: &Space,
        lines: Vec<Envelope>,
        speaker: &impl Speaker,
    ) -> Result<(), SyncError> {
        let _pass = self.gate.pass().await;
        for (space, lines) in pieces(space, lines) {
            self.adopt_piece(&space, lines, |lines| lines, speaker)
                .await?;
        }
        Ok(())
    }

    /// Vouches for lines in one object, as far as they are still `left` to be vouched for
    /// when it is made. Gives how many it has.
    pub(super) async fn adopt_piece(
        &self,
        space: &Space,
        lines: Vec<Envelope>,
        left: impl Fn(Vec<Envelope>) -> Vec<Envelope>,
        speaker: &impl Speaker,
    ) -> Result<u64, SyncError> {
        for _ in 0..TRIES {
            self.refresh().await?;
            self.settle().await?;
            let lines = left(lines.clone());
            if lines.is_empty() {
                return Ok(0);
            }
            let own = self.own_parties();
            if !own.iter().any(|own| own.role == Role::Office) {
                return Err(SyncError::NoMember);
            }
            self.leave_foreign_chains().await?;
            let newest = lines.iter().map(|line| line.parts().seq).max();
            let below = newest.unwrap_or(0).saturating_add(1);
            let count = lines.len() as u64;
            let content = Content {
                space,
                lines,
                adopts: true,
            };
            let made = self.make(content, u64::MAX, below, speaker).await?;
            if self.keep_made(made, None).await? {
                self.settle().await?;
                return Ok(count);
            }
        }
        let head = self.index.borrow().position;
        Err(StoreError::Moved { head }.into())
    }

    /// The log this device writes in a space, and its last object there.
    ///
    /// Minted at its first use, and where lines are older than what stands in it.
    async fn log_in(
        &self,
        space: &Space,
        adopts: bool,
        below: u64,
        speaker: &impl Speaker,
    ) -> Result<(LogId, Option<u128>), SyncError> {
        let identity: Identity = self.identity().ok_or(SyncError::NoMember)?;
        let device = self.device().ok_or(SyncError::NoMember)?;
        if let Some(log) = identity.log(space, adopts) {
            let index = self.index.borrow();
            let last = own_last(&index, &device, space, log);
            if adopts || last.is_none_or(|last| last.lamport < below) {
                return Ok((log.clone(), last.map(|last| last.id)));
            }
        }
        let log = LogId::from_bytes(speaker.random());
        let identity = identity.with_log(space, adopts, log.clone());
        self.keep_identity(Some(identity)).await?;
        Ok((log, None))
    }

    fn before(&self, space: &Space, prev: Option<u128>, from: u64, below: u64) -> Before {
        let index = self.index.borrow();
        let prev = prev.and_then(|prev| index.named(prev));
        before(&index, prev, space, from, below)
    }

    /// Makes the next object of a chain, building on what was placed before position
    /// `from` and has a Lamport number below `below`.
    async fn make(
        &self,
        content: Content<'_>,
        from: u64,
        below: u64,
        speaker: &impl Speaker,
    ) -> Result<Made, SyncError> {
        let Content {
            space,
            lines,
            adopts,
        } = content;
        let (log, prev) = self.log_in(space, adopts, below, speaker).await?;
        let identity = self.identity().ok_or(SyncError::NoMember)?;
        let signer = identity.signer().map_err(ObjectError::Unsigned)?;
        let position = self.index.borrow().position;
        let past = self.before(space, prev, from, below);
        let roll = self.roll.borrow();
        let key = roll.key(space).filter(|_| space.as_str() != Space::ACCESS);
        let wrap = key.map_or(Wrap::Clear, |key| Wrap::Sealed {
            generation: key.generation,
            to: key.public,
            random: seed(speaker),
        });
        let unread = key.is_some() && !self.holds_key(space);
        let kept = if unread {
            lines.iter().map(Envelope::encode).collect()
        } else {
            Vec::new()
        };
        let object = Object::sign(
            Draft {
                workspace: identity.workspace.clone(),
                space: space.clone(),
                log,
                seq: past.seq,
                prev: past.prev.and_then(|prev| object_id(prev.id)),
                heads: past
                    .heads
                    .iter()
                    .filter_map(|head| object_id(head.id))
                    .collect(),
                beside: past.beside.iter().filter_map(|id| object_id(*id)).collect(),
                past: past.lamport(),
                adopts,
                at: speaker.now(),
                lines,
                wrap,
            },
            &signer,
        )?;
        Ok(Made {
            object,
            unread: kept,
            position,
        })
    }

    /// Keeps an object of this device in one transaction with what is known of it; false
    /// where another tab kept something since it was made.
    async fn keep_made(&self, made: Made, placed: Option<u64>) -> Result<bool, SyncError> {
        let id = object_key(made.object.id());
        let mut records = vec![
            Record::Object(made.object.into_bytes()),
            Record::Made(vec![id]),
        ];
        // A device that may not read the space it writes to still knows what it wrote itself.
        if !made.unread.is_empty() {
            records.push(Record::Lines {
                object: id,
                lines: made.unread,
            });
        }
        records.extend(placed.map(|head| Record::Placed {
            head,
            objects: vec![id],
        }));
        self.record_at(&records, made.position).await
    }
}

/// An object of this device that is not kept yet.
struct Made {
    object: Object,
    /// Its lines, where this device cannot open it.
    unread: Vec<Vec<u8>>,
    /// Where the objects' store stood when it was made.
    position: u64,
}
