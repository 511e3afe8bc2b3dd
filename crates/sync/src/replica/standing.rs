//! What the engine is told, and the lines it is given.

use super::index::{EventKey, Index, Place, event_key};
use super::{Record, Replica, SyncError};
use huiyin_log::standing::{Named, Own, Race, STANDING_KEY, Standing};
use huiyin_log::{Envelope, Space};
use huiyin_rules::suggestion::clash::{Side, clash};
use huiyin_store::{EventStore, StoreError};
use std::collections::{BTreeSet, HashMap};

/// Lines placed by one transaction, unless one object has more.
const TOGETHER: usize = 1_000;

impl<E: EventStore, O: EventStore> Replica<E, O> {
    /// Leaves the standing of events where the engine finds it, where it changed.
    ///
    /// Before lines are placed: whoever reads them finds what is to be said of them.
    pub(super) async fn tell_engine(&self) -> Result<(), SyncError> {
        let kept = self.events.meta_get(STANDING_KEY).await?;
        let kept: Standing = kept
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .unwrap_or_default();
        let now = Standing {
            version: kept.version,
            own: self.own_standing(),
            set_aside: self.set_aside(),
            races: self.races(),
        };
        if now == kept {
            return Ok(());
        }
        let next = Standing {
            version: kept.version + 1,
            ..now
        };
        let bytes = serde_json::to_vec(&next).unwrap_or_default();
        self.events.meta_put(STANDING_KEY, &bytes).await?;
        Ok(())
    }

    fn own_standing(&self) -> Option<Own> {
        let device = self.device()?;
        let roll = self.roll.borrow();
        let member = roll.member(&device)?;
        let grant = member.grant()?;
        Some(Own {
            role: grant.party.role,
            party: grant.party.name.clone(),
            person: grant.person.clone(),
            registrar: member.registrar(),
            blocks: member.blocks.clone(),
            revoked: !member.revoked.is_empty(),
        })
    }

    fn set_aside(&self) -> Vec<Named> {
        let index = self.index.borrow();
        let mut found = BTreeSet::new();
        for entry in index
            .doubtful
            .iter()
            .filter_map(|place| index.entry(*place))
        {
            for line in &entry.lines {
                if index.local.contains_key(&line.id) && !index.accepted(line.id) {
                    found.insert(Named {
                        aggregate: index.pool.text_of(line.aggregate).to_owned(),
                        event: format!("{:032x}", line.id),
                    });
                }
            }
        }
        found.into_iter().collect()
    }

    fn races(&self) -> Vec<Race> {
        let index = self.index.borrow();
        let line = |(place, at): (Place, u32)| {
            let entry = index.entry(place)?;
            let line = entry.lines.get(at as usize)?;
            entry.counts(at as usize).then_some(line)
        };
        let mut found = BTreeSet::new();
        for (one, other) in &index.races {
            let (Some(one), Some(other)) = (line(*one), line(*other)) else {
                continue;
            };
            if one.id == other.id {
                continue;
            }
            found.insert(Race {
                aggregate: index.pool.text_of(one.aggregate).to_owned(),
                a: format!("{:032x}", one.id.min(other.id)),
                b: format!("{:032x}", one.id.max(other.id)),
            });
        }
        found.into_iter().collect()
    }

    /// Appends the lines that count to the engine's events.
    pub(super) async fn place(&self, places: &BTreeSet<Place>) -> Result<(), SyncError> {
        let mut ready = Vec::new();
        {
            let index = self.index.borrow();
            for place in places {
                let Some(entry) = index.entry(*place) else {
                    continue;
                };
                let missing = entry.placed.is_none()
                    || (0..)
                        .zip(&entry.lines)
                        .any(|(at, line)| entry.counts(at) && !index.local.contains_key(&line.id));
                // What cannot be read is not built on.
                if missing && entry.judged && entry.readable {
                    ready.push(*place);
                }
            }
        }
        self.place_in_order(&ready).await?;
        while !ready.is_empty() {
            let mut lines = 0;
            let count = {
                let index = self.index.borrow();
                let fits = |place: &&Place| {
                    lines += index.entry(**place).map_or(0, |entry| entry.lines.len());
                    lines <= TOGETHER
                };
                ready.iter().take_while(fits).count().max(1)
            };
            let batch: Vec<Place> = ready.drain(..count).collect();
            self.place_some(&batch).await?;
        }
        Ok(())
    }

    /// Of a snapshot: the lines in its maker's order, as long as each counts here too.
    async fn place_in_order(&self, ready: &[Place]) -> Result<(), SyncError> {
        let order = self.order.borrow().clone();
        if order.is_empty() || self.index.borrow().events_head > 0 {
            return Ok(());
        }
        let mut lines: HashMap<EventKey, Vec<u8>> = HashMap::new();
        for together in ready.chunks(64) {
            for object in self.objects_of(together).await?.values() {
                let opened = self.opened(object);
                let all = opened.as_deref().or(object.lines()).unwrap_or_default();
                for line in all {
                    lines.insert(event_key(line.id()), line.encode());
                }
            }
        }
        for chunk in order.chunks(TOGETHER) {
            let batch: Option<Vec<Vec<u8>>> = {
                let index = self.index.borrow();
                let counted = |id: &EventKey| index.accepted(*id).then(|| lines.get(id).cloned());
                chunk.iter().map(|id| counted(id).flatten()).collect()
            };
            let Some(batch) = batch else {
                return Ok(());
            };
            let expected = self.index.borrow().events_head;
            match self.events.append(&batch, expected).await {
                Ok(_) => self.refresh_events().await?,
                // Somebody records already: then the lines come in the usual way.
                Err(StoreError::Moved { .. }) => return Ok(()),
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    async fn place_some(&self, places: &[Place]) -> Result<(), SyncError> {
        let access = |index: &Index, place: Place| {
            let chain = index
                .entry(place)
                .and_then(|entry| index.chain(entry.chain));
            chain.is_some_and(|chain| chain.space.as_str() == Space::ACCESS)
        };
        let wanted: Vec<Place> = {
            let index = self.index.borrow();
            let some = |place: &Place| {
                !access(&index, *place)
                    && index
                        .entry(*place)
                        .is_some_and(|entry| entry.reason.is_none())
            };
            places.iter().copied().filter(some).collect()
        };
        let objects = self.objects_of(&wanted).await?;
        for _ in 0..16 {
            self.refresh_events().await?;
            let mut batch = Vec::new();
            let expected = {
                let index = self.index.borrow();
                let mut taken = BTreeSet::new();
                for (place, object) in &objects {
                    let Some(entry) = index.entry(*place) else {
                        continue;
                    };
                    let opened = self.opened(object);
                    let lines: &[Envelope] = match &opened {
                        Some(lines) => lines,
                        None => object.lines().unwrap_or_default(),
                    };
                    for (at, line) in lines.iter().enumerate() {
                        let Some(known) = entry.lines.get(at) else {
                            continue;
                        };
                        let new = !index.local.contains_key(&known.id) && taken.insert(known.id);
                        if new && entry.counts(at) {
                            batch.push(line.encode());
                        }
                    }
                }
                index.events_head
            };
            if !batch.is_empty() {
                match self.events.append(&batch, expected).await {
                    Ok(_) => {}
                    Err(StoreError::Moved { .. }) => continue,
                    Err(error) => return Err(error.into()),
                }
            }
            self.refresh_events().await?;
            let (head, objects) = {
                let index = self.index.borrow();
                let new = |place: &&Place| {
                    index
                        .entry(**place)
                        .is_some_and(|entry| entry.placed.is_none())
                };
                let ids = places
                    .iter()
                    .filter(new)
                    .filter_map(|place| index.entry(*place));
                // Another tab may have appended since; what it wrote knew of these.
                (
                    expected + batch.len() as u64,
                    ids.map(|entry| entry.id).collect::<Vec<u128>>(),
                )
            };
            if !objects.is_empty() {
                self.record(&[Record::Placed { head, objects }]).await?;
            }
            return Ok(());
        }
        let head = self.index.borrow().events_head;
        Err(StoreError::Moved { head }.into())
    }
}

/// Notes which lines of an object race with lines that are here already.
pub(super) fn note_races(index: &mut Index, place: Place) {
    let mut found = Vec::new();
    {
        let Some(entry) = index.entry(place) else {
            return;
        };
        for (at, line) in (0..).zip(&entry.lines) {
            for (other_place, other_at) in index.about(line.aggregate) {
                let Some(other) = index.entry(*other_place) else {
                    continue;
                };
                if *other_place == place || !other.complete {
                    continue;
                }
                if index.builds_on(entry, other) || index.builds_on(other, entry) {
                    continue;
                }
                let Some(theirs) = other.lines.get(*other_at as usize) else {
                    continue;
                };
                let side = |line: &super::index::LineEntry| {
                    let actor = index.pool.actor_of(line.actor)?;
                    Some((index.pool.text_of(line.kind), actor.acting()))
                };
                if let (Some((kind, acting)), Some((their_kind, their_acting))) =
                    (side(line), side(theirs))
                    && line.id != theirs.id
                    && clash(
                        &Side { kind, acting },
                        &Side {
                            kind: their_kind,
                            acting: their_acting,
                        },
                    )
                {
                    let (one, two) = ((place, at), (*other_place, *other_at));
                    found.push((one.min(two), one.max(two)));
                }
            }
        }
    }
    index.races.extend(found);
}
