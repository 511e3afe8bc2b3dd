//! This device's own lines and orders, put into signed objects.

use super::index::{Entry, Index, Place, event_key, object_key};
use super::{Identity, Record, Replica, SyncError};
use chrono::{DateTime, FixedOffset};
use huiyin_log::access::AccessEvent;
use huiyin_log::judge::Reason;
use huiyin_log::{Draft, Envelope, LogId, Object, ObjectId, Space, Wrap};
use huiyin_rules::{Actor, Role};
use huiyin_store::EventStore;

/// Kinds of events that only the office reads: who rated what.
const SEALED_KINDS: [&str; 2] = ["evaluated", "looked_back"];
/// Lines read by one call.
const PAGE: usize = 1_000;
/// Bytes of lines after which an object is closed.
const FULL: usize = 384 * 1024;
/// Lines after which an object is closed.
const LINES: usize = 1_000;

/// What a replica asks of the outside when it speaks for itself.
pub trait Speaker {
    /// The moment it is, at +08:00.
    fn now(&self) -> DateTime<FixedOffset>;
    /// 128 fresh random bits.
    fn random(&self) -> [u8; 16];
}

/// 256 fresh random bits.
pub(crate) fn seed(speaker: &impl Speaker) -> [u8; 32] {
    let mut seed = [0; 32];
    let (first, second) = seed.split_at_mut(16);
    first.copy_from_slice(&speaker.random());
    second.copy_from_slice(&speaker.random());
    seed
}

/// Lines that go into one object.
struct Run {
    space: Space,
    adopts: bool,
    /// Where the first of them stands in the events' store.
    from: u64,
    /// Where the last one does.
    to: u64,
    bytes: usize,
    lines: Vec<Envelope>,
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
        self.refresh().await?;
        self.refresh_events().await?;
        self.settle().await?;
        let Some(own) = self.own_party() else {
            return Ok(0);
        };
        self.leave_foreign_chains().await?;
        let mut made = 0;
        loop {
            let (from, head) = {
                let index = self.index.borrow();
                (index.sealed_to + 1, index.events_head)
            };
            if from > head {
                return Ok(made);
            }
            let page = self.events.read(from, PAGE).await?;
            let Some((last, _)) = page.last() else {
                return Ok(made);
            };
            let last = *last;
            let runs = self.runs(&page, &own);
            let full = page.len() == PAGE;
            for run in &runs {
                self.seal_run(run, speaker).await?;
                made += 1;
            }
            if runs.last().is_none_or(|run| run.to < last) {
                let record = Record::Sealed {
                    position: last,
                    objects: Vec::new(),
                };
                // A page of others' lines is noted as well, or it would be read again each time.
                if full || runs.is_empty() && last - from > 50 {
                    self.record(&[record]).await?;
                } else {
                    self.index.borrow_mut().sealed_to = last;
                }
            }
        }
    }

    /// Who this device may be; `None` where it may not speak.
    fn own_party(&self) -> Option<huiyin_rules::Party> {
        let device = self.device()?;
        let roll = self.roll.borrow();
        let member = roll
            .member(&device)
            .filter(|member| member.revoked.is_empty())?;
        member.grant().map(|grant| grant.party.clone())
    }

    /// Begins new chains where something stands in this device's chains that this very
    /// installation did not make: it was restored from a backup, or copied.
    async fn leave_foreign_chains(&self) -> Result<(), SyncError> {
        if !self.not_alone_in_chains() {
            return Ok(());
        }
        let identity = self.identity.borrow().clone();
        if let Some(mut identity) = identity {
            identity.logs.clear();
            self.become_device(Some(identity)).await?;
            self.objects.meta_put("restarted", b"1").await?;
        }
        Ok(())
    }

    /// Whether another installation wrote in this one's chains.
    pub fn not_alone_in_chains(&self) -> bool {
        let (Some(device), Some(identity)) = (self.device(), self.identity()) else {
            return false;
        };
        let index = self.index.borrow();
        identity.logs.iter().any(|(space, log)| {
            let number = index.chain_known(&device, log, space);
            let chain = number.and_then(|number| index.chain(number));
            let mut places = chain
                .iter()
                .flat_map(|chain| chain.by_seq.values().flatten());
            places.any(|place| {
                let entry = index.entry(*place);
                entry.is_some_and(|entry| !index.mine.contains(&entry.id))
            })
        })
    }

    fn runs(&self, page: &[(u64, Vec<u8>)], own: &huiyin_rules::Party) -> Vec<Run> {
        let (index, roll) = (self.index.borrow(), self.roll.borrow());
        let office = Space::office();
        let sealed_space = roll.key(&office).is_some();
        let mut runs: Vec<Run> = Vec::new();
        // A line of somebody else ends every run: what comes after it may build on it.
        let mut closed = 0;
        for (position, bytes) in page {
            let Ok(line) = Envelope::decode(bytes) else {
                continue;
            };
            if !index.carriers(event_key(line.id())).is_empty() {
                closed = runs.len();
                continue;
            }
            let party = &line.parts().actor.party;
            let same = party.role == own.role
                && (own.role == Role::Office || party.name == own.name || own.name.is_empty());
            if !same && own.role != Role::Office {
                continue;
            }
            let hidden = sealed_space && SEALED_KINDS.contains(&line.parts().kind.as_str());
            let space = if hidden {
                office.clone()
            } else {
                Space::main()
            };
            let open = runs.iter_mut().skip(closed).find(|run| {
                run.space == space
                    && run.adopts != same
                    && run.bytes + bytes.len() <= FULL
                    && run.lines.len() < LINES
            });
            match open {
                Some(run) => {
                    run.to = *position;
                    run.bytes += bytes.len();
                    run.lines.push(line);
                }
                None => runs.push(Run {
                    space,
                    adopts: !same,
                    from: *position,
                    to: *position,
                    bytes: bytes.len(),
                    lines: vec![line],
                }),
            }
        }
        runs
    }

    async fn seal_run(&self, run: &Run, speaker: &impl Speaker) -> Result<(), SyncError> {
        let first = run
            .lines
            .iter()
            .map(|line| line.parts().seq)
            .min()
            .unwrap_or(0);
        let below = if run.adopts { u64::MAX } else { first };
        let object = self
            .make(
                &run.space,
                run.lines.clone(),
                run.adopts,
                run.from,
                below,
                speaker,
            )
            .await?;
        let id = object_key(object.id());
        let to = run.to;
        self.record(&[
            Record::Object(object.into_bytes()),
            Record::Placed {
                head: to,
                objects: vec![id],
            },
            Record::Sealed {
                position: to,
                objects: vec![id],
            },
        ])
        .await?;
        self.know_own_lines(id, &run.lines);
        self.settle().await
    }

    /// A device that may not read the space it writes to still knows what it wrote itself.
    fn know_own_lines(&self, id: u128, lines: &[Envelope]) {
        let mut index = self.index.borrow_mut();
        let Some(place) = index.find(id) else {
            return;
        };
        if index
            .entry(place)
            .is_some_and(|entry| entry.lines.is_empty())
        {
            let lines = lines
                .iter()
                .map(|line| super::index::LineEntry::of(line, &mut index.pool))
                .collect();
            index.set_lines(place, lines);
        }
    }

    /// Records others' lines under this office's own signature.
    ///
    /// # Errors
    /// The device takes no part, or a store failed.
    pub(crate) async fn adopt(
        &self,
        space: &Space,
        lines: Vec<Envelope>,
        speaker: &impl Speaker,
    ) -> Result<(), SyncError> {
        let _pass = self.gate.pass().await;
        self.refresh().await?;
        self.settle().await?;
        for lines in lines.chunks(LINES) {
            let object = self
                .make(space, lines.to_vec(), true, u64::MAX, u64::MAX, speaker)
                .await?;
            let id = object_key(object.id());
            let position = self.index.borrow().sealed_to;
            self.record(&[
                Record::Object(object.into_bytes()),
                Record::Sealed {
                    position,
                    objects: vec![id],
                },
            ])
            .await?;
            self.know_own_lines(id, lines);
            self.settle().await?;
        }
        Ok(())
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
        self.refresh().await?;
        self.settle().await?;
        let identity = self.identity().ok_or(SyncError::NoMember)?;
        let space = Space::access();
        let log = self.log_in(&space, speaker).await?;
        let past = {
            let index = self.index.borrow();
            let device = identity
                .device()
                .map_err(huiyin_log::ObjectError::Unsigned)?;
            let (prev, heads) = before(&index, &device, &space, &log, u64::MAX, u64::MAX);
            prev.iter()
                .chain(&heads)
                .map(|(_, lamport)| *lamport)
                .max()
                .unwrap_or(0)
        };
        let lines: Result<Vec<Envelope>, _> = (past + 1..)
            .zip(events)
            .map(|(seq, event)| event.seal(log.clone(), seq, actor.clone(), speaker.now()))
            .collect();
        let lines = lines.map_err(huiyin_log::ObjectError::Event)?;
        let object = self
            .make(&space, lines, false, u64::MAX, u64::MAX, speaker)
            .await?;
        let id = object_key(object.id());
        let position = self.index.borrow().sealed_to;
        self.record(&[
            Record::Object(object.into_bytes()),
            Record::Sealed {
                position,
                objects: vec![id],
            },
        ])
        .await?;
        self.settle().await
    }

    /// The log this device writes in a space, minted at its first use.
    async fn log_in(&self, space: &Space, speaker: &impl Speaker) -> Result<LogId, SyncError> {
        let mut identity: Identity = self.identity().ok_or(SyncError::NoMember)?;
        if let Some(log) = identity.logs.get(space) {
            return Ok(log.clone());
        }
        let log = LogId::from_bytes(speaker.random());
        identity.logs.insert(space.clone(), log.clone());
        self.become_device(Some(identity)).await?;
        Ok(log)
    }

    /// Makes the next object of a chain, building on what was placed before position
    /// `from` and has a Lamport number below `below`.
    async fn make(
        &self,
        space: &Space,
        lines: Vec<Envelope>,
        adopts: bool,
        from: u64,
        below: u64,
        speaker: &impl Speaker,
    ) -> Result<Object, SyncError> {
        let log = self.log_in(space, speaker).await?;
        let identity = self.identity().ok_or(SyncError::NoMember)?;
        let unsigned = huiyin_log::ObjectError::Unsigned;
        let signer = identity.signer().map_err(unsigned)?;
        let device = identity.device().map_err(unsigned)?;
        let index = self.index.borrow();
        let (prev, heads) = before(&index, &device, space, &log, from, below);
        let number = index.chain_known(&device, &log, space);
        let last = number
            .and_then(|number| index.chain(number))
            .map_or(0, |chain| chain.last());
        let past = prev
            .iter()
            .chain(&heads)
            .map(|(_, lamport)| *lamport)
            .max()
            .unwrap_or(0);
        let named = |id: u128| ObjectId::try_from(format!("{id:032x}")).ok();
        let roll = self.roll.borrow();
        let wrap = match roll.key(space).filter(|_| space.as_str() != Space::ACCESS) {
            Some(key) => Wrap::Sealed {
                generation: key.generation,
                to: key.public.clone(),
                random: seed(speaker),
            },
            None => Wrap::Clear,
        };
        Ok(Object::sign(
            Draft {
                workspace: identity.workspace.clone(),
                space: space.clone(),
                log,
                seq: last + 1,
                prev: prev.and_then(|(id, _)| named(id)),
                heads: heads.into_iter().filter_map(|(id, _)| named(id)).collect(),
                past,
                adopts,
                at: speaker.now(),
                lines,
                wrap,
            },
            &signer,
        )?)
    }
}

/// An object to build on: its name and the Lamport number that counts of it.
type Head = (u128, u64);

/// What an object of a chain builds on: the one before it, and the latest of every other
/// chain that was placed before `from` and whose number is below `below`.
fn before(
    index: &Index,
    device: &huiyin_log::DeviceId,
    space: &Space,
    log: &LogId,
    from: u64,
    below: u64,
) -> (Option<Head>, Vec<Head>) {
    let own = index.chain_known(device, log, space);
    let lamport = |entry: &Entry, of: &Space| {
        // Access counts its own numbers.
        let other = of.as_str() == Space::ACCESS && space.as_str() != Space::ACCESS;
        if other { 0 } else { entry.lamport }
    };
    let prev: Option<&Entry> = own
        .and_then(|own| index.chain(own))
        .and_then(|chain| chain.by_seq.values().next_back()?.first())
        .and_then(|place| index.entry(*place));
    let mut heads: Vec<(&Entry, u64)> = Vec::new();
    for (number, chain) in (0..).zip(&index.chains) {
        let readable = chain.space == *space
            || (space.as_str() != Space::ACCESS
                && matches!(chain.space.as_str(), Space::ACCESS | Space::MAIN));
        if Some(number) == own || !readable {
            continue;
        }
        let fits = |place: &Place| {
            let entry = index.entry(*place)?;
            let doubted = entry.reason.map(|reason| reason.reason());
            let known = !matches!(
                doubted,
                Some(Reason::Signature | Reason::Stranger | Reason::Revoked)
            );
            let number = lamport(entry, &chain.space);
            let seen = entry.placed.is_some_and(|placed| placed < from);
            (entry.complete && known && seen && number < below).then_some((entry, number))
        };
        let mut latest = chain.by_seq.values().rev().flatten();
        heads.extend(latest.find_map(fits));
    }
    // What another of them, or the one before, builds on already need not be named.
    let covered = |entry: &Entry, by: &Entry| index.builds_on(by, entry);
    let all: Vec<&Entry> = heads.iter().map(|(entry, _)| *entry).collect();
    let mut named: Vec<Head> = heads
        .iter()
        .filter(|(entry, _)| {
            !all.iter().any(|other| covered(entry, other))
                && !prev.is_some_and(|prev| covered(entry, prev))
        })
        .map(|(entry, number)| (entry.id, *number))
        .collect();
    named.sort_by_key(|(_, number)| std::cmp::Reverse(*number));
    named.truncate(huiyin_log::object::MAX_HEADS);
    (prev.map(|prev| (prev.id, prev.lamport)), named)
}
