//! What the engine is told: what does not count, and what was decided apart.

use super::index::{Entry, EventKey, Index, LineEntry, Place};
use super::{Replica, SyncError};
use huiyin_log::Space;
use huiyin_log::standing::{Named, Own, Race, STANDING_KEY, Standing};
use huiyin_rules::suggestion::clash::{Side, clash};
use huiyin_store::EventStore;
use std::collections::BTreeSet;

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
        let doubtful = index.doubtful.iter();
        let lines = doubtful
            .filter_map(|place| index.entry(*place))
            .flat_map(|entry| &entry.lines);
        let found: BTreeSet<Named> = lines
            .filter(|line| index.local.contains_key(&line.id) && !index.accepted(line.id))
            .map(|line| Named {
                aggregate: index.pool.text_of(line.aggregate).to_owned(),
                event: text(line.id),
            })
            .collect();
        found.into_iter().collect()
    }

    fn races(&self) -> Vec<Race> {
        let index = self.index.borrow();
        let line = |(place, at): (Place, u32)| {
            let entry = index.entry(place)?;
            let line = entry.lines.get(at as usize)?;
            entry.counts(at as usize).then_some(line)
        };
        let found: BTreeSet<Race> = index
            .races
            .iter()
            .filter_map(|(one, other)| {
                let (one, other) = (line(*one)?, line(*other)?);
                let apart = one.id != other.id && !in_knowledge(&index, one.id, other.id);
                apart.then(|| Race {
                    aggregate: index.pool.text_of(one.aggregate).to_owned(),
                    a: text(one.id.min(other.id)),
                    b: text(one.id.max(other.id)),
                })
            })
            .collect();
        found.into_iter().collect()
    }
}

fn text(event: EventKey) -> String {
    format!("{event:032x}")
}

/// Whether one of two events was recorded, or taken up, in the knowledge of the other. An
/// event may stand in several objects: a copied installation signs for it twice.
fn in_knowledge(index: &Index, one: EventKey, other: EventKey) -> bool {
    index.counting(one).any(|one| {
        let mut others = index.counting(other);
        // In one object they stand in the order they were recorded in.
        others
            .any(|other| one.id == other.id || knows(index, one, other) || knows(index, other, one))
    })
}

/// Whether what stands in `later` was recorded in the knowledge of what stands in `earlier`.
///
/// What is for everybody cannot build on what is sealed to a few; its device says beside
/// what it knew of that.
fn knows(index: &Index, later: &Entry, earlier: &Entry) -> bool {
    if index.builds_on(later, earlier) {
        return true;
    }
    let chains = (index.chain(later.chain), index.chain(earlier.chain));
    let (Some(chain), Some(other)) = chains else {
        return false;
    };
    if chain.space == other.space {
        return false;
    }
    // What one device recorded in two spaces was recorded by one person, one after the other.
    chain.device == other.device || knows_beside(index, later, earlier)
}

/// Whether a device said beside an object or one before it in its chain that it knew another.
pub(super) fn knows_beside(index: &Index, later: &Entry, earlier: &Entry) -> bool {
    let first = earlier.lines.iter().map(|line| line.seq).min();
    let mut own = Some(later);
    // What was recorded with a lesser number cannot have known it.
    while let Some(entry) = own.filter(|entry| Some(entry.lamport) > first) {
        let known = |id: &u128| {
            let beside = index.named(*id);
            beside.is_some_and(|beside| beside.id == earlier.id || index.builds_on(beside, earlier))
        };
        if entry.beside.iter().any(known) {
            return true;
        }
        let before = entry.prev.and_then(|prev| index.named(prev));
        own = before.filter(|before| before.chain == entry.chain && before.seq < entry.seq);
    }
    false
}

/// Notes which lines of an object may race with lines that are here already.
pub(super) fn note_races(index: &mut Index, place: Place) {
    let mut found = Vec::new();
    {
        let Some(entry) = index.entry(place) else {
            return;
        };
        let access = |entry: &Entry| {
            let chain = index.chain(entry.chain);
            chain.is_none_or(|chain| chain.space.as_str() == Space::ACCESS)
        };
        if access(entry) {
            return;
        }
        for (at, line) in (0..).zip(&entry.lines) {
            for (other_place, other_at) in index.about(line.aggregate) {
                let Some(other) = index.entry(*other_place) else {
                    continue;
                };
                let Some(theirs) = other.lines.get(*other_at as usize) else {
                    continue;
                };
                if *other_place != place
                    && other.complete
                    && clashes(index, line, theirs)
                    && !access(other)
                    && !knows(index, entry, other)
                    && !knows(index, other, entry)
                {
                    let (one, two) = ((place, at), (*other_place, *other_at));
                    found.push((one.min(two), one.max(two)));
                }
            }
        }
    }
    index.races.extend(found);
}

fn clashes(index: &Index, one: &LineEntry, other: &LineEntry) -> bool {
    let side = |line: &LineEntry| {
        let actor = index.pool.actor_of(line.actor)?;
        Some((line.kind, actor.acting()))
    };
    let (Some(a), Some(b)) = (side(one), side(other)) else {
        return false;
    };
    let named = |(kind, acting)| Side {
        kind: index.pool.text_of(kind),
        acting,
    };
    one.id != other.id && clash(&named(a), &named(b))
}
